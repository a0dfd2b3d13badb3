"""Files that are compressed themselves, as sitemaps often are."""

from scrapy.exceptions import StopDownload
from scrapy.utils.gz import gunzip

_MAGIC = b"\x1f\x8b"


def is_gzip(body: bytes) -> bool:
    """Whether the body is a gzip file."""
    return body.startswith(_MAGIC)


def unpacked(body: bytes, most: int = 50 * 1024 * 1024) -> bytes:
    """The body, unpacked where it is a gzip file; as it is where that would be over `most` bytes or
    the file is torn."""
    if not is_gzip(body):
        return body
    try:
        return gunzip(body, max_size=most)
    except (OSError, ValueError, EOFError, StopDownload):
        return body
