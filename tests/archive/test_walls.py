"""What a page is to the article that was asked for, as tables; no words of any language decide."""

from dataclasses import replace
from typing import Any

import pytest

from scraper.archive.articles.walls import Reading, Twin, first_look, relook, same_moment

TEXT = (
    "Ilse Hagedorn has mended nets on the north quay for thirty years.\n\nShe began when her uncle"
    " left the shed to nobody else. The first net took a winter, and was paid for in smoked eel."
    "\n\nWhat comes next is not decided: the lease ends in two years."
)
WALLS = {
    "login": "This article is for subscribers. Please sign in with your e-mail address to go on.",
    "bot check": "Checking your browser before you go on. This takes a few seconds. Ray 8f1c22d0.",
    "maintenance": "We are back in the morning. Thank you for your patience, and good night.",
    "database": "Error establishing a database connection. The administrator has been told.",
    "in Chinese": "您访问的页面需要登录后才能继续阅读，请输入用户名和密码，或注册新帐号。",
    "in German": "Wir und unsere Partner speichern Kekse auf Ihrem Gerät. Stimmen Sie dem zu?",
    "in Russian": "Страница недоступна в вашей стране. Приносим извинения за неудобства.",
    "soft 404": "That leaf has fallen from our tree. Perhaps you would like the front page?",
}
TITLES = ("Sign in to read on", "One moment", "请先登录", "Ilse Hagedorn mends nets")


def reading(**changes: Any) -> Reading:
    whole = Reading(
        url="https://portal.example/interview/1.html",
        title="Ilse Hagedorn mends nets",
        published_at="2026-02-03T09:15:00+01:00",
        body=TEXT,
        listed="Ilse Hagedorn mends nets",
        fields=frozenset({"published_at", "section", "tags", "breadcrumbs"}),
    )
    return replace(whole, **changes)


BARE = {"fields": frozenset[str](), "published_at": None}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("text", WALLS.values(), ids=WALLS)
def test_a_wall_in_any_words_is_no_edit(text: str, title: str) -> None:
    assert relook(reading(), reading(body=text, title=title, **BARE)) == "wall"


@pytest.mark.parametrize("text", WALLS.values(), ids=WALLS)
def test_a_wall_within_the_portals_own_frame_is_not_believed_at_once(text: str) -> None:
    wall = reading(body=text, title="One moment", published_at="2026-03-02T06:00:00+00:00")
    assert relook(reading(), wall) == "other"


def test_a_copy_without_a_date_is_lost_with_most_of_its_fields() -> None:
    copy = reading(published_at=None, fields=frozenset({"section", "tags", "authors"}))
    wall = reading(published_at=None, body=WALLS["login"], title="x", fields=frozenset({"section"}))
    assert relook(copy, wall) == "wall"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # A portal that redesigns: its fields are not found any more, the text is.
        ({"fields": frozenset(), "published_at": None, "title": "Home | Gazette"}, "same"),
        ({"body": TEXT[: len(TEXT) // 2]}, "same"),
        ({"body": "A note by the editors. " * 9 + TEXT, "title": "Nets, mended"}, "same"),
        # Written anew, as the same article.
        ({"body": "Nets are her life, and eels her pay. " * 7}, "rewritten"),
        ({"body": "Nets are her life, and eels her pay. " * 7, "title": "Of nets"}, "rewritten"),
        # Another article in its place, or nearly nothing.
        (
            {
                "body": "Otto Brandt tunes organs, one pipe a day. " * 6,
                "title": "Otto Brandt tunes organs",
                "published_at": "2026-03-01T08:00:00+01:00",
            },
            "other",
        ),
        ({"body": "Withdrawn at her request."}, "other"),
    ],
)
def test_what_is_no_wall(changes: dict[str, Any], expected: str) -> None:
    assert relook(reading(), reading(**changes)) == expected


def test_a_short_story_of_pictures_may_change_a_word() -> None:
    copy = reading(body="Five pictures of the harbour.")
    assert relook(copy, reading(body="Six pictures of the harbour at dawn.")) == "same"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2026-02-03T09:15:00+01:00", "2026-02-03T08:15:00+00:00", True),
        ("2026-02-03T09:15:00+01:00", "2026-02-03T00:00:00+01:00", True),
        ("2026-02-03T09:15:00+01:00", "2026-02-03T10:15:00+01:00", False),
        ("2026-02-03T09:15:00+01:00", None, False),
        (None, None, False),
    ],
)
def test_the_same_moment(one: str | None, other: str | None, same: bool) -> None:
    assert same_moment(reading(published_at=one), reading(published_at=other)) is same


