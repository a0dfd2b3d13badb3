"""`scrapy export`: the archive's interviews, links or view counts as files."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from scrapy.exceptions import UsageError

from scraper import __version__
from scraper.archive import Archive, Filter
from scraper.archive.database.address import place_of
from scraper.archive.export import (
    CITATIONS,
    ENDINGS,
    FORMATS,
    INTERVIEWS,
    KINDS,
    FormatUnavailable,
    Kind,
    compression_of,
    format_of,
    write_rows,
    write_sheets,
)
from scraper.archive.export.bundle import write_bundle
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.options import add_selection, selection
from scraper.values.whole_file import whole_file

STANDARD_OUTPUT = "-"


class Command(ArchiveCommand):
    """Streams: memory does not grow with the archive."""

    def syntax(self) -> str:
        return "-o FILE [options]"

    def short_desc(self) -> str:
        return "Write the archive's interviews to a JSON Lines, JSON, CSV, Parquet or Excel file"

    def long_desc(self) -> str:
        return (
            "Write the archive's interviews, newest first, to a file of the format that its ending"
            f" names ({', '.join(ENDINGS)}), compressed where .gz or .zst follows. The file appears"
            " when it is complete; one that was there stays until then. An option that is given"
            " several times selects what matches any of them."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="file, or - for standard output")
        parser.add_argument("--format", choices=list(FORMATS), help="format, whatever the ending")
        parser.add_argument("--gzip", action="store_true", help="compress, whatever the ending")
        add_selection(parser)
        what = parser.add_mutually_exclusive_group()
        for kind in KINDS.values():
            if kind is not INTERVIEWS:
                what.add_argument(
                    f"--{kind.name}",
                    dest="kind",
                    action="store_const",
                    const=kind.name,
                    help=f"instead of interviews: {kind.meaning}",
                )
        what.add_argument(
            "--bundle",
            metavar="DIR",
            help="a dataset to cite, instead of a file: a new folder with everything as Parquet,"
            " CSV and an SQLite file, a data dictionary, datapackage.json and checksums",
        )
        what.add_argument(
            "--schema-org",
            action="store_true",
            help="interviews as JSON-LD, a NewsArticle of schema.org a line",
        )
        what.add_argument(
            "--cite",
            choices=CITATIONS,
            help="interviews as references: BibTeX, RIS or CSL-JSON",
        )
        parser.add_argument(
            "--excel",
            action="store_true",
            help="CSV for spreadsheets: a byte-order mark, and no cell that would run as a formula",
        )

    def work(self, opts: Namespace) -> None:
        if opts.bundle is not None:
            self._bundle(opts)
            return
        if not opts.output:
            raise UsageError("say where to: -o FILE, or -o - for standard output")
        form, compression = self._form(opts)
        kind = KINDS[opts.kind or INTERVIEWS.name]
        conditions = selection(opts)
        with self.open_archive() as archive:
            try:
                count = self._write(archive, kind, conditions, form, compression, opts.output)
            except FormatUnavailable as error:
                raise UsageError(str(error)) from error
            except BrokenPipeError:
                raise
            except OSError as error:
                self.fail(f"{opts.output} could not be written: {error.strerror or error}")
                return
        self.say(_done(kind, count, opts.output, is_filtered=conditions != Filter()))

    def _bundle(self, opts: Namespace) -> None:
        if opts.output or opts.format or opts.gzip or opts.excel or selection(opts) != Filter():
            raise UsageError("--bundle DIR is of the whole archive and takes no other options")
        folder = Path(opts.bundle)
        if not folder.resolve().parent.is_dir():
            raise UsageError(f"--bundle {folder}: {folder.resolve().parent} does not exist")
        made_at = datetime.now(UTC).replace(microsecond=0)
        with self.open_archive() as archive:
            try:
                contents = write_bundle(archive, folder, made_at, __version__)
            except FormatUnavailable as error:
                raise UsageError(str(error)) from error
            except FileExistsError as error:
                raise UsageError(f"--bundle {folder}: {error.strerror}") from error
            except OSError as error:
                self.fail(f"{folder} could not be written: {error.strerror or error}")
                return
        rows = contents.rows[INTERVIEWS.name]
        self.say(f"wrote a bundle of {rows:,} interview{'' if rows == 1 else 's'} to {folder}")

    def _form(self, opts: Namespace) -> tuple[str, str | None]:
        """The format and the compression that are asked for."""
        form = opts.cite or opts.format or _format_by_ending(opts.output)
        compression = "gzip" if opts.gzip else compression_of(Path(opts.output))
        if opts.excel and form != "csv":
            raise UsageError("--excel is for CSV")
        if opts.schema_org and form != "jsonl":
            raise UsageError("--schema-org is JSON Lines; name the file .jsonl")
        if compression and form in ("parquet", "xlsx"):
            raise UsageError(f"{form} is compressed within; leave out --gzip, .gz and .zst")
        if opts.output != STANDARD_OUTPUT:
            self._check_target(Path(opts.output))
        special = "excel" if opts.excel else "schema-org" if opts.schema_org else None
        return special or form, compression

    def _check_target(self, target: Path) -> None:
        if target.is_dir():
            raise UsageError(f"-o {target} is a folder; name a file in it")
        if not target.parent.is_dir():
            raise UsageError(f"-o {target}: the folder {target.parent} does not exist")
        archive = place_of(self.archive_url).file
        if archive is not None and target.resolve() == archive.resolve():
            raise UsageError(f"-o {target} is the archive itself; name another file")

    def _write(
        self,
        archive: Archive,
        kind: Kind,
        conditions: Filter,
        form: str,
        compression: str | None,
        output: str,
    ) -> int:
        def write(out: BinaryIO) -> int:
            if form == "xlsx" and kind is INTERVIEWS:
                # Everything of these interviews, a sheet each.
                sheets = [(each, archive.rows(each, conditions)) for each in KINDS.values()]
                return write_sheets(sheets, out)[kind.name]
            return write_rows(
                kind, archive.rows(kind, conditions), out, form, compression=compression
            )

        if output == STANDARD_OUTPUT:
            return write(sys.stdout.buffer)
        with whole_file(Path(output)) as out:
            return write(out)


def _format_by_ending(output: str) -> str:
    if output == STANDARD_OUTPUT:
        raise UsageError(f"-o - needs --format, one of {', '.join(FORMATS)}")
    form = format_of(Path(output))
    if form is None:
        known = ", ".join(ENDINGS)
        raise UsageError(f"-o {output}: the ending is none of {known}; or say --format")
    return form


def _done(kind: Kind, count: int, output: str, *, is_filtered: bool) -> str:
    what = f"1 {kind.noun}" if count == 1 else f"{count:,} {kind.nouns}"
    where = "standard output" if output == STANDARD_OUTPUT else output
    if count:
        return f"wrote {what} to {where}"
    why = "none in the archive matches" if is_filtered else "there is none in the archive yet"
    return f"wrote {what} to {where}: {why}"
