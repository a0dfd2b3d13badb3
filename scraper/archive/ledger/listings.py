"""Listings in the ledger: what a page of one shows, and how far back it was read without a gap."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, literal, select, update

from scraper.archive.database.dialect import insert_new
from scraper.archive.database.schema import articles, ledger, listing_links, listings
from scraper.archive.ledger.addresses import NEVER_ASKED, Link, Owed, discover, want

# So many of the newest articles tell how a listing is ordered.
_NEWEST = 10


@dataclass(frozen=True, slots=True)
class ListingRead:
    """A page of the listing that begins at `listing`, read: what it shows, and where it goes on."""

    listing: str
    page: str
    portal: str
    section: str | None
    links: Sequence[Link]
    found_as: str
    found_on: str | None = None
    next_page: str | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the archive says about a page of a listing: the articles to ask for now, when the
    listing was last read without a gap, and whether the page shows nothing that was not there
    then."""

    due: dict[str, Owed] = field(default_factory=dict)
    gapless_at: datetime | None = None
    all_known: bool = False


def read_listing(
    connection: Connection, read: ListingRead, since: date | None, run_id: int, now: datetime
) -> Shown:
    """Notes a page that was read, and every address on it, in one go."""
    listing_id = _listing(connection, read)
    pages = [Link(read.page, read.portal, read.found_as, read.found_on, "listing", read.section)]
    if read.next_page:
        pages.append(
            Link(read.next_page, read.portal, "next page", read.page, "listing", read.section)
        )
    discover(connection, [*pages, *read.links], run_id, now)
    want(connection, read.links, now)
    _page_read(connection, read, run_id, now)
    urls = [link.url for link in read.links]
    gapless_at = _gapless_at(connection, listing_id, since)
    known = _known(connection, listing_id, urls, gapless_at) if gapless_at else set()
    _connect(connection, listing_id, [*urls, *(page.url for page in pages)], now)
    query = select(*(ledger.c[name] for name in Owed.__dataclass_fields__)).where(
        ledger.c.url.in_(urls), ledger.c.due_at <= now
    )
    due = {row.url: Owed(**row._mapping) for row in connection.execute(query)}
    return Shown(due, gapless_at, all_known=len(known) == len(set(urls)))


def listing_ended(connection: Connection, listing: str, since: date | None, now: datetime) -> None:
    """Notes that the listing was read as far as it is to be: to what was known, to its end, or to
    the day `since`. From now on everything up to here is known not to have a gap."""
    found = connection.execute(select(listings).where(listings.c.url == listing)).first()
    if found is None:
        return
    back_to = since.isoformat() if since else None
    if found.gapless_at is not None and _reaches(found.gapless_back_to, since):
        # It was read down to what was read before, which goes back at least as far.
        back_to = found.gapless_back_to
    connection.execute(
        update(listings)
        .where(listings.c.id == found.id)
        .values(read_at=now, gapless_at=now, gapless_back_to=back_to)
    )
    mine = select(listing_links.c.ledger_id).where(listing_links.c.listing_id == found.id)
    connection.execute(
        update(ledger)
        .where(
            ledger.c.kind == "listing",
            ledger.c.id.in_(mine),
            ledger.c.state.in_(("pending", "failed")),
        )
        .values(state="out of scope", reason=NEVER_ASKED, due_at=None)
    )


def _listing(connection: Connection, read: ListingRead) -> int:
    adding = insert_new(connection.dialect.name, listings, "url")
    row = {"url": read.listing, "portal": read.portal, "section": read.section}
    connection.execute(adding, row)
    query = select(listings.c.id, listings.c.section).where(listings.c.url == read.listing)
    found = connection.execute(query).one()
    if read.section and read.section != found.section and read.listing == read.page:
        named = update(listings).where(listings.c.id == found.id)
        connection.execute(named.values(section=read.section))
    return int(found.id)


def _page_read(connection: Connection, read: ListingRead, run_id: int, now: datetime) -> None:
    connection.execute(
        update(ledger)
        .where(ledger.c.url == read.page, ledger.c.kind == "listing")
        .values(
            state="archived",
            reason=None,
            attempts=ledger.c.attempts + 1,
            failures=0,
            last_status=read.status,
            last_asked_at=now,
            last_run_id=run_id,
            due_at=None,
        )
    )


def newest_known(connection: Connection, listing: str, before: datetime) -> list[str]:
    """The last articles by date of those that a listing had shown by then."""
    query = (
        select(ledger.c.url)
        .join(listing_links, listing_links.c.ledger_id == ledger.c.id)
        .join(listings, listings.c.id == listing_links.c.listing_id)
        .join(articles, articles.c.id == ledger.c.article_id)
        .where(
            listings.c.url == listing,
            listing_links.c.first_seen_at <= before,
            ledger.c.state == "archived",
            articles.c.published_at.is_not(None),
        )
        .order_by(articles.c.published_at.desc())
        .limit(_NEWEST)
    )
    return list(connection.scalars(query))


def _gapless_at(connection: Connection, listing_id: int, since: date | None) -> datetime | None:
    """When the listing was last read without a gap, as far back as is wanted."""
    found = connection.execute(select(listings).where(listings.c.id == listing_id)).one()
    at: datetime | None = found.gapless_at
    return at if at is not None and _reaches(found.gapless_back_to, since) else None


def _known(
    connection: Connection, listing_id: int, urls: Sequence[str], gapless_at: datetime
) -> set[str]:
    """Those of the addresses that the listing showed when it was last read without a gap."""
    query = (
        select(ledger.c.url)
        .join(listing_links, listing_links.c.ledger_id == ledger.c.id)
        .where(
            listing_links.c.listing_id == listing_id,
            listing_links.c.first_seen_at <= gapless_at,
            ledger.c.url.in_(urls),
        )
    )
    return set(connection.scalars(query))


def _reaches(back_to: str | None, since: date | None) -> bool:
    """Whether a reading back to the one day has all that is wanted since the other."""
    return back_to is None or (since is not None and back_to <= since.isoformat())


def _connect(connection: Connection, listing_id: int, urls: Sequence[str], now: datetime) -> None:
    columns = ["listing_id", "ledger_id", "first_seen_at"]
    rows = select(
        literal(listing_id), ledger.c.id, literal(now, listing_links.c.first_seen_at.type)
    ).where(
        ledger.c.url.in_(urls),
        ~select(listing_links.c.ledger_id)
        .where(listing_links.c.listing_id == listing_id, listing_links.c.ledger_id == ledger.c.id)
        .exists(),
    )
    connection.execute(insert(listing_links).from_select(columns, rows))


def sections_of(connection: Connection, portal: str) -> set[str]:
    """The names of the sections whose listings are read."""
    query = select(func.distinct(listings.c.section)).where(listings.c.portal == portal)
    return {name for name in connection.scalars(query) if name}
