"""A `.warc.gz` file member by member: where each record begins, ends, and whether it is whole."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_AT_ONCE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One whole gzip member, its check sum verified: `data` is its unpacked record."""

    offset: int
    length: int
    data: bytes

    @property
    def fields(self) -> dict[str, str]:
        """The record's own header fields, names in lower case; `:` is the version line."""
        lines = self.head.decode("utf-8", "replace").split("\r\n")
        pairs = (line.partition(":") for line in lines[1:])
        found = {name.strip().lower(): value.strip() for name, _, value in pairs if name}
        return {":": lines[0], **found}

    @property
    def head(self) -> bytes:
        """Up to the blank line."""
        return self.data.partition(b"\r\n\r\n")[0]

    @property
    def block(self) -> bytes:
        """What the record is about: for a response, its head and body."""
        begin = len(self.head) + 4
        return self.data[begin : begin + int(self.fields.get("content-length", "0"))]

    @property
    def is_whole(self) -> bool:
        """Whether it is one WARC record of the length that it states."""
        stated = self.fields.get("content-length", "")
        return (
            self.data.startswith(b"WARC/1.")
            and stated.isdecimal()
            and len(self.data) == len(self.head) + 4 + int(stated) + 4
        )


def members(file: BinaryIO, offset: int = 0) -> Iterator[Member]:
    """The whole records from `offset` on; ends at the first that is not, or at the file's end."""
    while (member := member_at(file, offset)) is not None:
        yield member
        offset += member.length


def member_at(file: BinaryIO, offset: int) -> Member | None:
    """The record at `offset`; None where there is none that is whole."""
    file.seek(offset)
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    unpacked, read = [], 0
    try:
        while not unpacker.eof:
            packed = file.read(_AT_ONCE)
            if not packed:
                return None
            read += len(packed)
            unpacked.append(unpacker.decompress(packed))
    except zlib.error:
        return None
    member = Member(offset, read - len(unpacker.unused_data), b"".join(unpacked))
    return member if member.is_whole else None
