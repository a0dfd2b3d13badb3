"""Who wrote the article: from the page's data, or from a byline at the title or after the text."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from scraper.dates import find_dates
from scraper.extraction import words, words_bylines
from scraper.extraction.found import Found
from scraper.extraction.lines import Line
from scraper.extraction.names import is_person, may_be_name, names_in
from scraper.extraction.page import Page
from scraper.extraction.people_han import is_han_name
from scraper.extraction.place import Place
from scraper.extraction.texts import by_element
from scraper.extraction.title import folded, site_names
from scraper.text import clean

_PASSIVE = re.compile(r"由\s*(?P<name>[\u3400-\u9fff·]{2,8})\s*(?:撰写|撰文|采写|编写|撰寫|採寫)")
_POWERED = re.compile(r"\b(?:powered|designed|hosted|developed|built)\s+by\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3040-\u9fff·、，,/]+")
_STOP = re.compile(
    r"\s*(?:[|｜·•()（）\[\]【】<>:：]|\s[-–—]\s|\d+|\s{2,}|\s+(?:on|in|at)\b|发布|發布|来源|來源|时间|時間|编辑|編輯|责编|阅读|閱讀|浏览|瀏覽|点击|點擊|查看|评论|評論|人气|日期|摄影|updated|published|source|editor|photo\w*|views?|reads?|posted|for\s+the\s).*$",
    re.IGNORECASE | re.DOTALL,
)
# A label that follows the names with what it labels: "Anna Berg Photos: Jan Marx".
_OTHER_LABEL = re.compile(
    r"[\s、,，・]+[^\W\d_]+(?:\s?[·・&/／]\s?[^\W\d_]+)*\s?[:：=＝].*$|[、,，・\s](?:写真|撮影|編集|사진)\s?[/／].*$"
    r"|\s(?:사진|입력|승인|등록|수정)\s.*$",
    re.DOTALL,
)
# A line that is no more than "of" and a name, in a language that writes so.
_GENITIVE = re.compile(
    r"(?:Του|Της|di|[Aa][fv])\s+(?P<name>[^\W\d_a-zα-ω][\w’'-]+(?:\s[^\W\d_a-zα-ω][\w’'-]+){1,2})"
)
_BRACKETED = re.compile(
    r"[【（(\[]?(?:本报|本報|特约|特約)?(?:记者|記者)\s*(?P<name>[\u4e00-\u9fff]{2,4})\s*[/／|](?=\s*\S{0,12}(?:报道|報道|報導|電|电|摄|攝))"
)
# Where a portal's own pages about its authors are.
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|a|i)?|auteurs?|by|byline|contributors?|columnists?|journalists?"
    r"|reporters?|writers?|redaktion)[/=-]\w",
    re.IGNORECASE,
)
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
        *(("landmark:byline", _in_byline(line)) for line in lines),
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


def _in_byline(line: Line) -> list[str]:
    text = line.spaced
    bracketed = _BRACKETED.search(text) or _PASSIVE.search(text) or _GENITIVE.fullmatch(text)
    if bracketed:
        return [bracketed["name"]]
    found = words_bylines.REPORTER.finditer(text)
    reporters = [name for one in found for name in re.split(r"\s?[·,]\s?", one["names"])]
    if reporters and line.weight <= 220:
        return reporters
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]} | {text[date.end :]}"
    label = words.BYLINE.search(text)
    if label is None or line.weight > 220 or _POWERED.search(text):
        return []
    linked = _author_links(line)
    if linked:
        return linked
    rest = _STOP.sub("", _OTHER_LABEL.sub("", _before_views(text[label.end() :])))
    names = _han_names(rest) or names_in(rest)
    if len(rest) > 80 or not all(may_be_name(name) for name in names if name.strip()):
        return []
    return names


def _before_views(text: str) -> str:
    counted = words.VIEWS.search(text)
    return text[: counted.start()] if counted else text


def _han_names(rest: str) -> list[str]:
    """The names that a byline in Han characters begins with, parted by marks or by spaces; []
    where it does not begin so."""
    found: list[str] = []
    for part in words_bylines.OFFICE.sub(" ", rest).split():
        if not _HAN.fullmatch(part) or len(part) < 2 or (found and not is_han_name(part)):
            break
        found += names_in(part)
    return found


def _marked_names(page: Page, lines: list[Line]) -> list[str]:
    """The names in the nearest lines that the page marks as a byline's."""
    found: list[str] = []
    nearest: int | None = None
    for line in lines:
        if line.place & Place.TAGS or line.weight > 220:
            continue
        if nearest is not None and abs(line.index - nearest) > _NEAR:
            continue
        linked = _author_links(line)
        texts = linked or [text for _, text in by_element(line.runs)]
        if linked or line.place & Place.BYLINE:
            names = [name for text in texts for name in names_in(text) if is_person(name)]
            found += names
            nearest = line.index if names and nearest is None else nearest
    return found


def _author_links(line: Line) -> list[str]:
    """The persons' names in a line that lead to the portal's page about them."""
    groups = by_element([run for run in line.runs if run.link is not None])
    return [text for run, text in groups if run.link is not None and is_author_link(run.link, text)]


def is_author_link(link: HtmlElement, text: str) -> bool:
    """Whether a link with this text leads to a portal's page about an author."""
    rel = (link.get("rel") or "").lower().split()
    leads = "author" in rel or _AUTHOR_PATH.search(link.get("href") or "") is not None
    return leads and is_person(text)


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
