// Datasette leaves these without a name that a screen reader could say.
document.addEventListener("DOMContentLoaded", () => {
  const names = {
    'form.filters select[name^="_filter_column"]': "Column to filter by",
    'form.filters select[name^="_filter_op"]': "Kind of comparison",
    'form.filters input[name^="_filter_value"]': "Value to compare with",
    'form.filters select[name="_sort"]': "Column to sort by",
    "textarea#sql-editor": "SQL query",
    ".CodeMirror textarea": "SQL query",
  };
  const name = () => {
    for (const [selector, label] of Object.entries(names)) {
      for (const control of document.querySelectorAll(selector)) {
        control.setAttribute("aria-label", label);
      }
    }
    // A view of two dozen columns would begin with two screens of their meanings.
    for (const list of document.querySelectorAll("dl.column-descriptions:not(details *)")) {
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = "What the columns mean";
      details.className = "columns";
      list.replaceWith(details);
      details.append(summary, list);
    }
    for (const cross of document.querySelectorAll("a.cross")) {
      cross.setAttribute("aria-label", "Remove");
    }
    for (const wide of document.querySelectorAll(".table-wrapper")) {
      wide.tabIndex = 0;
      wide.setAttribute("role", "region");
      wide.setAttribute("aria-label", "Rows");
    }
  };
  name();
  addEventListener("load", () => setTimeout(name, 0));
});
