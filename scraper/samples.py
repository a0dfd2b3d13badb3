"""The pages on which a definition is tried offline: as they came, with what they are known to say.

They are in the folder named as the definition is, beside it: `expected.json`, which a person may
correct, and the pages, compressed.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scraper.encoding import decode
from scraper.unpacking import unpacked

_LIST = "expected.json"
# Of an article's record, what does not depend on when it was read.
ARTICLE_FIELDS = (
    *("url", "title", "published_at", "views", "section", "breadcrumbs", "authors"),
    *("people", "tags", "body", "images", "related", "next_article", "language"),
)


class BadSamples(Exception):
    """Saved samples cannot be used; `str()` names the file and says why."""


@dataclass(slots=True)
class Sample:
    """A saved page: `kind` is listing or article, `expected` what it says, by field."""

    file: str
    url: str
    kind: str
    expected: dict[str, Any]
    content_type: str | None = None
    listed_section: str | None = None
    listed_title: str | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def text(self) -> str:
        """The page's text."""
        return decode(unpacked(self.body), self.content_type)


def folder_of(definition: Path) -> Path:
    """Where the samples of a definition are."""
    return definition.with_suffix("")


def read_samples(folder: Path) -> list[Sample]:
    """The saved samples, none where there are none; BadSamples where they cannot be read."""
    file = folder / _LIST
    if not file.exists():
        return []
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
        return [
            Sample(**entry, body=gzip.decompress((folder / entry["file"]).read_bytes()))
            for entry in entries
        ]
    except (OSError, ValueError, TypeError, KeyError, EOFError) as error:
        raise BadSamples(f"{file}: cannot be read: {error}") from error


def write_samples(folder: Path, samples: Sequence[Sample]) -> None:
    """Saves these samples in place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for sample in samples:
        # The same page is the same file, whenever it is saved.
        (folder / sample.file).write_bytes(gzip.compress(sample.body, mtime=0))
        entry = asdict(sample)
        del entry["body"]
        entries.append(entry)
    text = json.dumps(entries, ensure_ascii=False, indent=2)
    (folder / _LIST).write_text(text + "\n", encoding="utf-8")


def article_fields(record: dict[str, Any]) -> dict[str, Any]:
    """What a sample article is expected to say."""
    return {name: record[name] for name in ARTICLE_FIELDS}
