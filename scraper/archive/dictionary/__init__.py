"""What every table, view and column means: the one source for documentation and for browsing.

Types are not repeated here, the schema knows them. Times are ISO 8601; "UTC" says that they are
in UTC, otherwise they are on the portal's own clock, with its offset.
"""

from scraper.archive.dictionary.addresses import ADDRESSES
from scraper.archive.dictionary.articles import ARTICLES
from scraper.archive.dictionary.entry import Entry, Meaning
from scraper.archive.dictionary.health import HEALTH
from scraper.archive.dictionary.history import HISTORY
from scraper.archive.dictionary.links import LINKS
from scraper.archive.dictionary.machinery import MACHINERY

DICTIONARY: dict[str, Entry] = ARTICLES | LINKS | HISTORY | ADDRESSES | HEALTH | MACHINERY

__all__ = ["DICTIONARY", "Entry", "Meaning"]
