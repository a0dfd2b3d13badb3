"""Whether what came is a page at all."""

from scraper.values.unpacking import unpacked


def why_no_page(body: bytes, content_type: str | None) -> str | None:
    """What came instead of an HTML page, a feed or a sitemap; None where it is one of these."""
    if not body.strip():
        return "is empty"
    start = unpacked(body)[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if "html" in (content_type or "").lower() or start.startswith(b"<") or b"<html" in start:
        return None
    return f"is not a page but {content_type or 'something else'}"
