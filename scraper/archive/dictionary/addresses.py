"""Addresses that were seen, and what became of them."""

from scraper.archive.dictionary.entry import LISTING, SEEN, SERVER, Entry, Meaning
from scraper.record import PROGRAM

ADDRESSES = {
    "ledger": Entry(
        "Every address that was ever seen, each in exactly one state.",
        {
            "id": Meaning("The archive's own number of the address", "5", PROGRAM),
            "url": Meaning(
                "The address, canonical", "https://portal.example/interview/17.html", LISTING
            ),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "kind": Meaning("What it is taken for: article or listing", "article", PROGRAM),
            "section": Meaning("Section of the listing that shows it", "Dialogue", LISTING),
            "state": Meaning(
                "archived, gone, refused, failed, pending or out of scope", "archived", PROGRAM
            ),
            "reason": Meaning("Why it is in this state", "HTTP 503", PROGRAM),
            "found_on": Meaning(
                "The page on which it was first seen",
                "https://portal.example/interviews/",
                "the crawl",
            ),
            "found_as": Meaning(
                "What it was there: seed, listing, next page, related, next article or redirect",
                "listing",
                PROGRAM,
            ),
            "title": Meaning("Title as the link shows it", "Lin Wei: Patience Is A Craft", LISTING),
            "asked_as": Meaning(
                "The address as it was linked, where that is not the canonical one",
                "https://portal.example/interview/17.html?from=home",
                LISTING,
            ),
            "leads_to": Meaning(
                "Where its article is, where that is another address; of one that failed or is"
                " gone, the page to which it led instead",
                "https://portal.example/interview/17.html",
                SERVER,
            ),
            "attempts": Meaning("How often it was asked for", "2", PROGRAM),
            "failures": Meaning("How often in a row that failed last", "0", PROGRAM),
            "last_status": Meaning("HTTP status of the last answer", "200", SERVER),
            "etag": Meaning("Version mark of the last good answer", '"5f-1a"', SERVER),
            "last_modified": Meaning(
                "Date of the last good answer", "Thu, 24 Dec 2020 04:12:00 GMT", SERVER
            ),
            "first_seen_at": SEEN["first_seen_at"],
            "last_asked_at": Meaning(
                "When it was last asked for, UTC", "2026-03-09T06:00:00+00:00", PROGRAM
            ),
            "due_at": Meaning(
                "When it is to be asked for (again), UTC; empty for never",
                "2026-03-16T06:00:00+00:00",
                PROGRAM,
            ),
            "article_id": Meaning("The article that is stored of it: articles.id", "17", PROGRAM),
            "first_run_id": Meaning("The run that first saw it: runs.id", "1", PROGRAM),
            "last_run_id": Meaning("The run that last asked for it: runs.id", "3", PROGRAM),
        },
    ),
    "listings": Entry(
        "Where reading starts, and how far it came.",
        {
            "id": Meaning("The archive's own number of the listing", "1", PROGRAM),
            "url": Meaning("Its first page", "https://portal.example/interviews/", "the crawl"),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "section": Meaning("Section that it lists", "Celebrity interviews", "the listing"),
            "read_at": Meaning("When it was last read, UTC", "2026-03-09T06:00:00+00:00", PROGRAM),
            "gapless_at": Meaning(
                "Until when it was read without a gap, UTC", "2026-03-09T06:00:00+00:00", PROGRAM
            ),
            "gapless_back_to": Meaning(
                "Back to which day; empty: to its end", "2020-01-01", PROGRAM
            ),
        },
    ),
    "listing_links": Entry(
        "Which listing shows which address.",
        {
            "listing_id": Meaning("The listing: listings.id", "1", PROGRAM),
            "ledger_id": Meaning("The address: ledger.id", "5", PROGRAM),
            "first_seen_at": SEEN["first_seen_at"],
        },
    ),
}
