"""An article's revisions, one after the other, and its views."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from scraper.archive.articles.changes import Change
from scraper.archive.queries.history import History, Version
from scraper.ui.terminal.article import moment
from scraper.values.printable import printable

_BY = {"portal": "edited by the portal", "ours": "read anew by our rules, not edited by the portal"}
_STYLES = {"added": "green", "set": "green", "removed": "red", "cleared": "red"}
_LONGEST = 100


def print_versions(console: Console, history: History) -> None:
    """Prints when each revision came, whose it is and what it changed; then the views' series."""
    console.print(Text(printable(history.current.record["title"]), style="bold"), soft_wrap=True)
    console.print(Text(printable(history.url), style="dim"), soft_wrap=True)
    for version in history.versions:
        console.print()
        console.print(Text(_heading(version), style="bold"), soft_wrap=True)
        for change in version.changes:
            style = _STYLES.get(change["kind"], "yellow")
            for line in _lines(change):
                console.print(Text(f"  {printable(line)}", style=style), soft_wrap=True)
    if history.gone_at:
        gone = f"Gone from the portal since {moment(history.gone_at)}; the last copy is kept"
        console.print(Text(f"\n{gone}", style="bold red"), soft_wrap=True)
    if history.views:
        console.print(Text("\nViews", style="bold"))
    for seen in history.views:
        where = f"  in the related reading of {printable(seen.on)}" if seen.on else ""
        console.print(Text(f"  {moment(seen.at)}  {seen.views:>9,}{where}"), soft_wrap=True)


def _heading(version: Version) -> str:
    if not version.changes and version.number == 1:
        return f"Revision {version.number} · {moment(version.since)} · first seen"
    by = _BY.get(version.origin, version.origin)
    return f"Revision {version.number} · {moment(version.since)} · {by}"


def _lines(change: Change) -> Iterator[str]:
    place = f" paragraph {change['position']}" if "position" in change else ""
    name = f"{change['field'].replace('_', ' ')}{place}"
    if "value" in change and change["kind"] != "edited":
        yield f"{name} {change['kind']}: {_short(change['value'])}"
        return
    about = f" of {change['value']}" if "value" in change else ""
    yield f"{name} {change['kind']}{about}"
    for sign, side in (("-", "before"), ("+", "after")):
        if change.get(side) is not None:
            yield f"  {sign} {_short(change[side])}"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else ", ".join(map(str, value))
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
