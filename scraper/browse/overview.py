"""The first page: the archive in plots, each drawn from the answer to a question."""

import asyncio
from typing import Any

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from scraper.archive import reading
from scraper.archive.questions import QUESTIONS
from scraper.browse.figures import FIGURES, Figure, Plot

_DATABASE = "archive"
# Pixels, about as wide as a plot stands on a laptop and on a phone.
_WIDE, _NARROW = 600.0, 340.0


async def page(datasette: Datasette, request: Request) -> Response:
    """The plots as the archive is now."""
    database = datasette.get_database(_DATABASE)
    extent = (await database.execute(reading.EXTENT)).first()
    plots = await asyncio.gather(*(_plot(datasette, figure) for figure in FIGURES))
    context = {
        "interviews": extent["interviews"],
        "since": extent["since"],
        "until": extent["until"],
        "plots": plots,
        "questions": QUESTIONS,
    }
    return Response.html(await datasette.render_template("overview.html", context, request))


async def _plot(datasette: Datasette, figure: Figure) -> dict[str, Any]:
    question = QUESTIONS[figure.question]
    try:
        found = await datasette.get_database(_DATABASE).execute(question.sql, truncate=False)
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
