"""`scrapy show`: one interview from the archive, to be read."""

import re
import sys
from argparse import ArgumentParser, Namespace

from rich.console import Console
from scrapy.exceptions import UsageError

from scraper.archive import Archive
from scraper.archive.queries.history import History, Version
from scraper.ui.terminal.article import print_article
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.difference import print_difference
from scraper.ui.terminal.versions import print_versions
from scraper.values.printable import printable

# Of the interviews that words fit.
_MOST_SHOWN = 10


class Command(ArchiveCommand):
    """Answers from the archive alone: no crawl, no network."""

    _asked = ""

    def syntax(self) -> str:
        return "[options] URL|ID|WORDS"

    def short_desc(self) -> str:
        return "Read one interview, its history, or what an edit changed"

    def long_desc(self) -> str:
        return (
            "Print an interview of the archive for reading; any address that leads to it will do,"
            " so will its id, or words that only this one has."
            " Where standard output is no terminal, the text is plain, and --diff marks what was"
            " taken away as [-so-] and what was added as {+so+}."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--revision", metavar="NUMBER", help="an earlier revision")
        which.add_argument(
            "--history", action="store_true", help="all revisions: when, by whom, what changed"
        )
        which.add_argument(
            "--diff", metavar="OLD..NEW", help="what changed between two revisions, word by word"
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        self._asked = " ".join(args).strip()
        if not self._asked:
            raise UsageError("name one interview: scrapy show URL, its id, or words")
        super().run([], opts)

    def work(self, opts: Namespace) -> None:
        with self.open_archive() as archive:
            url = self._address(archive)
            found = archive.history(url) if url else None
            near = archive.nearest(self._asked) if found is None and _is_url(self._asked) else []
        if found is None:
            if url != "":
                self.fail(_unknown(self._asked, near))
            return
        console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
        if opts.history:
            print_versions(console, found)
        elif opts.diff:
            old, new = _range(found, opts.diff)
            if not print_difference(console, found, old, new):
                self.say("these revisions read the same")
        else:
            print_article(console, found, _version(found, opts.revision))
        sys.stdout.flush()

    def _address(self, archive: Archive) -> str | None:
        """The address of the interview that is meant; None for none, and "" where words fit
        several: those are listed."""
        asked = self._asked
        if asked.isascii() and asked.isdigit():
            return archive.address_of(int(asked))
        if _is_url(asked):
            return asked
        found = archive.search(asked, limit=_MOST_SHOWN)
        if found.total <= 1:
            return str(found.hits[0].record["url"]) if found.hits else None
        self.fail(f"{found.total:,} interviews match; name one by its number:")
        for hit in found.hits:
            title = "".join(text for text, _ in hit.title)
            self.say(f"  {hit.article_id:>6}  {printable(title)}")
        return ""


def _is_url(text: str) -> bool:
    return "://" in text


def _unknown(url: str, near: list[str]) -> str:
    message = f"the archive has no interview at {printable(url)}"
    if not near:
        return f"{message}; look for it by words: scrapy search WORDS"
    return f"{message}; the nearest:" + "".join(f"\n  {printable(found)}" for found in near)


def _version(history: History, number: str | None) -> Version:
    if number is None:
        return history.current
    found = next((one for one in history.versions if str(one.number) == number.strip()), None)
    if found is None:
        there = ", ".join(str(one.number) for one in history.versions)
        raise UsageError(f"there is no revision {number}; there are: {there}")
    return found


def _range(history: History, text: str) -> tuple[Version, Version]:
    match = re.fullmatch(r"\s*(\d+)\s*(?:\.\.|-|:)\s*(\d+)\s*", text)
    if match is None:
        raise UsageError(f"--diff {text}: write two revisions, such as --diff 1..2")
    return _version(history, match[1]), _version(history, match[2])
