"""The handed sets of real pages, with what is true of them."""

import gzip
import importlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent.parent
KIT = PROJECT.parent / "shared"
_RECORDS = Path("real_pages/records.jsonl")


class Unmeasured(Exception):
    """Nothing could be measured: there are no pages, or a system reads none; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The pages, unpacked: `news` of the news and the benchmark set, `wcxb` of WCXB (none where it
    is not there); each as its scoring program wants it. `half_of` says which half of WCXB."""

    news: list[dict[str, Any]]
    wcxb: list[dict[str, Any]]
    news_scorer: ModuleType
    wcxb_scorer: ModuleType | None

    @property
    def requests(self) -> list[dict[str, Any]]:
        """A page each: id, url, html_path and fetched_at, as `scrapy probe --jsonl` reads them."""
        return [*self.news, *self.wcxb]


def half_of(url: str) -> str:
    """The half of WCXB that a page is of, by its host: rules are made from pages of the first and
    kept if the second does not lose by them."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return "second" if sha256(host.encode()).digest()[0] % 2 else "first"


@contextmanager
def opened(folder: Path, every: int = 1) -> Iterator[Kit]:
    """The sets in the folder, unpacked for a while; of all pages only one in `every`. Unmeasured
    where the folder has none."""
    measure = folder / "measure"
    for part in (measure / "extract_score.py", folder / _RECORDS):
        if not part.exists():
            raise Unmeasured(f"{part} is not there; name the folder of the pages with --kit")
    news_scorer = _program(measure, "extract_score")
    records = _program(measure, "records")
    with tempfile.TemporaryDirectory(prefix="pages-") as unpacked:
        tempfile.tempdir, before = unpacked, tempfile.tempdir
        try:
            news = records.load_kit(str(folder / _RECORDS))
        finally:
            tempfile.tempdir = before
        scorer = None
        wcxb: list[dict[str, Any]] = []
        if (folder / "wcxb" / "dev").is_dir():
            scorer = _program(measure, "wcxb_score")
            wcxb = [
                _unpacked(row, Path(unpacked))
                for row in scorer.load(folder / "wcxb", "dev", "article")
            ]
        yield Kit(news[::every], wcxb[::every], news_scorer, scorer)


def _unpacked(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    page = folder / f"{row['id']}.html"
    page.write_bytes(gzip.decompress(row["page"].read_bytes()))
    return {**row, "html_path": str(page), "fetched_at": None}


def _program(folder: Path, name: str) -> ModuleType:
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    return importlib.import_module(name)
