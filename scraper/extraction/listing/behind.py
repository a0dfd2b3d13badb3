"""Where a list goes on without a link: an address that the page states for a button, a form or a
script, which is followed; else what keeps the rest of the list from whoever runs no scripts."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from scraper.extraction.page.address_kinds import page_numbers
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary.listing import LOAD_MORE, NEXT_WORD, is_pager, plain
from scraper.values.clean import clean
from scraper.values.urls import absolute, canonical, same_site

# What an element that loads more may be called, in its class, id, or attributes.
_MORE_NAME = re.compile(
    r"(?:load|show|view|see|get)[-_]?more|\bmore\b|more[-_]?(?:btn|button|link|posts)|infinite"
    r"|endless|next[-_]?(?:page|url|href|link)|page[-_]?next|jiazai|gengduo",
    re.IGNORECASE,
)
_SLIDES = re.compile(r"carousel|slide|swiper|slick|splide|glide|\bowl\b|gallery", re.IGNORECASE)
# Attributes that hold addresses, but not of lists.
_NOT_LISTS = re.compile(
    r"class|id|style|title|alt|name|type|rel|target|content|datetime|cite|action|poster|aria-.*"
    r"|(?:data-)?(?:lazy-?)?src(?:set)?|data-(?:original|bg|background|image|img|share|thumb).*",
    re.IGNORECASE,
)
_NO_CONTROLS = frozenset(
    {
        *("html", "head", "body", "script", "style", "link", "meta"),
        *("img", "source", "video", "audio", "iframe", "svg", "path", "object"),
    }
)
_BUTTONS, _LIKE_BUTTONS = ("a", "button", "input"), ("span", "div", "li", "p")
_QUOTED = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.){1,300})\1""")
_NUMBERED = re.compile(r"(?:page|paged|start|offset|pn|pg|p)[=/_-]?\d", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|css|js|pdf|mp[34]|woff2?)$", re.IGNORECASE)
_SOME_PAGE = r"(?:page_?(?:no|num|number|index)?|paged|pg|pn|p|offset|start|skip|cursor|after)"
_PUT_TOGETHER = re.compile(
    rf"""["'`](?P<to>[^"'`\s<>]{{0,200}}[?&/]{_SOME_PAGE}[=/])(?:["'`]\s*(?:\+|,|\.concat)|\$\{{)""",
    re.IGNORECASE,
)
_SENT = re.compile(rf"[{{,]\s*[\"']?{_SOME_PAGE}[\"']?\s*:\s*(?!\d)[\w$.+]+", re.IGNORECASE)
_ASKS = re.compile(
    r"\bfetch\(|\.ajax\(|XMLHttpRequest|axios|\$\.(?:get|post)|\bload\w*\(", re.IGNORECASE
)
_OTHER_LISTS = re.compile(
    r"comment|search|suggest|track|analytic|login|share|vote|relat|recommend|popular|rank|pinglun",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(
    r"(?:page|seite|página|pagina|страница|sida|side|strona) ?(\d{1,5}) ?(?:of|/|von|de|di|из|av|z)"
    r" ?(\d{1,5})\b|第 ?(\d{1,5}) ?[页頁]?[^\d\n]{0,6}(?:共|/) ?(\d{1,5}) ?[页頁]"
    r"|(\d{1,5}) ?/ ?(\d{1,5}) ?[页頁ページ]+",
    re.IGNORECASE,
)
_OF_ENTRIES = re.compile(
    r"\b(\d{1,5}) ?[-–—~] ?(\d{1,5}) ?(?:of|von|de|sur|di|из|av|z|/|\|) ?(\d{1,6})\b", re.IGNORECASE
)
_MOST_SCRIPT = 400_000
_LONGEST_VALUE, _LONGEST_WORDS = 500, 40


@dataclass(frozen=True, slots=True)
class Behind:
    """How a list goes on: `address` is what the page states, `is_part` where it may answer with a
    part of the list alone; `hidden` says what is in the way where nothing is stated."""

    address: str | None = None
    is_part: bool = False
    hidden: str | None = None


class _Stated(NamedTuple):
    """An address from an attribute or form of an element, or from a script (no element)."""

    url: str
    by: HtmlElement | None


def find_behind(page: Page, articles: Collection[str]) -> Behind:
    """What a list that no link leads on from goes on with; nothing where it seems to be whole."""
    here = canonical(page.url)
    controls = list(_controls(page.root, page, articles))
    stated = [
        one
        for one in (*_in_attributes(controls, page), *_in_forms(page), *_in_scripts(page))
        if one.url != here and one.url not in articles and same_site(one.url, here)
    ]
    for one in stated:
        if _is_next(here, one.url):
            return Behind(one.url)
    ends = [one for one in stated if one.by is not None and _may_be_part(one)]
    found = list(dict.fromkeys(one.url for one in ends))
    numbered = [url for url in found if _NUMBERED.search(url)] or found
    if len(numbered) == 1:
        return Behind(numbered[0], is_part=True)
    hidden = next(_hidden(controls, page), None)
    return Behind(hidden=hidden)


def _is_next(here: str, url: str) -> bool:
    numbers = page_numbers(here, url)
    if numbers is None or not numbers[2]:
        return False
    return (numbers[1] or 0) - (numbers[0] or 0) in ((1, 2) if numbers[0] is None else (1,))


def _may_be_part(stated: _Stated) -> bool:
    """Whether an element loads more of a list, by what is written on it or what it is called."""
    assert stated.by is not None
    if _FILE.search(urlsplit(stated.url).path) or _OTHER_LISTS.search(stated.url):
        return False
    names = [stated.by.get("class") or "", stated.by.get("id") or "", *stated.by.keys()]
    return _says_more(stated.by) or any(map(_MORE_NAME.search, names))


def _controls(
    root: HtmlElement, page: Page, articles: Collection[str]
) -> Iterator[tuple[HtmlElement, bool]]:
    """Elements that may act when they are clicked or reached, each with whether the list has begun
    before it; those in slide shows and hidden ones left out."""
    begun = False
    out: set[HtmlElement] = set()
    for node in root.iter("*"):
        parent = node.getparent()
        if parent in out or _is_out(node):
            out.add(node)
            continue
        if node.tag == "a" and page.link(node.get("href")) in articles:
            begun = True
        if node.tag not in _NO_CONTROLS:
            yield node, begun


def _is_out(node: HtmlElement) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return (
        node.get("hidden") is not None
        or "display:none" in style
        or node.get("disabled") is not None
        or node.get("aria-disabled") == "true"
        or re.search(r"\bdisabled\b", names) is not None
        or (node.tag not in ("html", "body") and _SLIDES.search(names) is not None)
    )


def _in_attributes(controls: list[tuple[HtmlElement, bool]], page: Page) -> Iterator[_Stated]:
    for node, _ in controls:
        for name, value in node.items():
            if len(value) > _LONGEST_VALUE or _NOT_LISTS.fullmatch(name):
                continue
            for address in _addresses(node, name.lower(), value):
                if url := _url(address, page):
                    yield _Stated(url, node)


def _addresses(node: HtmlElement, name: str, value: str) -> Iterator[str]:
    """The addresses in an attribute's value: itself, or those within a call or an object."""
    if name.startswith("on") or value.lower().startswith("javascript:"):
        yield from (
            found[2] for found in _QUOTED.finditer(value) if "/" in found[2] or "?" in value
        )
    elif name == "href":
        return
    elif value[:1] in "{[":
        yield from _strings(_loads(value))
    elif value.endswith("=") and "/" in value:
        numbers = (int(one) for key, one in node.items() if _is_count(key, one))
        yield from (f"{value}{number}" for number in sorted(numbers, reverse=True)[:1])
    elif re.match(r"(?:https?:/)?/|\?|\w+\.\w{2,5}\?|\w[\w./-]*\?", value):
        yield value


def _is_count(name: str, value: str) -> bool:
    return value.isdigit() and len(value) < 6 and re.search(r"page|next|num", name) is not None


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str) and ("/" in value or "?" in value):
        yield value
    elif isinstance(value, dict | list) and depth < 6:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one, depth + 1)


