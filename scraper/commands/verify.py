"""`scrapy verify`: is the archive whole? Names what is wrong, and the command that mends it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from scraper.archive import ArchiveDamaged, ArchiveMissing
from scraper.captures import capture_problems
from scraper.crawl.clock import now
from scraper.crawl.replay.rebuild import rebuild_at
from scraper.crawl.report.outcome import Exit
from scraper.crawl.storing.captures_folder import captures_folder
from scraper.crawl.storing.repair import repair
from scraper.ui.terminal.command import ArchiveCommand

SHOWN = 50


class Command(ArchiveCommand):
    """Exit code 0 where all is well, 6 where something is wrong."""

    def syntax(self) -> str:
        return "[--repair]"

    def short_desc(self) -> str:
        return "Check the archive from end to end: ledger, references, search index, captures"

    def long_desc(self) -> str:
        return (
            "Check that the ledger's sums hold, that every reference leads somewhere, that counts,"
            " search index and captures are what they should be, and name what is not. --repair"
            " mends what can be mended; a damaged file is kept beside the repaired one, an archive"
            " that is lost is made anew from its captures."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--repair", action="store_true", help="mend what can be mended")

    def work(self, opts: Namespace) -> None:
        assert self.settings is not None
        if opts.repair:
            for done in self._repaired():
                self.say(f"repaired: {done}")
        found, lost = self._problems()
        for problem in found[:SHOWN]:
            self.say(f"wrong: {problem}")
        if len(found) > SHOWN:
            self.say(f"and {len(found) - SHOWN:,} more")
        if found:
            hint = "" if opts.repair else "; `scrapy verify --repair` mends what can be mended"
            number = f"{len(found):,} problem{'' if len(found) == 1 else 's'}"
            self.fail(f"{number}{hint}", Exit.ARCHIVE_TROUBLE)
        else:
            self.say("all is well: ledger, references, counts, search index, captures")
            if lost:
                self.say(f"accepted as lost: {lost:,} captures")

    def _repaired(self) -> Iterator[str]:
        """What was done; an archive that is lost altogether is made anew from its captures."""
        assert self.settings is not None
        folder = captures_folder(self.settings)
        try:
            yield from repair(self.archive_url, folder, now(self.settings))
        except (ArchiveMissing, ArchiveDamaged):
            made = list(rebuild_at(self.archive_url, folder, self.settings))
            if not made:
                raise
            yield from made
            yield from repair(self.archive_url, folder, now(self.settings))

    def _problems(self) -> tuple[list[str], int]:
        """What is wrong, and how many captures are accepted as lost."""
        assert self.settings is not None
        folder = captures_folder(self.settings)
        try:
            with self.open_archive() as archive:
                found = archive.problems(now(self.settings))
                captured = capture_problems(folder, archive.captures.all())
                found += [f"captures: {problem}" for problem in captured]
                return found, sum(1 for _ in archive.captures.all(lost=True))
        except ArchiveDamaged as error:
            return [str(error)], 0
