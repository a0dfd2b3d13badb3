"""Searching: which articles a query finds, and which it must not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scraper.archive import Archive, Filter, Found
from scraper.items import Block
from tests.support.archived import article
from tests.support.search_articles import TEXTS, fill
from tests.support.search_table import TABLE


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    file = tmp_path_factory.mktemp("search") / "archive.db"
    with Archive.open(f"sqlite:///{file}") as archive:
        fill(archive)
    # As the command reads it.
    with Archive.open_to_read(f"sqlite:///{file}") as archive:
        yield archive


def names(found: Found) -> list[str]:
    return [hit.record["url"].rpartition("/")[2] for hit in found.hits]


def test_the_table_is_large_enough() -> None:
    assert len({query for query, _, _ in TABLE}) >= 150


@pytest.mark.parametrize(("query", "expected", "first"), TABLE, ids=lambda value: str(value)[:30])
def test_a_query_finds_these_and_no_others(
    archive: Archive, query: str, expected: str, first: str | None
) -> None:
    found = archive.search(query, limit=100)
    assert set(names(found)) == set(expected.split())
    assert found.total == len(found.hits)
    assert first is None or names(found)[0] == first
    newest = archive.search(query, limit=100, newest=True)
    assert names(newest) == [name for name in reversed(TEXTS) if name in expected.split()]


@pytest.mark.parametrize("conditions", [Filter(), Filter(portals=["other", "sample"])])
@pytest.mark.parametrize("newest", [False, True])
def test_hits_come_in_portions(archive: Archive, conditions: Filter, newest: bool) -> None:
    whole = archive.search("人", conditions, newest=newest)
    portions = [
        archive.search("人", conditions, newest=newest, limit=2, offset=start)
        for start in range(0, 6, 2)
    ]
    assert [portion.total for portion in portions] == [5, 5, 5]
    assert [hit for portion in portions for hit in portion.hits] == whole.hits


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (Filter(sections=["Dialogue"]), "loom"),
        (Filter(sections=["Celebrity interviews"]), "silk"),
        (Filter(tags=["Weaving"]), "loom"),
        (Filter(tags=["Weaving", "Dyeing"]), "loom silk"),
        (Filter(portals=["sample"]), "silk"),
        (Filter(since=date(2021, 1, 5)), "silk"),
        (Filter(until=date(2021, 1, 4)), "loom"),
        (Filter(since=date(2021, 1, 6)), ""),
    ],
)
@pytest.mark.parametrize("newest", [False, True])
def test_filters_are_those_of_export(
    archive: Archive, conditions: Filter, expected: str, newest: bool
) -> None:
    assert set(names(archive.search("loom", conditions, newest=newest))) == set(expected.split())


def test_a_hit_carries_the_exported_record(archive: Archive) -> None:
    (hit,) = archive.search("学徒").hits
    assert hit.record == next(r for r in archive.records() if r["url"] == hit.record["url"])


@pytest.mark.parametrize(
    ("query", "snippet"),
    [
        ("采访", "[采访]是在车间里做的。[采访]的时候，织机没有停。 [采访]三次，他才开口。"),
        ("專訪", "葉廣談台灣的染布坊，服務鄉里，學而不厭。然後他笑了。"),
        ("服务", "葉廣談台灣的染布坊，[服務]鄉里，學而不厭。然後他笑了。"),
        ("女儿", "[女兒]"),
        ("ガラス", "京都の工房で、職人は静かに話した。糸は[ｶﾞﾗｽ]のように細い。"),
        ("grune strasse", "[Grüne] [Straße]"),
        ("need* NOT loom", "Gold thread, a [needle] and good light. The interview was short."),
        ("2020", "[２０２０]年的１２月，ＡＢＣ项目启动。费用为①千元。"),
        ("weaving NOT loom", "[Weaving]"),
        (
            "茶 NOT 陈雨",
            "王瑞和在采访中说，公益不是口号。企业家精神来自大学时代。"
            " 他的工厂在河边，工人每天带着[茶]去上班。",
        ),
    ],
)
def test_the_snippet_shows_the_hit(archive: Archive, query: str, snippet: str) -> None:
    shown = archive.search(query).hits[0].snippet
    assert snippet in "".join(f"[{text}]" if is_hit else text for text, is_hit in shown)


def test_a_long_text_is_cut_where_most_of_the_words_are(tmp_path: Path) -> None:
    body = "filler words here " * 300 + "A loom. " + "more filler " * 300 + "A loom of silk. "
    blocks = [Block("paragraph", body + "last words " * 300)]
    with Archive.open(f"sqlite:///{tmp_path / 'a.db'}") as archive:
        archive.save(article(title="Long", blocks=blocks))
        (hit,) = archive.search("loom silk").hits
    text = "".join(text for text, _ in hit.snippet)
    assert [text for text, is_hit in hit.snippet if is_hit] == ["loom", "silk"]
    assert text.startswith("…")
    assert text.endswith("…")
    assert 120 <= len(text) <= 170


def test_a_query_without_words_says_so(archive: Archive) -> None:
    assert not archive.search("*** !!").is_asked
    assert archive.search("nowhere").is_asked


def test_a_word_in_the_title_outweighs_several_in_the_body(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'a.db'}") as archive:
        for number in range(40):
            archive.save(article(number, title=f"Number {number}", tags=[], blocks=[]))
        body = [Block("paragraph", "ginkgo leaves, ginkgo trees and more of them " + "x y z " * 20)]
        archive.save(article(50, title="Trees", tags=[], blocks=body))
        archive.save(article(51, title="The ginkgo", tags=[], blocks=[]))
        archive.save(article(52, title="Leaves", tags=["Ginkgo"], blocks=[]))
        assert [hit.record["title"] for hit in archive.search("ginkgo").hits] == [
            *("The ginkgo", "Leaves", "Trees")
        ]


@pytest.mark.parametrize("tag", ["craft", "CRAFT", "Craft"])
def test_a_tag_is_the_same_whatever_its_case(archive: Archive, tag: str) -> None:
    assert set(names(archive.search("loom", Filter(tags=[tag])))) == {"loom", "silk"}


def test_authors_restrict_the_whole_query(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path}/a.db") as archive:
        for number, author in enumerate(("Anna Brezna", "Lin Wei", "100% Wool")):
            url = f"https://portal.example/{number}"
            archive.save(article(title=f"Silk {number}", url=url, authors=[author]))
        assert names(archive.search("silk author:brezna")) == ["0"]
        assert names(archive.search('author:"LIN WEI" silk')) == ["1"]
        assert names(archive.search("silk", Filter(authors=["%"]))) == ["2"]
        assert not archive.search("silk author:nobody").hits


@pytest.mark.parametrize("query", ["*oom", "loom *ilk", "-loom", "NOT loom"])
def test_what_cannot_be_asked_is_answered_with_how_to_ask(archive: Archive, query: str) -> None:
    assert archive.search(query).hint
    assert archive.search("loom -silk").hint is None
