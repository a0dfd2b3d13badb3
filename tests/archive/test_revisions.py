"""What makes a revision, what it says it changed, and whose it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from scraper.archive import Archive
from scraper.archive.articles.rewrite import Rewriting
from scraper.archive.queries.history import History
from scraper.items import Article, Block, Capture, Image, Related
from scraper.ui.terminal.article import print_article
from scraper.ui.terminal.difference import print_difference, word_diff
from scraper.ui.terminal.versions import print_versions
from tests.support.archived import MONDAY, TUESDAY, article, sql, url
from tests.support.crawling import scrapy

BODY = article().blocks


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def archive(tmp_path: Path, empty: Path) -> Iterator[Archive]:
    place = copy(empty, tmp_path / "archive.db")
    with Archive.open(f"sqlite:///{place}") as opened:
        yield opened


def edited(archive: Archive, **changes: Any) -> History:
    """The history after Monday's article was seen with other values on Tuesday."""
    archive.save(article())
    archive.save(article(fetched_at=TUESDAY, **changes))
    found = archive.history(url(1))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "change",
    [
        {"views": 9000},
        {"related": []},
        {"related": [Related(1, "Other", url(7), views=3)]},
        {"next_article": None},
        {"title": "Lin Wei:  Patience Is A Craft  (1)"},
        {"blocks": [Block("paragraph", "Lin Wei\u3000repairs looms."), *BODY[1:]]},
        {"blocks": [Block("paragraph", "".join(block.text for block in BODY))]},
        {"blocks": [replace(block, kind="paragraph") for block in BODY]},
        {"authors": ["Zhou Min", "Editor"]},
        {"breadcrumbs": ["Home", "New menu", "Celebrity interviews"]},
        {"tags": ["Values", "Craft", "工艺"]},
        {"language": "zh"},
    ],
    ids=str,
)
def test_no_revision_where_the_meaning_is_the_same(
    archive: Archive, change: dict[str, Any]
) -> None:
    assert [version.number for version in edited(archive, **change).versions] == [1]


EDITS: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
    (
        {"title": "Lin Wei: Patience Is An Art (1)"},
        [
            {
                "field": "title",
                "kind": "edited",
                "before": "Lin Wei: Patience Is A Craft (1)",
                "after": "Lin Wei: Patience Is An Art (1)",
            }
        ],
    ),
    (
        {"published_at": MONDAY},
        [
            {
                "field": "published_at",
                "kind": "edited",
                "before": "2020-12-24T12:12:00+08:00",
                "after": MONDAY.isoformat(),
            }
        ],
    ),
    (
        {"section": "Dialogue"},
        [
            {
                "field": "section",
                "kind": "edited",
                "before": "Celebrity interviews",
                "after": "Dialogue",
            }
        ],
    ),
    (
        {"tags": ["Craft", "Loom", "Values"]},
        [
            {"field": "tags", "kind": "removed", "value": "工艺"},
            {"field": "tags", "kind": "added", "value": "Loom"},
        ],
    ),
    (
        {"images": [Image("https://portal.example/a.jpg", "Lin Wei, left")]},
        [
            {"field": "images", "kind": "removed", "value": "https://portal.example/b.jpg"},
            {
                "field": "images",
                "kind": "edited",
                "value": "https://portal.example/a.jpg",
                "before": "Lin Wei",
                "after": "Lin Wei, left",
            },
        ],
    ),
    (
        {"blocks": [BODY[0], Block("paragraph", "New."), Block("quote", "A loom forgives.")]},
        [
            {
                "field": "body",
                "kind": "edited",
                "position": 2,
                "before": "慢工出细活",
                "after": "New.",
            },
            {
                "field": "body",
                "kind": "edited",
                "position": 3,
                "before": "A loom forgives nothing.",
                "after": "A loom forgives.",
            },
        ],
    ),
    (
        {"blocks": [*BODY, Block("paragraph", "An addition.")]},
        [{"field": "body", "kind": "added", "position": 4, "value": "An addition."}],
    ),
]


