"""Links to a portal's own pages about those who write for it."""

import re

from lxml.html import HtmlElement

from scraper.extraction.page.lines import Line, by_element
from scraper.extraction.vocabulary.names import is_person

_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|a|i)?|auteurs?|by|byline|contributors?|columnists?|journalists?"
    r"|reporters?|writers?|redaktion)[/=-]\w|/@[\w.-]+/?(?:[?#]|$)",
    re.IGNORECASE,
)


def is_author_link(link: HtmlElement, text: str) -> bool:
    """Whether a link with this text leads to a portal's page about an author."""
    rel = (link.get("rel") or "").lower().split()
    leads = "author" in rel or _AUTHOR_PATH.search(link.get("href") or "") is not None
    return leads and is_person(text)


def author_links(line: Line) -> list[str]:
    """The persons' names in a line that lead to the portal's page about them."""
    groups = by_element([run for run in line.runs if run.link is not None])
    return [text for run, text in groups if run.link is not None and is_author_link(run.link, text)]
