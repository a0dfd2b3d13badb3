"""What may be stated about a portal, checked on load. A portal is data; all of it is optional but
its name, home page and listings: what is not stated is found from the page."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from scraper.portals.values import (
    Age,
    CrawlWindow,
    DateFormat,
    Day,
    Flag,
    Host,
    Language,
    Pattern,
    Seconds,
    Selector,
    Text,
    TimeZone,
    WebAddress,
    Whole,
)
from scraper.values.urls import canonical, same_site

__all__ = [
    "Budget",
    "Labels",
    "Layout",
    "Listing",
    "Politeness",
    "Portal",
    "Recheck",
    "Selectors",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Listing(_Strict):
    """A listing page, feed or sitemap to start from, and the section that its interviews belong to.

    `links` selects the article links (or blocks that hold one each), `next` the link to the next
    page; what a selector does not find is found as on any page.
    """

    url: WebAddress
    section: Text | None = None
    links: Selector | None = None
    next: Selector | None = None


class Selectors(_Strict):
    """CSS or XPath (see `selectors`) per field, for the fields whose place is known."""

    title: Selector | None = None
    published_at: Selector | None = None
    views: Selector | None = None
    section: Selector | None = None
    breadcrumbs: Selector | None = None
    tags: Selector | None = None
    authors: Selector | None = None
    people: Selector | None = None
    body: Selector | None = None
    images: Selector | None = None
    related: Selector | None = None
    next_article: Selector | None = None


class Labels(_Strict):
    """What this portal calls the parts of a page, beside the names known for every portal."""

    related: tuple[Text, ...] = ()
    next_article: tuple[Text, ...] = ()


class Layout(_Strict):
    """How articles looked that were published `until` a day, that day included.

    `selectors` and `drop` stand in place of the portal's own, `labels` and `date_formats` beside
    them.
    """

    until: Day
    selectors: Selectors = Field(default_factory=Selectors)
    labels: Labels = Field(default_factory=Labels)
    date_formats: tuple[DateFormat, ...] = ()
    drop: tuple[Selector, ...] = ()
    next_page: Selector | None = None


def _ends_apart(layouts: tuple[Layout, ...]) -> tuple[Layout, ...]:
    if len({layout.until for layout in layouts}) < len(layouts):
        raise ValueError("expected each layout to end on a day of its own")
    return layouts


def _each_once(listings: tuple[Listing, ...]) -> tuple[Listing, ...]:
    urls = Counter(canonical(listing.url) for listing in listings)
    for url, count in urls.items():
        if count > 1:
            raise ValueError(f"expected each listing once; {url} is there {count} times")
    return listings


class Budget(_Strict):
    """The most that one run asks of the portal: requests of any kind, listing pages, and minutes; 0
    is no limit. What is not stated is as the settings have it."""

    requests: Annotated[Whole, Field(ge=0)] | None = None
    pages: Annotated[Whole, Field(ge=0)] | None = None
    minutes: Annotated[Whole, Field(ge=0)] | None = None


class Politeness(_Strict):
    """How the portal is to be treated: seconds between requests, requests at once, the part of the
    day, in the portal's own zone, in which it may be asked at all, and its budget."""

    delay: Annotated[Seconds, Field(ge=0, le=3600)] | None = None
    concurrency: Annotated[Whole, Field(ge=1, le=16)] | None = None
    window: CrawlWindow | None = None
    budget: Budget = Field(default_factory=Budget)


