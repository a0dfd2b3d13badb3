"""What a robots.txt says, whatever it came as."""

import re

from scraper.crawl.fetch.no_page import why_no_text
from scraper.crawl.fetch.wholeness import why_torn
from scraper.values.encoding import decode
from scraper.values.unpacking import is_gzip, unpacked

# Of a group for one version of a program, RFC 9309 compares the name alone.
_GROUP = re.compile(r"^([ \t]*user-agent[ \t]*:[ \t]*[A-Za-z_-]+)/[^\r\n]*", re.I | re.M)


class Unreadable(Exception):
    """The answer is no text: what it would have forbidden is not known."""


def rules_text(body: bytes, most: int) -> str:
    """The rules as text, `most` bytes of them at most; Unreadable where there is no reading them,
    which is not the same as there being none."""
    torn = why_torn(body, [b"gzip"], is_cut=False)[0] if is_gzip(body) else None
    if torn is not None:
        raise Unreadable(f"is torn: {torn}")
    plain = unpacked(body)
    text = decode(_whole_lines(plain, most))
    file = why_no_text(plain.replace(b"\0", b"")) if plain else None
    if file is not None:
        raise Unreadable(f"is {file}, not a text")
    return _GROUP.sub(r"\1", text.replace("\0", "").lstrip("\ufeff"))


def _whole_lines(body: bytes, most: int) -> bytes:
    """No rule is read by half, which would forbid more, or less."""
    if len(body) <= most:
        return body
    return body[: body.rfind(b"\n", 0, most) + 1 or most]
