"""Pages of `scrapy browse`: what readers find on them, and that nothing of a portal runs there."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from scraper.archive import Archive
from scraper.archive.queries.questions import QUESTIONS
from scraper.items import Block, NextArticle, Related
from scraper.settings import PROJECT
from tests.support.archived import MONDAY, SHANGHAI, TUESDAY, article, url
from tests.support.browsing import Browser, browsing
from tests.support.crawling import address_of

NEXT_YEAR = datetime(2021, 1, 2, 8, 0, tzinfo=SHANGHAI)


def filled(file: Path) -> Path:
    """Four interviews: two in Chinese, one edited, one gone, one whose views grew."""
    lists = [Related(1, "Loom", url(1)), Related(2, "织机", url(2)), Related(3, "Away", url(99))]
    with Archive.open(address_of(file)) as archive:
        archive.save(article(1, related=lists, next_article=NextArticle("织机", url(2), "一台")))
        chinese = article(
            2,
            title="织机前的三十年",
            blocks=[
                Block("heading", "慢工"),
                Block("question", "她说什么？", None),
                Block("answer", "手艺不等人。", "林威"),
            ],
            language="zh",
            tags=["工艺"],
            section="Dialogue",
            views=10,
            related=lists[:1],
            next_article=None,
            published_at=NEXT_YEAR,
        )
        archive.save(chinese)
        archive.save(article(3, title="Typo In A Tilte", related=[], next_article=None))
        archive.save(
            article(3, title="Typo In A Title", fetched_at=TUESDAY, related=[], next_article=None)
        )
        archive.save(article(4, title="Vanished", published_at=None, related=[], images=[]))
        archive.save(article(2, views=250, fetched_at=TUESDAY, **_same(chinese)))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE articles SET gone_at = ? WHERE id = 4", [TUESDAY.isoformat()])
    return file


def _same(it: object) -> dict[str, object]:
    names = ("title", "blocks", "language", "tags", "section", "related", "published_at")
    return {name: getattr(it, name) for name in names} | {"next_article": None}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(filled(tmp_path_factory.mktemp("browse") / "some archive.db")) as opened:
        yield opened


def titles(browser: Browser, path: str) -> list[str]:
    """The titles of the rows at the path, as JSON."""
    return [row["title"] for row in browser.json(path)["rows"]]


class TestInterviews:
    def facets(self, browser: Browser, path: str = "/archive/interviews.json") -> dict[str, object]:
        found = browser.json(f"{path}?_shape=objects")["facet_results"]
        return {
            name: {value["value"]: value["count"] for value in facet["results"]}
            for name, facet in found.items()
        }

    def test_facets_count_by_section_tag_month_and_language(self, browser: Browser) -> None:
        assert self.facets(browser) == {
            "portal": {"sample": 4},
            "section": {"Celebrity interviews": 3, "Dialogue": 1},
            "tag": {"工艺": 4, "Craft": 3, "Values": 3},
            "month": {"2021-01": 1, "2020-12": 2},
            "language": {"en": 3, "zh": 1},
        }

    @pytest.mark.parametrize(
        ("facet", "value", "ids"),
        [
            ("section", "Dialogue", {2}),
            ("tag", "Craft", {1, 3, 4}),
            ("month", "2020-12", {1, 3}),
            ("language", "zh", {2}),
        ],
    )
    def test_a_facet_selects(self, browser: Browser, facet: str, value: str, ids: set[int]) -> None:
        page = browser.get("/archive/interviews?_col=id&_col=title")
        (link,) = page.links(value)
        query = link.partition("?")[2]
        chosen = browser.json(f"/archive/interviews.json?_shape=array&{query}")
        assert {row["id"] for row in chosen} == ids

    def test_words_select(self, browser: Browser) -> None:
        path = f"/archive/interviews.json?_shape=objects&_words={quote('手艺')}"
        assert titles(browser, path) == ["织机前的三十年"]
        assert titles(browser, "/archive/interviews.json?_shape=objects&_words=%2B") == []

    def test_newest_first(self, browser: Browser) -> None:
        assert titles(browser, "/archive/interviews.json?_shape=objects")[0] == "织机前的三十年"

    def test_a_title_leads_to_the_article(self, browser: Browser) -> None:
        page = browser.get("/archive/interviews")
        assert page.links("织机前的三十年") == ["/-/article/2"]


class TestSearch:
    @pytest.mark.parametrize("words", ["手艺", "艺", "手藝", "慢工", "织机前", "她说 NOT loom"])
    def test_chinese_words_of_any_length(self, browser: Browser, words: str) -> None:
        page = browser.get(f"/-/search?q={quote(words)}")
        assert "/-/article/2" in page.links("织机前的三十年")

    def test_hits_are_marked(self, browser: Browser) -> None:
        page = browser.get(f"/-/search?q={quote('手艺')}")
        assert [mark.text for mark in page.tree.iter("mark")] == ["手艺"]
        assert "1 found" in page.seen

    def test_conditions(self, browser: Browser) -> None:
        found = browser.get("/-/search?q=loom&since=2020-12-24&until=2020-12-24&order=newest")
        assert "2 found" in found.seen
        assert "Nothing found" in browser.get("/-/search?q=loom&section=Dialogue").seen
        assert "Nothing found" in browser.get("/-/search?q=loom&tag=nowhere").seen

    @pytest.mark.parametrize(
        "words", ['"', "AND (", "title:x", "*", "' OR 1=1 --", "\x00", "🙂" * 9]
    )
    def test_no_words_are_an_error(self, browser: Browser, words: str) -> None:
        assert browser.get(f"/-/search?q={quote(words)}").status == 200

    @pytest.mark.parametrize("query", ["q=a&since=soon", "q=a&from=-1", "q=a&from=9e9", "", "q="])
    def test_a_form_filled_in_wrongly(self, browser: Browser, query: str) -> None:
        assert browser.get(f"/-/search?{query}").status == 200


class TestArticle:
    def test_reads_like_an_article(self, browser: Browser) -> None:
        page = browser.get("/-/article/1")
        assert page.tree.findtext(".//h1") == "Lin Wei: Patience Is A Craft (1)"
        assert page.tree.find(".//article").get("lang") == "en"
        for text in (
            "2020-12-24 12:12 (+08:00)",
            "Celebrity interviews",
            "2 views",
            "With Lin Wei",
            "By Zhou Min",
        ):
            assert text in page.seen
        body = page.tree.find_class("body")[0]
        assert [(piece.tag, piece.text_content()) for piece in body] == [
            ("p", "Lin Wei repairs looms."),
            ("h2", "慢工出细活"),
            ("blockquote", "A loom forgives nothing."),
        ]

    def test_questions_look_like_questions(self, browser: Browser) -> None:
        body = browser.get("/-/article/2").tree.find_class("body")[0]
        assert [(piece.get("class"), piece.text_content()) for piece in body] == [
            (None, "慢工"),
            ("question", "她说什么？"),
            ("answer", "手艺不等人。"),
        ]

    def test_related_reading_leads_within_the_archive_where_it_can(self, browser: Browser) -> None:
        page = browser.get("/-/article/1")
        assert page.links("Loom") == ["/-/article/1"]
        assert page.links("Away") == [url(99)]
        assert page.links("织机") == ["/-/article/2", "/-/article/2"]

    def test_pictures_are_links_with_their_captions(self, browser: Browser) -> None:
        page = browser.get("/-/article/1")
        assert page.links("Lin Wei") == ["https://portal.example/a.jpg"]
        assert page.links("Picture 2") == ["https://portal.example/b.jpg"]
        assert not list(page.tree.iter("img"))

    def test_links_to_the_portal_tell_it_nothing(self, browser: Browser) -> None:
        away = [
            link
            for link in browser.get("/-/article/1").tree.iter("a")
            if link.get("href").startswith("http")
        ]
        assert len(away) == 4
        assert {link.get("rel") for link in away} == {"noopener noreferrer"}

    def test_earlier_versions(self, browser: Browser) -> None:
        (earlier,) = browser.get("/-/article/3").links("Version 1")
        page = browser.get(earlier)
        assert page.tree.findtext(".//h1") == "Typo In A Tilte"
        assert "This is version 1." in page.seen
        assert page.links("Read the current one") == ["/-/article/3"]

    def test_a_page_that_is_gone_says_so(self, browser: Browser) -> None:
        assert "gone from the portal" in browser.get("/-/article/4").seen

    @pytest.mark.parametrize("path", ["99", "1?revision=7", "1?revision=x", "999999999999999999"])
    def test_what_is_not_there(self, browser: Browser, path: str) -> None:
        page = browser.get(f"/-/article/{path}")
        assert page.status == 404
        assert "Not in the archive" in page.seen


class TestQuestions:
    def rows(self, browser: Browser, name: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = browser.json(f"/archive/{name}.json?_shape=array")
        return found

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_each_has_a_page_that_says_what_it_is(self, browser: Browser, name: str) -> None:
        page = browser.get(f"/archive/{name}")
        assert page.status == 200
        assert QUESTIONS[name].title in page.seen
        assert " ".join(QUESTIONS[name].description.split()) in page.seen
        assert self.rows(browser, name)

    def test_most_read(self, browser: Browser) -> None:
        (first, *_) = self.rows(browser, "most_read")
        assert (first["article_id"], first["views"]) == (2, 250)

    def test_fastest_growing(self, browser: Browser) -> None:
        (row,) = self.rows(browser, "fastest_growing")
        assert (row["article_id"], row["gained"], row["gained_a_day"]) == (2, 240, 240.0)

    def test_who_stands_beside_whom(self, browser: Browser) -> None:
        pairs = {
            frozenset([row["title"], row["recommended_beside"]]): row["pages"]
            for row in self.rows(browser, "recommended_together")
        }
        assert pairs[frozenset(["Loom", "织机"])] == 1
        assert len(pairs) == 3

    def test_edited(self, browser: Browser) -> None:
        (row,) = self.rows(browser, "edited")
        assert (row["title"], row["first_title"]) == ("Typo In A Title", "Typo In A Tilte")
        assert (row["edits"], row["changed"]) == (1, "title")

    def test_gone(self, browser: Browser) -> None:
        (row,) = self.rows(browser, "gone")
        assert (row["title"], row["gone_at"]) == ("Vanished", TUESDAY.isoformat())

    def test_coverage(self, browser: Browser) -> None:
        shares = {row["field"]: row["percent"] for row in self.rows(browser, "field_coverage")}
        assert (shares["title"], shares["published_at"], shares["related"]) == (100, 75, 50)

    def test_states(self, browser: Browser) -> None:
        found = {row["section"]: row for row in self.rows(browser, "state_by_section")}
        celebrity = found["Celebrity interviews"]
        assert [celebrity[name] for name in ("stored", "edited", "gone")] == [1, 1, 1]

    def test_views_fall_into_their_steps(self, browser: Browser) -> None:
        found = {
            row["at_least"]: row["interviews"] for row in self.rows(browser, "views_distribution")
        }
        assert {step: n for step, n in found.items() if n} == {1: 3, 100: 1}


class TestOverview:
    def test_plots_say_what_they_show(self, browser: Browser) -> None:
        page = browser.get("/")
        plots = page.tree.find_class("plot")
        assert len(plots) == 6
        for plot in plots:
            assert plot.findtext(".//h2")
            wide, narrow = plot.iter("svg")
            for drawn in (wide, narrow):
                assert drawn.get("role") == "img"
                assert drawn.findtext("title")
                assert len(drawn.findtext("desc")) > 20
                assert drawn.find_class("axis")
            (source,) = [link.get("href") for link in plot.iter("a")]
            assert browser.get(source).status == 200

    def test_plots_show_the_numbers(self, browser: Browser) -> None:
        tips = {tip.text for tip in browser.get("/").tree.iterfind(".//rect/title")}
        assert tips >= {"2020-12, Celebrity interviews: 2", "2021-01, Dialogue: 1", "100–300: 1"}
        assert tips >= {"工艺, 2021-01: 1", "published at: 75.0"}

    def test_nothing_comes_from_elsewhere(self, browser: Browser) -> None:
        tree = browser.get("/").tree
        sources = [it.get("src") or it.get("href") for it in tree.iter("script", "img", "link")]
        assert sources
        assert all(source.startswith("/") for source in sources)

    def test_an_empty_archive(self, tmp_path: Path) -> None:
        Archive.open(address_of(tmp_path / "empty.db")).close()
        with browsing(tmp_path / "empty.db") as browser:
            assert "The archive is empty so far" in browser.get("/").seen
            for name in QUESTIONS:
                assert browser.get(f"/archive/{name}").status == 200


def test_the_documentation_lists_the_questions() -> None:
    page = (PROJECT / "docs" / "browse.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(QUESTIONS)


def test_every_table_and_column_is_described(browser: Browser) -> None:
    tables = browser.json("/archive.json?_show_hidden=1")
    shown = [table for table in tables["tables"] if not table["hidden"]]
    assert {"articles", "ledger", "captures"} <= {table["name"] for table in shown}
    said = browser.json("/-/metadata.json")["databases"]["archive"]["tables"]
    view = {"name": "interviews", "columns": browser.json("/archive/interviews.json")["columns"]}
    missing = [
        f"{table['name']}.{column}"
        for table in (*shown, view)
        for column in table["columns"]
        if not said.get(table["name"], {}).get("columns", {}).get(column)
        or not said[table["name"]]["description"]
    ]
    assert not missing


@pytest.mark.slow
def test_a_running_crawl_is_seen_and_not_held_up(tmp_path: Path) -> None:
    file = filled(tmp_path / "a.db")
    with browsing(file) as browser, Archive.open(address_of(file), wait=1) as archive:
        assert "4 interviews" in browser.get("/").seen
        archive.save(article(5, fetched_at=MONDAY + timedelta(days=2)))
        assert "5 interviews" in browser.get("/").seen
        assert titles(browser, "/archive/interviews.json?_shape=objects&id=5")


def test_nothing_can_be_written(browser: Browser) -> None:
    assert browser.get("/archive.json?sql=delete+from+articles").status == 400
    assert browser.get("/archive.json?sql=pragma+journal_mode%3Ddelete").status == 400


def test_only_this_machine_by_its_own_name_may_ask(browser: Browser) -> None:
    assert browser.get("/", Host="portal.example").status == 421
    assert browser.get("/", Host="127.0.0.1.portal.example:80").status == 421
    assert browser.get("/", Host="127.0.0.1:8001").status == 200
    assert "default-src 'none'" in browser.get("/").headers["content-security-policy"]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Two portals that call a section the same; one began to count its views anew."""
    file = tmp_path_factory.mktemp("browse") / "two.db"
    with Archive.open(address_of(file)) as archive:
        for day, views in ((MONDAY, 872), (TUESDAY, 0)):
            archive.save(article(1, views=views, fetched_at=day, related=[]))
        for number in (2, 3):
            archive.save(article(number, portal="gazette", views=5, related=[]))
        for number, views in ((2, 5), (3, 25)):
            known = article(number, portal="gazette", views=views, related=[])
            archive.save(replace(known, fetched_at=TUESDAY))
    with browsing(file) as opened:
        yield opened


