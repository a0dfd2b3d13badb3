"""Walls, strays and second names in an archive: what is stored, what is asked for again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scraper.archive import Archive
from scraper.archive.articles.write import Saved
from scraper.archive.ledger.addresses import Answer, Claim, Link
from scraper.archive.ledger.listings import ListingRead
from scraper.items import Article, Block, Fetch
from scraper.portals.model import Recheck
from tests.support.archived import MONDAY, TUESDAY, article, url

LISTING = "https://portal.example/list/"
NAMES = ("Ada Brin", "Tomas Vell", "Irja Holm", "Peto Lanz", "Mira Dosk", "Ulla Fenn")
SPAM: dict[str, Any] = {
    "title": "Cheap pills for sale",
    "blocks": [Block("paragraph", "Buy pills, now.")],
}
WALL = "Please sign in with your e-mail address and your password to read on, or ask for a trial."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as opened:
        opened.start_run({}, {}, MONDAY)
        links = [Link(url(n), "sample", "listing", LISTING, title=titled(n)) for n in range(1, 7)]
        read = ListingRead(LISTING, LISTING, "sample", "Celebrity interviews", links, "seed")
        opened.ledger.discover([Link(LISTING, "sample", "seed", kind="listing")], 1, MONDAY)
        opened.ledger.read_listing(read, None, 1, MONDAY)
        yield opened


def titled(number: int) -> str:
    return f"{NAMES[number - 1]} on patience and thread"


def told(number: int) -> list[Block]:
    name = NAMES[number - 1]
    return [
        Block("paragraph", f"{name} has worked here since the spring of the great flood."),
        Block("paragraph", f"Nobody but {name} would have kept loom {number} for so long."),
    ]


def good(number: int, at: datetime = MONDAY, **changes: Any) -> Article:
    given: dict[str, Any] = {"title": titled(number), "blocks": told(number), "fetched_at": at}
    given |= {"fetch": Fetch(url(number), listed=titled(number))} | changes
    return article(number, **given)


def wall(number: int, at: datetime = MONDAY, **changes: Any) -> Article:
    bare: dict[str, Any] = dict.fromkeys(("published_at", "views", "section", "next_article"))
    bare |= {name: [] for name in ("breadcrumbs", "tags", "authors", "people", "images", "related")}
    given: dict[str, Any] = {"title": "Sign in", "blocks": [Block("paragraph", WALL)]}
    return good(number, at, **{**bare, **given, **changes})


def row(archive: Archive, number: int) -> dict[str, Any]:
    return next(one for one in archive.ledger.rows() if one["url"] == url(number))


def test_a_wall_on_a_first_run_is_not_in_the_archive_and_all_are_due(archive: Archive) -> None:
    saved = [archive.save(wall(number), 1) for number in range(1, 7)]
    assert saved[1:] == [Saved.unfit] * 5
    assert list(archive.records()) == []
    assert {row(archive, n)["state"] for n in range(1, 7)} == {"failed"}
    assert all(row(archive, n)["due_at"] for n in range(1, 7))
    assert archive.problems() == []
    for number in range(1, 7):
        assert archive.save(good(number, TUESDAY), 1) is Saved.new
    assert len(list(archive.records())) == 6
    assert archive.rejected() == []


def test_a_wall_at_a_later_look_leaves_every_copy_as_it_was(archive: Archive) -> None:
    for number in range(1, 7):
        archive.save(good(number), 1)
    before = list(archive.records())
    assert {archive.save(wall(n, TUESDAY), 1) for n in range(1, 7)} == {Saved.unfit}
    assert list(archive.records()) == before
    one = row(archive, 3)
    assert (one["state"], one["failures"]) == ("archived", 1)
    assert "no page of its own" in one["reason"]


def test_a_wall_is_known_again_by_one_new_article_a_day(archive: Archive) -> None:
    archive.save(wall(1), 1)
    archive.save(wall(2), 1)
    assert archive.save(wall(3, TUESDAY), 1) is Saved.unfit
    assert list(archive.records()) == []


def test_a_lone_wall_is_told_by_its_listing_and_by_the_dates_of_the_others(
    archive: Archive,
) -> None:
    for number in range(1, 6):
        archive.save(good(number), 1)
    assert archive.save(wall(6), 1) is Saved.unfit
    assert "than its listing says" in row(archive, 6)["reason"]
    # One that stays so is what the portal has to show.
    assert archive.save(wall(6, MONDAY + timedelta(days=2)), 1) is Saved.new


def test_an_article_put_in_anothers_place_is_believed_at_a_later_look(archive: Archive) -> None:
    archive.save(good(1), 1)
    other = {
        "title": "Bas Wick on bells",
        "blocks": [Block("paragraph", "Bells have a voice of their own, says Bas Wick.")],
        "published_at": MONDAY,
    }
    assert archive.save(good(1, TUESDAY, **other), 1) is Saved.unfit
    assert archive.save(good(1, TUESDAY + timedelta(days=1), **other), 1) is Saved.updated
    (record,) = archive.records()
    assert (record["title"], record["revision"]) == ("Bas Wick on bells", 2)


@pytest.mark.parametrize("target", ["https://portal.example/consent", url(6)])
def test_redirects_of_many_to_one_page_make_no_aliases(archive: Archive, target: str) -> None:
    archive.save(good(6), 1)
    shown = good(6) if target == url(6) else wall(6)
    for number in (1, 2):
        shown.fetch = Fetch(url(number), (target,), listed=titled(number))
        shown.url, shown.problems = target, []
        assert archive.save(shown, 1) is Saved.unfit
    claims = [Claim(url(number), target) for number in (3, 4)]
    assert [one.standing for one in archive.settle(claims, {}, 1, MONDAY)] == ["failed"] * 2
    assert {row(archive, n)["state"] for n in range(1, 5)} == {"failed"}
    assert {row(archive, n)["leads_to"] for n in range(1, 5)} == {target}
    assert len(list(archive.records())) == 1
    assert archive.problems() == []


def test_a_permanent_redirect_is_believed_at_the_second_look_if_it_is_the_only_one(
    archive: Archive,
) -> None:
    there = "https://portal.example/stories/threads-of-time"

    def led(at: datetime) -> Article:
        fetch = Fetch(url(1), (there,), is_permanent=True, listed=titled(1))
        return good(1, at, url=there, title="Threads of time", fetch=fetch)

    assert archive.save(led(MONDAY), 1) is Saved.unfit
    second = archive.start_run({}, {}, TUESDAY)
    assert archive.save(led(TUESDAY), second) is Saved.new
    assert (row(archive, 1)["state"], row(archive, 1)["leads_to"]) == ("archived", there)


@pytest.mark.parametrize("standing", ["failed", "refused", "gone"])
def test_what_led_to_a_page_shares_its_fate_and_is_due(archive: Archive, standing: Any) -> None:
    target = "https://portal.example/elsewhere"
    outcomes = {target: (standing, "HTTP 503")}
    claims = [Claim(url(number), target) for number in (1, 2)]
    settled = archive.settle(claims, outcomes, 1, MONDAY)
    # Two that lead to one page that is not there may as well be kept out.
    expected = "failed" if standing == "gone" else standing
    assert [one.standing for one in settled] == [expected] * 2
    assert all(row(archive, number)["due_at"] for number in (1, 2))
    assert archive.problems() == []


def test_what_leads_to_an_alias_of_what_is_gone_is_asked_for_again(archive: Archive) -> None:
    archive.save(good(1), 1)
    archive.settle([Claim(url(2), url(1), title=titled(1))], {}, 1, MONDAY)
    assert row(archive, 2)["due_at"] is None
    archive.ledger.answered(Answer(url(1), "gone", "HTTP 404", 404), Recheck(), 1, TUESDAY)
    assert row(archive, 2)["due_at"] is not None


def test_not_modified_of_what_is_not_archived_is_a_failure(archive: Archive) -> None:
    archive.ledger.answered(Answer(url(1), None, status=304), Recheck(), 1, MONDAY)
    assert (row(archive, 1)["state"], row(archive, 1)["due_at"]) == ("failed", MONDAY)


def test_a_second_name_is_learned_and_never_due(archive: Archive) -> None:
    archive.save(good(1), 1)
    again = good(1, TUESDAY, url=url(2), fetch=Fetch(url(2), listed=titled(1)))
    assert archive.save(again, 1) is Saved.named
    assert len(list(archive.records())) == 1
    name = row(archive, 2)
    assert (name["state"], name["leads_to"], name["due_at"]) == ("archived", url(1), None)
    assert archive.problems() == []


def test_a_canonical_that_points_to_another_article_harms_neither(archive: Archive) -> None:
    fetch = Fetch(url(2), listed="Cheap pills for sale")
    assert archive.save(good(2, url=url(1), fetch=fetch, **SPAM), 1) is Saved.new
    assert archive.save(good(1), 1) is Saved.new
    assert {record["url"]: record["title"] for record in archive.records()} == {
        url(1): titled(1),
        url(2): "Cheap pills for sale",
    }


def test_a_canonical_claimed_before_its_own_page_is_known_goes_back(archive: Archive) -> None:
    unlisted = "https://portal.example/interview/50.html"
    archive.save(good(2, url=unlisted, fetch=Fetch(url(2), listed=None), **SPAM), 1)
    own = good(1, url=unlisted, fetch=Fetch(unlisted, listed=titled(1)))
    assert archive.save(own, 1) is Saved.new
    assert {record["url"]: record["title"] for record in archive.records()} == {
        unlisted: titled(1),
        url(2): "Cheap pills for sale",
    }
    assert archive.problems() == []


def test_a_reextraction_makes_no_article_of_a_wall(archive: Archive) -> None:
    for number in (1, 2):
        archive.save(wall(number), 1)
    rewriting = archive.rewriting(None, TUESDAY)
    assert [rewriting.save(wall(number, fetch=None)).what for number in (1, 2)] == ["unfit"] * 2
    rewriting.commit()
    rewriting.close()
    assert list(archive.records()) == []
