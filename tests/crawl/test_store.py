"""The store pipeline in real crawls: spiders that need no network, a real archive."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.test import get_crawler

from pipelines.store import StorePipeline
from scraper.archive import Archive, Saved
from scraper.crawl.storing.store import Store
from tests.support import PROJECT as ROOT
from tests.support.archived import article, sql, url

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow


def crawl(file: Path, articles: int = 4, largest: int = 0) -> tuple[dict[str, Any], str, str]:
    """(the crawl's stats, the exception it ended with, what it logged). No file may grow beyond
    `largest` bytes, where that is given."""
    address = f"sqlite:///{file}"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.store_crawl", address, str(articles), str(largest)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    stats, failure = json.loads(ended.stdout)
    return stats, failure, ended.stderr


def archive_stats(stats: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in stats.items() if name.startswith("archive/")}


def test_a_crawl_stores_counts_and_closes_its_run(tmp_path: Path) -> None:
    stats, failure, logged = crawl(tmp_path / "archive.db")
    assert (failure, logged) == ("None", "")
    assert archive_stats(stats) == {
        "archive/new": 4,
        "archive/unchanged": 1,
        "archive/updated": 1,
        "archive/rejected": 1,
    }
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as archive:
        assert {record["url"] for record in archive.records()} == {url(n) for n in range(4)}
        assert [(found.url, found.run_id) for found in archive.rejected()] == [(url(5000), 1)]
        ((outcome, arguments, versions, counts, is_closed),) = sql(
            archive, "SELECT outcome, arguments, versions, counts, finished_at > '' FROM runs"
        )
        assert (outcome, json.loads(arguments), is_closed) == ("finished", {"portal": "sample"}, 1)
        assert set(json.loads(versions)) == {"interview-archive", "scrapy", "python"}
        assert json.loads(counts)["archive/new"] == 4
        assert sql(archive, "SELECT DISTINCT first_run_id FROM articles") == [(1,)]


def test_a_full_disk_ends_the_crawl_and_what_was_stored_stays(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    stats, failure, logged = crawl(file, articles=600, largest=1_500_000)
    assert failure == "None"
    assert stats["finish_reason"] == "archive_error"
    assert stats["archive/errors"] >= 1
    assert 0 < stats["archive/new"] < 600
    assert logged.count("The crawl ends, since nothing can be stored") == 1
    assert str(file) in logged
    with Archive.open(f"sqlite:///{file}") as archive:
        assert archive.counts().articles == stats["archive/new"]
        assert sql(archive, "PRAGMA integrity_check") == [("ok",)]
        # With room again it goes on as if nothing had been.
        assert archive.save(article(599)) is Saved.new


def test_without_an_archive_the_crawl_does_not_start(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    file.write_text("a diary, not a database", encoding="utf-8")
    stats, failure, _ = crawl(file)
    assert "NotAnArchive" in failure
    assert "name another file" in failure
    assert archive_stats(stats) == {}
    assert file.read_text(encoding="utf-8") == "a diary, not a database"


def test_downloads_go_on_while_the_archive_waits(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"

    async def store() -> None:
        crawler = get_crawler(settings_dict={"ARCHIVE_URL": f"sqlite:///{file}"})
        pipeline = StorePipeline.from_crawler(crawler)
        await pipeline.open_spider()
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            storing = asyncio.create_task(pipeline.process_item(article()))
            # Were the event loop held up by the write, it would never come to end the other.
            await asyncio.sleep(0.05)
            assert not storing.done()
            other.execute("ROLLBACK")
        assert await storing == article()
        assert crawler.stats.get_value("archive/new") == 1
        await Store.of(crawler).close(None, "finished")  # type: ignore[arg-type]

    asyncio.run(store())
    with Archive.open(f"sqlite:///{file}") as archive:
        assert archive.known([url(1)]) == {url(1)}
