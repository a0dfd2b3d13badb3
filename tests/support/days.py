"""A portal over several days: each day its pages change and the crawl runs once more, for real, in
one process that is started once.

Standard input is a JSON list of days, standard output what came of each.
"""

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support import PROJECT
from tests.support.crawling import address_of
from tests.support.site import Answer, Site, serving


@dataclass(slots=True)
class Day:
    """`now` is when the run is; `pages` are the portal's whole pages from that day on."""

    now: str
    pages: dict[str, Answer | str]
    portal: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Ran:
    """A run: exit code, requests by path (without robots.txt), all records and ledger rows."""

    code: int
    asked: dict[str, int]
    records: dict[str, dict[str, Any]]
    ledger: dict[str, dict[str, Any]]
    problems: list[str]

    @property
    def articles_asked(self) -> dict[str, int]:
        return {path: hits for path, hits in self.asked.items() if "/list" not in path}

    @property
    def listings_asked(self) -> dict[str, int]:
        return {path: hits for path, hits in self.asked.items() if "/list" in path}


def live(days: list[Day], archive: Path, listings: tuple[str, ...] = ("/list/",)) -> list[Ran]:
    """What came of each day."""
    plan = {
        "archive": address_of(archive),
        "listings": listings,
        "days": [
            {
                "now": day.now,
                "portal": day.portal,
                "pages": {
                    path: [page, 200, {}]
                    if isinstance(page, str)
                    else [
                        page.body if isinstance(page.body, str) else page.body.decode(),
                        page.status,
                        dict(page.headers),
                    ]
                    for path, page in day.pages.items()
                },
            }
            for day in days
        ],
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.days"],
        cwd=PROJECT,
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return [Ran(**ran) for ran in json.loads(ended.stdout)]


async def _run(site: Site, plan: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    found = []
    for day in plan["days"]:
        site.pages.clear()
        site.pages.update({path: Answer(*page) for path, page in day["pages"].items()})
        site.hits.clear()
        (folder / "gazette.toml").write_text(_definition(site, plan, day), encoding="utf-8")
        code = await _crawl(day["now"], plan["archive"], folder)
        found.append({"code": code, **_look(site, plan["archive"])})
    return found


def _definition(site: Site, plan: dict[str, Any], day: dict[str, Any]) -> str:
    lines = ['name = "gazette"', f'home = "{site.address}/"', *day["portal"].get("top", [])]
    for path in plan["listings"]:
        lines += ["[[listings]]", f'url = "{site.address}{path}"']
        lines += ['section = "Interviews"'] if path == "/list/" else []
    return "\n".join([*lines, *day["portal"].get("tables", [])])


async def _crawl(moment: str, archive: str, folder: Path) -> int:
    from scrapy.crawler import AsyncCrawlerRunner
    from scrapy.utils.project import get_project_settings

    from scraper.crawl.report.outcome import outcome_of
    from scraper.crawl.report.run_report import RunReport
    from spiders.interviews import InterviewsSpider

    settings = get_project_settings()
    for name, value in {
        "ARCHIVE_URL": archive,
        "ARCHIVE_NOW": moment,
        "PORTAL_FOLDERS": [str(folder)],
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_TIMES": 0,
        "LOG_ENABLED": False,
    }.items():
        settings.set(name, value, priority="cmdline")
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(InterviewsSpider)
    await runner.crawl(crawler, portal="gazette")
    report = crawler.get_extension(RunReport)
    assert report is not None
    assert crawler.stats is not None
    return int(outcome_of(crawler.stats.get_stats(), report.report).code)


def _look(site: Site, address: str) -> dict[str, Any]:
    from scraper.archive import Archive

    with Archive.open(address, readonly=True) as archive:
        records = {_path(site, record["url"]): record for record in archive.records()}
        rows = archive.ledger.rows()
        problems = archive.problems()
    asked = {path: hits for path, hits in site.hits.items() if path != "/robots.txt"}
    return {
        "asked": asked,
        "records": records,
        "ledger": {_path(site, row["url"]): row for row in rows},
        "problems": problems,
    }


def _path(site: Site, url: str) -> str:
    return url.removeprefix(site.address)


def main() -> None:
    from tempfile import TemporaryDirectory

    from scrapy.utils.reactor import install_reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import defer, reactor, task

    plan = json.load(sys.stdin)
    with serving({}) as site, TemporaryDirectory() as folder:

        def everything(_: object) -> "defer.Deferred[None]":
            async def run() -> None:
                found = await _run(site, plan, Path(folder))
                print(json.dumps(found, default=str))

            loop = asyncio.get_event_loop()
            return defer.Deferred.fromFuture(asyncio.ensure_future(run(), loop=loop))

        task.react(everything, _reactor=reactor)


if __name__ == "__main__":
    main()
