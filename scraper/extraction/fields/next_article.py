"""Read the next article: its link, title and teaser, from what a label announces."""

from lxml.html import HtmlElement

from scraper.extraction.fields.found import Found
from scraper.extraction.page.address_kinds import kind_of
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, Run, by_element, weight_of
from scraper.extraction.page.page import Page
from scraper.extraction.parts.zones import Zone
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.labels import NEXT, PREVIOUS, kind_of_label
from scraper.items import NextArticle
from scraper.values.clean import clean, parted_at_colon
from scraper.values.counts import parse_count
from scraper.values.dates import find_date
from scraper.values.urls import same_site

_REACH = 8
# By weight: a section's name is shorter.
_A_TITLE = 16


def find_next(page: Page, zones: list[Zone], start: int) -> tuple[Found[NextArticle] | None, range]:
    """The next article and the lines it takes; (None, an empty range) where the page names none.

    `start`: the index of the first line that may hold it (after the title).
    """
    for line in page.lines[start:]:
        at = _label_at(line)
        if at is None:
            continue
        found, taken = _read(page, line, at, zones)
        if found is not None:
            return Found(found, "landmark:next"), taken
    return None, range(0)


def _label_at(line: Line) -> int | None:
    """The index of the run that says "next article", or None."""
    if (
        line.image is not None
        or line.weight > 400
        or not words.may_step(line.text)
        or (line.place & Place.NAV and line.place & Place.HEADER)
    ):
        return None
    for at, run in enumerate(line.runs):
        if run.text and _says_next(run.text):
            return at
    return None


def _says_next(text: str) -> bool:
    if not words.may_step(text):
        return False
    head, _, tail = parted_at_colon(text)
    if kind_of_label(text) == NEXT:
        return True
    return bool(tail) and len(head) < 30 and kind_of_label(head) == NEXT


def _is_other_label(text: str) -> bool:
    kind = kind_of_label(text)
    return kind is not None and kind != NEXT


def _read(page: Page, line: Line, at: int, zones: list[Zone]) -> tuple[NextArticle | None, range]:
    label = line.runs[at]
    own = _after_colon(label.text)
    link, title, used = _linked(page, line, at)
    if link is None:
        return None, range(0)
    if own and label.link is not None:
        link, title, used = label.link, own, line.index
    if words.EMPTY.fullmatch(words.bare(title)):
        return None, range(0)
    url = page.link(link.get("href"))
    if url is None or not same_site(url, page.url) or url == page.canonical_url:
        return None, range(0)
    if _is_section(page, url, title):
        return None, range(0)
    full = clean(link.get("title") or "")
    if full and title.rstrip(".… ") != title and full.startswith(title.rstrip(".… ")):
        title = full
    teaser, end = _teaser(page, line, link, used, title)
    return NextArticle(title, url, teaser), range(line.index, end)


def _is_section(page: Page, url: str, title: str) -> bool:
    """Whether a link leads to a section or an author: a short name, and another kind of address."""
    own, other = page.kind, kind_of(url)
    short = weight_of(title) < _A_TITLE and other != own
    return own.score >= 1 and (other.score < 0 or (short and other.score < 1))


def _after_colon(text: str) -> str | None:
    tail = parted_at_colon(text)[2]
    return clean(text[len(text) - len(tail) :]) or None if tail.strip() else None


def _linked(page: Page, line: Line, at: int) -> tuple[HtmlElement | None, str, int]:
    """The first titled link from the label on: (link, title, index of its line)."""
    runs = [(run, line.index) for run in line.runs[at:]]
    for other in page.lines[line.index + 1 : line.index + 1 + _REACH]:
        if _stops(other):
            break
        runs += [(run, other.index) for run in other.runs]
    for run, index in runs:
        if run.text and _is_previous(run.text) and run is not line.runs[at]:
            break
        if run.link is None or not run.text:
            continue
        text = _title_in(run, [member for member, where in runs if where == index])
        if text:
            return run.link, text, index
        title = clean(run.link.get("title") or "")
        if title and kind_of_label(title) is None:
            return run.link, title, index
    return None, "", line.index


