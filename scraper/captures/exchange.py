"""A request and what was answered to it, as it went over the wire."""

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1
from http import HTTPStatus

Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Exchange:
    """Header lists keep repeated names; `body` is as received, with its Content-Encoding.

    `ip` is of the answering server, None where a proxy or the past hides it; `truncated` is why the
    body is not whole, in WARC's words.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    at: datetime
    request_headers: Headers = field(default_factory=list)
    method: str = "GET"
    protocol: str = "HTTP/1.1"
    ip: str | None = None
    truncated: str | None = None

    @property
    def payload_digest(self) -> str:
        """Of the body as received, as WARC writes it: `sha1:` and 32 letters of base 32."""
        return "sha1:" + b32encode(sha1(self.body).digest()).decode("ascii")

    @property
    def response_head(self) -> bytes:
        """Status line and headers, to the blank line."""
        line = f"{self.protocol} {self.status} {_reason(self.status)}".rstrip()
        return _head(line, self.headers)

    @property
    def request_head(self) -> bytes:
        """Request line and headers, to the blank line."""
        place = self.url.partition("://")[2]
        host, slash, path = place.partition("/")
        host, mark, query = host.partition("?")
        target = f"{slash or '/'}{path}{mark}{query}"
        headers = self.request_headers
        if not any(name.lower() == b"host" for name, _ in headers):
            headers = [(b"Host", host.rpartition("@")[2].encode("ascii", "replace")), *headers]
        return _head(f"{self.method} {target} {self.protocol}", headers)


def _reason(status: int) -> str:
    # Scrapy does not hand on the server's own wording.
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _head(line: str, headers: Headers) -> bytes:
    lines = [line.encode("ascii", "replace"), *(b"%s: %s" % header for header in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"
