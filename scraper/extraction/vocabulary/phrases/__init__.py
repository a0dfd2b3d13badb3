"""Phrases as data: a file a concept, in it groups, in each the phrases of a language by its code.

A phrase is a regular expression in which a space is any white space and `(a|b)` captures nothing.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from scraper.values.switches import has_phrases

# A bracket that opens a group; brackets that are escaped or in a set go by whole.
_GROUP = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)")
# Matches nothing.
_NOTHING = r"(?!)"

Groups = dict[str, dict[str, list[str]]]


@cache
def groups_of(concept: str) -> Groups:
    """The groups of a concept's file: phrases by language by group."""
    text = files(__name__).joinpath(f"{concept}.toml").read_text("utf-8")
    found: Groups = tomllib.loads(text)
    return found


def phrases(*names: str) -> list[str]:
    """The phrases of some groups in all languages, as patterns. A name is "concept.group"."""
    return [_pattern(phrase) for phrase in words_of(*names)]


def _pattern(phrase: str) -> str:
    grouped = _GROUP.sub(lambda found: "(?:" if found[0] == "(" else found[0], phrase)
    return grouped.replace(" ", r"\s+")


def words_of(*names: str) -> list[str]:
    """The same as they are written, for groups of plain words."""
    found = []
    for name in names:
        concept, _, group = name.partition(".")
        if has_phrases(name):
            found += [one for many in groups_of(concept)[group].values() for one in many]
    return found


def any_of(*names: str) -> str:
    """A pattern that matches what one of the groups' phrases does."""
    return f"(?:{'|'.join(phrases(*names) or [_NOTHING])})"


def compiled(*names: str) -> re.Pattern[str]:
    """The same compiled, whatever the case."""
    return re.compile(any_of(*names), re.IGNORECASE)
