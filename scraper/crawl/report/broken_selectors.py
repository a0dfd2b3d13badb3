"""Selectors that found nothing usable in a run: how often, and what to say of it."""

import re
from collections.abc import Iterator, Mapping

from scrapy.statscollectors import StatsCollector

from scraper.items import Article
from scraper.portals.model import Portal
from scraper.record import FIELDS, NEEDED

# So many articles, and such a part of them, are more than a few odd pages.
_FEWEST, _PART = 3, 5
_COUNTED = re.compile(r"selectors/(?P<portal>.+)/passed_over/(?P<name>\w+)")


def passed_over(portal: Portal, article: Article) -> list[str]:
    """The selectors that found nothing usable though the page has the field, or has to have it."""
    day = article.published_at.date() if article.published_at else None
    then = portal.layout_at(day) if day else portal
    chosen = then.selectors.model_dump(exclude_none=True)
    return [
        name
        for name in chosen
        if not article.rules.get(FIELDS[name].read_as, "").startswith("rule")
        and (name in NEEDED or getattr(article, FIELDS[name].read_as))
    ]


def count_passed_over(stats: StatsCollector, portal: Portal, article: Article) -> None:
    """Counts an article in `selectors/PORTAL/articles`, each selector that it shows to be broken in
    `selectors/PORTAL/passed_over/FIELD`, and keeps the first such address in `…/such_as/FIELD`."""
    at = f"selectors/{portal.name}"
    stats.inc_value(f"{at}/articles")
    for name in passed_over(portal, article):
        stats.inc_value(f"{at}/passed_over/{name}")
        if stats.get_value(f"{at}/such_as/{name}") is None:
            stats.set_value(f"{at}/such_as/{name}", article.url)


def noticed(stats: Mapping[str, object]) -> Iterator[str]:
    """A sentence for the selectors that found nothing usable on a good part of a run's articles."""
    names: dict[tuple[str, int, object], list[str]] = {}
    for key in sorted(stats):
        found, number = _COUNTED.fullmatch(key), stats[key]
        if found is None or not isinstance(number, int):
            continue
        articles = stats.get(f"selectors/{found['portal']}/articles")
        if isinstance(articles, int) and number >= _FEWEST and number * _PART >= articles:
            example = stats.get(f"selectors/{found['portal']}/such_as/{found['name']}")
            names.setdefault((found["portal"], number, example), []).append(found["name"])
    for (portal, number, example), broken in names.items():
        yield (
            f"selector{'s' if len(broken) > 1 else ''} {', '.join(broken)} found nothing usable on"
            f" {number:,} of {stats[f'selectors/{portal}/articles']:,} articles: scrapy checkportal"
            f" {portal} {example}"
        )
