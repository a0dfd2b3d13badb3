"""The first page: the archive in plots, each drawn from the answer to a question."""

import asyncio
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from scraper.archive.queries import article
from scraper.archive.queries.questions import QUESTIONS
from scraper.ui.browser.addresses import DATABASE
from scraper.ui.browser.figures import FIGURES, Figure, Plot

# Pixels, about as wide as a plot stands on a laptop and on a phone.
_WIDE, _NARROW = 600.0, 340.0


_Drawn = tuple[object, dict[str, Any]]
# What was drawn last, and of which state of the file: a large archive takes seconds to count.
_drawn: WeakKeyDictionary[Datasette, _Drawn] = WeakKeyDictionary()


async def page(datasette: Datasette, request: Request) -> Response:
    """The plots as the archive is now."""
    state = _state(Path(datasette.get_database(DATABASE).path))
    last = _drawn.get(datasette)
    if last is None or last[0] != state:
        last = _drawn[datasette] = (state, await _context(datasette))
    return Response.html(await datasette.render_template("overview.html", last[1], request))


def _state(file: Path) -> object:
    """Equal for equal content: a write changes the file, or the log beside it."""
    files = [it for it in (file, file.with_name(f"{file.name}-wal")) if it.exists()]
    return [(it.name, it.stat().st_mtime_ns, it.stat().st_size) for it in files]


async def _context(datasette: Datasette) -> dict[str, Any]:
    database = datasette.get_database(DATABASE)
    extent = (await database.execute(article.EXTENT)).first()
    plots = await asyncio.gather(*(_plot(datasette, figure) for figure in FIGURES))
    return {
        "interviews": extent["interviews"],
        "since": extent["since"],
        "until": extent["until"],
        "plots": plots,
        "questions": QUESTIONS,
    }


async def _plot(datasette: Datasette, figure: Figure) -> dict[str, Any]:
    question = QUESTIONS[figure.question]
    try:
        found = await datasette.get_database(DATABASE).execute(question.sql, truncate=False)
        plot = figure.draw([dict(row) for row in found])
    except QueryInterrupted:
        plot = Plot(empty="This archive is so large that the question takes too long to ask here.")
    return {
        "name": figure.name,
        "title": plot.title or figure.title,
        "subtitle": figure.subtitle,
        "question": figure.question,
        "question_title": question.title,
        "wide": plot.drawing(f"{figure.name}-wide", _WIDE),
        "narrow": plot.drawing(f"{figure.name}-narrow", _NARROW),
        "legend": plot.legend,
        "empty": plot.empty,
    }
