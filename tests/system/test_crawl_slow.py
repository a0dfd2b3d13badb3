"""Crawls that need seconds: waiting politely, being stopped; and Scrapy's own commands."""

import signal
import socket
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from scraper.settings import PROJECT
from tests.support.crawling import address_of, crawl, scrapy
from tests.support.site import Answer, article, listing, serving

pytestmark = pytest.mark.slow

LINKS = {f"/news/{number}.html": f"Guest {number} talks" for number in range(1, 4)}
PAGES: dict[str, Answer | str] = {
    "/list/": listing(LINKS),
    **{path: article(number) for number, path in enumerate(LINKS, start=1)},
}


def test_crawl_delay_is_kept(tmp_path: Path) -> None:
    robots = Answer("User-agent: *\nCrawl-delay: 2\n")
    with serving({**PAGES, "/robots.txt": robots}) as site:
        url = ("-a", f"url={site.address}/list/")
        # Later settings of one name win: a short delay of our own, which the portal's goes beyond.
        ended = crawl(*url, "-s", "DOWNLOAD_DELAY=0.05", archive=tmp_path / "a.db")
    assert ended.code == 0
    gaps = [later - earlier for earlier, later in pairwise(site.times)]
    # The first page is on its way when robots.txt is read; jitter takes up to 30 % off.
    assert min(gaps[2:]) >= 1.3


def test_a_signal_stops_the_crawl_and_is_said(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as site:
        settings = [f"ARCHIVE_URL={address_of(tmp_path / 'a.db')}", "ROBOTSTXT_OBEY=False"]
        # Longer than the test waits: what is in the queue must not have its turn first.
        settings.append("DOWNLOAD_DELAY=300")
        command = [sys.executable, "-m", "scrapy", "crawl", "interviews"]
        command += ["-a", f"url={site.address}/list/", *(f"-s{setting}" for setting in settings)]
        with subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            next(line for line in process.stderr if "3 links" in line)
            process.send_signal(signal.SIGTERM)
            out, _ = process.communicate(timeout=60)
    assert process.returncode == 7
    assert "found    3 interviews" in out
    assert "Stopped by a signal before the end" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list",), "interviews"),
        (("settings", "--get", "BOT_NAME"), "interview-archive"),
        (("check",), "OK"),
        (("shell", "--nolog", "-c", "settings['BOT_NAME']"), "interview-archive"),
        (("fetch", "--nolog", "{address}/news/1.html"), "Guest 1 talks"),
    ],
)
def test_scrapys_own_commands_work(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    with serving(dict(PAGES)) as site:
        filled = [argument.format(address=site.address) for argument in arguments]
        ended = scrapy(*filled, archive=tmp_path / "a.db")
    assert ended.code == 0
    assert said in ended.out + ended.log


def test_a_port_in_use_is_no_obstacle_to_the_demo(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = scrapy("demo", "-s", f"SAMPLE_PORT={port}", archive=tmp_path / "a.db")
    assert ended.code == 0
    assert ended.records
