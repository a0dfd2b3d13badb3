"""The next page of a list, from whatever the page offers: nothing that it does not show.

Where an address is that of the same list's next page, it counts for more than the word or sign on
its link: "Previous" leads on where a portal counts from its newest posts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

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
    width,
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
# Pages of such an address are counted by their entries: the next one's number is any higher one.
_COUNTS_ENTRIES = re.compile(r"[?&](?:start|offset|from|skip|first|limit|count|size)=", re.I)
# Where such a parameter alone is added or changed, the list goes on behind an entry that it names.
_CURSOR = re.compile(r"(?:\w+[-_])?(?:after|before|cursor|until|max_?id|last|token|from)", re.I)
# A link that leads on may say so in many words, but not in as many as a title has.
_LONGEST_WORDS = 40


@dataclass(slots=True)
class Pager:
    """What leads through the list: canonical addresses that may be its next page, the likeliest
    first, and where the pager stands; `down` are those with a lower number. `is_linked` where other
    pages of the list have links."""

    offers: list[str]
    place: Node | None
    down: list[str]
    is_linked: bool


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
    down = list(_down(runs, url, firsts.union(target for _, target in valid)))
    best = sorted(valid, key=lambda offer: offer[0], reverse=True)
    linked = any(_is_page_of(step, url) and step.url != url for run in runs for step in run)
    return Pager(list(dict.fromkeys(target for _, target in best)), place, down, linked)


def _down(runs: list[list[_Step]], url: str, others: set[str | None]) -> Iterator[str]:
    """Where links that say "next" lead to the page numbered one less: a list whose oldest page is
    its first counts down."""
    for step in (step for run in runs for step in run):
        numbers = page_numbers(url, step.url) if step.url and step.url not in others else None
        here, there = numbers[:2] if numbers else (None, None)
        down = here is not None and there is not None and there == here - 1
        if step.url and down and NEXT_WORD.fullmatch(plain(step.text)):
            yield step.url


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
    target = absolute(link.href, base)
    known = " next " in link.rel or (text and (is_pager(text) or LOAD_MORE.fullmatch(plain(text))))
    if not text or not (known or _leads_on(target, text, url)):
        return None
    found = _NUMBER.fullmatch(plain(text))
    usable = target is not None and same_site(target, url)
    return _Step(
        link=link,
        text=text,
        number=int(found.group(1)) if found else None,
        url=canonical(target) if usable and target else None,
    )


def _leads_on(target: str | None, text: str, url: str) -> bool:
    """Whether a link leads to the same list's next page for sure, in whatever words."""
    if target is None or ("?" not in target and "page" not in target.lower()):
        # Most addresses are those of articles, and to compare them is dear.
        numbered = re.search(r"/(?:seite|pagina|p)[/_-]?\d", target or "", re.IGNORECASE)
        if target is None or not numbered:
            return False
    if width(text) > _LONGEST_WORDS or not same_site(target, url):
        return False
    numbers = page_numbers(url, canonical(target))
    return numbers is not None and numbers[2] and _is_near(numbers)


def _is_near(numbers: tuple[int | None, int | None, bool]) -> bool:
    """Whether the one is the page after the other; the first may count as 0 or as 1."""
    here, there, _ = numbers
    return (there or 0) - (here or 0) in ((1, 2) if here is None else (1,))


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
    near = numbers is not None and (_is_near(numbers) or _is_next_entry(step, run, url))
    if FIRST_PAGE.fullmatch(words):
        return 0
    if LAST_PAGE.fullmatch(words):
        # The last page may well be the next.
        return 45 if numbers and near and numbers[2] else 0
    if NEXT_WORD.fullmatch(words):
        return _weight_of_word(step, run, words, url)
    if " next " in step.link.rel:
        return 85
    if numbers is None:
        named = _NEXT_NAME.search(step.link.names) or step.text.strip() in SYMBOL_NEXT
        return 58 if named and is_after_entry(url, step.url or "") else 0
    if step.number is not None:
        return 65 if current is not None and step.number == current + 1 else 0
    forward = (numbers[1] or 0) > (numbers[0] or 0)
    if not words or step.text.strip() in SYMBOL_NEXT:
        return _weight_of_sign(step, near=near, forward=forward)
    if near and (numbers[2] or _COUNTS_ENTRIES.search(step.url or "") or _is_piloted(step, run)):
        return 55
    return 50 if (near or (forward and numbers[2])) and LOAD_MORE.fullmatch(words) else 0


def _is_next_entry(step: _Step, run: list[_Step], url: str) -> bool:
    """Whether an address counts entries, and is the first of those behind the ones shown."""
    if step.url is None or not _COUNTS_ENTRIES.search(step.url):
        return False
    pairs = [page_numbers(url, other.url) for other in run if other.url]
    later = [two or 0 for one, two, _ in filter(None, pairs) if (two or 0) > (one or 0)]
    own = page_numbers(url, step.url)
    return own is not None and bool(later) and own[1] == min(later)


def _is_piloted(step: _Step, run: list[_Step]) -> bool:
    """Whether a link stands in what is called a pager, or between numbers of pages."""
    return "pager" in step.link.flags or sum(other.number is not None for other in run) > 1


def _weight_of_sign(step: _Step, *, near: bool, forward: bool) -> int:
    """The weight of an arrow or the like; one that leads far is to the last page."""
    sign = step.text.strip()
    if near:
        return 60 - 5 * (sign in _FAR)
    return 60 if forward and sign in SYMBOL_NEXT - _FAR else 0


def is_after_entry(url: str, target: str) -> bool:
    """Whether an address is that of the same list, behind an entry that a parameter names."""
    here, there = urlsplit(url), urlsplit(target)
    if (here.netloc, here.path) != (there.netloc, there.path):
        return False
    more = set(parse_qsl(there.query)) - set(parse_qsl(here.query))
    return len(more) == 1 and all(_CURSOR.fullmatch(name) for name, _ in more)


def _weight_of_word(step: _Step, run: list[_Step], words: str, url: str) -> int:
    if _is_page_of(step, url) or is_after_entry(url, step.url or ""):
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
