"""Which captures there are, and where: the WARC files themselves are not the archive's business."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, or_, select, update

from scraper.archive.database.columns import storable
from scraper.archive.database.schema import articles, captures, ledger, rejections
from scraper.items import Capture, CapturedPage

_FIRST = captures.alias("first")
_ADD = insert(captures).values(
    revisit_of=select(_FIRST.c.id)
    .where(_FIRST.c.record_id == bindparam("original"))
    .scalar_subquery()
)
_ID = select(captures.c.id).where(captures.c.record_id == bindparam("record"))
_HERE = select(captures.c.record_id).where(
    captures.c.record_id.in_(bindparam("records", expanding=True))
)
# Repeats of one payload all name the record that has it.
_WITH_ORIGINAL = select(captures, _FIRST.c.record_id.label("original")).select_from(
    captures.outerjoin(_FIRST, captures.c.revisit_of == _FIRST.c.id)
)
_LATEST = (
    _WITH_ORIGINAL.where(
        captures.c.url == bindparam("address"),
        captures.c.status == 200,
        captures.c.revisit_of.is_(None),
        captures.c.lost_at.is_(None),
    )
    .order_by(captures.c.fetched_at.desc(), captures.c.id.desc())
    .limit(1)
)
_AT_ONCE = 500


class Captures:
    """The archive's index of captures: `archive.captures`.

    What is noted is written with the next transaction of the archive, whatever that is about, so
    that a capture costs none of its own.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading
        self._noted: list[tuple[Capture, int | None]] = []
        self._lock = Lock()

    def note(self, capture: Capture, run_id: int | None = None) -> None:
        """Has the capture written with what is written next; safe from any thread."""
        with self._lock:
            self._noted.append((capture, run_id))

    @contextmanager
    def taken(self) -> Iterator[list[tuple[Capture, int | None]]]:
        """What has been noted, for one transaction; where that fails, it stays noted."""
        with self._lock:
            noted, self._noted = self._noted, []
        try:
            yield noted
        except BaseException:
            with self._lock:
                self._noted = noted + self._noted
            raise

    def latest(self, url: str) -> Capture | None:
        """The newest capture of a good answer from that address that has its own payload."""
        with self._reading() as connection:
            row = connection.execute(_LATEST, {"address": storable(url)}).first()
            return _capture(row) if row is not None else None

    def is_empty(self) -> bool:
        """Whether there is none."""
        with self._reading() as connection:
            return connection.execute(select(captures.c.id).limit(1)).first() is None

    def all(self, *, lost: bool = False) -> Iterator[Capture]:
        """All of them, ordered by file and offset; or all that are known to be lost."""
        query = _WITH_ORIGINAL.order_by(captures.c.file, captures.c.offset)
        query = query.where(
            captures.c.lost_at.is_not(None) if lost else captures.c.lost_at.is_(None)
        )
        with self._reading() as connection:
            rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
            for row in rows:
                yield _capture(row)

    def ends(self) -> dict[str, int]:
        """For each file the byte behind the last capture that is known of it."""
        query = select(captures.c.file, func.max(captures.c.offset + captures.c.length))
        with self._reading() as connection:
            rows = connection.execute(query.group_by(captures.c.file))
            return {file: end for file, end in rows}  # noqa: C416

    def unknown(self, found: Iterable[Capture]) -> list[Capture]:
        """Those of the captures that the archive does not know."""
        found = list(found)
        known: set[str] = set()
        with self._reading() as connection:
            for begin in range(0, len(found), _AT_ONCE):
                records = [capture.record_id for capture in found[begin : begin + _AT_ONCE]]
                known.update(connection.scalars(_HERE, {"records": records}))
        return [capture for capture in found if capture.record_id not in known]

    def pages(self) -> Iterator[CapturedPage]:
        """The capture from which each article is to be read anew, and those of the pages that gave
        no fit article; in the order of their tables."""
        stored = select(articles.c.id.label("place"), articles.c.url.label("page"))
        aside = (
            select(rejections.c.id.label("place"), rejections.c.url.label("page"))
            .where(rejections.c.resolved_at.is_(None))
            .where(rejections.c.url.not_in(select(articles.c.url)))
        )
        yield from self._pages(stored, articles.c, is_stored=True)
        yield from self._pages(aside, rejections.c, is_stored=False)

    def _pages(self, query: Select[Any], table: Any, *, is_stored: bool) -> Iterator[CapturedPage]:
        last = 0
        while rows := self._some(
            query.join(captures, table.capture_id == captures.c.id), table, last
        ):
            for row, original in rows:
                last = row.place
                yield CapturedPage(row.page, _capture(row), original, is_stored)

    def _some(
        self, query: Select[Any], table: Any, last: int
    ) -> list[tuple[Row[Any], Capture | None]]:
        query = (
            query.add_columns(captures, _FIRST.c.record_id.label("original"))
            .outerjoin(_FIRST, captures.c.revisit_of == _FIRST.c.id)
            .where(table.id > last, captures.c.lost_at.is_(None), _FIRST.c.lost_at.is_(None))
            .order_by(table.id)
            .limit(_AT_ONCE)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
            wanted = {row.revisit_of for row in rows if row.revisit_of is not None}
            query = _WITH_ORIGINAL.where(captures.c.id.in_(wanted))
            originals = {row.id: _capture(row) for row in connection.execute(query)}
        return [(row, originals.get(row.revisit_of)) for row in rows]


def add_captures(connection: Connection, noted: list[tuple[Capture, int | None]]) -> None:
    """Stores captures, each with the run that it was made in."""
    # One at a time: a revisit may name a record of the same list.
    for capture, run_id in noted:
        connection.execute(_ADD, _row(capture, run_id))


def lose(connection: Connection, lost: Iterable[Capture], now: datetime, *, is_due: bool) -> None:
    """Notes that captures are in no file any more. What was read from them stays; when its page is
    next asked for, it is unconditionally, so that it is captured anew: now, where it `is_due`."""
    for capture in lost:
        found = capture_id(connection, capture)
        if found is None:
            continue
        connection.execute(update(captures).where(captures.c.id == found).values(lost_at=now))
        repeats = select(captures.c.id).where(captures.c.revisit_of == found)
        read = select(articles.c.id).where(
            or_(articles.c.capture_id == found, articles.c.capture_id.in_(repeats))
        )
        again = update(ledger).where(ledger.c.article_id.in_(read), ledger.c.leads_to.is_(None))
        again = again.values(due_at=now) if is_due else again
        connection.execute(again.values(etag=None, last_modified=None))


def find_again(connection: Connection, found: Iterable[Capture]) -> None:
    """Notes that captures which were lost are in their files again."""
    for capture in found:
        mine = update(captures).where(captures.c.record_id == capture.record_id)
        connection.execute(mine.values(lost_at=None))


def capture_id(connection: Connection, capture: Capture | None) -> int | None:
    """The id under which a capture is stored; None for none, or one that is not."""
    if capture is None:
        return None
    return connection.execute(_ID, {"record": capture.record_id}).scalar()


def _row(capture: Capture, run_id: int | None) -> dict[str, Any]:
    return {
        "url": capture.url,
        "fetched_at": capture.captured_at,
        "status": capture.status,
        "file": capture.file,
        "offset": capture.offset,
        "length": capture.length,
        "payload_digest": capture.digest,
        "content_type": capture.content_type,
        "record_id": capture.record_id,
        "kind": capture.kind,
        "portal": capture.portal,
        "listed_section": capture.listed_section,
        "listed_title": capture.listed_title,
        "run_id": run_id,
        "original": capture.original,
    }


def _capture(row: Row[Any]) -> Capture:
    return Capture(
        url=row.url,
        captured_at=row.fetched_at,
        status=row.status,
        file=row.file,
        offset=row.offset,
        length=row.length,
        digest=row.payload_digest,
        record_id=row.record_id,
        kind=row.kind,
        content_type=row.content_type,
        portal=row.portal,
        listed_section=row.listed_section,
        listed_title=row.listed_title,
        original=row.original,
    )
