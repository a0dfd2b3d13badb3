"""What changes on a portal's pages is noticed in the first run after, and a natural mix is not."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scraper.archive import Archive
from scraper.archive.drift.signs import Sample, signs_in
from scraper.items import Article, Block, Related
from tests.support.archived import MONDAY, SHANGHAI, article, url
from tests.support.crawling import address_of

Changes = dict[str, Any]


def _article(number: int, seen: datetime, **changes: Any) -> Article:
    """An article that was published on the day that it is seen on; no two are of one length."""
    wild = random.Random(number)
    published = (seen - timedelta(hours=1 + number % 20, minutes=7)).astimezone(SHANGHAI)
    blocks = [
        Block("paragraph", "A loom forgives nothing. " * wild.randint(5, 9)) for _ in range(8)
    ]
    whole = article(
        number,
        published_at=published,
        blocks=blocks,
        related=[Related(place, f"Next door {place}", url(place)) for place in range(1, 6)],
        fetched_at=seen,
    )
    return replace(whole, **changes)


def _run(archive: Archive, day: int, numbers: range, **changes: Any) -> list[str]:
    """A run that archives articles; what is open after it."""
    now = MONDAY + timedelta(days=day)
    run = archive.start_run({}, {}, now)
    for number in numbers:
        archive.save(_article(number, now, **changes), run)
    found = archive.note_drifts("sample", run, now)
    return [one.sign for one in found]


BODY = [Block("paragraph", "A loom forgives nothing. " * 7) for _ in range(4)]
SIGNS: dict[str, Changes] = {
    "published_date": {"published_at": None},
    "tags": {"tags": []},
    "views": {"views": None},
    "authors": {"authors": []},
    "images": {"images": []},
    "section": {"section": None},
    "related": {"related": []},
    "next_article": {"next_article": None},
    "body": {"blocks": BODY},
    "long_body": {"blocks": BODY * 5},
    "paragraphs": {"blocks": [Block("paragraph", "A loom forgives nothing. " * 56)]},
    "fewer_related": {"related": [Related(1, "Next door", url(1))]},
    "characters": {"title": "Lin Wei\ufffd"},
    "own_date": {"published_at": datetime(2026, 3, 1, 12, 12, tzinfo=SHANGHAI)},
    "time_of_day": {"published_at": datetime(2026, 3, 1, tzinfo=SHANGHAI)},
    "date_place": {"rules": {"title": "h1", "published_at": "footer"}},
}


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of forty articles."""
    file = tmp_path_factory.mktemp("forty") / "a.db"
    with Archive.open(address_of(file)) as archive:
        assert _run(archive, 0, range(1, 41)) == []
    return file


@pytest.mark.parametrize("sign", SIGNS)
def test_what_has_gone_or_moved_is_noticed_in_the_first_run_after(
    sign: str, forty: Path, tmp_path: Path
) -> None:
    shutil.copy(forty, tmp_path / "a.db")
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        assert sign in _run(archive, 1, range(41, 47), **SIGNS[sign])
        (found,) = (
            one for one in archive.standing(MONDAY).drifts if one.sign == sign and not one.section
        )
        assert found.examples[0] == url(46)
        assert "of the 40 before" in found.what


def test_a_drift_is_kept_until_new_articles_are_as_before(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        assert _run(archive, 0, range(1, 41)) == []
        assert _run(archive, 1, range(41, 45), tags=[]) == ["tags"]
        # A quiet day does not end it.
        assert _run(archive, 2, range(0)) == ["tags"]
        assert _run(archive, 3, range(45, 46), tags=[]) == ["tags"]
        assert _run(archive, 4, range(46, 48)) == []
        assert _run(archive, 5, range(48, 50)) == []


def test_a_drift_is_over_when_the_pages_are_read_by_better_rules(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, 0, range(1, 41))
        assert _run(archive, 1, range(41, 45), tags=[]) == ["tags"]
        for number in range(41, 45):
            archive.save(_article(number, MONDAY + timedelta(days=2)))
        assert _run(archive, 3, range(0)) == []


def test_what_fifty_articles_more_do_not_have_is_not_usual_any_more(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, 0, range(1, 41))
        days = [
            _run(archive, day, range(36 + 5 * day, 41 + 5 * day), views=None)
            for day in range(1, 20)
        ]
    assert days[:10] == [["views"]] * 10
    assert days[-1] == []


def test_articles_that_come_one_a_day_are_counted_together(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, 0, range(1, 61))
        days = [_run(archive, day, range(60 + day, 61 + day), tags=[]) for day in range(1, 5)]
    assert days == [[], [], ["tags"], ["tags"]]


def test_one_section_that_changes_is_named(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, 0, range(1, 81, 2), section="Dialogue")
        _run(archive, 1, range(2, 82, 2), section="Profiles")
        now = MONDAY + timedelta(days=2)
        run = archive.start_run({}, {}, now)
        for number in range(81, 93):
            odd = number % 3 == 0
            changes: Changes = {"tags": []} if odd else {}
            section = "Dialogue" if odd else "Profiles"
            archive.save(_article(number, now, section=section, **changes), run)
        found = archive.note_drifts("sample", run, now)
    assert [(one.section, one.sign) for one in found] == [("Dialogue", "tags")]


def _steady(seed: int, days: int) -> Iterator[list[Sample]]:
    """A portal of a mix of its own, day by day: the new articles of the day."""
    wild = random.Random(seed)
    shares = {
        name: wild.choice([0, 0.05, 0.3, 0.5, 0.7, 0.9, 0.97, 1, 1])
        for name in ("published date", "tags", "views", "authors", "images", "next article")
    }
    spread, related = wild.choice([0.1, 0.3, 0.6]), wild.choice([0, 3, 5])
    rules = wild.choice([["meta"], ["meta", "label"]])
    sections = wild.choice([["A"], ["A", "B", "C"]])
    number = 0
    for day in range(days):
        seen = MONDAY + timedelta(days=day)
        # Many at first, then some a day, and none on some days.
        count = 60 if day == 0 else wild.choice([0, 1, 1, 2, 3, 5, 8])
        new = []
        for _ in range(count):
            number += 1
            back = number % 60 if day == 0 else wild.random()
            published = seen - timedelta(days=back, seconds=wild.randint(600, 80_000))
            length = int(3000 * wild.lognormvariate(0, spread))
            new.append(
                Sample(
                    id=number,
                    url=url(number),
                    section=wild.choice(sections),
                    is_new=True,
                    fields=frozenset(n for n, share in shares.items() if wild.random() < share),
                    length=length,
                    paragraphs=max(1, length // 400),
                    related=max(0, related - wild.choice([0, 0, 0, 1, related])),
                    is_garbled=wild.random() < 0.01,
                    published_at=published.isoformat(),
                    published_at_utc=published,
                    seen_at=seen,
                    date_rule=wild.choice(rules),
                )
            )
        yield new


def test_ten_steady_portals_give_no_false_alarm_in_thirty_days() -> None:
    alarms = []
    # Twenty times as many as are asked for, so that none is not luck.
    for portal in range(200):
        known: list[Sample] = []
        for day, new in enumerate(_steady(portal, 30)):
            if day:
                groups = [[*known, *new]]
                groups += [
                    [one for one in groups[0] if one.section == section]
                    for section in sorted({str(one.section) for one in new})
                ]
                alarms += [(portal, day, str(sign)) for one in groups for sign in signs_in(one)]
            known = [replace(one, is_new=False) for one in [*known, *new]][-150:]
    assert len(alarms) <= 1, alarms
