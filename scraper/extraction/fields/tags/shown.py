"""The tags that a page shows: a labelled line, links that say they are tags, `#tags`, or a run of
short links."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.page.address_kinds import kind_of
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, by_element
from scraper.extraction.page.page import Page
from scraper.extraction.parts.author_links import is_author_link
from scraper.extraction.vocabulary import words
from scraper.values.clean import clean
from scraper.values.dates import find_date
from scraper.values.urls import same_site

_TAG_PATH = re.compile(
    r"[/?&=._-](?:tags?|topics?|keywords?|kw|label|labels|taglist|biaoqian|hashtag|themen?|thema|subjects?)(?:[/=._?&-]|$)|(?:^|[/?])(?:tag|t|so|search)(?:\.php|\.aspx?|\.html?)?[/?]",
    re.IGNORECASE,
)
_CATEGORY_PATH = re.compile(
    r"/(?:categor(?:y|ies|ia|ie)|kategori\w*|rubri\w+|sections?|channels?)/", re.IGNORECASE
)
_SPLIT = re.compile(r"\s*[,，、;；|｜]\s*")
_HASH = re.compile(r"#\s*([^#\s][^#]*?)\s*(?=#|$)")
_COUNT = re.compile(r"[(（]?\d[\d.,]*[)）]?")
_BREADCRUMB = re.compile(r"[>›»]")
LONGEST = 60
# How far apart lines of one list of tags may stand.
_REACH = 12
# In words, and by the weight of its line: what is longer is no tag.
_MOST_WORDS, _SHORT = 5, 32
_NO_TAGS = Place.FOOT | Place.SHARE | Place.CRUMBS | Place.AD | Place.HOT | Place.COMMENT


@dataclass(slots=True)
class ShownTags:
    """Tags in page order, `how` they were found, and the indices of the lines that show them."""

    tags: list[str] = field(default_factory=list)
    how: str = ""
    lines: set[int] = field(default_factory=set)

    @property
    def is_sure(self) -> bool:
        """Whether the page says that these are tags."""
        return self.how in ("label", "rel-tag", "hash", "marked")


# The tags that begin at a line, and the indices of the lines that show them.
Finder = Callable[[Page, Line], tuple[list[str], set[int]]]
Usable = Callable[[Iterable[str]], list[str]]


def shown_tags(page: Page, lines: list[Line], usable: Usable, title: int, near: int) -> ShownTags:
    """The best tags that are shown in `lines`, those at the title and after the text.

    `usable` leaves out what can be no tag; `title` is the title's last line, before which a run of
    links is the portal's menu; from line `near` on stand other parts of the page, such as a sidebar
    with tags of its own.
    """
    close = [line for line in lines if line.index < near]
    far = [line for line in lines if line.index >= near]
    for how, finder, part in (
        ("rel-tag", _rel_tags, lines),
        *((how, finder, close) for how, finder in _FINDERS.items()),
        *((how, finder, far) for how, finder in _FINDERS.items() if how != "links"),
    ):
        for line in part:
            if line.place & Place.ASIDE or (_is_early(line, how, title)):
                continue
            tags, used = finder(page, line)
            if usable(tags):
                more, more_used = _also(page, used, part, finder) if how != "links" else ([], set())
                return ShownTags(usable(tags + more), how, used | more_used)
    return ShownTags()


def _is_early(line: Line, how: str, title: int) -> bool:
    """Whether a line stands in or above the title, where links are the portal's menu, whatever it
    calls them in its own head."""
    if line.index > title or how == "rel-tag":
        return False
    menu = how in ("link", "links") and not line.place & Place.TAGS
    return menu or bool(line.place & Place.HEADER)


def _also(
    page: Page, used: set[int], lines: list[Line], finder: Finder
) -> tuple[list[str], set[int]]:
    """Tags of the same kind on other lines close by, as when each stands in a block of its own."""
    tags: list[str] = []
    more: set[int] = set()
    last = max(used)
    for other in lines:
        if last < other.index <= last + _REACH:
            found, at = finder(page, other)
            tags += found
            more |= at
            last = max((last, *at)) if found else last
    return tags, more


def _links(line: Line) -> list[tuple[HtmlElement, str]]:
    """The links of a line with their texts, a count beside a tag's name left out."""
    found: dict[HtmlElement, list[str]] = {}
    for run, text in by_element([run for run in line.runs if run.link is not None]):
        if run.link is not None:
            found.setdefault(run.link, []).append(text)
    return [
        (link, clean(" ".join(texts[:1] if all(_COUNT.fullmatch(t) for t in texts[1:]) else texts)))
        for link, texts in found.items()
    ]


