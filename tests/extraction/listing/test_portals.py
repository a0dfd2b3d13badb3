"""Every invented portal's listing pages, followed to the end; and what a definition adds."""

import re

import pytest

from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Listing, Portal
from scraper.values.encoding import decode
from scraper.values.urls import canonical
from tests.support.listing_cases import EN, HOST, items, numbered, page
from tests.support.markups import invented_site, portals
from tests.support.markups.portal import Markup
from tests.support.markups.words.bank import Language

ZONE = "Asia/Shanghai"


@pytest.mark.parametrize("section", [0, 1])
@pytest.mark.parametrize(
    ("markup", "language"), portals(), ids=lambda value: getattr(value, "name", value)
)
def test_a_section_is_read_to_its_end(markup: Markup, language: Language, section: int) -> None:
    site = invented_site(markup, language)
    portal = Portal.undefined(markup.name, site.origin + "/", ZONE)
    url: str | None = site.start_urls[section]
    found = []
    while url is not None:
        response = site.respond(url.removeprefix(site.origin))
        assert response is not None
        listing = extract_listing(decode(response.body, response.content_type), url, portal)
        assert listing.section == site.bank.sections[section]
        found.append([link.url for link in listing.links])
        url = listing.next_page
    shown = [[site.article_url(one) for one in part] for part in site.pages(section)]
    assert found == [[canonical(url) for url in part] for part in shown]


DEFINED = Portal(
    name="example",
    home=HOST + "/",
    listings=(
        Listing(url=HOST + "/talks/", section="Celebrity talks"),
        Listing(url=HOST + "/list_4_1.html", section="Makers"),
    ),
)


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/talks/", "Celebrity talks"),
        ("/talks/?page=3", "Celebrity talks"),
        ("/talks/index_2.html", "Celebrity talks"),
        ("/list_4_2.html", "Makers"),
        ("/list_5_2.html", "Shown"),
    ],
)
def test_the_definition_names_the_section_of_all_its_pages(path: str, section: str) -> None:
    links = items(numbered(EN[:3], 30, "/a/{n}.html"), "<li><a href='{u}'>{t}</a></li>")
    html = page(f"<h1>Shown</h1><ul>{links}</ul>")
    assert extract_listing(html, HOST + path, DEFINED).section == section


BOXES = {
    "a ranking": "<div><div>Most popular</div><ul>{}</ul></div>",
    "a choice in Chinese": "<div><h3>热门访谈</h3><ul>{}</ul></div>",
    "latest news": "<div><h3>Latest news</h3><ul>{}</ul></div>",
    "side matter": "<aside><ul>{}</ul></aside>",
    "loose paragraphs": "<p><strong>点击排行</strong></p><p>{}</p>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
@pytest.mark.parametrize(
    ("markup", "language"), portals(), ids=lambda value: getattr(value, "name", value)
)
def test_a_box_of_other_articles_adds_nothing(markup: Markup, language: Language, box: str) -> None:
    site = invented_site(markup, language)
    others = [one for one in site.interviews if one.section == 1][:6]
    links = "".join(f"<li><a href='{site.article_url(one)}'>{one.title}</a></li>" for one in others)
    url = site.start_urls[0]
    response = site.respond(url.removeprefix(site.origin))
    assert response is not None
    plain = decode(response.body, response.content_type)
    boxed = re.sub(r"(?i)(</body>|\Z)", lambda end: box.format(links) + end[0], plain, count=1)
    portal = Portal.undefined(markup.name, site.origin + "/", ZONE)
    assert boxed != plain
    assert extract_listing(boxed, url, portal) == extract_listing(plain, url, portal)
