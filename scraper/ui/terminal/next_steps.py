"""What to try after a run: commands that exist, for the archive that was written to."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from scrapy.settings import BaseSettings

from scraper import settings as project
from scraper.crawl.report.outcome import Exit

Step = tuple[str, str]
_NOTHING_TO_SHOW = (
    *(Exit.BAD_USAGE, Exit.UNEXPECTED_ERROR),
    *(Exit.ARCHIVE_TROUBLE, Exit.ARCHIVE_BUSY),
)


def next_steps(settings: BaseSettings, code: Exit, url: str | None = None) -> list[Step]:
    """Up to three commands, each with what it is good for; `url` is a page with trouble, if any."""
    if code in _NOTHING_TO_SHOW:
        return []
    if code in (Exit.NOTHING_RECOGNISABLE, Exit.UNREACHABLE):
        return _to_find_out(url) if url else []
    scrapy, place = _scrapy(), _archive_option(settings)
    steps = [
        (f"{scrapy} export -o interviews.jsonl{place}", "every interview, one JSON object a line"),
        (f"{scrapy} export -o interviews.csv --excel{place}", "the same as a table for Excel"),
    ]
    address: str = settings["ARCHIVE_URL"]
    if address.startswith("sqlite:///") and shutil.which("sqlite3"):
        file = shlex.quote(_near(Path(address.removeprefix("sqlite:///"))))
        query = "SELECT published_at, views, title FROM interviews ORDER BY views DESC LIMIT 10"
        steps.append((f'sqlite3 {file} "{query}"', "ask the archive in SQL"))
    else:
        recent = f"{scrapy} export -o - --format jsonl --since 2020-12-01{place}"
        steps.append((recent, "only what was published since a day, on standard output"))
    return steps


def _to_find_out(url: str) -> list[Step]:
    scrapy, page = _scrapy(), shlex.quote(url)
    return [
        (f"{scrapy} fetch --nolog {page} > page.html", "what the portal answers"),
        (f"{scrapy} probe --url {page} page.html", "which fields are found on it, as an article"),
    ]


def _scrapy() -> str:
    """How to call this project's scrapy from the shell that this run was started in."""
    ours = Path(sys.executable).parent / "scrapy"
    found = shutil.which("scrapy")
    return "scrapy" if found and Path(found) == ours else shlex.quote(_near(ours))


def _near(file: Path) -> str:
    """A path as it is written from the current directory, where it lies in there."""
    here = Path.cwd()
    return os.path.relpath(file, here) if file.is_relative_to(here) else str(file)


def _archive_option(settings: BaseSettings) -> str:
    address: str = settings["ARCHIVE_URL"]
    return "" if address == project.ARCHIVE_URL else f" -s ARCHIVE_URL={shlex.quote(address)}"
