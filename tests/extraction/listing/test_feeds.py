"""Feeds and sitemaps as listings: RSS, Atom, RDF, sitemaps, indexes, news dates, packed or not."""

import gzip

import pytest

from scraper.crawl.plan.chain import Chain
from scraper.crawl.plan.plan import Seed
from scraper.extraction.listing.feeds import is_feed
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from scraper.values.unpacking import unpacked
from tests.support.crawling import crawl
from tests.support.site import Answer, article, serving

HOME = "https://gazette.example"
RSS = f"""\ufeff<?xml version="1.0" encoding="gb2312"?>
<!-- made by hand -->
<rss version="2.0"><channel><title>访谈</title><link>{HOME}/</link>
<item><title>Guest &amp; 织工 1 talks</title><link>{HOME}/news/1.html?utm_source=rss</link>
<pubDate>Thu, 24 Dec 2020 09:05:00 +0800</pubDate></item>
<item><title><![CDATA[Guest <b>2</b> talks]]></title><link>/news/2.html</link></item>
<item><title>Elsewhere</title><link>https://other.example/news/3.html</link></item>
<item><title>The front page</title><link>{HOME}/</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Talks</title>
<link rel="next" href="{HOME}/feed?page=2"/>
<entry><title>Guest 1 talks</title><link href="{HOME}/news/1.html"/>
<published>2020-12-24T09:05:00+08:00</published></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><item rdf:about="{HOME}/news/1.html"><title>Guest 1 talks</title>
<link>{HOME}/news/1.html</link></item></rdf:RDF>"""
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{HOME}/</loc></url>
<url><loc>{HOME}/tag/looms</loc></url>
<url><loc> {HOME}/news/1.html </loc><lastmod>2021-01-02</lastmod>
<image:image><image:loc>{HOME}/i/1.jpg</image:loc><image:title>A loom</image:title></image:image>
<news:news><news:publication_date>2020-12-24</news:publication_date>
<news:title>Guest 1 talks</news:title></news:news></url>
<url><loc>{HOME}/news/2.html</loc><lastmod>2020-12-20</lastmod></url>
<url><loc>https://other.example/news/3.html</loc></url>
</urlset>"""
INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{HOME}/map-1.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>{HOME}/map-2.xml.gz</loc><lastmod>2020-12-01</lastmod></sitemap>
<sitemap><loc>https://other.example/map.xml</loc><lastmod>2020-12-02</lastmod></sitemap>
</sitemapindex>"""


def _portal(**stated: object) -> Portal:
    return Portal.model_validate({"name": "gazette", "home": f"{HOME}/", **stated})


def _links(text: str, **stated: object) -> list[tuple[str, str, str | None]]:
    page = extract_listing(text, f"{HOME}/feed", _portal(**stated))
    return [(link.url.removeprefix(HOME), link.title, link.published_at) for link in page.links]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            RSS,
            [
                ("/news/1.html", "Guest & 织工 1 talks", "Thu, 24 Dec 2020 09:05:00 +0800"),
                ("/news/2.html", "Guest 2 talks", None),
            ],
        ),
        (ATOM, [("/news/1.html", "Guest 1 talks", "2020-12-24T09:05:00+08:00")]),
        (RDF, [("/news/1.html", "Guest 1 talks", None)]),
        (
            SITEMAP,
            [
                ("/news/1.html", "Guest 1 talks", "2020-12-24"),
                ("/news/2.html", "", "2020-12-20"),
            ],
        ),
    ],
    ids=["rss", "atom", "rdf", "sitemap"],
)
def test_a_feed_is_a_list_of_the_portals_own_articles(
    text: str, links: list[tuple[str, str, str | None]]
) -> None:
    assert _links(text) == links


def test_a_pattern_says_which_pages_of_a_sitemap_are_articles() -> None:
    found = _links(SITEMAP, article_url=r"/tag/\w+$")
    assert [url for url, _, _ in found] == ["/tag/looms"]


def test_a_feed_of_a_further_host_of_the_portal_counts() -> None:
    found = _links(RSS, hosts=["other.example"])
    assert ("https://other.example/news/3.html", "Elsewhere", None) in found


