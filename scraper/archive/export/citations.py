"""Interviews as references, for whoever cites them: BibTeX, RIS and CSL-JSON.

BibTeX's `@online` is biblatex's; RIS's `NEWS` and CSL's `article-newspaper` are for news articles.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import orjson

from scraper.archive.export.json_text import Piece
from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch, Record, records_of
from scraper.archive.search.tokens import fold

# What BibTeX and LaTeX would act upon.
_SPECIAL = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_NO_KEY = re.compile(r"[^a-z0-9]+")


def cited(write: Callable[[Record], str], kind: Kind, batches: Iterable[Batch]) -> Iterator[Piece]:
    """A reference a row; each piece with the number of its rows."""
    for batch in batches:
        yield len(batch), "".join(map(write, records_of(kind, batch))).encode()


def key_of(record: Record) -> str:
    """A key that is the same at every export: the portal, the year and the address's last part."""
    last = record["url"].rstrip("/").rpartition("/")[2].partition(".")[0]
    parts = (record["portal"], (record["published_at"] or "")[:4], last)
    words = (_NO_KEY.sub("-", fold(part)).strip("-") for part in parts)
    return "-".join(word for word in words if word)


def bibtex_of(record: Record) -> str:
    """One entry of BibTeX."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in record["authors"]),
        "title": f"{{{_tex(record['title'])}}}",
        "date": (record["published_at"] or "")[:10],
        "organization": _tex(record["portal"]),
        "url": record["url"].replace("{", "%7B").replace("}", "%7D"),
        "urldate": (record["last_seen_at"] or "")[:10],
        "langid": record["language"] or "",
        "keywords": ", ".join(_tex(tag) for tag in record["tags"]),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{key_of(record)},\n{lines}}}\n\n"


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def ris_of(record: Record) -> str:
    """One record of RIS."""
    fields = [
        ("TY", "NEWS"),
        ("ID", key_of(record)),
        *(("AU", name) for name in record["authors"]),
        ("TI", record["title"]),
        ("T2", record["portal"]),
        ("SE", record["section"]),
        ("DA", (record["published_at"] or "")[:10].replace("-", "/")),
        ("PY", (record["published_at"] or "")[:4]),
        *(("KW", tag) for tag in record["tags"]),
        ("LA", record["language"]),
        ("UR", record["url"]),
        ("Y2", (record["last_seen_at"] or "")[:10].replace("-", "/")),
    ]
    lines = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value)
    return f"{lines}ER  - \r\n\r\n"


def csl_json(kind: Kind, batches: Iterable[Batch]) -> Iterator[Piece]:
    """One array of CSL-JSON, an item a line."""
    before = b"[\n"
    for batch in batches:
        items = map(csl_of, records_of(kind, batch))
        yield len(batch), before + b",\n".join(map(orjson.dumps, items))
        before = b",\n"
    yield 0, b"[]\n" if before == b"[\n" else b"\n]\n"


def csl_of(record: Record) -> dict[str, Any]:
    """One item of CSL-JSON."""
    item = {
        "id": key_of(record),
        "type": "article-newspaper",
        "title": record["title"],
        "author": [{"literal": name} for name in record["authors"]],
        "container-title": record["portal"],
        "section": record["section"],
        "issued": _date_parts(record["published_at"]),
        "accessed": _date_parts(record["last_seen_at"]),
        "URL": record["url"],
        "language": record["language"],
        "keyword": ", ".join(record["tags"]),
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(moment: str | None) -> dict[str, Any] | None:
    if moment is None:
        return None
    day = datetime.fromisoformat(moment)
    return {"date-parts": [[day.year, day.month, day.day]]}


bibtex = partial(cited, bibtex_of)
ris = partial(cited, ris_of)
