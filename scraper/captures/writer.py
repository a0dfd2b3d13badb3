"""Captures into WARC files: one file at a time, `NAME.open` until it is closed."""

import fcntl
import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from scraper.captures.exchange import Exchange
from scraper.captures.records import info_member, request_member, response_member, revisit_member
from scraper.items import Capture, CaptureKind

OPEN = ".open"
# Everything written is in the kernel's hands at once, so a killed process loses none of it; for a
# machine that loses its power, the file is put on the disk this often (seconds).
SYNC_EVERY = 5.0


class CaptureFailed(Exception):
    """A response could not be kept; `str()` says where and why."""


class CaptureWriter:
    """Writes to files that nobody else writes to; a file is begun by its first response.

    A file of more than `limit` bytes is closed and another begun. `about` is what its `warcinfo`
    record says. Raises CaptureFailed, with the file cut back to its last whole record.
    """

    def __init__(self, folder: Path, limit: int, about: dict[str, str]) -> None:
        self.folder = folder
        self._limit = limit
        self._about = about
        self._descriptor: int | None = None
        self._name = ""
        self._end = 0
        self._synced = monotonic()

    def write(
        self,
        exchange: Exchange,
        kind: CaptureKind,
        *,
        portal: str | None = None,
        listed_section: str | None = None,
        listed_title: str | None = None,
        earlier: Capture | None = None,
    ) -> Capture:
        """Keeps the exchange; where `earlier` has the same payload, only that it is unchanged."""
        record_id = str(uuid4())
        given = {"portal": portal, "listed_section": listed_section, "listed_title": listed_title}
        said = {"kind": kind} | {name: value for name, value in given.items() if value}
        context = json.dumps(said)
        digest = exchange.payload_digest
        original = earlier if earlier and self._unchanged(exchange, digest, earlier) else None
        if original:
            digest = original.digest
            member = revisit_member(exchange, record_id, context, digest, original)
        else:
            member = response_member(exchange, record_id, context, digest)
        request = request_member(exchange, str(uuid4()), record_id)
        offset = self._append(member, request)
        return Capture(
            url=exchange.url,
            captured_at=exchange.at,
            status=exchange.status,
            file=self._name,
            offset=offset,
            length=len(member),
            digest=digest,
            record_id=record_id,
            kind=kind,
            content_type=_content_type(exchange),
            original=original.record_id if original else None,
            **given,
        )

    def close(self) -> None:
        """Puts the file on the disk and gives it its whole name; safe to call twice."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        whole = self.folder / self._name
        try:
            os.fsync(descriptor)
            whole.with_name(whole.name + OPEN).rename(whole)
        except OSError as error:
            raise _failed(whole, error) from error
        finally:
            os.close(descriptor)

    def _unchanged(self, exchange: Exchange, digest: str, earlier: Capture) -> bool:
        same = exchange.body and exchange.status == earlier.status and digest == earlier.digest
        return bool(same or exchange.status == 304) and self._is_there(earlier.file)

    def _is_there(self, file: str) -> bool:
        # A payload that somebody has taken away must be kept anew.
        place = self.folder / file
        return place.exists() or place.with_name(place.name + OPEN).exists()

    def _append(self, *members: bytes) -> int:
        """Writes all in one; the offset of the first."""
        if self._descriptor is not None and self._end > self._limit:
            self.close()
        if self._descriptor is None:
            self._begin()
        assert self._descriptor is not None
        offset = self._end
        self._write(b"".join(members))
        if monotonic() - self._synced > SYNC_EVERY:
            os.fsync(self._descriptor)
            self._synced = monotonic()
        return offset

    def _begin(self) -> None:
        now = datetime.now(UTC)
        self._name = f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}-{uuid4().hex[:8]}.warc.gz"
        self._end = 0
        file = self.folder / (self._name + OPEN)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            # Held as long as this process lives: whoever finds it free knows that it does not.
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise _failed(file, error) from error
        self._write(info_member(self._name, self._about))

    def _write(self, data: bytes) -> None:
        assert self._descriptor is not None
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
                os.lseek(self._descriptor, self._end, os.SEEK_SET)
            raise _failed(self.folder / self._name, error) from error
        self._end += len(data)


def _failed(file: Path, error: OSError) -> CaptureFailed:
    return CaptureFailed(
        f"responses cannot be kept in {file.parent}: {error.strerror or error}; make room there, or"
        " name another folder with -s CAPTURES_FOLDER=PATH"
    )


def _content_type(exchange: Exchange) -> str | None:
    for name, value in exchange.headers:
        if name.lower() == b"content-type":
            return value.decode("latin-1")
    return None
