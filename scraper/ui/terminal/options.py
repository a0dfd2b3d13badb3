"""The options by which commands select articles."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, datetime

from scraper.archive import Filter


def add_selection(parser: ArgumentParser) -> None:
    """The options --section, --tag, --portal, --since and --until."""
    for name, what in (("section", "section"), ("tag", "tag"), ("portal", "portal's name")):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="NAME", help=f"only this {what}"
        )
    for name, which in (("since", "on or after"), ("until", "on or before")):
        parser.add_argument(
            f"--{name}",
            type=_moment,
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
        since=opts.since,
        until=opts.until,
    )


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is no date; write 2020-12-24, 2020-12-24T12:12 or 2020-12-24T12:12+08:00"
        ) from None
