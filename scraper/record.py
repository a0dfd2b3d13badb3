"""The record of an interview: the one table of its fields. Whatever lists fields (storing, the
history, exports, the dictionary, what readers are shown) reads them here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal

from scraper.items import Article, Block

# INSTANT is ISO 8601 text in UTC; a list's one element is the shape of its members; a dict is an
# object with these keys.
Scalar = Literal["text", "integer", "flag", "instant"]
Shape = Scalar | list["Shape"] | dict[str, "Shape"]
Columns = Mapping[str, Shape]

TEXT: Scalar = "text"
INTEGER: Scalar = "integer"
FLAG: Scalar = "flag"
INSTANT: Scalar = "instant"

# Where values come from.
PAGE = "the article's page"
LIST = "the related reading on the article's page"
NEXT = '"read the next article" on the article\'s page'
PROGRAM = "this program"


def is_nested(shape: Shape) -> bool:
    """Whether the value is a list or an object."""
    return isinstance(shape, list | dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the record: what it holds (`shape`, `meaning`, `example`, `source`) and what is
    done with it.

    `role`: "page" fields are read from an article's page and compared with what was read before;
    "key" is what articles are told apart by; "count" has a time series of its own; "archive" is
    what the archive itself knows. `made_of` names the field that it only repeats in another form.
    `kept` is where the archive has it: in a column of its name, in a row of its own table for each
    member, in links (rows with a history), or as the section. `revises`: whether its change makes a
    revision. `is_searched`: whether searches look into it. `is_needed`: whether a page without it
    is no interview. `shown`: "placed" where a reader's page has a place for it, "line" for a line
    with its name, None where readers are not shown it.
    """

    name: str
    shape: Shape
    meaning: str
    example: str
    source: str = PAGE
    role: Literal["key", "page", "count", "archive"] = "page"
    kept: Literal["column", "rows", "links", "section"] = "column"
    made_of: str | None = None
    revises: bool = False
    is_searched: bool = False
    is_needed: bool = False
    shown: Literal["placed", "line"] | None = "line"

    @property
    def is_names(self) -> bool:
        """Whether it is a list of short texts."""
        return self.shape == [TEXT]

    @property
    def is_objects(self) -> bool:
        """Whether it is made of members with keys: a list of objects, or one of them."""
        return is_nested(self.shape) and not self.is_names

    @property
    def read_as(self) -> str:
        """The name of what a page is read for to have it."""
        return self.made_of or self.name

    @property
    def label(self) -> str:
        """What readers see it called."""
        return self.name.replace("_", " ").capitalize()

    @property
    def nothing(self) -> list[object] | None:
        """Its value where a page has none."""
        return [] if isinstance(self.shape, list) else None


