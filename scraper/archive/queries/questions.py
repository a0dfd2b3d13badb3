"""What people ask an archive first, as SQL for SQLite, with words that say what the answer is.

Browsing offers them as queries to start from, and its plots are drawn from their answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a title and a description of what its rows are.

    A column `article_id` is the article that the row's `title` belongs to.
    """

    title: str
    description: str
    sql: str


QUESTIONS: Mapping[str, Question] = {
    "most_read": Question(
        "Most read",
        "The hundred articles with the most views, by the count that was seen last.",
        """\
SELECT a.id AS article_id, a.title, s.name AS section, a.published_at, a.views
FROM articles a LEFT JOIN sections s ON s.id = a.section_id
WHERE a.views IS NOT NULL
ORDER BY a.views DESC, a.published_at_utc DESC
LIMIT 100""",
    ),
    "fastest_growing": Question(
        "Fastest growing views",
        "Views gained a day between the first and the last time that a count was seen in one place:"
        " the article's own page, or one list that shows it. Empty until a second crawl has seen"
        " another count than the first.",
        """\
WITH counted AS (
  SELECT article_id, related_id, min(observed_at) AS since, max(observed_at) AS until,
    min(views) AS views_at_first, max(views) AS views_at_last
  FROM view_counts WHERE article_id IS NOT NULL
  GROUP BY article_id, related_id HAVING max(views) > min(views)
)
SELECT a.id AS article_id, a.title, s.name AS section, a.published_at,
  c.views_at_first, c.views_at_last, c.views_at_last - c.views_at_first AS gained,
  max(round((c.views_at_last - c.views_at_first)
    / max(julianday(c.until) - julianday(c.since), 1.0 / 24), 1)) AS gained_a_day,
  c.since, c.until
FROM counted c
JOIN articles a ON a.id = c.article_id
LEFT JOIN sections s ON s.id = a.section_id
GROUP BY a.id
ORDER BY gained_a_day DESC, gained DESC
LIMIT 100""",
    ),
    "tags_over_time": Question(
        "Tags over time",
        "How many interviews carry each of the fifteen most used tags, by month of publication on"
        " the portal's own clock.",
        """\
WITH used AS (
  SELECT name FROM tags GROUP BY name ORDER BY count(*) DESC, name LIMIT 15
)
SELECT t.name AS tag, substr(a.published_at, 1, 7) AS month, count(*) AS interviews
FROM used
JOIN tags t ON t.name = used.name
JOIN articles a ON a.id = t.article_id
WHERE a.published_at IS NOT NULL
GROUP BY t.name, month
ORDER BY month, interviews DESC, tag""",
    ),
    "recommended_together": Question(
        "Who was recommended beside whom",
        "Two articles that stood in one list of related reading, and on how many pages they did."
        " Entries that pages no longer show count too.",
        """\
SELECT one.title AS title, other.title AS recommended_beside,
  count(DISTINCT one.article_id) AS pages,
  one.target_id AS article_id, other.target_id AS beside_article_id
FROM related one
JOIN related other ON other.article_id = one.article_id
  AND coalesce(other.url, other.title) > coalesce(one.url, one.title)
GROUP BY coalesce(one.url, one.title), coalesce(other.url, other.title)
ORDER BY pages DESC, title, recommended_beside
LIMIT 500""",
    ),
    "recommended_on": Question(
        "Recommended most often",
        "Articles by the number of pages whose related reading leads to them now.",
        """\
SELECT r.target_id AS article_id, max(r.title) AS title, r.url,
  count(DISTINCT r.article_id) AS pages, round(avg(r.position), 1) AS average_position
FROM related r
WHERE r.is_current
GROUP BY coalesce(r.url, r.title)
ORDER BY pages DESC, title
LIMIT 200""",
    ),
    "edited": Question(
        "Edited after publication",
        "Articles that the portal was found to have edited: how often, when that was seen last,"
        " what changed, and the title at first. What only better rules changed does not count.",
        """\
WITH edits AS (
  SELECT article_id, revision, superseded_at, json_extract(record, '$.title') AS title, changes
  FROM revisions WHERE origin IS NOT 'ours'
)
SELECT a.id AS article_id, a.title, s.name AS section, a.published_at,
  count(DISTINCT e.revision) AS edits, max(e.superseded_at) AS last_edit_seen_at,
  group_concat(DISTINCT json_extract(c.value, '$.field')) AS changed,
  (SELECT title FROM edits f WHERE f.article_id = a.id ORDER BY f.revision LIMIT 1) AS first_title
FROM edits e
JOIN articles a ON a.id = e.article_id
LEFT JOIN json_each(coalesce(e.changes, '[]')) c
LEFT JOIN sections s ON s.id = a.section_id
GROUP BY a.id
ORDER BY last_edit_seen_at DESC
LIMIT 500""",
    ),
    "gone": Question(
        "Gone from the portal",
        "Articles that the portal no longer serves, and when that was found. The last good copy"
        " stays; a row without a title was gone before it could be read.",
        """\
SELECT a.id AS article_id, a.title, s.name AS section, a.published_at, a.gone_at,
  l.last_status, a.url
FROM articles a
LEFT JOIN sections s ON s.id = a.section_id
LEFT JOIN ledger l ON l.url = a.url
WHERE a.gone_at IS NOT NULL
UNION ALL
SELECT NULL, title, section, NULL, last_asked_at, last_status, url
FROM ledger WHERE state = 'gone' AND article_id IS NULL AND kind = 'article'
  AND url NOT IN (SELECT url FROM articles)
ORDER BY 5 DESC
LIMIT 1000""",
    ),
    "interviews_by_month": Question(
        "Interviews a month by section",
        "How many interviews each section published in each month, on the portal's own clock.",
        """\
SELECT substr(a.published_at, 1, 7) AS month, coalesce(s.name, '(no section)') AS section,
  count(*) AS interviews
FROM articles a LEFT JOIN sections s ON s.id = a.section_id
WHERE a.published_at IS NOT NULL
GROUP BY month, section
ORDER BY month, section""",
    ),
    "views_distribution": Question(
        "How views are distributed",
        "How many interviews have how many views; each step is about three times the one before.",
        """\
WITH steps(step, at_least, below) AS (VALUES
  (0, 0, 1), (1, 1, 3), (2, 3, 10), (3, 10, 30), (4, 30, 100), (5, 100, 300), (6, 300, 1000),
  (7, 1000, 3000), (8, 3000, 10000), (9, 10000, 30000), (10, 30000, 100000),
  (11, 100000, 300000), (12, 300000, 1000000), (13, 1000000, NULL)
),
counted AS (
  SELECT (SELECT max(step) FROM steps WHERE at_least <= a.views) AS step, count(*) AS n
  FROM articles a WHERE a.views IS NOT NULL GROUP BY 1
)
SELECT at_least, below, coalesce(n, 0) AS interviews
FROM steps LEFT JOIN counted USING (step)
ORDER BY step""",
    ),
    "views_growth": Question(
        "Growth of the most read",
        "The counts that were seen of the five most read articles, from the first on their own page"
        " on. Lists elsewhere may show an older count; what counts is the highest so far.",
        """\
WITH top AS (
  SELECT id, title, views, published_at_utc FROM articles
  WHERE views IS NOT NULL ORDER BY views DESC, published_at_utc DESC LIMIT 5
)
SELECT top.id AS article_id, top.title, c.observed_at,
  max(c.views) OVER (PARTITION BY top.id ORDER BY c.observed_at, c.id) AS views
FROM top JOIN view_counts c ON c.article_id = top.id
WHERE c.observed_at >= (SELECT min(observed_at) FROM view_counts
  WHERE article_id = top.id AND related_id IS NULL)
ORDER BY top.views DESC, top.published_at_utc DESC, top.id, c.observed_at, c.id""",
    ),
    "field_coverage": Question(
        "Coverage of fields",
        "In how many interviews each field has a value. A portal that shows no authors has none"
        " here; a fall in what it does show is worth a look at its pages.",
        """\
WITH whole AS MATERIALIZED (
  SELECT count(*) AS n, count(title) AS title, count(published_at) AS published_at,
    count(views) AS views, count(section_id) AS section, count(language) AS language,
    sum(body IS NOT NULL) AS body
  FROM articles
)
SELECT field, present, n AS interviews, round(100.0 * present / n, 1) AS percent
FROM (
  SELECT 1 AS place, 'title' AS field, title AS present, n FROM whole
  UNION ALL SELECT 2, 'published_at', published_at, n FROM whole
  UNION ALL SELECT 3, 'views', views, n FROM whole
  UNION ALL SELECT 4, 'section', section, n FROM whole
  UNION ALL SELECT 5, 'language', language, n FROM whole
  UNION ALL SELECT 6, 'body', body, n FROM whole
  UNION ALL SELECT 7, 'tags', (SELECT count(DISTINCT article_id) FROM tags), n FROM whole
  UNION ALL SELECT 8, 'authors', (SELECT count(DISTINCT article_id) FROM authors), n FROM whole
  UNION ALL SELECT 9, 'people', (SELECT count(DISTINCT article_id) FROM people), n FROM whole
  UNION ALL SELECT 10, 'images', (SELECT count(DISTINCT article_id) FROM images), n FROM whole
  UNION ALL SELECT 11, 'captions',
    (SELECT count(DISTINCT article_id) FROM images WHERE caption IS NOT NULL), n FROM whole
  UNION ALL SELECT 12, 'related',
    (SELECT count(DISTINCT article_id) FROM related WHERE is_current), n FROM whole
  UNION ALL SELECT 13, 'next_article',
    (SELECT count(DISTINCT article_id) FROM next_articles WHERE is_current), n FROM whole
)
WHERE n > 0
ORDER BY place""",
    ),
    "state_by_section": Question(
        "Archive state by section",
        "What has become of every article's address that was seen: stored, stored and edited since,"
        " gone from the portal, still to be asked for, failed or refused, or read but not fit to"
        " be stored as good (rejected).",
        """\
WITH rejected AS (
  SELECT url, max(json_extract(record, '$.section')) AS section
  FROM rejections WHERE resolved_at IS NULL GROUP BY url
),
everything AS (
  SELECT s.name AS section,
    CASE WHEN a.gone_at IS NOT NULL THEN 'gone' WHEN a.id IN
      (SELECT article_id FROM revisions WHERE origin IS NOT 'ours') THEN 'edited'
      ELSE 'stored' END AS state
  FROM articles a LEFT JOIN sections s ON s.id = a.section_id
  UNION ALL
  SELECT section, 'rejected' FROM rejected
  UNION ALL
  SELECT section, state FROM ledger
  WHERE kind = 'article' AND article_id IS NULL AND url NOT IN (SELECT url FROM rejected)
    AND url NOT IN (SELECT url FROM articles)
)
SELECT coalesce(section, '(no section)') AS section,
  sum(state = 'stored') AS stored, sum(state = 'edited') AS edited, sum(state = 'gone') AS gone,
  sum(state = 'pending') AS pending, sum(state IN ('failed', 'refused')) AS failed,
  sum(state = 'rejected') AS rejected
FROM everything
WHERE state IN ('stored', 'edited', 'gone', 'pending', 'failed', 'refused', 'rejected')
GROUP BY 1
ORDER BY count(*) DESC, 1""",
    ),
}
