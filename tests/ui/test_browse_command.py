"""`scrapy browse` as a process: the address, other processes beside it, the end."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from scraper.archive import Archive
from scraper.crawl.report.outcome import Exit
from scraper.settings import PROJECT
from tests.support.archived import article
from tests.support.crawling import address_of, scrapy

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow


@contextmanager
def served(archive: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "browse", *arguments],
        cwd=PROJECT,
        env={**os.environ, "ARCHIVE_URL": address_of(archive)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def archive_in(folder: Path) -> Path:
    file = folder / "archive.db"
    with Archive.open(address_of(file)) as archive:
        archive.save(article(1))
    return file


def test_it_answers_on_loopback_until_ctrl_c(tmp_path: Path) -> None:
    file = archive_in(tmp_path)
    with served(file) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert "1 interviews" in urlopen(address).read().decode()
        with Archive.open(address_of(file), wait=1) as archive:
            archive.save(article(2))
        assert "2 interviews" in urlopen(address).read().decode()
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}archive/nothing-of-this-name")
        process.send_signal(signal.SIGINT)
        out, log = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert log == f"browsing {file}, read-only; Ctrl-C ends it\n"
    assert [it.name for it in tmp_path.iterdir()] == ["archive.db"]


@pytest.mark.slow
def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = scrapy("browse", "--port", port, archive=archive_in(tmp_path))
    assert ended.code == Exit.BAD_USAGE
    assert f"port {port}" in ended.log
    assert "--port" in ended.log


@pytest.mark.slow
def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    ended = scrapy("browse", archive=tmp_path / "none.db")
    assert ended.code == Exit.ARCHIVE_TROUBLE
    assert "there is no archive yet" in ended.log


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "datasette.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'datasette'\", name='datasette')",
        encoding="utf-8",
    )
    code = (
        f"import sys; sys.path.insert(0, {json.dumps(str(tmp_path))}); "
        "from scrapy.cmdline import execute; execute(['scrapy', 'browse'])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={**os.environ, "ARCHIVE_URL": address_of(archive_in(tmp_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == Exit.UNEXPECTED_ERROR
    assert "pip install" in ended.stderr
    assert "browse" in ended.stderr
    assert "Traceback" not in ended.stderr
