"""Tables of data, told from the tables that only lay a page out."""

from lxml.html import HtmlElement

from scraper.extraction.page.lines import Line

_CLIMB = 8
_LONGEST = 200


def row_of(line: Line) -> HtmlElement | None:
    """The `<tr>` that a line stands in."""
    return _around(line.block, "tr")


def table_of(line: Line) -> HtmlElement | None:
    """The innermost `<table>` that a line stands in."""
    row = row_of(line)
    return _around(row, "table") if row is not None else None


def data_tables(lines: list[Line]) -> set[HtmlElement]:
    """The tables that hold data: rows of short cells, two or more in each of most rows."""
    cells: dict[HtmlElement, dict[HtmlElement, set[HtmlElement]]] = {}
    layout: set[HtmlElement] = set()
    for line in lines:
        row, table = row_of(line), table_of(line)
        if row is None or table is None:
            continue
        cell = _cell(line.block, row)
        cells.setdefault(table, {}).setdefault(row, set()).add(cell)
        if line.weight > _LONGEST:
            layout.add(table)
    return {
        table
        for table, rows in cells.items()
        if table not in layout
        and len(rows) > 1
        and sum(len(found) > 1 for found in rows.values()) * 2 > len(rows)
    }


def _cell(block: HtmlElement, row: HtmlElement) -> HtmlElement:
    node = block
    while node is not row:
        parent = node.getparent()
        if parent is row or parent is None:
            break
        node = parent
    return node


def _around(node: HtmlElement | None, tag: str) -> HtmlElement | None:
    for _ in range(_CLIMB):
        if node is None or node.tag == tag:
            return node
        node = node.getparent()
    return None
