"""What Datasette asks its plugins, answered for an archive."""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request, Response
from datasette.views.base import DatasetteError
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from scraper.archive import Archive
from scraper.archive.queries.questions import QUESTIONS
from scraper.ui.browser import (
    addresses,
    article,
    bounds,
    cells,
    filters,
    guard,
    overview,
    search,
    words,
)
from scraper.ui.browser.facets import MonthFacet, TagFacet
from scraper.values.printable import one_line

logger = logging.getLogger(__name__)
# What odd parameters make of a program that only reads.
_ODD = (ValueError, KeyError, TypeError, AssertionError, OverflowError, MemoryError, sqlite3.Error)
hookimpl = HookimplMarker("datasette")
_archives: WeakKeyDictionary[Datasette, Archive] = WeakKeyDictionary()


def attach(datasette: Datasette, archive: Archive) -> None:
    """Makes `archive` the one that this Datasette searches."""
    _archives[datasette] = archive


async def _found(datasette: Datasette, request: Request) -> Any:
    return await search.page(datasette, request, _archives[datasette])


async def _trend(datasette: Datasette, request: Request) -> Any:
    return await words.trend(datasette, request, _archives[datasette])


async def _kwic(datasette: Datasette, request: Request) -> Any:
    return await words.kwic(datasette, request, _archives[datasette])


async def _by_address(datasette: Datasette, request: Request) -> Any:
    return await article.by_address(datasette, request, _archives[datasette])


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limits what a query may take."""
    bounds.bound(conn)


@hookimpl(tryfirst=True)
def handle_exception(request: Request, exception: Exception) -> Response | None:
    """An answer that says what was wrong with what was asked; None leaves it to Datasette."""
    if isinstance(exception, DatasetteError):
        # Its own default is 500, also for a column that is not there.
        exception.status = 400 if exception.status == 500 else exception.status
        return None
    if not isinstance(exception, _ODD):
        return None
    logger.warning("%s cannot be answered: %r", one_line(request.path, 200), exception)
    return Response.text("This cannot be answered as it was asked.", status=400)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The pages of ours; the overview stands where Datasette lists its databases."""
    return [
        (r"/$", overview.page),
        (r"/-/search$", _found),
        (r"/-/trend(?:\.csv)?$", _trend),
        (r"/-/kwic(?:\.csv)?$", _kwic),
        (r"/-/article$", _by_address),
        (r"/-/article/(?P<id>\d{1,18})$", article.page),
    ]


@hookimpl
def canned_queries() -> Mapping[str, dict[str, str]]:
    """The questions that are asked first."""
    return {
        name: {"sql": it.sql, "title": it.title, "description": it.description}
        for name, it in QUESTIONS.items()
    }


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Addresses, for links on every page, that of an error too."""
    env.globals.update(interviews_at=addresses.interviews, article_at=addresses.article)


@hookimpl
def register_facet_classes() -> list[type]:
    """Facets by tag and by month."""
    return [TagFacet, MonthFacet]


@hookimpl
def filters_from_request(request: Request, table: str) -> FilterArguments | None:
    """`?_tag=NAME`, several times where several must hold, and `?_words=QUERY`."""
    return filters.of(request.args) if table == "interviews" else None


@hookimpl
def render_cell(row: Any, value: object, column: str, table: str | None) -> Markup | None:
    """Links to articles and to the portal; None leaves a cell to Datasette."""
    return cells.cell(row, value, column, table)


@hookimpl
def extra_css_urls() -> list[str]:
    """Our sheet, over Datasette's."""
    return ["/assets/palette.css", "/assets/datasette.css"]


@hookimpl
def extra_js_urls() -> list[str]:
    """Names for the controls that Datasette leaves without one."""
    return ["/assets/labels.js"]


@hookimpl
def asgi_wrapper() -> Callable[[guard.App], guard.App]:
    """Refuses other hosts' names, and keeps every page from asking anybody else."""
    return guard.guarded