class TestSeveralPortals:
    def rows(self, two: Browser, name: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = two.json(f"/archive/{name}.json?_shape=array")
        return found

    def test_growth_is_last_less_first_by_time(self, two: Browser) -> None:
        (row,) = self.rows(two, "fastest_growing")
        assert (row["portal"], row["gained"]) == ("gazette", 20)

    @pytest.mark.parametrize("name", ["interviews_by_month", "state_by_section", "field_coverage"])
    def test_sections_of_the_same_name_are_told_apart(self, two: Browser, name: str) -> None:
        found: dict[object, int] = {}
        for row in self.rows(two, name):
            count = row.get("stored", 0) or row.get("interviews", 0)
            found[row["portal"]] = max(found.get(row["portal"], 0), int(str(count)))
        assert found == {"sample": 1, "gazette": 2}

    def test_plots_name_the_portals_and_searches_choose_one(self, two: Browser) -> None:
        overview = two.get("/").seen
        assert "gazette: Celebrity interviews" in overview
        assert "sample: Celebrity interviews" in overview
        assert "1 found" in two.get("/-/search?q=loom&portal=sample").seen
        facets = two.json("/archive/interviews.json?_shape=objects")["facet_results"]
        assert {it["value"]: it["count"] for it in facets["portal"]["results"]} == {
            "gazette": 2,
            "sample": 1,
        }


class TestWords:
    def test_words_over_time_with_their_numbers(self, browser: Browser) -> None:
        page = browser.get("/-/trend?q=looms%2C+织机")
        assert page.status == 200
        cells = [[cell.text for cell in row.iter("td", "a")] for row in page.tree.iter("tr")]
        assert ["织机", None, "2021", "1", "1", "100.0"] in cells
        assert page.tree.xpath("//figure//*[local-name()='svg']")
        numbers = browser.get("/-/trend.csv?q=looms%2C+织机").text.splitlines()
        assert numbers[0].startswith("query,period,articles")
        assert "织机,2021,1,1,100.0,,," in numbers

    def test_a_period_leads_to_its_articles(self, browser: Browser) -> None:
        (link, *_) = browser.get("/-/trend?q=织机").links("2021")
        assert "1 found" in browser.get(link).seen

    def test_a_concordance_leads_to_its_articles(self, browser: Browser) -> None:
        page = browser.get("/-/kwic?q=forgives&sort=left")
        assert "A loom forgives nothing." in page.seen
        assert page.links("Typo In A Title") == ["/-/article/3"]
        lines = browser.get("/-/kwic.csv?q=forgives").text.splitlines()
        assert len(lines) == 4

    @pytest.mark.parametrize("page", ["trend", "kwic"])
    @pytest.mark.parametrize("query", ["", "%00", "%3Cscript%3E", "(", "a" * 3000, "%F0%9F"])
    def test_whatever_is_asked_is_answered(self, browser: Browser, page: str, query: str) -> None:
        for address in (f"/-/{page}?q={query}&sort=x&by=x&share=words", f"/-/{page}.csv?q={query}"):
            assert browser.get(address).status == 200

    def test_an_address_leads_to_its_article(self, browser: Browser) -> None:
        answer = browser.get(f"/-/article?url={quote(url(3), safe='')}")
        assert (answer.status, answer.headers["location"]) == (302, "/-/article/3")
        assert browser.get("/-/article?url=https://nowhere.example/").status == 404
