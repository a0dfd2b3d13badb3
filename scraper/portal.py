"""What may be stated about a portal, checked on load. A portal is data; all of it is optional but
its name, home page and listings: what is not stated is found from the page."""

from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError(f"{zone!r} is not an IANA time zone such as 'Asia/Shanghai'")
    return zone


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(_Strict):
    """A listing page to start from, and the section that its interviews belong to."""

    url: str
    section: str | None = None


class Selectors(_Strict):
    """CSS or XPath (begins with `/` or `.//`) per field, for the fields whose place is known."""

    title: str | None = None
    published_at: str | None = None
    views: str | None = None
    section: str | None = None
    breadcrumbs: str | None = None
    tags: str | None = None
    authors: str | None = None
    body: str | None = None
    images: str | None = None
    related: str | None = None
    next_article: str | None = None


class Labels(_Strict):
    """What this portal calls the parts of a page, beside the names known for every portal."""

    related: tuple[str, ...] = ()
    next_article: tuple[str, ...] = ()


class Portal(_Strict):
    """One portal. `Portal.undefined` is the portal of which nothing is known but its address."""

    name: str
    title: str | None = None
    home: str
    time_zone: TimeZone = "Asia/Shanghai"
    language: str | None = None
    enabled: bool = True
    listings: tuple[Listing, ...] = ()
    article_url: str | None = None
    selectors: Selectors = Field(default_factory=Selectors)
    labels: Labels = Field(default_factory=Labels)
    date_formats: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @classmethod
    def undefined(cls, name: str, home: str, time_zone: str) -> "Portal":
        """A portal without rules."""
        return cls(name=name, home=home, time_zone=time_zone)
