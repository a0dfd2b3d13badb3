"""Articles and what belongs to their current version."""

from scraper.archive.dictionary.entry import (
    CAPTURE,
    LIST,
    NEXT,
    OF,
    PAGE,
    POSITION,
    PROGRAM,
    RULES,
    SEEN,
    Entry,
    Meaning,
)

_ARTICLE = {
    "id": Meaning("The archive's own number of the article", "17", PROGRAM),
    "url": Meaning(
        "Canonical absolute address, without fragment and tracking parameters",
        "https://portal.example/interview/17.html",
        "the address that was fetched, or the page's canonical link",
    ),
    "portal": Meaning("Name of the portal's definition, or its host", "sample", "the crawl"),
    "title": Meaning("Title as a reader sees it", "Lin Wei: Patience Is A Craft", PAGE),
    "published_at": Meaning(
        "Publication, on the portal's own clock", "2020-12-24T12:12:00+08:00", PAGE
    ),
    "published_at_utc": Meaning(
        "The same moment in UTC, to sort and compare by", "2020-12-24T04:12:00+00:00", PROGRAM
    ),
    "views": Meaning("View count, the latest that was seen on its page", "1280", PAGE),
    "language": Meaning(
        "Language of the body, BCP 47", "zh", "the page's declaration and its text"
    ),
    "revision": Meaning("Number of the version that stands here, from 1", "1", PROGRAM),
    **SEEN,
    "gone_at": Meaning(
        "When the portal was found to no longer serve it, UTC; empty while it does",
        "2026-03-09T06:00:00+00:00",
        PROGRAM,
    ),
    "breadcrumbs": Meaning(
        "Path above the title, a JSON list", '["Home","Celebrity interviews"]', PAGE
    ),
    "rules": RULES,
    "body": Meaning(
        "Paragraphs and subheads in reading order, a blank line between; no captions",
        "Lin Wei repairs looms.",
        PAGE,
    ),
    "blocks": Meaning(
        "The body with its structure, a JSON list of kind (heading, paragraph, quote, list, table,"
        " and where the page marks who asks and who answers, question and answer) and text;"
        " questions and answers have a speaker, null where the page does not say who speaks",
        '[{"kind":"question","text":"Why looms?","speaker":"Zhou Min"}]',
        PAGE,
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
    "gone_at",
    "breadcrumbs",
    "rules",
    "body",
    "blocks",
)

ARTICLES = {
    "interviews": Entry(
        "One row an article, everything in it: the view to begin with.",
        {
            **{name: _ARTICLE[name] for name in _NAMES},
            "section": Meaning(
                "Section of the portal", "Celebrity interviews", "the page, or its listing"
            ),
            "tags": Meaning("Tags in page order, a JSON list", '["Craft","工艺"]', PAGE),
            "authors": Meaning("Authors in page order, a JSON list", '["Zhou Min"]', PAGE),
            "people": Meaning(
                "Who is interviewed, a JSON list; nobody where the page does not make it sure",
                '["Lin Wei"]',
                PAGE,
            ),
            "images": Meaning(
                "Pictures with captions, a JSON list",
                '[{"url":"https://portal.example/a.jpg","caption":"Lin Wei"}]',
                PAGE,
            ),
            "related": Meaning(
                "Related reading as the page shows it now, a JSON list",
                '[{"position":1,"title":"Next door","url":null,"section":"Dialogue",'
                '"published_at":null,"views":4}]',
                LIST,
            ),
            "next_title": Meaning("Title of the next article", "下一篇", NEXT),
            "next_url": Meaning(
                "Address of the next article", "https://portal.example/interview/18.html", NEXT
            ),
            "next_teaser": Meaning("Start of the next article's text", "十二月的一天", NEXT),
        },
    ),
    "articles": Entry(
        "One row an article, its current version; lists are in tables of their own.",
        {
            **_ARTICLE,
            "section_id": Meaning("Its section: sections.id", "1", PROGRAM),
            "first_run_id": Meaning("The run that first stored it: runs.id", "1", PROGRAM),
            "last_run_id": Meaning("The run that last saw it: runs.id", "3", PROGRAM),
            "capture_id": CAPTURE,
            "content_digest": Meaning(
                "Digest of what makes a revision when it changes", "9f2c…", PROGRAM
            ),
            "page_digest": Meaning(
                "Digest of everything read from the page but views and times", "07ab…", PROGRAM
            ),
            "text_digest": Meaning(
                "Digest of what the text tells, whatever its numbers: equal where several addresses"
                " tell the same",
                "5be1…",
                PROGRAM,
            ),
        },
    ),
    "sections": Entry(
        "Sections of portals.",
        {
            "id": Meaning("The archive's own number of the section", "1", PROGRAM),
            "portal": Meaning("Portal that it is of", "sample", "the crawl"),
            "name": Meaning("Name as shown", "Celebrity interviews", "pages and listings"),
        },
    ),
    "tags": Entry(
        "Tags of the current version of each article.",
        {**OF, "position": POSITION, "name": Meaning("The tag", "工艺", PAGE)},
    ),
    "authors": Entry(
        "Authors of the current version of each article.",
        {**OF, "position": POSITION, "name": Meaning("The author's name", "Zhou Min", PAGE)},
    ),
    "people": Entry(
        "Interviewees of the current version of each article.",
        {**OF, "position": POSITION, "name": Meaning("The person's name", "Lin Wei", PAGE)},
    ),
    "images": Entry(
        "Pictures of the current version of each article.",
        {
            **OF,
            "position": POSITION,
            "url": Meaning("Absolute address", "https://portal.example/a.jpg", PAGE),
            "caption": Meaning("Caption that stands at it", "Lin Wei", PAGE),
        },
    ),
}