class Fields:
    """A table of fields, in the order of exported records. A subclass may have more rows."""

    rows: ClassVar[tuple[Field, ...]] = (
        Field(
            name="url",
            shape=TEXT,
            meaning="Canonical absolute address, without fragment and tracking parameters",
            example="https://portal.example/interview/17.html",
            source="the address that was fetched, or the page's canonical link",
            role="key",
            shown="placed",
        ),
        Field(
            name="portal",
            shape=TEXT,
            meaning="Name of the portal's definition, or its host",
            example="sample",
            source="the crawl",
            shown=None,
        ),
        Field(
            name="section",
            shape=TEXT,
            meaning="Section of the portal",
            example="Celebrity interviews",
            source="the page, or its listing",
            kept="section",
            revises=True,
            shown="placed",
        ),
        Field(
            name="breadcrumbs",
            shape=[TEXT],
            meaning="Path above the title, a JSON list",
            example='["Home","Celebrity interviews"]',
            shown="placed",
        ),
        Field(
            name="title",
            shape=TEXT,
            meaning="Title as a reader sees it",
            example="Lin Wei: Patience Is A Craft",
            revises=True,
            is_searched=True,
            is_needed=True,
            shown="placed",
        ),
        Field(
            name="published_at",
            shape=TEXT,
            meaning="Publication, on the portal's own clock",
            example="2020-12-24T12:12:00+08:00",
            revises=True,
            is_needed=True,
            shown="placed",
        ),
        Field(
            name="views",
            shape=INTEGER,
            meaning="View count, the latest that was seen on its page",
            example="1280",
            role="count",
            shown="placed",
        ),
        Field(
            name="tags",
            shape=[TEXT],
            meaning="Tags in page order, a JSON list",
            example='["Craft","工艺"]',
            kept="rows",
            revises=True,
            is_searched=True,
            shown="placed",
        ),
        Field(
            name="authors",
            shape=[TEXT],
            meaning="Authors in page order, a JSON list",
            example='["Zhou Min"]',
            kept="rows",
            shown="placed",
        ),
        Field(
            name="people",
            shape=[TEXT],
            meaning="Who is interviewed, a JSON list; nobody where the page does not make it sure",
            example='["Lin Wei"]',
            kept="rows",
            shown="placed",
        ),
        Field(
            name="body",
            shape=TEXT,
            meaning="Paragraphs and subheads in reading order, a blank line between; no captions",
            example="Lin Wei repairs looms.",
            made_of="blocks",
            revises=True,
            is_searched=True,
            is_needed=True,
            shown="placed",
        ),
        Field(
            name="blocks",
            shape=[{"kind": TEXT, "text": TEXT, "speaker": TEXT}],
            meaning="The body with its structure, a JSON list of kind (heading, paragraph, quote,"
            " list, table, and where the page marks who asks and who answers, question and answer)"
            " and text; questions and answers have a speaker, null where the page does not say who"
            " speaks",
            example='[{"kind":"question","text":"Why looms?","speaker":"Zhou Min"}]',
            shown="placed",
        ),
        Field(
            name="images",
            shape=[{"url": TEXT, "caption": TEXT}],
            meaning="Pictures with captions, a JSON list",
            example='[{"url":"https://portal.example/a.jpg","caption":"Lin Wei"}]',
            kept="rows",
            revises=True,
            is_searched=True,
            shown="placed",
        ),
        Field(
            name="related",
            shape=[
                {
                    "position": INTEGER,
                    "title": TEXT,
                    "url": TEXT,
                    "section": TEXT,
                    "published_at": TEXT,
                    "views": INTEGER,
                }
            ],
            meaning="Related reading as the page shows it now, a JSON list",
            example='[{"position":1,"title":"Next door","url":null,"section":"Dialogue",'
            '"published_at":null,"views":4}]',
            source=LIST,
            kept="links",
            shown="placed",
        ),
        Field(
            name="next_article",
            shape={"title": TEXT, "url": TEXT, "teaser": TEXT},
            meaning="The next article that the page offers, an object",
            example='{"title":"下一篇","url":"https://portal.example/interview/18.html",'
            '"teaser":"十二月的一天"}',
            source=NEXT,
            kept="links",
            shown="placed",
        ),
        Field(
            name="language",
            shape=TEXT,
            meaning="Language of the body, BCP 47",
            example="zh",
            source="the page's declaration and its text",
            shown="placed",
        ),
        Field(
            name="revision",
            shape=INTEGER,
            meaning="Number of the version that stands here, from 1",
            example="1",
            source=PROGRAM,
            role="archive",
            shown="placed",
        ),
        Field(
            name="first_seen_at",
            shape=INSTANT,
            meaning="When a crawl first saw it, UTC",
            example="2026-03-02T06:00:00+00:00",
            source=PROGRAM,
            role="archive",
            shown="placed",
        ),
        Field(
            name="last_seen_at",
            shape=INSTANT,
            meaning="When a crawl last saw it so, UTC",
            example="2026-03-09T06:00:00+00:00",
            source=PROGRAM,
            role="archive",
            shown="placed",
        ),
        Field(
            name="gone_at",
            shape=INSTANT,
            meaning="When the portal was found to no longer serve it, UTC; empty while it does",
            example="2026-03-09T06:00:00+00:00",
            source=PROGRAM,
            role="archive",
            shown="placed",
        ),
    )

    def __iter__(self) -> Iterator[Field]:
        return iter(self.rows)

    def __getitem__(self, name: str) -> Field:
        return next(row for row in self.rows if row.name == name)

    @property
    def of_page(self) -> tuple[Field, ...]:
        """What is read from an article's page, each thing once: the text as its blocks."""
        found = (row for row in self.rows if row.role in ("page", "count") and not row.made_of)
        return tuple(row for row in found if row.name != "portal")

    @property
    def compared(self) -> tuple[Field, ...]:
        """What is compared when a page is read again."""
        return tuple(row for row in self.rows if row.role == "page")


FIELDS = Fields()
RECORD_KEYS = tuple(row.name for row in FIELDS)
# Without these an article is none: each is on every page of one.
NEEDED = tuple(row.name for row in FIELDS if row.is_needed)


def whole(record: dict[str, Any]) -> dict[str, Any]:
    """A record as an earlier version of the program kept it, with the keys that have come since."""
    return {row.name: row.nothing for row in FIELDS if row.name not in record} | record


def record_of(article: Article) -> dict[str, Any]:
    """The record of an article that is not (yet) in an archive: its own times there are None."""
    return {
        row.name: None if row.role == "archive" else _plain(getattr(article, row.name), row.shape)
        for row in FIELDS
    }


def _plain(value: Any, shape: Shape) -> Any:
    """A value as JSON has it. Questions and answers have a speaker, other blocks have none."""
    if isinstance(shape, list):
        return [_plain(one, shape[0]) for one in value]
    if isinstance(shape, dict) and value is not None:
        unspoken = isinstance(value, Block) and value.kind not in ("question", "answer")
        names = (name for name in shape if not (unspoken and name == "speaker"))
        return {name: _plain(getattr(value, name), shape[name]) for name in names}
    return value.isoformat() if isinstance(value, datetime) else value
