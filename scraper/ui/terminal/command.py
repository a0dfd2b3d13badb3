"""The base of the commands that work on the archive.

It stands outside of scraper/commands, where Scrapy makes a command of every class it finds.
"""

import os
import signal
import sys
from abc import abstractmethod
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.archive import Archive, ArchiveError
from scraper.crawl.report.outcome import Exit


class ArchiveCommand(ScrapyCommand):
    """A command without a crawl. What is wrong with the archive becomes a line on standard error
    and the exit code for it."""

    requires_project = True
    requires_crawler_process = False

    @property
    def name(self) -> str:
        """As it is called: the name of its module."""
        return type(self).__module__.rpartition(".")[2]

    @property
    def archive_url(self) -> str:
        """The setting ARCHIVE_URL."""
        assert self.settings is not None
        return str(self.settings["ARCHIVE_URL"])

    def open_archive(self) -> Archive:
        """The archive, to be read; an older one is upgraded first, after a backup."""
        return Archive.open_to_read(self.archive_url)

    @contextmanager
    def open_to_write(self) -> Iterator[Archive]:
        """The archive, locked: no run writes meanwhile. ArchiveBusy where one does."""
        with Archive.open(self.archive_url, create=False) as archive:
            unlock = archive.lock()
            try:
                yield archive
            finally:
                unlock()

    def run(self, args: list[str], opts: Namespace) -> None:
        if args:
            raise UsageError(f"scrapy {self.name} does not know {' '.join(args)}")
        # Without this, `kill` would leave unfinished files behind.
        before = signal.signal(signal.SIGTERM, _end)
        try:
            self.work(opts)
        except ArchiveError as error:
            self.fail(str(error), Exit.ARCHIVE_TROUBLE)
        except KeyboardInterrupt:
            self.exitcode = 128 + signal.SIGINT
        except BrokenPipeError:
            # The reader has seen enough, as in `scrapy export -o - --format jsonl | head`.
            _forget_standard_output()
            self.exitcode = 128 + signal.SIGPIPE
        finally:
            signal.signal(signal.SIGTERM, before)

    @abstractmethod
    def work(self, opts: Namespace) -> None:
        """Does what the command is for."""

    def say(self, message: str) -> None:
        """A line for the person, beside the data on standard output."""
        sys.stderr.write(f"{message}\n")

    def fail(self, message: str, code: int = Exit.UNEXPECTED_ERROR) -> None:
        """Says what went wrong; the command will exit by `code`."""
        self.say(f"scrapy {self.name}: {message}")
        self.exitcode = int(code)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _forget_standard_output() -> None:
    # Python flushes standard output once more on its way out, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
