"""Captures replayed by pywb, the web archives' own software, where it is installed."""

import gzip
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.captures.test_captures import PACKED, exchange, writer
from tests.ui.test_demo import free_port

MANAGER, WAYBACK = shutil.which("wb-manager"), shutil.which("wayback")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (MANAGER and WAYBACK),
        reason="pywb is not on the path (install it in an environment of its own)",
    ),
]


@contextmanager
def replaying(folder: Path, captures: Path) -> Iterator[str]:
    """pywb with the captures as its collection; yields the address of its replay."""
    files = [str(file) for file in captures.iterdir()]
    for arguments in (["init", "kept"], ["add", "kept", *files]):
        command = [str(MANAGER), *arguments]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    port = free_port()
    command = [str(WAYBACK), "-b", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}/kept"
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("pywb does not answer")


def test_pywb_replays_pages_and_revisits(tmp_path: Path) -> None:
    making = writer(tmp_path / "captures")
    first = making.write(exchange(), "article")
    later = exchange()
    later.at += timedelta(days=30)
    assert making.write(later, "article", earlier=first).original
    making.close()
    found = []
    with replaying(tmp_path, tmp_path / "captures") as address:
        for moment in (first.captured_at, later.at):
            url = f"{address}/{moment:%Y%m%d%H%M%S}id_/{first.url}"
            with urllib.request.urlopen(url, timeout=30) as answer:
                # Unpacked, since this client did not say that it takes it packed.
                found.append((answer.status, answer.read()))
    assert found == [(200, gzip.decompress(PACKED))] * 2
