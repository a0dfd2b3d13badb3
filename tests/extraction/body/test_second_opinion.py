"""Where the text found is much less than the page shows, a second reading of the page is asked."""

from scraper.extraction.body.second_opinion import OPINION
from scraper.items import Article
from tests.support.reading import understood

CHANGES = "".join(
    f'<p><a href="/patch/{n}">Weir {n}: raise the sill by {n} inches and mend the rack</a></p>'
    for n in range(40)
)
INTRO = "".join(
    f"<p>In month {n} the river board met at the mill and read the list of weirs that were to be "
    f"raised before the winter, one after another, and nobody had a word to say against it.</p>"
    for n in range(5)
)
CLOSE = "".join(
    f"<p>Thanks are due to the keeper of weir {n}, who stood in the water for {n} days.</p>"
    for n in range(3)
)


def read(html: str) -> Article:
    return understood(f"<html><body><main>{html}</main></body></html>")


def test_a_text_that_a_long_list_of_links_parts_is_read_whole() -> None:
    found = read(f"<h1>Raising the weirs</h1><div>{INTRO}{CHANGES}<div>{CLOSE}</div></div>")
    assert (found.doubts, found.rules["blocks"]) == (["body"], OPINION)
    texts = [block.text for block in found.blocks]
    assert any(text.startswith("In month 0 the river board") for text in texts)
    assert any(text.startswith("In month 4 the river board") for text in texts)


def test_nothing_is_asked_where_the_page_shows_no_more() -> None:
    found = read(f"<h1>Raising the weirs</h1><article>{INTRO}</article>")
    assert (found.doubts, found.rules["blocks"]) == ([], "landmark:text")
