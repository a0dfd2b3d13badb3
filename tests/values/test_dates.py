"""Dates in every form that a news page has shown them in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.values.dates import find_date, find_dates, parse_date

SHANGHAI = "Asia/Shanghai"
SEEN = datetime(2020, 12, 24, 4, 12, 30, tzinfo=UTC)  # 12:12:30 in Shanghai

# What stands in the text, and the moment it means in Shanghai.
WITH_TIME = {
    "2020/12/24 9:05:00": "2020-12-24T09:05:00+08:00",
    "2020/12/24 12:12:00": "2020-12-24T12:12:00+08:00",
    "2020-12-24 12:12": "2020-12-24T12:12:00+08:00",
    "2020-12-24T12:12:00+08:00": "2020-12-24T12:12:00+08:00",
    "2020-12-24T04:12:00Z": "2020-12-24T04:12:00+00:00",
    "2020-12-24T04:12:00.250Z": "2020-12-24T04:12:00.250000+00:00",
    "2020-12-24T12:12:00+0530": "2020-12-24T12:12:00+05:30",
    "2020-12-24 12:12:00 +08": "2020-12-24T12:12:00+08:00",
    "2020-12-24T12:12": "2020-12-24T12:12:00+08:00",
    "2020.12.24 09:05": "2020-12-24T09:05:00+08:00",
    "2020年12月24日 12:12": "2020-12-24T12:12:00+08:00",
    "2020年12月24日12:12": "2020-12-24T12:12:00+08:00",
    "2020年12月24日12时12分": "2020-12-24T12:12:00+08:00",
    "2020年12月24日12时12分30秒": "2020-12-24T12:12:30+08:00",
    "2020年12月24日 9点半": "2020-12-24T09:30:00+08:00",
    "2020年12月24日 9点": "2020-12-24T09:00:00+08:00",
    "2020年12月24日 下午3:05": "2020-12-24T15:05:00+08:00",
    "2020年12月24日 上午 9:05": "2020-12-24T09:05:00+08:00",
    "2020年12月24日 中午12:05": "2020-12-24T12:05:00+08:00",
    "2020年12月24日 凌晨12:05": "2020-12-24T00:05:00+08:00",
    "2020年12月24日 星期四 12:12": "2020-12-24T12:12:00+08:00",
    "2020年12月24日 (周四) 12:12": "2020-12-24T12:12:00+08:00",
    "2020年12月24日（木） 12時12分": "2020-12-24T12:12:00+08:00",
    "2020年12月24日 12時12分": "2020-12-24T12:12:00+08:00",
    "2020年12月24日 12:12（北京时间）": "2020-12-24T12:12:00+08:00",
    "２０２０年１２月２４日　１２：１２": "2020-12-24T12:12:00+08:00",
    "2020.12.24. 오후 3:05": "2020-12-24T15:05:00+08:00",
    "2020. 12. 24. 15:05": "2020-12-24T15:05:00+08:00",
    "2020년 12월 24일 오전 9시 5분": "2020-12-24T09:05:00+08:00",
    "24 December 2020 12:12": "2020-12-24T12:12:00+08:00",
    "24 Dec 2020, 12:12": "2020-12-24T12:12:00+08:00",
    "24-Dec-2020 12:12": "2020-12-24T12:12:00+08:00",
    "24th of December 2020 at 12:12": "2020-12-24T12:12:00+08:00",
    "December 24, 2020 9:05 AM": "2020-12-24T09:05:00+08:00",
    "December 24, 2020 at 9:05 pm": "2020-12-24T21:05:00+08:00",
    "December 24, 2020, 9 PM": "2020-12-24T21:00:00+08:00",
    "Dec. 24, 2020, 9:05 a.m. EST": "2020-12-24T09:05:00-05:00",
    "Jul 4, 2020 9:05 a.m. ET": "2020-07-04T09:05:00-04:00",
    "Dec 24, 2020 12:05 AM": "2020-12-24T00:05:00+08:00",
    "Dec 24, 2020 12:05 PM": "2020-12-24T12:05:00+08:00",
    "24 Dec 2020 12:12:00 +0800": "2020-12-24T12:12:00+08:00",
    "24 Dec 2020 04:12:00 GMT": "2020-12-24T04:12:00+00:00",
    "24 Dec 2020 12:12:00 GMT+8": "2020-12-24T12:12:00+08:00",
    "24 Dec 2020 12:12 JST": "2020-12-24T12:12:00+09:00",
    "24 Dec 2020 12:12 CET": "2020-12-24T12:12:00+01:00",
    "Dec 24 12:12:00 CST 2020": "2020-12-24T12:12:00+08:00",
    "9:05 AM EST, Thu December 24, 2020": "2020-12-24T09:05:00-05:00",
    "12:12, 24 December 2020": "2020-12-24T12:12:00+08:00",
    "24.12.2020, 12:12 Uhr": "2020-12-24T12:12:00+08:00",
    "24.12.2020 12.12 Uhr": "2020-12-24T12:12:00+08:00",
    "24. Dezember 2020 um 9 Uhr": "2020-12-24T09:00:00+08:00",
    "24 décembre 2020 à 12h12": "2020-12-24T12:12:00+08:00",
    "24 de diciembre de 2020 a las 12:12": "2020-12-24T12:12:00+08:00",
    "24 декабря 2020 в 12:12": "2020-12-24T12:12:00+08:00",
    "24 декабря 2020 г., 12:12": "2020-12-24T12:12:00+08:00",
    "2020-12-24 12:12:00.0": "2020-12-24T12:12:00+08:00",
    "2020-12-24 | 12:12": "2020-12-24T12:12:00+08:00",
    "2020-12-24 24:00": "2020-12-25T00:00:00+08:00",
    "2020-12-2412:12:00": "2020-12-24T12:12:00+08:00",
    "12/24/2020 12:12 PM": "2020-12-24T12:12:00+08:00",
    "3/4/2020 9:05 AM": "2020-03-04T09:05:00+08:00",
}
DAYS = {
    "2020/12/24": "2020-12-24",
    "2020-12-24": "2020-12-24",
    "2020/1/2": "2020-01-02",
    "2020.12.24.": "2020-12-24",
    "12/24/2020": "2020-12-24",
    "24/12/2020": "2020-12-24",
    "24-12-2020": "2020-12-24",
    "24.12.2020": "2020-12-24",
    "3.4.2020": "2020-04-03",
    "3/4/2020": "2020-04-03",
    "2020年12月24日": "2020-12-24",
    "2020 年 12 月 24 日": "2020-12-24",
    "二〇二〇年十二月二十四日": "2020-12-24",
    "二○二○年十月三日": "2020-10-03",
    "２０２０年１２月２４日": "2020-12-24",
    "民國109年12月24日": "2020-12-24",
    "令和2年12月24日": "2020-12-24",
    "令和元年12月24日": "2019-12-24",
    "2020년 12월 24일": "2020-12-24",
    "24 December 2020": "2020-12-24",
    "December 24th, 2020": "2020-12-24",
    "24. Dezember 2020": "2020-12-24",
    "1er mars 2020": "2020-03-01",
    "24 décembre 2020": "2020-12-24",
    "24 de diciembre de 2020": "2020-12-24",
    "24 grudnia 2020": "2020-12-24",
    "29 February 2020": "2020-02-29",
}
NO_DATES = [
    *("", "no date", "12:05", "2020", "1990-2000", "2019-2020", "12/24", "12-24 12:12", "昨天"),
    *("v2020.12.24", "version 1.2020.12.24", "10.0.2020.1", "192.168.20.20", "2020.12.24.1"),
    *("/2020/12/24/", "https://example.com/2020/12/24/a.html", "?date=2020-12-24"),
    *("see www.example.com/news-2020-12-24 for more", "/news/2020-12-24-a-title", "id-2020-12-24"),
    *("+86 10 2020-1224", "010-2020-12-24", "1234-56-78", "2020-13-24", "2020-02-30", "2021/2/29"),
    *("31 February 2020", "$2020.12", "2020.12 billion", "room 24, 2020 people", "24 people 2020"),
    *("2020-12-245", "12020-12-24", "id 20201224", "1-2-3", "0/0/2020", "民國999999年1月1日"),
]


def _iso(text: str, zone: str = SHANGHAI) -> str | None:
    moment = parse_date(text, zone)
    return moment.isoformat() if moment else None


@pytest.mark.parametrize(("text", "moment"), WITH_TIME.items())
def test_a_date_with_its_time(text: str, moment: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.text, found.has_time) == (text, True)
    assert _iso(text) == moment


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_alone_begins_at_midnight_in_the_zone(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.text, found.has_time) == (text, False)
    assert _iso(text) == f"{day}T00:00:00+08:00"


@pytest.mark.parametrize("text", [*WITH_TIME, *DAYS])
@pytest.mark.parametrize(
    "around", ["发布时间：{} 来源：本网", "By Anna Berg | {} | Views: 12", "({})", "{} 2", "\n{}\n"]
)
def test_a_date_among_other_words(text: str, around: str) -> None:
    whole = around.format(text)
    found = find_date(whole)
    assert found is not None
    assert found.text == text
    assert whole[found.start : found.end] == text


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []
    assert parse_date(text, SHANGHAI) is None


def test_all_dates_of_a_text_in_order() -> None:
    text = (
        "2020/12/24 12:05:00 0 Celebrity interviews | 2020/12/12 9:35:00 4, updated Dec. 25, 2020"
    )
    assert [found.text for found in find_dates(text)] == [
        "2020/12/24 12:05:00",
        "2020/12/12 9:35:00",
        "Dec. 25, 2020",
    ]


def test_a_time_belongs_to_one_date() -> None:
    texts = [found.text for found in find_dates("2020-12-24 12:12 2020-12-25")]
    assert texts == ["2020-12-24 12:12", "2020-12-25"]


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2020-07-01 12:00", "Europe/Berlin", "2020-07-01T12:00:00+02:00"),
        ("2020-01-01 12:00", "Europe/Berlin", "2020-01-01T12:00:00+01:00"),
        ("2020-12-24 12:12 CST", "America/Chicago", "2020-12-24T12:12:00-06:00"),
        ("2020-12-24 12:12 CST", "Europe/Berlin", "2020-12-24T12:12:00-06:00"),
        ("2020-07-24 12:12 BST", "Europe/London", "2020-07-24T12:12:00+01:00"),
        ("2020-12-24 12:12 IST", "Asia/Kolkata", "2020-12-24T12:12:00+05:30"),
        ("3/4/2020", "America/New_York", "2020-03-04T00:00:00-05:00"),
        ("3/4/2020", "Europe/London", "2020-04-03T00:00:00+01:00"),
    ],
)
def test_the_portals_zone(text: str, zone: str, moment: str) -> None:
    assert _iso(text, zone) == moment


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc", "Asia", "\0"])
def test_an_unknown_zone_is_named(zone: str) -> None:
    with pytest.raises(ValueError, match="IANA time zone"):
        parse_date("2020-12-24", zone)


def test_a_format_that_cannot_be_used_is_passed_over() -> None:
    assert parse_date("2020-12-24", SHANGHAI, ["%Y %Y", "%Q %Y"]) == parse_date(
        "2020-12-24", SHANGHAI
    )


def test_the_portals_own_formats_come_first() -> None:
    assert parse_date("4/3/20 9h", SHANGHAI, ["%m-%d", "%d/%m/%y %Hh"]) == datetime(
        2020, 3, 4, 9, tzinfo=timezone(timedelta(hours=8))
    )
    assert parse_date("04/03/2020", SHANGHAI, ["%m/%d/%Y"]) == parse_date("2020-04-03", SHANGHAI)
    assert parse_date("2020-12-24", SHANGHAI, ["%d %B"]) == parse_date("24.12.2020", SHANGHAI)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20201224", "2020-12-24T00:00:00+08:00"),
        ("20201224121200", "2020-12-24T12:12:00+08:00"),
        ("20201224T041200Z", "2020-12-24T04:12:00+00:00"),
        ("24 Δεκεμβρίου 2020", "2020-12-24T00:00:00+08:00"),
        ("24 desember 2020 kl. 12.12", "2020-12-24T12:12:00+08:00"),
        ("24 joulukuuta 2020", "2020-12-24T00:00:00+08:00"),
    ],
)
def test_forms_that_only_a_whole_text_can_have(text: str, moment: str) -> None:
    assert _iso(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3小时前", "2020-12-24T09:12:30+08:00"),
        ("2分鐘前", "2020-12-24T12:10:30+08:00"),
        ("5 minutes ago", "2020-12-24T12:07:30+08:00"),
        ("an hour ago", "2020-12-24T11:12:30+08:00"),
        ("3 days ago", "2020-12-21T12:12:30+08:00"),
        ("2시간 전", "2020-12-24T10:12:30+08:00"),
        ("半小时前", "2020-12-24T11:42:30+08:00"),
        ("刚刚", "2020-12-24T12:12:30+08:00"),
        ("昨天 9:05", "2020-12-23T09:05:00+08:00"),
        ("Today, 09:05", "2020-12-24T09:05:00+08:00"),
        ("前天", "2020-12-22T00:00:00+08:00"),
        ("12-20 9:05", "2020-12-20T09:05:00+08:00"),
        ("12月25日", "2019-12-25T00:00:00+08:00"),
        ("02-29", "2020-02-29T00:00:00+08:00"),
    ],
)
def test_words_reckoned_from_the_day_a_page_was_seen(text: str, moment: str) -> None:
    seen = parse_date(text, SHANGHAI, seen_at=SEEN)
    assert seen is not None
    assert seen.isoformat() == moment
    assert parse_date(text, SHANGHAI) is None


@settings(deadline=None)  # the first call loads dateparser's locales
@given(st.text(max_size=80), st.none() | st.datetimes())
def test_no_text_fails(text: str, seen: datetime | None) -> None:
    moment = parse_date(text, SHANGHAI, ["%Y-%m-%d"], seen)
    assert moment is None or moment.tzinfo is not None


@settings(deadline=None)
@given(
    st.from_regex(
        r"[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}[日T ]?[0-9]{1,2}:[0-9]{2}( GMT[+-]\d\d?)?"
    )
)
def test_nothing_like_a_date_fails(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end] == found.text
    parse_date(text, "America/New_York", seen_at=SEEN)


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)), st.integers(-12, 14))
def test_iso_dates_come_back(moment: datetime, hours: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert parse_date(aware.isoformat(), SHANGHAI) == aware
    assert parse_date(f"{moment:%Y/%m/%d %H:%M:%S}", "UTC") == moment.replace(
        microsecond=0, tzinfo=UTC
    )
