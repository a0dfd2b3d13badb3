"""Pages read again by newer rules: all of them in one transaction, or none."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select, update

from scraper.archive.articles.identity import judged_reasons
from scraper.archive.articles.write import Saved, save
from scraper.archive.database.errors import explained
from scraper.archive.database.records import record_of_row, row_of
from scraper.archive.database.schema import articles, ledger
from scraper.items import Article
from scraper.record import FIELDS
from scraper.values.urls import canonical

# What a reader of records sees of an article; the rest is about when it was looked at.
_COMPARED = tuple(row.name for row in FIELDS if row.role in ("page", "count"))


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What reading a page again came to; `changes` are (before, after) by field of the record.

    found: a page that gave no interview before does now; lost: it gave one, and would no longer, so
    the stored copy stays; unfit: it gives none, as before.
    """

    url: str
    what: Literal["changed", "unchanged", "found", "lost", "unfit"]
    changes: dict[str, tuple[Any, Any]]
    problems: tuple[str, ...] = ()


class Rewriting:
    """A transaction over many articles. Nobody sees anything of it before `commit`; without it, at
    the end or when the process is killed, nothing has happened."""

    def __init__(self, engine: Engine, name: str, run_id: int | None, at: datetime) -> None:
        self._engine = engine
        self._name = name
        self._run_id = run_id
        self._at = at
        self._connection: Connection | None = None

    def save(self, article: Article) -> Rewrite:
        """Stores what today's rules read, as ours; the `fetched_at` is its capture's."""
        with explained(self._name):
            return self._save(self._begun(), article)

    def commit(self) -> None:
        """Makes it all so."""
        if self._connection is not None:
            with explained(self._name):
                self._connection.commit()

    def close(self) -> None:
        """Forgets what was not committed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _save(self, connection: Connection, article: Article) -> Rewrite:
        found = _id_of(connection, article.url)
        if article.problems:
            what: Literal["unfit", "lost"] = "unfit" if found is None else "lost"
            return Rewrite(article.url, what, {}, tuple(article.problems))
        judged = judged_reasons(connection, article.url) if found is None else []
        if judged:
            # By what other addresses showed: no rule of reading takes that back, only a new look.
            return Rewrite(article.url, "unfit", {}, tuple(judged))
        before = record_of_row(row_of(connection, found)) if found is not None else {}
        saved = save(connection, article, self._run_id, "ours", self._at)
        if found is None:
            _settle(connection, article, _id_of(connection, article.url))
        elif saved is Saved.unchanged and before["views"] == article.views:
            return Rewrite(article.url, "unchanged", {})
        now = _id_of(connection, article.url)
        assert now is not None
        after = record_of_row(row_of(connection, now))
        changes = {
            name: (before.get(name), after[name])
            for name in _COMPARED
            if before.get(name) != after[name]
        }
        # The body is its blocks' texts: said once.
        if "body" in changes:
            changes.pop("blocks", None)
        return Rewrite(article.url, _what(found, changes), changes)

    def _begun(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection


def _what(found: int | None, changes: dict[str, Any]) -> Literal["found", "changed", "unchanged"]:
    if found is None:
        return "found"
    return "changed" if changes else "unchanged"


def _id_of(connection: Connection, url: str) -> int | None:
    return connection.execute(select(articles.c.id).where(articles.c.url == url)).scalar()


def _settle(connection: Connection, article: Article, article_id: int | None) -> None:
    """Tells the ledger that an address it took for one without interview has one."""
    asked = {article.url}
    if article.capture is not None:
        asked.add(canonical(article.capture.url))
    waiting = update(ledger).where(ledger.c.url.in_(asked), ledger.c.article_id.is_(None))
    connection.execute(waiting.values(state="archived", reason=None, article_id=article_id))