def _url(address: str, page: Page) -> str | None:
    found = absolute(address.replace("\\/", "/"), page.base)
    return canonical(found) if found else None


def _in_forms(page: Page) -> Iterator[_Stated]:
    """What forms ask for that a reader only has to send."""
    for form in page.root.iter("form"):
        if _posts(form) or _is_filled_in(form):
            continue
        fields = [
            (one.get("name") or "", one.get("value") or "")
            for one in form.iter("input")
            if (one.get("type") or "").lower() == "hidden" and one.get("name")
        ]
        for button in _buttons(form):
            sent = [*fields, (button.get("name") or "", button.get("value") or "")]
            query = urlencode([pair for pair in sent if pair[0]])
            action = button.get("formaction") or form.get("action") or page.url
            address = urljoin(page.base, action).partition("?")[0] + "?" + query
            if query and (url := _url(address, page)):
                yield _Stated(url, button)


def _posts(form: HtmlElement) -> bool:
    return (form.get("method") or "get").lower() != "get"


def _is_filled_in(form: HtmlElement) -> bool:
    kinds = {(one.get("type") or "text").lower() for one in form.iter("input")}
    asked = kinds - {"hidden", "submit", "button", "image"}
    return bool(asked) or next(form.iter("select", "textarea"), None) is not None


