"""WARC records as bytes (ISO 28500:2017, "WARC/1.1"): one gzip member each."""

import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from scraper.captures.exchange import Exchange
from scraper.items import Capture

VERSION = "WARC/1.1"
UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# What the page was asked for as; a reader that does not know the field skips it.
CONTEXT = "Interview-Archive-Context"
# zlib's 9 costs a tenth more time than 6 and saves nothing on pages.
LEVEL = 6


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio is untyped
    """A head whose bytes are written as they are; warcio would percent-encode beyond ASCII."""

    def __init__(self, raw: bytes) -> None:
        # warcio takes a head without a status line for none at all.
        super().__init__("as received", [])
        self._raw = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self._raw


def warc_date(moment: datetime) -> str:
    """UTC with microseconds, as WARC 1.1 writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def info_member(file: str, about: dict[str, str]) -> bytes:
    """The `warcinfo` record that a file begins with."""
    builder = WARCWriter(BytesIO(), gzip=False, warc_version=VERSION)
    return _member(builder, builder.create_warcinfo_record(file, about))


def response_member(exchange: Exchange, record_id: str, context: str, digest: str) -> bytes:
    """The `response` record: head and body as received."""
    fields = _fields(exchange, record_id, context) | {"WARC-Payload-Digest": digest}
    if exchange.truncated:
        fields["WARC-Truncated"] = exchange.truncated
    return _written(exchange, "response", exchange.response_head, exchange.body, fields)


def revisit_member(
    exchange: Exchange, record_id: str, context: str, digest: str, original: Capture
) -> bytes:
    """The `revisit` record: the head as received, and where the same payload is."""
    not_modified = exchange.status == 304
    fields = _fields(exchange, record_id, context) | {
        "WARC-Profile": NOT_MODIFIED if not_modified else UNCHANGED,
        "WARC-Refers-To": f"<urn:uuid:{original.record_id}>",
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": warc_date(original.captured_at),
        "WARC-Payload-Digest": digest,
    }
    return _written(exchange, "revisit", exchange.response_head, b"", fields)


def request_member(exchange: Exchange, record_id: str, concurrent_to: str) -> bytes:
    """The `request` record that belongs to a response."""
    fields = _fields(exchange, record_id, None)
    fields["WARC-Concurrent-To"] = f"<urn:uuid:{concurrent_to}>"
    return _written(exchange, "request", exchange.request_head, b"", fields)


def _fields(exchange: Exchange, record_id: str, context: str | None) -> dict[str, str]:
    fields = {
        "WARC-Record-ID": f"<urn:uuid:{record_id}>",
        "WARC-Date": warc_date(exchange.at),
    }
    if exchange.ip:
        fields["WARC-IP-Address"] = exchange.ip
    return fields if context is None else fields | {CONTEXT: context}


def _written(
    exchange: Exchange, kind: str, head: bytes, body: bytes, fields: dict[str, str]
) -> bytes:
    builder = WARCWriter(BytesIO(), gzip=False, warc_version=VERSION)
    record = builder.create_warc_record(
        exchange.url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        http_headers=_Head(head),
        warc_headers_dict=fields,
    )
    return _member(builder, record)


def _member(builder: WARCWriter, record: Any) -> bytes:
    builder.write_record(record)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(builder.out.getvalue()) + packer.flush()
