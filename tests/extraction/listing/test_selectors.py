"""A listing's own selectors see the page as it was sent, whoever has read it before."""

import pytest

from scraper.extraction.explain.unfound_selectors import unfound_in_listing
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Listing, Portal

ADDRESS = "https://news.example.org/talks/"
FIRST = ("Asking the ferryman about ice", "Asking the miller about drought")
SECOND = ("Asking the baker about rye flour", "Asking the joiner about elm wood")


def _list(titles: tuple[str, ...], start: int) -> str:
    items = (f"<li><a href='/t/{start + at}.html'>{t}</a></li>" for at, t in enumerate(titles))
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    ("unseen", "links"),
    [
        ("<script></script>", "script + ul a"),
        ("<script>var a = 1</script>", "//script/following-sibling::ul[1]//a"),
        ("<style></style>", "style + ul a"),
        ("<noscript></noscript>", "noscript + ul a"),
        ("<svg></svg>", "svg + ul a"),
        ("<template><p>x</p></template>", "template + ul > li > a"),
        ("<!-- the list --><iframe src=x></iframe>", "iframe + ul a"),
    ],
)
def test_a_selector_by_what_nobody_sees_finds_what_it_finds_on_the_page(
    unseen: str, links: str
) -> None:
    """Two of four, in a crawl as in a check of the definition."""
    html = f"<body><h1>Talks</h1>{unseen}{_list(FIRST, 1)}{_list(SECOND, 3)}</body>"
    found = extract_listing(html, ADDRESS, _portal(links))
    assert [link.title for link in found.links] == list(FIRST)
    assert unfound_in_listing(html, ADDRESS, _portal(links)) == []


def test_a_selector_may_name_links_for_readers_without_scripts() -> None:
    html = f"<body><h1>Talks</h1><noscript>{_list(FIRST, 1)}</noscript>{_list(SECOND, 3)}</body>"
    found = extract_listing(html, ADDRESS, _portal("noscript a"))
    assert [link.title for link in found.links] == list(FIRST)
    assert unfound_in_listing(html, ADDRESS, _portal("noscript a")) == []


def _portal(links: str) -> Portal:
    portal = Portal.undefined("example", "https://news.example.org/", "UTC")
    return portal.model_copy(update={"listings": (Listing(url=ADDRESS, links=links),)})
