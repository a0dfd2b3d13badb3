"""An archive made anew from its captures: what was received is read again, in the order in which it
came, and entered as of then."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from scraper.archive import Archive, ArchiveError
from scraper.archive.database.address import place_of
from scraper.archive.ledger.addresses import Answer, Link
from scraper.archive.ledger.listings import ListingRead
from scraper.captures import CaptureUnreadable, captures_in, read_exchange
from scraper.captures.walk import about
from scraper.crawl.fetch.no_page import why_no_page
from scraper.crawl.fetch.refusals import OFF_SITE
from scraper.crawl.replay.owners import Owners
from scraper.crawl.storing.salvage import ARCHIVE
from scraper.extraction import extract_article
from scraper.extraction.article.joining import Unjoined, add_pages
from scraper.extraction.article.layouts_in_time import within
from scraper.extraction.article.missing import says_missing
from scraper.extraction.listing.listing import ArticleLink, extract_listing
from scraper.extraction.page.bounded import Bounded, read_bytes
from scraper.items import Article, Capture, Fetch, RawArticle
from scraper.portals.model import Portal
from scraper.values.ceilings import Ceilings
from scraper.values.urls import canonical

_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410, 451)
REBUILT = "Rebuilt from its captures: who ran what, and pages that failed, are not in them."


def captures_of(folder: Path, archive: str) -> list[Capture]:
    """All captures in the folder's files that are of an archive of that name, as they came."""
    files = (file for file in folder.glob("*.warc.gz") if about(file).get(ARCHIVE) == archive)
    found = (capture for file in files for capture in captures_in(file))
    return sorted(found, key=lambda one: (one.captured_at, one.file, one.offset))


def rebuild(archive: Archive, folder: Path, found: list[Capture], settings: BaseSettings) -> None:
    """Fills a new archive."""
    rebuilding = _Rebuilding(archive, folder, found, settings)
    for _, some in groupby(found, key=lambda one: one.file):
        rebuilding.run(list(some))


@dataclass(slots=True)
class _Seen:
    """What has been learned on the way: `listings` by page the listing that it is of, `asked` by
    address where the way to it began and the stations, `fronts` where what is gone leads to."""

    listings: dict[str, str] = field(default_factory=dict)
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fronts: set[str] = field(default_factory=set)


