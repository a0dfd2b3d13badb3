"""What is stored comes back, again and again."""

import itertools
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from scraper.archive import Archive, Filter, Saved
from scraper.items import Article, Block, Image
from scraper.record import RECORD_KEYS, record_of
from tests.support.archived import ARTICLES, MONDAY, SHANGHAI, TUESDAY, article, sql, url


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as opened:
        yield opened


def only(archive: Archive) -> dict[str, Any]:
    (record,) = archive.records()
    return record


def test_a_stored_article_is_exported_as_the_page_gave_it(archive: Archive) -> None:
    assert archive.save(article()) is Saved.new
    record = only(archive)
    assert tuple(record) == RECORD_KEYS
    seen = MONDAY.isoformat()
    expected = record_of(article()) | {"revision": 1, "first_seen_at": seen, "last_seen_at": seen}
    assert record == expected
    assert record["published_at"] == "2020-12-24T12:12:00+08:00"


_numbers = itertools.count()


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    file = tmp_path_factory.mktemp("filling") / "archive.db"
    with Archive.open(f"sqlite:///{file}") as opened:
        yield opened


@given(stored=ARTICLES)
@settings(max_examples=40, deadline=None)
def test_any_article_comes_back_and_is_recognised(filling: Archive, stored: Article) -> None:
    stored = replace(stored, url=url(next(_numbers)))
    assert filling.save(stored) is Saved.new
    assert filling.save(stored) is Saved.unchanged
    found = next(record for record in filling.records() if record["url"] == stored.url)
    seen = MONDAY.isoformat()
    kept = {"revision": 1, "first_seen_at": seen, "last_seen_at": seen}
    assert found == record_of(stored) | kept


def test_texts_that_no_database_takes_are_stored_without_what_it_refuses(archive: Archive) -> None:
    odd = article(
        title="A\0B\ud800C",
        tags=["\udfff"],
        blocks=[Block("paragraph", "\0x\ud83d")],
        images=[Image("https://portal.example/\ud800.jpg", "\0")],
        views=10**30,
    )
    archive.save(odd)
    record = only(archive)
    assert record["title"] == "AB\ufffdC"
    assert record["tags"] == ["\ufffd"]
    assert record["body"] == "x\ufffd"
    assert record["views"] is None
    assert archive.save(odd) is Saved.unchanged
    assert list(archive.records(Filter(tags=["\ud800"]))) == [record]


def test_storing_again_only_notes_that_it_was_seen(archive: Archive) -> None:
    archive.save(article())
    before = sql(archive, "SELECT * FROM related"), sql(archive, "SELECT * FROM view_counts")
    assert archive.save(article(fetched_at=TUESDAY)) is Saved.unchanged
    record = only(archive)
    assert record["first_seen_at"] == MONDAY.isoformat()
    assert record["last_seen_at"] == TUESDAY.isoformat()
    assert record["revision"] == 1
    assert sql(archive, "SELECT * FROM view_counts") == before[1]
    assert len(sql(archive, "SELECT * FROM related")) == len(before[0])


def test_who_is_interviewed_and_who_speaks_is_kept(archive: Archive) -> None:
    archive.save(article(blocks=[Block("paragraph", "Lin Wei repairs looms. Why?")]))
    said = [
        Block("paragraph", "Lin Wei repairs looms."),
        Block("question", "Why?", "Zhou Min"),
        Block("answer", "They were there.", None),
    ]
    later = article(people=["Lin Wei", "Qiao Lan"], blocks=said, fetched_at=TUESDAY)
    assert archive.save(later) is Saved.updated
    record = only(archive)
    assert record["people"] == ["Lin Wei", "Qiao Lan"]
    assert record["blocks"] == [
        {"kind": "paragraph", "text": "Lin Wei repairs looms."},
        {"kind": "question", "text": "Why?", "speaker": "Zhou Min"},
        {"kind": "answer", "text": "They were there.", "speaker": None},
    ]
    archive.save(article(people=[], blocks=said, fetched_at=TUESDAY))
    assert only(archive)["people"] == []


def test_an_edit_is_a_revision_and_the_earlier_version_is_kept(archive: Archive) -> None:
    archive.save(article())
    first = only(archive)
    edited = article(
        title="Lin Wei: Patience", tags=["Values"], images=[], authors=[], fetched_at=TUESDAY
    )
    assert archive.save(edited) is Saved.updated
    record = only(archive)
    assert record["revision"] == 2
    assert (record["title"], record["tags"]) == ("Lin Wei: Patience", ["Values"])
    assert (record["images"], record["authors"]) == ([], [])
    ((revision, kept),) = sql(archive, "SELECT revision, record FROM revisions")
    assert (revision, json.loads(kept)) == (1, first)


