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
SELECT a.id AS article_id, a.title, a.portal, s.name AS section, a.published_at, a.views
FROM articles a LEFT JOIN sections s ON s.id = a.section_id
WHERE a.views IS NOT NULL
ORDER BY a.views DESC, a.published_at_utc DESC
LIMIT 100""",
    ),
    "fastest_growing": Question(
        "Fastest growing views",
        "Views gained a day: the count that was seen last less the one that was seen first, in one"
        " place: the article's own page, or one list that shows it. Empty until a later crawl has"
        " seen a larger count than the first; a portal that began to count anew gained nothing.",
        """\
WITH counted AS (
  SELECT DISTINCT article_id, related_id,
    first_value(views) OVER seen AS views_at_first, last_value(views) OVER seen AS views_at_last,
    first_value(observed_at) OVER seen AS since, last_value(observed_at) OVER seen AS until
  FROM view_counts WHERE article_id IS NOT NULL
  WINDOW seen AS (PARTITION BY article_id, related_id ORDER BY observed_at, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
SELECT a.id AS article_id, a.title, a.portal, s.name AS section, a.published_at,
  c.views_at_first, c.views_at_last, c.views_at_last - c.views_at_first AS gained,
  max(round((c.views_at_last - c.views_at_first)
    / max(julianday(c.until) - julianday(c.since), 1.0 / 24), 1)) AS gained_a_day,
  c.since, c.until
FROM counted c
JOIN articles a ON a.id = c.article_id
LEFT JOIN sections s ON s.id = a.section_id
WHERE c.views_at_last > c.views_at_first
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
SELECT a.portal, t.name AS tag, substr(a.published_at, 1, 7) AS month, count(*) AS interviews
FROM used
JOIN tags t ON t.name = used.name
JOIN articles a ON a.id = t.article_id
WHERE a.published_at IS NOT NULL
GROUP BY a.portal, t.name, month
ORDER BY month, interviews DESC, tag, a.portal""",
    ),
    "recommended_together": Question(
        "Who was recommended beside whom",
        "Two articles that stood in one list of related reading, and on how many pages they did."
        " Entries that pages no longer show count too.",
        """\
SELECT page.portal, one.title AS title, other.title AS recommended_beside,
  count(DISTINCT one.article_id) AS pages,
  one.target_id AS article_id, other.target_id AS beside_article_id
FROM related one
JOIN articles page ON page.id = one.article_id
JOIN related other ON other.article_id = one.article_id
  AND coalesce(other.url, other.title) > coalesce(one.url, one.title)
GROUP BY page.portal, coalesce(one.url, one.title), coalesce(other.url, other.title)
ORDER BY pages DESC, title, recommended_beside
LIMIT 500""",
    ),
    "recommended_on": Question(
        "Recommended most often",
        "Articles by the number of pages whose related reading leads to them now.",
        """\
SELECT r.target_id AS article_id, max(r.title) AS title, page.portal AS on_portal, r.url,
  count(DISTINCT r.article_id) AS pages, round(avg(r.position), 1) AS average_position
FROM related r
JOIN articles page ON page.id = r.article_id
WHERE r.is_current
GROUP BY page.portal, coalesce(r.url, r.title)
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
SELECT a.id AS article_id, a.title, a.portal, s.name AS section, a.published_at,
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
SELECT a.id AS article_id, a.title, a.portal, s.name AS section, a.published_at, a.gone_at,
  l.last_status, a.url
FROM articles a
LEFT JOIN sections s ON s.id = a.section_id
LEFT JOIN ledger l ON l.url = a.url
WHERE a.gone_at IS NOT NULL
UNION ALL
SELECT NULL, title, portal, section, NULL, last_asked_at, last_status, url
FROM ledger WHERE state = 'gone' AND article_id IS NULL AND kind = 'article'
  AND url NOT IN (SELECT url FROM articles)
ORDER BY 6 DESC
LIMIT 1000""",
    ),
    "interviews_by_month": Question(
        "Interviews a month by section",
        "How many interviews each section of each portal published in a month, on the portal's own"
        " clock.",
        """\
SELECT substr(a.published_at, 1, 7) AS month, a.portal,
  coalesce(s.name, '(no section)') AS section, count(*) AS interviews
FROM articles a LEFT JOIN sections s ON s.id = a.section_id
WHERE a.published_at IS NOT NULL
GROUP BY month, a.portal, section
ORDER BY month, a.portal, section""",
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
  SELECT a.portal, (SELECT max(step) FROM steps WHERE at_least <= a.views) AS step, count(*) AS n
  FROM articles a WHERE a.views IS NOT NULL GROUP BY 1, 2
)
SELECT portals.portal, at_least, below, coalesce(n, 0) AS interviews
FROM (SELECT DISTINCT portal FROM counted) portals CROSS JOIN steps
LEFT JOIN counted ON counted.portal = portals.portal AND counted.step = steps.step
ORDER BY portals.portal, steps.step""",
    ),
    "views_growth": Question(
        "Growth of the most read",
        "The counts that were seen of the five most read articles, as each stood on the article's"
        " own page: lists elsewhere may show an older one.",
        """\
WITH top AS (
  SELECT id, title, portal, views, published_at_utc FROM articles
  WHERE views IS NOT NULL ORDER BY views DESC, published_at_utc DESC LIMIT 5
)
SELECT top.id AS article_id, top.title, top.portal, c.observed_at, c.views
FROM top JOIN view_counts c ON c.article_id = top.id AND c.related_id IS NULL
ORDER BY top.views DESC, top.published_at_utc DESC, top.id, c.observed_at, c.id""",
    ),
    "field_coverage": Question(
        "Coverage of fields",
        "In how many interviews of each portal each field has a value. A portal that shows no"
        " authors has none here; a fall in what it does show is worth a look at its pages.",
        """\
WITH whole AS MATERIALIZED (
  SELECT a.portal, count(*) AS n, count(title) AS title, count(published_at) AS published_at,
    count(views) AS views, count(section_id) AS section, count(language) AS language,
    sum(body IS NOT NULL) AS body,
    sum(a.id IN (SELECT article_id FROM tags)) AS tags,
    sum(a.id IN (SELECT article_id FROM authors)) AS authors,
    sum(a.id IN (SELECT article_id FROM people)) AS people,
    sum(a.id IN (SELECT article_id FROM images)) AS images,
    sum(a.id IN (SELECT article_id FROM images WHERE caption IS NOT NULL)) AS captions,
    sum(a.id IN (SELECT article_id FROM related WHERE is_current)) AS related,
    sum(a.id IN (SELECT article_id FROM next_articles WHERE is_current)) AS next_article
  FROM articles a GROUP BY a.portal
)
SELECT field, portal, present, n AS interviews, round(100.0 * present / n, 1) AS percent
FROM (
  SELECT 1 AS place, 'title' AS field, portal, title AS present, n FROM whole
  UNION ALL SELECT 2, 'published_at', portal, published_at, n FROM whole
  UNION ALL SELECT 3, 'views', portal, views, n FROM whole
  UNION ALL SELECT 4, 'section', portal, section, n FROM whole
  UNION ALL SELECT 5, 'language', portal, language, n FROM whole
  UNION ALL SELECT 6, 'body', portal, body, n FROM whole
  UNION ALL SELECT 7, 'tags', portal, tags, n FROM whole
  UNION ALL SELECT 8, 'authors', portal, authors, n FROM whole
  UNION ALL SELECT 9, 'people', portal, people, n FROM whole
  UNION ALL SELECT 10, 'images', portal, images, n FROM whole
  UNION ALL SELECT 11, 'captions', portal, captions, n FROM whole
  UNION ALL SELECT 12, 'related', portal, related, n FROM whole
  UNION ALL SELECT 13, 'next_article', portal, next_article, n FROM whole
)
ORDER BY place, portal""",
    ),
    "state_by_section": Question(
        "Archive state by section",
        "What has become of every article's address that was seen: stored, stored and edited since,"
        " gone from the portal, still to be asked for, failed or refused, or read but not fit to"
        " be stored as good (rejected).",
        """\
WITH rejected AS (
  SELECT url, portal, max(json_extract(record, '$.section')) AS section
  FROM rejections WHERE resolved_at IS NULL GROUP BY url
),
everything AS (
  SELECT a.portal, s.name AS section,
    CASE WHEN a.gone_at IS NOT NULL THEN 'gone' WHEN a.id IN
      (SELECT article_id FROM revisions WHERE origin IS NOT 'ours') THEN 'edited'
      ELSE 'stored' END AS state
  FROM articles a LEFT JOIN sections s ON s.id = a.section_id
  UNION ALL
  SELECT portal, section, 'rejected' FROM rejected
  UNION ALL
  SELECT portal, section, state FROM ledger
  WHERE kind = 'article' AND article_id IS NULL AND url NOT IN (SELECT url FROM rejected)
    AND url NOT IN (SELECT url FROM articles)
)
SELECT portal, coalesce(section, '(no section)') AS section,
  sum(state = 'stored') AS stored, sum(state = 'edited') AS edited, sum(state = 'gone') AS gone,
  sum(state = 'pending') AS pending, sum(state IN ('failed', 'refused')) AS failed,
  sum(state = 'rejected') AS rejected
FROM everything
WHERE state IN ('stored', 'edited', 'gone', 'pending', 'failed', 'refused', 'rejected')
GROUP BY 1, 2
ORDER BY count(*) DESC, 1, 2""",
    ),
}
