"""Which groups of links are a listing page's articles: groups are weighed, and what is of a piece
with the best one is the list."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from scraper.extraction.listing.by_tree.entries import Entry, describe, item_of
from scraper.extraction.listing.by_tree.groups import (
    Candidate,
    Group,
    common,
    shared_label,
    way_of,
    within,
)
from scraper.extraction.listing.by_tree.headings import Label
from scraper.extraction.listing.by_tree.links import Node, PageLinks
from scraper.extraction.page.address_kinds import Kind
from scraper.extraction.vocabulary.listing import is_neutral, plain, width

# Where no list of articles stands: a page's own navigation, footer and side matter.
NEVER = frozenset({"nav!", "foot!", "aside!", "head!", "tool!"})
_HINTS = {"nav": 1.5, "foot": 2.0, "head": 1.5, "side": 1.5, "hot": 1.5, "pager": 2.0}
_HINTS |= {"crumb": 2.0, "tag": 1.5, "ad": 1.0, "tool": 1.5}
_ENOUGH = 2.0


@dataclass(slots=True)
class Surroundings:
    """What the page says beside its links: places of h1 and pager, its title, its own folder."""

    h1: Node | None
    pager: Node | None
    homes: list[Node]
    title: str
    folder: str
    ruled: bool


def weigh(group: Group, around: Surroundings) -> None:
    """Sets what speaks for a list of articles, and how much; about 2 is enough to be one."""
    entries = group.entries
    count = len(entries)
    wide = sum(min(width(e.title), 60) for e in entries) / count
    group.dated = sum(e.published_at is not None for e in entries) / count
    summary = sum(e.context >= 40 for e in entries) / count
    headed = sum(e.headed for e in entries) / count
    pictured = sum(e.pictured for e in entries) / count
    group.rich = max(summary, headed, pictured)
    score = max(0.0, min(2.0, (wide - 6) / 8)) + group.kind.score
    score += 1.5 * group.dated + summary + 0.7 * headed + 0.3 * pictured
    if "main" in group.hints:
        score += 0.5
    if around.folder != "/" and _under(group, around.folder) > 0.8:
        score += 0.5
    score -= max((_HINTS.get(hint, 0.0) for hint in group.hints), default=0.0)
    if is_ranked(entries):
        score -= 2.5
    group.score = score


def _under(group: Group, folder: str) -> float:
    return sum(folder in e.url for e in group.entries) / len(group.entries)


def is_ranked(entries: list[Entry]) -> bool:
    """Whether the entries are numbered from 1 to their count."""
    right = sum(entry.rank == number for number, entry in enumerate(entries, 1))
    return len(entries) >= 3 and right >= 0.8 * len(entries)


def _is_barred(group: Group, around: Surroundings) -> bool:
    if group.hints & NEVER:
        return True
    label = group.label
    return bool(label and label.ranking and not _names_page(label, around.title))


def _names_page(label: Label, title: str) -> bool:
    """Whether a label such as "Hot topics" is the section's own name."""
    words = plain(label.text).lower()
    return label.level == 1 or (len(words) > 3 and title.lower().startswith(words))


def _bonus(group: Group, groups: list[Group], around: Surroundings) -> float:
    bonus = 0.4 * math.log2(1 + len(group.entries))
    if around.h1 is not None:
        later = (g for g in groups if g.first >= around.h1.end)
        bonus += 1.0 if next(later, None) is group else 0.0
    if around.pager is not None:
        earlier = [g for g in groups if g.last <= around.pager.start]
        bonus += 1.5 if earlier and earlier[-1] is group else 0.0
    label = group.label
    if label is None or label.level == 1:
        return bonus
    if _continues(label, around):
        return bonus + 0.5
    foreign = 1.0 if around.title else 0.0
    return bonus - (2.0 if label.latest else foreign)


def main_list(groups: list[Group], around: Surroundings) -> list[Group]:
    """The groups that make up the page's list of articles, in page order; none if it has none."""
    open_groups = [g for g in groups if not _is_barred(g, around)]
    for group in open_groups:
        weigh(group, around)
    fair = [g for g in open_groups if around.ruled or (_is_enough(g) and not _is_menu(g, around))]
    if not fair:
        return []
    bonus = {id(g): _bonus(g, fair, around) for g in fair}
    best = max(fair, key=lambda g: g.score + bonus[id(g)])
    if best.label and best.label.latest and not _may_be_latest(best, around):
        return []
    return [g for g in fair if g is best or _belongs(g, best, around)]


