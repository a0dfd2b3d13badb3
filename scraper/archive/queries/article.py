"""One article for a reader: its record, with where its links lead within the archive.

SQL for SQLite, each with the parameter `id`; browsing runs it on connections of its own.
"""

from scraper.archive.search.query import parse
from scraper.archive.search.sqlite import expression

ARTICLE = "SELECT * FROM interviews WHERE id = :id"

RELATED = """\
SELECT position, title, url, section, published_at, views, target_id
FROM related WHERE article_id = :id AND is_current ORDER BY position"""

NEXT = """\
SELECT title, url, teaser, target_id FROM next_articles WHERE article_id = :id AND is_current"""

RECOMMENDED_ON = """\
SELECT DISTINCT a.id, a.title FROM related r JOIN articles a ON a.id = r.article_id
WHERE r.target_id = :id AND r.is_current ORDER BY a.published_at_utc DESC LIMIT 12"""

VERSIONS = """\
SELECT revision, superseded_at, origin IS 'ours' AS is_ours,
  (SELECT group_concat(DISTINCT json_extract(value, '$.field')) FROM json_each(changes)) AS changed
FROM revisions WHERE article_id = :id ORDER BY revision DESC"""

VERSION = "SELECT record FROM revisions WHERE article_id = :id AND revision = :revision"

COUNTS = """\
SELECT observed_at, views, source FROM view_counts WHERE article_id = :id
ORDER BY observed_at DESC, id DESC LIMIT 30"""

# Filters and facets of the view `interviews`; {sql} is the selection to count in.
TAGGED = "id IN (SELECT article_id FROM tags WHERE lower(name) = lower(:{parameter}))"
MATCHING = "id IN (SELECT rowid FROM search WHERE search MATCH :words)"
COUNT_TAGS = """\
SELECT name AS value, count(*) AS count FROM tags
WHERE article_id IN (SELECT id FROM ({sql})) GROUP BY name ORDER BY 2 DESC, 1 LIMIT {limit}"""
COUNT_MONTHS = """\
SELECT substr(published_at, 1, 7) AS value, count(*) AS count FROM ({sql})
WHERE published_at IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT {limit}"""

SECTIONS = "SELECT DISTINCT name FROM sections ORDER BY name"
PORTALS = "SELECT DISTINCT portal FROM articles ORDER BY portal"
EXTENT = """\
SELECT count(*) AS interviews, min(substr(published_at, 1, 10)) AS since,
  max(substr(published_at, 1, 10)) AS until FROM articles"""


def match_of(words: str) -> str | None:
    """The parameter of MATCHING for a query as people type it; None where it has no words."""
    asked = parse(words)
    return None if asked is None else expression(asked)
