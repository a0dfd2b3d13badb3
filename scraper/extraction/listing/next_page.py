"""The next page of a list, from whatever the page offers: nothing that it does not show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from scraper.extraction.listing.by_tree.links import Link, Node, PageLinks
from scraper.extraction.page.address_kinds import kind_of, page_numbers
from scraper.extraction.vocabulary.listing import (
    FIRST_PAGE,
    LAST_PAGE,
    LOAD_MORE,
    NEXT_WORD,
    SYMBOL_NEXT,
    is_pager,
    plain,
)
from scraper.values.clean import clean_or_none
from scraper.values.urls import absolute, canonical, same_site

_NUMBER = re.compile(r"(?:page |第 ?)?(\d{1,5})(?: ?[页頁])?", re.IGNORECASE)
_POSITION = re.compile(
    r"page (\d+) (?:of|/) \d+|第 ?(\d+) ?[页頁]|^\W*(\d+) ?/ ?\d+\W*", re.IGNORECASE
)
_NEXT_NAME = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-]|page)", re.IGNORECASE)
_CURRENT_NAME = re.compile(r"(?:^|[\s_-])(?:active|current|cur|on|selected|this|now)(?:$|[\s_-])")
# Words that on their own also mean "read on", and lead to articles.
_LOOSE = re.compile(
    r"next|weiter|vor|avanti|далее|вперёд|далі|volgende|próxim[ao]|siguiente|older|další|seuraava"
    r"|következő|sonraki|التالية?|הבא|ถัดไป|अगला|selanjutnya|berikutnya",
    re.IGNORECASE,
)
_FAR = frozenset({"»", ">>", "≫", "»»"})


@dataclass(slots=True)
class Pager:
    """What leads through the list: the next page's canonical URL, and where the pager stands."""

    next_page: str | None
    place: Node | None


@dataclass(slots=True, eq=False)
class _Step:
    """A link of a pager: its text, the number that it shows, and its URL where it is usable."""

    link: Link
    text: str
    number: int | None
    url: str | None


def find_pager(page: PageLinks, root: etree._Element, url: str, base: str) -> Pager:
    """The pager of the list at `url`; `base` is what the page's links are relative to."""
    runs = list(_runs(page, url, base))
    offers = [*_in_head(root, base), *_selected(root, url, base)]
    place = None
    for run in runs:
        found = list(_offers(run, page, url))
        if found or any(_is_page_of(step, url) for step in run):
            place = run[0].link.node
        offers += found
    firsts = {s.url for run in runs for s in run if FIRST_PAGE.fullmatch(plain(s.text))}
    firsts |= {s.url for run in runs for s in run if s.number == 1}
    valid = [offer for offer in offers if _is_forward(url, offer[1], firsts)]
    best = max(valid, key=lambda offer: offer[0], default=None)
    return Pager(best[1] if best else None, place)


def _runs(page: PageLinks, url: str, base: str) -> Iterator[list[_Step]]:
    """Pager links that follow each other with no other link between."""
    run: list[_Step] = []
    for link in page.links:
        step = _step(link, url, base)
        if step is not None:
            run.append(step)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _step(link: Link, url: str, base: str) -> _Step | None:
    if len(link.lines) > 2 or "hidden" in link.flags:
        return None
    text = link.text or clean_or_none(link.image_alt) or ""
    tip = clean_or_none(link.tip) or ""
    if not plain(text) and NEXT_WORD.fullmatch(plain(tip)):
        text = tip
    if not text and _NEXT_NAME.search(link.names):
        text = "next"
    known = " next " in link.rel or (text and (is_pager(text) or LOAD_MORE.fullmatch(plain(text))))
    if not known or not text:
        return None
    target = absolute(link.href, base)
    found = _NUMBER.fullmatch(plain(text))
    usable = target is not None and same_site(target, url)
    return _Step(
        link=link,
        text=text,
        number=int(found.group(1)) if found else None,
        url=canonical(target) if usable and target else None,
    )


def _offers(run: list[_Step], page: PageLinks, url: str) -> Iterator[tuple[int, str]]:
    """(weight, URL) of each link of a run that may lead to the next page."""
    current = _current(run, page, url)
    for step in run:
        if step.url is None or (weight := _weight(step, run, url, current)) == 0:
            continue
        yield weight, step.url


