"""Selectors that find nothing usable are noticed at the end of a run, where that is no accident."""

from datetime import UTC, date, datetime

import pytest

from scraper.crawl.report.broken_selectors import noticed, passed_over
from scraper.items import Article, Block
from scraper.portals.model import Portal

PORTAL = Portal.model_validate(
    {
        "name": "gazette",
        "home": "http://gazette.example/",
        "selectors": {"title": "h1", "body": "#text", "tags": "a.tag", "views": "b.views"},
        "layouts": [{"until": date(2019, 12, 31), "selectors": {"body": "#old"}}],
    }
)


def _article(year: int, **rules: str) -> Article:
    return Article(
        "http://gazette.example/1",
        "gazette",
        "Talk",
        datetime(year, 5, 1, tzinfo=UTC),
        tags=["looms"],
        blocks=[Block("paragraph", "Text.")],
        rules=rules,
    )


def test_a_selector_is_passed_over_where_the_field_is_found_without_it() -> None:
    found = {"title": "rule:title", "blocks": "landmark:text", "tags": "rel-tag"}
    assert passed_over(PORTAL, _article(2020, **found)) == ["tags", "body"]
    used = {"title": "rule:title", "blocks": "rule:body", "tags": "rule:tags"}
    # Views need not be on the page.
    assert passed_over(PORTAL, _article(2020, **used)) == []


def test_an_older_article_is_judged_by_the_layout_of_its_day() -> None:
    assert passed_over(PORTAL, _article(2019, blocks="rule:body")) == []
    assert passed_over(PORTAL, _article(2019, blocks="landmark:text")) == ["body"]


@pytest.mark.parametrize(
    ("number", "articles", "is_said"), [(7, 21, True), (3, 15, True), (3, 16, False), (2, 2, False)]
)
def test_a_few_odd_pages_are_not_worth_a_line(number: int, articles: int, is_said: bool) -> None:
    stats = {
        "selectors/gazette/articles": articles,
        "selectors/gazette/passed_over/body": number,
        "selectors/gazette/such_as/body": "http://gazette.example/1",
    }
    said = (
        f"selector body found nothing usable on {number} of {articles} articles:"
        " scrapy checkportal gazette http://gazette.example/1"
    )
    assert list(noticed(stats)) == ([said] if is_said else [])


def test_selectors_that_broke_on_the_same_pages_are_said_in_one_line() -> None:
    stats: dict[str, object] = {"selectors/g/articles": 9}
    for name in ("tags", "body"):
        stats |= {f"selectors/g/passed_over/{name}": 9, f"selectors/g/such_as/{name}": "http://g/1"}
    said = "selectors body, tags found nothing usable on 9 of 9 articles"
    assert list(noticed(stats)) == [f"{said}: scrapy checkportal g http://g/1"]
