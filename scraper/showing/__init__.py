"""Articles on a terminal: to read, with their history, and what changed from one to the next."""

from scraper.showing.article import print_article
from scraper.showing.difference import print_difference
from scraper.showing.versions import print_versions

__all__ = ["print_article", "print_difference", "print_versions"]