def _labelled(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """`Tags: a, b` on one line, or the label on one line and the tags on those after it."""
    first = next((run.text for run in line.runs if run.text), "")
    if line.text.startswith(("#", "＃")):
        return [], set()
    head = re.split(r"[:：]", line.text, maxsplit=1)
    if words.is_label(words.TAGS, line.text) and line.link_share < 0.5:
        return _below(page, line)
    if not (
        (words.is_label(words.TAGS, head[0]) and len(head) > 1) or words.is_label(words.TAGS, first)
    ):
        return [], set()
    linked = [text for _, text in _links(line) if not text.endswith((":", "："))]
    if linked:
        return linked, {line.index}
    rest = [run.text for run in line.runs if run.text][1:]
    if len(rest) > 1 and words.is_label(words.TAGS, first):
        return [part for text in rest for part in _SPLIT.split(text)], {line.index}
    text = head[1] if len(head) > 1 else " ".join(rest)
    parts = _SPLIT.split(text.strip())
    return (parts if len(parts) > 1 else text.split()), {line.index}


def _below(page: Page, line: Line) -> tuple[list[str], set[int]]:
    found: list[str] = []
    used = {line.index}
    for other in page.lines[line.index + 1 : line.index + 25]:
        if not words.bare(other.text):
            continue
        texts = [text for _, text in _links(other)] or _hashed(page, other)[0]
        texts = texts or ([other.text] if other.place & Place.LIST and other.weight < 60 else [])
        short = other.weight <= 200 and all(len(text) <= LONGEST for text in texts)
        if (
            not texts
            or not short
            or (other.link_share < 0.6 and not Place.LIST & other.place and "#" not in other.text)
        ):
            break
        if found and not _same_list(line, other, page):
            break
        found += texts
        used.add(other.index)
    return found, used


def _same_list(label: Line, other: Line, page: Page) -> bool:
    """Whether a line stands in the smallest block that holds the label and the line after it."""
    node: HtmlElement | None = label.block
    for _ in range(6):
        if node is None or node not in page.extents:
            return False
        extent = page.extents[node]
        if label.index + 1 in extent:
            return other.index in extent
        node = node.getparent()
    return False


def _hashed(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """`#tag` spans or links: each run that begins with a hash sign."""
    if line.weight > 260 or ("#" not in line.text and "＃" not in line.text):
        return [], set()
    text = line.spaced.replace("＃", "#")
    if not text.startswith("#") and not words.is_label(words.TAGS, text.partition("#")[0]):
        return [], set()
    return [found.group(1) for found in _HASH.finditer(text)], {line.index}


def _rel_tags(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Links with `rel=tag`, which a category has too and says so."""
    tags = []
    for link, text in _links(line):
        rel = (link.get("rel") or "").lower().split()
        category = "category" in rel or _CATEGORY_PATH.search(link.get("href") or "")
        if "tag" in rel and not category and len(text) <= LONGEST:
            tags.append(text)
    return tags, {line.index}


def _in_tag_list(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """The links of a line that the page marks as a list of tags."""
    if not line.place & Place.TAGS or line.place & _NO_TAGS:
        return [], set()
    # A label may stand before the links, in whatever language.
    labelled = next((run for run in line.runs if run.text), None)
    named = labelled is not None and labelled.link is None and labelled.text[-1] in ":："
    if line.link_share < (0.3 if named else 0.6):
        return [], set()
    texts = [text for _, text in _links(line)]
    # A title is longer than a tag, and has more words.
    fit = all(len(text) <= LONGEST and len(text.split()) <= _MOST_WORDS for text in texts)
    return (texts, {line.index}) if fit else ([], set())


def _addressed(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Links that say by their address that they are tags."""
    tags = []
    for link, text in _links(line):
        rel = (link.get("rel") or "").lower().split()
        url = page.link(link.get("href")) or ""
        path = url.split("://", 1)[-1].partition("/")[2]
        if "category" in rel or len(text) > LONGEST:
            continue
        if "tag" in rel or _TAG_PATH.search("/" + path):
            tags.append(text)
    return tags if line.link_share >= 0.6 else [], {line.index}


def _run_of_links(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Two short links or more that are all there is on a line, none leading off the site."""
    links = _links(line)
    if len(links) == 1:
        return _links_below_each_other(page, line)
    if len(links) < 2 or line.link_share < 0.85 or find_date(line.text) is not None:
        return [], set()
    if line.place & (_NO_TAGS | Place.NAV):
        return [], set()
    between = "".join(run.text for run in line.runs if run.link is None)
    if _BREADCRUMB.search(between) or any(_is_odd(page, link, text) for link, text in links):
        return [], set()
    return [text for _, text in links], {line.index}


def _links_below_each_other(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Short links of one shape, each on a line of its own, with nothing between them."""
    found: list[str] = []
    used: set[int] = set()
    for other in page.lines[line.index : line.index + 25]:
        links = _links(other)
        if len(links) != 1 or other.link_share < 0.95 or other.shape != line.shape:
            break
        if other.weight > _SHORT or other.place & (_NO_TAGS | Place.NAV | Place.HEADING):
            break
        if _is_odd(page, *links[0]):
            break
        found.append(links[0][1])
        used.add(other.index)
    return (found, used) if len(found) > 1 else ([], set())


def _is_odd(page: Page, link: HtmlElement, text: str) -> bool:
    """Whether a link is none of a run of tags: too long, an author's or a button's, or one that
    leads off the site."""
    labels = (words.SHARE, words.HOME, words.NEXT, words.PREVIOUS)
    if (
        len(text) > 40
        or is_author_link(link, text)
        or any(words.is_label(one, text) for one in labels)
    ):
        return True
    url = page.link(link.get("href"))
    return url is None or not same_site(url, page.url) or _is_article(page, url)


def _is_article(page: Page, url: str) -> bool:
    """Whether an address is of the same kind as the article's own, or in the same folder."""
    own = page.kind
    folder, _, _ = urlsplit(page.canonical_url).path.rpartition("/")
    beside = folder.count("/") > 0 and urlsplit(url).path.rpartition("/")[0] == folder
    return own.score >= 1 and (beside or kind_of(url) == own)


_FINDERS: dict[str, Finder] = {
    "label": _labelled,
    "hash": _hashed,
    "marked": _in_tag_list,
    "link": _addressed,
    "links": _run_of_links,
}
