"""`scrapy probe --jsonl` without some of its rules.

python -m benchmarks.reading.ours [--without NAME,NAME]
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from benchmarks.reading.rules import read_without
from scraper.values.switches import UnknownRule

Answer = dict[str, Any]


def main() -> None:
    """Answers a line for each line of standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", default="")
    options = parser.parse_args()
    try:
        read_without(filter(None, options.without.split(",")))
    except UnknownRule as error:
        sys.exit(str(error))
    for answer in reader()(sys.stdin.buffer):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def reader() -> Callable[[Iterable[bytes]], Iterator[Answer]]:
    """What `scrapy probe --jsonl` does, in this process."""
    # Only now, as rules are settled when they are imported.
    probing = import_module("scraper.commands.probe")
    settings = import_module("scrapy.utils.project").get_project_settings()
    normalise = import_module("scrapy.utils.misc").load_object(settings["NORMALISE"])
    return lambda lines: probing.answers(lines, settings["PORTAL_TIME_ZONE"], normalise)


if __name__ == "__main__":
    main()
