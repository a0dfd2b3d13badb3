"""Entries whose links say no title: laid over a card, behind the text, or a date; and articles that
are shown in full."""

from collections.abc import Callable

import pytest

from scraper.extraction.listing.listing import ListingPage, extract_listing
from scraper.portals.model import Portal

HOME = "https://quay.example"
TITLES = (
    "Mara Voss on signs that fall",
    "Ivo Lant and his forty ledgers",
    "Rhea Odum pays in rolls",
    "Tam Orrery paints it green",
    "Una Feld copies by lamplight",
)
TEXT = "The workshop opens at seven, and the first customer is always the baker, who pays in rolls."

Entry = Callable[[int, str], str]


def _url(at: int) -> str:
    return f"/i/{at + 100}.html"


def _text(pieces: int, link: str = "") -> str:
    return "".join(f"<p>{TEXT} {at}{link if at == 3 else ''}</p>" for at in range(pieces))


ENTRIES: dict[str, Entry] = {
    "a label on an empty link": lambda at, title: (
        f"<div><a href='{_url(at)}' aria-label='{title}'></a><img src=a.jpg><p>{TEXT}</p></div>"
    ),
    "a heading below an empty link": lambda at, title: (
        f"<div><a href='{_url(at)}'></a><img src=a.jpg><h3>{title}</h3><p>{TEXT}</p></div>"
    ),
    "a heading above an empty link": lambda at, title: (
        f"<article><h3>{title}</h3><p>{TEXT}</p><a href='{_url(at)}'></a></article>"
    ),
    "a line below an empty link": lambda at, title: (
        f"<div><a href='{_url(at)}'></a><div>{title}</div><div>{TEXT}</div></div>"
    ),
    "a tip on an empty link": lambda at, title: (
        f"<div><a href='{_url(at)}' title='{title}'></a><img src=a.jpg></div>"
    ),
    "a line below a picture": lambda at, title: (
        f"<div><a href='{_url(at)}'><img src=a.jpg alt=''></a><div>{title}</div></div>"
    ),
    "a line above more": lambda at, title: (
        f"<div><p>{title}</p><p>{TEXT}</p><a href='{_url(at)}'>Read more</a></div>"
    ),
    "a bold line above more": lambda at, title: (
        f"<p><b>{title}</b><br>{TEXT} <a href='{_url(at)}'>more</a></p>"
    ),
    "a date that leads there": lambda at, title: (
        f"<p>{title}<br><a href='{_url(at)}'>2024-06-{20 - at}</a></p>"
    ),
    "one link round it all": lambda at, title: (
        f"<a href='{_url(at)}'><span>{title}</span><span>{TEXT}</span><em>2024-06-{20 - at}</em>"
        "</a>"
    ),
    "in full, with a link in the text": lambda at, title: (
        f"<article><h2><a href='{_url(at)}'>{title}</a></h2>"
        f"{_text(12, ' See <a href=/i/51.html>his shop</a>.')}</article>"
    ),
    "in full, with a subhead": lambda at, title: (
        f"<article><h2><a href='{_url(at)}'>{title}</a></h2>{_text(6)}<h2>What stays</h2>{_text(6)}"
        f"<p><a href='{_url(at)}#comments'>{at} comments</a> <a href=/tag/work>work</a></p>"
        "</article>"
    ),
    "in full, with a link below": lambda at, title: (
        f"<article><h2>{title}</h2>{_text(12)}<a href='{_url(at)}'>Permalink</a></article>"
    ),
    "in full, with its date as link": lambda at, title: (
        f"<div><h2>{title}</h2>{_text(12)}<p>On <a href='{_url(at)}'>2024-06-{20 - at}</a></p>"
        "</div>"
    ),
}


def read(entry: Entry, count: int) -> ListingPage:
    entries = "".join(entry(at, title) for at, title in enumerate(TITLES[:count]))
    html = (
        "<html><head><title>Talks - Quay</title></head><body><header><a href='/'>Quay</a><nav>"
        "<a href='/talks/'>Talks</a> <a href='/news/'>News</a></nav></header><main><h1>Talks</h1>"
        f"<div>{entries}</div></main><footer><a href='/about'>About</a></footer></body></html>"
    )
    return extract_listing(html, f"{HOME}/talks/?page=3", Portal.undefined("quay", HOME, "UTC"))


@pytest.mark.parametrize("count", [5, 2, 1])
@pytest.mark.parametrize("name", ENTRIES)
def test_each_entry_is_an_article_by_its_title(name: str, count: int) -> None:
    """On a full page, and on a last page with few."""
    found = read(ENTRIES[name], count)
    expected = [(f"{HOME}{_url(at)}", title) for at, title in enumerate(TITLES[:count])]
    assert [(link.url, link.title) for link in found.links] == expected
