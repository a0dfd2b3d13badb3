"""Pages of some sixty layouts, saved as served, and what a reader sees on each.

Texts, names and figures are invented. `NAME/N.html` is the page, `NAME/N.json` its address, its
Content-Type header and the fields that it shows.
"""

import json
from pathlib import Path

import pytest

from pipelines.normalise import normalise
from scraper.extraction import extract_article
from scraper.portals.model import Portal
from scraper.record import record_of
from scraper.values.encoding import decode
from tests.support import PROJECT

PAGES = PROJECT / "tests" / "pages"
CASES = sorted(PAGES.glob("*/*.json"))


def test_there_are_pages() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_every_field_that_a_reader_sees_is_found(case: Path) -> None:
    stated = json.loads(case.read_text("utf-8"))
    html = decode(case.with_suffix(".html").read_bytes(), stated["content_type"])
    portal = Portal.undefined("portal", stated["url"], "Asia/Shanghai")
    record = record_of(normalise(extract_article(html, stated["url"], portal)))
    for field, expected in stated["expected"].items():
        assert record[field] == expected, field
