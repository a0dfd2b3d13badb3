"""Search: an index of every article's words, kept by whoever stores an article.

What a word is, is told by `tokens` alone, for texts and queries alike. A change there makes every
index stale: it needs a migration that calls `rebuild`.
"""

from scraper.archive.search.find import Found, Hit, find
from scraper.archive.search.index import add, index_problems, rebuild, remove
from scraper.archive.search.snippet import Pieces

__all__ = ["Found", "Hit", "Pieces", "add", "find", "index_problems", "rebuild", "remove"]
