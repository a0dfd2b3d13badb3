"""`python -m tests.support.simulation.run [--portals 10] [--days 60]`: what a run a day makes of
portals that befall all kinds of trouble, held against runs over the same portals undisturbed.

Prints a table of the days, what is compared, and exits with 1 where something is not as it should.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.project import get_project_settings

from tests.support.crawling import address_of
from tests.support.simulation.world import START, TROUBLES, Portal, portals
from tests.support.site import Site, serving

# What the disturbed archive must have of each article, as the undisturbed one has it.
_COMPARED = ("title", "body", "tags", "published_at", "section")
# The requests may be so many more or fewer.
LEEWAY = 0.1


@dataclass(slots=True)
class Lived:
    """What a run a day came to: codes and reasons by day, requests by day, records by portal and
    path, and what `verify` says at the end."""

    codes: list[int] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


async def live(world: list[Portal], days: int, folder: Path) -> Lived:
    """Crawls the portals once a day."""
    lived, archive = Lived(), address_of(folder / "a.db")
    with ExitStack() as stack:
        sites = {portal.name: stack.enter_context(serving({})) for portal in world}
        for portal in world:
            _define(portal, sites[portal.name], folder)
        for day in range(days):
            for portal in world:
                site = sites[portal.name]
                site.pages.clear()
                site.pages.update(portal.pages(day))
                site.hits.clear()
            code, reason = await _crawl(day, archive, folder)
            lived.codes.append(code)
            lived.reasons.append(reason)
            lived.requests.append(sum(sum(site.hits.values()) for site in sites.values()))
            print(f"day {day}: {code} {reason}", file=sys.stderr, flush=True)
    _look(lived, archive, {site.address: name for name, site in sites.items()})
    return lived


def _define(portal: Portal, site: Site, folder: Path) -> None:
    text = (
        f'name = "{portal.name}"\nhome = "{site.address}/"\ntime_zone = "UTC"\n'
        f'[[listings]]\nurl = "{site.address}/list/"\nsection = "Interviews"\n'
    )
    (folder / f"{portal.name}.toml").write_text(text, encoding="utf-8")


async def _crawl(day: int, archive: str, folder: Path) -> tuple[int, str]:
    from scraper.crawl.report.outcome import outcome_of
    from scraper.crawl.report.run_report import RunReport
    from spiders.interviews import InterviewsSpider

    settings = get_project_settings()
    for name, value in {
        "ARCHIVE_URL": archive,
        "ARCHIVE_NOW": (START + timedelta(days=day)).isoformat(),
        "PORTAL_FOLDERS": [str(folder)],
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_TIMES": 0,
        "LOG_ENABLED": False,
    }.items():
        settings.set(name, value, priority="cmdline")
    crawler = AsyncCrawlerRunner(settings).create_crawler(InterviewsSpider)
    await AsyncCrawlerRunner(settings).crawl(crawler)
    report = crawler.get_extension(RunReport)
    assert report is not None
    outcome = outcome_of(crawler.stats.get_stats(), report.report)
    return int(outcome.code), outcome.reason


def _look(lived: Lived, archive: str, names: Mapping[str, str]) -> None:
    from scraper.archive import Archive

    with Archive.open(archive, readonly=True) as opened:
        for record in opened.records():
            site = next(one for one in names if record["url"].startswith(f"{one}/"))
            lived.records[names[site], record["url"].removeprefix(site)] = record
        lived.problems = opened.problems()


def wrong_days(world: list[Portal], lived: Lived) -> Iterator[str]:
    """Days whose exit code is not that of the gravest trouble, or whose portals are not named."""
    waiting: set[str] = set()
    for day, code in enumerate(lived.codes):
        waiting -= {portal.name for portal in world if portal.new_on(day)}
        struck = {portal.name: portal.troubles[day] for portal in world if day in portal.troubles}
        right = {max([TROUBLES[trouble].code for trouble in struck.values()], default=0)}
        # What shows by new articles is over with the next one.
        right |= {4} if waiting and max(right) < 4 else set()
        if code not in right:
            yield f"day {day}: code {code}, not {right} ({struck}): {lived.reasons[day]}"
        grave = {name for name, trouble in struck.items() if TROUBLES[trouble].code > 3}
        unnamed = {name for name in grave if f"{name}:" not in lived.reasons[day]}
        if unnamed:
            yield f"day {day}: {unnamed} not named: {lived.reasons[day]}"
        waiting |= {name for name, trouble in struck.items() if TROUBLES[trouble].code == 4}


def differences(one: Lived, other: Lived) -> Iterator[str]:
    """What one archive has and the other has not, or has otherwise."""
    for key in sorted(one.records.keys() | other.records.keys()):
        mine, its = one.records.get(key), other.records.get(key)
        if mine is None or its is None:
            yield f"{key}: only in the {'undisturbed' if its is None else 'disturbed'}"
            continue
        for name in _COMPARED:
            if mine[name] != its[name]:
                yield f"{key}: {name}: {mine[name]!r:.60} and {its[name]!r:.60}"
        if (mine["gone_at"] is None) != (its["gone_at"] is None):
            yield f"{key}: gone in one only"


async def compare(count: int, days: int) -> tuple[list[str], list[str]]:
    """The table's lines, and what is not as it should be."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        calm = await live(portals(count, days, disturbed=False), days, Path(first))
        world = portals(count, days, disturbed=True)
        lived = await live(world, days, Path(second))
    wrong = [f"undisturbed, day {day}: code {code}" for day, code in enumerate(calm.codes) if code]
    wrong += [*wrong_days(world, lived), *differences(calm, lived)]
    wrong += [f"verify: {problem}" for problem in (*calm.problems, *lived.problems)]
    before, now = sum(calm.requests), sum(lived.requests)
    if abs(now - before) > LEEWAY * before:
        wrong.append(f"requests: {now:,}, undisturbed {before:,}")
    table = [f"{'day':>4} {'code':>4} {'requests':>9} {'undisturbed':>12}  troubles"]
    for day, code in enumerate(lived.codes):
        struck = [f"{one.name}: {one.troubles[day]}" for one in world if day in one.troubles]
        counts = f"{lived.requests[day]:>9,} {calm.requests[day]:>12,}"
        table.append(f"{day:>4} {code:>4} {counts}  {'; '.join(struck)}")
    table.append(f"{'sum':>9} {now:>9,} {before:>12,}  {now / before - 1:+.1%}")
    table.append(f"{len(lived.records):,} interviews, undisturbed {len(calm.records):,}")
    return table, wrong


def main() -> None:
    from scrapy.utils.reactor import install_reactor

    asked = argparse.ArgumentParser()
    asked.add_argument("--portals", type=int, default=10)
    asked.add_argument("--days", type=int, default=60)
    options = asked.parse_args()
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import defer, reactor, task

    found: list[list[str]] = []

    async def run() -> None:
        found.extend(await compare(options.portals, options.days))

    def everything(_: object) -> "defer.Deferred[None]":
        loop = asyncio.get_event_loop()
        return defer.Deferred.fromFuture(asyncio.ensure_future(run(), loop=loop))

    try:
        task.react(everything, _reactor=reactor)
    except SystemExit as ended:
        if ended.code:
            raise
    table, wrong = found
    print("\n".join([*table, *(f"wrong: {one}" for one in wrong)]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
