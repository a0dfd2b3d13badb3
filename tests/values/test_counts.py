"""Counts as pages show them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.values.counts import parse_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2", 2),
        ("0", 0),
        ("阅读 2", 2),
        ("阅读2", 2),
        ("阅读：2", 2),
        ("阅读(12)", 12),
        ("Views: 2", 2),
        ("Views:2", 2),
        ("Views2", 2),
        ("2 次浏览", 2),
        ("2次", 2),
        ("1,234", 1234),
        ("1，234", 1234),
        ("1,234,567 views", 1234567),
        ("1.234.567 Aufrufe", 1234567),
        ("1.234", 1234),
        ("12 345", 12345),
        ("12\u00a0345 vues", 12345),
        ("12\u202f345", 12345),
        ("1'234", 1234),
        ("1,23,456", 123456),
        ("3k", 3000),
        ("3K views", 3000),
        ("1.2k", 1200),
        ("1,2k", 1200),
        ("2.5M", 2500000),
        ("1.2 million views", 1200000),
        ("1.2万", 12000),
        ("1.25万", 12500),
        ("1.234万", 12340),
        ("3.4萬", 34000),
        ("3.4 万", 34000),
        ("10万+", 100000),
        ("999+", 999),
        ("2千", 2000),
        ("1.5亿", 150000000),
        ("1.2만", 12000),
        ("１２３", 123),
        ("٢٤٬٤٠٧", 24407),
        ("۲۴٬۴۰۷", 24407),
        ("१,२३४", 1234),
        ("১,২৩৪", 1234),
        ("๑,๒๓๔", 1234),
        ("１，２３４", 1234),
        ("阅读量：１.２万", 12000),
        ("007", 7),
        ("2020/12/24 12:12:00 2", 2),
        ("2020-12-24 阅读 15", 15),
        ("Dec 24, 2020 | 15 views", 15),
        ("12:05 | 15 views", 15),
        ("3小时前 15", 15),
        ("2 345 6", 2345),
        ("5 comments, 12 views", 5),
        ("2020 views", 2020),
    ],
)
def test_counts(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "views", "阅读", "--", "N/A"),
        *(
            "2020/12/24",
            "2020-12-24 12:12",
            "2020年12月24日",
            "24 December 2020",
            "December 24, 2020",
        ),
        *(
            "12:05",
            "12:05:30",
            "12-24",
            "12/24",
            "12月24日",
            "2020年",
            "3小时前",
            "5 minutes ago",
            "9 pm",
        ),
        *(
            "-5",
            "Views: -5",
            "−5",
            "3.5",
            "4.75",
            "5%",
            "５％",
            "$5",
            "¥ 5",
            "€5",
            "5元",
            "3.5万元",
        ),
        *("第3期", "No. 3", "#3", "v2", "G20", "Q3", "COVID-19", "2nd", "21st century", "MP3"),
        *(
            "010-12345678",
            "1.2.3.4",
            "1/2",
            "2:1",
            "1234567890123",
            "99999999999亿",
            "https://a.b/12",
        ),
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert parse_count(text) is None


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_a_count_comes_back_however_it_is_grouped(count: int) -> None:
    for shown in (
        f"{count}",
        f"{count:,}",
        f"{count:,}".replace(",", "\u00a0"),
        f"Views: {count:,}",
    ):
        assert parse_count(shown) == count


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[\d.,万k' -]{1,12}"))
def test_any_text_has_a_count_or_none(text: str) -> None:
    count = parse_count(text)
    assert count is None or 0 <= count < 2**63
