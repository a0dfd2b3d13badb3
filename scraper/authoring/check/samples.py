"""The pages on which a definition is tried offline: as they came, with what they are known to say.

They are in the folder named as the definition is, beside it: `expected.json`, which a person may
correct (fields that are taken out of it are not looked at), and the pages, compressed.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scraper.extraction.page.bounded import read_bytes
from scraper.record import FIELDS

_LIST = "expected.json"
# Of an article's record, what does not depend on when it was read: the text without its structure.
ARTICLE_FIELDS = tuple(
    row.name
    for row in FIELDS
    if row.role != "archive" and row.name not in ("portal", FIELDS["body"].made_of)
)
LISTING_FIELDS = ("section", "links", "next_page")
_FIELDS = {"listing": LISTING_FIELDS, "article": ARTICLE_FIELDS}
_LISTS = ("links", *(row.name for row in FIELDS if isinstance(row.shape, list)))
_NEEDED = ("file", "url", "kind", "expected")
_ENTRY = (*_NEEDED, "content_type", "listed_section", "listed_title")


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
        return read_bytes(self.body, self.content_type).text


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
    except (OSError, ValueError) as error:
        raise BadSamples(f"{file}: cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise BadSamples(f"{file}: expected a list in [ ], with an entry for each page")
    problems = [
        f"{file}: entry {at}: {problem}"
        for at, entry in enumerate(entries, 1)
        for problem in _problems(entry)
    ]
    if problems:
        raise BadSamples("\n".join(problems))
    return [_sample(folder, entry) for entry in entries]


def _sample(folder: Path, entry: dict[str, Any]) -> Sample:
    file = folder / entry["file"]
    try:
        body = gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        said = f"{file}: cannot be read as a page compressed by gzip: {error}"
        raise BadSamples(said) from error
    return Sample(**entry, body=body)


def _problems(entry: object) -> Iterator[str]:
    """What a person got wrong who wrote an entry by hand."""
    if not isinstance(entry, dict):
        yield "expected an object in { }"
        return
    yield from _unknown(entry, _ENTRY)
    for name in _ENTRY:
        value, optional = entry.get(name), name not in _NEEDED
        if not (isinstance(value, dict if name == "expected" else str) or (optional and not value)):
            expected = "an object in { }" if name == "expected" else "a text"
            yield f"{name}: found {value!r}, expected {expected}"
    known = _FIELDS.get(str(entry.get("kind")))
    if known is None:
        yield f"kind: found {entry.get('kind')!r}, expected 'listing' or 'article'"
    elif isinstance(entry.get("expected"), dict):
        yield from _unknown(entry["expected"], known, "expected.")
        for name, value in entry["expected"].items():
            if name in _LISTS and not isinstance(value, list):
                yield f"expected.{name}: found {value!r}, expected a list in [ ]"


def _unknown(found: Mapping[str, object], known: Sequence[str], where: str = "") -> Iterator[str]:
    for name in found:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
            yield f"{where}{name}: is not a known key; {hint}"


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
