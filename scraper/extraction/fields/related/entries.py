"""Entries of a list of articles: which lines belong to one."""

from lxml.html import HtmlElement

from scraper.extraction.fields.related.fields import Entry
from scraper.extraction.fields.related.links import Sections, main_links
from scraper.extraction.page.lines import Line, Run
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words

# No entry has more lines; a list of ten thousand is not looked through for each of its entries.
_LARGEST = 60


def split_entries(page: Page, lines: list[Line], sections: Sections) -> list[Entry]:
    """The entries of a list, in page order."""
    main = main_links(page, lines, sections)
    firsts = {link: Entry(link, url) for link, url in main.items()}
    owners = [_owners(line, firsts) for line in lines]
    units = _units(page, lines, owners)
    leading = _meta_leads(lines, owners, units)
    entries: list[Entry] = []
    waiting: list[Run] = []
    for line, mine in zip(lines, owners, strict=True):
        if mine:
            for link in mine:
                entries.append(firsts[link])
            _deal(line, mine, firsts, waiting)
            waiting = []
        elif (unit := units.get(line.index)) is not None:
            firsts[unit].runs += line.runs
        elif _is_header(line):
            continue
        elif leading:
            waiting += line.runs
        elif entries and not words.FOOTER.search(line.text):
            entries[-1].runs += line.runs
    unique = {id(entry): entry for entry in entries}
    return [entry for entry in unique.values() if entry.runs]


def _is_header(line: Line) -> bool:
    """Whether a line is a table's column heading, or no part of an entry at all."""
    text = words.bare(line.text)
    heads = line.block.tag in ("th", "td") and words.COLUMN.fullmatch(text) is not None
    return line.block.tag == "th" or heads or words.NOISE.fullmatch(text) is not None


def _owners(line: Line, firsts: dict[HtmlElement, Entry]) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    for run in line.runs:
        if run.link is not None and run.link in firsts and run.link not in found:
            found.append(run.link)
    return found


def _deal(
    line: Line, mine: list[HtmlElement], firsts: dict[HtmlElement, Entry], waiting: list[Run]
) -> None:
    """Gives a line's runs to the one entry on it, or to several: each run to the link before it."""
    firsts[mine[0]].runs += waiting
    current = mine[0]
    for run in line.runs:
        if run.link is not None and run.link in firsts:
            current = run.link
        firsts[current].runs.append(run)


def _known_line(page: Page, index: int, at: dict[int, list[HtmlElement]]) -> bool:
    return index in at or page.lines[index].image is not None


def _units(
    page: Page, lines: list[Line], owners: list[list[HtmlElement]]
) -> dict[int, HtmlElement]:
    """Of each line without a title link: the entry whose own block it stands in, if any."""
    at = {line.index: mine for line, mine in zip(lines, owners, strict=True)}
    found: dict[int, HtmlElement] = {}
    for line, mine in zip(lines, owners, strict=True):
        if len(mine) != 1:
            continue
        node: HtmlElement | None = line.block
        for _ in range(8):
            if node is None or node not in page.extents:
                break
            inside = page.extents[node]
            if len(inside) > _LARGEST:
                break
            others = {link for index in inside for link in at.get(index, [])}
            if others != {mine[0]} or not all(_known_line(page, index, at) for index in inside):
                break
            found.update(dict.fromkeys((index for index in inside if index in at), mine[0]))
            node = node.getparent()
    return found


def _meta_leads(
    lines: list[Line], owners: list[list[HtmlElement]], units: dict[int, HtmlElement]
) -> bool:
    """Whether what goes with a title stands before it: the list begins so and ends with one."""
    loose = [not mine and line.index not in units for line, mine in zip(lines, owners, strict=True)]
    if not loose or not loose[0]:
        return False
    return not loose[-1]