def _stops(line: Line) -> bool:
    return any(run.text and _is_other_label(run.text) for run in line.runs[:1])


def _is_previous(text: str) -> bool:
    head = parted_at_colon(text)[0]
    return kind_of_label(text) == PREVIOUS or kind_of_label(head) == PREVIOUS


def _title_in(run: Run, line_runs: list[Run]) -> str | None:
    """The link's text on this line, without the label and arrows; None where that is all it is."""
    if _says_next(run.text) and not _after_colon(run.text):
        return None
    if not words.bare(run.text) or _is_date(run.text):
        return None
    groups = by_element(line_runs[line_runs.index(run) :])
    text = groups[0][1] if groups else run.text
    return _after_colon(text) if _says_next(text) else text


def _is_date(text: str) -> bool:
    found = find_date(text)
    return found is not None and found.end - found.start > 0.5 * len(text)


def _teaser(
    page: Page, line: Line, link: HtmlElement, used: int, title: str
) -> tuple[str | None, int]:
    """The text under the title, within the block that holds label and title; and where it ends."""
    stop = _stop(page, line.index, used, line.block)
    end = used + 1
    beside = _beside(page.lines[used], link, title)
    if beside:
        return _tidy(beside), end
    own = page.link(link.get("href"))
    for other in page.lines[used + 1 : min(stop, used + 1 + _REACH)]:
        if other.image is not None or other.text == title:
            end = other.index + 1
            continue
        runs = [run for run in other.runs if run.text]
        foreign = any(
            run.link is not None
            and page.link(run.link.get("href")) != own
            and not words.MORE.fullmatch(words.bare(run.text))
            for run in runs
        )
        out = Place.FOOT | Place.COMMENT | Place.HEADING | Place.ASIDE | Place.AD
        if other.place & out & ~line.place or words.FOOTER.search(other.text):
            break
        if foreign or any(kind_of_label(run.text) for run in runs):
            break
        end = other.index + 1
        text = clean(
            "".join(run.raw for run in runs if not words.MORE.fullmatch(words.bare(run.text)))
        )
        if _is_date(text) or not text or (parse_count(text) is not None and other.weight < 30):
            continue
        return _tidy(text), end
    return None, end


def _beside(line: Line, link: HtmlElement, title: str) -> str | None:
    """What the title's own line holds after it, where that is long enough to be a teaser."""
    groups = by_element(line.runs)
    at = next(
        (
            index
            for index, (run, text) in enumerate(groups)
            if run.link is link and text.endswith(title)
        ),
        None,
    )
    rest = [text for _, text in groups[at + 1 :]] if at is not None else []
    rest = [
        text
        for text in rest
        if not _is_date(text)
        and kind_of_label(text) is None
        and not words.MORE.fullmatch(words.bare(text))
    ]
    text = " ".join(rest)
    return text if len(words.bare(text)) >= 12 else None


def _tidy(text: str) -> str | None:
    for tail in (
        "[详细]",
        "[全文]",
        "查看全文",
        "阅读全文",
        "Read more",
        "read more",
        "Continue reading",
    ):
        text = text.removesuffix(tail).rstrip()
    return text or None


def _stop(page: Page, label: int, used: int, block: HtmlElement) -> int:
    """Behind the last line that may belong to the box of label and title.

    Where no box of theirs reaches further, it is the one line after the title, if it stands in the
    same block as the label does: pages without boxes put a teaser there.
    """
    node: HtmlElement | None = block
    for _ in range(8):
        if node is None:
            break
        extent = page.extents.get(node)
        if extent is not None and used in extent and extent.stop > used + 1:
            wide = label - extent.start > 6 or extent.stop - used > 8
            return min(used + 2, extent.stop) if wide else extent.stop
        node = node.getparent()
    return used + 1
