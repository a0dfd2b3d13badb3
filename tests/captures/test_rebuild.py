"""An archive that is lost is made anew from its captures."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scraper.archive import Archive
from tests.support.crawling import Ended, address_of, scrapy
from tests.support.days import Day, live
from tests.support.site import Answer, article, listing, moved

# Several crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

Pages = dict[str, Answer | str]
FRESH = "2026/03/02 8:05:00"
READING = "<h3>Related reading</h3><ul><li><a href='/news/99.html'>Guest 99 talks</a></li></ul>"


def _path(number: int) -> str:
    return f"/news/{number}.html"


def _pages(*numbers: int) -> Pages:
    shown = {_path(n): f"Guest {n} talks" for n in sorted(numbers, reverse=True)}
    links = list(shown.items())
    pages: Pages = {
        "/list/": listing(dict(links[:5]), "/list/2"),
        "/list/2": listing(dict(links[5:])),
    }
    pages["/"] = "<html><body>Welcome</body></html>"
    for number in numbers:
        page = article(number, date=FRESH).replace("</div></body>", f"</div>{READING}</body>")
        pages[_path(number)] = Answer(page, headers={"ETag": f'"v{number}"'})
    return pages


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of four days: news, an edit, a removal, a move, and a day of nothing."""
    folder = tmp_path_factory.mktemp("lived")
    third = _pages(*range(1, 10))
    third[_path(3)] = article(3, date=FRESH).replace("Guest 3 spoke", "He never spoke")
    del third[_path(4)]
    third[_path(5)] = moved("/news/m5.html")
    third["/news/m5.html"] = article(5, date=FRESH)
    days = [
        Day("2026-03-02T10:00:00Z", _pages(*range(1, 8))),
        Day("2026-03-03T06:00:00Z", _pages(*range(1, 10))),
        Day("2026-03-04T06:00:00Z", third),
        Day("2026-03-05T06:00:00Z", third),
    ]
    assert [ran.code for ran in live(days, folder / "a.db")] == [0, 0, 0, 0]
    return folder


@pytest.fixture
def folder(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "copy"))


def _state(folder: Path) -> dict[str, Any]:
    with Archive.open(address_of(folder / "a.db"), readonly=True) as archive:
        rows = archive.ledger.rows()
        return {
            "problems": archive.problems(),
            "records": {record["url"]: record for record in archive.records()},
            "states": {row["url"]: (row["kind"], row["state"], row["found_as"]) for row in rows},
            "section": {row["url"]: row["section"] for row in rows},
            "etags": {row["url"]: row["etag"] for row in rows},
            "captures": [capture.record_id for capture in archive.captures.all()],
        }


def _repair(folder: Path) -> Ended:
    return scrapy("verify", "--repair", archive=folder / "a.db")


def _seen(record: dict[str, Any]) -> dict[str, Any]:
    """A record with times to the minute: a simulated run's clock goes on by itself."""
    times = ("first_seen_at", "last_seen_at", "gone_at")
    return record | {name: record[name] and record[name][:16] for name in times}


def test_a_lost_archive_is_as_it_was(folder: Path) -> None:
    before = _state(folder)
    (folder / "a.db").unlink()
    done = _repair(folder)
    assert done.code == 0
    assert "made anew from" in done.log + done.out
    after = _state(folder)
    for part in ("problems", "states", "etags", "captures"):
        assert after[part] == before[part], part
    assert after["records"].keys() == before["records"].keys()
    for url, record in before["records"].items():
        assert _seen(after["records"][url]) == _seen(record)


def test_what_is_left_of_a_lost_archive_is_kept_beside_it(folder: Path) -> None:
    left = b"SQLite format 3\0" + b"rubbish" * 999
    before = _state(folder)
    (folder / "a.db").write_bytes(left)
    assert _repair(folder).code == 0
    assert _state(folder)["records"].keys() == before["records"].keys()
    (aside,) = folder.glob("a.db.damaged-*")
    assert aside.read_bytes() == left


def test_a_copy_without_its_log_is_made_anew(folder: Path) -> None:
    before = _state(folder)
    (folder / "a.db").unlink()
    with closing(sqlite3.connect(folder / "a.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert _repair(folder).code == 0
    assert _state(folder)["records"].keys() == before["records"].keys()


def test_where_no_captures_are_the_missing_archive_is_named(tmp_path: Path) -> None:
    ended = scrapy("verify", "--repair", archive=tmp_path / "a.db")
    assert ended.code == 6
    assert "there is no archive yet" in ended.log
    assert list(tmp_path.iterdir()) == []
