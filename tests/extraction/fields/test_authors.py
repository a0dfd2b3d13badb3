"""Authors that a page's data and markup name, and which of several namings is believed."""

import json
from typing import Any

import pytest

from tests.support.reading import ORIGIN, page, understood


def graph(author: Any, *more: dict[str, Any]) -> str:
    """JSON-LD of an article beside other nodes."""
    article = {"@type": "Article", "headline": "Salt", "author": author}
    data = {"@context": "https://schema.org", "@graph": [article, *more]}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


MARKED = {
    "microdata in a list": "<ul><li itemprop=author><span itemprop=name>Anna Berg</span></ul>",
    "microdata with a label": "<dl><dd itemprop=author>By <b itemprop=name>Anna Berg</b></dl>",
    "microdata, label and all": "<dl><dd itemprop=author>Skrevet av Anna Berg</dd></dl>",
    "RDFa": "<p><span property=author>Anna Berg</span></p>",
    "RDFa with a prefix": (
        '<div property="schema:author" typeof="schema:Person">'
        '<span property="schema:name">Anna Berg</span></div>'
    ),
    "microformat": '<p><a class="p-author h-card" href="/u/7">Anna Berg</a></p>',
    "account": '<p><a class="username" href="/user/7">Anna Berg</a></p>',
    "author's page": '<p><a href="/@annaberg">Anna Berg</a></p>',
}


@pytest.mark.parametrize("above", MARKED.values(), ids=MARKED)
def test_an_element_is_marked_as_the_author(above: str) -> None:
    assert understood(page(above=above)).authors == ["Anna Berg"]


@pytest.mark.parametrize(
    ("name", "content", "authors"),
    [
        ("DC.creator", "Berg, Anna", ["Anna Berg"]),
        ("DC.creator", "García Márquez, Ana", ["Ana García Márquez"]),
        ("DC.creator", "Anna Berg, Zhou Min", ["Anna Berg", "Zhou Min"]),
        ("citation_author", "Anna Berg", ["Anna Berg"]),
        ("articleAuthor", "Anna Berg", ["Anna Berg"]),
        ("author", "anna@gazette.example (Anna Berg)", ["Anna Berg"]),
        ("author", "Anna Berg <anna@gazette.example>", ["Anna Berg"]),
        ("author", "Super User", []),
    ],
)
def test_a_meta_tag_names_the_author(name: str, content: str, authors: list[str]) -> None:
    head = f"<meta name='{name}' content='{content}'>"
    assert understood(page(head=head)).authors == authors


@pytest.mark.parametrize(
    "author",
    [{"@id": f"{ORIGIN}/#anna"}, [{"@id": f"{ORIGIN}/#anna"}]],
)
def test_data_name_an_author_by_reference(author: Any) -> None:
    person = {"@type": "Person", "@id": f"{ORIGIN}/#anna", "name": "Anna Berg"}
    assert understood(page(head=graph(author, person))).authors == ["Anna Berg"]


def test_a_reference_to_nothing_names_nobody() -> None:
    assert understood(page(head=graph({"@id": "#nowhere"}))).authors == []


@pytest.mark.parametrize(
    ("stated", "above", "authors"),
    [
        ("Anna Berg", "<p>By Anna Berg and Zhou Min</p>", ["Anna Berg", "Zhou Min"]),
        (
            "Anna Berg",
            "<p><a href=/author/1>Anna Berg</a>, <a href=/author/2>Zhou Min</a></p>",
            ["Anna Berg", "Zhou Min"],
        ),
        ("Anna Berg", "<p>By Jan Marx and Zhou Min</p>", ["Anna Berg"]),
        ("Anna Berg", "<p>By Anna Berg and agencies</p>", ["Anna Berg"]),
        ("aberg", "<p>By Anna Berg</p>", ["Anna Berg"]),
        ("aberg", "<p class=author>Anna Berg</p>", ["Anna Berg"]),
        ("aberg", "<p>By aberg</p>", ["aberg"]),
        ("aberg", "", ["aberg"]),
        ("Super User", "<p>By Anna Berg</p>", ["Anna Berg"]),
    ],
)
def test_a_byline_that_says_more_than_the_data_is_believed(
    stated: str, above: str, authors: list[str]
) -> None:
    html = page(above=above, head=graph({"@type": "Person", "name": stated}))
    assert understood(html).authors == authors