def there(number: int, **changes: Any) -> Twin:
    told = {name: changes.pop(name) for name in ("is_wall", "names") if name in changes}
    url = f"https://portal.example/interview/{number}.html"
    return Twin(reading(url=url, **changes), number, **told)


WALL: dict[str, Any] = {"title": "One moment", "body": WALLS["bot check"], **BARE}
HERE = "https://portal.example/interview/9.html"


def test_the_same_text_under_two_listed_titles_is_a_wall_and_both_are_none() -> None:
    first = there(1, listed="Ilse Hagedorn mends nets", **WALL)
    found = first_look(reading(url=HERE, listed="Otto Brandt tunes organs", **WALL), [first])
    assert (found.what, found.withdrawn) == ("wall", (first,))


def test_a_wall_that_nothing_lists_needs_no_title_to_be_told() -> None:
    first = there(1, listed=None, **WALL)
    assert first_look(reading(url=HERE, listed=None, **WALL), [first]).what == "wall"


def test_a_dated_wall_that_nothing_lists_is_told_by_the_third_address() -> None:
    dated = {**WALL, "published_at": "2026-03-02T06:00:00+00:00"}
    new = reading(url=HERE, listed=None, **dated)
    assert first_look(new, [there(1, listed=None, **dated)]).what == "name"
    found = first_look(new, [there(1, listed=None, names=1, **dated)])
    assert (found.what, len(found.withdrawn)) == ("wall", 1)


def test_what_was_a_wall_before_is_one() -> None:
    known = Twin(reading(**WALL), is_wall=True)
    assert first_look(reading(url=HERE, listed="Otto tunes", **WALL), [known]).what == "wall"


def test_a_wall_that_repeats_what_was_asked_for_is_told_by_the_third_address() -> None:
    twins = [there(n, **{**WALL, "title": f"Talk {n}"}, listed=f"Talk {n}") for n in (1, 2)]
    new = reading(url=HERE, **{**WALL, "title": "Talk 9"}, listed="Talk 9")
    assert first_look(new, twins[:1]).what == "own"
    assert (first_look(new, twins).what, first_look(new, twins).withdrawn) == ("wall", tuple(twins))


def test_an_article_shown_in_anothers_place_harms_neither() -> None:
    found = first_look(reading(url=HERE, listed="Otto Brandt tunes organs"), [there(1)])
    assert (found.what, found.withdrawn) == ("stray", ())


@pytest.mark.parametrize(
    "address",
    [
        "http://portal.example/interview/1.html",
        "https://www.portal.example/interview/1.html",
        "https://portal.example/interview/1/",
        "https://portal.example/Interview//1.html",
        "https://portal.example/interview/1.html?print=1",
        "https://portal.example/interview/1.html?replytocom=77",
        "https://portal.example/amp/interview/1.html",
        "https://portal.example/politics/ilse-hagedorn-mends-nets",
        "https://portal.example/interview/1.html?visit=9d3f",
    ],
)
def test_another_name_of_an_article_is_one(address: str) -> None:
    assert first_look(reading(url=address), [there(1)]).what == "name"


@pytest.mark.parametrize(
    "changes",
    [
        # The same few words, and another day.
        {"published_at": "2026-02-04T09:15:00+01:00"},
        # Without a date, and with other pictures.
        {**BARE, "images": frozenset({"https://portal.example/b.jpg"})},
        {"title": "Ilse Hagedorn mends nets (2)", "listed": "Ilse Hagedorn mends nets (2)"},
    ],
)
def test_two_articles_with_the_same_words_stay_two(changes: dict[str, Any]) -> None:
    first = there(1, images=frozenset({"https://portal.example/a.jpg"}))
    if "images" in changes:
        first = there(1, images=frozenset({"https://portal.example/a.jpg"}), **BARE)
    assert first_look(reading(url=HERE, **changes), [first]).what == "own"