def _weight(step: _Step, run: list[_Step], url: str, current: int | None) -> int:
    words = plain(step.text)
    numbers = page_numbers(url, step.url or "")
    if LAST_PAGE.fullmatch(words) or FIRST_PAGE.fullmatch(words):
        return 0
    if NEXT_WORD.fullmatch(words):
        return _weight_of_word(step, run, words, url)
    if " next " in step.link.rel:
        return 85
    if numbers is None:
        return 0
    near = (numbers[1] or 0) - (numbers[0] or 0) in ((1, 2) if numbers[0] is None else (1,))
    if step.text.strip() in SYMBOL_NEXT:
        far = step.text.strip() in _FAR and not near
        return 0 if far else 60 - 5 * (step.text.strip() in _FAR)
    if step.number is not None:
        return 65 if current is not None and step.number == current + 1 else 0
    forward = near or (numbers[2] and (numbers[1] or 0) > (numbers[0] or 0))
    return 50 if LOAD_MORE.fullmatch(words) and forward else 0


def _weight_of_word(step: _Step, run: list[_Step], words: str, url: str) -> int:
    if _is_page_of(step, url):
        return 90
    if " next " in step.link.rel:
        return 85
    piloted = "pager" in step.link.flags or any(_is_page_of(other, url) for other in run)
    if not _LOOSE.fullmatch(words) or piloted:
        return 70
    return 55 if step.url and kind_of(step.url).score < 1 else 0


def _current(run: list[_Step], page: PageLinks, url: str) -> int | None:
    """The number of the page that is shown, by the mark in the pager, else by the address."""
    shown = {step.number for step in run if step.number is not None}
    for step in run:
        named = step.link.current or _CURRENT_NAME.search(step.link.names)
        inert = step.url is None or step.url == canonical(url)
        if step.number is not None and (named or inert):
            return step.number
    start, end = run[0].link.node.start, run[-1].link.node.end
    for piece in page.pieces[max(0, start - 6) : end + 6]:
        if piece.link is None and (found := _marked(piece.text)) and _fits(found, shown):
            return found
    return _current_by_address(run, url)


def _marked(text: str) -> int | None:
    if found := re.fullmatch(r"[\s\[(|·,]*(\d{1,5})[\s\])|·,]*", text):
        return int(found.group(1))
    position = _POSITION.search(text.strip())
    return int(next(g for g in position.groups() if g)) if position else None


def _fits(number: int, shown: set[int]) -> bool:
    return number not in shown and (number - 1 in shown or number + 1 in shown)


def _current_by_address(run: list[_Step], url: str) -> int | None:
    for step in run:
        if step.number is None or step.url is None:
            continue
        numbers = page_numbers(url, step.url)
        if numbers and numbers[0] is not None and numbers[1] is not None:
            return numbers[0] + step.number - numbers[1]
    return 1 if not any(step.number == 1 for step in run) else None


def _is_page_of(step: _Step, url: str) -> bool:
    return step.url is not None and page_numbers(url, step.url) is not None


def _is_forward(url: str, target: str, firsts: set[str | None]) -> bool:
    if not same_site(url, target) or target == canonical(url):
        return False
    numbers = page_numbers(url, target)
    if numbers is None:
        return True
    here, there, _ = numbers
    if there is None or target in firsts:
        return False
    return there > here if here is not None else there >= 1


def _in_head(root: etree._Element, base: str) -> Iterator[tuple[int, str]]:
    for element in root.iter("link"):
        if "next" in (element.get("rel") or "").lower().split():
            target = absolute(element.get("href") or "", base)
            if target:
                yield 100, canonical(target)


def _selected(root: etree._Element, url: str, base: str) -> Iterator[tuple[int, str]]:
    """The option after the selected one, where options are addresses of this list's pages."""
    for select in root.iter("select"):
        options = [option for option in select.iter("option") if option.get("value")]
        for one, two in pairwise(options):
            value = two.get("value") or ""
            if one.get("selected") is None or not re.search(r"[/?]|\.\w", value):
                continue
            target = absolute(value, base)
            if target and page_numbers(url, target):
                yield 40, canonical(target)
