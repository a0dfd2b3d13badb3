"""The article's tags: what the page shows as such, and what its data name, weighed against each
other."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from scraper.extraction.fields.found import Found
from scraper.extraction.fields.tags.shown import LONGEST, ShownTags, shown_tags
from scraper.extraction.fields.title import folded, site_names
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words
from scraper.values.clean import clean

_SPLIT = re.compile(r"\s*[,，、;；|｜]\s*")
_NO_TAG = re.compile(
    r"[\W\d_]*|[0-9a-f]{8}-[0-9a-f-]{20,}|NLP Category:.*"
    r"|(?:www\.)?[\w-]+\.(?:com|net|org|ca|co\.uk|de|cn)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:(?:zur\s+)?startseite|home\s?page|zurück|back|log\s?in|sign\s?(?:in|up)|register|anmelden|registrieren|abonnieren|subscribe|menu"
    r"|search|suche|newsletter|read\s+more|mehr|kommentare?|登录|登錄|注册|註冊|会員登録|ログイン|続きを読む"
    r"|로그인|entrar|iniciar\s+sesión|accedi|connexion|s.inscrire)\b.{0,20}|会員登録.*|ログイン.*|.*続きを読む",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?P<name>[A-Za-z]\w*):(?P<value>\S.*)")
_COUNTED = re.compile(r"[(（]\d+[)）]$")
# Meta tags that other systems than the common ones keep tags in.
_OTHER_METAS = re.compile(r"(?:[\w:.-]+[-_.:])(?:keywords?|tags?|topics)")
# No source names so many.
_MOST = 500
# How much is to be said for a source before the others are asked.
_PRIOR = {"json-ld:keywords": 0.4, "meta:article:tag": 0.5, "meta:news_keywords": 0.3}
_PRIOR["meta:keywords"] = 0.0


@dataclass(frozen=True, slots=True)
class _Stated:
    """Tags that the page's data name, how much speaks for them, and whether several of its sources
    name the same."""

    tags: list[str]
    rule: str
    score: float
    is_agreed: bool

    @property
    def is_curated(self) -> bool:
        """Whether the data say that these are the article's own."""
        return self.rule in ("json-ld:keywords", "meta:article:tag")


def find_tags(
    page: Page, lines: list[Line], known: frozenset[str], title: int, near: int
) -> tuple[Found[list[str]] | None, set[int]]:
    """The tags in page order, and the indices of the lines that show them.

    `lines` are those at the title and after the text; `known` case-folded names that are no tags
    where a page shows them among its links; `title` the title's last line; from line `near` on
    stand other parts of the page.
    """

    def usable(tags: Iterable[str]) -> list[str]:
        found = [tag for tag in _unique(tags) if tag.casefold() not in known]
        return [] if len(found) == 1 and words.is_label(words.TAGS, found[0]) else found

    shown = shown_tags(page, lines, usable, title, near)
    own = folded(page.lines[title].text) if title >= 0 else ""
    stated = max(_stated(page, own), key=lambda one: one.score, default=None)
    if stated is not None and (not shown.tags or _is_fuller(stated, shown)):
        return Found(stated.tags, stated.rule), shown.lines
    if shown.tags:
        return Found(shown.tags, f"landmark:tags-{shown.how}"), shown.lines
    return None, set()


def _is_fuller(stated: _Stated, shown: ShownTags) -> bool:
    """Whether the page's data name what shown links only begin to name, or what links that may be
    something else do not name at all."""
    names = {tag.casefold() for tag in stated.tags}
    common = sum(tag.casefold() in names for tag in shown.tags)
    if shown.is_sure:
        # One tag among the links can be the section's; the data know the article's own.
        alone = len(shown.tags) == 1 and stated.is_agreed and len(names) > 2
        return alone or (stated.is_curated and common > 0 and len(names) > len(shown.tags))
    return len(names) > len(shown.tags) if common else stated.is_curated


def _stated(page: Page, title: str) -> Iterator[_Stated]:
    """What each of the page's sources names, but for the folded `title`; the more others agree, the
    more it counts."""
    named = ((rule, [tag for tag in tags if folded(tag) != title]) for rule, tags in _sources(page))
    sources = {rule: tags for rule, tags in named if tags}
    for rule, tags in sources.items():
        others = [
            {tag.casefold() for tag in other} for name, other in sources.items() if name != rule
        ]
        agreed = sum(tag.casefold() in other for tag in tags for other in others)
        score = _PRIOR.get(rule, -0.5) + agreed / len(tags) - _is_address(page, tags)
        yield _Stated(tags, rule, score, agreed * 2 >= len(tags))


def _sources(page: Page) -> Iterator[tuple[str, list[str]]]:
    sites = site_names(page)

    def read(values: list[str]) -> list[str]:
        parts = (
            part
            for value in values
            for part in (_SPLIT.split(value) if len(values) == 1 or "," in value else [value])
        )
        tags = _unique(_unprefixed(list(islice(parts, _MOST))))
        return [tag for tag in tags if folded(tag) not in sites]

    stated = (node.texts("keywords") for node in page.articles if not node.is_part)
    yield "json-ld:keywords", read(next(stated, []))
    for name in ("article:tag", "news_keywords", "keywords"):
        yield f"meta:{name}", read(page.metas.get(name, []))
    for name, values in page.metas.items():
        if _OTHER_METAS.fullmatch(name) and name not in ("article:tag", "news_keywords"):
            yield f"meta:{name}", read(values)


def _unprefixed(parts: list[str]) -> list[str]:
    """The parts, or, where most say what they are (`Lite:true`, `Tag:Clocks`), the tags of them."""
    found = [_PREFIXED.fullmatch(part.strip()) for part in parts]
    if 2 * sum(one is not None for one in found) <= len(parts):
        return parts
    return [one["value"] for one in found if one and one["name"].lower() in ("tag", "topic")]


def _is_address(page: Page, tags: list[str]) -> bool:
    """Whether tags are no more than the words of the article's address."""
    spelled = set(re.findall(r"\w+", page.url.lower()))
    plain = ["".join(_base_letters(tag)) for tag in tags]
    return len(tags) > 3 and sum(tag in spelled for tag in plain) >= 0.7 * len(tags)


def _base_letters(text: str) -> Iterator[str]:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return (char for char in decomposed if not unicodedata.combining(char))


def _unique(tags: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for tag in tags:
        if _NO_TAG.fullmatch(clean(tag)) or _BUTTON.fullmatch(clean(tag)):
            continue
        text = clean(tag).removeprefix("Category:").strip("#＃").strip(" ,，、;；|｜·•/")
        if text and len(text) <= LONGEST and not _COUNTED.search(text):
            found.setdefault(text.casefold(), text)
    return list(found.values())
