"""Captures as WARC files: what independent readers find in them, and what becomes of torn ones."""

import gzip
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastwarcIterator
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from scraper.captures import (
    CaptureFailed,
    CaptureUnreadable,
    CaptureWriter,
    Exchange,
    capture_problems,
    captures_in,
    read_exchange,
    salvage,
)
from scraper.items import Capture

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)
PACKED = gzip.compress("<html><body>梭子</body></html>".encode(), mtime=0)


def exchange(number: int = 1, body: bytes = PACKED, status: int = 200) -> Exchange:
    return Exchange(
        f"http://portal.example/{number}.html?page={number}",
        status,
        [
            (b"Content-Type", b"text/html; charset=utf-8"),
            (b"Content-Encoding", b"gzip"),
            (b"Set-Cookie", b"a=1"),
            (b"Set-Cookie", b"b=2"),
            (b"X-Title", b"caf\xe9"),
        ],
        body,
        NOON + timedelta(days=number),
        [(b"User-Agent", b"archiver"), (b"Accept", b"text/html")],
        ip="192.0.2.7",
    )


def writer(folder: Path, limit: int = 10**9) -> CaptureWriter:
    return CaptureWriter(folder, limit, {"software": "test"})


def written(folder: Path, number: int = 5) -> list[Capture]:
    """Captures in one closed file."""
    making = writer(folder)
    captures = [
        making.write(exchange(n, b"<html>%d</html>" % n), "article", portal="sample")
        for n in range(1, number + 1)
    ]
    making.close()
    return captures


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_is_read_back_is_what_came(tmp_path: Path) -> None:
    making = writer(tmp_path)
    capture = making.write(
        exchange(), "article", portal="sample", listed_section="对话", listed_title="梭子"
    )
    # Before the file is closed: an article is read again while its crawl still runs.
    found = read_exchange(tmp_path, capture)
    making.close()
    again = read_exchange(tmp_path, capture)
    assert found == again
    assert (found.url, found.status, found.body) == (exchange().url, 200, PACKED)
    assert found.headers == exchange().headers
    assert list(captures_in(tmp_path / capture.file)) == [capture]