def test_views_links_and_rules_make_no_revision(archive: Archive) -> None:
    archive.save(article())
    assert archive.save(article(views=3)) is Saved.unchanged
    assert archive.save(article(views=3, rules={"title": "og"})) is Saved.unchanged
    assert archive.save(article(views=3, related=[])) is Saved.updated
    assert only(archive)["revision"] == 1
    assert sql(archive, "SELECT rules FROM articles") == [('{"title":"h1","tags":"rel-tag"}',)]


def test_views_are_a_time_series_and_the_record_has_the_latest(archive: Archive) -> None:
    for views, seen in ((2, MONDAY), (2, TUESDAY), (None, TUESDAY), (9, TUESDAY)):
        archive.save(article(views=views, fetched_at=seen))
    series = sql(
        archive, "SELECT observed_at, views FROM view_counts WHERE source = 'article' ORDER BY id"
    )
    assert series == [(MONDAY.isoformat(), 2), (TUESDAY.isoformat(), 9)]
    assert only(archive)["views"] == 9
    archive.save(article(views=None, fetched_at=TUESDAY))
    assert only(archive)["views"] == 9


def test_a_reading_without_date_or_section_does_not_take_them_back(archive: Archive) -> None:
    archive.save(article())
    assert archive.save(article(published_at=None, section=None)) is Saved.unchanged
    record = only(archive)
    assert record["published_at"] == "2020-12-24T12:12:00+08:00"
    assert record["section"] == "Celebrity interviews"


def test_an_older_reading_does_not_turn_back_time_or_views(archive: Archive) -> None:
    archive.save(article(views=9, fetched_at=TUESDAY))
    archive.save(article(views=2, fetched_at=MONDAY))
    assert (only(archive)["views"], only(archive)["last_seen_at"]) == (9, TUESDAY.isoformat())


def test_a_bad_item_is_kept_aside_until_its_page_gives_a_good_one(archive: Archive) -> None:
    run = archive.start_run({"portal": "sample"}, {})
    bad = article(title=None, problems=["no title"])
    archive.reject(bad, run)
    archive.reject(replace(bad, fetched_at=TUESDAY), run)
    (rejection,) = archive.rejected()
    assert (rejection.url, rejection.reasons, rejection.run_id) == (bad.url, ["no title"], run)
    assert rejection.record == record_of(bad)
    assert (rejection.first_seen_at, rejection.last_seen_at) == (MONDAY, TUESDAY)
    assert list(archive.records()) == []
    assert archive.rejected(run + 1) == []
    archive.reject(article(blocks=[], problems=["no body"]), run)
    assert [found.reasons for found in archive.rejected()] == [["no body"]]
    archive.save(article(), run)
    assert archive.rejected() == []
    assert len(sql(archive, "SELECT resolved_at FROM rejections WHERE resolved_at > ''")) == 2
    archive.reject(bad, run)
    assert [found.reasons for found in archive.rejected()] == [["no title"]]
    assert only(archive)["title"] == article().title


def test_a_run_is_open_until_it_is_finished(archive: Archive) -> None:
    run = archive.start_run({"url": "https://portal.example/", "头": 1}, {"scrapy": "2.19.0"})
    query = "SELECT outcome, arguments, counts FROM runs"
    assert sql(archive, query) == [(None, '{"url":"https://portal.example/","头":1}', None)]
    archive.finish_run(run, "finished", {"archive/new": 3})
    assert sql(archive, query)[0][::2] == ("finished", '{"archive/new":3}')


def test_known_tells_which_urls_are_stored(archive: Archive) -> None:
    for number in (1, 2):
        archive.save(article(number))
    asked = [url(number) for number in range(1300)]
    assert archive.known(iter(asked)) == {url(1), url(2)}
    assert archive.known([]) == set()


def test_counts_tell_what_is_there(archive: Archive) -> None:
    archive.save(article(1))
    archive.save(article(101, section=None, published_at=None))
    archive.save(article(2, section="Dialogue", portal="other"))
    archive.reject(article(9, problems=["no title"]))
    counts = archive.counts()
    assert (counts.articles, counts.portals) == (3, {"other": 1, "sample": 2})
    sections = {(count.portal, count.section): count.articles for count in counts.sections}
    assert sections == {
        ("sample", "Celebrity interviews"): 1,
        ("sample", None): 1,
        ("other", "Dialogue"): 1,
    }
    assert (counts.tags, counts.authors, counts.images) == (3, 1, 6)
    assert (counts.related, counts.related_resolved) == (6, 1)
    assert (counts.next_articles, counts.next_resolved) == (3, 1)
    assert counts.rejected == 1
    assert counts.first_published_at == counts.last_published_at == "2020-12-24T12:12:00+08:00"


