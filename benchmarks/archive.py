"""An archive of any number of invented articles, half English and half Chinese.

python -m benchmarks.archive FILE ARTICLES

Rows go in by plain inserts, since storing is not what is measured with it; what is made from them
(the search index) is made afterwards by its own command.
"""

import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from benchmarks.words import Writer
from scraper.archive import Archive

_AT_ONCE = 2000
_SHANGHAI = timezone(timedelta(hours=8))
_FIRST = datetime(2000, 1, 1, 8, 30, tzinfo=_SHANGHAI)
_SEEN = datetime(2026, 3, 2, 6, tzinfo=UTC).isoformat()
_SECTIONS = ("Celebrity interviews", "Dialogue", "Craft", "人物访谈", "行业对话", "企业家")
_SITE = "https://portal.example"
Row = dict[str, Any]


def build(file: Path, articles: int) -> None:
    """Makes the archive; what was in the way goes."""
    file.unlink(missing_ok=True)
    Archive.open(f"sqlite:///{file.absolute()}").close()
    writer = Writer()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for number, name in enumerate(_SECTIONS, start=1):
            connection.execute("INSERT INTO sections VALUES (?, 'bench', ?)", (number, name))
        for start in range(1, articles + 1, _AT_ONCE):
            _add(connection, writer, range(start, min(start + _AT_ONCE, articles + 1)))
        connection.commit()
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _add(connection: sqlite3.Connection, writer: Writer, numbers: range) -> None:
    tables: dict[str, list[Row]] = {}
    for number in numbers:
        language = "zh" if number % 2 else "en"
        tables.setdefault("articles", []).append(_article(writer, number, language))
        for table, rows in _parts(writer, number, language).items():
            tables.setdefault(table, []).extend(rows)
    for table, rows in tables.items():
        columns = ", ".join(rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)


def _article(writer: Writer, number: int, language: str) -> Row:
    published = _FIRST + timedelta(minutes=number * 67)
    paragraphs = writer.paragraphs(language)
    section = 1 + number % 3 + (3 if language == "zh" else 0)
    return {
        "id": number,
        "url": _url(number),
        "portal": "bench",
        "section_id": section,
        "title": writer.title(language),
        "published_at": published.isoformat(),
        "published_at_utc": published.astimezone(UTC).isoformat(),
        "views": number * 7919 % 50_000,
        "language": language,
        "revision": 1,
        "first_seen_at": _SEEN,
        "last_seen_at": _SEEN,
        "content_digest": f"{number:064x}",
        "page_digest": f"{number:064x}",
        "breadcrumbs": _json(["Home", _SECTIONS[section - 1]]),
        "rules": _json({"title": "h1", "body": "layout"}),
        "body": "\n\n".join(paragraphs),
        "blocks": _json([{"kind": "paragraph", "text": text} for text in paragraphs]),
    }


def _parts(writer: Writer, number: int, language: str) -> dict[str, list[Row]]:
    names = writer.names(language, 6)
    of = {"article_id": number}
    earlier = [max(1, number - distance) for distance in (3, 17, 210)]
    return {
        "tags": [{**of, "position": n, "name": names[n]} for n in range(1, 5)],
        "authors": [{**of, "position": 1, "name": names[0]}],
        "images": [
            {**of, "position": 1, "url": f"{_SITE}/{number}.jpg", "caption": writer.title(language)}
        ],
        "related": [
            {**of, "position": place, "target_id": target, **_link(writer, target)}
            for place, target in enumerate(earlier, start=1)
        ],
        "next_articles": [
            {
                **of,
                "title": writer.title(language),
                "url": _url(number + 1),
                "teaser": writer.title(language),
                "is_current": True,
                "first_seen_at": _SEEN,
                "last_seen_at": _SEEN,
            }
        ],
        "view_counts": [
            {**of, "observed_at": _SEEN, "views": number * 7919 % 50_000, "source": "article"}
        ],
    }


def _link(writer: Writer, target: int) -> Row:
    return {
        "title": writer.title("zh" if target % 2 else "en"),
        "url": _url(target),
        "section": _SECTIONS[target % 6],
        "published_at": (_FIRST + timedelta(minutes=target * 67)).isoformat(),
        "views": target * 7919 % 50_000,
        "is_current": True,
        "first_seen_at": _SEEN,
        "last_seen_at": _SEEN,
    }


def _url(number: int) -> str:
    return f"{_SITE}/interview/{number}.html"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
