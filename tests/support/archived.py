"""Invented articles for the tests of the archive."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from scraper.archive import Archive
from scraper.items import Article, Block, Image, NextArticle, Related

SHANGHAI = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def sql(archive: Archive, query: str) -> list[Any]:
    """The rows that an analyst gets who opens the archive's file."""
    with closing(sqlite3.connect(str(archive.place.file))) as connection:
        return connection.execute(query).fetchall()


def url(number: int) -> str:
    return f"https://portal.example/interview/{number}.html"


def article(number: int = 1, **changes: Any) -> Article:
    """An article with everything a page can have, seen on Monday."""
    whole = Article(
        url=url(number),
        portal="sample",
        title=f"Lin Wei: Patience Is A Craft ({number})",
        published_at=datetime(2020, 12, 24, 12, 12, tzinfo=SHANGHAI),
        views=2,
        section="Celebrity interviews",
        breadcrumbs=["Home", "Celebrity interviews"],
        tags=["Craft", "工艺", "Values"],
        authors=["Zhou Min"],
        people=["Lin Wei"],
        blocks=[
            Block("paragraph", "Lin Wei repairs looms."),
            Block("heading", "慢工出细活"),
            Block("quote", "A loom forgives nothing."),
        ],
        images=[
            Image("https://portal.example/a.jpg", "Lin Wei"),
            Image("https://portal.example/b.jpg"),
        ],
        related=[
            Related(
                1,
                "Next door",
                url(number + 100),
                "Dialogue",
                datetime(2020, 12, 12, 9, 35, tzinfo=SHANGHAI),
                4,
            ),
            Related(2, "Not linked", None),
        ],
        next_article=NextArticle("下一篇", url(number + 1), "十二月的一天"),
        language="en",
        rules={"title": "h1", "tags": "rel-tag"},
        fetched_at=MONDAY,
    )
    return replace(whole, **changes)


_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
_MAYBE = st.none() | _TEXT
_URL = _TEXT.map(lambda text: f"https://portal.example/{text}")
_OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
_TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=_OFFSETS)
_COUNTS = st.none() | st.integers(0, 10**12)
_RELATED = st.builds(
    Related, st.just(0), _TEXT, st.none() | _URL, _MAYBE, st.none() | _TIMES, _COUNTS
)
_KINDS = st.sampled_from(["heading", "paragraph", "quote", "list", "table"])
_SAID = st.builds(Block, st.sampled_from(["question", "answer"]), _TEXT, _MAYBE)


def _numbered(entries: list[Related]) -> list[Related]:
    return [replace(entry, position=place) for place, entry in enumerate(entries, start=1)]


ARTICLES = st.builds(
    Article,
    url=_URL,
    portal=_TEXT,
    title=_TEXT,
    published_at=st.none() | _TIMES,
    views=_COUNTS,
    section=_MAYBE,
    breadcrumbs=st.lists(_TEXT, max_size=3),
    tags=st.lists(_TEXT, max_size=4, unique=True),
    authors=st.lists(_TEXT, max_size=2, unique=True),
    people=st.lists(_TEXT, max_size=2, unique=True),
    blocks=st.lists(st.builds(Block, _KINDS, _TEXT) | _SAID, max_size=4),
    images=st.lists(st.builds(Image, _URL, _MAYBE), max_size=3),
    related=st.lists(_RELATED, max_size=5).map(_numbered),
    next_article=st.none() | st.builds(NextArticle, _TEXT, st.none() | _URL, _MAYBE),
    language=st.none() | st.sampled_from(["en", "zh"]),
    rules=st.dictionaries(_TEXT, _TEXT, max_size=3),
    fetched_at=st.just(MONDAY),
)
