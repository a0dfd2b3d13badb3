"""Where the parts of a page are: its title, its labelled zones, and what is not the article's."""

import sys
from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.fields.title import Heading
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, Shape
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import find_container, furniture, is_meta_line, is_prose
from scraper.extraction.parts.reader_comments import reader_comments
from scraper.extraction.parts.teasers import teasers
from scraper.extraction.parts.zones import Zone, find_zones
from scraper.extraction.vocabulary.labels import BIO, COMMENTS, HOT, NEXT, PREVIOUS, RELATED
from scraper.portals.model import Portal

_TEASER = 700
# The text goes on behind a list with a paragraph of this weight at least.
_A_PARAGRAPH = 80
# How many paragraphs an article has at least, where another begins behind it.
_A_STORY = 4
# An editor's note or a footer can be this long; an article is longer, or comes before it.
_A_NOTE = 700
# So many lines below a title its date and author stand.
_A_HEAD = 4
_ENDING = (NEXT, PREVIOUS, RELATED, HOT, COMMENTS, BIO)


@dataclass(slots=True)
class Layout:
    """Line indices: the title's `first` and `last`, where the text can begin (`start`) and must end
    (`limit`), where another article begins (`story_end`), what is `out`, and what of it is so by
    what stands over it or how it is built (`ruled_out`)."""

    zones: list[Zone]
    out: set[int]
    first: int
    last: int
    start: int
    limit: int
    story_end: int
    ruled_out: set[int]

    @property
    def window(self) -> range:
        """The lines among which the article's text is."""
        return range(self.start, self.limit)

    def elsewhere(self, text_end: int) -> int:
        """The first line after the text that belongs to another part of the page."""
        labels = (zone.label for zone in self.zones if zone.kind in _ENDING)
        return min((label for label in labels if label >= text_end), default=sys.maxsize)


def lay_out(page: Page, heading: Heading | None, portal: Portal) -> Layout:
    """The page's zones, and which lines are not the article's."""
    first, last = (heading.first, heading.last) if heading else (0, -1)
    zones = find_zones(page, portal.labels.related, portal.labels.next_article)
    prose = (line.index for line in page.lines if line.index > last and is_prose(line))
    text_start = next(prose, 0)
    zones = [
        zone
        for zone in zones
        if (heading is None or first not in zone.lines)
        and not (zone.kind == COMMENTS and _reads_on(page, zone, text_start))
    ]
    taken: set[int] = set()
    _trim(page, zones, last)
    for zone in zones:
        if _is_out(page, zone, text_start):
            taken |= {zone.label, *zone.lines}
    taken |= teasers(page, last) | reader_comments(page, last)
    out = furniture(page, taken, last)
    start = _start(page, out, last)
    story_end = _next_story(page, start - 1)
    limit = min(_limit(page, zones, out, start - 1), story_end)
    return Layout(zones, out, first, last, start, limit, story_end, taken)


def _start(page: Page, out: set[int], last: int) -> int:
    """The first line after the title; the page's first where the text stands above its title."""
    above, below = (
        sum(line.weight for line in lines if line.index not in out and _is_much(line))
        for lines in (page.lines[: last + 1], page.lines[last + 1 :])
    )
    return 0 if above > max(below, _A_NOTE) else last + 1


def _is_much(line: Line) -> bool:
    return line.weight >= _A_PARAGRAPH and is_prose(line)


def no_layout(page: Page) -> Layout:
    """A layout that says nothing: all lines may be the article's."""
    stop = len(page.lines)
    return Layout([], set(), 0, -1, 0, stop, stop, set())


def _next_story(page: Page, last: int) -> int:
    """Where the next article of an endless page begins: at another `<h1>` that is made as the title
    is, or has a line of date or author below it, and that text goes before and after."""
    own = page.lines[last] if 0 <= last < len(page.lines) else None
    prose = [line for line in page.lines if line.index > last and is_prose(line)]
    apart = _next_element(page, last)
    if apart is not None and any(line.index < apart for line in prose):
        return apart
    if own is None or len(prose) < 2 * _A_STORY:
        return len(page.lines)
    for line in page.lines[prose[_A_STORY - 1].index :]:
        if line.block.tag != "h1" or line.text == own.text or line.index > prose[-_A_STORY].index:
            continue
        below = page.lines[line.index + 1 : line.index + 1 + _A_HEAD]
        if line.shape == own.shape or any(is_meta_line(one) for one in below):
            before = [one for one in prose if one.index < line.index]
            if not _goes_on(before, [one for one in prose if one.index > line.index], same=True):
                return line.index
    return len(page.lines)


def _next_element(page: Page, last: int) -> int | None:
    """The first line after the title of an `<article>` beside the title's own, with an `<h1>`."""
    own = _article_of(page.lines[last]) if 0 <= last < len(page.lines) else None
    for line in page.lines[last + 1 :] if own is not None else []:
        if line.block.tag == "h1":
            other = _article_of(line)
            if other is not None and other is not own and own not in other.iterancestors():
                return page.extents[other].start
    return None


def _article_of(line: Line) -> HtmlElement | None:
    block = line.block
    return block if block.tag == "article" else next(block.iterancestors("article"), None)


