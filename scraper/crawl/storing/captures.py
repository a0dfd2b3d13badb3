"""Keeps each response that matters before anything is done with it."""

import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from scraper import __version__
from scraper.archive import Archive, ArchiveError
from scraper.captures import CaptureFailed, CaptureWriter, Exchange
from scraper.captures.exchange import Headers
from scraper.crawl.asked import Asked, change
from scraper.crawl.plan.requests import AskedArticle
from scraper.crawl.stopping import Stopped
from scraper.crawl.storing.captures_folder import captures_folder
from scraper.crawl.storing.salvage import ARCHIVE, name_of, salvage_captures
from scraper.crawl.storing.store import Store
from scraper.items import Capture, CaptureKind

logger = logging.getLogger(__name__)

# A page, its removal and its move say something about an interview; an overloaded server's answer
# does not, and is asked again.
_KEPT = (200, 203, 301, 302, 303, 304, 307, 308, 404, 410, 451)
# Whoever is handed the captures is not handed the keys.
_SECRET = (b"authorization", b"proxy-authorization", b"cookie")


class CaptureMiddleware:
    """Stands below HttpCompression, where a body is as it came. Sets `Asked.capture`.

    Stats: `captures/written`, `captures/unchanged`, `captures/bytes`, `captures/salvaged`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._store = Store.of(crawler)
        self._folder = captures_folder(crawler.settings)
        self._writer: CaptureWriter | None = None
        self._has_earlier = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("CAPTURES_ENABLED"):
            raise NotConfigured
        middleware = cls(crawler)
        crawler.signals.connect(middleware.spider_opened, signals.spider_opened)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    async def spider_opened(self, spider: Spider) -> None:
        """Puts in order what a killed run left behind, now that this one holds the archive."""
        archive: Archive | None = getattr(self._store, "archive", None)
        if archive is None:
            return
        self._writer = self._begin(archive)
        try:
            salvaged, missing = await self._store.do(salvage_captures, archive, self._folder)
            self._has_earlier = not await self._store.do(archive.captures.is_empty)
        except ArchiveError:
            # The store has said so, and ends the crawl.
            return
        except OSError as error:
            what = f"{self._folder}: an earlier run's captures cannot be put in order: {error}"
            self._store.give_up(ArchiveError(what))
            return
        for found in salvaged:
            self._crawler.stats.inc_value("captures/salvaged")
            logger.warning("Captures of a run that was killed: %s", found)
        if missing:
            logger.warning("The archive now knows %d captures of a run that was killed", missing)

    def _begin(self, archive: Archive) -> CaptureWriter:
        about = {
            "software": f"interview-archive/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/"
            "warc-1.1/",
            ARCHIVE: name_of(archive),
            "http-header-user-agent": str(self._crawler.settings["USER_AGENT"]),
        }
        limit = self._crawler.settings.getint("CAPTURES_FILE_SIZE")
        return CaptureWriter(self._folder, limit, about)

    def spider_closed(self) -> None:
        """Gives the last file its whole name."""
        if self._writer is not None:
            try:
                self._writer.close()
            except CaptureFailed as error:
                self._give_up(error)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response itself, once it is kept."""
        kind = _kind(request)
        if kind and response.status in _KEPT and self._writer is not None:
            try:
                self._keep(self._writer, kind, request, response)
            except (CaptureFailed, ArchiveError) as error:
                self._give_up(error)
                raise Stopped(str(error)) from error
        return response

    def _keep(
        self, writer: CaptureWriter, kind: CaptureKind, request: Request, response: Response
    ) -> None:
        asked = Asked.of(request)
        listed = AskedArticle.of(request)
        portal = asked.portal if asked is not None else None
        capture = writer.write(
            exchange_of(request, response, self._store),
            kind,
            portal=portal.name if portal is not None else None,
            listed_section=listed.section if listed is not None else None,
            listed_title=listed.title if listed is not None else None,
            earlier=self._earlier(response),
        )
        if asked is not None:
            change(request, capture=capture)
        self._store.archive.captures.note(capture, self._store.run_id)
        stats = self._crawler.stats
        stats.inc_value("captures/unchanged" if capture.original else "captures/written")
        stats.inc_value("captures/bytes", capture.length)

    def _earlier(self, response: Response) -> Capture | None:
        if not self._has_earlier or response.status not in (200, 304):
            return None
        return self._store.archive.captures.latest(response.url.partition("#")[0])

    def _give_up(self, error: CaptureFailed | ArchiveError) -> None:
        self._store.give_up(ArchiveError(str(error)))


def exchange_of(request: Request, response: Response, store: Store) -> Exchange:
    """What went over the wire, as far as Scrapy hands it on: it writes header names its own way and
    puts those of one name together."""
    return Exchange(
        url=response.url.partition("#")[0],
        status=response.status,
        headers=_headers(response),
        body=response.body,
        at=store.now(),
        request_headers=[pair for pair in _headers(request) if pair[0].lower() not in _SECRET],
        method=request.method,
        protocol=response.protocol if response.protocol == "HTTP/1.0" else "HTTP/1.1",
        ip=str(response.ip_address) if response.ip_address else None,
        truncated="disconnect" if "dataloss" in response.flags else None,
    )


def _headers(message: Request | Response) -> Headers:
    return [(name, value) for name, values in message.headers.items() for value in values]


def _kind(request: Request) -> CaptureKind | None:
    """What a request is for; None for what is no part of a crawl of portals."""
    asked = Asked.of(request)
    if asked is not None:
        return asked.kind if asked.kind != "look" else None
    is_robots = request.callback is NO_CALLBACK and request.url.endswith("/robots.txt")
    return "robots" if is_robots else None
