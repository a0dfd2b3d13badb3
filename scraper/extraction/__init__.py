"""Pure functions of (html, url, portal): what a page holds. No clock, no settings, no network."""

from scraper.extraction.article.layouts_in_time import extract_article

__all__ = ["extract_article"]
