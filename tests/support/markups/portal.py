"""A markup is how a portal shows interviews; a site is one portal: markup, language, address."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from functools import cached_property
from typing import Literal

from tests.support.markups.truth import Interview, interviews
from tests.support.markups.words import BANKS
from tests.support.markups.words.bank import Bank, Language

Precision = Literal["second", "minute", "day"]


@dataclass(frozen=True, slots=True)
class Response:
    """What the server sends: bytes, and the Content-Type header or None for no header."""

    body: bytes
    content_type: str | None


@dataclass(frozen=True, slots=True)
class Shows:
    """What a reader sees in a markup; the truth is silent about the rest."""

    views: bool = True
    tags: bool = True
    author: bool = False
    breadcrumbs: bool = True
    pictures: bool = True
    quotes: bool = True
    lists: bool = True
    related: bool = True
    related_section: bool = True
    related_time: Precision | None = "minute"
    related_views: bool = True
    following: bool = True
    teaser: bool = True
    teaser_end: str = ""


@dataclass(frozen=True)
class Site:
    """One portal at one address with `count` interviews, `per_page` on a listing page."""

    markup: "Markup"
    language: Language
    origin: str
    count: int = 24
    per_page: int = 8

    @property
    def bank(self) -> Bank:
        return BANKS[self.language]

    @cached_property
    def interviews(self) -> tuple[Interview, ...]:
        return interviews(self.language, self.count)

    def interview(self, number: int) -> Interview:
        return self.interviews[number - 1]

    def pages(self, section: int) -> list[list[Interview]]:
        """The interviews of a section, a list for each of its listing pages."""
        mine = [one for one in self.interviews if one.section == section]
        return [mine[at : at + self.per_page] for at in range(0, len(mine), self.per_page)]

    def say(self, en: str, zh: str, zh_hant: str | None = None, ja: str | None = None) -> str:
        """The wording of the site's own language; traditional is simplified where not given."""
        return {"en": en, "zh": zh, "zh-Hant": zh_hant or zh, "ja": ja or en}[self.language]

    def article_url(self, one: Interview) -> str:
        return self.origin + self.markup.article_path(self, one)

    @cached_property
    def start_urls(self) -> list[str]:
        return [self.origin + self.markup.listing_path(self, section, 1) for section in (0, 1)]

    @cached_property
    def routes(self) -> dict[str, Callable[[], str]]:
        """Every page of the site by its request target."""
        routes: dict[str, Callable[[], str]] = dict(self.markup.others(self))
        for section in (0, 1):
            for at, shown in enumerate(self.pages(section), start=1):
                path = self.markup.listing_path(self, section, at)
                routes[path] = _listing(self, section, at, shown)
        for one in self.interviews:
            routes[self.markup.article_path(self, one)] = _article(self, one)
        return routes

    @cached_property
    def _by_order(self) -> dict[str, Callable[[], str]]:
        return {_ordered(target): page for target, page in self.routes.items()}

    def respond(self, target: str) -> Response | None:
        """The page at a request target, or None where the portal has none."""
        known = self._by_order
        page = known.get(_ordered(target)) or known.get(
            _ordered(self.markup.without_tracking(target))
        )
        if page is None:
            return None
        return Response(self.markup.encode(page()), self.markup.content_type)


def _ordered(target: str) -> str:
    """No portal of these minds in which order its parameters come."""
    path, _, query = target.partition("?")
    return f"{path}?{'&'.join(sorted(query.split('&')))}"


def _listing(site: Site, section: int, page: int, shown: list[Interview]) -> Callable[[], str]:
    return lambda: site.markup.listing(site, section, page, shown)


def _article(site: Site, one: Interview) -> Callable[[], str]:
    return lambda: site.markup.article(site, one)


@dataclass(frozen=True)
class Markup(ABC):
    """One way to show a portal. Subclasses say where pages are and how they look."""

    name: str
    languages: tuple[Language, ...] = ("en", "zh")
    encoding: str = "utf-8"
    content_type: str | None = "text/html; charset=utf-8"
    zone: tzinfo = timezone(timedelta(hours=8))
    shows: Shows = field(default_factory=Shows)

    @abstractmethod
    def article_path(self, site: Site, one: Interview) -> str:
        """The canonical request target of an interview."""

    @abstractmethod
    def listing_path(self, site: Site, section: int, page: int) -> str:
        """The request target of a listing page; the first page is where a user starts."""

    @abstractmethod
    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        """The path of a photo, as a reader's browser asks for it."""

    @abstractmethod
    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        """A listing page."""

    @abstractmethod
    def article(self, site: Site, one: Interview) -> str:
        """An interview's page."""

    def others(self, site: Site) -> Iterable[tuple[str, Callable[[], str]]]:
        """Further pages: what navigation, rankings and advertisements lead to."""
        return ()

    def breadcrumbs(self, site: Site, one: Interview) -> list[str]:
        """The way to the page, without the page itself."""
        return [site.bank.home, site.bank.sections[one.section]]

    def section(self, site: Site, one: Interview) -> str:
        return site.bank.sections[one.section]

    def without_tracking(self, target: str) -> str:
        """The target that a server falls back to: the path alone."""
        return target.partition("?")[0]

    def encode(self, page: str) -> bytes:
        return page.encode(self.encoding, errors="xmlcharrefreplace")
