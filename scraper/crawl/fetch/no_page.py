"""Whether what came is a page at all."""

import re

from scraper.extraction.listing.data import is_data
from scraper.values.unpacking import unpacked

_SAMPLE = 64 * 1024
# How files begin that are no text, whatever their server calls them.
_FILES = {
    **{b"%PDF-": "a PDF file", b"PK\x03\x04": "a ZIP file", b"\x1f\x8b": "a gzip file"},
    **{b"\x89PNG\r\n": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture"},
    **{b"RIFF": "a media file", b"\x00\x00\x00": "a media file", b"ID3": "a media file"},
    **{b"OggS": "a media file", b"Rar!": "a RAR file", b"7z\xbc\xaf": "a 7z file"},
    **{b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file", b"wOF": "a font"},
    **{b"\xd0\xcf\x11\xe0": "an office file", b"\x7fELF": "a program", b"MZ\x90": "a program"},
}
# No text has these; ESC and NUL are not among them, for the encodings that use them.
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
# Of data that are packed or encrypted, a tenth are such bytes.
_MOST_CONTROLS = 0.03
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def why_no_page(body: bytes, content_type: str | None) -> str | None:
    """What came instead of an HTML page, a feed or a sitemap; None where it is one of these."""
    if not body.strip():
        return "is empty"
    plain = unpacked(body)
    file = why_no_text(plain)
    is_called_html = "html" in (content_type or "").lower()
    if file is not None:
        return f"is not a page but {file if is_called_html or not content_type else content_type}"
    start = plain[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if is_called_html or start.startswith(b"<") or b"<html" in start:
        return None
    return f"is not a page but {content_type or 'something else'}"


def why_no_listing(body: bytes, content_type: str | None) -> str | None:
    """The same for a page of a listing, which may be JSON as well."""
    if is_data(unpacked(body)[:64].decode("latin-1").lstrip("ï»¿")):
        return None
    return why_no_page(body, content_type)


def why_no_text(body: bytes) -> str | None:
    """What kind of file the bytes are, where they are no text in any encoding."""
    known = next((kind for mark, kind in _FILES.items() if body.startswith(mark)), None)
    # UTF-32 and UTF-16 begin with zero bytes, or with a mark, and have any byte.
    sample = body[:_SAMPLE]
    if known is not None and not (known == "a media file" and _is_wide(sample)):
        return known
    if _is_wide(sample):
        return None
    strange = len(_CONTROLS.findall(sample))
    return "binary data" if strange > _MOST_CONTROLS * len(sample) else None


def _is_wide(sample: bytes) -> bool:
    """Whether it may be UTF-16 or UTF-32: a mark, or zero bytes as every second of its markup."""
    start = sample[:400]
    return start.startswith(_WIDE_MARKS) or start.count(0) * 4 >= len(start)
