"""How the portals fare."""

from scraper.archive.dictionary.entry import SEEN, Entry, Meaning
from scraper.record import PROGRAM

HEALTH = {
    "portal_runs": Entry(
        "How each portal fared in each run.",
        {
            "run_id": Meaning("The run: runs.id", "3", PROGRAM),
            "portal": Meaning("The portal", "sample", "the crawl"),
            "code": Meaning("As if the run had been of this portal alone", "5", PROGRAM),
            "reason": Meaning("The same as a sentence", "no listing page could be read", PROGRAM),
            "counts": Meaning(
                "What became of its pages, a JSON object", '{"article/read":8}', PROGRAM
            ),
        },
    ),
    "drifts": Entry(
        "What changed on a portal's new articles against the fifty before, until it is over.",
        {
            "id": Meaning("The archive's own number of it", "1", PROGRAM),
            "portal": Meaning("The portal", "sample", "the crawl"),
            "section": Meaning("The section; empty for articles of none", "Dialogue", PROGRAM),
            "sign": Meaning("What of the articles changed", "tags", PROGRAM),
            "what": Meaning(
                "The same as a sentence",
                "tags: on 0 of 8 new articles, on 50 of the 50 before",
                PROGRAM,
            ),
            "before": Meaning("The figures of the articles before, JSON", '{"of":50}', PROGRAM),
            "now": Meaning("Those of the new articles, JSON", '{"of":8}', PROGRAM),
            "examples": Meaning(
                "Addresses on which it shows, a JSON array",
                '["https://portal.example/interview/17.html"]',
                PROGRAM,
            ),
            "first_seen_at": SEEN["first_seen_at"],
            "last_seen_at": SEEN["last_seen_at"],
            "ended_at": Meaning(
                "When it was over, UTC; empty while it is not", "2026-03-16T06:00:00+00:00", PROGRAM
            ),
            "first_run_id": Meaning("The run that noticed it: runs.id", "3", PROGRAM),
        },
    ),
}
