"""Links between articles, and counts over time."""

from scraper.archive.dictionary.entry import CURRENT, OF, SEEN, TARGET, Entry, Meaning
from scraper.record import LIST, NEXT, PROGRAM

LINKS = {
    "related": Entry(
        "Related reading: who recommends whom, now and before.",
        {
            "id": Meaning("The archive's own number of the entry", "5", PROGRAM),
            **OF,
            "position": Meaning("Place in the list, from 1", "1", LIST),
            "title": Meaning("Title as the list shows it", "Next door", LIST),
            "url": Meaning(
                "Where it leads, canonical", "https://portal.example/interview/42.html", LIST
            ),
            "section": Meaning("Section as the list shows it", "Dialogue", LIST),
            "published_at": Meaning(
                "Publication as the list shows it", "2020-12-12T09:35:00+08:00", LIST
            ),
            "views": Meaning("View count that the list showed last", "4", LIST),
            "target_id": TARGET,
            "is_current": CURRENT,
            **SEEN,
        },
    ),
    "next_articles": Entry(
        "The next article that each page offers, now and before.",
        {
            "id": Meaning("The archive's own number of the link", "5", PROGRAM),
            **OF,
            "title": Meaning("Title as shown", "下一篇", NEXT),
            "url": Meaning(
                "Where it leads, canonical", "https://portal.example/interview/18.html", NEXT
            ),
            "teaser": Meaning("Start of its text as shown", "十二月的一天", NEXT),
            "target_id": TARGET,
            "is_current": CURRENT,
            **SEEN,
        },
    ),
    "view_counts": Entry(
        "View counts over time: a row for each count that differed from the one before.",
        {
            "id": Meaning("The archive's own number of the observation", "5", PROGRAM),
            "article_id": Meaning(
                "Whose count: articles.id; empty while that article is not stored", "17", PROGRAM
            ),
            "related_id": Meaning(
                "The entry that showed it: related.id; empty for the article's own page",
                "5",
                PROGRAM,
            ),
            "observed_at": Meaning("When it was seen, UTC", "2026-03-02T06:00:00+00:00", PROGRAM),
            "views": Meaning("The count", "1280", "the page"),
            "source": Meaning(
                "article: its own page; related: a list elsewhere", "article", PROGRAM
            ),
        },
    ),
}
