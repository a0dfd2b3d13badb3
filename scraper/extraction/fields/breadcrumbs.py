"""Breadcrumbs: the way from the home page to the article, as the page shows it."""

import re
from itertools import pairwise

from lxml.html import HtmlElement

from scraper.extraction.fields.found import Found
from scraper.extraction.fields.title import claims, folded, parts_of
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words
from scraper.values.clean import clean, parted_at_colon
from scraper.values.urls import path_of

_ARROWS = re.compile(r"\s*(?:>+|›|»|→|⟶|⟩|＞|≫|▸|❯|/|／|\||｜|·|::|\\|－)\s*")
_CERTAIN = re.compile(r"[>›»→⟶⟩＞≫▸❯]")
_LONGEST = 40
# So many letters of a line tell whether it begins at home.
_FIRST = 80
_WIDEST = 400
# No section's name has more words.
_SENTENCE = 6


def find_breadcrumbs(
    page: Page, title: str | None, first: int
) -> tuple[Found[list[str]] | None, set[int]]:
    """The crumbs from the home page on, the article's own title left out; the lines they take."""
    stop = first if first > 0 else min(40, len(page.lines))
    shown, used = _shown(page, page.lines[:stop], title)
    if not shown:
        # Below the article only what is sure to be a trail counts.
        shown, used = _shown(page, page.lines[stop:], title, least=3.0)
    shown = _without_title(page, shown)
    if shown:
        return Found(shown, "landmark:breadcrumbs"), used
    for node in page.nodes:
        if "breadcrumblist" in node.types:
            crumbs = _from_list(node.data.get("itemListElement"))
            crumbs = _without_title(page, _tidy(crumbs, title))
            if crumbs:
                return Found(crumbs, "json-ld:BreadcrumbList"), set()
    return None, set()


def _without_title(page: Page, crumbs: list[str]) -> list[str]:
    """The crumbs without a last one that is what the page's data call the article, or a sentence
    that is no link."""
    if not crumbs:
        return []
    stated = {folded(text) for text, _, _ in claims(page, None)}
    stated |= {folded(part) for part in parts_of(page.title_tag or "")[:2]}
    last = crumbs[-1]
    is_title = folded(last) in stated or (len(last) > _LONGEST and len(last.split()) >= _SENTENCE)
    return crumbs[:-1] if is_title and len(crumbs) > 1 else crumbs


def _from_list(items: object) -> list[str]:
    found: list[tuple[float, str]] = []
    for at, item in enumerate(items if isinstance(items, list) else []):
        if not isinstance(item, dict):
            continue
        inner = item.get("item")
        name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        position = item.get("position")
        order = float(str(position)) if str(position).isdigit() else float(at)
        if isinstance(name, str) and clean(name):
            found.append((order, clean(name)))
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]


def _shown(
    page: Page, lines: list[Line], title: str | None, least: float = 0.5
) -> tuple[list[str], set[int]]:
    """The last run before the title that starts at home and is parted by arrows or is marked so."""
    best: list[str] = []
    best_lines: set[int] = set()
    best_score = 0.0
    done: set[int] = set()
    for line in lines:
        if line.image is not None or line.index in done or line.place & Place.UNSEEN:
            continue
        # What leads nowhere near `least` need not be put together.
        marked = line.place & Place.CRUMBS or _CERTAIN.search(line.text)
        if (marked or least < 3) and line.weight < _WIDEST and _starts(line):
            members = _members(page, line)
            crumbs = _tidy([crumb for member in members for crumb in _crumbs(member)], title)
            done |= {member.index for member in members} if len(members) > 1 else set()
            score = _certainty(line, members, len(crumbs))
            if score < 1 and _just_above(members, lines) and _is_home(crumbs) and len(crumbs) <= 3:
                score = 1.5
            if crumbs and score >= max(least, best_score) and (least < 3 or _is_home(crumbs)):
                best, best_lines = crumbs, {member.index for member in members}
                best_score = score
    return best, best_lines


def _is_home(crumbs: list[str]) -> bool:
    return bool(crumbs) and words.HOME.fullmatch(words.bare(crumbs[0])) is not None


def _just_above(members: list[Line], lines: list[Line]) -> bool:
    """Whether a list is the last thing before the title."""
    return bool(lines) and lines[-1].index - members[-1].index <= 1 and len(members) > 1


def _certainty(line: Line, members: list[Line], count: int) -> float:
    """How surely these lines are a trail: parted by arrows or marked, by slashes, or by nothing."""
    text = " ".join(member.text for member in members)
    if line.place & Place.CRUMBS or _CERTAIN.search(text):
        return 3.0
    menu = line.place & Place.NAV and not words.HERE.match(line.text)
    if re.search(r"\s[/|·:\\-]\s|/|／", text):
        return 2.0 if count <= 5 and not menu else 0.5
    if _nested(members):
        return 1.5
    return 1.0 if count <= 3 and not menu else 0.0


