"""Related reading and next articles: the current list, what it was before, where it leads."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.archive import Archive, Saved
from scraper.items import NextArticle, Related
from tests.support.archived import MONDAY, TUESDAY, article, sql, url


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as opened:
        yield opened


def listing(*numbers: int, views: int | None = None) -> list[Related]:
    return [
        Related(place, f"Entry {number}", url(number), views=views)
        for place, number in enumerate(numbers, start=1)
    ]


CURRENT = (
    "SELECT r.title, t.url FROM related r LEFT JOIN articles t ON t.id = r.target_id"
    " WHERE r.is_current ORDER BY r.article_id, r.position"
)


def test_links_find_their_article_when_it_is_there_first_or_comes_later(archive: Archive) -> None:
    archive.save(article(2, related=[], next_article=None))
    archive.save(article(1, related=listing(2, 3), next_article=NextArticle("Third", url(3))))
    assert sql(archive, CURRENT) == [("Entry 2", url(2)), ("Entry 3", None)]
    archive.save(article(3, related=[], next_article=None))
    assert sql(archive, CURRENT) == [("Entry 2", url(2)), ("Entry 3", url(3))]
    following = "SELECT t.url FROM next_articles n JOIN articles t ON t.id = n.target_id"
    assert sql(archive, following) == [(url(3),)]


def test_an_article_may_name_itself(archive: Archive) -> None:
    archive.save(article(1, related=listing(1), next_article=NextArticle("Self", url(1))))
    assert sql(archive, CURRENT) == [("Entry 1", url(1))]
    assert archive.counts().next_resolved == 1


def test_entries_that_go_are_kept_as_history(archive: Archive) -> None:
    archive.save(article(1, related=listing(2, 3)))
    wednesday = TUESDAY + timedelta(days=1)
    assert archive.save(article(1, related=listing(4, 2), fetched_at=TUESDAY)) is Saved.updated
    archive.save(article(1, related=listing(4, 2), fetched_at=wednesday))
    (record,) = archive.records()
    assert [entry["title"] for entry in record["related"]] == ["Entry 4", "Entry 2"]
    assert [entry["position"] for entry in record["related"]] == [1, 2]
    rows = sql(
        archive,
        "SELECT title, is_current, first_seen_at, last_seen_at FROM related ORDER BY title",
    )
    monday, tuesday, last = (day.isoformat() for day in (MONDAY, TUESDAY, wednesday))
    assert rows == [
        ("Entry 2", 1, monday, last),
        ("Entry 3", 0, monday, monday),
        ("Entry 4", 1, tuesday, last),
    ]


def test_an_entry_shown_twice_is_two_entries(archive: Archive) -> None:
    archive.save(article(1, related=listing(2, 2)))
    assert archive.save(article(1, related=listing(2, 2), fetched_at=TUESDAY)) is Saved.unchanged
    archive.save(article(1, related=listing(2)))
    (record,) = archive.records()
    assert [entry["position"] for entry in record["related"]] == [1]


def test_the_next_article_changes_and_the_earlier_one_is_kept(archive: Archive) -> None:
    archive.save(article(1, next_article=NextArticle("Old", url(5), "teaser")))
    assert archive.save(article(1, next_article=NextArticle("New", url(6)))) is Saved.updated
    (record,) = archive.records()
    assert record["next_article"] == {"title": "New", "url": url(6), "teaser": None}
    assert archive.save(article(1, next_article=None)) is Saved.updated
    (record,) = archive.records()
    assert record["next_article"] is None
    assert record["revision"] == 1
    assert sql(archive, "SELECT title, is_current FROM next_articles ORDER BY id") == [
        ("Old", 0),
        ("New", 0),
    ]


def test_views_in_related_lists_join_the_series_of_the_article_they_are_of(
    archive: Archive,
) -> None:
    # Shown before the article is stored, unchanged, and changed.
    for views in (4, 4, 6):
        archive.save(article(1, related=listing(2, views=views), fetched_at=TUESDAY))
    assert archive.save(article(1, related=listing(2, views=7))) is Saved.unchanged
    archive.save(article(2, views=9, related=[]))
    archive.save(article(1, related=listing(2, views=8)))
    series = sql(
        archive,
        "SELECT v.views, v.source FROM view_counts v JOIN articles a ON a.id = v.article_id"
        f" WHERE a.url = '{url(2)}' ORDER BY v.id",
    )
    assert series == [
        (4, "related"),
        (6, "related"),
        (7, "related"),
        (9, "article"),
        (8, "related"),
    ]
    second = next(record for record in archive.records() if record["url"] == url(2))
    assert second["views"] == 9
