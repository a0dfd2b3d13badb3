"""Real `scrapy` processes for tests, as an operator starts them."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.archive import Archive
from scraper.settings import PROJECT

AT_FULL_SPEED = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended: exit code, standard output (the summary), standard error (log)."""

    code: int
    out: str
    log: str
    archive: Path

    @property
    def records(self) -> dict[str, dict[str, Any]]:
        """The archive's records by the last part of their address."""
        with Archive.open(address_of(self.archive), create=False, readonly=True) as archive:
            return {record["url"].rpartition("/")[2]: record for record in archive.records()}


def address_of(archive: Path) -> str:
    """The archive's address as the setting wants it."""
    return f"sqlite:///{archive}"


def scrapy(*arguments: str, archive: Path, cwd: Path = PROJECT) -> Ended:
    """Runs `scrapy` to its end on an archive of its own."""
    environment = {**os.environ, "ARCHIVE_URL": address_of(archive), "COLUMNS": "80"}
    environment.pop("http_proxy", None)
    process = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ended(process.returncode, process.stdout, process.stderr, archive)


def crawl(*arguments: str, archive: Path) -> Ended:
    """`scrapy crawl interviews` at full speed."""
    return scrapy("crawl", "interviews", *AT_FULL_SPEED, *arguments, archive=archive)


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
