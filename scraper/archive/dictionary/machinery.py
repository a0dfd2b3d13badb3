"""Tables that the program keeps for itself."""

from scraper.archive.dictionary.entry import Entry, Meaning
from scraper.record import PROGRAM

_INDEXED = "Words of the {} as the index holds them; asked by MATCH, never shown"

MACHINERY: dict[str, Entry] = {
    "search": Entry(
        "The search index (SQLite's FTS5, without a copy of the texts); its rowid is articles.id."
        " Ask it by `scrapy search`, which writes the queries that it understands.",
        {
            name: Meaning(_INDEXED.format(of), "looms", PROGRAM)
            for name, of in (
                ("title", "title"),
                ("tags", "tags"),
                ("captions", "captions"),
                ("body", "body"),
            )
        },
    ),
    "alembic_version": Entry(
        "Which version of the schema this archive has: one row.",
        {"version_num": Meaning("The newest migration that was run", "0003", PROGRAM)},
    ),
}
