"""Dates with months, digits and joining words of many languages, and of the Buddhist era."""

from datetime import UTC, datetime

import pytest

from scraper.values.dates import find_date, find_dates, parse_date

DAYS = {
    "٢٤ مارس ٢٠٢٢": "2022-03-24",
    "24 مارس، 2022": "2022-03-24",
    "24 آذار 2022": "2022-03-24",
    "24 آب 2022": "2022-08-24",
    "24 كانون الثاني 2022": "2022-01-24",
    "24 كانون الأول 2022": "2022-12-24",
    "24 تشرين الأول/أكتوبر 2022": "2022-10-24",
    "24 جانفي 2022": "2022-01-24",
    "۲۴ ژانویه ۲۰۲۲": "2022-01-24",
    "24 دسامبر 2022": "2022-12-24",
    "24 دسمبر 2022": "2022-12-24",
    "24 במרץ 2022": "2022-03-24",
    "24 ינואר 2022": "2022-01-24",
    "24 Δεκεμβρίου 2022": "2022-12-24",
    "24 Μάρτιος 2022": "2022-03-24",
    "24 ΜΑΡΤΙΟΥ 2022": "2022-03-24",
    "24 Μαΐου 2022": "2022-05-24",
    "24 martie 2022": "2022-03-24",
    "24 ian. 2022": "2022-01-24",
    "2022. március 24.": "2022-03-24",
    "2022. dec. 24.": "2022-12-24",
    "ngày 24 tháng 3 năm 2022": "2022-03-24",
    "24 tháng 3, 2022": "2022-03-24",
    "24 Tháng Mười Hai, 2022": "2022-12-24",
    "Tháng Ba 24, 2022": "2022-03-24",
    "24. maaliskuuta 2022": "2022-03-24",
    "24 मार्च 2022": "2022-03-24",
    "२४ सितंबर २०२२": "2022-09-24",
    "24 फ़रवरी 2022": "2022-02-24",
    "২৪ ডিসেম্বর ২০২২": "2022-12-24",
    "24 มีนาคม 2565": "2022-03-24",
    "๒๔ มี.ค. ๒๕๖๕": "2022-03-24",
    "24 ธันวาคม พ.ศ. 2565": "2022-12-24",
    "24 ธันวาคม 2022": "2022-12-24",
    "24. ožujka 2022.": "2022-03-24",
    "24. listopada 2022.": "2022-10-24",
    "24 listopada 2022": "2022-11-24",
    "24. septembra 2022.": "2022-09-24",
    "24. децембар 2022.": "2022-12-24",
    "24 ноември 2022 г.": "2022-11-24",
    "24. októbra 2022": "2022-10-24",
    "24. märts 2022": "2022-03-24",
    "2022. gada 24. martā": "2022-03-24",
    "2022 m. kovo 24 d.": "2022-03-24",
    "24 Ogos 2022": "2022-08-24",
    "24 de març de 2022": "2022-03-24",
    "24 d’abril del 2022": "2022-04-24",
    "24 MAYIS 2022": "2022-05-24",
    "24 HAZİRAN 2022": "2022-06-24",
    "24 მარტი 2022": "2022-03-24",
}
TIMES = {
    "٢٤ مارس ٢٠٢٢ - ١٠:٣٠": "2022-03-24T10:30",
    "24 مارس 2022 الساعة 10:30": "2022-03-24T10:30",
    "24 مارس 2022 10:30 م": "2022-03-24T22:30",
    "24 مارس 2022 10:30 صباحا": "2022-03-24T10:30",
    "24 مارس 2022 ساعت 10:30": "2022-03-24T10:30",
    "24 במרץ 2022 בשעה 10:30": "2022-03-24T10:30",
    "24 Μαρτίου 2022, ώρα 10:30": "2022-03-24T10:30",
    "24 Μαρτίου 2022, 10:30 μ.μ.": "2022-03-24T22:30",
    "24 martie 2022, ora 10:30": "2022-03-24T10:30",
    "2022. március 24., 10:30": "2022-03-24T10:30",
    "24 tháng 3 năm 2022 lúc 10:30": "2022-03-24T10:30",
    "10:30, ngày 24 tháng 3 năm 2022": "2022-03-24T10:30",
    "24. maaliskuuta 2022 klo 10.30": "2022-03-24T10:30",
    "24 มีนาคม 2565 เวลา 10:30 น.": "2022-03-24T10:30",
    "24 มีนาคม 2565 10.30 น.": "2022-03-24T10:30",
    "24. ožujka 2022. u 10:30": "2022-03-24T10:30",
    "24. března 2022 v 10:30": "2022-03-24T10:30",
    "24 marca 2022, godz. 10:30": "2022-03-24T10:30",
    "24 березня 2022 о 10:30": "2022-03-24T10:30",
    "24 Maret 2022 pukul 10.30": "2022-03-24T10:30",
    "24 Mart 2022 saat 10:30": "2022-03-24T10:30",
    "24 marzo 2022, ore 10.30": "2022-03-24T10:30",
    "24 maart 2022, 10.30 uur": "2022-03-24T10:30",
    "24 mars 2022 10.30": "2022-03-24T10:30",
    "24.03.2022 10.30": "2022-03-24T10:30",
    "24 March 2022 10.30 GMT": "2022-03-24T10:30",
    "24 marca 2022, g. 10:30": "2022-03-24T10:30",
    "24 Mart 2022 Perşembe 10:30": "2022-03-24T10:30",
    "24. März 2022, Donnerstag, 10:30": "2022-03-24T10:30",
    "24 de marzo de 2022, jueves, a las 10:30": "2022-03-24T10:30",
    "24 марта 2022, четверг, 10:30": "2022-03-24T10:30",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day(text: str, day: str) -> None:
    moment = parse_date(text, "UTC")
    assert moment is not None
    assert moment.isoformat() == f"{day}T00:00:00+00:00"


@pytest.mark.parametrize(("text", "minute"), TIMES.items())
def test_a_day_and_its_time(text: str, minute: str) -> None:
    moment = parse_date(text, "UTC")
    assert moment is not None
    assert moment.isoformat() == f"{minute}:00+00:00"


@pytest.mark.parametrize(
    "text", ["24 maart 2022 11.30 uur (CET)", "24 марта 2022, 13:30 МСК", "24.03.2022 13:30 (мск)"]
)
def test_a_time_with_its_zone(text: str) -> None:
    assert parse_date(text, "Asia/Shanghai") == datetime(2022, 3, 24, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", [*DAYS, *TIMES])
def test_it_is_found_within_a_line(text: str) -> None:
    found = find_date(f"Zhou Min | {text} | 118")
    assert found is not None
    assert parse_date(found.text, "UTC") == parse_date(text, "UTC")
    assert found.text in text


@pytest.mark.parametrize(
    "text",
    [
        "24 March 2022 12.50 euros were paid",
        "24. März 2022 12.50 Euro",
        "24 March 2022 10.11.12",
        "24 March 2022 Section 9:15",
        "24 March 2022 2.50",
    ],
)
def test_a_number_behind_a_day_is_no_time(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert not found.has_time


@pytest.mark.parametrize(
    "text",
    [
        "24 กรุงเทพ 2565",
        "24 tháng 13 năm 2022",
        "2022 words, 24 pages",
        "In 2022 may 118 readers ask",
        "24 الكتاب 2022",
    ],
)
def test_numbers_beside_words_are_none(text: str) -> None:
    assert find_date(text) is None


def test_dates_far_apart_in_a_long_text_are_all_found() -> None:
    between = "what is borrowed has to go back clean, " * 9
    text = f"24 December 2020 {between} March 5, 2021 {between} 2022/3/4 10:30"
    assert [str(found.day) for found in find_dates(text)] == [
        "2020-12-24",
        "2021-03-05",
        "2022-03-04",
    ]
