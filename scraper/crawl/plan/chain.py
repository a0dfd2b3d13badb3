"""How far a listing is followed: to its end, and not a page round in a circle."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from scraper.crawl.plan.plan import Seed
from scraper.extraction.listing.listing import ArticleLink, ListingPage
from scraper.extraction.page.address_kinds import numbered_on
from scraper.values.urls import canonical

# Pages in a row with nothing that the listing has not shown yet, before it is left: a portal that
# answers ?page=999 with its last page would be followed for ever, and one such page can be chance.
STALE_PAGES = 2
# A sitemap's index may name indexes; one that names another for ever is left.
MOST_NESTED, MOST_PARTS = 4, 2000
# Of the newest articles known, so many tell whether a reading has come as far as the last one.
_TELLING = 4


@dataclass(slots=True)
class Chain:
    """One listing, from its first page on."""

    seed: Seed
    pages: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    stale: int = 0
    ended: bool = False
    # A sitemap's parts that are still to be read, as they are to be asked for.
    parts: list[str] = field(default_factory=list)
    # Of each part that was ever named, how deep it stands and when it says that it was changed.
    depths: dict[str, int] = field(default_factory=dict)
    touched: dict[str, str] = field(default_factory=dict)
    # Whether pages are asked for by counting on, as what answers need not say where it goes on.
    counts: bool = False
    # Whether all was read that is to be: nothing failed, and nothing is out of reach.
    is_whole: bool = True

    def read(self, url: str, links: Sequence[ArticleLink]) -> list[ArticleLink]:
        """Notes a page of the listing; returns its links that no earlier page had."""
        self.pages.add(canonical(url))
        fresh = []
        for link in links:
            key = canonical(link.url)
            if key not in self.links:
                self.links.add(key)
                fresh.append(link)
        self.stale = 0 if fresh else self.stale + 1
        return fresh

    def following(self, page: ListingPage, url: str) -> str | None:
        """What is to be read after the page at `url`: its next page, else another part."""
        self._note_parts(page, url)
        offers = [page.next_page, *page.otherwise]
        if self.counts and page.next_page is None and not self.stale:
            offers.append(numbered_on(url))
        found = next((one for one in offers if self.follows(one)), None)
        if found is not None:
            # What counts on once does so to its end.
            self.counts = self.counts or page.counts_on
            return found
        return self.next_part()

    def next_part(self) -> str | None:
        """The next part of a sitemap that is still to be read; whatever became of the others."""
        while self.parts:
            url = self.parts.pop(0)
            if canonical(url) not in self.pages:
                self.pages.add(canonical(url))
                return url
        return None

    def is_part(self, address: str) -> bool:
        """Whether a sitemap's index has named the address as a part of it."""
        return canonical(address) in self.depths

    def _note_parts(self, page: ListingPage, url: str) -> None:
        depth = self.depths.get(canonical(url), 0) + 1
        for one in page.more:
            key = canonical(one)
            if key in self.depths or key in self.pages:
                continue
            if depth > MOST_NESTED or len(self.depths) >= MOST_PARTS:
                self.is_whole = False
                return
            self.depths[key] = depth
            self.parts.append(one)
            if one in page.touched:
                self.touched[key] = page.touched[one]

    def follows(self, url: str | None) -> bool:
        """Whether `url`, offered as the next page, is to be asked for."""
        if url is None or self.ended or self.stale >= STALE_PAGES:
            return False
        return canonical(url) not in self.pages

    def has_passed(self, newest: Collection[str]) -> bool:
        """Whether most of the newest articles known of the listing have been shown: one that is
        ordered otherwise, as by the last change, may have new ones behind what is known."""
        shown = sum(url in self.links for url in newest)
        return len(newest) < _TELLING or 2 * shown >= len(newest)
