"""The options by which commands select articles."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime

from scraper.archive import Filter

_NAMED = {
    "section": "section",
    "tag": "tag, whatever its case",
    "portal": "portal's name",
    "author": "author, or part of the name",
}


def add_selection(parser: ArgumentParser) -> None:
    """The options --section, --tag, --portal, --author, --since and --until."""
    for name, what in (
        ("section", "section"),
        ("tag", "tag"),
        ("portal", "portal's name"),
        ("author", "author, or part of the name"),
    ):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="NAME", help=f"only this {what}"
        )
    for name, which in (("since", "on or after"), ("until", "on or before")):
        parser.add_argument(
            f"--{name}",
            type=_since if name == "since" else _until,
            metavar="DATE",
            help=f"only published {which} this date (2020-12-24) or time (2020-12-24T12:12),"
            " on the portal's own clock; with an offset (2020-12-24T04:12Z) that instant",
        )


def selection(opts: Namespace) -> Filter:
    """What those options ask for; an option given several times, what matches any of its values."""
    return Filter(
        sections=tuple(opts.section),
        tags=tuple(opts.tag),
        portals=tuple(opts.portal),
        authors=tuple(opts.author),
        since=opts.since,
        until=opts.until,
    )


def positive(text: str) -> int:
    """A number of things, 1 or more."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number; write 20")
    # The largest that a database takes.
    return min(int(text), 2**31 - 1)


def _since(text: str) -> date | datetime:
    return _moment(text, is_end=False)


def _until(text: str) -> date | datetime:
    return _moment(text, is_end=True)


def _moment(text: str, *, is_end: bool) -> date | datetime:
    """A date or a time. A year or a month alone is its first day or, as an end, its last."""
    text = text.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            # Python takes 202012 for no date, and 2020-W52 for one; both are left to it.
            return read(text)
    part = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", text)
    if part is not None and 1 <= int(part[2] or 1) <= 12 and int(part[1]) > 0:
        year, month = int(part[1]), int(part[2] or (12 if is_end else 1))
        return date(year, month, monthrange(year, month)[1] if is_end else 1)
    raise ArgumentTypeError(
        f"{text!r} is no date; write 2020, 2020-12, 2020-12-24, 2020-12-24T12:12 or"
        " 2020-12-24T12:12+08:00"
    )
