"""The page of one article: a reader's view of its record."""

import json
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from scraper.archive import Archive
from scraper.archive.queries import article
from scraper.record import FIELDS, whole
from scraper.ui.browser.addresses import DATABASE
from scraper.ui.browser.addresses import article as address_of
from scraper.ui.browser.cells import web_address

_LISTS = [row.name for row in FIELDS if isinstance(row.shape, list) and row.kept != "links"]
_LINES = [row for row in FIELDS if row.shown == "line"]


async def page(datasette: Datasette, request: Request) -> Response:
    """The article, or with `?revision=N` an earlier version of it."""
    article_id = int(request.url_vars["id"])
    rows = await _rows(datasette, article.ARTICLE, id=article_id)
    if not rows:
        return await _missing(datasette, request)
    record, version = rows[0], request.args.get("revision")
    for name in _LISTS:
        record[name] = json.loads(record[name] or "[]")
    related = await _rows(datasette, article.RELATED, id=article_id)
    following = await _rows(datasette, article.NEXT, id=article_id)
    if version and version != str(record["revision"]):
        earlier = await _version(datasette, article_id, version)
        if earlier is None:
            return await _missing(datasette, request)
        record |= earlier
        related = earlier["related"]
        following = [earlier["next_article"]] if earlier["next_article"] else []
    context = {
        "it": record,
        "lines": [(row.label, row.is_names, record[row.name]) for row in _LINES],
        "article_id": article_id,
        "current": rows[0]["revision"] if version is None else None,
        "pieces": [_piece(block) for block in record["blocks"]],
        "related": related,
        "following": following[0] if following else None,
        "versions": await _rows(datasette, article.VERSIONS, id=article_id),
        "shown": record["revision"],
        "recommended_on": await _rows(datasette, article.RECOMMENDED_ON, id=article_id),
        "gone_at": rows[0]["gone_at"],
        "counts": await _rows(datasette, article.COUNTS, id=article_id),
        "web_address": web_address,
        "moment": moment,
    }
    return Response.html(await datasette.render_template("article.html", context, request))


async def by_address(datasette: Datasette, request: Request, archive: Archive) -> Response:
    """Leads from `?url=ADDRESS`, any that the portal has had for it, to the article's page: an
    address that holds in every copy of the archive, where ids need not."""
    found = archive.history((request.args.get("url") or "").strip())
    if found is None:
        return await _missing(datasette, request)
    return Response.redirect(address_of(found.article_id))


async def _version(datasette: Datasette, article_id: int, version: str) -> dict[str, Any] | None:
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        return None
    rows = await _rows(datasette, article.VERSION, id=article_id, revision=int(version))
    if not rows:
        return None
    record = whole(json.loads(rows[0]["record"]))
    return {**record, "revision": int(version)}


async def _missing(datasette: Datasette, request: Request) -> Response:
    html = await datasette.render_template("missing.html", {}, request)
    return Response.html(html, status=404)


async def _rows(datasette: Datasette, sql: str, **parameters: int) -> list[dict[str, Any]]:
    found = await datasette.get_database(DATABASE).execute(sql, parameters)
    return [dict(row) for row in found]


def _piece(block: dict[str, Any]) -> dict[str, Any]:
    """A block, with its lines where it has a line for each item or row."""
    lines = block["text"].split("\n") if block["kind"] in {"list", "table"} else []
    return {"kind": block["kind"], "text": block["text"], "lines": lines}


def moment(text: str | None) -> str:
    """An ISO time as people read it: to the minute, its offset after it."""
    if not text:
        return ""
    date, _, clock = text.partition("T")
    if not clock:
        return date
    offset = clock[8:].lstrip(".0123456789")
    zone = " UTC" if offset in {"Z", "+00:00"} else f" ({offset})" if offset else ""
    return f"{date} {clock[:5]}{zone}"
