"""Two runs, one archive: the second says so; whoever reads is never kept waiting."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scraper.archive import Archive
from tests.support import PROJECT
from tests.support.archived import article as stored_article
from tests.support.archived import sql
from tests.support.crawling import address_of, crawl, scrapy
from tests.support.site import article, listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow


HOLDER = """
import os, sys
from scraper.archive import Archive
archive = Archive.open(sys.argv[1])
unlock = archive.lock()
print("locked", flush=True)
sys.stdin.readline()
os._exit(0)  # as a crash would: nothing is unlocked
"""


def _holding(archive: Path) -> "subprocess.Popen[str]":
    """Another process that has taken the archive, until a line is written to it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, address_of(archive)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "locked\n"
    return process


def test_the_second_run_says_so_and_fetches_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    links = {f"/news/{n}.html": f"Guest {n} talks" for n in range(1, 5)}
    pages = {path: article(n) for n, path in enumerate(links, 1)}
    with serving({"/list/": listing(links), **pages}) as site:
        with _holding(archive) as other:
            ended = crawl("-a", f"url={site.address}/list/", archive=archive)
            assert ended.code == 8
            assert "another run is writing to it" in ended.out
            assert f"process {other.pid}" in ended.out
            assert not site.hits
            with Archive.open(address_of(archive), readonly=True) as opened:
                assert opened.is_locked()
            # It ends without unlocking, as in a crash.
            other.communicate("\n", timeout=20)
        again = crawl("-a", f"url={site.address}/list/", archive=archive)
    assert again.code == 0, again.log
    assert len(again.records) == 4
    with Archive.open(address_of(archive), readonly=True) as opened:
        assert not opened.is_locked()
        assert sql(opened, "SELECT count(*) FROM runs") == [(1,)]


def test_a_reader_is_not_kept_waiting_and_sees_whole_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with Archive.open(address_of(file)) as archive:
        archive.save(stored_article(1))
        unlock = archive.lock()
        with archive._writing() as connection:
            # In the middle of storing: the title is new already, the rest is not.
            connection.exec_driver_sql("UPDATE articles SET title = 'Half'")
            with closing(sqlite3.connect(file, timeout=0)) as reader:
                ((title, tags),) = reader.execute("SELECT title, tags FROM interviews").fetchall()
            ended = scrapy("export", "-o", "-", "--format", "jsonl", archive=file)
            connection.rollback()
        unlock()
    assert title == stored_article(1).title
    assert json.loads(tags) == stored_article(1).tags
    assert ended.code == 0, ended.log
    assert json.loads(ended.out)["title"] == stored_article(1).title


def test_a_lock_file_left_behind_locks_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    (tmp_path / "a.db.lock").write_text("12345\n")
    with Archive.open(address_of(file)) as archive:
        assert not archive.is_locked()
        archive.lock()()
        assert not (tmp_path / "a.db.lock").exists()
