"""An article for reading."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from scraper.archive.queries.history import History, Observation, Version
from scraper.record import FIELDS
from scraper.values.printable import printable

# Longer lines are hard to read.
WIDTH = 88
_SHOWN = 5


def print_article(console: Console, history: History, version: Version) -> None:
    """Prints the version as its page reads: title, date, text, pictures, further reading."""
    record = version.record
    width = min(console.width, WIDTH)

    def say(text: Text, indent: int = 0) -> None:
        # Line by line, not filled up with blanks: what is piped on is text.
        for line in text.wrap(console, width - indent):
            line.rstrip()
            console.print(Text(" " * indent).append_text(line), soft_wrap=True)

    if record["breadcrumbs"]:
        say(_text(" › ".join(record["breadcrumbs"]), "dim"))
    say(_text(record["title"], "bold"))
    for line in _about(record):
        say(_text(line, "dim"))
    if history.gone_at:
        say(_text(f"Gone from the portal since {moment(history.gone_at)}; this is its last copy"))
    _print_body(say, record)
    for heading, entries in _after(record):
        console.print()
        say(_text(heading, "bold"))
        for entry in entries:
            say(_text(entry), 2)
    console.print()
    for line in _state(history, version):
        say(_text(line, "dim"))


def moment(when: Any) -> str:
    """A moment to the minute, UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def series(views: list[Observation]) -> str:
    """The last counts in their order, such as `2 (2020-12-24) → 5 (2020-12-26)`."""
    last = [f"{seen.views:,} ({seen.at:%Y-%m-%d})" for seen in views[-_SHOWN:]]
    return ("… → " if len(views) > _SHOWN else "") + " → ".join(last)


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)


def _about(record: dict[str, Any]) -> Iterator[str]:
    date = (record["published_at"] or "").replace("T", " ")
    views = "" if record["views"] is None else f"{record['views']:,} views"
    people = "with " + ", ".join(record["people"]) if record["people"] else ""
    parts = [date, record["section"] or "", views, people, ", ".join(record["authors"])]
    yield " · ".join(part for part in parts if part)
    if record["tags"]:
        yield " ".join(f"#{tag}" for tag in record["tags"])
    for field in FIELDS:
        if field.shown == "line" and record[field.name]:
            value = record[field.name]
            yield f"{field.label}: {', '.join(value) if field.is_names else value}"
    yield record["url"]


def _print_body(say: Any, record: dict[str, Any]) -> None:
    styles = {"heading": "bold", "question": "bold", "quote": "italic"}
    for block in record["blocks"]:
        say(Text(""))
        indent = 4 if block["kind"] in ("quote", "list", "table") else 0
        text = block["text"]
        if block["kind"] == "list":
            text = "\n".join(f"• {line}" for line in text.split("\n"))
        say(_text(text, styles.get(block["kind"], "")), indent)


def _after(record: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    if record["images"]:
        yield (
            "Pictures",
            [
                f"{image['caption']}: {image['url']}" if image["caption"] else image["url"]
                for image in record["images"]
            ],
        )
    if record["related"]:
        yield "Related reading", [_related(entry) for entry in record["related"]]
    following = record["next_article"]
    if following:
        teaser = f": {following['teaser']}" if following["teaser"] else ""
        yield "Next article", [f"{following['title']}{teaser}"]


def _related(entry: dict[str, Any]) -> str:
    views = None if entry["views"] is None else f"{entry['views']:,} views"
    date = (entry["published_at"] or "")[:10]
    about = " | ".join(part for part in (entry["section"], date, views) if part)
    return f"{entry['position']}. {entry['title']}" + (f" ({about})" if about else "")


def _state(history: History, version: Version) -> Iterator[str]:
    record, latest = version.record, history.current
    seen = f"first seen {_seen(record['first_seen_at'])}, last {_seen(record['last_seen_at'])}"
    yield f"revision {version.number} of {latest.number} · {seen}"
    if len(history.versions) > 1:
        yield "all revisions: --history; what changed: --diff 1..2"
    own = [seen for seen in history.views if seen.on is None]
    if len(own) > 1:
        yield f"views: {series(own)}"


def _seen(text: str) -> str:
    return text.replace("T", " ")[:16]
