"""The next page of a list, by the plain words and numbers of its lines: a second opinion."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from scraper.extraction.page.lines import Run
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words
from scraper.values.urls import same_site

_NEXT = re.compile(
    r"(?:go\s+to\s+)?(?:the\s+)?next(?:\s+page)?|older(?:\s+(?:posts?|entries|articles|stories|items))?"
    r"|(?:点击|點擊|请点|進入|进入|查看|翻到)*(?:下|后|後)(?:一)?(?:页|頁)|(?:较早|更早|以前)的?(?:文章|日志|内容)?"
    r"|次(?:の)?(?:ページ|へ)|다음(?:\s*페이지)?|nächste(?:\s+seite)?|(?:page\s+)?suivante|siguiente",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(
    r"\s+(?=[\u2e80-\u9fff\uac00-\ud7af])|(?<=[\u2e80-\u9fff\uac00-\ud7af])\s+|\s*[/|]\s*"
)
_NUMBER = re.compile(r"[\[【(（]?(\d{1,4})[\]】)）]?")


def next_by_lines(page: Page, articles: set[str]) -> str | None:
    """Where a link that says "next page", or the number after the current one, leads; None where
    the page offers none, or one that does not lead forward."""
    for line in page.lines:
        for run in line.runs:
            if run.link is not None and says_next(run.text):
                url = page.link(run.link.get("href"))
                if url and _is_forward(page, url, articles):
                    return url
    for runs in _rows(page):
        found = _by_number(page, runs, articles)
        if found:
            return found
    return None


def _rows(page: Page) -> Iterator[list[Run]]:
    """The runs of each line, and of lines that hold a number each and follow one another."""
    row: list[Run] = []
    for line in page.lines:
        if line.weight <= 6 and line.image is None:
            row += line.runs
            continue
        yield row
        row = []
        yield line.runs
    yield row


def says_next(text: str) -> bool:
    """Whether a link's text, in one language or two, names the next page."""
    plain = words.bare(text)
    parts = [part for part in _SCRIPTS.split(plain) if part]
    return _NEXT.fullmatch(plain) is not None or (
        bool(parts) and all(_NEXT.fullmatch(part) for part in parts)
    )


def _by_number(page: Page, runs: list[Run], articles: set[str]) -> str | None:
    """On a line of page numbers: the link of the one after that which is no link."""
    links: dict[int, str] = {}
    plain: list[int] = []
    for run in runs:
        number = _NUMBER.fullmatch(run.text)
        if number is None:
            continue
        url = page.link(run.link.get("href")) if run.link is not None else None
        if url is None or url == page.canonical_url:
            plain.append(int(number.group(1)))
        else:
            links[int(number.group(1))] = url
    if not links or len(plain) != 1 or plain[0] > 999:
        return None
    following = links.get(plain[0] + 1)
    return following if following and _is_forward(page, following, articles) else None


def _is_forward(page: Page, url: str, articles: set[str]) -> bool:
    """Whether an address is of this list and further on: its numbers are more, or higher."""
    here = page.canonical_url
    if url == here or url in articles or not same_site(url, page.url):
        return False
    now, then = _numbers(here), _numbers(url)
    changed = {name: value for name, value in then.items() if now.get(name) != value}
    if not changed:
        return False
    # A list's own address is that of its page 1, named or not.
    return all(value > now.get(name, 1) for name, value in changed.items())


def _numbers(url: str) -> dict[str, int]:
    """The numbers of an address by where they stand: a parameter's name, or a place in the path."""
    parts = urlsplit(url)
    found = {name: int(value) for name, value in parse_qsl(parts.query) if value.isdigit()}
    digits = re.findall(r"\d+", parts.path)
    return found | {f"path {at}": int(value) for at, value in enumerate(digits)}
