"""Of whom a page may be asked: of the portal's own hosts, and of none within our own network."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from scraper.crawl.asked import first_url, portal_of
from scraper.crawl.fetch.refusals import OffSite, WithinOurs


class PortalHostMiddleware:
    """Lets a request for a portal's page go to no host but the portal's own, redirects included;
    and where the portal is a public one, to no address that only our own network has, be it by a
    name. A portal that is at home there itself (a test's, a company's own) is asked there.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._has_proxy = bool(crawler.settings.getbool("HTTPPROXY_ENABLED") and _proxies())
        self._inner: dict[str, asyncio.Task[bool]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PortalHostMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises OffSite for an address that is not the portal's, WithinOurs for one of ours."""
        portal = portal_of(request)
        if portal is not None and not portal.owns(request.url):
            raise OffSite(f"{request.url} is not on a host of {portal.name}")
        # What belongs to no portal (robots.txt) is let go as far as the host that it was asked of.
        home = portal.home if portal is not None else first_url(request)
        host = urlsplit(request.url).hostname or ""
        if not await self._is_inner(urlsplit(home).hostname or "") and await self._is_inner(host):
            raise WithinOurs(f"{host} is an address of our own network")

    async def _is_inner(self, host: str) -> bool:
        # Looked up once a run: a name that leads elsewhere the next time changes nothing.
        if _literal(host) is not None or self._has_proxy:
            return _is_stated_inner(host)
        if host not in self._inner:
            self._inner[host] = asyncio.ensure_future(_leads_within(host))
        return await self._inner[host]


def _proxies() -> bool:
    from urllib.request import getproxies

    # Behind a proxy, names are for the proxy to resolve.
    return bool(getproxies())


async def _leads_within(host: str) -> bool:
    """Whether any of the addresses of a name is of our own network."""
    if _is_stated_inner(host):
        return True
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        # That it has none is for the download to say.
        return False
    return any(_is_inner_address(ip_address(str(one[4][0]).partition("%")[0])) for one in found)


def _is_stated_inner(host: str) -> bool:
    """Whether a host is of our own network by what it is called."""
    address = _literal(host)
    if address is not None:
        return _is_inner_address(address)
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is, in any of the ways in which one can be written."""
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        # "127.1", "0x7f000001" and "2130706433" are addresses too.
        return IPv4Address(socket.inet_aton(host)) if host[:1].isdigit() else None
    except OSError:
        return None


def _is_inner_address(address: IPv4Address | IPv6Address) -> bool:
    inner = address
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or address
    return not inner.is_global or inner.is_multicast