def _buttons(form: HtmlElement) -> Iterator[HtmlElement]:
    for one in form.iter("button", "input"):
        kind = (one.get("type") or ("submit" if one.tag == "button" else "text")).lower()
        if kind in ("submit", "image"):
            yield one


def _scripts(page: Page) -> Iterator[str]:
    for node in page.root.iter("script"):
        text = node.text or ""
        if "ld+json" not in (node.get("type") or "") and len(text) <= _MOST_SCRIPT:
            yield text.replace("\\/", "/")


def _in_scripts(page: Page) -> Iterator[_Stated]:
    for text in _scripts(page):
        for found in _QUOTED.finditer(text) if _NUMBERED.search(text) else ():
            if _NUMBERED.search(found[2]) and (url := _url(found[2], page)):
                yield _Stated(url, None)


def _hidden(controls: list[tuple[HtmlElement, bool]], page: Page) -> Iterator[str]:
    """What may keep the rest of the list from us, the surest first."""
    for node, begun in controls:
        action = f"{node.get('href') or ''} {node.get('onclick') or ''}"
        if "__doPostBack" in action and is_pager(_said(node)):
            yield f"“{_said(node)}” posts a form (__doPostBack)"
        elif begun and _says_more(node) and not _leads_somewhere(node):
            form = next(node.iterancestors("form"), None)
            if form is None or not _is_filled_in(form):
                how = "posts a form" if form is not None and _posts(form) else "has no address"
                yield f"“{_said(node)}” {how}"
    for text in _scripts(page):
        if reason := _asks_for_more(text):
            yield reason
    yield from _counted(page)


def _asks_for_more(script: str) -> str | None:
    """What a script asks for to show more of a list; None where it does not seem to."""
    found = _PUT_TOGETHER.search(script)
    if found is not None:
        return None if _OTHER_LISTS.search(found["to"]) else f"a script asks for {found['to']}…"
    sent = _SENT.search(script) if _ASKS.search(script) else None
    if sent is None or _OTHER_LISTS.search(script[max(0, sent.start() - 200) : sent.end() + 50]):
        return None
    return "a script asks for page after page"


def _counted(page: Page) -> Iterator[str]:
    """A line that says that there is more than is shown."""
    for line in page.lines:
        if line.weight > _LONGEST_WORDS:
            continue
        for found in _OF_PAGES.finditer(line.text):
            shown, of = (int(one) for one in found.groups() if one)
            if shown < of:
                yield f"the page says “{found[0]}”, and nothing leads on"
        for found in _OF_ENTRIES.finditer(line.text):
            first, last, of = map(int, found.groups())
            if first < last < of:
                yield f"the page says “{found[0]}”, and nothing leads on"


def _leads_somewhere(node: HtmlElement) -> bool:
    """Whether a link has an address: it was read as a link, and found to lead nowhere new."""
    href = (node.get("href") or "").strip().lower()
    inner = any((one.get("href") or "#")[:1] not in "#j" for one in node.iter("a"))
    return inner or (bool(href) and not href.startswith(("#", "javascript:")))


def _says_more(node: HtmlElement) -> bool:
    """Whether what is written on an element offers more of the list."""
    if node.tag not in _BUTTONS and (len(node) or node.tag not in _LIKE_BUTTONS):
        return False
    words = plain(_said(node))
    if not words:
        return False
    if NEXT_WORD.fullmatch(words):
        return True
    found = LOAD_MORE.match(words)
    rest = words[found.end() :] if found else words
    return found is not None and len(rest.split()) <= 2 and (not rest or rest[0] in " .:(")


def _said(node: HtmlElement) -> str:
    """What is written on an element; "" where that is more than a button has."""
    text = node.text_content() if len(node) < 6 else ""
    said = clean(text if len(text) < 200 else "") or node.get("value") or ""
    said = said or node.get("aria-label") or node.get("title") or ""
    return said if len(said) <= _LONGEST_WORDS else ""
