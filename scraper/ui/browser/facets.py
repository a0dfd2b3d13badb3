"""Facets of the view `interviews` that Datasette has not: by tag, and by month.

Its own facet of arrays works through every whole row, bodies included; these count in the tables.
"""

from typing import Any

from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.utils import path_with_added_args, path_with_removed_args

from scraper.archive.queries import article

Found = tuple[list[dict[str, Any]], list[str]]


class _CountedFacet(Facet):  # type: ignore[misc]  # Datasette has no types
    """A facet whose values and counts come from one query."""

    type: str
    name: str
    argument: str
    count: str

    async def facet_results(self) -> Found:
        if not self.get_configs() or self.table != "interviews":
            return [], []
        size = self.get_facet_size()
        sql = self.count.format(sql=self.sql, limit=size + 1)
        limit = self.ds.setting("facet_time_limit_ms")
        try:
            found = await self.ds.execute(
                self.database, sql, self.params, truncate=False, custom_time_limit=limit
            )
        except QueryInterrupted:
            return [], [self.name]
        results = [self._value(row["value"], row["count"]) for row in found.rows[:size]]
        facet = {
            "name": self.name,
            # What a heading says in brackets where it is another; the name says enough.
            "type": "column",
            "hideable": False,
            "toggle_url": "",
            "results": results,
            "truncated": len(found.rows) > size,
        }
        return [facet], []

    def _value(self, value: str, count: int) -> dict[str, Any]:
        selected = (self.argument, value) in self.get_querystring_pairs()
        change = path_with_removed_args if selected else path_with_added_args
        # The next page of another selection is not one of this.
        path = change(self.request, {self.argument: value})
        return {
            "value": value,
            "label": value,
            "count": count,
            "toggle_url": self.ds.absolute_url(self.request, self.ds.urls.path(path)),
            "selected": selected,
        }


class TagFacet(_CountedFacet):
    """How many carry each tag."""

    type = "tag"
    name = "tag"
    argument = "_tag"
    count = article.COUNT_TAGS


class MonthFacet(_CountedFacet):
    """How many were published in each month, on the portal's own clock, newest first."""

    type = "month"
    name = "month"
    argument = "published_at__startswith"
    count = article.COUNT_MONTHS
