"""The archive as the rest of the program sees it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine

from scraper.archive.articles import aliases, keep, rejections
from scraper.archive.articles.aliases import Settled
from scraper.archive.articles.rejections import Rejection
from scraper.archive.articles.rewrite import Rewriting
from scraper.archive.articles.write import Saved
from scraper.archive.database import records
from scraper.archive.database.address import Place, check_file, discard, place_of
from scraper.archive.database.dialect import engine_for, for_snapshot, for_writing
from scraper.archive.database.errors import OlderArchive, explained
from scraper.archive.database.lock import is_locked, lock, lock_file
from scraper.archive.database.selection import Filter
from scraper.archive.database.state import HEAD, State, check, state_of
from scraper.archive.drift import notes
from scraper.archive.drift.notes import Drift
from scraper.archive.ledger import by_hand, runs
from scraper.archive.ledger.addresses import Claim, Standing
from scraper.archive.ledger.captures import Captures, add_captures, find_again, lose
from scraper.archive.ledger.ledger import Ledger
from scraper.archive.ledger.runs import last_runs
from scraper.archive.queries import counts as figures
from scraper.archive.queries import history as past
from scraper.archive.queries import portals
from scraper.archive.queries.counts import Counts
from scraper.archive.queries.history import History
from scraper.archive.queries.portals import Change, PortalFacts, PortalStanding
from scraper.archive.queries.rows.kinds import INTERVIEWS, Kind
from scraper.archive.queries.rows.rows import Batch, batches, records_of
from scraper.archive.queries.status import Standing as Figures
from scraper.archive.queries.status import standing
from scraper.archive.queries.words.concordance import Line, Order, concordance
from scraper.archive.queries.words.trend import Point, Unit, trend
from scraper.archive.search import Found, find, rebuild
from scraper.archive.upkeep import copying, future, mend, verify
from scraper.items import Article, Capture

_WAIT = 10.0
T = TypeVar("T")


class Archive:
    """An open archive. Safe to use from several threads; every method is one transaction.

    Whatever is wrong with the archive itself is raised as an `ArchiveError`.
    """

    def __init__(self, place: Place, engine: Engine, backup: Path | None = None) -> None:
        self.place = place
        self.backup = backup
        self._engine = engine
        self._writer = for_writing(engine)
        self._reader = for_snapshot(engine)
        self.captures = Captures(self._reading)
        self.ledger = Ledger(self._reading, self._writing)

    @classmethod
    def open(
        cls, url: str, *, create: bool = True, readonly: bool = False, wait: float = _WAIT
    ) -> "Archive":
        """The archive at an SQLAlchemy URL, made where there is none yet and `create` allows it.

        An older one is upgraded, after a backup (its path is `backup`); `readonly` changes nothing
        at all. `wait` is how many seconds a write waits for another writer.
        """
        place = place_of(url)
        with explained(place.name):
            check_file(place, create=create and not readonly)
            is_new = place.is_new
            state = _look(place, wait)
            if state.is_empty and not place.is_new and place.lacks_log:
                # Another process may have made it, and taken its log away, since the look.
                state = _look(place, wait)
            check(state, place, create=create and not readonly, readonly=readonly)
            engine = engine_for(place, "read" if readonly else "write", wait)
            backup = None
            try:
                if state.revision != HEAD:
                    backup = _upgrade(engine, place, state)
            except BaseException:
                engine.dispose()
                if is_new:
                    # Of a first run that could not even begin, nothing is in the way of the next.
                    discard(place)
                raise
        return cls(place, engine, backup)

    @classmethod
    def open_to_read(cls, url: str) -> "Archive":
        """The archive at the URL, read-only; an older one is upgraded first, after a backup."""
        try:
            return cls.open(url, readonly=True)
        except OlderArchive:
            cls.open(url, create=False).close()
            return cls.open(url, readonly=True)

    def close(self) -> None:
        """Lets go of the archive; safe to call twice."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def save(self, article: Article, run_id: int | None = None) -> Saved:
        """Stores the article under its canonical url. What it replaces goes to the history."""
        with self._writing() as connection:
            return keep.keep(connection, article, run_id, _seen(article))

    def reject(self, article: Article, run_id: int | None = None) -> None:
        """Keeps an item that is not fit to be stored as good, with its `problems`."""
        with self._writing() as connection:
            keep.keep_aside(connection, article, run_id, _seen(article))

    def portal_facts(self, names: Iterable[str]) -> dict[str, PortalFacts]:
        """What the archive says of portals at the end of a run."""
        with self._reading() as connection:
            return {name: portals.facts_of(connection, name) for name in names}

    def note_portals(
        self, run_id: int, found: Iterable[tuple[str, int, str, Mapping[str, int]]]
    ) -> None:
        """Keeps how portals fared in a run: name, code, reason, counts."""
        with self._writing() as connection:
            portals.note_portals(connection, run_id, found)

    def note_drifts(self, portal: str, run_id: int, now: datetime) -> list[Drift]:
        """Looks at what a run archived of a portal; what has changed on its pages, and is not
        over."""
        with self._writing() as connection:
            return notes.note_drifts(connection, portal, run_id, now)

    def portal_changes(self, run_id: int) -> list[Change]:
        """What a run changed of how its portals fare."""
        with self._reading() as connection:
            return portals.changes(connection, run_id)

    def portal_standings(self) -> list[PortalStanding]:
        """How every portal stands, with since when it is bad, and when it was good."""
        with self._reading() as connection:
            return portals.standings(connection)

    def rejected(self, run_id: int | None = None) -> list[Rejection]:
        """The rejections that still stand, oldest first; of one run, or of all."""
        with self._reading() as connection:
            return list(rejections.open_rejections(connection, run_id))

    def lock(self) -> Callable[[], None]:
        """Takes the archive for a run, until what is returned is called or the process ends.

        ArchiveBusy where another run has it; readers are never kept out.
        """
        with explained(self.place.name):
            return lock(self.place, self._engine)

    def was_killed(self) -> bool | None:
        """Whether the newest run was killed while it had the archive, asked while none has it; None
        where that cannot be told."""
        file = self.place.file
        return None if file is None else lock_file(file).exists()

    def close_unclosed(self) -> None:
        """Closes a run that was not killed and could not write how it ended."""
        with self._writing() as connection:
            runs.close_unclosed(connection)

    def is_locked(self) -> bool:
        """Whether a run has taken the archive."""
        with explained(self.place.name):
            return is_locked(self.place, self._engine)

    def start_run(
        self, arguments: dict[str, Any], versions: dict[str, Any], now: datetime | None = None
    ) -> int:
        """The id of a run that begins now."""
        with self._writing() as connection:
            return runs.start_run(connection, arguments, versions, now or datetime.now(UTC))

    def finish_run(
        self,
        run_id: int,
        outcome: str,
        counts: dict[str, Any],
        *,
        exit_code: int | None = None,
        reason: str | None = None,
        now: datetime | None = None,
    ) -> None:
        """Closes a run: Scrapy's reason for its end, its counts, its exit code, and why that."""
        closing = {"outcome": outcome, "counts": counts, "exit_code": exit_code, "reason": reason}
        with self._writing() as connection:
            runs.finish_run(connection, run_id, closing, now or datetime.now(UTC))

    def history(self, url: str) -> History | None:
        """The article that an address leads to, with all that it has been; None for none."""
        with self._reading() as connection:
            return past.history(connection, url)

    def address_of(self, article_id: int) -> str | None:
        """The address of the article with an id; None where there is none."""
        with self._reading() as connection:
            return past.address_of(connection, article_id)

    def nearest(self, url: str) -> list[str]:
        """Addresses of articles that look most like one that leads to none."""
        with self._reading() as connection:
            return past.nearest(connection, url)

    def rewriting(self, run_id: int | None, now: datetime) -> Rewriting:
        """A transaction over all articles that are read again by newer rules."""
        return Rewriting(self._writer, self.place.name, run_id, now)

    def settle(
        self,
        claims: Sequence[Claim],
        outcomes: Mapping[str, tuple[Standing, str | None]],
        run_id: int | None,
        now: datetime,
    ) -> list[Settled]:
        """Settles addresses that led to others by what came of those; see `aliases.settle`."""
        with self._writing() as connection:
            return aliases.settle(connection, claims, outcomes, run_id, now)

    def lose_captures(self, lost: Iterable[Capture], now: datetime, *, is_due: bool) -> None:
        """Accepts captures as lost; `is_due`: their pages are to be asked for again now."""
        with self._writing() as connection:
            lose(connection, lost, now, is_due=is_due)

    def find_captures(self, found: Iterable[Capture]) -> None:
        """Has captures that were lost back, since they are in their files again."""
        with self._writing() as connection:
            find_again(connection, found)

    def flush(self) -> None:
        """Writes what has been noted for the next transaction."""
        with self._writing():
            return

    def known(self, urls: Iterable[str]) -> set[str]:
        """Those of the urls under which an article is stored."""
        with self._reading() as connection:
            return records.known(connection, urls)

    def counts(self) -> Counts:
        """The archive in figures."""
        with self._reading() as connection:
            return figures.counts(connection)

    def records(self, conditions: Filter | None = None) -> Iterator[dict[str, Any]]:
        """Exported records, newest first, streamed from one state of the archive: what is written
        meanwhile is not in them."""
        with self._reading() as connection:
            for batch in batches(connection, INTERVIEWS, conditions or Filter()):
                yield from records_of(INTERVIEWS, batch)

    def record(self, url: str) -> dict[str, Any] | None:
        """The exported record of the article stored under the url; None where there is none."""
        with self._reading() as connection:
            return records.record(connection, url)

    def copy_to(self, file: Path) -> None:
        """Writes one state of the archive to a new SQLite file. NotAnArchive for a server's."""
        with self._reading() as connection:
            copying.copy_to(connection, file)

    def versions(self) -> dict[str, Any]:
        """With which versions the archive came about; see `copying.versions`."""
        with self._reading() as connection:
            return copying.versions(connection)

    def rows(self, kind: Kind, conditions: Filter | None = None) -> Iterator[Batch]:
        """Rows of a kind, for `write_rows`; streamed from one state of the archive, too."""
        with self._reading() as connection:
            yield from batches(connection, kind, conditions or Filter())

    def search(
        self,
        words: str,
        conditions: Filter | None = None,
        *,
        newest: bool = False,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """The articles that a query finds, best first, or newest first: `limit` of them from the
        `offset`-th on, and how many there are. Any text is a query; see docs/search.md."""
        only = conditions or Filter()
        with self._reading() as connection:
            return find(connection, words, only, newest=newest, limit=limit, offset=offset)

    def trend(
        self,
        queries: Sequence[str],
        conditions: Filter | None = None,
        unit: Unit = "month",
        *,
        count_words: bool = False,
    ) -> list[Point]:
        """How often queries are met over time; see `queries.words.trend`."""
        with self._reading() as connection:
            return trend(connection, queries, conditions or Filter(), unit, count_words=count_words)

    def concordance(
        self,
        query: str,
        conditions: Filter | None = None,
        *,
        order: Order = "newest",
        width: int = 60,
        limit: int | None = None,
    ) -> list[Line]:
        """Every place of a query's words in context; see `queries.words.concordance`."""
        only = conditions or Filter()
        with self._reading() as connection:
            return concordance(connection, query, only, order=order, width=width, limit=limit)

    def reindex(self) -> int:
        """Makes the search index anew; how many articles are in it."""
        with self._writing() as connection:
            return rebuild(connection)

    def runs(self, limit: int) -> list[dict[str, Any]]:
        """The last runs, newest first, with what was new and updated in each."""
        with self._reading() as connection:
            return last_runs(connection, limit)

    def retry(
        self,
        now: datetime,
        *,
        url: str | None = None,
        portal: str | None = None,
        only_failed: bool = False,
    ) -> int:
        """Has addresses asked for by the next run; how many."""
        with self._writing() as connection:
            return by_hand.retry(connection, now, url=url, portal=portal, only_failed=only_failed)

    def ignore(self, url: str) -> int:
        """Has an address never asked for again; whether there is one, as 1 or 0."""
        with self._writing() as connection:
            return by_hand.ignore(connection, url)

    def standing(self, now: datetime) -> Figures:
        """How things stand: addresses by state, runs, troubles, gaps."""
        with self._reading() as connection:
            return standing(connection, now)

    def problems(self, now: datetime | None = None) -> list[str]:
        """What is wrong with the archive, a sentence each; it is looked at from end to end."""
        with self._reading() as connection:
            return verify.problems(connection, now or datetime.now(UTC))

    def mend(self, now: datetime | None = None) -> list[str]:
        """Mends what can be mended without another copy; which problems are no more."""
        with self._writing() as connection:
            return mend.mend(connection, now or datetime.now(UTC))

    def release(self, now: datetime) -> int:
        """Has due what a clock that was ahead has put off; how much that was."""
        with self._writing() as connection:
            return future.release(connection, now)

    def fill(self, copy: Callable[[Connection], T]) -> T:
        """What `copy` returns, which fills the tables of a new archive in one transaction."""
        with self._writing() as connection:
            return copy(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            explained(self.place.name),
            self.captures.taken() as noted,
            self._writer.begin() as connection,
        ):
            add_captures(connection, noted)
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self.place.name), self._reader.begin() as connection:
            yield connection


def _seen(article: Article) -> datetime:
    return article.fetched_at or datetime.now(UTC)


def _upgrade(engine: Engine, place: Place, state: State) -> Path | None:
    """Makes the archive, or brings an older one to this version; the path of its backup."""
    from scraper.archive.migrations.upgrade import migrate

    backup = migrate(engine, place)
    if not state.is_empty:
        # What older versions left in no good order, such as texts that are not indexed.
        with for_writing(engine).begin() as connection:
            mend.put_in_order(connection)
    return backup


def _look(place: Place, wait: float) -> State:
    """What is at the place, found out without writing to what may be another program's."""
    if place.is_new:
        return State(None, is_empty=True, is_archive=False)
    engine = engine_for(place, "look", wait)
    try:
        with engine.connect() as connection:
            return state_of(connection)
    finally:
        engine.dispose()
