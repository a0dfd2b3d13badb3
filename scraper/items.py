"""What one stage hands to the next.

Extraction makes a `RawArticle`: strings as the page shows them, each field with the rule that found
it. Only the normalise step makes an `Article`: typed values. An item never carries a Response.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from scraper.portals.model import Recheck

BlockKind = Literal["heading", "paragraph", "quote", "list", "table", "question", "answer"]


CaptureKind = Literal["listing", "article", "page", "robots"]


@dataclass(frozen=True, slots=True)
class Capture:
    """A response as it came, in a WARC file: `file` is a name in the folder of the captures, whole
    or still open; `offset` and `length` are of the record in it.

    `digest` is of the payload; `original` is the record that has the payload, where this one only
    says that it is unchanged. `kind` to `listed_title` are what the page was asked for as.
    """

    url: str
    captured_at: datetime
    status: int
    file: str
    offset: int
    length: int
    digest: str
    record_id: str
    kind: CaptureKind
    content_type: str | None = None
    portal: str | None = None
    listed_section: str | None = None
    listed_title: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A capture to be read again: `url` is the article's address in the archive, where it is stored
    (`is_stored`) or kept aside; `original` has the payload, where the capture has none."""

    url: str
    capture: Capture
    original: Capture | None
    is_stored: bool


@dataclass(slots=True)
class Block:
    """One piece of the body; `text` is clean, a list or table has a line for each item or row.
    Questions and answers can have a `speaker`, named as the page names them."""

    kind: BlockKind
    text: str
    speaker: str | None = None


@dataclass(slots=True)
class Image:
    """A picture of the article: absolute URL, and the caption that stands at it."""

    url: str
    caption: str | None = None


@dataclass(slots=True)
class RawRelated:
    """One entry of the related reading, as shown."""

    title: str
    url: str | None
    section: str | None = None
    published_at: str | None = None
    views: str | None = None


@dataclass(slots=True)
class NextArticle:
    """Read the next article: `teaser` is the start of its text, as shown."""

    title: str
    url: str | None
    teaser: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """How a page was come by, all addresses canonical: `asked` for as, over `redirects` (the last
    is where it is; `is_permanent`: all of them for good), with the answer's validators. `listed` is
    what its link was called; `off_site` are those of its further reading that lead to other sites;
    `recheck` says when it is to be asked for again."""

    asked: str
    redirects: tuple[str, ...] = ()
    status: int = 200
    etag: str | None = None
    last_modified: str | None = None
    off_site: frozenset[str] = frozenset()
    is_permanent: bool = False
    listed: str | None = None
    recheck: Recheck = field(default_factory=Recheck)

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.redirects[-1] if self.redirects else self.asked


@dataclass(slots=True)
class RawArticle:
    """A page's fields as strings, before anything is parsed. Absence is None or an empty list.

    `rules` names what found each field, `failures` the error that a field's finder raised,
    `doubts` the fields that a second opinion was asked of."""

    url: str
    portal: str
    time_zone: str
    date_formats: tuple[str, ...] = ()
    title: str | None = None
    published_at: str | None = None
    views: str | None = None
    section: str | None = None
    breadcrumbs: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    related: list[RawRelated] = field(default_factory=list)
    next_article: NextArticle | None = None
    language: str | None = None
    rules: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    fetched_at: datetime | None = None
    capture: Capture | None = None
    fetch: Fetch | None = None


@dataclass(slots=True)
class Related:
    """One entry of the related reading; `position` counts from 1 in page order."""

    position: int
    title: str
    url: str | None
    section: str | None = None
    published_at: datetime | None = None
    views: int | None = None


@dataclass(slots=True)
class Article:
    """An interview, typed: aware datetimes in the portal's zone, counts as int, clean text.

    `problems` names what makes it unfit to be stored as good; validate fills it.
    """

    url: str
    portal: str
    title: str | None = None
    published_at: datetime | None = None
    views: int | None = None
    section: str | None = None
    breadcrumbs: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    next_article: NextArticle | None = None
    language: str | None = None
    rules: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    fetched_at: datetime | None = None
    capture: Capture | None = None
    fetch: Fetch | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def body(self) -> str | None:
        """The blocks' texts with a blank line between, or None where there are none."""
        return "\n\n".join(block.text for block in self.blocks) or None
