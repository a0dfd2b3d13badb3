"""The article's tags: a labelled line, a run of short links, `#tags`, `rel=tag` or the data."""

import re
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from scraper.dates import find_date
from scraper.extraction import words
from scraper.extraction.found import Found
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.extraction.texts import by_element
from scraper.extraction.title import folded, site_names
from scraper.text import clean
from scraper.urls import same_site

_TAG_PATH = re.compile(
    r"[/?&=._-](?:tags?|topics?|keywords?|kw|label|labels|taglist|biaoqian|hashtag|themen?|thema|subjects?)(?:[/=._?&-]|$)|(?:^|[/?])(?:tag|t|so|search)(?:\.php|\.aspx?|\.html?)?[/?]",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,，、;；|｜]\s*")
_HASH = re.compile(r"#\s*([^#\s][^#]*?)\s*(?=#|$)")
_LONGEST = 60
_COUNT = re.compile(r"[(（]?\d[\d.,]*[)）]?")
_NO_TAG = re.compile(
    r"[\W_]*|[0-9a-f]{8}-[0-9a-f-]{20,}|NLP Category:.*"
    r"|(?:www\.)?[\w-]+\.(?:com|net|org|ca|co\.uk|de|cn)",
    re.IGNORECASE,
)


def _is_fuller(stated: Found[list[str]], shown: Found[list[str]]) -> bool:
    """Whether the article's own data name what a few unlabelled links only begin to name."""
    names = {tag.casefold() for tag in stated.value}
    few = len(shown.value) <= 2 or any(tag.casefold() in names for tag in shown.value)
    return stated.rule.startswith("json-ld") and few and len(names) > len(shown.value)


Finder = Callable[[Page, Line], tuple[list[str], set[int]]]


def find_tags(
    page: Page, lines: list[Line], known: frozenset[str], title: int, near: int
) -> tuple[Found[list[str]] | None, set[int]]:
    """The tags in page order, and the indices of the lines that show them.

    `lines` are those at the title and after the text; `known` case-folded names that are no tags;
    `title` the title's last line, before which a run of links is the portal's menu; from line
    `near` on stand other parts of the page, such as a sidebar with tags of its own.
    """
    close = [line for line in lines if line.index < near]
    far = [line for line in lines if line.index >= near]
    elsewhere = [(f, far) for f in _RULES if f is not _run_of_links]
    parts = [(_rel_tags, lines), *((f, close) for f in _RULES), *elsewhere]
    for finder, part in parts:
        for line in part:
            early = line.index <= title and finder in (_marked, _run_of_links)
            early = early and not line.place & Place.TAGS
            if early or line.place & Place.ASIDE:
                continue
            tags, used = finder(page, line)
            if _unique(tags, known):
                if finder is not _run_of_links:
                    more, more_used = _also(page, line, part, finder)
                    tags, used = tags + more, used | more_used
                found = Found(_unique(tags, known), f"landmark:tags-{_RULES[finder]}")
                stated = _stated(page, known) if finder in (_marked, _run_of_links) else None
                if stated is not None and _is_fuller(stated, found):
                    return stated, used
                return found, used
    return _stated(page, known), set()


def _also(page: Page, line: Line, lines: list[Line], finder: Finder) -> tuple[list[str], set[int]]:
    """Tags of the same kind on other lines close by, as when each stands in a block of its own."""
    tags: list[str] = []
    used: set[int] = set()
    for other in lines:
        if other.index <= line.index or other.index - line.index > 12:
            continue
        more, at = finder(page, other)
        tags += more
        used |= at
    return tags, used


def _unique(tags: Iterable[str], known: frozenset[str]) -> list[str]:
    found: dict[str, str] = {}
    for tag in tags:
        if _NO_TAG.fullmatch(clean(tag)):
            continue
        text = clean(tag).removeprefix("Category:").strip("#＃").strip(" ,，、;；|｜·•/")
        if (
            text
            and len(text) <= _LONGEST
            and not re.search(r"[(（]\d+[)）]$", text)
            and text.casefold() not in known
        ):
            found.setdefault(text.casefold(), text)
    return list(found.values())


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
    if (
        words.is_label(words.TAGS, line.text)
        and line.link_share < 0.5
        and not line.text.startswith(("#", "＃"))
    ):
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
        short = other.weight <= 200 and all(len(text) <= _LONGEST for text in texts)
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
    tags = [found.group(1) for found in _HASH.finditer(text)]
    return tags, {line.index}


def _rel_tags(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Links with `rel=tag`, which a category has too and says so."""
    tags = []
    for link, text in _links(line):
        rel = (link.get("rel") or "").lower().split()
        if "tag" in rel and "category" not in rel and len(text) <= _LONGEST:
            tags.append(text)
    return tags, {line.index} if tags else set()


def _marked(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Links that say they are tags: `rel=tag`, or an address under /tag/."""
    tags = []
    for link, text in _links(line):
        rel = (link.get("rel") or "").lower().split()
        url = page.link(link.get("href")) or ""
        path = url.split("://", 1)[-1].partition("/")[2]
        if "category" in rel:
            continue
        if ("tag" in rel or _TAG_PATH.search("/" + path)) and len(text) <= _LONGEST:
            tags.append(text)
    if tags and line.link_share < 0.6:
        return [], set()
    return tags, {line.index} if tags else set()


def _run_of_links(page: Page, line: Line) -> tuple[list[str], set[int]]:
    """Two short links or more that are all there is on a line, none leading off the site."""
    links = _links(line)
    if len(links) < 2 or line.link_share < 0.85 or find_date(line.text) is not None:
        return [], set()
    if line.place & (Place.NAV | Place.FOOT | Place.SHARE | Place.CRUMBS | Place.AD):
        return [], set()
    urls = [page.link(link.get("href")) for link, _ in links]
    if not all(url is not None and same_site(url, page.url) for url in urls):
        return [], set()
    between = "".join(run.text for run in line.runs if run.link is None)
    texts = [text for _, text in links]
    odd = any(
        len(text) > 40
        or words.is_label(words.SHARE, text)
        or words.is_label(words.HOME, text)
        or words.is_label(words.NEXT, text)
        or words.is_label(words.PREVIOUS, text)
        for text in texts
    )
    if odd or re.search(r"[>›»]", between):
        return [], set()
    return texts, {line.index}


def _stated(page: Page, known: frozenset[str]) -> Found[list[str]] | None:
    """Tags that only the page's data name: JSON-LD, `article:tag`, then meta keywords."""
    sites = site_names(page)
    for rule, values in (
        (
            "json-ld:keywords",
            [text for node in page.articles[:1] for text in node.texts("keywords")],
        ),
        ("meta:article:tag", page.metas.get("article:tag", [])),
        ("meta:keywords", page.metas.get("news_keywords", []) or page.metas.get("keywords", [])),
    ):
        parts = [
            part
            for value in values
            for part in (_SPLIT.split(value) if len(values) == 1 or "," in value else [value])
        ]
        tags = [tag for tag in _unique(parts, known) if folded(tag) not in sites]
        if tags:
            return Found(tags, rule)
    return None


_RULES: dict[Finder, str] = {
    _rel_tags: "rel-tag",
    _labelled: "label",
    _hashed: "hash",
    _marked: "link",
    _run_of_links: "links",
}
