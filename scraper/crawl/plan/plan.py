"""From a spider's arguments to the listing pages it starts from; wrong arguments are explained."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from scrapy.settings import BaseSettings

from scraper.crawl.fetch.rendering import why_not
from scraper.portals.definitions import DefinitionError, Definitions
from scraper.portals.model import Portal
from scraper.values.urls import absolute

ARGUMENTS = ("portal", "url", "since")

# A comma may be part of an address; one that separates addresses is followed by a scheme.
_BETWEEN_URLS = re.compile(r"\s*,\s*(?=[A-Za-z][A-Za-z0-9+.-]*://)")
_DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")


T = TypeVar("T")


class BadUsage(Exception):
    """What was asked for cannot be done as asked; `str()` says what to ask for instead."""


@dataclass(frozen=True, slots=True)
class Seed:
    """The first page of a listing, and the section that the definition gives it, if any."""

    url: str
    portal: Portal
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run is to do: `since` is the first day, in each portal's own zone, that counts;
    `left_out` says why portals are not crawled that should be."""

    seeds: tuple[Seed, ...]
    since: date | None = None
    left_out: tuple[str, ...] = ()


def make_plan(arguments: Mapping[str, str | None], settings: BaseSettings) -> Plan:
    """The plan for a spider's `-a` arguments; BadUsage where there is no sensible one."""
    _check_names(arguments)
    asked = own_arguments(arguments)
    given = {name: value.strip() for name, value in asked.items() if value is not None}
    empty = next((name for name, value in given.items() if not value), None)
    if empty:
        raise BadUsage(f"-a {empty}= has no value; leave it out or give one")
    if "portal" in given and "url" in given:
        raise BadUsage("give -a portal= or -a url=, not both: run the command once for each")
    zone: str = settings["PORTAL_TIME_ZONE"]
    definitions = Definitions(settings.getlist("PORTAL_FOLDERS"), zone)
    since = parse_since(given["since"]) if "since" in given else None
    try:
        if "url" in given:
            seeds = _from_urls(given["url"], definitions, zone)
        elif "portal" in given:
            seeds = _from_names(given["portal"], definitions)
        else:
            return _of_all_enabled(definitions, since, settings)
    except DefinitionError as error:
        raise BadUsage(str(error)) from error
    problem = next(filter(None, (_no_browser(seed.portal, settings) for seed in seeds)), None)
    if problem:
        raise BadUsage(problem)
    return Plan(_each_once(seeds), since)


def _of_all_enabled(definitions: Definitions, since: date | None, settings: BaseSettings) -> Plan:
    """What can be crawled is, whatever is wrong with the others; BadUsage where nothing can."""
    portals, left_out = definitions.enabled()
    seeds: list[Seed] = []
    for portal in portals:
        try:
            if problem := _no_browser(portal, settings):
                raise BadUsage(problem)
            seeds += _seeds(portal, str(definitions.file(portal.name)))
        except BadUsage as error:
            left_out.append(str(error))
    if seeds:
        return Plan(_each_once(seeds), since, tuple(left_out))
    raise BadUsage(
        "\n".join(left_out)
        or "no portal is enabled. Try `scrapy demo` for the sample portal, name a listing page by"
        " -a url=https://portal.example/interviews/, or put a definition into data/portals/"
        f" (defined, but not enabled: {', '.join(definitions.names()) or 'none'})"
    )


def _each_once(seeds: list[Seed]) -> tuple[Seed, ...]:
    return tuple({seed.url: seed for seed in reversed(seeds)}.values())[::-1]


def _no_browser(portal: Portal, settings: BaseSettings) -> str | None:
    reason = why_not(settings) if portal.render else None
    return f"{portal.name} says render = true, and {reason}" if reason else None


def parse_since(text: str) -> date:
    """The day that `-a since=` names; BadUsage where it is none."""
    for template in _DATE_FORMATS:
        try:
            return datetime.strptime(text, template).date()
        except ValueError:
            continue
    raise BadUsage(f"-a since={text}: expected a day such as 2020-12-24")


def own_arguments(arguments: Mapping[str, T]) -> dict[str, T]:
    """The arguments without those that Scrapyd adds for itself, such as `_job`."""
    return {name: value for name, value in arguments.items() if not name.startswith("_")}


def _check_names(arguments: Mapping[str, str | None]) -> None:
    for name in own_arguments(arguments):
        if name not in ARGUMENTS:
            near = get_close_matches(name, ARGUMENTS, n=1)
            hint = f"did you mean -a {near[0]}=?" if near else f"known: {', '.join(ARGUMENTS)}"
            raise BadUsage(f"unknown argument -a {name}=; {hint}")


def _from_names(names: str, definitions: Definitions) -> list[Seed]:
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    problems: list[str] = []
    seeds: list[Seed] = []
    for name in wanted:
        try:
            seeds += _seeds(definitions.load(name), str(definitions.file(name)))
        except DefinitionError as error:
            problems += error.problems
    if problems or not wanted:
        raise BadUsage("\n".join(problems) or "-a portal= names no portal")
    return seeds


def _seeds(portal: Portal, where: str) -> list[Seed]:
    if not portal.listings:
        raise BadUsage(
            f"{where}: has no [[listings]]; add the address of at least one listing page"
        )
    return [Seed(listing.url, portal, listing.section) for listing in portal.listings]


def _from_urls(urls: str, definitions: Definitions, zone: str) -> list[Seed]:
    return [
        _seed_of_url(checked_url(url.strip(), "-a url="), definitions, zone)
        for url in _BETWEEN_URLS.split(urls)
    ]


def checked_url(url: str, what: str = "") -> str:
    """An address as a browser would open it; BadUsage where it would not. `what` goes before it."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        raise BadUsage(f"{what}{url}: expected a whole address; did you mean https://{url} ?")
    if scheme.lower() not in ("http", "https"):
        raise BadUsage(f"{what}{url}: only http:// and https:// pages can be archived")
    found = absolute(url, "") if rest else None
    if found is None:
        raise BadUsage(f"{what}{url}: is not an address that a browser could open")
    return found


def portal_of(url: str, definitions: Definitions, zone: str) -> Portal:
    """The portal that an address belongs to: its rules hold for all its pages; any other host is a
    portal without rules. DefinitionError where its definition is wrong."""
    portal = definitions.owner(url)
    if portal is not None:
        return portal
    parts = urlsplit(url)
    home = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
    return Portal.undefined(parts.netloc.rpartition("@")[2].lower(), home, zone)


def _seed_of_url(url: str, definitions: Definitions, zone: str) -> Seed:
    portal = portal_of(url, definitions, zone)
    section = next((listing.section for listing in portal.listings if listing.url == url), None)
    return Seed(url, portal, section)


def all_readable(settings: BaseSettings) -> list[Portal]:
    """The portals that are defined, those left out whose definition is wrong."""
    zone = str(settings["PORTAL_TIME_ZONE"])
    definitions = Definitions(settings.getlist("PORTAL_FOLDERS"), zone)
    portals = []
    for name in definitions.names():
        try:
            portals.append(definitions.load(name))
        except DefinitionError:
            # Whether it is to be crawled at all is for the plan to say.
            continue
    return portals
