"""Which links of a listing page are its articles: the links of one kind in one place are a group,
groups are weighed, and what is of a piece with the best one is the list."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from scraper.extraction.links import Link, Node, PageLinks
from scraper.extraction.links_entries import Entry, describe, item_of
from scraper.extraction.links_kinds import Kind
from scraper.extraction.links_labels import Label
from scraper.extraction.links_words import HOME, is_neutral, plain, width

# Where no list of articles stands: a page's own navigation, footer and side matter.
NEVER = frozenset({"nav!", "foot!", "aside!", "head!", "tool!"})
_HINTS = {"nav": 1.5, "foot": 2.0, "head": 1.5, "side": 1.5, "hot": 1.5, "pager": 2.0}
_HINTS |= {"crumb": 2.0, "tag": 1.5, "ad": 1.0, "tool": 1.5}
_ENOUGH = 2.0


@dataclass(slots=True, eq=False)
class Candidate:
    """A link that may lead to an article: canonical URL; `titled` is False for "read more"."""

    link: Link
    url: str
    kind: Kind
    titled: bool


@dataclass(slots=True, eq=False)
class Group:
    """Links of one kind under one element and one label."""

    place: Node
    label: Label | None
    kind: Kind
    members: list[Candidate] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    score: float = 0.0
    dated: float = 0.0
    rich: float = 0.0
    hints: frozenset[str] = frozenset()

    @property
    def first(self) -> int:
        """Where the group begins in the page's pieces."""
        return self.members[0].link.node.start

    @property
    def last(self) -> int:
        """Where its last link ends."""
        return self.members[-1].link.node.end


@dataclass(slots=True)
class Surroundings:
    """What the page says beside its links: places of h1 and pager, its title, its own folder."""

    h1: Node | None
    pager: Node | None
    title: str
    folder: str
    ruled: bool


def common(a: Node, b: Node) -> Node:
    """The innermost element round both."""
    while a.depth > b.depth and a.parent:
        a = a.parent
    while b.depth > a.depth and b.parent:
        b = b.parent
    while a is not b and a.parent and b.parent:
        a, b = a.parent, b.parent
    return a


def within(node: Node, place: Node) -> bool:
    """Whether an element is the other or inside it."""
    while node.depth > place.depth and node.parent:
        node = node.parent
    return node is place


def shared_label(link: Link) -> Label | None:
    """The label over several links, as against an entry's own heading."""
    label = link.label
    while label and label.count == 1 and not (label.ranking or label.latest):
        label = label.outer
    return label


def groups_of(candidates: list[Candidate], page: PageLinks) -> list[Group]:
    """Groups in page order, with their entries described."""
    by_kind: dict[Kind, list[Candidate]] = {}
    for candidate in candidates:
        by_kind.setdefault(candidate.kind, []).append(candidate)
    groups: dict[tuple[Node, Kind, int], Group] = {}
    for kind, members in by_kind.items():
        for member, place in zip(members, _places(members), strict=True):
            label = shared_label(member.link)
            key = (place, kind, id(label))
            groups.setdefault(key, Group(place, label, kind)).members.append(member)
    found = sorted(groups.values(), key=lambda group: group.first)
    for group in found:
        group.entries = describe([(m.url, m.link) for m in group.members], group.place, page)
        group.hints = frozenset.intersection(*(m.link.flags for m in group.members))
    return [group for group in found if group.entries]


def _places(members: list[Candidate]) -> list[Node]:
    """For each link the innermost element that also holds a link of its kind to another page."""
    meets: list[Node | None] = []
    for one, two in pairwise(members):
        meets.append(common(one.link.node, two.link.node) if one.url != two.url else None)
    before: list[Node | None] = [None, *meets]
    for at in range(1, len(before)):
        if before[at] is None:
            before[at] = before[at - 1]
    after: list[Node | None] = [*meets, None]
    for at in range(len(after) - 2, -1, -1):
        if after[at] is None:
            after[at] = after[at + 1]
    return [
        _deeper(one, two) or _root(member.link.node)
        for one, two, member in zip(before, after, members, strict=True)
    ]


def _deeper(one: Node | None, two: Node | None) -> Node | None:
    if one is None or two is None:
        return one or two
    return one if one.depth >= two.depth else two


def _root(node: Node) -> Node:
    while node.parent and node.parent.tag not in {"body", "html"} and "main" not in node.flags:
        node = node.parent
    return node.parent or node


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
    if group.label and group.label.latest and not _names_page(group.label, around.title):
        bonus -= 2.0
    return bonus


def main_list(groups: list[Group], around: Surroundings) -> list[Group]:
    """The groups that make up the page's list of articles, in page order; none if it has none."""
    open_groups = [g for g in groups if not _is_barred(g, around)]
    for group in open_groups:
        weigh(group, around)
    fair = [g for g in open_groups if around.ruled or (_is_enough(g) and not _is_menu(g))]
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
        ways = {_way(member.link.node, group.place) for member in group.members}
        members = [
            candidate
            for candidate in candidates
            if candidate.kind.score >= 0
            and shared_label(candidate.link) is group.label
            and within(candidate.link.node, group.place)
            and item_of(candidate.link, group.place) not in taken
            and _way(candidate.link.node, group.place) in ways
        ]
        if members and len(members) < len(group.members):
            entries = describe([(m.url, m.link) for m in members], group.place, page)
            alike = [e for e in entries if e.published_at or group.dated < 0.5]
            found.append(Group(group.place, group.label, members[0].kind, members, alike))
    return found


def _way(node: Node, place: Node) -> tuple[str, ...]:
    tags = []
    while node is not place and node.parent:
        tags.append(node.tag)
        node = node.parent
    return tuple(tags)


def _is_enough(group: Group) -> bool:
    telling = group.kind.score >= 1 or group.dated >= 0.5 or group.rich >= 0.5
    return group.score >= _ENOUGH and (telling or len(group.entries) >= 5)


def _may_be_latest(group: Group, around: Surroundings) -> bool:
    """ "Latest" over the only list of a page: its list if pages of it follow or it is in main."""
    label = group.label
    named = label is not None and _names_page(label, around.title)
    return named or around.ruled or around.pager is not None or "main" in group.hints


def _is_menu(group: Group) -> bool:
    """Whether short links stand beside a link home."""
    wide = sum(width(e.title) for e in group.entries) / len(group.entries)
    return wide < 30 and not group.dated and any(HOME.fullmatch(e.title) for e in group.entries)


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
    if not _in_column(group, best, around):
        return before and few and group.label is None
    if group.label is None or group.label is best.label or _continues(group.label, best, around):
        return alike or (before and (few or group.rich >= 0.5)) or group.place is best.place
    level = best.label.level if best.label else -1
    return alike and group.label.level == level


def _is_akin(one: Kind, two: Kind) -> bool:
    return one == two or (one.last, one.ending, one.query) == (two.last, two.ending, two.query)


def _continues(label: Label, best: Group, around: Surroundings) -> bool:
    if is_neutral(label.text):
        return True
    words = plain(label.text).lower()
    section = re.split(r"\s*[|_\-–—]\s*", around.title.lower())[0]
    return bool(section and words and (words in section or section in words))


def _in_column(group: Group, best: Group, around: Surroundings) -> bool:
    """Whether a group is in the part of the page that the main list, h1 and pager mark out."""
    marks: Iterable[Node | None] = (around.pager, around.h1)
    return all(within(group.place, common(best.place, mark)) for mark in marks if mark is not None)
