"""What a request is for: the one thing of ours that travels in `Request.meta`."""

from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from scrapy.http import Request, Response

from scraper.items import Capture, CapturedPage
from scraper.portals.model import Portal

# Our one key in `Request.meta`; what else stands there is Scrapy's.
KEY = "asked"
# "page" is a later page of an article; "look" belongs to no crawl and is not kept.
AskedKind = Literal["listing", "article", "page", "look"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`address` is the ledger's key of what is asked for; None where the ledger has no row for it.
    `capture` is the answer as it was kept, once it is; `captured` is the kept page that is read
    again in the place of an answer. `is_new`: nothing is archived yet of what is asked for."""

    kind: AskedKind
    portal: Portal | None
    address: str | None = None
    capture: Capture | None = None
    captured: CapturedPage | None = None
    is_new: bool = True

    def meta(self) -> dict[str, Any]:
        """For `Request(meta=…)`."""
        return {KEY: self}

    @classmethod
    def of(cls, message: Request | Response | None) -> Self | None:
        """What a request, or the one that a response answers, is for, where that is of this class;
        None for Scrapy's own requests (robots.txt, `scrapy shell`)."""
        found = message.meta.get(KEY) if message is not None else None
        return found if isinstance(found, cls) else None


def portal_of(message: Request | Response | None) -> Portal | None:
    """The portal that a page is asked of; None where it is of none."""
    asked = Asked.of(message)
    return asked.portal if asked is not None else None


def change(request: Request, **changes: Any) -> None:
    """Puts a changed copy in the place of what the request is for."""
    request.meta[KEY] = replace(request.meta[KEY], **changes)


def first_url(request: Request) -> str:
    """The address that was asked for first, before any redirect."""
    earlier: list[str] = request.meta.get("redirect_urls", [])
    return earlier[0] if earlier else request.url
