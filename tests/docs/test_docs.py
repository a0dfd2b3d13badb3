"""README and CONTRIBUTING say what is so: commands, settings, fields, codes, a real record."""

import json
import re
import shlex
from urllib.parse import urlsplit

import pytest
from scrapy.cmdline import ScrapyArgumentParser, _get_commands_dict
from scrapy.settings import Settings, default_settings

from scraper import settings as project
from scraper.crawl.report.outcome import Exit
from scraper.portals.definitions import read_definition
from scraper.record import RECORD_KEYS
from tests.support.crawling import lines_of

README = (project.PROJECT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (project.PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (project.PROJECT / "Makefile").read_text(encoding="utf-8")
PORTALS = (project.PROJECT / "docs" / "portals.md").read_text(encoding="utf-8")
DOCS = README + CONTRIBUTING + PORTALS
CUT = "…"


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def _scrapy_lines() -> list[list[str]]:
    lines = [shlex.split(line, comments=True) for line in "".join(_blocks(DOCS, "sh")).splitlines()]
    return [line for line in lines if line and line[0] == "scrapy"]


def _agrees(shown: object, true: object) -> bool:
    """Whether what the README shows is the truth, or its beginning where it ends in "…"."""
    match shown, true:
        case dict(), dict():
            return shown.keys() == true.keys() and all(
                _agrees(shown[key], true[key]) for key in shown
            )
        case [*some, "…"], list():
            return len(true) > len(some) and all(map(_agrees, some, true))
        case list(), list():
            return len(shown) == len(true) and all(map(_agrees, shown, true))
        case str(), str() if shown.endswith(CUT):
            return true == shown or true.startswith(shown.removesuffix(CUT))
    return shown == true


def test_the_record_is_one_of_the_sample_portal() -> None:
    (text,) = _blocks(README, "json")
    record = json.loads(text)
    assert tuple(record) == RECORD_KEYS
    path = urlsplit(record["url"]).path
    base = record["url"].removesuffix(path)
    truths = {
        truth.pop("path"): truth for truth in lines_of(project.DATA / "sample_portal/truth.jsonl")
    }
    shown = json.loads(text.replace(base, ""))
    wrong = [key for key, true in truths[path].items() if not _agrees(shown[key], true)]
    assert not wrong


def test_commands_exist_and_know_their_options() -> None:
    commands = _get_commands_dict(
        Settings({"COMMANDS_MODULE": project.COMMANDS_MODULE}), inproject=True
    )
    assert len(_scrapy_lines()) >= 4
    for _, name, *arguments in _scrapy_lines():
        command = commands[name]
        command.settings = Settings()
        parser = ScrapyArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        _, rest = parser.parse_known_args(arguments)
        assert not [argument for argument in rest if argument.startswith("-")], name
    for name in re.findall(r"`scrapy (\w+)[` ]", DOCS):
        assert name in commands


def test_settings_exist() -> None:
    named = set(re.findall(r"\b([A-Z]+(?:_[A-Z]+)+)\b", DOCS))
    assert named >= {"ARCHIVE_URL", "DOWNLOAD_DELAY", "PORTAL_TIME_ZONE"}
    assert not {
        name for name in named if not hasattr(project, name) and not hasattr(default_settings, name)
    }


def test_make_targets_exist() -> None:
    named = set(re.findall(r"(?:^|`)make (\w+)", DOCS, re.MULTILINE))
    assert {"crawl", "check", "install", "test"} <= named
    assert named <= set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))


def test_exit_codes_are_listed() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)] == sorted(Exit)


def test_the_definition_in_the_readme_is_right(tmp_path_factory: pytest.TempPathFactory) -> None:
    (text,) = _blocks(README, "toml")
    file = tmp_path_factory.mktemp("portals") / "gazette.toml"
    file.write_text(text, encoding="utf-8")
    assert read_definition(file, "UTC").listings


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_files_that_the_readme_names_are_there(name: str) -> None:
    assert name in README
    assert (project.PROJECT / name).is_file()
