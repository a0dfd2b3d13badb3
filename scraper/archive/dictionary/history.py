"""What was before, and what the program keeps for itself."""

from scraper.archive.dictionary.entry import (
    CAPTURE,
    LISTING,
    OF,
    RULES,
    SEEN,
    SERVER,
    Entry,
    Meaning,
)
from scraper.record import PAGE, PROGRAM

HISTORY = {
    "revisions": Entry(
        "Earlier versions of articles that were edited; the current one is in articles.",
        {
            **OF,
            "revision": Meaning("Number of the version, from 1", "1", PROGRAM),
            "superseded_at": Meaning(
                "When a crawl saw that it had been replaced, UTC",
                "2026-03-09T06:00:00+00:00",
                PROGRAM,
            ),
            "run_id": Meaning("The run that saw it: runs.id", "2", PROGRAM),
            "rules": RULES,
            "record": Meaning(
                "The whole version as an exported record, a JSON object",
                '{"url":"https://portal.example/interview/17.html","title":"…"}',
                PAGE,
            ),
            "capture_id": CAPTURE,
            "changes": Meaning(
                "What the next version changed, a JSON list of field, kind and values",
                '[{"field":"title","kind":"edited","before":"Loms","after":"Looms"}]',
                PROGRAM,
            ),
            "origin": Meaning(
                "portal: it edited its page; ours: better rules read the same page again",
                "portal",
                PROGRAM,
            ),
        },
    ),
    "rejections": Entry(
        "What came out of pages but is not fit to be stored as an interview.",
        {
            "id": Meaning("The archive's own number of the rejection", "5", PROGRAM),
            "url": Meaning("Address of the page", "https://portal.example/about.html", "the crawl"),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "run_id": Meaning("The run that last met it: runs.id", "2", PROGRAM),
            **SEEN,
            "resolved_at": Meaning(
                "Since when a good article stands under this address, UTC",
                "2026-03-09T06:00:00+00:00",
                PROGRAM,
            ),
            "reasons": Meaning("What is wrong, a JSON list", '["no title"]', PROGRAM),
            "digest": Meaning("Digest of what was read, so that it counts once", "9f2c…", PROGRAM),
            "record": Meaning(
                "What was read, as an exported record, a JSON object", '{"title":null}', PAGE
            ),
            "capture_id": CAPTURE,
            "text_digest": Meaning(
                "Digest of what the text tells, as of an article", "5be1…", PROGRAM
            ),
        },
    ),
    "runs": Entry(
        "Every crawl: when, with what, and how it ended.",
        {
            "id": Meaning("The archive's own number of the run", "1", PROGRAM),
            "started_at": Meaning("Begin, UTC", "2026-03-02T06:00:00+00:00", PROGRAM),
            "finished_at": Meaning(
                "End, UTC; empty while it runs, or after it was killed",
                "2026-03-02T06:04:10+00:00",
                PROGRAM,
            ),
            "outcome": Meaning("How it ended", "finished", PROGRAM),
            "arguments": Meaning(
                "What it was asked for, a JSON object", '{"portal":"sample"}', "the operator"
            ),
            "versions": Meaning(
                "Versions of program and rules, a JSON object", '{"scrapy":"2.19"}', PROGRAM
            ),
            "exit_code": Meaning("Exit code of the program; empty while it runs", "0", PROGRAM),
            "reason": Meaning("How it ended, as a sentence", "Done: every page …", PROGRAM),
            "counts": Meaning("What it did, a JSON object", '{"stored":64}', PROGRAM),
        },
    ),
    "captures": Entry(
        "Responses as the server sent them, kept in WARC files beside the archive.",
        {
            "id": Meaning("The archive's own number of the capture", "9", PROGRAM),
            "url": Meaning(
                "The address that was asked for",
                "https://portal.example/interview/17.html",
                "the crawl",
            ),
            "fetched_at": Meaning("When, UTC", "2026-03-02T06:00:00+00:00", PROGRAM),
            "status": Meaning("HTTP status", "200", SERVER),
            "file": Meaning(
                "Name of the WARC file in the folder of the captures",
                "20260302060000-1.warc.gz",
                PROGRAM,
            ),
            "offset": Meaning("Where its record begins in the file, in bytes", "1024", PROGRAM),
            "length": Meaning("How long its record is, in bytes", "7311", PROGRAM),
            "payload_digest": Meaning("Digest of the response's body", "sha1:3I42H3S6…", PROGRAM),
            "content_type": Meaning("Content-Type of the response", "text/html", SERVER),
            "record_id": Meaning("WARC-Record-ID", "urn:uuid:6f1c…", PROGRAM),
            "kind": Meaning("What it was asked for as: article or listing", "article", PROGRAM),
            "portal": Meaning("Portal that it was asked for", "sample", "the crawl"),
            "listed_section": Meaning("Section of its listing", "Dialogue", LISTING),
            "listed_title": Meaning("Title that its listing showed", "Next door", LISTING),
            "run_id": Meaning("The run that asked: runs.id", "1", PROGRAM),
            "revisit_of": Meaning(
                "The capture with the same body, where this one repeats it: captures.id",
                "4",
                PROGRAM,
            ),
            "lost_at": Meaning(
                "Since when it is known to be in no file any more, UTC; empty while it is there",
                "2026-03-09T06:00:00+00:00",
                PROGRAM,
            ),
        },
    ),
}
