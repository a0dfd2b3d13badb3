"""`scrapy export`: the archive's interviews as JSON Lines, JSON or CSV."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import BinaryIO

from scrapy.exceptions import UsageError

from scraper.archive import Archive, Filter
from scraper.archive.export import ENDINGS, FORMATS, write_records
from scraper.archive.outfile import whole_file
from scraper.archive.place import place_of
from scraper.command import ArchiveCommand
from scraper.selection import add_selection, selection

STANDARD_OUTPUT = "-"


class Command(ArchiveCommand):
    """Streams: memory does not grow with the archive."""

    def syntax(self) -> str:
        return "-o FILE [options]"

    def short_desc(self) -> str:
        return "Write the archive's interviews to a JSON Lines, JSON or CSV file"

    def long_desc(self) -> str:
        return (
            "Write the archive's interviews, newest first, to a file of the format that its ending"
            " names. The file appears when it is complete; one that was there stays until then."
            " An option that is given several times selects what matches any of them."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="file, or - for standard output")
        parser.add_argument("--format", choices=list(FORMATS), help="format, whatever the ending")
        add_selection(parser)
        parser.add_argument(
            "--excel",
            action="store_true",
            help="CSV for spreadsheets: a byte-order mark, and no cell that would run as a formula",
        )

    def work(self, opts: Namespace) -> None:
        if not opts.output:
            raise UsageError("say where to: -o FILE, or -o - for standard output")
        kind = self._kind(opts)
        conditions = selection(opts)
        with self.open_archive() as archive:
            try:
                count = self._write(archive, conditions, kind, opts)
            except BrokenPipeError:
                raise
            except OSError as error:
                self.fail(f"{opts.output} could not be written: {error.strerror or error}")
                return
        self.say(_done(count, opts.output, is_filtered=conditions != Filter()))

    def _kind(self, opts: Namespace) -> str:
        kind = opts.format or _kind_by_ending(opts.output)
        if opts.excel and kind != "csv":
            raise UsageError("--excel is for CSV")
        if opts.output != STANDARD_OUTPUT:
            self._check_target(Path(opts.output))
        return str(kind)

    def _check_target(self, target: Path) -> None:
        if target.is_dir():
            raise UsageError(f"-o {target} is a folder; name a file in it")
        if not target.parent.is_dir():
            raise UsageError(f"-o {target}: the folder {target.parent} does not exist")
        archive = place_of(self.archive_url).file
        if archive is not None and target.resolve() == archive.resolve():
            raise UsageError(f"-o {target} is the archive itself; name another file")

    def _write(self, archive: Archive, conditions: Filter, kind: str, opts: Namespace) -> int:
        def write(out: BinaryIO) -> int:
            return write_records(archive.records(conditions), out, kind, excel=opts.excel)

        if opts.output == STANDARD_OUTPUT:
            return write(sys.stdout.buffer)
        with whole_file(Path(opts.output)) as out:
            return write(out)


def _kind_by_ending(output: str) -> str:
    if output == STANDARD_OUTPUT:
        raise UsageError(f"-o - needs --format, one of {', '.join(FORMATS)}")
    kind = ENDINGS.get(Path(output).suffix.lower())
    if kind is None:
        known = ", ".join(ENDINGS)
        raise UsageError(f"-o {output}: the ending is none of {known}; or say --format")
    return kind


def _done(count: int, output: str, *, is_filtered: bool) -> str:
    what = "1 interview" if count == 1 else f"{count:,} interviews"
    where = "standard output" if output == STANDARD_OUTPUT else output
    if count:
        return f"wrote {what} to {where}"
    why = "none in the archive matches" if is_filtered else "there is none in the archive yet"
    return f"wrote {what} to {where}: {why}"
