"""What every table, view and column means: the one source for documentation and for browsing.

Types are not repeated here, the schema knows them. Times are ISO 8601; "UTC" says that they are
in UTC, otherwise they are on the portal's own clock, with its offset.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds, a value as it may stand there, and where it comes from."""

    meaning: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of a table or view is, and its columns by name."""

    meaning: str
    columns: Mapping[str, Meaning]


_PAGE = "the article's page"
_LIST = "the related reading on the article's page"
_NEXT = '"read the next article" on the article\'s page'
_PROGRAM = "this program"
_SEEN = {
    "first_seen_at": Meaning(
        "When a crawl first saw it, UTC", "2026-03-02T06:00:00+00:00", _PROGRAM
    ),
    "last_seen_at": Meaning(
        "When a crawl last saw it so, UTC", "2026-03-09T06:00:00+00:00", _PROGRAM
    ),
}
_OF = {"article_id": Meaning("Whose it is: articles.id", "17", _PROGRAM)}
_POSITION = Meaning("Place in page order, from 1", "1", _PAGE)
_CURRENT = Meaning("1 while the page shows it, 0 since it no longer does", "1", _PROGRAM)
_TARGET = Meaning(
    "The stored article that the link leads to: articles.id; empty while it is not stored",
    "42",
    _PROGRAM,
)
_RULES = Meaning(
    "Which extraction rule found each field, a JSON object", '{"title":"h1"}', _PROGRAM
)
_ARTICLE = {
    "id": Meaning("The archive's own number of the article", "17", _PROGRAM),
    "url": Meaning(
        "Canonical absolute address, without fragment and tracking parameters",
        "https://portal.example/interview/17.html",
        "the address that was fetched, or the page's canonical link",
    ),
    "portal": Meaning("Name of the portal's definition, or its host", "sample", "the crawl"),
    "title": Meaning("Title as a reader sees it", "Lin Wei: Patience Is A Craft", _PAGE),
    "published_at": Meaning(
        "Publication, on the portal's own clock", "2020-12-24T12:12:00+08:00", _PAGE
    ),
    "published_at_utc": Meaning(
        "The same moment in UTC, to sort and compare by", "2020-12-24T04:12:00+00:00", _PROGRAM
    ),
    "views": Meaning("View count, the latest that was seen on its page", "1280", _PAGE),
    "language": Meaning(
        "Language of the body, BCP 47", "zh", "the page's declaration and its text"
    ),
    "revision": Meaning("Number of the version that stands here, from 1", "1", _PROGRAM),
    **_SEEN,
    "breadcrumbs": Meaning(
        "Path above the title, a JSON list", '["Home","Celebrity interviews"]', _PAGE
    ),
    "rules": _RULES,
    "body": Meaning(
        "Paragraphs and subheads in reading order, a blank line between; no captions",
        "Lin Wei repairs looms.",
        _PAGE,
    ),
    "blocks": Meaning(
        "The body with its structure, a JSON list of kind (heading, paragraph, quote, list, table)"
        " and text",
        '[{"kind":"heading","text":"慢工出细活"}]',
        _PAGE,
    ),
}
_NAMES = (
    "id",
    "url",
    "portal",
    "title",
    "published_at",
    "published_at_utc",
    "views",
    "language",
    "revision",
    "first_seen_at",
    "last_seen_at",
    "breadcrumbs",
    "rules",
    "body",
    "blocks",
)

DICTIONARY: dict[str, Entry] = {
    "interviews": Entry(
        "One row an article, everything in it: the view to begin with.",
        {
            **{name: _ARTICLE[name] for name in _NAMES},
            "section": Meaning(
                "Section of the portal", "Celebrity interviews", "the page, or its listing"
            ),
            "tags": Meaning("Tags in page order, a JSON list", '["Craft","工艺"]', _PAGE),
            "authors": Meaning("Authors in page order, a JSON list", '["Zhou Min"]', _PAGE),
            "images": Meaning(
                "Pictures with captions, a JSON list",
                '[{"url":"https://portal.example/a.jpg","caption":"Lin Wei"}]',
                _PAGE,
            ),
            "related": Meaning(
                "Related reading as the page shows it now, a JSON list",
                '[{"position":1,"title":"Next door","url":null,"section":"Dialogue",'
                '"published_at":null,"views":4}]',
                _LIST,
            ),
            "next_title": Meaning("Title of the next article", "下一篇", _NEXT),
            "next_url": Meaning(
                "Address of the next article", "https://portal.example/interview/18.html", _NEXT
            ),
            "next_teaser": Meaning("Start of the next article's text", "十二月的一天", _NEXT),
        },
    ),
    "articles": Entry(
        "One row an article, its current version; lists are in tables of their own.",
        {
            **_ARTICLE,
            "section_id": Meaning("Its section: sections.id", "1", _PROGRAM),
            "first_run_id": Meaning("The run that first stored it: runs.id", "1", _PROGRAM),
            "last_run_id": Meaning("The run that last saw it: runs.id", "3", _PROGRAM),
            "content_digest": Meaning(
                "Digest of what makes a revision when it changes", "9f2c…", _PROGRAM
            ),
            "page_digest": Meaning(
                "Digest of everything read from the page but views and times", "07ab…", _PROGRAM
            ),
        },
    ),
    "sections": Entry(
        "Sections of portals.",
        {
            "id": Meaning("The archive's own number of the section", "1", _PROGRAM),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "name": Meaning("Name as shown", "Celebrity interviews", "pages and listings"),
        },
    ),
    "tags": Entry(
        "Tags of the current version of each article.",
        {**_OF, "position": _POSITION, "name": Meaning("The tag", "工艺", _PAGE)},
    ),
    "authors": Entry(
        "Authors of the current version of each article.",
        {**_OF, "position": _POSITION, "name": Meaning("The author's name", "Zhou Min", _PAGE)},
    ),
    "images": Entry(
        "Pictures of the current version of each article.",
        {
            **_OF,
            "position": _POSITION,
            "url": Meaning("Absolute address", "https://portal.example/a.jpg", _PAGE),
            "caption": Meaning("Caption that stands at it", "Lin Wei", _PAGE),
        },
    ),
    "related": Entry(
        "Related reading: who recommends whom, now and before.",
        {
            "id": Meaning("The archive's own number of the entry", "5", _PROGRAM),
            **_OF,
            "position": Meaning("Place in the list, from 1", "1", _LIST),
            "title": Meaning("Title as the list shows it", "Next door", _LIST),
            "url": Meaning(
                "Where it leads, canonical", "https://portal.example/interview/42.html", _LIST
            ),
            "section": Meaning("Section as the list shows it", "Dialogue", _LIST),
            "published_at": Meaning(
                "Publication as the list shows it", "2020-12-12T09:35:00+08:00", _LIST
            ),
            "views": Meaning("View count that the list showed last", "4", _LIST),
            "target_id": _TARGET,
            "is_current": _CURRENT,
            **_SEEN,
        },
    ),
    "next_articles": Entry(
        "The next article that each page offers, now and before.",
        {
            "id": Meaning("The archive's own number of the link", "5", _PROGRAM),
            **_OF,
            "title": Meaning("Title as shown", "下一篇", _NEXT),
            "url": Meaning(
                "Where it leads, canonical", "https://portal.example/interview/18.html", _NEXT
            ),
            "teaser": Meaning("Start of its text as shown", "十二月的一天", _NEXT),
            "target_id": _TARGET,
            "is_current": _CURRENT,
            **_SEEN,
        },
    ),
    "view_counts": Entry(
        "View counts over time: a row for each count that differed from the one before.",
        {
            "id": Meaning("The archive's own number of the observation", "5", _PROGRAM),
            "article_id": Meaning(
                "Whose count: articles.id; empty while that article is not stored", "17", _PROGRAM
            ),
            "related_id": Meaning(
                "The entry that showed it: related.id; empty for the article's own page",
                "5",
                _PROGRAM,
            ),
            "observed_at": Meaning("When it was seen, UTC", "2026-03-02T06:00:00+00:00", _PROGRAM),
            "views": Meaning("The count", "1280", "the page"),
            "source": Meaning(
                "article: its own page; related: a list elsewhere", "article", _PROGRAM
            ),
        },
    ),
    "revisions": Entry(
        "Earlier versions of articles that were edited; the current one is in articles.",
        {
            **_OF,
            "revision": Meaning("Number of the version, from 1", "1", _PROGRAM),
            "superseded_at": Meaning(
                "When a crawl saw that it had been replaced, UTC",
                "2026-03-09T06:00:00+00:00",
                _PROGRAM,
            ),
            "run_id": Meaning("The run that saw it: runs.id", "2", _PROGRAM),
            "rules": _RULES,
            "record": Meaning(
                "The whole version as an exported record, a JSON object",
                '{"url":"https://portal.example/interview/17.html","title":"…"}',
                _PAGE,
            ),
        },
    ),
    "rejections": Entry(
        "What came out of pages but is not fit to be stored as an interview.",
        {
            "id": Meaning("The archive's own number of the rejection", "5", _PROGRAM),
            "url": Meaning("Address of the page", "https://portal.example/about.html", "the crawl"),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "run_id": Meaning("The run that last met it: runs.id", "2", _PROGRAM),
            **_SEEN,
            "resolved_at": Meaning(
                "Since when a good article stands under this address, UTC",
                "2026-03-09T06:00:00+00:00",
                _PROGRAM,
            ),
            "reasons": Meaning("What is wrong, a JSON list", '["no title"]', _PROGRAM),
            "digest": Meaning("Digest of what was read, so that it counts once", "9f2c…", _PROGRAM),
            "record": Meaning(
                "What was read, as an exported record, a JSON object", '{"title":null}', _PAGE
            ),
        },
    ),
    "runs": Entry(
        "Every crawl: when, with what, and how it ended.",
        {
            "id": Meaning("The archive's own number of the run", "1", _PROGRAM),
            "started_at": Meaning("Begin, UTC", "2026-03-02T06:00:00+00:00", _PROGRAM),
            "finished_at": Meaning(
                "End, UTC; empty while it runs, or after it was killed",
                "2026-03-02T06:04:10+00:00",
                _PROGRAM,
            ),
            "outcome": Meaning("How it ended", "finished", _PROGRAM),
            "arguments": Meaning(
                "What it was asked for, a JSON object", '{"portal":"sample"}', "the operator"
            ),
            "versions": Meaning(
                "Versions of program and rules, a JSON object", '{"scrapy":"2.19"}', _PROGRAM
            ),
            "counts": Meaning("What it did, a JSON object", '{"stored":64}', _PROGRAM),
        },
    ),
}
