"""Archives to export, and `scrapy export` run as Scrapy runs it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from scraper.archive import Archive
from scraper.archive.export import Kind, write_rows
from scraper.items import Article, Block, Image, NextArticle, Related
from tests.support.archived import TUESDAY, article

# What breaks programs that read or write tables, and what runs where text is taken for code.
HOSTILE = {
    "formula": '=HYPERLINK("http://evil.example","x")',
    "formula, wide": "＝1+1",
    "command": "@SUM(1+9)*cmd|' /C calc'!A0",
    "path": "../../../../etc/passwd",
    "windows path": "..\\..\\con",
    "script": "<script>alert(1)</script>",
    "sql": "'); DROP TABLE articles; --",
    "quotes": '"one" ""two"" \'three\'',
    "line breaks": "one\r\ntwo\nthree\rfour\u2028five\x0b\x0c\x1c\x85",
    "commas": ",,;\t|",
    "backslashes": '\\n \\" \\',
    "null words": "NULL",
    "number": "007",
    "huge number": "1" * 400,
    "not a number": "NaN",
    "boolean": "true",
    "date": "2020-12-24",
    "chinese": "织机前的三十年，「慢工」",
    "beyond the plane": "𠮷野家 👩‍🏭",
    "right to left": "\u202eabc עברית",
    "combining": "e\u0301",
    "percent": "%s %(x)s {0} ${x}",
    "entities": "&amp;&#0;]]>",
    "spaces": "  two  ",
    "byte order mark": "\ufeffx",
}
# The archive itself cannot hold these; see its columns.
UNSTORABLE = {"nul": "a\0b", "half a surrogate": "a\ud800b"}


def hostile(number: int, text: str) -> Article:
    """An article with the text wherever one can stand."""
    return article(
        number,
        title=text,
        section=text,
        breadcrumbs=[text],
        tags=[text],
        authors=[text],
        people=[text],
        blocks=[Block("question", text, text), Block("answer", text, None)],
        images=[Image(f"https://portal.example/{number}.jpg?q={text}", text)],
        related=[Related(1, text, f"https://portal.example/?q={text}", text, None, 2**63 - 1)],
        next_article=NextArticle(text, None, text),
        views=2**63 - 1,
    )


def address_in(folder: Path, articles: Iterable[Article]) -> str:
    """The address of a new archive with these articles."""
    address = f"sqlite:///{folder / 'archive.db'}"
    with Archive.open(address) as archive:
        for one in articles:
            archive.save(one)
    return address


def edited(folder: Path) -> str:
    """An archive with three articles, one without much, one edited and read more often since."""
    several = [
        article(1),
        article(2, section="Dialogue", tags=["旗袍"], portal="other"),
        article(3, published_at=None, views=None, next_article=None, tags=[], related=[]),
        article(
            2,
            section="Dialogue",
            tags=["旗袍"],
            portal="other",
            title="Edited",
            views=9,
            fetched_at=TUESDAY,
        ),
    ]
    return address_in(folder, several)


def records_in(address: str) -> list[dict[str, Any]]:
    with Archive.open_to_read(address) as archive:
        return list(archive.records())


def written(address: str, kind: Kind, file: Path, form: str) -> Path:
    """The file, with all rows of the kind in it."""
    with Archive.open_to_read(address) as archive, file.open("wb") as out:
        write_rows(kind, archive.rows(kind), out, form)
    return file


def export(address: str, *arguments: str) -> int:
    """Runs `scrapy export`; its exit code."""
    settings = get_project_settings()
    settings.set("ARCHIVE_URL", address)
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", "export", *arguments], settings)
    return int(ended.value.code or 0)
