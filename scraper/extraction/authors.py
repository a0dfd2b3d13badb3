"""Who wrote the article: from the page's data, or from a byline at the title or after the text."""

import re

from scraper.dates import find_dates
from scraper.extraction import words
from scraper.extraction.found import Found
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.title import folded, site_names
from scraper.text import clean

_PASSIVE = re.compile(r"由\s*(?P<name>[\u3400-\u9fff·]{2,8})\s*(?:撰写|撰文|采写|编写|撰寫|採寫)")
_POWERED = re.compile(r"\b(?:powered|designed|hosted|developed|built)\s+by\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3040-\u9fff·、，,/]+")
_JOINT = re.compile(
    r"\s*(?:[,，、;；&＆|/／]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\bwith\b|和|与|與|及)\s*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s*(?:[|｜·•()（）\[\]【】<>:：]|\s[-–—]\s|\d+|\s{2,}|\s+(?:on|in|at)\b|发布|發布|来源|來源|时间|時間|编辑|編輯|责编|阅读|閱讀|浏览|瀏覽|点击|點擊|查看|评论|評論|人气|日期|摄影|updated|published|source|editor|photo\w*|views?|reads?|posted|for\s+the\s).*$",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(
    r"(admin(istrator)?|editor(s|ial)?(\s+(staff|team|desk))?|staff(\s+(writer|reporter)s?)?|redaktion|redacción|网站编辑|本站|本网|本报|佚名|未知|匿名|unknown|anonymous|网络|互联网|小编|记者|作者|author|reporter|https?|https?:.*|www\..*|@.*|\S+@\S+|.*\.(com|cn|net|org)(\b.*)?)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:by|von|par|por|door|av|记者|記者|作者|文|撰文|本报记者|特约记者|通讯员)[\s:：/／]+",
    re.IGNORECASE,
)


def find_authors(page: Page, lines: list[Line]) -> Found[list[str]] | None:
    """The authors in page order, without the site's own name and without nobody ("admin")."""
    sites = site_names(page)
    publishers: list[str] = []
    for node in page.articles:
        if node.is_part:
            continue
        stated = [part for text in node.texts("author") for part in _JOINT.split(text)]
        names = _names(stated, sites)
        if names:
            return Found(names, "json-ld:author")
        publishers += _names(stated, set())
    for line in lines:
        names = _names(_in_byline(line), sites)
        if names:
            return Found(names, "landmark:byline")
    marked = _marked(page)
    names = _names(marked, sites)
    if names:
        return Found(names, "landmark:rel-author")
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "parsely-author",
        "byl",
        "og:article:author",
    ):
        names = _names(
            [part for text in page.metas.get(name, []) for part in _JOINT.split(text)], sites
        )
        if names:
            return Found(names, f"meta:{name}")
    # The portal itself, where the page's data name no person but do name an author.
    return Found(_names(publishers, set()), "json-ld:author") if publishers else None


_BRACKETED = re.compile(
    r"[【（(\[]?(?:本报|本報|特约|特約)?(?:记者|記者)\s*(?P<name>[\u4e00-\u9fff]{2,4})\s*[/／／|](?=\s*\S{0,12}(?:报道|報道|報導|電|电|摄|攝))"
)


def _in_byline(line: Line) -> list[str]:
    text = line.spaced
    bracketed = _BRACKETED.search(text) or _PASSIVE.search(text)
    if bracketed:
        return [bracketed["name"]]
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]} | {text[date.end :]}"
    found = words.BYLINE.search(text)
    if found is None or line.weight > 220 or _POWERED.search(text):
        return []
    rest = _STOP.sub("", text[found.end() :])
    first = rest.split(" ")[0]
    if _HAN.fullmatch(first) and len(first) > 1:
        rest = first
    names = _JOINT.split(rest)
    if len(rest) > 80 or not all(_is_name(name) for name in names if name.strip()):
        return []
    return names


def _is_name(text: str) -> bool:
    """Whether a text can be a person's or a desk's name: a few words, no sentence."""
    text = text.strip()
    if re.search(r"[。！？!?.]\s*\S{12}|[,:;\"“”]", text):
        return False
    wide = sum(1 for char in text if "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af")
    return (
        len(text) <= 12 if wide >= len(text) / 2 else len(text.split()) <= 5 and text[:1].isupper()
    )


def _marked(page: Page) -> list[str]:
    found = []
    for node in page.root.iter("a", "span", "meta"):
        rel = (node.get("rel") or "").lower().split()
        item = (node.get("itemprop") or "").lower().split()
        if "author" in rel or "author" in item:
            text = clean(node.get("content") or node.text_content())
            if text and len(text) < 80:
                found += _JOINT.split(text)
    return found


def _names(texts: list[str], sites: set[str]) -> list[str]:
    found: dict[str, str] = {}
    for text in texts:
        name = _TITLES.sub("", clean(text)).strip(" ,，.、;；:：-–—|()（）")
        if len(name) < 2 or len(name) > 60 or _NOBODY.fullmatch(name) or folded(name) in sites:
            continue
        found.setdefault(name.casefold(), name)
    return list(found.values())
