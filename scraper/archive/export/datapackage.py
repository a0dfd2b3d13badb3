"""A bundle's description for machines: a Frictionless Data Package, version 1.

https://specs.frictionlessdata.io/data-package/; what the specification has no name for stands
under `archive`.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scraper.archive.dictionary.entry import Entry
from scraper.archive.queries.counts import Counts
from scraper.archive.queries.rows.kinds import Kind
from scraper.record import FLAG, INSTANT, INTEGER, TEXT, Scalar, Shape

_FIELD_TYPES: dict[Scalar, dict[str, str]] = {
    TEXT: {"type": "string"},
    INTEGER: {"type": "integer"},
    FLAG: {"type": "boolean"},
    INSTANT: {"type": "datetime", "format": "any"},
}
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".db": "application/vnd.sqlite3",
    ".md": "text/markdown",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a bundle: rows by kind, the archive's figures, and how it came about."""

    made_at: datetime
    rows: dict[str, int]
    counts: Counts
    versions: dict[str, Any]


def datapackage(
    contents: Contents, files: dict[Path, str], kinds: dict[str, Kind], meanings: dict[str, Entry]
) -> dict[str, Any]:
    """The descriptor of the files, given with their SHA-256; those named after a kind, as CSV, with
    the columns' types and meanings."""
    counts = contents.counts
    return {
        "profile": "data-package",
        "name": "interview-archive",
        "title": "Interview archive",
        "description": _described(contents),
        "version": contents.made_at.date().isoformat(),
        "created": contents.made_at.isoformat(),
        "sources": [{"title": name} for name in counts.portals],
        "archive": {
            "rows": contents.rows,
            "portals": counts.portals,
            "first_published_at": counts.first_published_at,
            "last_published_at": counts.last_published_at,
            "versions": contents.versions,
        },
        "resources": [
            _resource(file, digest, kinds.get(file.stem), meanings)
            for file, digest in files.items()
        ],
    }


def _described(contents: Contents) -> str:
    counts = contents.counts
    published = f"{_day(counts.first_published_at)} to {_day(counts.last_published_at)}"
    return (
        f"{counts.articles:,} interviews of {', '.join(counts.portals) or 'no portal'}, published"
        f" {published}, as archived on {contents.made_at.date().isoformat()}."
    )


def _day(moment: str | None) -> str:
    return moment[:10] if moment else "an unknown day"


def _resource(
    file: Path, digest: str, kind: Kind | None, meanings: dict[str, Entry]
) -> dict[str, Any]:
    described = {
        "name": file.name.lower().replace(".", "-"),
        "path": file.name,
        "format": file.suffix.removeprefix("."),
        "mediatype": _MEDIA_TYPES[file.suffix],
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if kind is None or file.suffix != ".csv":
        return {**described, "type": "file"}
    return {
        **described,
        "profile": "tabular-data-resource",
        "type": "table",
        "encoding": "utf-8",
        "title": meanings[kind.name].meaning,
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": {
            "fields": [
                {
                    "name": name,
                    **_type(shape),
                    "description": meanings[kind.name].columns[name].meaning,
                }
                for name, shape in kind.columns.items()
            ],
            "missingValues": [""],
        },
    }


def _type(shape: Shape) -> dict[str, str]:
    if isinstance(shape, list):
        return {"type": "array"}
    return {"type": "object"} if isinstance(shape, dict) else _FIELD_TYPES[shape]
