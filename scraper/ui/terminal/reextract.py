"""What a re-extraction changed, for a person: field by field, with counts and examples."""

import json
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from scraper.crawl.report.reextract_tally import Tally
from scraper.values.printable import printable

# So much of a value is shown; of two long ones, from where they differ.
WIDTH = 72
_BEFORE = 30


def print_tally(console: Console, tally: Tally) -> None:
    """Prints counts of pages and of changed fields, and examples of each."""
    for label, text in _lines(tally):
        console.print(Text.assemble((f"  {label:<9}", "bold"), text), soft_wrap=True)
    for name, number in tally.fields.most_common():
        console.print(Text(f"\n  {name}: {_articles(number)}", style="bold"))
        for example in tally.examples[name]:
            before, after = excerpts(example.before, example.after)
            console.print(Text(f"    {printable(example.url)}"), soft_wrap=True)
            console.print(Text(f"      - {before}", style="red"), soft_wrap=True)
            console.print(Text(f"      + {after}", style="green"), soft_wrap=True)
    rest = (("No interview any more; kept as it was", tally.lost), ("Not read", tally.missing))
    for heading, troubles in rest:
        if troubles:
            console.print(Text(f"\n  {heading}", style="bold"))
        for url, reason in troubles[:5]:
            console.print(Text(f"    {printable(url)}: {printable(reason)}"), soft_wrap=True)
        if len(troubles) > 5:
            console.print(f"    and {len(troubles) - 5:,} more")


def excerpts(before: Any, after: Any) -> tuple[str, str]:
    """The two values as texts of WIDTH characters, from about the first place where they differ."""
    one, other = _text(before), _text(after)
    pairs = zip(one, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    begin = max(0, same - _BEFORE) if max(len(one), len(other)) > WIDTH else 0
    return _cut(one, begin), _cut(other, begin)


def _cut(text: str, begin: int) -> str:
    start = "…" if begin else ""
    end = "…" if len(text) > begin + WIDTH else ""
    return printable(f"{start}{text[begin : begin + WIDTH]}{end}")


def _text(value: Any) -> str:
    if value is None or value == []:
        return "(nothing)"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _lines(tally: Tally) -> Iterator[tuple[str, str]]:
    pages = tally.pages
    yield "read", _articles(pages.total(), "captured page")
    yield "change" if tally.is_dry else "changed", _articles(pages["changed"])
    yield "same", _articles(pages["unchanged"])
    if pages["found"]:
        yield "found", f"{_articles(pages['found'])} on pages that gave none before"
    if pages["unfit"]:
        yield "unfit", f"{_articles(pages['unfit'], 'page')} without an interview, as before"


def _articles(number: int, what: str = "article") -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
