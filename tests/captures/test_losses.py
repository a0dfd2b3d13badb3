"""Captures that are lost, whatever way: `verify` names them, and its repair makes it green."""

import gzip
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.captures import capture_problems
from scraper.crawl.storing.repair import repair
from scraper.items import Capture
from tests.support.crawling import address_of, crawl
from tests.support.site import article, listing, serving

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of six articles and their captures."""
    folder = tmp_path_factory.mktemp("crawled")
    numbers = range(1, 7)
    pages = {f"/a/{n}.html": article(n) for n in numbers}
    pages["/a/"] = listing({f"/a/{n}.html": f"Guest {n} talks" for n in numbers})
    with serving(dict(pages)) as site:
        assert crawl("-a", f"url={site.address}/a/", archive=folder / "a.db").code == 0
    return folder


@pytest.fixture
def folder(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "copy"))


def _wrong(folder: Path) -> list[str]:
    with Archive.open(address_of(folder / "a.db"), readonly=True) as archive:
        captured = capture_problems(folder / "captures", archive.captures.all())
        return [*archive.problems(), *map(str, captured)]


def _repair(folder: Path) -> str:
    return "\n".join(repair(address_of(folder / "a.db"), folder / "captures", NOW))


def _captures(folder: Path) -> list[Capture]:
    with Archive.open(address_of(folder / "a.db"), readonly=True) as archive:
        return list(archive.captures.all())


def _due(folder: Path) -> int:
    with Archive.open(address_of(folder / "a.db"), readonly=True) as archive:
        return sum(
            row["kind"] == "article" and row["due_at"] is not None and row["due_at"] <= NOW
            for row in archive.ledger.rows()
        )


def _file(folder: Path) -> Path:
    (file,) = (folder / "captures").glob("*.warc.gz")
    return file


def _spoil(file: Path, begin: int, data: bytes = b"?") -> None:
    with file.open("r+b") as opened:
        opened.seek(begin)
        opened.write(data)


def _rot(at: Callable[[Capture, int], int]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        kept = _captures(folder)[4]
        _spoil(_file(folder), at(kept, _file(folder).stat().st_size))

    return spoil


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a byte of a response": _rot(lambda kept, size: kept.offset + kept.length // 2),
    "a byte of the request behind it": _rot(lambda kept, size: kept.offset + kept.length + 40),
    "the first byte of a response": _rot(lambda kept, size: kept.offset),
    "what the file begins with": _rot(lambda kept, size: 30),
    "a byte of the last record": _rot(lambda kept, size: size - 20),
    "a block of nothing": lambda folder: _spoil(_file(folder), 3000, bytes(4096)),
    "nothing but rubbish": lambda folder: _file(folder).write_bytes(b"rubbish" * 900),
    "an emptied file": lambda folder: _file(folder).write_bytes(b""),
    "a deleted file": lambda folder: _file(folder).unlink(),
    "a deleted folder": lambda folder: shutil.rmtree(folder / "captures"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", DAMAGE)
def test_the_repair_makes_verify_green_and_keeps_the_articles(what: str, folder: Path) -> None:
    whole = _captures(folder)
    DAMAGE[what](folder)
    assert _wrong(folder)
    done = _repair(folder)
    assert _wrong(folder) == []
    left = {capture.record_id for capture in _captures(folder)}
    lost = [capture for capture in whole if capture.record_id not in left]
    if len(lost) == 1:
        assert lost[0].url in done
    elif lost and "deleted" in what:
        assert f"accepted as lost until it is put back: {len(lost)} captures" in done
    with Archive.open(address_of(folder / "a.db"), readonly=True) as archive:
        assert len(list(archive.records())) == 6
    # A second repair finds nothing to do.
    assert _repair(folder) == ""


def test_a_rotten_byte_costs_one_capture_and_leaves_a_file_that_any_tool_reads(
    folder: Path,
) -> None:
    kept = _captures(folder)[4]
    file = _file(folder)
    before, size = file.read_bytes(), file.stat().st_size
    _spoil(file, kept.offset + 100, b"\0\0\0")
    spoiled = file.read_bytes()
    _repair(folder)
    assert file.stat().st_size == size
    gzip.decompress(file.read_bytes())
    assert file.read_bytes()[: kept.offset] == before[: kept.offset]
    (aside,) = file.parent.glob("*.damaged")
    assert aside.read_bytes() == spoiled[kept.offset : kept.offset + kept.length]
    assert [one for one in _captures(folder) if one.url == kept.url] == []
    # It is asked for again, to be captured anew; the others are not.
    assert _due(folder) == 1


def test_a_file_that_was_taken_away_is_not_fetched_again_and_is_back_when_it_is_put_back(
    folder: Path, tmp_path: Path
) -> None:
    before = _captures(folder)
    away = _file(folder).rename(tmp_path / _file(folder).name)
    _repair(folder)
    assert (_captures(folder), _due(folder)) == ([], 0)
    shutil.move(away, folder / "captures" / away.name)
    assert _wrong(folder) == []
    assert f"{len(before)} captures that were lost are in their files again" in _repair(folder)
    assert _captures(folder) == before
    assert _wrong(folder) == []