def strays(chosen: list[Group], candidates: list[Candidate], page: PageLinks) -> list[Group]:
    """Links of other kinds that stand in the list just as its articles do, in items of their own:
    articles with an address of another make."""
    found = []
    for group in sorted(chosen, key=lambda g: -len(g.entries))[:3]:
        taken = {item_of(m.link, group.place) for g in chosen for m in g.members}
        ways = {way_of(member.link.node, group.place) for member in group.members}
        members = [
            candidate
            for candidate in candidates
            if candidate.kind.score >= 0
            and shared_label(candidate.link) is group.label
            and within(candidate.link.node, group.place)
            and item_of(candidate.link, group.place) not in taken
            and way_of(candidate.link.node, group.place) in ways
        ]
        if members and len(members) < len(group.members):
            entries = describe([(m.url, m.link) for m in members], group.place, page)
            alike = [e for e in entries if e.published_at or group.dated < 0.5]
            found.append(Group(group.place, group.label, members[0].kind, members, alike))
    return found


def _is_enough(group: Group) -> bool:
    telling = group.kind.score >= 1 or group.dated >= 0.5 or group.rich >= 0.5
    return group.score >= _ENOUGH and (telling or len(group.entries) >= 5)


def _may_be_latest(group: Group, around: Surroundings) -> bool:
    """ "Latest" over the only list of a page: its list if pages of it follow or it is in main."""
    label = group.label
    named = label is not None and _names_page(label, around.title)
    return named or around.ruled or around.pager is not None or "main" in group.hints


def _is_menu(group: Group, around: Surroundings) -> bool:
    """Whether short links stand next to a link to the front page, and just as that does."""
    wide = sum(width(e.title) for e in group.entries) / len(group.entries)
    if wide >= 36 or group.dated or group.rich >= 0.5:
        return False
    way = way_of(group.members[0].link.node, group.place)
    close = [home for home in around.homes if group.first - 4 <= home.start <= group.last + 4]
    return any(within(home, group.place) and way_of(home, group.place) == way for home in close)


def _belongs(group: Group, best: Group, around: Surroundings) -> bool:
    if not _is_akin(group.kind, best.kind):
        return False
    if group.label and group.label.latest and group.label is not best.label:
        return False
    if (group.hints - best.hints) & _HINTS.keys() or is_ranked(group.entries):
        return False
    few = len(group.entries) <= 3
    alike = group.dated >= 0.5 or best.dated < 0.5
    before = group.last <= best.first
    if not before and _is_apart(group, best, around):
        return False
    if not _in_column(group, best, around):
        return before and few and group.label is None
    if group.label is None or group.label is best.label or _continues(group.label, around):
        return alike or (before and (few or group.rich >= 0.5)) or group.place is best.place
    level = best.label.level if best.label else -1
    return alike and group.label.level == level


def _is_apart(group: Group, best: Group, around: Surroundings) -> bool:
    """Whether a group after the list stands beyond its pager, or is made otherwise, says less and
    shares no more than the page with it."""
    if around.pager is not None and best.last <= around.pager.start <= group.first:
        return True
    ways = (way_of(one.members[0].link.node, one.place) for one in (group, best))
    poorer = best.rich - group.rich >= 0.5 and len(set(ways)) == 2
    return poorer and common(group.place, best.place).tag in {"body", "html"}


def _is_akin(one: Kind, two: Kind) -> bool:
    return one == two or (one.last, one.ending, one.query) == (two.last, two.ending, two.query)


def _continues(label: Label, around: Surroundings) -> bool:
    if is_neutral(label.text):
        return True
    words = plain(label.text).lower()
    section = re.split(r"\s*[|_\-–—]\s*", around.title.lower())[0]
    return bool(section and words and (words in section or section in words))


def _in_column(group: Group, best: Group, around: Surroundings) -> bool:
    """Whether a group is in the part of the page that the main list, h1 and pager mark out."""
    marks: Iterable[Node | None] = (around.pager, around.h1)
    return all(within(group.place, common(best.place, mark)) for mark in marks if mark is not None)
