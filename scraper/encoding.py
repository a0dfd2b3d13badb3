"""Bytes of a page to text."""

from w3lib.encoding import html_to_unicode


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page, whatever was declared."""
    return html_to_unicode(content_type, body)[1]
