"""Articles and what belongs to their current version. The record's own fields are described in the
table of the record."""

import json

from scraper.archive.dictionary.entry import (
    CAPTURE,
    OF,
    POSITION,
    RULES,
    Entry,
    Meaning,
)
from scraper.record import FIELDS, NEXT, PAGE, PROGRAM, Field

FIELD = {row.name: Meaning(row.meaning, row.example, row.source) for row in FIELDS}
_OWN = {
    "id": Meaning("The archive's own number of the article", "17", PROGRAM),
    "published_at_utc": Meaning(
        "The same moment in UTC, to sort and compare by", "2020-12-24T04:12:00+00:00", PROGRAM
    ),
    "rules": RULES,
}
_STORED = {row.name: FIELD[row.name] for row in FIELDS if row.kept == "column"} | _OWN
_SHOWN = {name: it for name, it in (FIELD | _OWN).items() if name != "next_article"}


def _names(row: Field) -> Entry:
    """The table of a list of names."""
    name = Meaning("One of them, as the page has it", json.loads(row.example)[-1], row.source)
    return Entry(
        f"{row.label} of the current version of each article.",
        {**OF, "position": POSITION, "name": name},
    )


ARTICLES = {
    "interviews": Entry(
        "One row an article, everything in it: the view to begin with.",
        {
            **_SHOWN,
            "next_title": Meaning("Title of the next article", "下一篇", NEXT),
            "next_url": Meaning(
                "Address of the next article", "https://portal.example/interview/18.html", NEXT
            ),
            "next_teaser": Meaning("Start of the next article's text", "十二月的一天", NEXT),
        },
    ),
    "articles": Entry(
        "One row an article, its current version; lists are in tables of their own.",
        {
            **_STORED,
            "section_id": Meaning("Its section: sections.id", "1", PROGRAM),
            "first_run_id": Meaning("The run that first stored it: runs.id", "1", PROGRAM),
            "last_run_id": Meaning("The run that last saw it: runs.id", "3", PROGRAM),
            "capture_id": CAPTURE,
            "content_digest": Meaning(
                "Digest of what makes a revision when it changes", "9f2c…", PROGRAM
            ),
            "page_digest": Meaning(
                "Digest of everything read from the page but views and times", "07ab…", PROGRAM
            ),
            "text_digest": Meaning(
                "Digest of what the text tells, whatever its numbers: equal where several addresses"
                " tell the same",
                "5be1…",
                PROGRAM,
            ),
        },
    ),
    "sections": Entry(
        "Sections of portals.",
        {
            "id": Meaning("The archive's own number of the section", "1", PROGRAM),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "name": Meaning("Name as shown", "Celebrity interviews", "pages and listings"),
        },
    ),
    **{row.name: _names(row) for row in FIELDS if row.kept == "rows" and row.is_names},
    "images": Entry(
        "Pictures of the current version of each article.",
        {
            **OF,
            "position": POSITION,
            "url": Meaning("Absolute address", "https://portal.example/a.jpg", PAGE),
            "caption": Meaning("Caption that stands at it", "Lin Wei", PAGE),
        },
    ),
}
