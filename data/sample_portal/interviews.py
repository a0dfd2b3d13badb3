"""The sample portal's interviews, read from `truth/*.toml`, and what the portal shows of each."""

import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

Kind = Literal["heading", "paragraph", "question", "quote", "photo"]

SECTIONS = {"interviews": "Celebrity interviews", "dialogue": "Industry dialogue"}
MARKS: dict[str, Kind] = {"# ": "heading", "> ": "quote", "? ": "question", "! ": "photo"}
TEASER_LENGTH = 60
RELATED_COUNT = 5


@dataclass(frozen=True)
class Piece:
    """One piece of an interview; a photo's text is its caption, `scene` is what it shows."""

    kind: Kind
    text: str
    scene: str = ""


@dataclass(frozen=True)
class Interview:
    """One interview as it is written in the data; every other field of its page follows."""

    number: int
    folder: str
    language: str
    date: datetime
    views: int
    title: str
    people: tuple[str, ...]
    tags: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def section(self) -> str:
        """The section's name as the portal shows it."""
        return SECTIONS[self.folder]

    @property
    def path(self) -> str:
        """The page's address from the portal's root."""
        return f"/{self.folder}/{self.date:%Y%m%d}/{self.number}.html"

    @property
    def lead(self) -> str:
        """The first paragraph."""
        return next(piece.text for piece in self.pieces if piece.kind in ("paragraph", "question"))

    def photos(self) -> list[tuple[str, Piece]]:
        """Address and piece of every photo, in page order."""
        shown = [piece for piece in self.pieces if piece.kind == "photo"]
        folder = f"/upload/{self.date:%Y%m}"
        return [(f"{folder}/{self.number}_{n}.png", piece) for n, piece in enumerate(shown, 1)]


def _piece(block: str) -> Piece:
    text = " ".join(block.split())
    kind = MARKS.get(text[:2])
    if kind is None:
        return Piece("paragraph", text)
    if kind == "photo":
        scene, _, caption = text[2:].partition(": ")
        return Piece("photo", caption, scene)
    return Piece(kind, text[2:])


def _interview(entry: dict[str, Any]) -> Interview:
    blocks = entry["body"].strip().split("\n\n")
    return Interview(
        number=entry["number"],
        folder=entry["section"],
        language=entry["language"],
        date=entry["date"],
        views=entry["views"],
        title=entry["title"],
        people=tuple(entry.get("people", ())),
        tags=tuple(entry["tags"]),
        pieces=tuple(_piece(block) for block in blocks),
    )


def load(folder: Path) -> list[Interview]:
    """All interviews, the newest first."""
    found = [
        _interview(entry)
        for file in sorted(folder.glob("*.toml"))
        for entry in tomllib.loads(file.read_text("utf-8"))["interview"]
    ]
    return sorted(found, key=lambda interview: interview.date, reverse=True)


def related(interview: Interview, everything: Sequence[Interview]) -> list[Interview]:
    """Five others, the newest first: those with most tags in common, older ones before newer."""

    def rank(other: Interview) -> tuple[bool, int, float]:
        shared = len(set(interview.tags) & set(other.tags))
        days = abs((interview.date - other.date).total_seconds())
        return (other.date > interview.date, -shared, days)

    others = sorted((one for one in everything if one is not interview), key=rank)
    return sorted(others[:RELATED_COUNT], key=lambda one: one.date, reverse=True)


def views_when_listed(entry: Interview, page: Interview) -> int:
    """The views of `entry` when `page` was made: never more than it has now."""
    seed = zlib.crc32(f"{page.number}-{entry.number}".encode())
    return entry.views * (seed % 101) // 100


def following(interview: Interview, everything: Sequence[Interview]) -> Interview:
    """The next older interview in the other language, or the next newer one where none is older."""
    others = [one for one in everything if one.language != interview.language]
    older = [one for one in others if one.date < interview.date]
    return older[0] if older else others[-1]


def teaser(interview: Interview) -> str:
    """The start of its text, cut off wherever it happens to end."""
    return interview.lead[:TEASER_LENGTH].rstrip()


def _blocks(pieces: Sequence[Piece]) -> list[dict[str, str | None]]:
    """The text's blocks; what follows a question, up to the next subhead, is its answer."""
    found: list[dict[str, str | None]] = []
    asked = False
    for piece in pieces:
        asked = piece.kind == "question" or (asked and piece.kind in ("paragraph", "photo"))
        said = {"speaker": None} if asked else {}
        kind = "answer" if asked and piece.kind == "paragraph" else piece.kind
        if piece.kind != "photo":
            found.append({"kind": kind, "text": piece.text, **said})
    return found


def record(interview: Interview, everything: Sequence[Interview]) -> dict[str, Any]:
    """What an archive of the portal has to hold: the exported record, addresses from the root."""
    blocks = _blocks(interview.pieces)
    after = following(interview, everything)
    return {
        "path": interview.path,
        "section": interview.section,
        "breadcrumbs": ["Home", interview.section],
        "title": interview.title,
        "published_at": f"{interview.date.isoformat()}+08:00",
        "views": interview.views,
        "tags": list(interview.tags),
        "authors": [],
        "people": list(interview.people),
        "body": "\n\n".join(block["text"] for block in blocks),
        "blocks": blocks,
        "images": [{"url": url, "caption": photo.text} for url, photo in interview.photos()],
        "related": [
            {
                "position": position,
                "title": entry.title,
                "url": entry.path,
                "section": entry.section,
                "published_at": f"{entry.date.isoformat()}+08:00",
                "views": views_when_listed(entry, interview),
            }
            for position, entry in enumerate(related(interview, everything), 1)
        ],
        "next_article": {"title": after.title, "url": after.path, "teaser": teaser(after)},
        "language": interview.language,
    }
