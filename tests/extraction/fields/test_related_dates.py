"""In which zone the dates of related reading are: the page's own, where its time states one."""

import pytest

from pipelines.normalise import normalise
from scraper.items import RawArticle, RawRelated


@pytest.mark.parametrize(
    ("published", "shown", "expected"),
    [
        ("2020-12-24T09:05:00-05:00", "Dec 20, 2020", "2020-12-20T00:00:00-05:00"),
        ("2020-12-24T09:05:00+05:30", "2020-12-20 10:00", "2020-12-20T10:00:00+05:30"),
        ("2020-12-24T09:05:00-05:00", "2020-12-20T10:00+01:00", "2020-12-20T10:00:00+01:00"),
        ("2020-12-24T09:05:00+08:00", "2020-12-20", "2020-12-20T00:00:00+08:00"),
        ("2020-12-24 09:05", "2020-12-20", "2020-12-20T00:00:00+08:00"),
        # How many portals state every time, whatever they show.
        ("2020-12-24T01:05:00Z", "2020-12-20", "2020-12-20T00:00:00+08:00"),
        (None, "2020-12-20", "2020-12-20T00:00:00+08:00"),
        ("2020-12-24T09:05:00-05:00", "some day", None),
    ],
)
def test_a_bare_date_is_in_the_zone_of_the_pages_own(
    published: str | None, shown: str, expected: str | None
) -> None:
    raw = RawArticle("http://g.example/1", "g", "Asia/Shanghai", title="A", published_at=published)
    raw.related = [RawRelated("B", None, published_at=shown)]
    found = normalise(raw).related[0].published_at
    assert (found.isoformat() if found else None) == expected
