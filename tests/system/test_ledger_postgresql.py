"""The ledger and the lock on PostgreSQL."""

from datetime import timedelta

import pytest

from scraper.archive import Archive, ArchiveBusy
from scraper.archive.ledger.addresses import Answer, Claim, Link
from scraper.archive.ledger.listings import ListingRead
from scraper.items import Fetch
from scraper.portals.model import Recheck
from tests.support.archived import MONDAY, article, url
from tests.system.test_archive_postgresql import address, server

__all__ = ["address", "server"]

pytestmark = pytest.mark.slow
LISTING = "https://portal.example/list/"


def test_the_ledger_is_the_same_there(address: str) -> None:
    with Archive.open(address) as archive:
        run = archive.start_run({}, {}, MONDAY)
        ledger = archive.ledger
        ledger.discover([Link(LISTING, "sample", "seed", kind="listing")], run, MONDAY)
        links = [Link(url(n), "sample", "listing", LISTING) for n in range(1, 5)]
        read = ListingRead(LISTING, LISTING, "sample", "Celebrity interviews", links, "seed")
        assert set(ledger.read_listing(read, None, run, MONDAY).due) == {
            url(n) for n in range(1, 5)
        }
        archive.save(article(1, fetch=Fetch(url(1))), run)
        archive.save(article(2, fetch=Fetch(url(2), redirects=(url(22),)), url=url(22)), run)
        ledger.answered(Answer(url(3), "gone", "HTTP 404", 404), Recheck(), run, MONDAY)
        claim = Claim(url(4), url(1), title=article(1).title)
        assert [one.standing for one in archive.settle([claim], {}, run, MONDAY)] == ["archived"]
        ledger.follow("sample", MONDAY, is_defined=True)
        ledger.listing_ended(LISTING, None, MONDAY)
        again = ledger.read_listing(read, None, run, MONDAY)
        assert (again.due, again.all_known) == ({}, True)
        later = MONDAY + timedelta(days=400)
        assert {one.url for one in ledger.owed(["sample"], later, (), 9)} >= {url(1), url(22)}
        # Moved: the row of the old address comes along, the article stays one.
        archive.save(article(1, fetch=Fetch(url(1), redirects=(url(11),)), url=url(11)), run)
        assert archive.known([url(1), url(11)]) == {url(11)}
        archive.finish_run(run, "finished", {}, exit_code=0, reason="Done.", now=MONDAY)
        found = archive.standing(later)
        assert sum(section.discovered for section in found.sections) >= 6
        assert archive.problems() == []
        assert archive.mend() == []


def test_one_run_at_a_time(address: str) -> None:
    with Archive.open(address) as one, Archive.open(address) as other:
        unlock = one.lock()
        with pytest.raises(ArchiveBusy, match="another run is writing"):
            other.lock()
        assert other.is_locked()
        unlock()
        assert not other.is_locked()
        other.lock()()