@pytest.mark.parametrize(("change", "expected"), EDITS, ids=[str(list(edit[0])) for edit in EDITS])
def test_an_edit_says_what_it_changed(
    archive: Archive, change: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    first, second = edited(archive, **change).versions
    assert (first.number, second.number) == (1, 2)
    assert (first.changes, second.changes) == ([], expected)
    assert (second.origin, second.since, first.until) == ("portal", TUESDAY, TUESDAY)
    assert first.record["title"] == article().title


def capture(day: int, digest: str) -> Capture:
    return Capture(
        url=url(1),
        captured_at=MONDAY + timedelta(days=day),
        status=200,
        file="a.warc.gz",
        offset=day * 1000,
        length=500,
        digest=digest,
        record_id=f"record-{day}",
        kind="article",
    )


def stored(archive: Archive, day: int, digest: str, **changes: Any) -> None:
    taken = capture(day, digest)
    archive.captures.note(taken)
    archive.save(article(fetched_at=taken.captured_at, capture=taken, **changes))


def test_the_same_bytes_read_differently_are_no_edit_of_the_portal(archive: Archive) -> None:
    stored(archive, 0, "sha1:A")
    stored(archive, 1, "sha1:A", title="Read better")
    stored(archive, 2, "sha1:B", title="Edited")
    found = archive.history(url(1))
    assert found is not None
    assert [version.origin for version in found.versions] == ["portal", "ours", "portal"]
    assert sql(archive, "SELECT count(*) FROM captures") == [(3,)]
    assert sql(archive, "SELECT capture_id FROM revisions ORDER BY revision") == [(1,), (2,)]


def rewritten(archive: Archive, *items: Article, commit: bool = True) -> list[str]:
    rewriting: Rewriting = archive.rewriting(None, TUESDAY)
    try:
        found = [rewriting.save(item).what for item in items]
        if commit:
            rewriting.commit()
    finally:
        rewriting.close()
    return [str(what) for what in found]


def test_rewriting_is_ours_all_at_once_and_only_once(archive: Archive) -> None:
    archive.save(article(1))
    archive.save(article(2))
    archive.save(article(3))
    archive.reject(article(4, title=None, problems=["no title"]))
    items = [
        article(1, title="Ours"),
        article(2),
        article(3, title=None, problems=["no title"]),
        article(4),
        article(5, problems=["no body"]),
    ]
    before = list(archive.records())
    what = ["changed", "unchanged", "lost", "found", "unfit"]
    assert rewritten(archive, *items, commit=False) == what
    assert list(archive.records()) == before
    assert rewritten(archive, *items) == what
    again = ["unchanged", "unchanged", "lost", "unchanged", "unfit"]
    assert rewritten(archive, *items) == again
    found = archive.history(url(1))
    assert found is not None
    assert [(version.origin, version.since) for version in found.versions] == [
        ("portal", MONDAY),
        ("ours", TUESDAY),
    ]
    titles = {record["url"]: record["title"] for record in archive.records()}
    assert titles[url(3)] == article(3).title
    assert titles[url(4)] == article(4).title
    assert not archive.rejected()


def test_what_our_rules_misread_can_be_taken_back_but_not_what_others_knew(
    archive: Archive,
) -> None:
    found_on_page = {"title": "h1", "published_at": "wrong"}
    archive.save(article(1, rules=found_on_page))
    archive.save(article(2, rules={"title": "h1"}))
    rewritten(archive, *(article(n, published_at=None, rules={"title": "h1"}) for n in (1, 2)))
    dates = {record["url"]: record["published_at"] for record in archive.records()}
    assert dates == {url(1): None, url(2): "2020-12-24T12:12:00+08:00"}


def test_views_are_a_series_from_everywhere(archive: Archive) -> None:
    archive.save(article(1))
    shown = [Related(1, "Lin Wei", url(1), views=5)]
    archive.save(article(2, related=shown, fetched_at=TUESDAY))
    archive.save(article(1, views=7, fetched_at=TUESDAY + timedelta(days=1)))
    shown = [Related(1, "Lin Wei", url(1), views=8)]
    archive.save(article(2, related=shown, fetched_at=TUESDAY + timedelta(days=2)))
    found = archive.history(url(1))
    assert found is not None
    assert [(seen.views, seen.on) for seen in found.views] == [
        *((2, None), (5, url(2)), (7, None), (8, url(2))),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "https://portal.example/interview/1.html#top",
        "https://PORTAL.example:443/interview/1.html?utm_source=x",
        "http://portal.example/interview/1.html",
        "portal.example/interview/1.html",
        " https://portal.example/interview/1.html/ ",
    ],
)
def test_any_form_of_the_address_leads_to_the_article(archive: Archive, form: str) -> None:
    archive.save(article(1))
    found = archive.history(form)
    assert found is not None
    assert found.url == url(1)


