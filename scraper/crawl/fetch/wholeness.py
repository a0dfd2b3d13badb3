"""Whether an answer is all of what it claims to be: servers and proxies break off, and say 200."""

import logging
import re
import zlib
from typing import Any, Self

import brotli  # type: ignore[import-untyped]
from backports import zstd
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

logger = logging.getLogger(__name__)

# Counted in Scrapy's stats: answers that broke off at their very end, and were taken as whole.
TAKEN_AS_WHOLE = "interviews/taken_as_whole"

# A page that ends so has been sent to its end, whatever the server said of its length.
_ENDS = re.compile(rb"</(?:html|rss|feed|urlset|sitemapindex|rdf:rdf)\s*>", re.IGNORECASE)
_BODY_ENDS = re.compile(rb"</body\s*>", re.IGNORECASE)
# The end tags of these may never be left out, as those of html, body, p and li may.
_CLOSED = re.compile(
    rb"<(/?)(?:div|article|main|section|table|ul|ol|header|footer|script|style)\b", re.IGNORECASE
)
_TAIL = 4096
# What is larger is refused by HttpCompression, which is asked next.
_MOST = 24 * 1024 * 1024
_PIECE = 1024 * 1024


class NotWhole(Exception):
    """What came is not the whole page; `str()` says what is missing."""


def why_torn(body: bytes, encodings: list[bytes], *, is_cut: bool) -> tuple[str | None, bool]:
    """(What is missing of a body as it was received, None where nothing is; whether the page is
    whole although its transfer was not.) `encodings` are its Content-Encodings in the order in
    which they were applied; `is_cut`: the connection ended before the announced length."""
    said = "the connection ended before the announced end" if is_cut else None
    text = body
    for encoding in reversed(encodings):
        unpack = _UNPACK.get(encoding)
        if unpack is None:
            return said, False
        try:
            text, is_complete = unpack(text)
        except (zlib.error, zstd.ZstdError, brotli.error, EOFError) as error:
            return f"its {encoding.decode()} data are damaged: {error}", False
        if is_complete:
            # The end of a packed stream is told by the stream itself, not by the connection.
            said = None if encoding == encodings[-1] else said
        else:
            said = f"its {encoding.decode()} data end too early"
    if said is None:
        return _why_short(text), is_cut
    return (None, True) if _ENDS.search(text[-_TAIL:]) else (said, False)


def _why_short(text: bytes) -> str | None:
    """What shows that an HTML page ends in its middle; None where nothing does. Many pages leave
    out the last end tags, so their absence alone shows nothing."""
    start = text[:_TAIL].lower()
    if b"<html" not in start and b"<body" not in start:
        return None
    if _BODY_ENDS.search(text[-_TAIL:]) or b"</html" in text[-_TAIL:].lower():
        return None
    if b"</html" in text.lower() or b"</body" in text.lower():
        return None
    depth = sum(-1 if found[1] else 1 for found in _CLOSED.finditer(text))
    return "the page ends in its middle" if depth > 0 else None


def _gunzip(body: bytes) -> tuple[bytes, bool]:
    found: list[bytes] = []
    while body:
        stream = zlib.decompressobj(31)
        try:
            found.append(stream.decompress(body, _MOST))
        except zlib.error:
            # Zeros or other padding behind the last member; a damaged first one is an error.
            if not found:
                raise
            break
        if stream.unconsumed_tail:
            break
        if not stream.eof:
            return b"".join(found), False
        body = stream.unused_data
    return b"".join(found), True


def _inflate(body: bytes) -> tuple[bytes, bool]:
    try:
        stream = zlib.decompressobj()
        text = stream.decompress(body, _MOST)
    except zlib.error:
        # Some servers send the bare data, without the header of zlib.
        stream = zlib.decompressobj(-15)
        text = stream.decompress(body, _MOST)
    return text, stream.eof or bool(stream.unconsumed_tail)


def _unbrotli(body: bytes) -> tuple[bytes, bool]:
    stream = brotli.Decompressor()
    text = stream.process(body, output_buffer_limit=_PIECE)
    found, size = [text], len(text)
    while text and not stream.is_finished() and size < _MOST:
        text = stream.process(b"", output_buffer_limit=_PIECE)
        found.append(text)
        size += len(text)
    return b"".join(found), stream.is_finished() or size >= _MOST


def _unzstd(body: bytes) -> tuple[bytes, bool]:
    stream = zstd.ZstdDecompressor()
    text = stream.decompress(body, _MOST)
    return text, stream.eof or len(text) >= _MOST


_UNPACK: dict[bytes, Any] = {
    **dict.fromkeys((b"gzip", b"x-gzip"), _gunzip),
    **{b"deflate": _inflate, b"br": _unbrotli, b"zstd": _unzstd},
}


def why_no_answer(status: int, *, is_conditional: bool) -> str | None:
    """Why a status that sounds well is no answer to what was asked; None where it is one."""
    if status == 304 and not is_conditional:
        return "HTTP 304 (not modified), although nothing is known of it yet"
    if status == 206:
        return "HTTP 206: only a part of the page"
    if 200 < status < 300 and status != 203:
        return f"HTTP {status}: no page"
    return None


class WholeAnswers:
    """Stands below the captures: what is not whole is asked for again, and never kept as a page.

    Raises NotWhole in the end. `DOWNLOAD_FAIL_ON_DATALOSS` is off: it is decided here.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response itself where it is whole, else the request once more."""
        if request.callback is not NO_CALLBACK:
            conditions = (b"If-None-Match", b"If-Modified-Since")
            asked = any(name in request.headers for name in conditions)
            wrong = why_no_answer(response.status, is_conditional=asked)
            if wrong is not None:
                raise NotWhole(wrong)
        if request.method == "HEAD" or not 200 <= response.status < 300:
            return response
        is_cut = "dataloss" in response.flags
        torn, is_spared = why_torn(response.body, _encodings(response), is_cut=is_cut)
        if torn is None:
            if is_spared:
                self._spared(response)
            return response
        assert self._crawler.spider is not None
        again = get_retry_request(request, spider=self._crawler.spider, reason=torn)
        if again is None:
            raise NotWhole(f"not the whole page: {torn}")
        return again

    def _spared(self, response: Response) -> None:
        if "dataloss" not in response.flags:
            response.flags.append("dataloss")
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value(TAKEN_AS_WHOLE)
        logger.warning("%s is taken as whole: only its transfer broke off", response.url)


def _encodings(response: Response) -> list[bytes]:
    lines = response.headers.getlist("Content-Encoding")
    names = [name.strip().lower() for line in lines for name in line.split(b",")]
    return [name for name in names if name not in (b"", b"identity")]