class _Rebuilding:
    def __init__(
        self, archive: Archive, folder: Path, found: list[Capture], settings: BaseSettings
    ) -> None:
        self._archive, self._folder = archive, folder
        self._owners = Owners.of(settings)
        self._ceilings = Ceilings.of(settings)
        self._normalise: Callable[[RawArticle], Article] = load_object(settings["NORMALISE"])
        self._problems: Callable[[Article], list[str]] = load_object(settings["VALIDATE"])
        self._by_record = {capture.record_id: capture for capture in found}
        self._pages = {one.url: one for one in found if one.kind == "page" and one.status == 200}
        self._seen = _Seen()
        self._unpack = HttpCompressionMiddleware()
        self._run = 0

    def run(self, captures: list[Capture]) -> None:
        """Enters what one run kept."""
        begin, end = captures[0].captured_at, captures[-1].captured_at
        self._run = self._archive.start_run({"rebuilt": captures[0].file}, {}, begin)
        for capture in captures:
            self._archive.captures.note(capture, self._run)
            self._enter(capture)
        self._archive.finish_run(self._run, "rebuilt", {}, reason=REBUILT, now=end)

    def _enter(self, capture: Capture) -> None:
        portal = self._owners.of_capture(capture)
        self._seen.fronts.add(canonical(portal.home))
        if capture.kind not in ("listing", "article"):
            return
        if capture.status in _REDIRECTS:
            self._follow(capture)
        elif capture.kind == "listing":
            self._listing(capture, portal)
        elif capture.status in _GONE:
            self._answer(capture, portal, "gone", f"HTTP {capture.status}")
        elif capture.status == 304:
            answer = Answer(self._way(capture)[0], None, status=304)
            self._note(answer, portal, capture.captured_at)
        else:
            self._article(capture, portal)

    def _follow(self, capture: Capture) -> None:
        response = self._response(capture)
        place = (response.headers.get("Location") or b"") if response is not None else b""
        if place:
            target = canonical(urljoin(capture.url, place.decode("latin-1")))
            self._seen.asked[target] = (*self._way(capture), target)

    def _way(self, capture: Capture) -> tuple[str, ...]:
        """The addresses that led to a page, from the one that was asked for to its own."""
        here = canonical(capture.url)
        return self._seen.asked.get(here, (here,))

    def _listing(self, capture: Capture, portal: Portal) -> None:
        read = self._read(capture)
        if read is None or capture.status != 200:
            return
        url, address = capture.url, self._way(capture)[0]
        page = extract_listing(read.text, url, portal, ceilings=self._ceilings)
        seed = self._seen.listings.setdefault(address, address)
        self._seen.fronts.add(seed)
        stated = (one.section for one in portal.listings if canonical(one.url) == seed)
        section = next(stated, None) or page.section
        following = canonical(page.next_page) if page.next_page else None
        for later in (following, *map(canonical, page.more)):
            if later is not None:
                self._seen.listings.setdefault(later, seed)
        at = capture.captured_at
        if address == seed:
            first = Link(seed, portal.name, "seed", kind="listing")
            self._archive.ledger.discover([first], self._run, at)
        entered = ListingRead(
            listing=seed,
            page=address,
            portal=portal.name,
            section=section,
            links=[_link(one, portal, address, section) for one in page.links],
            found_as="seed" if address == seed else "next page",
            next_page=following,
            status=capture.status,
        )
        self._archive.ledger.read_listing(entered, None, self._run, at)

    def _article(self, capture: Capture, portal: Portal) -> None:
        read = self._read(capture)
        here = canonical(capture.url)
        if here in self._seen.fronts:
            self._answer(capture, portal, "gone", f"redirects to {here}", leads_to=here)
            return
        raw = self._extracted(capture, portal, read) if read is not None else None
        if raw is None:
            self._answer(capture, portal, "failed", "its capture cannot be read as an article")
        elif says_missing(raw):
            self._answer(capture, portal, "gone", f"says {raw.title!r}")
        else:
            article = self._normalise(raw)
            article.problems = self._problems(article)
            store = self._archive.reject if article.problems else self._archive.save
            store(article, self._run)

    def _extracted(self, capture: Capture, portal: Portal, read: Bounded) -> RawArticle | None:
        raw = extract_article(
            read.text,
            capture.url,
            portal,
            listed_section=capture.listed_section,
            listed_title=capture.listed_title,
            ceilings=self._ceilings,
        )
        if canonical(raw.url) in self._seen.fronts:
            raw.url = canonical(capture.url)
        try:
            asyncio.run(add_pages(raw, read.text, capture.url, portal, self._later))
        except Unjoined:
            return None
        within(raw, self._ceilings, read.cut)
        raw.capture, raw.fetched_at = capture, capture.captured_at
        raw.fetch = self._fetch(capture, portal, raw)
        return raw

    def _fetch(self, capture: Capture, portal: Portal, raw: RawArticle) -> Fetch:
        asked, *redirects = self._way(capture)
        response = self._response(capture)
        reading = [entry.url for entry in raw.related]
        reading += [raw.next_article.url] if raw.next_article else []
        return Fetch(
            asked=asked,
            redirects=tuple(redirects),
            status=capture.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            off_site=frozenset(url for url in reading if url and not portal.owns(url)),
            listed=capture.listed_title,
            recheck=portal.recheck,
        )

    async def _later(self, url: str, portal: Portal) -> tuple[str, str]:
        """The text of an article's later page, and its address."""
        capture = self._pages.get(url)
        read = self._read(capture) if capture is not None else None
        if read is None:
            raise Unjoined(f"its page {url} was not captured")
        return read.text, url

    def _read(self, capture: Capture) -> Bounded | None:
        response = self._response(capture)
        if response is None:
            return None
        kind = _header(response, "Content-Type") or ""
        if why_no_page(response.body, kind):
            return None
        return read_bytes(response.body, kind or None, self._ceilings)

    def _response(self, capture: Capture) -> Response | None:
        """The answer, unpacked; None where its record is lost."""
        original = self._by_record.get(capture.original) if capture.original else None
        try:
            exchange = read_exchange(self._folder, capture, original)
        except CaptureUnreadable:
            return None
        headers: dict[bytes, list[bytes]] = {}
        for name, value in exchange.headers:
            headers.setdefault(name, []).append(value)
        request = Request(exchange.url)
        response = Response(exchange.url, exchange.status, headers, exchange.body, request=request)
        found = self._unpack.process_response(request, response)
        assert isinstance(found, Response)
        return found

    def _answer(
        self,
        capture: Capture,
        portal: Portal,
        standing: str,
        reason: str,
        leads_to: str | None = None,
    ) -> None:
        known = "gone" if standing == "gone" else "failed"
        way = self._way(capture)
        answer = Answer(way[0], known, reason, capture.status, leads_to)  # type: ignore[arg-type]
        self._note(answer, portal, capture.captured_at)

    def _note(self, answer: Answer, portal: Portal, at: datetime) -> None:
        self._archive.ledger.answered(answer, portal.recheck, self._run, at)


def _link(link: ArticleLink, portal: Portal, page: str, section: str | None) -> Link:
    key = canonical(link.url)
    is_ours = portal.owns(link.url)
    return Link(
        url=key,
        portal=portal.name,
        found_as="listing",
        found_on=page,
        section=section,
        title=link.title or None,
        asked_as=None if key == link.url else link.url,
        state="pending" if is_ours else "refused",
        reason=None if is_ours else OFF_SITE,
    )


def _header(response: Response | None, name: str) -> str | None:
    value: bytes | None = response.headers.get(name) if response is not None else None
    return value.decode("latin-1") if value else None


def rebuild_at(address: str, folder: Path, settings: BaseSettings) -> Iterator[str]:
    """Puts an archive into the place of one that is lost, if its captures are there; what was
    done. What is left of the lost one is kept beside it."""
    file, aside = _places(address)
    found = captures_of(folder, file.name)
    if not found:
        return
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with Archive.open(f"sqlite:///{part}") as archive:
        rebuild(archive, folder, found, settings)
        number = archive.counts().articles
    kept = _set_aside(file, aside)
    part.rename(file)
    yield (
        f"{file.name}: made anew from {len(found):,} captures, with {number:,} interviews; the next"
        f" run reads the listings to their ends{kept}"
    )


def _places(address: str) -> tuple[Path, Path]:
    """The archive's file, and where what is left of it is to go."""
    file = place_of(address).file
    if file is None:
        raise ArchiveError("an archive on a server is not made anew from its captures")
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return file, file.with_name(f"{file.name}.damaged-{moment}")


def _set_aside(file: Path, aside: Path) -> str:
    if not file.exists():
        return ""
    for beside in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}{beside}").rename(f"{aside}{beside}")
    return f"; what was left of it is {aside.name}"
