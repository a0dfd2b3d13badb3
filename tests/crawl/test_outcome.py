"""Exit codes: each way a run can end, from its counts."""

from dataclasses import replace

import pytest

from scraper.archive.queries.portals import DeadListing, PortalFacts
from scraper.crawl.report.outcome import Exit, outcome_of
from scraper.crawl.report.report import Report
from scraper.crawl.report.verdict import verdict_of

Counts = dict[str, int]
READ = {"listing/read": 2, "article/read": 5}


def _code(counts: Counts, reason: str = "finished", report: Report | None = None) -> Exit:
    stats = {f"interviews/{name}": number for name, number in counts.items()}
    for name, number in counts.items():
        stats[f"portals/a.example:80/b/{'article/' * (name == 'rejected')}{name}"] = number
    return outcome_of({**stats, "finish_reason": reason}, report or Report()).code


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        (READ, Exit.DONE),
        # A quiet portal: nothing that was not known, or not wanted.
        ({"listing/read": 2}, Exit.DONE),
        ({"listing/read": 2, "article/older": 20}, Exit.DONE),
        ({**READ, "article/gone": 3, "article/refused": 2}, Exit.DONE),
        ({**READ, "article/failed": 1}, Exit.FAILURES_LEFT),
        ({**READ, "rejected": 1}, Exit.FAILURES_LEFT),
        ({**READ, "listing/failed": 1}, Exit.FAILURES_LEFT),
        ({**READ, "listing/refused": 1}, Exit.FAILURES_LEFT),
        ({**READ, "listing/empty": 1}, Exit.FAILURES_LEFT),
        ({**READ, "listing/unread": 1}, Exit.LISTING_GOES_ON),
        ({**READ, "listing/unread": 1, "article/failed": 1}, Exit.LISTING_GOES_ON),
        ({"listing/read": 1, "listing/unread": 1, "article/failed": 9}, Exit.UNREACHABLE),
        ({"listing/empty": 1}, Exit.NOTHING_RECOGNISABLE),
        ({"listing/read": 1, "article/read": 4, "rejected": 4}, Exit.NOTHING_RECOGNISABLE),
        ({}, Exit.UNREACHABLE),
        ({"listing/failed": 1}, Exit.UNREACHABLE),
        ({"listing/refused": 1}, Exit.UNREACHABLE),
        ({"listing/read": 1, "article/failed": 9}, Exit.UNREACHABLE),
        ({"listing/read": 1, "article/refused": 9}, Exit.UNREACHABLE),
        ({"listing/read": 1, "article/doubted": 9, "article/kept": 1}, Exit.UNREACHABLE),
        # Links to other sites are none of the portal's.
        ({"listing/read": 1, "article/refused": 9, "article/off_site": 9}, Exit.DONE),
        # Every new article fails, though older ones are looked at again.
        ({**READ, "article/failed": 2, "new/failed": 2}, Exit.UNREACHABLE),
        ({**READ, "rejected": 2, "new/read": 2, "new/rejected": 2}, Exit.NOTHING_RECOGNISABLE),
        # More than single pages.
        ({**READ, "article/failed": 6, "new/read": 1}, Exit.UNREACHABLE),
        # One page of a portal that is archived.
        ({"listing/read": 1, "article/failed": 1, "article/kept": 9}, Exit.FAILURES_LEFT),
    ],
)
def test_the_counts_decide(counts: Counts, code: Exit) -> None:
    assert _code(counts) is code


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("shutdown", Exit.STOPPED),
        ("closespider_timeout", Exit.STOPPED),
        ("memusage_exceeded", Exit.STOPPED),
        ("start_error", Exit.UNEXPECTED_ERROR),
    ],
)
def test_a_run_that_did_not_reach_its_end_is_no_success(reason: str, code: Exit) -> None:
    assert _code(READ, reason) is code


def test_an_error_in_the_program_is_no_success() -> None:
    assert _code(READ, report=Report(errors=["a page: ValueError"])) is Exit.UNEXPECTED_ERROR


def test_trouble_with_the_archive_comes_first() -> None:
    report = Report(errors=["a page: ArchiveFull"], archive_error="the disk is full")
    assert _code(READ, "archive_error", report) is Exit.ARCHIVE_TROUBLE


def test_each_code_means_one_thing() -> None:
    assert sorted(Exit) == list(range(10))


def test_a_run_is_as_grave_as_its_gravest_portal_which_is_named() -> None:
    stats: dict[str, object] = {"finish_reason": "finished"}
    for name in ("fine", "good", "well"):
        stats |= {f"portals/{name}/listing/read": 1, f"portals/{name}/article/read": 9}
    stats |= {"portals/odd/listing/empty": 1, "portals/dead/listing/failed": 1}
    outcome = outcome_of(stats, Report())
    assert outcome.code is Exit.UNREACHABLE
    assert outcome.reason.startswith("2 of 5 portals did not do their job: dead: no listing page")
    assert "; odd: no listing page has anything that looks like" in outcome.reason


BAD = PortalFacts(last_code=5, last_reason="every article failed", waiting=4)


@pytest.mark.parametrize(
    ("counts", "facts", "code"),
    [
        # Nothing was asked for, so nothing shows that it is over.
        ({"listing/read": 1, "article/kept": 9}, BAD, Exit.UNREACHABLE),
        ({"listing/read": 1, "article/failed": 1, "article/kept": 9}, BAD, Exit.UNREACHABLE),
        ({"listing/read": 1, "article/read": 1}, BAD, Exit.DONE),
        ({"listing/read": 1, "article/unchanged": 1}, BAD, Exit.DONE),
        ({"listing/read": 1, "article/kept": 9}, replace(BAD, waiting=0), Exit.DONE),
        ({"listing/read": 1, "article/kept": 9}, replace(BAD, last_code=3), Exit.DONE),
        (
            {"listing/read": 1, "article/read": 1},
            PortalFacts(dead_listings=[DeadListing("https://a.example/b/", 3, "HTTP 500")]),
            Exit.UNREACHABLE,
        ),
    ],
)
def test_what_was_grave_is_so_until_something_shows_that_it_is_over(
    counts: Counts, facts: PortalFacts, code: Exit
) -> None:
    assert verdict_of("a", counts, facts).outcome.code is code