class Recheck(_Strict):
    """How often an article is looked at again, by its age: younger than `hot` at every run, younger
    than `weekly` once a week, younger than `monthly` once a month, and once a year after that."""

    enabled: Flag = True
    hot: Age = timedelta(hours=48)
    weekly: Age = timedelta(days=30)
    monthly: Age = timedelta(days=365)

    @model_validator(mode="after")
    def _in_order(self) -> "Recheck":
        if not self.hot <= self.weekly <= self.monthly:
            raise ValueError("expected hot, weekly and monthly to be in growing order")
        return self

    def every(self, age: timedelta) -> timedelta | None:
        """How long an article of that age is left alone after it was looked at: zero while it is
        hot; None where articles are never looked at again."""
        if not self.enabled:
            return None
        for limit, days in ((self.hot, 0), (self.weekly, 7), (self.monthly, 30)):
            if age < limit:
                return timedelta(days=days)
        return timedelta(days=365)


class Portal(_Strict):
    """One portal. `Portal.undefined` is the portal of which nothing is known but its address.

    `hosts` are further hosts that its pages are on, beside those of `home` and the listings.
    `article_url` is a regular expression that an article's address contains. `drop` are selectors
    of what is never part of an article. `next_page` selects the link to an article's next page.
    `follow_related`: whether interviews that only other interviews link to are archived too.
    `render`: whether its pages need a browser that runs their scripts; `cookies`: whether it shows
    them only to whoever sends its cookies back.
    """

    name: Text
    title: Text | None = None
    home: WebAddress
    time_zone: TimeZone = "Asia/Shanghai"
    language: Language | None = None
    enabled: Flag = True
    hosts: tuple[Host, ...] = ()
    listings: Annotated[tuple[Listing, ...], AfterValidator(_each_once)] = ()
    article_url: Pattern | None = None
    selectors: Selectors = Field(default_factory=Selectors)
    labels: Labels = Field(default_factory=Labels)
    date_formats: tuple[DateFormat, ...] = ()
    drop: tuple[Selector, ...] = ()
    next_page: Selector | None = None
    layouts: Annotated[tuple[Layout, ...], AfterValidator(_ends_apart)] = ()
    politeness: Politeness = Field(default_factory=Politeness)
    recheck: Recheck = Field(default_factory=Recheck)
    follow_related: Flag = True
    render: Flag = False
    cookies: Flag = False

    @classmethod
    def undefined(cls, name: str, home: str, time_zone: str) -> "Portal":
        """A portal without rules."""
        return cls(name=name, home=home, time_zone=time_zone)

    def owns(self, url: str) -> bool:
        """Whether an address is on one of the portal's own hosts, over http or https alike."""
        ours = (self.home, *(listing.url for listing in self.listings))
        named = (f"https://{host}/" for host in self.hosts)
        return any(same_site(_secure(url), _secure(own)) for own in (*ours, *named))

    def phases(self) -> Iterator[tuple["Portal", date | None, date | None]]:
        """The portal as its articles of a time look, newest time first: (portal, the last day of
        the time before or None, the time's own last day or None where it lasts)."""
        older = sorted(self.layouts, key=lambda layout: layout.until, reverse=True)
        ends = [None, *(layout.until for layout in older)]
        for at, end in enumerate(ends):
            before = ends[at + 1] if at + 1 < len(ends) else None
            yield self if end is None else self._as_in(older[at - 1]), before, end

    def layout_at(self, day: date) -> "Portal":
        """The portal with the selectors that hold for articles published on that day."""
        return next(portal for portal, before, _ in self.phases() if before is None or day > before)

    def _as_in(self, layout: Layout) -> "Portal":
        labels = Labels(
            related=self.labels.related + layout.labels.related,
            next_article=self.labels.next_article + layout.labels.next_article,
        )
        return self.model_copy(
            update={
                "selectors": layout.selectors,
                "labels": labels,
                "date_formats": layout.date_formats + self.date_formats,
                "drop": layout.drop,
                "next_page": layout.next_page,
            }
        )


def _secure(url: str) -> str:
    """The https form of an address on http's default port: portals lead from one to the other."""
    parts = urlsplit(url)
    try:
        default = parts.scheme == "http" and parts.port in (None, 80)
    except ValueError:
        return url
    return f"https://{parts.hostname}{parts.path}" if default else url
