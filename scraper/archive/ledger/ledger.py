"""The ledger as a crawl sees it: `archive.ledger`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from scraper.archive.ledger import addresses, follow, listings
from scraper.archive.ledger.addresses import Answer, Link, Owed
from scraper.archive.ledger.listings import ListingRead, Shown
from scraper.portals.model import Recheck

_Transaction = Callable[[], AbstractContextManager[Connection]]


class Ledger:
    """Every method is one transaction: what is noted of a page, and the page's being noted."""

    def __init__(self, reading: _Transaction, writing: _Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def discover(self, links: Iterable[Link], run_id: int | None, now: datetime) -> None:
        """Gives every address that has none yet its row."""
        with self._writing() as connection:
            addresses.discover(connection, links, run_id, now)

    def read_listing(
        self, read: ListingRead, since: date | None, run_id: int, now: datetime
    ) -> Shown:
        """Notes a page of a listing that was read, and every address on it; what is due of it."""
        with self._writing() as connection:
            return listings.read_listing(connection, read, since, run_id, now)

    def newest_known(self, listing: str, before: datetime) -> list[str]:
        """The last articles by date of those that a listing had shown by then."""
        with self._reading() as connection:
            return listings.newest_known(connection, listing, before)

    def listing_ended(self, listing: str, since: date | None, now: datetime) -> None:
        """Notes that a listing was read as far as it is to be, without a gap."""
        with self._writing() as connection:
            listings.listing_ended(connection, listing, since, now)

    def answered(self, answer: Answer, recheck: Recheck, run_id: int | None, now: datetime) -> None:
        """Notes what came of asking for an address, where that is no article to store."""
        with self._writing() as connection:
            addresses.answered(connection, answer, recheck, run_id, now)

    def follow(self, portal: str, now: datetime, *, is_defined: bool) -> None:
        """Has the further reading asked for that belongs to the sections whose listings are read;
        where the portal is not defined, only what says itself that it does."""
        with self._writing() as connection:
            follow.follow(connection, portal, now, is_defined=is_defined)

    def owed(
        self, portals: Sequence[str], now: datetime, taken: Collection[str], limit: int
    ) -> list[Owed]:
        """Up to `limit` articles of the portals that are due and not in `taken`."""
        with self._reading() as connection:
            return addresses.owed(connection, portals, now, taken, limit)

    def due(self, portal: str, now: datetime) -> int:
        """How many articles of a portal are due."""
        with self._reading() as connection:
            return addresses.due(connection, portal, now)

    def rows(self) -> list[dict[str, Any]]:
        """Every row of the ledger, in the order they were found."""
        with self._reading() as connection:
            return addresses.rows(connection)

    def articles_of(self, portals: Sequence[str]) -> int:
        """How many articles of the portals are stored."""
        with self._reading() as connection:
            return addresses.articles_of(connection, portals)

    def sections_of(self, portal: str) -> set[str]:
        """The names of the sections whose listings are read."""
        with self._reading() as connection:
            return listings.sections_of(connection, portal)
