"""Rules have names by which a process of its own runs without them."""

import importlib
import subprocess
import sys

import pytest

from benchmarks.reading import rules
from scraper.values import switches
from tests.support import PROJECT

_ASKED = """
from benchmarks.reading.rules import read_without
from scraper.values.switches import UnknownRule
try:
    read_without({names!r})
except UnknownRule as error:
    print(error)
from scraper.extraction.vocabulary.labels import kind_of_label
from scraper.extraction.vocabulary.words import is_related
print(kind_of_label("Related reading"), kind_of_label("Tags"), is_related("Related reading"))
"""


def run_without(*names: str) -> str:
    command = [sys.executable, "-c", _ASKED.format(names=names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    return done.stdout.strip()


def test_a_group_of_phrases_can_be_left_out() -> None:
    assert run_without("related.names") == "None tags False"


def test_a_function_can_be_left_out_and_a_name_that_no_rule_has_is_told() -> None:
    said = run_without("vocabulary.words.is_related", "zones.nothing")
    assert said.startswith("no rule is called zones.nothing; there are ")
    assert "related.names" in said
    assert "body.paragraphs.is_dateline" in said
    assert said.endswith("None tags False")


def test_what_is_compiled_already_cannot_be_left_out() -> None:
    importlib.import_module("scraper.extraction")
    assert "body.paragraphs.is_dateline" in rules.functions()
    with pytest.raises(RuntimeError, match="before them"):
        switches.leave_out("related.names")
