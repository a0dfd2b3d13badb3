"""Whether the files hold what the archive says they hold."""

from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha1
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from scraper.captures.members import Member, member_at, members
from scraper.captures.reader import place_of_file
from scraper.captures.walk import http_parts
from scraper.items import Capture


@dataclass(frozen=True, slots=True)
class CaptureProblem:
    """What is wrong with a file, or with a capture in it, and which captures are lost thereby. A
    file that is missing may have been taken away, and may come back."""

    file: str
    lost: tuple[Capture, ...]
    what: str
    is_missing: bool = False

    @property
    def url(self) -> str | None:
        """The address whose capture is lost; None where the file is what is wrong."""
        return self.lost[0].url if len(self.lost) == 1 and not self.is_missing else None

    def __str__(self) -> str:
        return f"{self.file}: {self.what}" + (f" ({self.url})" if self.url else "")


def capture_problems(folder: Path, captures: Iterable[Capture]) -> Iterator[CaptureProblem]:
    """What is wrong with the captures, which come ordered by file: files that are missing or torn,
    records that are not where they should be or whose bytes are not those that were written."""
    for file, group in groupby(captures, key=lambda capture: capture.file):
        known = {capture.offset: capture for capture in group}
        place = place_of_file(folder, file)
        if place is None:
            what = (
                f"is missing, with {len(known):,} captures; put it back into {folder}, or have it"
                " accepted as lost by --repair"
            )
            yield CaptureProblem(file, tuple(known.values()), what, is_missing=True)
        else:
            yield from _problems_of(place, file, known)


def _problems_of(place: Path, file: str, known: dict[int, Capture]) -> Iterator[CaptureProblem]:
    with place.open("rb") as opened:
        end = 0
        for member in members(opened):
            end = member.offset + member.length
            capture = known.pop(member.offset, None)
            what = _wrong(member, capture)
            if what:
                yield CaptureProblem(file, (capture,) if capture else (), what)
        size = place.stat().st_size
        # What a running crawl is just writing is not torn.
        if end < size and place.name == file:
            yield CaptureProblem(file, (), f"is torn or damaged {end:,} bytes from its start")
        for offset, capture in known.items():
            what = _wrong_behind(opened, capture)
            if what:
                yield CaptureProblem(file, (capture,), f"{what} at {offset:,}")


def _wrong_behind(opened: BinaryIO, capture: Capture) -> str | None:
    """The same for a record that stands behind damage."""
    member = member_at(opened, capture.offset)
    return _wrong(member, capture) if member else "no whole record"


def _wrong(member: Member, capture: Capture | None) -> str | None:
    fields = member.fields
    block = member.block
    if "warc-block-digest" in fields and _sha1(block) != fields["warc-block-digest"]:
        return f"the record at {member.offset:,} is not what was written"
    if capture is None:
        return None
    if fields.get("warc-record-id") != f"<urn:uuid:{capture.record_id}>":
        return f"another record is at {member.offset:,}"
    if capture.original is None and _sha1(http_parts(block)[2]) != capture.digest:
        return f"the payload at {member.offset:,} is not what was received"
    return None


def _sha1(data: bytes) -> str:
    return "sha1:" + b32encode(sha1(data).digest()).decode("ascii")
