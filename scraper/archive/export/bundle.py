"""A dataset to cite: a folder with the whole archive in three formats, and what describes it."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scraper.archive import Archive
from scraper.archive.dictionary.exported import EXPORTED
from scraper.archive.dictionary.page import page
from scraper.archive.export.datapackage import Contents, datapackage
from scraper.archive.export.files import write_rows
from scraper.archive.queries.rows.kinds import KINDS
from scraper.values.whole_file import sync_folder, whole_file

_COPY = "archive.db"
_FORMATS = ("csv", "parquet")
_SUMS = "SHA256SUMS"


def write_bundle(archive: Archive, folder: Path, made_at: datetime, program: str) -> Contents:
    """Writes the bundle; what is in it. `program` is this program's version.

    The folder is there whole or not at all; it must not be there yet, or be empty. OSError where it
    cannot be written, FormatUnavailable without Parquet, NotAnArchive where the archive is on a
    server: there is no file of it to copy.
    """
    with whole_folder(folder) as part:
        archive.copy_to(part / _COPY)
        # From the copy, so that all is of one moment.
        with Archive.open_to_read(f"sqlite:///{part / _COPY}") as copy:
            versions = {"interview-archive": program, **copy.versions()}
            contents = Contents(made_at, _write_data(copy, part), copy.counts(), versions)
        _write_text(part / "data-dictionary.md", page())
        _write_text(part / "README.md", _readme(contents))
        sums = {file: _sha256(file) for file in sorted(part.iterdir())}
        described = datapackage(contents, sums, KINDS, EXPORTED)
        _write_text(
            part / "datapackage.json", json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        )
        sums[part / "datapackage.json"] = _sha256(part / "datapackage.json")
        lines = (f"{digest}  {file.name}\n" for file, digest in sorted(sums.items()))
        _write_text(part / _SUMS, "".join(lines))
    return contents


def _write_data(archive: Archive, folder: Path) -> dict[str, int]:
    rows: dict[str, int] = {}
    for kind in KINDS.values():
        for form in _FORMATS:
            with whole_file(folder / f"{kind.name}.{form}") as out:
                rows[kind.name] = write_rows(kind, archive.rows(kind), out, form)
    return rows


def _write_text(file: Path, text: str) -> None:
    with whole_file(file) as out:
        out.write(text.encode())


def _readme(contents: Contents) -> str:
    described = datapackage(contents, {}, KINDS, EXPORTED)
    rows = "".join(
        f"| `{name}.csv`, `{name}.parquet` | {count:,} | {EXPORTED[name].meaning} |\n"
        for name, count in contents.rows.items()
    )
    versions = json.dumps(contents.versions, ensure_ascii=False, indent=2)
    return (
        f"# {described['title']}, {described['version']}\n\n{described['description']}\n\n"
        f"| File | Rows | |\n|---|---|---|\n{rows}"
        f"| `{_COPY}` | | Everything, as an SQLite file |\n\n"
        "What the columns mean is in `data-dictionary.md`, for machines in `datapackage.json`"
        " (Frictionless Data Package). The raw responses that it was read from are not included."
        f"\n\nCheck that the files are whole: `sha256sum -c {_SUMS}`\n\nTo cite it, name this title"
        " with its date, the portals above, and the SHA-256 of `datapackage.json`. The texts belong"
        f" to the portals.\n\nMade by:\n\n```json\n{versions}\n```\n"
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write to that takes its name at the end. Where the block fails, nothing is left
    of it. FileExistsError where there is something already, unless it is an empty folder."""
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(17, "it is there already, and not an empty folder", str(folder))
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    part.mkdir()
    try:
        yield part
        sync_folder(part)
        part.replace(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(folder.parent)
