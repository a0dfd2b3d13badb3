"""Ten portals over many days: what each of them shows on a day, and what may befall it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.support.site import Answer, listing, moved

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
AT_FIRST, A_PAGE = 14, 10
_TAGS = ("Weaving", "Dyeing", "Harbours", "Tools", "Schools", "Markets")
_WORDS = [
    "loom",
    "canal",
    "dyer",
    "market",
    "winter",
    "ledger",
    "harbour",
    "needle",
    "village",
    "thread",
    "bridge",
    "lantern",
]
Pages = dict[str, Answer | str]


@dataclass(slots=True)
class Piece:
    """An article: the days on which it came, was edited, moved and removed; None for never."""

    number: int
    came: int
    published: datetime
    edited: int | None = None
    moved: int | None = None
    removed: int | None = None

    def path(self, day: int) -> str:
        """Its address on a day."""
        is_moved = self.moved is not None and day >= self.moved
        return f"/news/{'new/' if is_moved else ''}{self.number}.html"

    def is_there(self, day: int) -> bool:
        return self.came <= day and (self.removed is None or day < self.removed)


@dataclass(slots=True)
class Portal:
    """One that goes its way undisturbed; `troubles` says what befalls it, by day."""

    name: str
    pieces: list[Piece]
    troubles: dict[int, str] = field(default_factory=dict)

    def new_on(self, day: int) -> int:
        return sum(piece.came == day for piece in self.pieces)

    def pages(self, day: int) -> Pages:
        """Everything that it serves on a day, its trouble included."""
        pages = dict(self._undisturbed(day))
        trouble = self.troubles.get(day)
        return TROUBLES[trouble].strike(pages) if trouble else pages

    def _undisturbed(self, day: int) -> Iterator[tuple[str, Answer | str]]:
        there = [piece for piece in self.pieces if piece.is_there(day)]
        there.sort(key=lambda piece: piece.published, reverse=True)
        yield "/", "<html><body><h1>Welcome</h1></body></html>"
        for piece in self.pieces:
            if piece.moved is not None and piece.moved <= day and piece.is_there(day):
                yield piece.path(0), moved(piece.path(day))
        for piece in there:
            yield piece.path(day), self._page(piece, day)
        for begin in range(0, len(there), A_PAGE):
            here = "/list/" if not begin else f"/list/{begin // A_PAGE + 1}"
            more = f"/list/{begin // A_PAGE + 2}" if begin + A_PAGE < len(there) else None
            some = there[begin : begin + A_PAGE]
            yield here, listing({one.path(day): self._title(one) for one in some}, more)

    def _title(self, piece: Piece) -> str:
        wild = random.Random(f"{self.name} {piece.number}")
        return f"Guest {piece.number} on the {wild.choice(_WORDS)} and the {wild.choice(_WORDS)}"

    def _page(self, piece: Piece, day: int) -> str:
        wild = random.Random(f"{self.name} {piece.number} text")
        text = [
            " ".join(wild.choice(_WORDS) for _ in range(wild.randint(30, 60))).capitalize() + "."
            for _ in range(wild.randint(4, 7))
        ]
        if piece.edited is not None and day >= piece.edited:
            text[1] = f"In an earlier version of this interview the {text[1].lower()}"
        tags = "".join(f"<a href='/tag/{tag}' rel=tag>{tag}</a> " for tag in wild.sample(_TAGS, 3))
        return (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{self._title(piece)} - "
            f"{self.name}</title></head><body><a href=/>Home</a> &gt; <h1>{self._title(piece)}</h1>"
            f"<div>{piece.published:%Y/%m/%d %H:%M:%S}</div><div class=tags>{tags}</div><div>"
            + "".join(f"<p>{paragraph}</p>" for paragraph in text)
            + "</div></body></html>"
        )


def portals(count: int, days: int, *, disturbed: bool) -> list[Portal]:
    """So many portals and their ways; the same ways, whether they are disturbed or not."""
    made = [_portal(number, days) for number in range(count)]
    if disturbed:
        for at, trouble in enumerate(TROUBLES):
            for round_ in range(max(1, days // 20)):
                _befall(made[(at + round_ * 3) % count], trouble, 4 + (at * 5 + round_ * 17), days)
    return made


def _befall(portal: Portal, trouble: str, wanted: int, days: int) -> None:
    """Has a trouble strike on a day with news, far from any other of the portal."""
    order = [(wanted + step) % days for step in range(days)]
    for day in order:
        near = any(abs(day - other) < 5 for other in portal.troubles)
        # A changed layout is told from chance by four articles, once there are some before.
        first, fewest = (9, 4) if trouble == "tags gone" else (2, 3)
        if first < day < days - 9 and not near and portal.new_on(day) >= fewest:
            portal.troubles[day] = trouble
            return


def _portal(number: int, days: int) -> Portal:
    wild = random.Random(number)
    pieces = [_piece(n, 0, START - timedelta(days=AT_FIRST - n + 2)) for n in range(AT_FIRST)]
    for day in range(1, days):
        for place in range(wild.choice([0, 1, 1, 2, 3, 4])):
            moment = START + timedelta(days=day, hours=-2 - place)
            pieces.append(_piece(len(pieces), day, moment))
        young = [one for one in pieces if one.came == day - 1 and one.edited is None]
        if young and wild.random() < 0.2:
            young[0].edited = day
        grown = [one for one in pieces if day - one.came > 3 and _is_quiet(one)]
        if grown and wild.random() < 0.1:
            wild.choice(grown).removed = day
        elif grown and wild.random() < 0.05:
            wild.choice(grown).moved = day
    return Portal(f"gazette{number}", pieces)


def _piece(number: int, came: int, published: datetime) -> Piece:
    return Piece(number, came, published + timedelta(seconds=number))


def _is_quiet(piece: Piece) -> bool:
    return piece.removed is None and piece.moved is None


def _is_article(path: str) -> bool:
    return path.startswith("/news/")


class Trouble:
    """What befalls a portal for a day, the exit code that is right then, and those that are on the
    days after: until an article shows that it is over, for what is noticed by articles."""

    def __init__(self, code: int) -> None:
        self.code = code

    def strike(self, pages: Pages) -> Pages:
        """The pages as the trouble has them."""
        raise NotImplementedError


class _Answers(Trouble):
    """Some pages answer with something else."""

    def __init__(self, code: int, answer: Answer | str, which: str) -> None:
        super().__init__(code)
        self.answer, self.which = answer, which

    def strike(self, pages: Pages) -> Pages:
        articles = sorted(path for path in pages if _is_article(path))
        struck = {
            "all": [*pages],
            "articles": articles,
            "newest": articles_newest(pages)[:1],
            "listings": [path for path in pages if path.startswith("/list/")],
            "robots": ["/robots.txt"],
        }[self.which]
        return pages | dict.fromkeys(struck, self.answer)


class _NoTags(Trouble):
    """The layout has changed."""

    def strike(self, pages: Pages) -> Pages:
        return pages | {
            path: _without_tags(page)
            for path, page in pages.items()
            if isinstance(page, str) and _is_article(path)
        }


def _without_tags(page: str) -> str:
    head, _, rest = page.partition("<div class=tags>")
    return head + rest.partition("</div>")[2]


def articles_newest(pages: Pages) -> list[str]:
    """Addresses of articles, the highest number first."""
    found = [path for path in pages if _is_article(path)]
    return sorted(found, key=lambda path: -int(path.rpartition("/")[2].split(".")[0]))


def _plain(text: str) -> Answer:
    return Answer(text, headers={"Content-Type": "text/plain"})


_NO_LIST = "<html><body><div id=app></div><script src=/app.js></script></body></html>"
TROUBLES: dict[str, Trouble] = {
    "tags gone": _NoTags(4),
    "everything 500": _Answers(5, Answer("<h1>Internal error</h1>", 500), "all"),
    "listings 503": _Answers(5, Answer("<h1>Maintenance</h1>", 503), "listings"),
    "articles 500": _Answers(5, Answer("<h1>Internal error</h1>", 500), "articles"),
    "one article 500": _Answers(3, Answer("<h1>Internal error</h1>", 500), "newest"),
    "articles 404": _Answers(5, Answer("<h1>Not found</h1>", 404), "articles"),
    "articles 403": _Answers(5, Answer("<h1>Forbidden</h1>", 403), "articles"),
    "robots forbids articles": _Answers(5, _plain("User-agent: *\nDisallow: /news/\n"), "robots"),
    "robots 503": _Answers(5, Answer("", 503), "robots"),
    "listing without links": _Answers(4, _NO_LIST, "listings"),
    "articles empty": _Answers(5, "", "articles"),
}
