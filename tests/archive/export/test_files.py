"""What `scrapy export` leaves on the disk, and in memory, however it ends."""

import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from scraper.archive import Archive, Filter
from scraper.archive.export import INTERVIEWS, write_rows
from scraper.items import Block
from tests.support import PROJECT as ROOT
from tests.support.archived import article

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow


Export = Callable[..., int]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An archive with three interviews."""
    address = f"sqlite:///{tmp_path / 'archive.db'}"
    with Archive.open(address) as archive:
        archive.save(article(1))
        archive.save(article(2, section="Dialogue", tags=["旗袍"], portal="other"))
        archive.save(article(3, published_at=None, views=None, next_article=None, tags=[]))
    return address


@pytest.fixture
def export(address: str, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Runs the command; its exit code."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "scraper.settings")

    def run(*arguments: str, archive: str = address) -> int:
        settings = get_project_settings()
        settings.set("ARCHIVE_URL", archive)
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "export", *arguments], settings)
        return int(ended.value.code or 0)

    return run


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_that_was_there_is_replaced_at_the_end_and_keeps_its_rights(
    export: Export, tmp_path: Path
) -> None:
    out, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    out.write_text("before", encoding="utf-8")
    out.chmod(0o640)
    link.symlink_to(out)
    assert export("-o", str(link)) == 0
    assert link.is_symlink()
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    assert out.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_that_new_files_have(export: Export, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert export("-o", str(tmp_path / "out.csv")) == 0
    finally:
        os.umask(before)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o640


def test_a_failed_export_leaves_what_was_there(
    export: Export, tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive.open(address) as archive:
        for number in range(10, 130):
            archive.save(article(number, blocks=[Block("paragraph", f"{number} " * 900)]))
    file = tmp_path / "archive.db"
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 20 * 4096] = b"\xff" * (20 * 4096)
    file.write_bytes(content)
    out = tmp_path / "out.jsonl"
    out.write_text("before", encoding="utf-8")
    assert export("-o", str(out)) == 6
    assert "damaged" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "before"
    assert not [name for name in names(tmp_path) if "part" in name]


def test_a_device_is_written_to(export: Export) -> None:
    assert export("-o", "/dev/null", "--format", "json") == 0
    assert Path("/dev/null").is_char_device()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive of some megabytes."""
    address = f"sqlite:///{tmp_path_factory.mktemp('large') / 'archive.db'}"
    with Archive.open(address) as archive:
        for number in range(500):
            portal = "few" if number < 100 else "many"
            blocks = [Block("paragraph", "x" * 5000)]
            archive.save(article(number, portal=portal, blocks=blocks, related=[]))
    return address


def started(address: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "export", *arguments, "-s", f"ARCHIVE_URL={address}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_that_has_enough_ends_it_quietly(large: str) -> None:
    with started(large, "-o", "-", "--format", "jsonl") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        assert process.wait(60) == 128 + signal.SIGPIPE
        assert process.stderr.read() == b""


def test_a_terminated_export_leaves_nothing_behind(large: str, tmp_path: Path) -> None:
    # A writer that waits for us in the middle of its file.
    program = (
        "import os, sys\n"
        "from scraper.archive.export import files\n"
        "def slow(kind, batches):\n"
        "    next(batches); os.write(1, b'half way\\n'); sys.stdin.read()\n"
        "files._PIECES['jsonl'] = slow\n"
        "from scrapy.cmdline import execute\n"
        f"execute(['scrapy', 'export', '-o', {str(tmp_path / 'out.jsonl')!r},"
        f" '-s', 'ARCHIVE_URL={large}'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        assert any("part" in name for name in names(tmp_path))
        process.terminate()
        assert process.wait(60) == 128 + signal.SIGTERM
    assert not [name for name in names(tmp_path) if name.endswith(".part") or "out" in name]


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "schema-org", "excel"])
def test_memory_does_not_grow_with_the_archive(large: str, form: str) -> None:
    def peak(archive: Archive, portal: str) -> int:
        tracemalloc.start()
        try:
            with Path("/dev/null").open("wb") as out:
                write_rows(
                    INTERVIEWS, archive.rows(INTERVIEWS, Filter(portals=[portal])), out, form
                )
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    with Archive.open_to_read(large) as archive:
        peak(archive, "few")
        # Three hundred more, of 10 KB each, are 3 MB.
        assert peak(archive, "many") - peak(archive, "few") < 500_000
