"""How many fields of how many articles come out right, a line a portal.

`python -m tests.support.markups.score [--markup NAME] [-v]`; `-v` prints the first differences.
Extraction runs in this process, over pages that no server has to serve.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipelines.normalise import normalise
from scraper.extraction import extract_article
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from scraper.record import record_of
from scraper.values.encoding import decode
from tests.support.markups import invented_site, portals
from tests.support.markups.compare import FIELDS, Difference, differences, expected_record
from tests.support.markups.portal import Site
from tests.support.markups.truth import Interview


def page_at(site: Site, url: str) -> str:
    """The decoded page at a URL of the site."""
    response = site.respond(url.removeprefix(site.origin))
    if response is None:
        raise LookupError(f"{url} is no page of {site.markup.name}: a markup links to nothing")
    return decode(response.body, response.content_type)


def listed(site: Site, portal: Portal) -> tuple[dict[str, tuple[str | None, str]], list[str]]:
    """Section and title of each article that the listings lead to, and what is wrong with them."""
    found: dict[str, tuple[str | None, str]] = {}
    wrong: list[str] = []
    for start in site.start_urls:
        url: str | None = start
        seen: set[str] = set()
        section: str | None = None
        while url is not None and url not in seen:
            seen.add(url)
            page = extract_listing(page_at(site, url), url, portal)
            section = section or page.section
            urls = [link.url for link in page.links]
            wrong += [f"twice on {url}: {one}" for one in set(urls) if urls.count(one) > 1]
            for link in page.links:
                found.setdefault(link.url, (section, link.title))
            url = page.next_page
    right = {site.article_url(one) for one in site.interviews}
    wrong += [f"missing: {url}" for url in sorted(right - set(found))]
    wrong += [f"extra: {url}" for url in sorted(set(found) - right)]
    return found, wrong


def extracted(
    site: Site, one: Interview, portal: Portal, known: dict[str, tuple[str | None, str]]
) -> dict[str, Any]:
    """The record of an interview's page, by the road that a crawl takes."""
    url = site.article_url(one)
    section, title = known.get(url, (None, None))
    raw = extract_article(
        page_at(site, url), url, portal, listed_section=section, listed_title=title
    )
    return record_of(normalise(raw))


def score(site: Site) -> tuple[dict[str, list[Difference]], list[str]]:
    """The differences of each article by its request target; what is wrong with the listings."""
    portal = Portal.undefined(site.origin.partition("//")[2], site.origin + "/", "Asia/Shanghai")
    known, wrong = listed(site, portal)
    by_path = {
        site.markup.article_path(site, one): differences(
            expected_record(site, one), extracted(site, one, portal, known)
        )
        for one in site.interviews
    }
    return by_path, wrong


def _report(site: Site, shown: int) -> bool:
    by_path, wrong = score(site)
    missed = Counter(found.field for differing in by_path.values() for found in differing)
    shares = " ".join(
        f"{name} {100 * (1 - missed[name] / len(by_path)):.0f}%" for name in FIELDS if missed[name]
    )
    listing = f"listing: {len(wrong)} wrong; " if wrong else ""
    print(f"{site.markup.name:<16} {site.language:<8} {listing}{shares or 'all fields right'}")
    for line in wrong[:shown]:
        print(f"    {line}")
    for name in FIELDS:
        _print_examples(name, by_path, shown)
    return not wrong and not missed


def _print_examples(name: str, by_path: dict[str, list[Difference]], shown: int) -> None:
    examples = [
        (path, difference)
        for path, differing in by_path.items()
        for difference in differing
        if difference.field == name
    ]
    for path, difference in examples[:shown]:
        print(f"    {name} at {path}")
        right, found = _first_difference(difference.expected, difference.found)
        print(f"      expected {right!r:.400}\n      found    {found!r:.400}")


def _first_difference(right: object, found: object) -> tuple[object, object]:
    """The first entry or line in which two values differ, or the values themselves."""
    if isinstance(right, str) and isinstance(found, str):
        right, found = right.split("\n\n"), found.split("\n\n")
    if not isinstance(right, list) or not isinstance(found, list):
        return right, found
    for at, pair in enumerate(zip(right, found, strict=False)):
        if pair[0] != pair[1]:
            return f"[{at}] {pair[0]}", f"[{at}] {pair[1]}"
    shorter = min(len(right), len(found))
    return f"{len(right)}: …{right[shorter:]}", f"{len(found)}: …{found[shorter:]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where everything is right, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markup", help="only this markup, by name")
    parser.add_argument("--language", help="only this language, such as en or zh")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="print differences")
    options = parser.parse_args(arguments)
    right = [
        _report(invented_site(markup, language), 2 * options.verbose)
        for markup, language in portals()
        if options.markup in (None, markup.name) and options.language in (None, language)
    ]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