def test_a_feed_that_goes_on_says_where() -> None:
    assert extract_listing(ATOM, f"{HOME}/feed", _portal()).next_page == f"{HOME}/feed?page=2"


def test_the_parts_of_an_index_are_read_newest_first_and_one_after_the_other() -> None:
    page = extract_listing(INDEX, f"{HOME}/map.xml", _portal())
    assert page.more == [f"{HOME}/map-2.xml.gz", f"{HOME}/map-1.xml"]
    assert page.touched.keys() == set(page.more)
    chain = Chain(Seed(f"{HOME}/map.xml", _portal()))
    chain.read(f"{HOME}/map.xml", page.links)
    assert chain.following(page, f"{HOME}/map.xml") == f"{HOME}/map-2.xml.gz"
    part = extract_listing("<urlset></urlset>", f"{HOME}/map-2.xml.gz", _portal())
    chain.read(f"{HOME}/map-2.xml.gz", part.links)
    assert chain.following(part, f"{HOME}/map-2.xml.gz") == f"{HOME}/map-1.xml"
    chain.read(f"{HOME}/map-1.xml", part.links)
    assert chain.following(part, f"{HOME}/map-1.xml") is None


def test_a_part_without_a_date_comes_before_those_that_have_one() -> None:
    bare = INDEX.replace("<lastmod>2020-01-01</lastmod>", "")
    page = extract_listing(bare, f"{HOME}/map.xml", _portal())
    assert page.more == [f"{HOME}/map-1.xml", f"{HOME}/map-2.xml.gz"]
    assert page.touched.keys() == {f"{HOME}/map-2.xml.gz"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<rss",
        "<rss></rss>",
        "<urlset><url><loc>",
        "<urlset><url><loc>http://[</loc></url></urlset>",
        "<sitemapindex><sitemap/></sitemapindex>",
        "<feed><entry><link/></entry></feed>",
        '<!DOCTYPE x [<!ENTITY a "aa">]><urlset><url><loc>&a;&a;</loc></url></urlset>',
    ],
)
def test_what_is_broken_gives_no_links_and_no_error(text: str) -> None:
    assert _links(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!doctype html><html><body><feed>", False),
        ("<html><rss></rss></html>", False),
        ("\n<?xml version='1.0'?>\n<?xml-stylesheet href='x'?>\n<feed>", True),
        ("<atom:feed xmlns:atom='x'>", True),
        ("<article>", False),
    ],
)
def test_feeds_are_told_by_how_they_begin(text: str, expected: bool) -> None:
    assert is_feed(text) is expected


def test_files_that_are_packed_are_unpacked_within_bounds() -> None:
    packed = gzip.compress(SITEMAP.encode())
    assert unpacked(packed) == SITEMAP.encode()
    assert unpacked(b"plain") == b"plain"
    assert unpacked(gzip.compress(b"0" * 100_000), most=1000).startswith(b"\x1f\x8b")


@pytest.mark.slow
def test_a_packed_sitemap_index_is_crawled(tmp_path_factory: pytest.TempPathFactory) -> None:
    pages: dict[str, Answer | str] = {f"/news/{at}.html": article(at) for at in (1, 2, 3)}
    packed = {"Content-Type": "application/gzip"}
    with serving(pages) as site:
        index = INDEX.replace(HOME, site.address)
        parts = [SITEMAP.replace(HOME, site.address), _urlset(f"{site.address}/news/3.html")]
        pages["/map.xml"] = Answer(index, headers={"Content-Type": "application/xml"})
        pages["/map-2.xml.gz"] = Answer(gzip.compress(parts[0].encode()), headers=packed)
        pages["/map-1.xml"] = Answer(parts[1], headers={"Content-Type": "text/xml"})
        archive = tmp_path_factory.mktemp("feeds") / "archive.db"
        ended = crawl("-a", f"url={site.address}/map.xml", archive=archive)
    assert ended.code == 0, ended.out
    assert set(ended.records) == {"1.html", "2.html", "3.html"}


def _urlset(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
