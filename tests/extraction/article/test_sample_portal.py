"""The sample portal: its pages are what the maker makes, and say what its truth says."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from parsel import Selector

from tests.support import PROJECT

PORTAL = PROJECT / "data" / "sample_portal"
SITE = PORTAL / "site"
LISTINGS = ("/interviews/index.html", "/dialogue/index.html")
TRUTH: list[dict[str, Any]] = [
    json.loads(line) for line in (PORTAL / "truth.jsonl").read_text("utf-8").splitlines()
]
EVERY = pytest.mark.parametrize("truth", TRUTH, ids=[one["path"] for one in TRUTH])


@cache
def page(path: str) -> Selector:
    return Selector((SITE / path.lstrip("/")).read_text("utf-8"))


def links(path: str) -> Iterator[tuple[str, str]]:
    """Text and address from the root of every link of a page that stays on the portal."""
    for link in page(path).css("a[href]"):
        address = urlsplit(urljoin(f"http://portal{path}", link.attrib["href"]))
        if address.hostname == "portal":
            yield "".join(link.css("::text").getall()), address.path


def in_order(text: str, parts: list[str]) -> bool:
    """Whether the parts stand in the text one after another."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def text_of(path: str) -> str:
    """The article's column as a reader sees it, whitespace folded."""
    words = page(path).css(".main ::text").getall()
    return " ".join(" ".join(words).split())


def test_the_pages_are_what_the_maker_makes_of_the_truth() -> None:
    command = [sys.executable, str(PORTAL / "build.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"run data/sample_portal/build.py:\n{done.stdout}{done.stderr}"


def test_there_are_two_sections_in_english_chinese_and_both() -> None:
    sections = Counter(one["section"] for one in TRUTH)
    assert len(sections) == 2
    assert sum(sections.values()) >= 60
    languages = Counter(one["language"] for one in TRUTH)
    assert set(languages) == {"en", "zh"}
    mixed = [
        one
        for one in TRUTH
        if len(re.findall("[a-z]", one["title"] + one["body"])) > 40
        and len(re.findall("[一-鿿]", one["title"] + one["body"])) > 20
    ]
    assert len(mixed) >= 10


def test_no_paragraph_is_used_twice() -> None:
    texts = Counter(block["text"] for one in TRUTH for block in one["blocks"])
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_two_interviews_share_title_address_or_minute() -> None:
    for key in ("title", "path", "published_at"):
        assert len({one[key] for one in TRUTH}) == len(TRUTH), key


def test_hours_are_shown_unpadded() -> None:
    early = [one for one in TRUTH if datetime.fromisoformat(one["published_at"]).hour < 10]
    assert len(early) > 10
    for one in early:
        assert re.search(r"\d{4}/\d\d/\d\d \d:\d\d:\d\d ", text_of(one["path"]))


@EVERY
def test_the_page_shows_the_truth_in_the_saved_pages_order(truth: dict[str, Any]) -> None:
    when = datetime.fromisoformat(truth["published_at"])
    shown = f"{when:%Y/%m/%d} {when.hour}:{when:%M:%S} {truth['views']}"
    assert in_order(
        text_of(truth["path"]),
        [
            "Home > " + truth["section"] + " > ",
            truth["title"],
            shown,
            *truth["tags"],
            *[block["text"] for block in truth["blocks"]],
            "• Related reading",
            *[entry["title"] for entry in truth["related"]],
            "Read the next article",
            truth["next_article"]["title"],
            truth["next_article"]["teaser"],
        ],
    )


@EVERY
def test_the_body_holds_the_truths_blocks_and_nothing_else(truth: dict[str, Any]) -> None:
    kinds = {"h2": "heading", "h3": "heading", "p": "paragraph", "blockquote": "quote"}
    shown = [
        {"kind": kinds[piece.root.tag], "text": "".join(piece.css("::text").getall())}
        for piece in page(truth["path"]).css(".content > :not(.picbox)")
    ]
    # The page sets questions bold, and answers as any paragraph.
    told = {"question": "paragraph", "answer": "paragraph"}
    assert shown == [
        {"kind": told.get(block["kind"], block["kind"]), "text": block["text"]}
        for block in truth["blocks"]
    ]
    assert truth["body"] == "\n\n".join(block["text"] for block in truth["blocks"])
    assert sum(block["kind"] == "paragraph" for block in shown) >= 5


@EVERY
def test_tags_are_links_with_nothing_between_them(truth: dict[str, Any]) -> None:
    assert 4 <= len(truth["tags"]) <= 6
    html = page(truth["path"]).get()
    glued = "</a><a [^>]*>".join(re.escape(tag) for tag in truth["tags"])
    assert re.search(f">{glued}</a>", html)


@EVERY
def test_related_reading_is_five_other_interviews_as_they_are(truth: dict[str, Any]) -> None:
    by_path = {one["path"]: one for one in TRUTH}
    assert [entry["position"] for entry in truth["related"]] == [1, 2, 3, 4, 5]
    assert len({entry["url"] for entry in truth["related"]} - {truth["path"]}) == 5
    there = list(links(truth["path"]))
    for entry in truth["related"]:
        target = by_path[entry["url"]]
        assert (entry["title"], entry["url"]) in there
        assert entry["section"] == target["section"]
        assert entry["published_at"] == target["published_at"]
        assert 0 <= entry["views"] <= target["views"]


@EVERY
def test_the_next_article_is_in_the_other_language(truth: dict[str, Any]) -> None:
    after = truth["next_article"]
    target = next(one for one in TRUTH if one["path"] == after["url"])
    assert target["language"] != truth["language"]
    assert target["body"].startswith(after["teaser"])
    assert (after["title"], after["url"]) in links(truth["path"])


@EVERY
def test_photos_are_there_with_their_captions(truth: dict[str, Any]) -> None:
    for image in truth["images"]:
        assert (SITE / image["url"].lstrip("/")).read_bytes().startswith(b"\x89PNG")
        assert image["caption"] in text_of(truth["path"])
        assert image["caption"] not in truth["body"]


def test_every_link_and_picture_of_every_page_is_there() -> None:
    for file in SITE.rglob("*.html"):
        path = f"/{file.relative_to(SITE).as_posix()}"
        sources = page(path).css("img::attr(src), link::attr(href)").getall()
        wanted = [urlsplit(urljoin(f"http://portal{path}", source)).path for source in sources]
        for address in [*(address for _, address in links(path)), *wanted]:
            assert (SITE / address.lstrip("/")).is_file(), f"{path} points to {address}"


@pytest.mark.parametrize("start", LISTINGS)
def test_listing_pages_lead_to_every_interview_of_the_section(start: str) -> None:
    seen: list[str] = []
    path: str | None = start
    count = 0
    while path:
        count += 1
        hrefs = page(path).css(".list h3 a::attr(href)").getall()
        seen += [urlsplit(urljoin(f"http://portal{path}", href)).path for href in hrefs]
        path = dict(links(path)).get("Next page") or dict(links(path)).get("下一页")
    folder = start.split("/")[1]
    mine = [one for one in TRUTH if one["path"].startswith(f"/{folder}/")]
    assert seen == [one["path"] for one in mine]
    assert seen == [one["path"] for one in sorted(mine, key=lambda one: one["published_at"])][::-1]
    assert count >= 3
