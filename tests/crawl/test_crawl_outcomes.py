"""What `scrapy crawl interviews` says and returns when there is nothing to archive."""

import json
from pathlib import Path

import pytest

from tests.support.crawling import crawl
from tests.support.site import Answer, article, listing, serving

LINKS = {f"/news/{number}.html": f"Guest {number} talks" for number in range(1, 5)}


@pytest.mark.slow
def test_bad_usage_is_explained_before_anything_is_done(tmp_path: Path) -> None:
    ended = crawl("-a", "ulr=http://127.0.0.1:1/", archive=tmp_path / "archive.db")
    assert ended.code == 2
    assert "did you mean -a url=?" in ended.log
    assert "Traceback" not in ended.log
    assert not ended.archive.exists()


@pytest.mark.slow
def test_nobody_there(tmp_path: Path) -> None:
    with serving() as site:
        address = site.address
    ended = crawl("-a", f"url={address}/list/", "-s", "RETRY_TIMES=0", archive=tmp_path / "a.db")
    assert ended.code == 5
    assert "Connection was refused" in ended.out
    assert "Traceback" not in ended.log


@pytest.mark.slow
def test_a_robots_txt_that_fails_forbids_everything(tmp_path: Path) -> None:
    with serving({"/robots.txt": Answer("", 503), "/list/": listing(LINKS)}) as site:
        arguments = ("-a", f"url={site.address}/list/", "-s", "RETRY_TIMES=0")
        ended = crawl(*arguments, archive=tmp_path / "a.db")
    assert set(site.hits) == {"/robots.txt"}
    assert ended.code == 5
    assert "robots.txt answers HTTP 503" in ended.out


@pytest.mark.slow
def test_an_article_given_for_a_listing(tmp_path: Path) -> None:
    with serving({"/news/1.html": article(1)}) as site:
        ended = crawl("-a", f"url={site.address}/news/1.html", archive=tmp_path / "a.db")
    assert ended.code == 4
    assert "looks like an article; give the listing page that links to it" in ended.out


@pytest.mark.slow
def test_since_leaves_out_what_the_listing_dates_earlier(tmp_path: Path) -> None:
    pages: dict[str, Answer | str] = {
        "/list/": listing(LINKS, "/list/?page=2", dates="2020-12-24"),
        "/list/?page=2": listing({"/news/5.html": "Guest 5"}, "/list/?page=3", dates="2020-12-01"),
        "/list/?page=3": listing({"/news/6.html": "Guest 6"}, dates="2020-11-20"),
    }
    pages |= {f"/news/{number}.html": article(number) for number in range(1, 7)}
    with serving(pages) as site:
        arguments = ("-a", f"url={site.address}/list/", "-a", "since=2020-12-10")
        ended = crawl(*arguments, archive=tmp_path / "a.db")
    assert ended.code == 0
    assert len(ended.records) == 4
    assert "/list/?page=3" not in site.hits
    assert "1 older than asked for" in ended.out


@pytest.mark.slow
def test_an_archive_that_is_none_stops_the_crawl(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("These are notes, not a database, and they are to stay as they are.")
    with serving({"/list/": listing(LINKS)}) as site:
        ended = crawl("-a", f"url={site.address}/list/", archive=file)
    assert ended.code == 6
    assert not site.hits
    assert file.read_text().startswith("These are notes")


class BrokenPipeline:
    """Somebody's own pipeline, with a mistake in it."""

    def process_item(self, item: object) -> object:
        raise ZeroDivisionError("a mistake")


@pytest.mark.slow
def test_an_error_in_a_pipeline_is_no_success(tmp_path: Path) -> None:
    pipelines = json.dumps({f"{__name__}.{BrokenPipeline.__name__}": 1})
    with serving({"/list/": listing(LINKS), "/news/1.html": article(1)}) as site:
        arguments = ("-a", f"url={site.address}/list/", "-s", f"ITEM_PIPELINES={pipelines}")
        ended = crawl(*arguments, archive=tmp_path / "a.db")
    assert ended.code == 1
    assert "ZeroDivisionError" in ended.log
    assert "spoke for part" not in ended.log
