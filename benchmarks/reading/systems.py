"""The systems that read pages: ours, and other extractors, each in an environment of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.reading.pages import PROJECT, Kit, Unmeasured

OURS = "ours"
# name: (the adapter's file in the kit, the packages that it needs).
PEERS = {
    "trafilatura": ("trafilatura_adapter.py", ("trafilatura==2.3.1", "lxml_html_clean==0.4.6")),
    "newspaper4k": ("newspaper4k_adapter.py", ("newspaper4k[all]==0.9.6",)),
    "structured-data": ("extruct_adapter.py", ("extruct==0.18.0", "python-dateutil==2.9.0.post0")),
}
_SECONDS_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """What a system read: an answer by page, and milliseconds by page where pages were read one
    after the other."""

    out: dict[str, dict[str, Any]]
    ms: dict[str, float] = field(default_factory=dict)

    @property
    def median_ms(self) -> float | None:
        return median(self.ms.values()) if self.ms else None


def read_in_turn(kit: Kit, folder: Path, name: str, log: Path) -> Answers:
    """Pages one by one in one process, so that each has its time; offline where possible."""
    scorer = kit.news_scorer
    runner = scorer.Runner(_command(folder, name), log, True)
    out, ms, lost = scorer.run_stream(runner, kit.requests, _SECONDS_A_PAGE)
    if not out:
        raise Unmeasured(f"{name} read no page; see {log}")
    return Answers({**{one["id"]: {"error": one["why"]} for one in lost}, **out}, ms)


def read_at_once(requests: Sequence[dict[str, Any]], without: Sequence[str] = ()) -> Answers:
    """Ours on all cores, without times; `without` the rules of these names. Unmeasured where there
    is no such rule."""
    cores = min(os.cpu_count() or 1, max(len(requests), 1))
    options = ["--without", ",".join(without)]
    shares = [_Share(requests[core::cores], options) for core in range(cores)]
    return Answers({answer["id"]: answer for share in shares for answer in share.answers()})


def line_of(page: dict[str, Any]) -> str:
    """A page as `scrapy probe --jsonl` is asked for it."""
    asked = {key: page[key] for key in ("id", "url", "html_path", "fetched_at")}
    return json.dumps({**asked, "content_type": "text/html; charset=utf-8"}) + "\n"


class _Share:
    """A process that reads its share of the pages; files rather than pipes, which fill."""

    def __init__(self, requests: Sequence[dict[str, Any]], options: Sequence[str]) -> None:
        # Closed by `answers`.
        self._given, self._found, self._log = (
            tempfile.TemporaryFile("w+")  # noqa: SIM115
            for _ in range(3)
        )
        self._given.writelines(line_of(one) for one in requests)
        self._given.seek(0)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.reading.ours", *options],
            stdin=self._given,
            stdout=self._found,
            stderr=self._log,
            cwd=PROJECT,
        )

    def answers(self) -> list[dict[str, Any]]:
        """What it has read, once it ends. Unmeasured where it could not begin."""
        self._process.wait()
        self._found.seek(0)
        self._log.seek(0)
        lines, log = self._found.readlines(), self._log.read()
        for file in (self._given, self._found, self._log):
            file.close()
        if not lines:
            raise Unmeasured(log.strip().splitlines()[-1] if log.strip() else "no page was read")
        return [json.loads(line) for line in lines]


def _command(folder: Path, name: str) -> str:
    """How the system is started; it is installed where it is not yet."""
    if name == OURS:
        return f"{Path(sys.executable).with_name('scrapy')} probe --jsonl"
    adapter, packages = PEERS[name]
    return f"{_environment(name, packages)} {folder / 'measure' / 'peers' / adapter}"


def _environment(name: str, packages: Sequence[str]) -> Path:
    """The Python of an environment with these packages."""
    folder = PROJECT / "build" / "peers" / name
    python, installed = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join(packages)
    if not installed.exists() or installed.read_text(encoding="utf-8") != wanted:
        print(f"installing {', '.join(packages)} …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([python, *pip, *packages], check=True)
        installed.write_text(wanted, encoding="utf-8")
    return python
