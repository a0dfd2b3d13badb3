"""A response back from its WARC file."""

from pathlib import Path

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from scraper.captures.exchange import Exchange
from scraper.captures.walk import http_parts
from scraper.captures.writer import OPEN
from scraper.items import Capture


class CaptureUnreadable(Exception):
    """A capture is not where it should be, or not what it was; `str()` says which."""


def read_exchange(folder: Path, capture: Capture, original: Capture | None = None) -> Exchange:
    """The response as it came. `original` has the payload, where the capture is a revisit."""
    status, headers, body = _read(folder, capture)
    if capture.original is not None:
        if original is None:
            raise CaptureUnreadable(f"{capture.file}: the payload of {capture.url} is not known")
        there_status, there_headers, body = _read(folder, original)
        if status == 304:
            # "Not modified" has no headers of a page: those of the page it means are still true.
            status, headers = there_status, there_headers
        else:
            headers = _with_encoding_of(headers, there_headers)
    return Exchange(capture.url, status, headers, body, capture.captured_at)


def place_of_file(folder: Path, file: str) -> Path | None:
    """Where a file of captures is, closed or still open; None where it is not."""
    for place in (folder / file, folder / (file + OPEN)):
        if place.exists():
            return place
    return None


def _read(folder: Path, capture: Capture) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    place = place_of_file(folder, capture.file)
    if place is None:
        raise CaptureUnreadable(f"{folder / capture.file} is missing")
    try:
        with place.open("rb") as opened:
            opened.seek(capture.offset)
            # Unparsed: bytes that no parser has had its opinion on.
            record = next(iter(ArchiveIterator(opened, no_record_parse=True)))
            if record.rec_headers.get_header("WARC-Record-ID") != f"<urn:uuid:{capture.record_id}>":
                raise CaptureUnreadable(f"{place}: another record is at {capture.offset}")
            return http_parts(record.content_stream().read())
    except CaptureUnreadable:
        raise
    except Exception as error:
        # warcio raises what its parsers happen to raise.
        raise CaptureUnreadable(f"{place}: no record at {capture.offset}: {error}") from error


def _with_encoding_of(
    headers: list[tuple[bytes, bytes]], packed: list[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    # The same payload is packed the same way, whatever the later answer leaves out.
    if any(name.lower() == b"content-encoding" for name, _ in headers):
        return headers
    return headers + [header for header in packed if header[0].lower() == b"content-encoding"]
