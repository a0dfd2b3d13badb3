"""How far a listing is followed: to its end, and not a page round in a circle."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scraper.crawl.plan.plan import Seed
from scraper.extraction.listing.listing import ArticleLink, ListingPage
from scraper.values.urls import canonical

# Pages in a row with nothing that the listing has not shown yet, before it is left: a portal that
# answers ?page=999 with its last page would be followed for ever, and one such page can be chance.
STALE_PAGES = 2


@dataclass(slots=True)
class Chain:
    """One listing, from its first page on."""

    seed: Seed
    pages: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    stale: int = 0
    ended: bool = False
    # A sitemap's parts that are still to be read; all of them, where nothing says which is newest.
    parts: list[str] = field(default_factory=list)
    is_thorough: bool = False

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

    def following(self, page: ListingPage) -> str | None:
        """What is to be read after a page of the listing: its next page, else another part."""
        self.parts += page.more
        self.is_thorough |= not page.is_ordered
        if page.next_page and self.follows(page.next_page):
            return page.next_page
        left = (url for url in self.parts if canonical(url) not in self.pages)
        return next(left, None)

    def follows(self, url: str | None) -> bool:
        """Whether `url`, offered as the next page, is to be asked for."""
        if url is None or self.ended or self.stale >= STALE_PAGES:
            return False
        return canonical(url) not in self.pages
