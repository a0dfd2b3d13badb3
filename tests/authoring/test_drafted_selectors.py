"""What a draft says of the portal's pages: selectors that a redesign breaks, its name, its text."""

import asyncio
from collections.abc import Callable

from pipelines.normalise import normalise
from scraper.authoring.draft import Draft, draft, gather
from scraper.crawl.fetch.visit import Unfetched, Visited
from scraper.portals.model import Portal
from scraper.record import record_of
from tests.support.reading import SALT, SPRING, WATER
from tests.support.site import listing

HOME = "http://gazette.example"
GUESTS = {f"/talks/guest-{name}": f"Guest {name.title()} On Salt" for name in ("ash", "elm", "oak")}
DATE = "<p class=meta>2026-05-0{n} 09:05</p>"


def _drafted(body: Callable[[int, str], str], tail: str = "", list_tail: str = "") -> Draft:
    """The draft of a list of three talks, whose pages' bodies are made of a number and a title."""
    shown = listing(GUESTS).replace("<title>Interviews<", f"<title>Interviews{list_tail}<")
    pages = {f"{HOME}/talks": shown}
    for n, (path, title) in enumerate(GUESTS.items(), start=1):
        head = f"<html><head><title>{title}{tail}</title></head>"
        pages[HOME + path] = f"{head}<body>{body(n, title)}</body></html>"

    async def fetch(url: str, portal: Portal | None = None) -> Visited:
        if url not in pages:
            raise Unfetched(f"{url}: HTTP 404")
        return Visited(url, pages[url].encode(), "text/html; charset=utf-8")

    nobody = Portal.undefined("x", f"{HOME}/", "UTC")
    found = asyncio.run(gather(fetch, [f"{HOME}/talks"], nobody))
    return draft(found, lambda raw: record_of(normalise(raw)))


def _text(n: int) -> str:
    texts = [SALT, WATER, SPRING]
    return "".join(f"<p>{text}{n}.</p>" for text in texts[n - 1 :] + texts[: n - 1])


def test_tags_are_selected_by_what_the_design_calls_them() -> None:
    def body(n: int, title: str) -> str:
        tags = f"<a rel=tag href=/tag/salt{n}>Salt {n}</a> <a rel=tag href=/tag/mill>Mills</a>"
        return (
            f"<article><h1 class=name>{title}</h1>{DATE.format(n=n)}<div class=text>{_text(n)}"
            f"</div><p class=topics>{tags}</p></article>"
        )

    assert _drafted(body).portal.selectors.tags == "p.topics a"


def test_tags_with_hash_signs_are_selected() -> None:
    def body(n: int, title: str) -> str:
        tags = f"<a href=/t?n={n}>#Salt {n}</a> <a href=/t?n=9>#Mills</a>"
        return (
            f"<article><h1>{title}</h1>{DATE.format(n=n)}{_text(n)}</article>"
            f"<div class=topics>{tags}</div>"
        )

    assert _drafted(body).portal.selectors.tags == "div.topics a"


def test_a_text_alone_in_its_row_is_selected_by_its_cell() -> None:
    def body(n: int, title: str) -> str:
        text = _text(n).replace("<p>", "").replace("</p>", "<br><br>")
        return (
            f"<table><tr><td><font size=5>{title}</font></td></tr><tr><td>{DATE.format(n=n)}</td>"
            f"</tr></table><table><tr><td id=content>{text}</td></tr></table>"
        )

    assert _drafted(body).portal.selectors.body == "#content"


def test_a_name_behind_a_dash_without_spaces_is_the_portals() -> None:
    def body(n: int, title: str) -> str:
        return f"<article><h1>{title}</h1>{DATE.format(n=n)}{_text(n)}</article>"

    name = "-Salt Mill Gazette"
    assert _drafted(body, name, name).portal.title == "Salt Mill Gazette"
    assert _drafted(body, name).portal.title is None
    assert _drafted(body, " of the Mill", " of the Mill").portal.title is None
