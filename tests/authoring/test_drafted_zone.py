"""Which zone a draft is given, and what it says of that."""

import pytest

from scraper.authoring.draft.time_zone import states_utc, zone_of
from scraper.extraction.page.page import Page

HOME = "http://gazette.example/"


def _pages(language: str, published: str | None) -> list[Page]:
    stated = f"<meta property='article:published_time' content='{published}'>" if published else ""
    html = f"<html lang='{language}'><head>{stated}</head><body><h1>Talk</h1></body></html>"
    return [Page(html, f"{HOME}{number}") for number in range(3)]


@pytest.mark.parametrize(
    ("url", "language", "published", "zone", "said"),
    [
        (HOME, "en-GB", None, "Europe/London", "the language's region GB speaks"),
        (HOME, "es-CO", None, "America/Bogota", "the language's region CO speaks"),
        (HOME, "es-MX", None, "America/Mexico_City", "region MX, which has"),
        (HOME, "zh-Hant-TW", None, "Asia/Taipei", "the language's region TW speaks"),
        (HOME, "es", None, "Europe/Madrid", "CHECK: the language speaks"),
        (HOME, "pt-BR", None, "America/Sao_Paulo", "region BR, which has"),
        (HOME, "en-AU", None, "Australia/Sydney", "region AU, which has"),
        (HOME, "en-AU", "2020-12-24T09:05:00+08:00", "Australia/Perth", "+08:00 from UTC"),
        (HOME, "uk-UA", None, "Europe/Kyiv", "region UA, which has"),
        (HOME, "ru", None, "Europe/Moscow", "CHECK: the language speaks"),
        ("http://gazette.fi/", "en", None, "Europe/Helsinki", "the address's ending speaks"),
        ("http://gazette.com.br/", "en", None, "America/Sao_Paulo", "the address's ending speaks"),
        ("http://gazette.co.uk/", "en", None, "Europe/London", "the address's ending speaks"),
        ("http://gazette.tv/", "en", None, None, None),
        ("http://gazette.de/", "en-GB", None, "Europe/Berlin", "the address's ending speaks"),
        (HOME, "en-US", "2020-12-24T09:05:00-05:00", "America/New_York", "-05:00 from UTC"),
        (HOME, "en-US", "2020-12-24T09:05:00-08:00", "America/Los_Angeles", "-08:00 from UTC"),
        (HOME, "en", "2020-12-24T09:05:00+08:00", "Asia/Shanghai", "+08:00 from UTC"),
        # Stated, by pages that say of no place.
        (HOME, "en", "2020-12-24T09:05:00-05:00", "Etc/GMT+5", "CHECK: the pages' times are -05"),
        (HOME, "es", "2020-12-24T09:05:00+03:00", "Etc/GMT-3", "CHECK: the pages' times are +03"),
        (HOME, "en", "2020-12-24T09:05:00Z", None, None),
        (HOME, "en", None, None, None),
    ],
)
def test_the_zone_is_where_the_pages_say_that_they_are(
    url: str, language: str, published: str | None, zone: str | None, said: str | None
) -> None:
    pages = _pages(language, published)
    found = zone_of(url, pages, [None] * 3, language[:2], "Asia/Shanghai")
    assert (found[0] if found else None) == zone
    if found and said:
        assert said in found[1]


def test_times_in_utc_are_no_zone_but_are_told_from_none() -> None:
    assert states_utc(_pages("en", "2020-12-24T09:05:00Z"))
    assert not states_utc(_pages("en", "2020-12-24T09:05:00-05:00"))
    assert not states_utc(_pages("en", None))
