"""The name by which scripts of before the rooms import `decode`; the project itself has no use."""

from scraper.values.encoding import decode

__all__ = ["decode"]
