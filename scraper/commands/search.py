"""`scrapy search`: interviews by words of their title, body, tags and captions."""

import json
import re
import sys
from argparse import ArgumentParser, Namespace

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError

from scraper.archive import Found, Hit, Pieces
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.options import add_selection, positive, selection

_HIT = "bold red"
# What would steer a terminal, or turn the order of the letters round, is shown as a blank.
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_UNSEEN_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Command(ArchiveCommand):
    """Answers from the archive alone: no crawl, no network."""

    _words = ""

    def syntax(self) -> str:
        return "[options] WORDS"

    def short_desc(self) -> str:
        return "Find interviews by words of any language, best first"

    def long_desc(self) -> str:
        return (
            "Find interviews by the words of their title, body, tags and captions, best first."
            ' Words that must all be there; "a phrase" in quotes (within the shell\'s own); AND,'
            " OR, NOT and parentheses; prefix*. Chinese, Japanese and Korean words of any length"
            " are found wherever they stand."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--newest", action="store_true", help="newest first, not best first")
        parser.add_argument(
            "--limit", type=positive, default=20, metavar="NUMBER", help="at most so many (20)"
        )
        add_selection(parser)
        parser.add_argument(
            "--json",
            action="store_true",
            help="one exported record a line, with a snippet of its text",
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        self._words = " ".join(args)
        super().run([], opts)

    def work(self, opts: Namespace) -> None:
        if not self._words.strip():
            raise UsageError("say what to look for: scrapy search WORDS")
        with self.open_archive() as archive:
            found = archive.search(
                self._words, selection(opts), newest=opts.newest, limit=opts.limit
            )
        if opts.json:
            sys.stdout.writelines(_line(hit) for hit in found.hits)
        else:
            _show(found.hits)
        # Here, where a reader that has left is still told from a failure.
        sys.stdout.flush()
        self.say(_summary(found))
        if found.hint:
            self.say(found.hint)


def _summary(found: Found) -> str:
    if not found.is_asked:
        return "there is no word in that to look for"
    if not found.total:
        return "no interview matches"
    total = f"{found.total:,} interview{'' if found.total == 1 else 's'} found"
    return total if found.total == len(found.hits) else f"{total}, {len(found.hits):,} shown"


def _line(hit: Hit) -> str:
    record = {**hit.record, "snippet": "".join(text for text, _ in hit.snippet)}
    line = json.dumps(record, ensure_ascii=False)
    # The same JSON; but a terminal that it is printed on is not steered by it.
    return _UNSEEN_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", line) + "\n"


def _show(hits: list[Hit]) -> None:
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    for hit in hits:
        record = hit.record
        day = (record["published_at"] or "")[:16].replace("T", " ")
        about = " | ".join(_plain(part) for part in (day, record["section"]) if part)
        console.print(_coloured(hit.title, "bold"))
        if about:
            console.print(Text(f"  {about}", style="cyan"))
        console.print(Text("  ").append_text(_coloured(hit.snippet)))
        console.print(Text(f"  {_plain(record['url'])}", style="dim"))
        console.print()


def _coloured(pieces: Pieces, style: str = "") -> Text:
    text = Text()
    for piece, is_hit in pieces:
        text.append(_plain(piece), style=_HIT if is_hit else style)
    return text


def _plain(text: str) -> str:
    return _CONTROLS.sub(" ", text)
