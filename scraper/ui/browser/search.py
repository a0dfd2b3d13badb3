"""The search page: words of any script and length, best first or newest first."""

import asyncio
from datetime import date
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from scraper.archive import Archive, Filter
from scraper.archive.queries import article
from scraper.archive.search import Found
from scraper.ui.browser import addresses
from scraper.ui.browser.article import moment

_AT_ONCE = 20
_FURTHEST = 1000


async def page(datasette: Datasette, request: Request, archive: Archive) -> Response:
    """The form, and what was found where words were given."""
    asked = _Asked(request)
    found = Found([], 0)
    if asked.words:
        found = await asyncio.get_running_loop().run_in_executor(None, asked.answer, archive)
    further = asked.offset + _AT_ONCE
    rows = await datasette.get_database(addresses.DATABASE).execute(article.SECTIONS)
    portals = await datasette.get_database(addresses.DATABASE).execute(article.PORTALS)
    context = {
        "asked": asked,
        "hits": found.hits,
        "total": found.total,
        "is_asked": found.is_asked,
        "as_table": asked.as_table,
        "more": asked.link(further) if further < min(found.total, _FURTHEST) else None,
        "before": asked.link(asked.offset - _AT_ONCE) if asked.offset else None,
        "sections": [row["name"] for row in rows],
        "portals": [row["portal"] for row in portals],
        "hint": found.hint,
        "moment": moment,
    }
    return Response.html(await datasette.render_template("search.html", context, request))


class _Asked:
    """The form as it was filled in; what cannot be read is as if it were empty."""

    def __init__(self, request: Request) -> None:
        get = request.args.get
        self.words: str = (get("q") or "").strip()
        self.portal: str = get("portal") or ""
        self.section: str = get("section") or ""
        self.tag: str = (get("tag") or "").strip()
        self.since: str = _day(get("since"))
        self.until: str = _day(get("until"))
        self.newest: bool = get("order") == "newest"
        page = get("from") or "0"
        self.offset = min(int(page), _FURTHEST) if page.isascii() and page.isdigit() else 0
        self._request = request

    @property
    def filter(self) -> Filter:
        return Filter(
            portals=(self.portal,) if self.portal else (),
            sections=(self.section,) if self.section else (),
            tags=(self.tag,) if self.tag else (),
            since=date.fromisoformat(self.since) if self.since else None,
            until=date.fromisoformat(self.until) if self.until else None,
        )

    def answer(self, archive: Archive) -> Found:
        """The hits of this page."""
        return archive.search(
            self.words, self.filter, newest=self.newest, limit=_AT_ONCE, offset=self.offset
        )

    @property
    def as_table(self) -> str:
        """The same in the table of interviews, with facets."""
        conditions = {"_words": self.words, "portal": self.portal}
        conditions |= {"section": self.section, "_tag": self.tag}
        return addresses.interviews(**{name: it for name, it in conditions.items() if it})

    def link(self, offset: int) -> str:
        """The address of this search from another hit on."""
        asked: dict[str, Any] = {
            "q": self.words,
            "portal": self.portal,
            "section": self.section,
            "tag": self.tag,
            "since": self.since,
            "until": self.until,
            "order": "newest" if self.newest else "",
            "from": max(offset, 0) or "",
        }
        return "/-/search?" + urlencode({name: value for name, value in asked.items() if value})


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return ""
