"""The section of an article, where its page says little of it."""

import pytest

from scraper.extraction import extract_article
from scraper.portals.model import Portal
from tests.support.reading import ORIGIN, TEXT, TITLE

PORTAL = Portal.undefined("gazette", f"{ORIGIN}/", "UTC")


def section(trail: str, listed: str | None) -> str | None:
    """The section of an article in a folder whose front page the trail above it leads to."""
    html = f"""<html><head><title>{TITLE}</title></head><body><table><tr><td>{trail}</td></tr>
    <tr><td><font size=5>{TITLE}</font></td></tr><tr><td>2020/12/24 9:05:00 2</td></tr>
    <tr><td>{TEXT}</td></tr></table></body></html>"""
    url = f"{ORIGIN}/en/show-1042.html"
    return extract_article(html, url, PORTAL, listed_section=listed).section


@pytest.mark.parametrize("home", ["Home", "首页", "Главная", "Startseite", "Trang chủ", "الرئيسية"])
def test_a_trail_that_names_the_front_page_alone_leaves_the_listings_section(home: str) -> None:
    trail = f"<a href='/en/'>{home}</a> &gt;"
    assert section(trail, "Celebrity talks") == "Celebrity talks"
    assert section(trail, None) is None


def test_a_link_to_the_articles_folder_is_its_section() -> None:
    assert section("<a href='/en/'>Talks</a>", None) == "Talks"