def test_warcio_finds_every_record_with_right_digests(tmp_path: Path) -> None:
    making = writer(tmp_path)
    first = making.write(exchange(), "article")
    making.write(exchange(), "article", earlier=first)
    making.close()
    with only_file(tmp_path).open("rb") as file:
        records = [
            (
                record.rec_type,
                record.rec_headers,
                record.http_headers,
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, *_ in records] == [
        *("warcinfo", "response", "request", "revisit", "request"),
    ]
    _, response, http, body = records[1]
    assert body.decode() == "<html><body>梭子</body></html>"
    assert http.statusline == "200 OK"
    assert [value for name, value in http.headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert response.get_header("WARC-Target-URI") == "http://portal.example/1.html?page=1"
    assert response.get_header("WARC-IP-Address") == "192.0.2.7"
    assert response.get_header("WARC-Date") == "2026-03-03T12:00:00.250000Z"
    _, request, asked, _ = records[2]
    assert request.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID")
    assert asked.protocol == "GET"
    assert asked.statusline == "/1.html?page=1 HTTP/1.1"
    assert asked.get_header("Host") == "portal.example"
    _, revisit, _, nothing = records[3]
    assert nothing == b""
    assert revisit.get_header("WARC-Profile").endswith("/revisit/identical-payload-digest")
    assert revisit.get_header("WARC-Refers-To") == response.get_header("WARC-Record-ID")
    assert revisit.get_header("WARC-Refers-To-Date") == response.get_header("WARC-Date")
    assert revisit.get_header("WARC-Payload-Digest") == response.get_header("WARC-Payload-Digest")


def test_fastwarc_and_the_command_line_tools_agree(tmp_path: Path) -> None:
    captures = written(tmp_path)
    file = only_file(tmp_path)
    with file.open("rb") as opened:
        sound = [
            record.verify_block_digest() for record in FastwarcIterator(opened, parse_http=False)
        ]
    assert sound == [True] * (1 + 2 * len(captures))
    with file.open("rb") as opened:
        pages = {
            record.headers["WARC-Target-URI"]: (
                record.http_headers.status_code,
                record.reader.read(),
            )
            for record in FastwarcIterator(opened, parse_http=True)
            if record.headers["WARC-Type"] == "response"
        }
    assert pages == {
        exchange(n).url: (200, b"<html>%d</html>" % n) for n in range(1, len(captures) + 1)
    }
    for tool in (["gzip", "-t"], [sys.executable, "-m", "warcio.cli", "check"]):
        assert subprocess.run([*tool, str(file)], check=False).returncode == 0


def test_a_revisit_is_read_with_its_original(tmp_path: Path) -> None:
    making = writer(tmp_path)
    first = making.write(exchange(), "article")
    again = making.write(exchange(), "article", earlier=first)
    unmodified = making.write(exchange(body=b"", status=304), "article", earlier=first)
    other = making.write(exchange(body=b"edited"), "article", earlier=first)
    making.close()
    assert again.original == unmodified.original == first.record_id
    assert again.length < first.length + len(PACKED)
    assert read_exchange(tmp_path, again, first).body == PACKED
    page = read_exchange(tmp_path, unmodified, first)
    assert (page.status, page.body) == (200, PACKED)
    assert (other.original, read_exchange(tmp_path, other).body) == (None, b"edited")


def test_a_payload_that_was_taken_away_is_kept_anew(tmp_path: Path) -> None:
    (first,) = written(tmp_path, 1)
    only_file(tmp_path).unlink()
    making = writer(tmp_path)
    again = making.write(exchange(1, b"<html>1</html>"), "article", earlier=first)
    making.close()
    assert again.original is None
    assert read_exchange(tmp_path, again).body == b"<html>1</html>"


def test_files_are_closed_when_they_are_large_enough(tmp_path: Path) -> None:
    making = writer(tmp_path, limit=3000)
    captures = [making.write(exchange(n), "article") for n in range(12)]
    open_files = [file.suffix == ".open" for file in sorted(tmp_path.iterdir())]
    making.close()
    assert sum(open_files) == 1
    assert len(list(tmp_path.iterdir())) == len({capture.file for capture in captures}) > 2
    for capture in captures:
        assert read_exchange(tmp_path, capture).url == capture.url


WRITER = """
import os, sys
from pathlib import Path
from tests.captures.test_captures import exchange, writer
making = writer(Path(sys.argv[1]))
for n in range(1, 4):
    making.write(exchange(n), "article")
os.write(making._descriptor, b"half a record" if sys.argv[2] == "torn" else b"")
os.kill(os.getpid(), 9)
"""


def killed(folder: Path, how: str) -> None:
    command = [sys.executable, "-c", WRITER, str(folder), how]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9


@pytest.mark.parametrize(("how", "torn"), [("torn", 13), ("whole", 0)])
def test_a_killed_process_loses_nothing_whole(tmp_path: Path, how: str, torn: int) -> None:
    killed(tmp_path, how)
    assert only_file(tmp_path).suffix == ".open"
    (found,) = salvage(tmp_path)
    assert (found.records, found.torn) == (7, torn)
    assert found.file is not None
    assert [capture.url for capture in captures_in(found.file)] == [
        exchange(n).url for n in (1, 2, 3)
    ]
    assert subprocess.run(["gzip", "-t", str(found.file)], check=False).returncode == 0
    aside = [file.read_bytes() for file in tmp_path.glob("*.torn")]
    assert aside == ([b"half a record"] if torn else [])
    assert salvage(tmp_path) == []


@pytest.mark.parametrize("cut", [1, 40, 200, 100_000])
def test_a_file_cut_anywhere_keeps_what_is_before(tmp_path: Path, cut: int) -> None:
    captures = written(tmp_path)
    whole = only_file(tmp_path)
    size = whole.stat().st_size
    place = whole.rename(whole.with_name(whole.name + ".open"))
    with place.open("r+b") as file:
        file.truncate(max(0, size - cut))
    (found,) = salvage(tmp_path)
    kept = list(captures_in(found.file)) if found.file else []
    assert kept == captures[: len(kept)]
    assert len(kept) >= (0 if cut > size else 4)


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    making = writer(tmp_path)
    making.write(exchange(1), "article")
    assert salvage(tmp_path) == []
    capture = making.write(exchange(2), "article")
    making.close()
    assert read_exchange(tmp_path, capture).url == exchange(2).url


def test_sound_files_have_no_problems(tmp_path: Path) -> None:
    assert list(capture_problems(tmp_path, written(tmp_path))) == []


def test_a_torn_file_is_named_though_warcio_passes_it(tmp_path: Path) -> None:
    captures = written(tmp_path)
    file = only_file(tmp_path)
    with file.open("r+b") as opened:
        opened.truncate(captures[-1].offset + 20)
    said = [str(problem) for problem in capture_problems(tmp_path, captures)]
    assert len(said) == 2
    assert all(file.name in line for line in said)
    assert "torn or damaged" in said[0]
    assert captures[-1].url in said[1]


def test_a_changed_byte_and_a_missing_file_are_named(tmp_path: Path) -> None:
    captures = written(tmp_path / "a")
    file = only_file(tmp_path / "a")
    data = bytearray(file.read_bytes())
    data[captures[1].offset + 60] ^= 0xFF
    file.write_bytes(bytes(data))
    said = [str(problem) for problem in capture_problems(tmp_path / "a", captures)]
    assert any(captures[1].url in line for line in said)
    # Those behind the damage are still there, and are not called lost.
    assert not any(captures[3].url in line for line in said)
    (gone,) = capture_problems(tmp_path / "nowhere", captures)
    assert "is missing, with 5 captures" in str(gone)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    first, *_ = written(tmp_path)
    with pytest.raises(CaptureUnreadable, match="missing"):
        read_exchange(tmp_path / "elsewhere", first)
    only_file(tmp_path).write_bytes(b"no WARC at all")
    with pytest.raises(CaptureUnreadable, match="no record"):
        read_exchange(tmp_path, first)


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.captures.test_captures import exchange, writer
from scraper.captures import CaptureFailed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
making = writer(Path(sys.argv[1]))
try:
    for n in range(1, 50):
        making.write(exchange(n), "article")
except CaptureFailed as error:
    print(error)
making.close()
"""


def test_a_full_disk_leaves_a_whole_file_and_a_clear_message(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert "responses cannot be kept" in ended.stdout
    assert "CAPTURES_FOLDER" in ended.stdout
    file = only_file(tmp_path)
    assert file.name.endswith(".warc.gz")
    assert list(capture_problems(tmp_path, captures_in(file))) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CaptureFailed, match="cannot be kept"):
        writer(tmp_path / "file" / "captures").write(exchange(), "article")
