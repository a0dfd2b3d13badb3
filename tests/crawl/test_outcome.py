"""Exit codes: each way a run can end, from its counts."""

import pytest

from scraper.crawl.report.outcome import Exit, outcome_of
from scraper.crawl.report.report import Report

Counts = dict[str, int]
READ = {"listing/read": 2, "article/read": 5}


def _code(counts: Counts, reason: str = "finished", report: Report | None = None) -> Exit:
    stats = {f"interviews/{name}": number for name, number in counts.items()}
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
        ({"listing/empty": 1}, Exit.NOTHING_RECOGNISABLE),
        ({"listing/read": 1, "article/read": 4, "rejected": 4}, Exit.NOTHING_RECOGNISABLE),
        ({}, Exit.UNREACHABLE),
        ({"listing/failed": 1}, Exit.UNREACHABLE),
        ({"listing/refused": 1}, Exit.UNREACHABLE),
        ({"listing/read": 1, "article/failed": 9}, Exit.UNREACHABLE),
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
    assert sorted(Exit) == list(range(9))
