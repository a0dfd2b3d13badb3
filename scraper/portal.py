"""What may be stated about a portal, checked on load. A portal is data; all of it is optional but
its name, home page and listings: what is not stated is found from the page."""

import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from lxml import etree
from parsel import csstranslator
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from scraper.urls import absolute, same_site


def is_xpath(selector: str) -> bool:
    """Whether a selector is XPath (begins with `/`, `./` or `(`); any other is CSS."""
    return selector.startswith(("/", "./", "("))


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError("expected an IANA time zone such as 'Asia/Shanghai'")
    return zone


def _web_address(url: str) -> str:
    if "//" not in url or absolute(url, "") is None:
        raise ValueError("expected an address that begins with http:// or https://")
    return url


def _selector(selector: str) -> str:
    try:
        if is_xpath(selector):
            etree.XPath(selector)
        else:
            csstranslator.css2xpath(selector)
    except (etree.XPathSyntaxError, SyntaxError) as error:
        kind = "XPath" if is_xpath(selector) else "CSS"
        raise ValueError(f"expected a {kind} selector ({error})") from error
    return selector


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"expected a regular expression ({error})") from error
    return pattern


def _date_format(template: str) -> str:
    if not re.search(r"%[YyGxc]", template):
        raise ValueError("expected a strptime format with a year, such as '%Y/%m/%d %H:%M'")
    return template


def _host(host: str) -> str:
    if urlsplit(f"//{host}").netloc != host or not host or "@" in host:
        raise ValueError("expected a host such as 'news.portal.example', without http://")
    return host.lower()


TimeZone = Annotated[str, AfterValidator(_known_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Selector = Annotated[str, Field(min_length=1), AfterValidator(_selector)]
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
DateFormat = Annotated[str, AfterValidator(_date_format)]
Host = Annotated[str, AfterValidator(_host)]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(_Strict):
    """A listing page to start from, and the section that its interviews belong to."""

    url: WebAddress
    section: Text | None = None


class Selectors(_Strict):
    """CSS or XPath (see `is_xpath`) per field, for the fields whose place is known."""

    title: Selector | None = None
    published_at: Selector | None = None
    views: Selector | None = None
    section: Selector | None = None
    breadcrumbs: Selector | None = None
    tags: Selector | None = None
    authors: Selector | None = None
    body: Selector | None = None
    images: Selector | None = None
    related: Selector | None = None
    next_article: Selector | None = None


class Labels(_Strict):
    """What this portal calls the parts of a page, beside the names known for every portal."""

    related: tuple[Text, ...] = ()
    next_article: tuple[Text, ...] = ()


class Portal(_Strict):
    """One portal. `Portal.undefined` is the portal of which nothing is known but its address.

    `hosts` are further hosts that its pages are on, beside those of `home` and the listings.
    `article_url` is a regular expression that an article's address contains. `drop` are selectors
    of what is never part of an article.
    """

    name: Text
    title: Text | None = None
    home: WebAddress
    time_zone: TimeZone = "Asia/Shanghai"
    language: Text | None = None
    enabled: bool = True
    hosts: tuple[Host, ...] = ()
    listings: tuple[Listing, ...] = ()
    article_url: Pattern | None = None
    selectors: Selectors = Field(default_factory=Selectors)
    labels: Labels = Field(default_factory=Labels)
    date_formats: tuple[DateFormat, ...] = ()
    drop: tuple[Selector, ...] = ()

    @classmethod
    def undefined(cls, name: str, home: str, time_zone: str) -> "Portal":
        """A portal without rules."""
        return cls(name=name, home=home, time_zone=time_zone)

    def owns(self, url: str) -> bool:
        """Whether an address is on one of the portal's own hosts, over http or https alike."""
        ours = (self.home, *(listing.url for listing in self.listings))
        named = (f"https://{host}/" for host in self.hosts)
        return any(same_site(_secure(url), _secure(own)) for own in (*ours, *named))


def _secure(url: str) -> str:
    """The https form of an address on http's default port: portals lead from one to the other."""
    parts = urlsplit(url)
    try:
        default = parts.scheme == "http" and parts.port in (None, 80)
    except ValueError:
        return url
    return f"https://{parts.hostname}{parts.path}" if default else url
