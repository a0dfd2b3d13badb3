"""What the columns of exported files mean, by the kind of rows."""

from scraper.archive.dictionary.articles import FIELD
from scraper.archive.dictionary.entry import SEEN, Entry, Meaning
from scraper.archive.dictionary.history import HISTORY
from scraper.archive.dictionary.links import LINKS
from scraper.record import LIST, PAGE, PROGRAM

_ENTRY = LINKS["related"].columns
_URL = FIELD["url"]

EXPORTED: dict[str, Entry] = {
    "interviews": Entry("One row an article, in its current version.", FIELD),
    "related": Entry(
        "Who recommends whom: an entry of a related list a row, now and before.",
        {
            "portal": FIELD["portal"],
            "from_url": Meaning("The article that shows the list", _URL.example, PROGRAM),
            "position": _ENTRY["position"],
            "to_url": _ENTRY["url"],
            "to_is_archived": Meaning(
                "Whether the article that it leads to is in the archive", "true", PROGRAM
            ),
            "title": _ENTRY["title"],
            "section": _ENTRY["section"],
            "published_at": _ENTRY["published_at"],
            "views": _ENTRY["views"],
            "is_current": Meaning("Whether the page still shows the entry", "true", LIST),
            **SEEN,
        },
    ),
    "views": Entry(
        "View counts over time: a row for each count that differed from the one before.",
        {
            "url": Meaning("Whose count it is", _URL.example, PROGRAM),
            **{name: LINKS["view_counts"].columns[name] for name in ("observed_at", "views")},
            "source": LINKS["view_counts"].columns["source"],
            "seen_on": Meaning("The page that showed the count", _URL.example, "the crawl"),
        },
    ),
    "quotes": Entry(
        "What people say: a question, an answer or a quotation of an article a row, in its order.",
        {
            **{name: FIELD[name] for name in ("portal", "url", "title", "published_at")},
            "position": Meaning("The block of the article, from 1", "4", PAGE),
            "kind": Meaning("question, answer or quote", "answer", PAGE),
            "speaker": Meaning(
                "Who says it, where the page names who asks and answers", "Lin Wei", PAGE
            ),
            "text": Meaning("What is said", "A loom forgives nothing.", PAGE),
        },
    ),
    "revisions": Entry(
        "Every version of every article, the current ones among them.",
        {
            **FIELD,
            "superseded_at": HISTORY["revisions"].columns["superseded_at"],
            "origin": HISTORY["revisions"].columns["origin"],
            "changes": Meaning(
                "What this version changed, a list of field, kind and values; of the first: none",
                '[{"field":"title","kind":"edited","before":"Loms","after":"Looms"}]',
                PROGRAM,
            ),
        },
    ),
}
