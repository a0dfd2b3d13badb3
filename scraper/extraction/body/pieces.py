"""Lines put together into pieces of a text: paragraphs, subheads, lists, tables."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.page.lines import Line
from scraper.extraction.page.sentences import is_marked
from scraper.extraction.page.tables import data_tables, row_of, table_of
from scraper.extraction.vocabulary.speakers import begins_turn


@dataclass(slots=True)
class Piece:
    """Lines that make one paragraph, subhead, list or table, with what stands between them."""

    lines: list[Line]
    joint: str = " "
    is_table: bool = False

    @property
    def text(self) -> str:
        """The lines as one text: a line for each item of a list, and for each row of a table, whose
        cells are parted by a stroke."""
        if not self.is_table:
            return self.joint.join(line.text for line in self.lines)
        rows: dict[HtmlElement | None, list[str]] = {}
        for line in self.lines:
            rows.setdefault(row_of(line), []).append(line.text)
        return "\n".join(" | ".join(cells) for cells in rows.values())

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def weight(self) -> int:
        return sum(line.weight for line in self.lines)

    @property
    def link_share(self) -> float:
        """Which part of the text is inside links, 0 to 1."""
        linked = sum(line.weight * line.link_share for line in self.lines)
        return linked / (self.weight or 1)


def make_pieces(lines: list[Line]) -> list[Piece]:
    """The lines, put together where one paragraph, list or table has several of them."""
    pieces: list[Piece] = []
    doubled = _doubled(lines)
    layout = _layout_list(lines)
    tables = data_tables(lines)
    for line in lines:
        previous = pieces[-1] if pieces else None
        before = previous.lines[-1] if previous else None
        table = table_of(line)
        group = _group(line)
        group = None if group is layout else group
        if table is not None and table in tables:
            if previous is not None and previous.is_table and table_of(previous.first) is table:
                previous.lines.append(line)
            else:
                pieces.append(Piece([line], is_table=True))
        elif previous is None or before is None or previous.is_table:
            pieces.append(Piece([line], "\n" if group is not None else " "))
        elif group is not None and group is _group(before):
            previous.joint = "\n"
            previous.lines.append(line)
        elif before.block is line.block and _continues(before, line, doubled):
            previous.lines.append(line)
        else:
            pieces.append(Piece([line], "\n" if group is not None else " "))
    return pieces


def _group(line: Line) -> HtmlElement | None:
    """The list that a line is a member of."""
    node: HtmlElement | None = line.block
    for _ in range(4):
        if node is None or node.tag in ("td", "th", "blockquote"):
            break
        if node.tag == "li":
            parent: HtmlElement | None = node.getparent()
            return parent if parent is not None and parent.tag in ("ul", "ol") else None
        node = node.getparent()
    return None


def _layout_list(lines: list[Line]) -> HtmlElement | None:
    """The list that holds most of the text: not a list in it, but the way the page is built."""
    weights: dict[HtmlElement | None, int] = {}
    for line in lines:
        weights[_group(line)] = weights.get(_group(line), 0) + line.weight
    total = sum(weights.values())
    return next((group for group, weight in weights.items() if weight > 0.6 * total), None)


def _doubled(lines: list[Line]) -> set[HtmlElement]:
    """The blocks in which an empty line parts the paragraphs."""
    return {line.block for line in lines if line.breaks >= 2}


def _continues(before: Line, line: Line, doubled: set[HtmlElement]) -> bool:
    """Whether a line goes on with the paragraph of the line before it in the same block."""
    if line.index != before.index + 1:
        return False
    if line.breaks >= 2 or line.indented or line.bold != before.bold:
        return False
    if line.breaks == 0:
        return before.block is line.block
    if begins_turn(line.text):
        return False
    if line.block in doubled:
        return True
    return not is_marked(before.text) and not (line.weight < 40 or before.weight < 40)
