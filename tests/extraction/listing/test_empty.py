"""What is said of a listing page whose articles its portal's definition rejects."""

from typing import Any

import pytest

from scraper.extraction.explain.empty_listing import why_empty
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from tests.support.site import article, listing

URL = "https://g.example/l/"
OURS = listing({f"/{number}.html": f"Guest {number} talks at length" for number in range(4)})
ELSEWHERE = listing(
    {
        f"https://talks.example/{number}.html": f"Guest {number} talks at length"
        for number in (1, 2, 3)
    }
)


def _portal(**stated: Any) -> Portal:
    return Portal.model_validate({"name": "g", "home": "https://g.example/", **stated})


@pytest.mark.parametrize(
    ("html", "stated", "said"),
    [
        (OURS, {"article_url": "/never/"}, "fits none of 4 links that look like articles, such as"),
        (OURS, {"article_url": "/never/"}, "such as https://g.example/0.html"),
        (ELSEWHERE, {}, "https://talks.example/1.html; if it is its own, add 'talks."),
        (ELSEWHERE, {"article_url": r"/\d+\.html$"}, "hosts that are not the portal's"),
        (ELSEWHERE, {"article_url": "/never/"}, "add 'talks.example' to `hosts`; article"),
        (article(1), {}, "looks like an article; give the listing page that links to it"),
        (listing({}), {"article_url": "/never/"}, "no article links found on it"),
    ],
)  # fmt: skip
def test_the_reason_is_said_with_an_example(html: str, stated: dict[str, Any], said: str) -> None:
    portal = _portal(**stated)
    assert extract_listing(html, URL, portal).links == []
    assert said in why_empty(html, URL, portal)


@pytest.mark.parametrize("links", ["li", "li a", "//li/a/@href", "//li/a/text()"])
def test_the_links_of_a_listing_may_be_selected_in_several_ways(links: str) -> None:
    portal = _portal(listings=[{"url": URL, "links": links}])
    assert len(extract_listing(OURS, URL, portal).links) == 4
