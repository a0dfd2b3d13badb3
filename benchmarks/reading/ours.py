"""`scrapy probe --jsonl` without some of its rules, or with a count of what each has decided.

python -m benchmarks.reading.ours [--without NAME,NAME] [--counting]
"""

import argparse
import json
import sys
from importlib import import_module

from scraper.values import switches


def main() -> None:
    """Answers a line for each line of standard input, with `decided` where rules are counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", default="")
    parser.add_argument("--counting", action="store_true")
    options = parser.parse_args()
    left_out = list(filter(None, options.without.split(",")))
    switches.leave_out(*left_out, counting=options.counting)
    # Only now, as rules are named when they are imported.
    for module in ("scraper.extraction", "scraper.extraction.listing.listing"):
        import_module(module)
    try:
        switches.check()
    except switches.UnknownRule as error:
        sys.exit(str(error))
    probing = import_module("scraper.commands.probe")
    settings = import_module("scrapy.utils.project").get_project_settings()
    normalise = import_module("scrapy.utils.misc").load_object(settings["NORMALISE"])
    for answer in probing.answers(sys.stdin.buffer, settings["PORTAL_TIME_ZONE"], normalise):
        if options.counting:
            answer["decided"] = dict(switches.decided)
            switches.decided.clear()
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