def _nested(members: list[Line]) -> bool:
    """Whether each link leads deeper than the one before, as a trail does and a menu does not."""
    paths = [
        path_of(str(run.link.get("href") or "")).rstrip("/")
        for member in members
        for run in member.runs
        if run.link is not None and run.text
    ]
    return len(paths) > 1 and all(b.startswith(a) and b != a for a, b in pairwise(paths))


def _starts(line: Line) -> bool:
    """Whether a line is, or begins with, the home page or the words "you are here"."""
    if line.place & Place.CRUMBS or _arrowed(line):
        return True
    text = line.text[:_FIRST]
    head, colon, tail = parted_at_colon(text)
    if colon and words.HERE.fullmatch(words.bare(head)):
        text = tail
    parts = [next((part for part in _ARROWS.split(text) if part.strip()), "")]
    parts += [run.text for run in line.runs if words.bare(run.text)][:1]
    if any(words.HERE.match(words.bare(part)) for part in parts[1:]):
        return True
    return any(words.HOME.fullmatch(words.bare(part)) for part in parts)


def _arrowed(line: Line) -> bool:
    """Whether a line is two links or more with arrows between them."""
    if len(line.runs) < 3:
        return False
    links = [run for run in line.runs if run.link is not None and run.text]
    between = "".join(run.text for run in line.runs if run.link is None)
    return len(links) > 1 and len(_CERTAIN.findall(between)) >= len(links) - 1 and line.weight < 160


def _members(page: Page, line: Line) -> list[Line]:
    """The lines of the trail: one, or the items of the list that the first one is in."""
    rest = words.bare(line.text)
    alone = words.HOME.fullmatch(rest) or words.HERE.fullmatch(rest) or len(_crumbs(line)) == 1
    if not alone:
        return [line]
    node: HtmlElement | None = line.block
    for _ in range(5):
        if node is None or node not in page.extents:
            break
        extent = page.extents[node]
        if line.place & Place.CRUMBS and not _has_crumbs(page, extent):
            break
        if _texts_in(page, extent) > 1 and extent.start <= line.index:
            members = [page.lines[index] for index in extent if index >= line.index]
            members = [
                member
                for member in members
                if member.image is None and not member.place & Place.UNSEEN
            ]
            short = all(member.weight <= 260 for member in members)
            return members if short and len(members) <= 8 else [line]
        node = node.getparent()
    return [line]


def _has_crumbs(page: Page, extent: range) -> bool:
    """Whether all texts in a block are marked as breadcrumbs, as one of them is."""
    lines = (page.lines[index] for index in extent)
    return all(line.place & Place.CRUMBS for line in lines if line.image is None)


def _texts_in(page: Page, extent: range) -> int:
    return sum(1 for index in extent if page.lines[index].image is None)


def _crumbs(line: Line) -> list[str]:
    """The texts of one line: each link is one, what is left is split at the arrows."""
    found: list[tuple[HtmlElement | None, str]] = []
    for run in line.runs:
        if found and run.link is not None and found[-1][0] is run.link:
            found[-1] = (run.link, found[-1][1] + run.raw)
        elif found and run.link is None and found[-1][0] is None:
            found[-1] = (None, found[-1][1] + " " + run.raw)
        else:
            found.append((run.link, run.raw))
    crumbs: list[str] = []
    for link, raw in found:
        text = clean(raw)
        pattern = _ARROWS if _CERTAIN.search(line.text) is None else _CERTAIN
        crumbs += [text] if link is not None else pattern.split(_without_here(text))
    return [crumb for crumb in (_trim(crumb) for crumb in crumbs) if crumb]


def _without_here(text: str) -> str:
    head, mark, tail = parted_at_colon(text)
    if mark and words.HERE.fullmatch(words.bare(head)):
        return tail
    return "" if words.HERE.fullmatch(words.bare(text)) else text


def _trim(text: str) -> str:
    return text.strip(" \t>›»→⟶⟩＞≫▸❯/／|｜·\\-–—:：")


def _tidy(crumbs: list[str], title: str | None) -> list[str]:
    """The crumbs without the article itself at their end."""
    own = folded(title or "")
    while crumbs:
        last = folded(crumbs[-1])
        stem = last.rstrip("….")
        if words.HERE.fullmatch(words.bare(crumbs[0])):
            crumbs = crumbs[1:]
            continue
        if own and (tail := _title_tail(crumbs, title or "")):
            crumbs = crumbs[:-tail]
            continue
        if (
            own and (last == own or (len(stem) > 5 and own.startswith(stem)))
        ) or words.PLACEHOLDER.fullmatch(words.bare(crumbs[-1])):
            crumbs = crumbs[:-1]
        else:
            break
    return [] if any(len(crumb) > _LONGEST * 2 for crumb in crumbs) else crumbs


def _title_tail(crumbs: list[str], title: str) -> int:
    """How many crumbs at the end are the title, parted where it has a sign that parts crumbs."""
    letters = re.sub(r"\W", "", title.casefold())
    for count in range(2, min(len(crumbs), 5)):
        if re.sub(r"\W", "", "".join(crumbs[-count:]).casefold()) == letters:
            return count
    return 0
