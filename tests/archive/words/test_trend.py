"""Words over time, and every place of a word in its context."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from scraper.archive import Archive, Filter
from scraper.archive.queries.words.trend import word_count
from scraper.items import Block
from tests.support.archived import SHANGHAI, article

# Year and month, portal, text.
TEXTS = [
    (2019, 3, "sample", "Silk is old. Silk is soft, says the weaver."),
    (2019, 5, "sample", "Wool is warm."),
    (2020, 1, "gazette", "The weaver of silk left. 丝绸很软，丝绸不老。"),
    (2022, 1, "sample", "Nothing of it here."),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    file = tmp_path_factory.mktemp("words") / "archive.db"
    with Archive.open(f"sqlite:///{file}") as archive:
        for number, (year, month, portal, text) in enumerate(TEXTS):
            moment = datetime(year, month, 2, 9, tzinfo=SHANGHAI)
            one = article(
                number,
                title=f"Number {number}",
                portal=portal,
                published_at=moment,
                blocks=[Block("paragraph", text)],
                tags=["Cloth"] if number < 2 else [],
            )
            archive.save(one)
        archive.save(article(9, title="Undated silk", published_at=None))
    with Archive.open_to_read(f"sqlite:///{file}") as archive:
        yield archive


def test_years_without_articles_are_there_too(archive: Archive) -> None:
    points = archive.trend(["silk", "weaver silk", "丝绸"], unit="year")
    found = {
        query: [(it.period, it.articles, it.of_articles) for it in points if it.query == query]
        for query in ("silk", "weaver silk", "丝绸")
    }
    assert found["silk"] == [("2019", 1, 2), ("2020", 1, 1), ("2021", 0, 0), ("2022", 0, 1)]
    assert [count for _, count, _ in found["weaver silk"]] == [1, 1, 0, 0]
    assert [count for _, count, _ in found["丝绸"]] == [0, 1, 0, 0]
    assert [it.share for it in points[:2]] == [50.0, 100.0]


def test_months_reach_from_the_first_to_the_last(archive: Archive) -> None:
    points = archive.trend(["silk"], unit="month")
    assert len(points) == 35
    assert [it.period for it in points if it.articles] == ["2019-03", "2020-01"]


def test_uses_are_counted_among_all_words(archive: Archive) -> None:
    first, second, *_ = archive.trend(["silk OR 丝绸"], unit="year", count_words=True)
    # "Number 0" and nine words, "Number 1" and three.
    assert (first.occurrences, first.of_words) == (2, 2 + 9 + 2 + 3)
    assert second.occurrences == 3
    assert second.of_words == 2 + 5 + 8
    assert first.per_million == 125_000


def test_conditions_choose_what_is_counted_and_among_what(archive: Archive) -> None:
    (point,) = archive.trend(["silk"], Filter(portals=["gazette"]), "year")
    assert (point.articles, point.of_articles) == (1, 1)
    (point,) = archive.trend(["silk"], Filter(tags=["cloth"]), "year")
    assert (point.articles, point.of_articles) == (1, 2)
    assert archive.trend(["silk"], Filter(tags=["none"])) == []


def test_a_query_without_words_is_met_nowhere(archive: Archive) -> None:
    assert {it.articles for it in archive.trend(["!!!"], unit="year")} == {0}


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("don't stop", 3), ("丝绸 and 5G时代", 6), ("ＡＢＣ", 1)]
)
def test_words_and_characters_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count


class TestConcordance:
    def test_every_place_is_a_line(self, archive: Archive) -> None:
        lines = archive.concordance("silk", width=12)
        assert [(it.left, it.hit, it.right) for it in lines] == [
            ("e weaver of ", "silk", " left. 丝绸很软，"),
            ("", "Silk", " is old. Sil"),
            ("ilk is old. ", "Silk", " is soft, sa"),
        ]

    def test_the_place_is_that_of_the_body(self, archive: Archive) -> None:
        for line in archive.concordance("丝绸 OR weaver"):
            body = TEXTS[int(line.title.split()[1])][3]
            assert body[line.position : line.position + len(line.hit)] == line.hit

    def test_chinese_words_stand_in_their_context(self, archive: Archive) -> None:
        lines = archive.concordance("丝绸", width=3)
        assert [(it.left, it.hit, it.right) for it in lines] == [
            ("t. ", "丝绸", "很软，"),
            ("很软，", "丝绸", "不老。"),
        ]

    def test_sorted_by_what_stands_before_or_behind(self, archive: Archive) -> None:
        left = archive.concordance("silk", order="left")
        assert [it.left.split()[-1:] for it in left] == [[], ["of"], ["old."]]
        right = archive.concordance("silk", order="right")
        assert [it.right.split()[:2] for it in right] == [
            ["is", "old."],
            ["is", "soft,"],
            ["left.", "丝绸很软，丝绸不老。"],
        ]

    def test_at_most_so_many_and_only_these(self, archive: Archive) -> None:
        assert len(archive.concordance("silk", limit=2)) == 2
        assert len(archive.concordance("silk", limit=2, order="right")) == 2
        assert len(archive.concordance("silk", Filter(portals=["gazette"]))) == 1
        assert archive.concordance("!!!") == []
