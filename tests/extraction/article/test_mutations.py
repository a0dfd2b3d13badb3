"""Whatever is cut, nested or flipped, nothing raises. `make fuzz` reads many more pages."""

import pytest

from benchmarks.reading.mutations import mutated
from scraper.extraction import extract_article
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from scraper.values.encoding import decode
from tests.support.reading import ORIGIN, TEXT, page

PORTAL = Portal.undefined("gazette", f"{ORIGIN}/", "UTC")
PAGES = [
    page(TEXT, below="<h3>Related reading</h3><ul><li><a href=/a/1.html>Salt of the bay</a></ul>"),
    page(
        f"<p>Q: Why salt?</p><p>A: Because of the sea.</p>{TEXT}"
        '<figure><img srcset="a.jpg 1x, b.jpg 2x"><figcaption>The bay</figcaption></figure>'
        '<time datetime="2020-12-24T12:12:00+08:00">24 December</time>'
    ),
]


@pytest.mark.parametrize("seed", range(2))
def test_no_mutated_page_raises(seed: int) -> None:
    sources = [one.encode() for one in PAGES]
    for number in range(30):
        text = decode(mutated(sources, number, seed))
        assert extract_article(text, f"{ORIGIN}/talks/1.html", PORTAL).failures == {}, number
        extract_listing(text, f"{ORIGIN}/talks/", PORTAL)


def test_a_number_is_always_the_same_page() -> None:
    sources = [one.encode() for one in PAGES]
    assert mutated(sources, 7, 1) == mutated(sources, 7, 1) != mutated(sources, 8, 1)
