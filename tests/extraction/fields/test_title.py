"""The title of pages whose heading and whose data say different things."""

import pytest

from scraper.extraction import extract_article
from scraper.portals.model import Portal

_TEXT = "<p>The ferryman rows at dawn, and he counts the gulls before anybody else wakes.</p>" * 6


def _title(head: str, body: str, url: str = "https://www.lantern.example/a/1.html") -> str | None:
    portal = Portal.undefined("lantern", "https://www.lantern.example/", "Asia/Shanghai")
    page = f"<html><head>{head}</head><body>{body}{_TEXT}</body></html>"
    return extract_article(page, url, portal).title


def test_what_a_reader_sees_comes_before_what_is_written_for_search_engines() -> None:
    head = (
        "<title>Best Ferries Of 2026 | Expert Guide</title>"
        '<meta property="og:title" content="Best Ferries Of 2026 | Expert Guide">'
        '<meta name="twitter:title" content="Best Ferries Of 2026 | Expert Guide">'
    )
    assert _title(head, "<h1>Which ferries are the best?</h1>") == "Which ferries are the best?"


def test_a_heading_of_the_site_is_no_title_where_its_logo_says_so() -> None:
    head = "<title>The Rope Walk: Hemp And Tar - Lantern Weekly</title>"
    body = (
        '<a href="/"><img src="/logo.svg" alt="Lantern Weekly"></a><h1>Lantern Weekly</h1>'
        "<h2>The Rope Walk: Hemp And Tar</h2>"
    )
    assert _title(head, body) == "The Rope Walk: Hemp And Tar"


@pytest.mark.parametrize("kicker", ["<span>Portrait</span> ", "<small>18 Dec 2025</small><br>"])
def test_a_kicker_in_the_heading_is_no_part_of_the_title(kicker: str) -> None:
    head = '<meta property="og:title" content="A bridge for goats">'
    assert _title(head, f"<h1>{kicker}A bridge for goats</h1>") == "A bridge for goats"


def test_the_name_of_the_host_is_taken_off() -> None:
    head = "<title>A bridge for goats | Lantern</title>"
    assert _title(head, "<h1>A bridge for goats | Lantern</h1>") == "A bridge for goats"
