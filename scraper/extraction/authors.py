"""Who wrote the article: from the page's data, or from a byline at the title or after the text."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from scraper.extraction import words_bylines
from scraper.extraction.author_links import author_links
from scraper.extraction.bylines import names_in_byline
from scraper.extraction.found import Found
from scraper.extraction.lines import Line
from scraper.extraction.names import is_person, names_in
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.extraction.texts import by_element
from scraper.extraction.title import folded, site_names
from scraper.text import clean

_METAS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl"),
    *("og:article:author", "sailthru.author", "cxenseparse:author", "twitter:misc:written by"),
)
_WRITTEN_BY = re.compile(
    r"(?:written|posted)\s+by|(?:verfasst|geschrieben)\s+von|(?:écrit|rédigé)\s+par|(?:escrito|autor).{0,4}|作者",
    re.IGNORECASE,
)
# How many lines apart the parts of one byline stand at most, and how many different authors are
# named on a page before it is the portal's list of them.
_NEAR, _MOST_AUTHORS = 8, 3
_NOBODY = re.compile(
    r"(admin(istrator)?|editor(s|ial)?(\s+(staff|team|desk))?|staff(\s+(writer|reporter)s?)?|redaktion|redacción|网站编辑|本站|本网|本报|(本[报報刊网網台社]|特约|实习)?(记者|記者|编辑|編輯|通讯员)|기자|본지|본사|관리자|운영자|편집국|管理[员員]|佚名|未知|匿名|unknown|anonymous|网络|互联网|小编|记者|作者|authors?|reporter|agenc(y|ies)|https?|https?:.*|www\..*|@.*|\S+@\S+|.*\.(com|cn|net|org)(\b.*)?)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:by|von|par|por|door|av|记者|記者|作者|文|撰文|本报记者|特约记者|通讯员)[\s:：/／]+",
    re.IGNORECASE,
)


_KOREAN_TITLES = re.compile(rf"^([가-힣]{{2,4}}){words_bylines.KOREAN_OFFICE}(?:\s*\S+@\S+)?$")


def find_authors(page: Page, lines: list[Line], known: frozenset[str]) -> Found[list[str]] | None:
    """The authors in page order, without the site's own name, nobody ("admin") and the `known`
    names of sections, case-folded. `lines` are those at the title and after the text."""
    sites = site_names(page)
    publishers: list[str] = []
    for node in page.articles:
        if node.is_part:
            continue
        stated = [part for text in node.texts("author") for part in names_in(text)]
        names = _names(stated, sites, known)
        if names:
            return Found(names, "json-ld:author")
        publishers += stated
    for rule, found in (
        *(("landmark:byline", names_in_byline(line)) for line in lines),
        ("landmark:author", _marked_names(page, lines)),
        ("landmark:rel-author", _marked(page, lines)),
        *((f"meta:{name}", _in_meta(page, name)) for name in _METAS),
        ("meta:twitter:data", list(_in_labels(page))),
    ):
        names = _names(found, sites, known)
        if names:
            return Found(names, rule)
    # The portal itself, where the page's data name no person but do name an author.
    publishers = _names(publishers, set(), frozenset())
    return Found(publishers, "json-ld:author") if publishers else None


def _marked_names(page: Page, lines: list[Line]) -> list[str]:
    """The names in the nearest lines that the page marks as a byline's."""
    found: list[str] = []
    nearest: int | None = None
    for line in lines:
        if line.place & Place.TAGS or line.weight > 220:
            continue
        if nearest is not None and abs(line.index - nearest) > _NEAR:
            continue
        linked = author_links(line)
        texts = linked or [text for _, text in by_element(line.runs)]
        if linked or line.place & Place.BYLINE:
            names = [name for text in texts for name in names_in(text) if is_person(name)]
            found += names
            nearest = line.index if names and nearest is None else nearest
    return found


def _marked(page: Page, lines: list[Line]) -> list[str]:
    """What elements with `rel=author` or `itemprop=author` say: of those in `lines`, else of all,
    where they agree."""
    near: list[str] = []
    everywhere: list[str] = []
    blocks = {line.block for line in lines}
    for node in page.root.iter("a", "span", "div", "p", "meta", "address"):
        rel = (node.get("rel") or "").lower().split()
        item = (node.get("itemprop") or "").lower().split()
        if "author" not in rel and "author" not in item:
            continue
        text = _name_within(node)
        if text and len(text) < 80:
            everywhere += names_in(text)
            near += names_in(text) if _within(node, blocks) else []
    several = len({name.casefold() for name in everywhere}) > _MOST_AUTHORS
    return near or ([] if several else everywhere)


def _name_within(node: HtmlElement) -> str:
    for inner in node.iter():
        if (inner.get("itemprop") or "").lower() == "name":
            return clean(inner.get("content") or inner.text_content())
    return clean(node.get("content") or " ".join(node.itertext()))


def _within(node: HtmlElement, blocks: set[HtmlElement]) -> bool:
    current: HtmlElement | None = node
    for _ in range(6):
        if current is None:
            return False
        if current in blocks:
            return True
        current = current.getparent()
    return False


def _in_meta(page: Page, name: str) -> list[str]:
    texts = page.metas.get(name, [])
    return [part for text in texts if "://" not in text for part in names_in(text)]


def _in_labels(page: Page) -> Iterator[str]:
    """What a `twitter:data1` holds whose `twitter:label1` says that it is the author."""
    for number in ("1", "2"):
        label = page.meta(f"twitter:label{number}")
        if label and _WRITTEN_BY.fullmatch(label):
            yield from names_in(page.meta(f"twitter:data{number}") or "")


def _names(texts: list[str], sites: set[str], known: frozenset[str]) -> list[str]:
    found: dict[str, str] = {}
    for text in texts:
        name = _TITLES.sub("", _KOREAN_TITLES.sub(r"\1", clean(text))).strip(
            " ,，.、;；:：-–—|()（）"
        )
        if len(name) < 2 or len(name) > 60 or _NOBODY.fullmatch(name) or folded(name) in sites:
            continue
        if name.casefold() not in known:
            found.setdefault(name.casefold(), name)
    return list(found.values())
