"""The kinds of rows that are exported: which columns each has, and the select that yields them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, null, select

from scraper.archive.database.schema import articles, related, view_counts
from scraper.archive.database.selection import Filter, wanted
from scraper.archive.database.view import interviews
from scraper.archive.queries.rows.json_object import json_object
from scraper.archive.queries.rows.revisions import revisions_query
from scraper.record import FIELDS, FLAG, INSTANT, INTEGER, TEXT, Columns


@dataclass(frozen=True, slots=True)
class Kind:
    """`columns` in their order; `query` yields them so, of the articles that a filter wants.

    `noun` and `nouns` are what messages call one row and several, `meaning` what the rows are.
    """

    name: str
    noun: str
    nouns: str
    meaning: str
    columns: Columns
    query: Callable[[Filter], Select[Any]]
    # Of a kind that has several rows an interview: what makes them of its record.
    rows_of: Callable[[dict[str, Any]], Iterable[tuple[Any, ...]]] | None = None


def _following() -> ColumnElement[Any]:
    view = interviews.c
    named = json_object(title=view.next_title, url=view.next_url, teaser=view.next_teaser)
    return case((view.next_title.is_not(None), named), else_=null())


def _revisions(conditions: Filter) -> Select[Any]:
    return revisions_query(conditions, dict(INTERVIEWS.columns), _following())


def _interviews(conditions: Filter) -> Select[Any]:
    view = interviews.c
    made: dict[str, ColumnElement[Any]] = {"next_article": _following()}
    columns = [made[name] if name in made else view[name] for name in INTERVIEWS.columns]
    return wanted(select(*columns), conditions).order_by(
        view.published_at_utc.desc().nulls_last(), view.id.desc()
    )


def _related(conditions: Filter) -> Select[Any]:
    columns = [
        articles.c.portal,
        articles.c.url,
        related.c.position,
        related.c.url,
        related.c.target_id.is_not(None),
        *(related.c[name] for name in ("title", "section", "published_at", "views")),
        *(related.c[name] for name in ("is_current", "first_seen_at", "last_seen_at")),
    ]
    query = select(*columns).join_from(related, articles, related.c.article_id == articles.c.id)
    return _of_wanted(query, related.c.article_id, conditions).order_by(
        articles.c.published_at_utc.desc().nulls_last(),
        articles.c.id.desc(),
        related.c.position,
        related.c.id,
    )


def _views(conditions: Filter) -> Select[Any]:
    page = articles.alias("page")
    columns = [
        func.coalesce(articles.c.url, related.c.url),
        view_counts.c.observed_at,
        view_counts.c.views,
        view_counts.c.source,
        func.coalesce(page.c.url, articles.c.url),
    ]
    query = (
        select(*columns)
        .select_from(view_counts)
        .outerjoin(articles, view_counts.c.article_id == articles.c.id)
        .outerjoin(related, view_counts.c.related_id == related.c.id)
        .outerjoin(page, related.c.article_id == page.c.id)
    )
    return _of_wanted(query, view_counts.c.article_id, conditions).order_by(
        view_counts.c.observed_at, view_counts.c.id
    )


def _of_wanted(
    query: Select[Any], article_id: ColumnElement[Any], conditions: Filter
) -> Select[Any]:
    if conditions == Filter():
        return query
    return query.where(article_id.in_(wanted(select(interviews.c.id), conditions)))


# The exported record.
INTERVIEWS = Kind(
    "interviews",
    "interview",
    "interviews",
    "one an article, in its current version",
    {row.name: row.shape for row in FIELDS},
    _interviews,
)

RELATED = Kind(
    "related",
    "related entry",
    "related entries",
    "who recommends whom, an entry of a related list a row, now and before",
    {
        "portal": TEXT,
        "from_url": TEXT,
        "position": INTEGER,
        "to_url": TEXT,
        "to_is_archived": FLAG,
        "title": TEXT,
        "section": TEXT,
        "published_at": TEXT,
        "views": INTEGER,
        "is_current": FLAG,
        "first_seen_at": INSTANT,
        "last_seen_at": INSTANT,
    },
    _related,
)

# View counts as a time series; `seen_on` is the page that showed the count.
VIEWS = Kind(
    "views",
    "view count",
    "view counts",
    "view counts over time, a count that was seen a row",
    {"url": TEXT, "observed_at": INSTANT, "views": INTEGER, "source": TEXT, "seen_on": TEXT},
    _views,
)

# `origin` is "portal" or "ours" (read anew by newer rules); see docs/revisions.md for `changes`.
REVISIONS = Kind(
    "revisions",
    "revision",
    "revisions",
    "all revisions of interviews, with what each changed, and whose it is",
    {
        **INTERVIEWS.columns,
        "superseded_at": INSTANT,
        "origin": TEXT,
        "changes": [
            {
                "field": TEXT,
                "kind": TEXT,
                "position": INTEGER,
                "value": TEXT,
                "before": TEXT,
                "after": TEXT,
            }
        ],
    },
    _revisions,
)


def _quotes(record: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """What people say in an interview: its questions, answers and quotations, in their order."""
    head = [_utf8(record[name]) for name in ("portal", "url", "title", "published_at")]
    for position, block in enumerate(record["blocks"], start=1):
        if block["kind"] in ("question", "answer", "quote"):
            said = (_utf8(block["kind"]), _utf8(block.get("speaker")), _utf8(block["text"]))
            yield (*head, position, *said)


def _utf8(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


QUOTES = Kind(
    "quotes",
    "quotation",
    "quotations",
    "what people say: a question, an answer or a quotation a row, with its speaker",
    {
        "portal": TEXT,
        "url": TEXT,
        "title": TEXT,
        "published_at": TEXT,
        "position": INTEGER,
        "kind": TEXT,
        "speaker": TEXT,
        "text": TEXT,
    },
    _interviews,
    _quotes,
)

KINDS = {kind.name: kind for kind in (INTERVIEWS, RELATED, VIEWS, REVISIONS, QUOTES)}