def test_of_an_unknown_address_the_nearest_are_named(archive: Archive) -> None:
    for number in (11, 12, 901):
        archive.save(article(number))
    assert archive.history("https://portal.example/interview/13.html") is None
    near = archive.nearest("https://portal.example/interview/13.html")
    assert {url(11), url(12)} <= set(near)


def printed(colour: bool, show: Any) -> str:
    out = StringIO()
    show(
        Console(
            file=out,
            width=60,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            emoji=False,
            markup=False,
        )
    )
    return out.getvalue()


def test_an_article_is_shown_for_reading(archive: Archive) -> None:
    archive.save(article(1, blocks=[*BODY, Block("list", "one\ntwo")]))
    found = archive.history(url(1))
    assert found is not None
    text = printed(False, lambda console: print_article(console, found, found.current))
    for part in ("Lin Wei: Patience Is A Craft (1)", "2020-12-24 12:12:00+08:00", "#工艺", "• two"):
        assert part in text
    for part in (
        "Zhou Min",
        "A loom forgives nothing.",
        "1. Next door",
        "下一篇",
        "revision 1 of 1",
    ):
        assert part in text
    assert "\x1b" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_no_page_can_steer_the_terminal(archive: Archive) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202etxt [bold]:smile:"
    found = edited(archive, title=evil, blocks=[Block("paragraph", evil)], tags=[evil])
    first, second = found.versions
    for show in (
        lambda console: print_article(console, found, second),
        lambda console: print_versions(console, found),
        lambda console: print_difference(console, found, first, second),
    ):
        text = printed(False, show)
        assert not set(text) & set("\x1b\x07\x9b\u202e")
        assert "[bold]:smile:" in text.replace("\n", "").replace("{+", "").replace("+}", "")


def test_history_says_when_whose_and_what(archive: Archive) -> None:
    stored(archive, 0, "sha1:A")
    stored(archive, 1, "sha1:A", title="Read better")
    stored(archive, 2, "sha1:B", title="Read better", tags=["Craft"])
    found = archive.history(url(1))
    assert found is not None
    text = printed(False, lambda console: print_versions(console, found))
    heads = [line for line in text.splitlines() if line.startswith("Revision")]
    assert heads == [
        "Revision 1 · 2026-03-02 06:00 UTC · first seen",
        "Revision 2 · 2026-03-03 06:00 UTC · read anew by our rules, not edited by the portal",
        "Revision 3 · 2026-03-04 06:00 UTC · edited by the portal",
    ]
    assert "+ Read better" in text
    assert "tags removed: Values" in text


def test_a_difference_is_shown_word_by_word(archive: Archive) -> None:
    blocks = [BODY[0], Block("heading", "慢工出巧活"), BODY[2]]
    found = edited(archive, title="Lin Wei: Patience Is An Art (1)", blocks=blocks)
    old, new = found.versions
    plain = printed(False, lambda console: print_difference(console, found, old, new))
    assert "Lin Wei: Patience Is [-A Craft-]{+An Art+} (1)" in plain
    assert "慢工出[-细-]{+巧+}活" in plain
    assert "… 1 paragraph the same …" in plain
    coloured = printed(True, lambda console: print_difference(console, found, old, new))
    assert "\x1b[9;31m细\x1b[0m\x1b[1;32m巧\x1b[0m" in coloured
    assert "[-" not in coloured


_TEXTS = st.text(st.sampled_from("ab 慢工, かな\n가"), max_size=30)


@given(_TEXTS, _TEXTS)
def test_a_word_diff_holds_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(text for side, text in pieces if side != "after") == before
    assert "".join(text for side, text in pieces if side != "before") == after


@pytest.mark.slow
def test_the_command_explains_itself(archive: Archive, tmp_path: Path) -> None:
    archive.save(article(1))
    place = tmp_path / "archive.db"
    shown = scrapy("show", url(1), archive=place)
    assert shown.code == 0
    assert shown.out.startswith("Home › Celebrity interviews\nLin Wei: Patience Is A Craft (1)\n")
    unknown = scrapy("show", url(2), archive=place)
    assert unknown.code == 1
    assert f"no interview at {url(2)}" in unknown.log
    assert url(1) in unknown.log
