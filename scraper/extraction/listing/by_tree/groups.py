"""Groups of links: those of one kind that stand in one place of the page, under one heading."""

from dataclasses import dataclass, field
from itertools import pairwise

from scraper.extraction.listing.by_tree.entries import Entry, describe
from scraper.extraction.listing.by_tree.headings import Label
from scraper.extraction.listing.by_tree.links import Link, Node, PageLinks
from scraper.extraction.page.address_kinds import Kind


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


def way_of(node: Node, place: Node) -> tuple[str, ...]:
    """The tags from an element up to one round it."""
    tags = []
    while node is not place and node.parent:
        tags.append(node.tag)
        node = node.parent
    return tuple(tags)


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
