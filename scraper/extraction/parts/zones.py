"""The labelled parts of a page: related reading, hot lists, next article, comments, and so on.

A label is a short line that says what follows. Its zone runs from the line after it to the end of
the smallest block that holds both the label and what it announces, or to the next label.
"""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, by_element
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.labels import (
    BIO,
    COMMENTS,
    HOT,
    NEXT,
    PREVIOUS,
    RELATED,
    SHARE,
    TAGS,
    kind_of_label,
    plain_names,
)
from scraper.values.clean import clean, parted_at_colon

_CLIMB = 12
# No label has more letters, what decorates it included.
_LONGEST = 70
_MORE = re.compile(
    r"(more|all|see\s+all|view\s+all|更多|查看更多|全部|换一换|換一換|mehr|alle|plus|tout|más|todos?|mais|altro"
    r"|meer|mer|więcej|více|ещё|еще|все|المزيد|もっと|더보기|daha\s+fazla|lainnya|xem\s+thêm)",
    re.IGNORECASE,
)
# A list's title is no shorter than this, in letters; a label's own link can be.
_A_TITLE, _A_LONG_TITLE = 16, 26


@dataclass(slots=True)
class Zone:
    """`lines` are the indices after the label; `label` is the label's own index."""

    kind: str
    label: int
    lines: range
    holder: HtmlElement


def _label_text(line: Line) -> str:
    """The line without a "more" link at its end."""
    if len(line.runs) == 1:
        return line.text
    runs = [run for run in line.runs if run.text]
    if len(runs) > 1 and runs[-1].link is not None and _MORE.fullmatch(words.bare(runs[-1].text)):
        runs = runs[:-1]
    return " ".join(run.text for run in runs)


def label_of(page: Page, line: Line, own: tuple[tuple[str, ...], tuple[str, ...]]) -> str | None:
    """Which part this line announces, or None where it is no label."""
    if line.image is not None:
        # A heading can be a picture of its words.
        alt = clean(line.image.get("alt") or "") if line.place & Place.HEADING else ""
        return RELATED if kind_of_label(alt, *own) == RELATED else None
    if line.weight > 240:
        return None
    if len(line.text) > _LONGEST:
        return _neighbour(line, own)
    linked = line.link_share > 0.5 and not line.place & Place.HEADING
    if linked and line.place & Place.NAV and not words.may_step(line.text):
        return None
    kind = kind_of_label(_label_text(line), *own, linked) or _neighbour(line, own)
    kind = kind or _tab(line, own)
    if kind is None and words.MORE.fullmatch(words.bare(line.text)) and _heads_list(page, line):
        kind = RELATED
    if kind in (RELATED, HOT) and linked:
        return None
    if kind == HOT and not _announces(page, line):
        return None
    if kind == HOT and line.link_share > 0.2 and not line.place & Place.HEADING:
        # What is hot stands beside the label, and ends with the line.
        return None
    return kind


def _tab(line: Line, own: tuple[tuple[str, ...], tuple[str, ...]]) -> str | None:
    """What the first of several labels in one heading announces, which is the one that is open."""
    texts = [text for _, text in by_element(line.runs)] if line.place & Place.HEADING else []
    first = kind_of_label(texts[0], *own) if len(texts) > 1 else None
    return first if first == RELATED or (first and kind_of_label(texts[1], *own)) else None


def _neighbour(line: Line, own: tuple[tuple[str, ...], tuple[str, ...]]) -> str | None:
    """NEXT or PREVIOUS where the line begins with that label: `Next: title` on one line."""
    first = next((run.text for run in line.runs if run.text), "")
    head = parted_at_colon(first)[0]
    if (head == first and len(line.runs) == 1) or len(head) > _LONGEST:
        return None
    if not own[1] and not words.may_step(head):
        return None
    kind = kind_of_label(head, *own)
    return kind if kind in (NEXT, PREVIOUS) else None


def _announces(page: Page, line: Line) -> bool:
    """Whether a list of links follows: "Hot" in a running text is no label."""
    if line.text[-1:] in "。.!?！？":
        return False
    after = page.lines[line.index + 1 : line.index + 5]
    return any(other.link_share > 0.4 for other in after)


def _heads_list(page: Page, line: Line) -> bool:
    """Whether a line that is no link itself stands over several titles that are."""
    after = page.lines[line.index + 1 : line.index + 7]
    titles = [other for other in after if other.link_share > 0.8 and other.weight >= _A_LONG_TITLE]
    return line.link_share == 0 and line.block.tag not in ("td", "th") and len(titles) > 1


def _is_titled_link(line: Line, least: int = 2) -> bool:
    return line.weight >= least and any(
        run.link is not None and len(run.text) >= 2 and not _MORE.fullmatch(words.bare(run.text))
        for run in line.runs
    )


def _holder(page: Page, line: Line, kind: str) -> HtmlElement | None:
    """The smallest block around the label that also holds a part of what it announces."""
    node: HtmlElement | None = line.block
    least = _A_TITLE if kind == RELATED else 2
    for _ in range(_CLIMB):
        if node is None:
            return None
        extent = page.extents.get(node, range(0))
        after = range(line.index + 1, extent.stop)
        if any(
            kind in (COMMENTS, BIO) or _is_titled_link(page.lines[index], least)
            for index in after[:40]
        ):
            return node
        node = node.getparent()
    return None


def find_zones(
    page: Page, related: tuple[str, ...] = (), following: tuple[str, ...] = ()
) -> list[Zone]:
    """Every labelled zone of the page, in page order."""
    own = (plain_names(related), plain_names(following))
    kinds = {line.index: kind for line in page.lines if (kind := label_of(page, line, own))}
    zones = []
    for index, kind in kinds.items():
        line = page.lines[index]
        holder = _holder(page, line, kind)
        if kind in (NEXT, PREVIOUS) and _neighbour(line, own):
            zones.append(Zone(kind, index, range(index + 1, index + 1), line.block))
            continue
        if holder is None:
            if _is_titled_link(line):
                zones.append(Zone(kind, index, range(index + 1, index + 1), line.block))
            continue
        stop = page.extents[holder].stop
        end = next(
            (at for at in range(index + 1, stop) if _ends(page, line, at, kind, kinds)), stop
        )
        zones.append(Zone(kind, index, range(index + 1, end), holder))
    return zones


def _ends(page: Page, label: Line, at: int, kind: str, kinds: dict[int, str]) -> bool:
    other = page.lines[at]
    if at in kinds and kinds[at] not in (kind, TAGS, SHARE):
        return True
    if at in kinds and kinds[at] == kind and at > label.index + 1:
        return kind != COMMENTS
    peer = bool(label.place & Place.HEADING) and other.block.tag == label.block.tag
    if not peer or other.link_share >= 0.3 or other.block is label.block:
        return False
    return _depth(other.block) <= _depth(label.block)


def _depth(node: HtmlElement) -> int:
    return sum(1 for _ in node.iterancestors())