def _trim(page: Page, zones: list[Zone], last: int) -> None:
    """Ends each list that is set into the text where the text goes on: at a paragraph that looks
    like those before the list."""
    shapes: set[Shape | tuple[str, HtmlElement | None]] = set()
    at = last + 1
    for zone in zones:
        while at < zone.label:
            if page.lines[at].weight >= _A_PARAGRAPH and is_prose(page.lines[at]):
                shapes |= _alike(page.lines[at])
            at += 1
        if zone.kind in (RELATED, HOT):
            alike = [
                index
                for index in zone.lines
                if is_prose(page.lines[index]) and _alike(page.lines[index]) & shapes
            ]
            sure = (at for at in alike if page.lines[at].weight >= _A_PARAGRAPH)
            stop = next(sure, None)
            # Short paragraphs right before a long one are of the text too.
            while stop is not None and (stop - 1 in alike or _is_subhead(page, zone, stop - 1)):
                stop -= 1
            zone.lines = range(zone.lines.start, zone.lines.stop if stop is None else stop)


def _is_subhead(page: Page, zone: Zone, at: int) -> bool:
    """Whether a line of a zone is a heading that leads nowhere."""
    line = page.lines[at]
    return at in zone.lines and bool(line.place & Place.HEADING) and line.link_share == 0


def _alike(line: Line) -> set[Shape | tuple[str, HtmlElement | None]]:
    """What two paragraphs of one text share at least one of: their shape, or tag and parent."""
    return {line.shape, (line.block.tag, line.block.getparent())}


def _is_out(page: Page, zone: Zone, text_start: int) -> bool:
    """Whether a zone is no part of the text: a subhead of the text can read like a label."""
    if zone.kind in (RELATED, HOT):
        return _is_list(page, zone)
    if zone.kind in (NEXT, PREVIOUS):
        return sum(page.lines[index].weight for index in zone.lines) < _TEASER
    if zone.kind == BIO:
        inside = sum(page.lines[index].weight for index in zone.lines)
        return zone.label > text_start and inside < _TEASER
    return (
        zone.kind == COMMENTS
        and zone.label > text_start
        and not _holds_text(page, zone, text_start)
    )


def _reads_on(page: Page, zone: Zone, text_start: int) -> bool:
    """Whether the text goes on behind a line such as "Comment:", in paragraphs that stand beside
    those before it."""
    before = {_home(line) for line in page.lines[text_start : zone.label] if is_prose(line)}
    return any(_home(line) in before for at in zone.lines if is_prose(line := page.lines[at]))


def _home(line: Line) -> tuple[str, str, HtmlElement | None]:
    return line.block.tag, line.block.get("class") or "", line.block.getparent()


def _holds_text(page: Page, zone: Zone, text_start: int) -> bool:
    """Whether what a "comments" label seems to announce is the article: a link to the comments can
    stand under the title."""
    before = sum(line.weight for line in page.lines[text_start : zone.label] if is_prose(line))
    inside = sum(page.lines[at].weight for at in zone.lines if is_prose(page.lines[at]))
    return inside > 2500 and inside > 4 * before


def _limit(page: Page, zones: list[Zone], out: set[int], last: int) -> int:
    """The first label after which no text comes that looks like, or outweighs, that before it."""
    prose = [line for line in page.lines[last + 1 :] if line.index not in out and is_prose(line)]
    if not prose:
        return len(page.lines)
    after = [zone for zone in zones if zone.label > prose[0].index and zone.kind in _ENDING]
    for at, zone in enumerate(after):
        stop = next((z.label for z in after[at + 1 :] if z.kind != RELATED), len(page.lines))
        before = [line for line in prose if line.index < zone.label]
        behind = range(max(zone.lines.stop, zone.label + 1), stop)
        after_it = [line for line in prose if line.index in behind]
        if _goes_on(before, after_it, same=zone.kind == NEXT):
            continue
        if _most_after(page, out, zone.label) <= max(_A_NOTE, sum(line.weight for line in before)):
            return zone.label
    return len(page.lines)


def _goes_on(before: list[Line], behind: list[Line], *, same: bool) -> bool:
    """Whether the text goes on behind a label: in paragraphs of the same shape, or, as the next
    article of an endless page has those too, of the `same` element."""
    if same:
        homes = {line.block.getparent() for line in before}
        return any(line.block.getparent() in homes for line in behind)
    shapes = {line.shape for line in before}
    return any(line.shape in shapes for line in behind)


def _most_after(page: Page, out: set[int], label: int) -> int:
    """The weight of the prose in the block that holds most of it after a label."""
    window = range(label + 1, len(page.lines))
    container = find_container(page, out, window)
    inside = page.extents[container] if container is not None else range(0)
    texts = (page.lines[at] for at in inside if at in window and at not in out)
    return sum(line.weight for line in texts if is_prose(line))


def _is_list(page: Page, zone: Zone) -> bool:
    """Whether a zone is made of links."""
    lines = [page.lines[index] for index in zone.lines]
    prose = sum(line.weight * (1 - line.link_share) for line in lines if is_prose(line))
    total = sum(line.weight for line in lines) or 1
    links = sum(1 for line in lines if line.link_share > 0.3)
    return links > 0 and (prose < 0.5 * total or links * 4 >= len(lines))
