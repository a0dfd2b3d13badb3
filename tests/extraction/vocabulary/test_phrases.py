"""Phrases as data: each says something that no other says, in a language that is named."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from scraper.extraction.vocabulary.labels import RELATED, kind_of_label
from scraper.extraction.vocabulary.listing import is_ranking
from scraper.extraction.vocabulary.phrases import groups_of, phrases
from tests.support import PROJECT

CONCEPTS = sorted(
    path.stem for path in (PROJECT / "scraper/extraction/vocabulary/phrases").glob("*.toml")
)
# Groups whose phrases are looked for anywhere in a text; those of all others are all of a text.
ANYWHERE = {
    *("related.anywhere", "rankings.signs", "rankings.chosen", "rankings.latest"),
    *("furniture.footer", "notices.anywhere", "notices.signs", "steps.signs"),
}
# Groups that one pattern is made of.
TOGETHER = [["related.names", "related.more"]]
MOST_FORMS = 2000
_CHARS = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "7", "CATEGORY_WORD": "w"}


def scopes() -> list[list[str]]:
    joined = {name for names in TOGETHER for name in names}
    single = [
        [f"{concept}.{group}"]
        for concept in CONCEPTS
        for group in groups_of(concept)
        if f"{concept}.{group}" not in joined
    ]
    return TOGETHER + single


def forms(phrase: str) -> list[str]:
    """Texts that a phrase stands for: each way through it, where any sign may stand an "x"."""
    return list(islice(_ways(list(re._parser.parse(phrase))), MOST_FORMS))  # type: ignore[attr-defined]


def _ways(nodes: Any) -> Iterator[str]:
    """The texts of a parsed pattern."""
    parts = [_texts(str(kind), value) for kind, value in nodes]
    return ("".join(way) for way in product(*parts))


def _texts(kind: str, value: Any) -> list[str]:
    match kind:
        case "LITERAL":
            return [chr(value)]
        case "ANY" | "NOT_LITERAL":
            return ["x"]
        case "IN":
            return _one_of(value)
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = value
            once = list(islice(_ways(inner), MOST_FORMS))
            counts = sorted({least, min(max(least, 1), most)})
            return [text * n for n in counts for text in once[: None if n else 1]]
        case "SUBPATTERN":
            return list(islice(_ways(value[3]), MOST_FORMS))
        case "BRANCH":
            return [text for branch in value[1] for text in _ways(branch)]
        case _:
            return [""]


def _one_of(members: Any) -> list[str]:
    found = []
    for kind, value in members:
        match str(kind):
            case "LITERAL":
                found.append(chr(value))
            case "RANGE":
                found.append(chr(value[0]))
            case "CATEGORY":
                found.append(_CHARS.get(str(value), "x"))
            case _:
                return ["\N{DAGGER}"]
    return found


def covered(names: list[str]) -> list[str]:
    """The phrases of these groups all of whose forms others say too."""
    listed = phrases(*names)
    patterns = [re.compile(phrase, re.IGNORECASE) for phrase in listed]
    anywhere = names[0] in ANYWHERE
    found = []
    for own, phrase in zip(patterns, listed, strict=True):
        others = [
            other.search if anywhere else other.fullmatch for other in patterns if other is not own
        ]
        if all(any(other(form) for other in others) for form in forms(phrase)):
            found.append(phrase)
    return found


@pytest.mark.parametrize("names", scopes(), ids=" + ".join)
def test_no_phrase_is_covered_by_others(names: list[str]) -> None:
    assert not covered(names)


@pytest.mark.parametrize("names", scopes(), ids=" + ".join)
def test_none_stands_twice(names: list[str]) -> None:
    twice = [phrase for phrase, times in Counter(phrases(*names)).items() if times > 1]
    for phrase in phrases(*names):
        shown = forms(phrase)
        if len(shown) < MOST_FORMS and len(set(shown)) < len(shown):
            twice.append(phrase)
    assert not twice


@pytest.mark.parametrize("names", scopes(), ids=" + ".join)
def test_phrases_capture_nothing(names: list[str]) -> None:
    assert not [one for one in phrases(*names) if re.compile(one).groups]


@pytest.mark.parametrize("concept", CONCEPTS)
def test_each_phrase_is_of_a_named_language(concept: str) -> None:
    for group, languages in groups_of(concept).items():
        for language in languages:
            assert re.fullmatch("[a-z]{2,3}|any", language), f"{concept}.{group}.{language}"


def test_the_forms_of_a_phrase() -> None:
    assert forms("read( also)? (this|on)") == [
        *("read this", "read on", "read also this", "read also on"),
    ]


@pytest.mark.parametrize("heading", ["관련 기사", "Lesen Sie auch", "À lire aussi", "延伸阅读"])
def test_a_label_of_related_reading_is_one_on_articles_and_listings(heading: str) -> None:
    assert kind_of_label(heading) == RELATED
    assert is_ranking(heading)


@pytest.mark.parametrize("heading", ["More interviews", "往期文章", "Weitere Gespräche"])
def test_a_label_of_more_may_head_a_listing_of_its_own(heading: str) -> None:
    assert kind_of_label(heading) == RELATED
    assert not is_ranking(heading)
