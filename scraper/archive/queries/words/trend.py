"""How often words are used over time, as a share of all articles, or of all words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, select

from scraper.archive.database.schema import articles
from scraper.archive.database.selection import Filter, wanted
from scraper.archive.database.view import interviews
from scraper.archive.search.find import of_query
from scraper.archive.search.snippet import occurrences
from scraper.archive.search.tokens import runs

Unit = Literal["month", "year"]
_LETTERS: dict[Unit, int] = {"month": 7, "year": 4}
_AT_ONCE = 500
# What a point is as a row of a table.
COLUMNS = (
    *("query", "period", "articles", "of_articles", "percent"),
    *("occurrences", "of_words", "per_million_words"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One query in one period of publication, on the portal's own clock.

    `articles` of `of_articles` match; where occurrences were asked for, the query's terms stand
    `occurrences` times among `of_words` words (each character of Chinese, Japanese or Korean is
    one). Shares are in percent of articles, and a million of words.
    """

    query: str
    period: str
    articles: int
    of_articles: int
    occurrences: int | None = None
    of_words: int | None = None

    @property
    def share(self) -> float:
        """Percent of the period's articles."""
        return round(100 * self.articles / self.of_articles, 2) if self.of_articles else 0.0

    @property
    def per_million(self) -> float | None:
        """Occurrences in a million words of the period's articles."""
        if self.occurrences is None or not self.of_words:
            return None
        return round(1_000_000 * self.occurrences / self.of_words, 1)

    @property
    def row(self) -> tuple[object, ...]:
        """Its values in the order of COLUMNS."""
        return (
            *(self.query, self.period, self.articles, self.of_articles, self.share),
            *(self.occurrences, self.of_words, self.per_million),
        )


def trend(
    connection: Connection,
    queries: Sequence[str],
    conditions: Filter,
    unit: Unit = "month",
    *,
    count_words: bool = False,
) -> list[Point]:
    """A point for each query and period, without gaps from the first period to the last one that
    has articles. `count_words` reads every text, which takes its time. Any text is a query."""
    totals = _counts(connection, conditions, unit, None)
    words = _words(connection, conditions, unit) if count_words else None
    found = []
    for query in queries:
        asked = of_query(connection, query, conditions)
        ids = None if asked is None else asked.ids
        matching = _counts(connection, conditions, unit, ids) if ids is not None else {}
        said: Counter[str] = Counter()
        if count_words and asked is not None and ids is not None:
            for period, text in _texts(
                connection,
                unit,
                select(articles.c.id).where(articles.c.id.in_(ids.scalar_subquery())),
            ):
                said[period] += len(occurrences(text, asked.terms))
        found += [
            Point(
                query,
                period,
                matching.get(period, 0),
                totals.get(period, 0),
                said[period] if count_words else None,
                words[period] if words is not None else None,
            )
            for period in _periods(totals, unit)
        ]
    return found


def _period(unit: Unit) -> Any:
    return func.substr(articles.c.published_at, 1, _LETTERS[unit])


def _counts(
    connection: Connection, conditions: Filter, unit: Unit, ids: Select[Any] | None
) -> dict[str, int]:
    period = _period(unit)
    query = select(period, func.count()).where(articles.c.published_at.is_not(None))
    if ids is not None:
        query = query.where(articles.c.id.in_(ids.scalar_subquery()))
    elif conditions != Filter():
        query = query.where(articles.c.id.in_(wanted(select(interviews.c.id), conditions)))
    return {row[0]: row[1] for row in connection.execute(query.group_by(period))}


def _words(connection: Connection, conditions: Filter, unit: Unit) -> Counter[str]:
    only = wanted(select(interviews.c.id), conditions)
    counted: Counter[str] = Counter()
    for period, text in _texts(connection, unit, only):
        counted[period] += word_count(text)
    return counted


def _texts(connection: Connection, unit: Unit, ids: Select[Any]) -> Any:
    query = select(_period(unit), articles.c.title, articles.c.body).where(
        articles.c.id.in_(ids), articles.c.published_at.is_not(None)
    )
    streaming = connection.execution_options(yield_per=_AT_ONCE)
    for period, title, body in streaming.execute(query):
        yield period, f"{title}\n{body or ''}"


def word_count(text: str) -> int:
    """Words of a text; each character of Chinese, Japanese or Korean is one."""
    return sum(len(run.text) if run.kind == "characters" else 1 for run in runs(text))


def _periods(totals: dict[str, int], unit: Unit) -> list[str]:
    """All periods from the first to the last, those without articles too."""
    size = 12 if unit == "month" else 1
    numbers = [_number(period, size) for period in totals if _is_period(period, unit)]
    if not numbers:
        return []
    return [_name(number, unit) for number in range(min(numbers), max(numbers) + 1)]


def _is_period(period: str, unit: Unit) -> bool:
    return len(period) == _LETTERS[unit] and period.replace("-", "").isdigit()


def _number(period: str, size: int) -> int:
    year, _, month = period.partition("-")
    return int(year) * size + (int(month) - 1 if month else 0)


def _name(number: int, unit: Unit) -> str:
    if unit == "year":
        return f"{number:04}"
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"
