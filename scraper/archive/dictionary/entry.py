"""What an entry of the dictionary holds, and what many columns share."""

from collections.abc import Mapping
from dataclasses import dataclass

from scraper.record import FIELDS, PAGE, PROGRAM


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds, a value as it may stand there, and where it comes from."""

    meaning: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of a table or view is, and its columns by name."""

    meaning: str
    columns: Mapping[str, Meaning]


_SEEN = (FIELDS["first_seen_at"], FIELDS["last_seen_at"])
SEEN = {row.name: Meaning(row.meaning, row.example, row.source) for row in _SEEN}
OF = {"article_id": Meaning("Whose it is: articles.id", "17", PROGRAM)}
POSITION = Meaning("Place in page order, from 1", "1", PAGE)
CURRENT = Meaning("1 while the page shows it, 0 since it no longer does", "1", PROGRAM)
TARGET = Meaning(
    "The stored article that the link leads to: articles.id; empty while it is not stored",
    "42",
    PROGRAM,
)
CAPTURE = Meaning(
    "The raw response that it was read from: captures.id; empty where captures are off",
    "9",
    PROGRAM,
)
SERVER = "the server's answer"
LISTING = "the page that links to it"
RULES = Meaning("Which extraction rule found each field, a JSON object", '{"title":"h1"}', PROGRAM)
