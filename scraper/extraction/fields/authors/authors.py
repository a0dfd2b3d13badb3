"""Who wrote the article: from the page's data, or from a byline at the title or after the text."""

import re
from collections.abc import Iterator

from scraper.extraction.fields.authors.bylines import names_in_byline
from scraper.extraction.fields.authors.marked import classed_names, marked_names
from scraper.extraction.fields.found import Found
from scraper.extraction.fields.title import folded, site_names
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.parts.author_links import author_links
from scraper.extraction.vocabulary import credits
from scraper.extraction.vocabulary.names import is_person, names_in
from scraper.values.clean import clean

_METAS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl"),
    *(
        "citation_author",
        "articleauthor",
        "og:article:author",
        "sailthru.author",
        "cxenseparse:author",
    ),
    "twitter:misc:written by",
)
_WRITTEN_BY = re.compile(
    r"(?:written|posted)\s+by|(?:verfasst|geschrieben)\s+von|(?:écrit|rédigé)\s+par|(?:escrito|autor).{0,4}|作者",
    re.IGNORECASE,
)
# In catalogues a person's surname comes first: "Doe, Jane A."
_CATALOGUED = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
_INVERTED = re.compile(r"^\s*([^,;]+),\s*([^\s,;]+(?:\s[^\s,;]\.?)*)\s*$")
_ADDRESSED = re.compile(r"\S+@\S+\s*\((?P<name>[^()@]+)\)|(?P<named>[^<>()@]+)\s*[<(]\S+@\S+[>)]")
_ACCOUNT = re.compile(r"[a-z][a-z0-9._-]*")
_NOBODY = re.compile(
    r"(admin(istrator)?|super\s?user|webmaster|editor(s|ial)?(\s+(staff|team|desk))?|staff(\s+(writer|reporter)s?)?|redaktion|redacción|网站编辑|本站|本网|本报|(本[报報刊网網台社]|特约|实习)?(记者|記者|编辑|編輯|通讯员)|기자|본지|본사|관리자|운영자|편집국|管理[员員]|佚名|未知|匿名|unknown|anonymous|网络|互联网|小编|记者|作者|authors?|reporter|agenc(y|ies)|https?|https?:.*|www\..*|@.*|\S+@\S+|.*\.(com|cn|net|org)(\b.*)?)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:by|von|par|por|door|av|记者|記者|作者|文|撰文|本报记者|特约记者|通讯员)[\s:：/／]+",
    re.IGNORECASE,
)


_KOREAN_TITLES = re.compile(rf"^([가-힣]{{2,4}}){credits.KOREAN_OFFICE}(?:\s*\S+@\S+)?$")


def find_authors(page: Page, lines: list[Line], known: frozenset[str]) -> Found[list[str]] | None:
    """The authors in page order, without the site's own name, nobody ("admin") and the `known`
    names of sections, case-folded. `lines` are those at the title and after the text."""
    sites = site_names(page)
    publishers: list[str] = []
    for node in page.articles:
        if node.is_part:
            continue
        stated = [part for text in node.texts("author") for part in _members(text)]
        names = _names(stated, sites, known)
        if names:
            return _fuller(names, lines, sites, known) or Found(names, "json-ld:author")
        publishers += stated
    for rule, found in (
        *_shown(lines),
        ("landmark:rel-author", marked_names(page, lines)),
        *((f"meta:{name}", _in_meta(page, name)) for name in _METAS),
        ("meta:twitter:data", list(_in_labels(page))),
    ):
        names = _names(found, sites, known)
        if names:
            return Found(names, rule)
    # The portal itself, where the page's data name no person but do name an author.
    publishers = _names(publishers, set(), frozenset())
    return Found(publishers, "json-ld:author") if publishers else None


def _shown(lines: list[Line]) -> Iterator[tuple[str, list[str]]]:
    """What a reader sees: (rule, names)."""
    for line in lines:
        yield "landmark:byline", names_in_byline(line)
    yield "landmark:author", classed_names(lines)


def _fuller(
    stated: list[str], lines: list[Line], sites: set[str], known: frozenset[str]
) -> Found[list[str]] | None:
    """The persons shown, where those that the data state are among them, or are only the name of
    an account; None where the data know as much."""
    account = all(_ACCOUNT.fullmatch(name) for name in stated)
    own = {name.casefold() for name in stated}
    bylines = (("landmark:byline", names_in_byline(line) or author_links(line)) for line in lines)
    for rule, found in _shown(lines) if account else bylines:
        names = _names(found, sites, known)
        if (
            names
            and all(map(is_person, names))
            and (account or own < {name.casefold() for name in names})
        ):
            return Found(names, rule)
    return None


def _in_meta(page: Page, name: str) -> list[str]:
    texts = [text for text in page.metas.get(name, []) if "://" not in text]
    if name in _CATALOGUED:
        texts = [_INVERTED.sub(r"\2 \1", text) for text in texts]
    return [part for text in texts for part in _members(text)]


def _members(text: str) -> list[str]:
    """The members of a list of names; of "jane@gazette.example (Jane Doe)" the name alone."""
    addressed = _ADDRESSED.fullmatch(text)
    return names_in(addressed["name"] or addressed["named"] if addressed else text)


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
