"""robots.txt that is no plain UTF-8: decoded, or not taken for leave to fetch everything."""

import gzip
import random

import pytest

from scraper.crawl.fetch.robots.text import Unreadable, rules_text

RULES = "User-agent: InterviewArchive/1.0\nDisallow: /private/\nDisallow: /drafts/\n"
PLAIN = RULES.replace("/1.0", "")


@pytest.mark.parametrize(
    "body",
    [
        RULES.encode(),
        b"\xef\xbb\xbf" + RULES.encode(),
        RULES.encode("utf-16"),
        RULES.encode("utf-16-le"),
        RULES.encode("utf-16-be"),
        b"\0" + RULES.encode(),
        gzip.compress(RULES.encode()),
    ],
    ids=["plain", "mark", "utf-16", "utf-16-le", "utf-16-be", "nul", "gzip"],
)
def test_rules_are_read_whatever_they_came_as(body: bytes) -> None:
    assert rules_text(body, 10_000) == PLAIN


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(RULES.encode() * 50)[:60],
        random.Random(5).randbytes(3000),
        b"\x89PNG\r\n" + random.Random(6).randbytes(300),
    ],
    ids=["torn", "noise", "picture"],
)
def test_what_cannot_be_read_is_not_taken_for_no_rules(body: bytes) -> None:
    with pytest.raises(Unreadable):
        rules_text(body, 10_000)


def test_a_million_rules_are_read_as_far_as_whole_lines_go() -> None:
    text = rules_text(b"User-agent: *\n" + b"Disallow: /page/\n" * 1_000_000, 50_000)
    assert 49_900 < len(text) <= 50_000
    assert text.endswith("Disallow: /page/\n")
