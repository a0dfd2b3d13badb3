"""What one run could not do, page by page; the counts are in Scrapy's stats under `interviews/`."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["listing", "article"]
# read: fetched and understood; known: reached by another address before; older: before `since`;
# kept: archived, and not due again yet; unchanged: the portal says so (HTTP 304); outside: of
# another section, though an interview leads there; gone: the portal says it is no more; refused:
# robots.txt or another site; empty: a listing without article links; unread: said beside "read" of
# a listing that goes on where it cannot be followed; end: what counting on leads to behind a
# listing's last page; failed: anything else.
State = Literal[
    "read",
    "known",
    "older",
    "kept",
    "unchanged",
    "outside",
    "gone",
    "refused",
    "empty",
    "unread",
    "end",
    "failed",
]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page and what became of it instead of an interview in the archive."""

    url: str
    kind: Kind
    state: str
    reason: str


@dataclass(slots=True)
class Report:
    """Grows during a run. `rejected` are the articles that were kept, but not stored as good,
    `cut` the pages of which a part was not read, being over a ceiling."""

    troubles: list[Trouble] = field(default_factory=list)
    rejected: list[Trouble] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cut: list[Trouble] = field(default_factory=list)
    archive_error: str | None = None


# Sent by whoever knows, once for each listing page and article that a run has come to an end with:
# url, kind ("listing" or "article"), state (see `State`), reason (str or None), the
# request, and more: `status` (HTTP), `leads_to` (where it led), `says` (what it says instead of
# being there), `title` (of the page that was read), `is_settled` (said again: it led to another
# page, or says what others say, and it is known by now what that comes to).
page_settled = object()
# Sent for a page of which a part is not read: url, reason.
page_cut = object()
# Sent at the end of a run for articles that were settled as gone, and are not believed to be:
# portal, and urls with whether they are new.
gone_doubted = object()
