"""Damage in a file of captures: replaced by a record that says so, so that the file is whole again.

The bytes that were there are kept beside it, as `.damaged`, and every other record stays where the
archive knows it to be.
"""

import os
import zlib
from base64 import b32encode
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from scraper.captures.members import Member, member_at
from scraper.captures.records import VERSION, warc_date

DAMAGED = ".damaged"
# How a gzip member begins.
MAGIC = b"\x1f\x8b\x08"
# A gzip header with a comment, which is as long as is needed: no time, no system.
_HEAD = MAGIC + b"\x10" + b"\0\0\0\0\0\xff"


def patch_damage(folder: Path) -> Iterator[str]:
    """Makes the closed files of the folder whole that are damaged before their end; each thing that
    was done, as it is done."""
    for file in sorted(folder.glob("*.warc.gz")):
        yield from _patch(file)


def _patch(file: Path) -> Iterator[str]:
    with file.open("r+b") as opened:
        size = os.fstat(opened.fileno()).st_size
        stretches = list(_damaged(opened, size))
        if stretches == [(0, size)] and size:
            whole = _beside(file)
            file.rename(whole)
            yield f"{file.name}: no record in it is whole; it is {whole.name} now"
            return
        for begin, end in stretches:
            kept = _replace(opened, file, begin, end)
            yield f"{file.name}: {end - begin:,} damaged bytes at {begin:,} set aside as {kept}"


def goes_on(opened: BinaryIO, end: int) -> bool:
    """Whether there is a whole record anywhere behind `end`."""
    return _next_whole(opened, end) is not None


def _damaged(opened: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """The stretches between whole records; a torn end is none, unless nothing at all is whole."""
    at = 0
    while at < size:
        member = member_at(opened, at)
        if member is not None and _is_sound(member):
            at += member.length
            continue
        following = _next_whole(opened, at)
        if following is None and at:
            return
        yield at, size if following is None else following
        at = size if following is None else following


def _is_sound(member: Member) -> bool:
    stated = member.fields.get("warc-block-digest")
    digest = b32encode(sha1(member.block).digest()).decode("ascii")
    return stated is None or stated == f"sha1:{digest}"


def _next_whole(opened: BinaryIO, behind: int) -> int | None:
    opened.seek(behind)
    rest = opened.read()
    place = rest.find(MAGIC, 1)
    while place != -1:
        member = member_at(opened, behind + place)
        # What is too short to be replaced takes the next record along.
        if member is not None and _is_sound(member) and place >= len(_filler(b"", None)):
            return behind + place
        place = rest.find(MAGIC, place + 1)
    return None


def _replace(opened: BinaryIO, file: Path, begin: int, end: int) -> str:
    kept = _beside(file)
    opened.seek(begin)
    _write_whole(kept, opened.read(end - begin))
    opened.seek(begin)
    opened.write(_filler(f"damaged: {kept.name}".encode(), end - begin))
    opened.flush()
    os.fsync(opened.fileno())
    return kept.name


def _beside(file: Path) -> Path:
    """A name beside the file that nothing has yet."""
    names = (file.with_name(f"{file.name}{DAMAGED}{number or ''}") for number in range(10_000))
    return next(place for place in names if not place.exists())


def _write_whole(place: Path, data: bytes) -> None:
    with place.open("wb") as aside:
        aside.write(data)
        aside.flush()
        os.fsync(aside.fileno())


def _filler(said: bytes, length: int | None) -> bytes:
    """A `metadata` record as one gzip member of so many bytes; None: as short as it can be."""
    head = (
        f"{VERSION}\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"WARC-Date: {warc_date(datetime.now(UTC))}\r\n"
    ).encode()
    room = None if length is None else length - len(_filler(b"", None)) - 2 * len(said) - 100
    block = said if room is not None and room > 0 else b""
    record = head + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(record) + packer.flush()
    tail = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
    if length is None:
        # The identifier and the time pack a little differently each time.
        return _HEAD + b"\0" + packed + tail + b"~" * 24
    padding = length - len(_HEAD) - 1 - len(packed) - len(tail)
    return _HEAD + b"~" * padding + b"\0" + packed + tail
