"""The captures that a file holds, read from the file alone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.captures.exchange import Headers
from scraper.captures.members import Member, members
from scraper.captures.records import CONTEXT
from scraper.captures.writer import OPEN
from scraper.items import Capture


def captures_in(file: Path, offset: int = 0) -> Iterator[Capture]:
    """The captures of a file from `offset` on, as they were when they were written."""
    with file.open("rb") as opened:
        for member in members(opened, offset):
            if member.fields.get("warc-type") in ("response", "revisit"):
                yield capture_of(file.name.removesuffix(OPEN), member)


def about(file: Path) -> dict[str, str]:
    """What the file's `warcinfo` record says; empty where it has none."""
    with file.open("rb") as opened:
        first = next(members(opened), None)
    if first is None or first.fields.get("warc-type") != "warcinfo":
        return {}
    pairs = (line.partition(":") for line in first.block.decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def capture_of(file: str, member: Member) -> Capture:
    """The capture that a `response` or `revisit` record is."""
    fields = member.fields
    status, headers, _ = http_parts(member.block)
    said = _context(fields)
    types = [value for name, value in headers if name.lower() == b"content-type"]
    return Capture(
        url=fields["warc-target-uri"],
        captured_at=_moment(fields["warc-date"]),
        status=status,
        file=file,
        offset=member.offset,
        length=member.length,
        digest=fields.get("warc-payload-digest", ""),
        record_id=_bare(fields["warc-record-id"]),
        kind=said.get("kind", "article"),
        content_type=types[0].decode("latin-1") if types else None,
        portal=said.get("portal"),
        listed_section=said.get("listed_section"),
        listed_title=said.get("listed_title"),
        original=_bare(fields["warc-refers-to"]) if "warc-refers-to" in fields else None,
    )


def http_parts(block: bytes) -> tuple[int, Headers, bytes]:
    """Status, headers and body of an HTTP response as it came."""
    head, _, body = block.partition(b"\r\n\r\n")
    line, *rest = head.split(b"\r\n")
    pairs = (header.partition(b":") for header in rest)
    headers = [(name, value.lstrip(b" ")) for name, _, value in pairs]
    return int(line.split(b" ")[1]), headers, body


def _context(fields: dict[str, str]) -> dict[str, Any]:
    try:
        found = json.loads(fields.get(CONTEXT.lower(), "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _bare(record_id: str) -> str:
    return record_id.removeprefix("<urn:uuid:").removesuffix(">")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
