"""A listing page: its articles, its section, its next page."""

from scraper.extraction.listing.listing import extract_listing

__all__ = ["extract_listing"]
