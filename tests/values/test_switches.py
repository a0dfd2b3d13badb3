"""Rules have names by which a process of its own runs without them."""

import subprocess
import sys

import pytest

from scraper.values import switches
from tests.support import PROJECT

_ASKED = """
from scraper.values import switches
switches.leave_out(*{names!r})
from scraper.extraction.vocabulary.labels import kind_of_label
import scraper.extraction
try:
    switches.check()
except switches.UnknownRule as error:
    print(error)
print(kind_of_label("Related reading"), kind_of_label("Tags"))
"""


def run_without(*names: str) -> str:
    command = [sys.executable, "-c", _ASKED.format(names=names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    return done.stdout.strip()


def test_a_group_of_phrases_can_be_left_out() -> None:
    assert run_without("related.names") == "None tags"


def test_a_name_that_no_rule_has_is_told() -> None:
    said = run_without("related.nothing")
    assert said.startswith("no rule is called related.nothing; there are ")
    assert "related.names" in said
    assert said.endswith("related tags")


def test_what_is_imported_already_cannot_be_left_out() -> None:
    import scraper.extraction  # noqa: F401

    with pytest.raises(RuntimeError, match="before them"):
        switches.leave_out("related.names")
