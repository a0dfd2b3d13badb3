"""No page of a public portal leads into our own network, however its address is written."""

import asyncio
import socket
from typing import Any

import pytest
from scrapy.http import Request
from scrapy.utils.test import get_crawler

from scraper.crawl.asked import Asked
from scraper.crawl.fetch.hosts import PortalHostMiddleware
from scraper.crawl.fetch.refusals import OffSite, WithinOurs
from scraper.portals.model import Portal

NAMES = {
    "news.example": "93.184.216.34",
    "inner.news.example": "10.1.2.3",
    "meta.news.example": "169.254.169.254",
    "corp.example": "10.0.0.5",
    "more.corp.example": "10.0.0.6",
    "six.news.example": "::ffff:127.0.0.1",
}


def _refused(home: str, url: str, monkeypatch: pytest.MonkeyPatch) -> str | None:
    # A resolver for names that nobody has: what is looked up is for the middleware to say.
    def known(host: str, *_: Any, **__: Any) -> list[Any]:
        if host not in NAMES:
            raise socket.gaierror(f"no {host}")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (NAMES[host], 0))]

    monkeypatch.setattr(socket, "getaddrinfo", known)
    hosts = (*NAMES, "127.0.0.1", "[::1]", "10.0.0.1", "2130706433", "0x7f.1", "localhost")
    portal = Portal(name="news", home=home, hosts=hosts)
    request = Request(url, meta=Asked(kind="look", portal=portal).meta())
    try:
        asyncio.run(PortalHostMiddleware.from_crawler(get_crawler()).process_request(request))
    except WithinOurs:
        return "ours"
    except OffSite:
        return "off"
    return None


@pytest.mark.parametrize(
    ("home", "url", "said"),
    [
        ("https://news.example/", "https://news.example/1.html", None),
        ("https://news.example/", "https://inner.news.example/1.html", "ours"),
        ("https://news.example/", "http://meta.news.example/latest/meta-data/", "ours"),
        ("https://news.example/", "https://six.news.example/", "ours"),
        ("https://news.example/", "http://127.0.0.1/x", "ours"),
        ("https://news.example/", "http://[::1]/x", "off"),
        ("https://news.example/", "http://10.0.0.1/x", "ours"),
        ("https://news.example/", "http://2130706433/x", "ours"),
        ("https://news.example/", "http://0x7f.1/x", "ours"),
        ("https://news.example/", "http://localhost/x", "ours"),
        ("https://news.example/", "https://elsewhere.example/", "off"),
        ("http://127.0.0.1/", "http://127.0.0.1/1.html", None),
        ("https://corp.example/", "https://more.corp.example/1.html", None),
    ],
)
def test_who_is_asked(
    home: str, url: str, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _refused(home, url, monkeypatch) == said