def test_an_empty_archive_has_counts_too(archive: Archive) -> None:
    counts = archive.counts()
    assert (counts.articles, counts.sections, counts.first_published_at) == (0, [], None)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=SHANGHAI)  # type: ignore[misc,arg-type]


@pytest.fixture
def dated(archive: Archive) -> Archive:
    """1: before dawn, 2: the last second of the same day, 3: the day after, 4: undated."""
    moments = (at(2020, 12, 24, 0, 30), at(2020, 12, 24, 23, 59, 59), at(2020, 12, 25, 9), None)
    for number, moment in enumerate(moments, start=1):
        archive.save(article(number, published_at=moment, tags=[f"tag {number}", "all"]))
    return archive


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (Filter(), [3, 2, 1, 4]),
        (Filter(since=date(2020, 12, 24)), [3, 2, 1]),
        (Filter(until=date(2020, 12, 24)), [2, 1]),
        (Filter(since=date(2020, 12, 24), until=date(2020, 12, 24)), [2, 1]),
        (Filter(since=datetime(2020, 12, 24, 23, 59, 59)), [3, 2]),
        (Filter(since=datetime.fromisoformat("2020-12-23T16:30Z")), [3, 2, 1]),
        (Filter(since=datetime.fromisoformat("2020-12-23T16:30:01Z")), [3, 2]),
        (Filter(until=datetime.fromisoformat("2020-12-24T15:59:59Z")), [2, 1]),
        (Filter(until=date(2020, 12, 23)), []),
        (Filter(tags=["tag 2", "tag 4"]), [2, 4]),
        (Filter(tags=["all"], until=date(2020, 12, 24)), [2, 1]),
        (Filter(sections=["Celebrity interviews"]), [3, 2, 1, 4]),
        (Filter(sections=["celebrity"]), []),
        (Filter(portals=["sample", "other"], tags=["tag 3"]), [3]),
        (Filter(portals=["other"]), []),
    ],
)
def test_filters(dated: Archive, conditions: Filter, expected: list[int]) -> None:
    found = [record["url"] for record in dated.records(conditions)]
    assert found == [url(number) for number in expected]


def test_the_view_has_a_row_an_article_for_plain_sql(archive: Archive) -> None:
    archive.save(article())
    row = sql(
        archive,
        "SELECT url, section, published_at, next_title, next_url, next_teaser, tags, related,"
        " json_extract(blocks, '$[1].text'), body FROM interviews",
    )[0]
    assert row[:3] == (url(1), "Celebrity interviews", "2020-12-24T12:12:00+08:00")
    assert row[3:6] == ("下一篇", url(2), "十二月的一天")
    assert json.loads(row[6]) == ["Craft", "工艺", "Values"]
    assert json.loads(row[7]) == record_of(article())["related"]
    assert row[8] == "慢工出细活"
    assert row[9] == article().body


def test_a_reader_sees_the_state_of_one_moment_and_blocks_nobody(archive: Archive) -> None:
    for number in range(150):
        archive.save(article(number))
    records = archive.records()
    first = next(records)
    for number in range(150, 300):
        archive.save(article(number))
    archive.save(article(0, title="Edited meanwhile"))
    rest = list(records)
    assert 1 + len(rest) == 150
    assert "Edited meanwhile" not in [record["title"] for record in (first, *rest)]
    assert len(list(archive.records())) == 300


def test_no_reader_ever_sees_half_an_article(archive: Archive) -> None:
    archive.save(article(title="t0", tags=["t0"], blocks=[Block("paragraph", "t0")]))
    done = threading.Event()

    def edit() -> None:
        for number in range(1, 60):
            name = f"t{number}"
            archive.save(article(title=name, tags=[name], blocks=[Block("paragraph", name)]))
        done.set()

    writer = threading.Thread(target=edit)
    writer.start()
    seen = set()
    while not done.is_set():
        record = only(archive)
        assert record["tags"] == [record["title"]] == [record["body"]]
        seen.add(record["title"])
    writer.join()
    assert only(archive)["title"] == "t59"
    assert seen
