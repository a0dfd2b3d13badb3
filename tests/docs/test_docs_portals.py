"""docs/portals.md explains every key of a definition; what it shows is so."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from scrapy.cmdline import ScrapyArgumentParser, _get_commands_dict
from scrapy.settings import Settings

from scraper import settings as project
from scraper.portals.definitions import read_definition
from scraper.portals.model import (
    Budget,
    Labels,
    Layout,
    Listing,
    Politeness,
    Portal,
    Recheck,
    Selectors,
)
from scraper.ui.demo_server import served
from tests.support.crawling import AT_FULL_SPEED, scrapy

DOC = (project.PROJECT / "docs" / "portals.md").read_text(encoding="utf-8")
TABLES: dict[str, type[BaseModel]] = {
    "listings": Listing,
    "selectors": Selectors,
    "labels": Labels,
    "layouts": Layout,
    "politeness": Politeness,
    "politeness.budget": Budget,
    "recheck": Recheck,
}


def _keys() -> Iterator[str]:
    yield from Portal.model_fields
    for table, model in TABLES.items():
        yield from (f"{table}.{key}" for key in model.model_fields)


def _explained() -> set[str]:
    cells = re.findall(r"^\| (`[^|]+`) \|", DOC, re.MULTILINE)
    return {key.strip("[]") for cell in cells for key in re.findall(r"`([^`]+)`", cell)}


def test_every_key_is_explained_and_no_other() -> None:
    assert _explained() == set(_keys())


@pytest.mark.parametrize("text", re.findall(r"^```toml\n(.*?)^```", DOC, re.DOTALL | re.MULTILINE))
def test_the_definitions_it_shows_are_right(text: str, tmp_path: Path) -> None:
    file = tmp_path / "gazette.toml"
    file.write_text(text, encoding="utf-8")
    assert read_definition(file, "UTC").listings


def test_the_commands_it_shows_are_there() -> None:
    commands = _get_commands_dict(
        Settings({"COMMANDS_MODULE": project.COMMANDS_MODULE}), inproject=True
    )
    blocks = "".join(re.findall(r"^```sh\n(.*?)^```", DOC, re.DOTALL | re.MULTILINE))
    lines = [shlex.split(line, comments=True) for line in blocks.splitlines()]
    named = [line for line in lines if line and line[0] == "scrapy"]
    assert len(named) >= 6
    for _, name, *arguments in named:
        command = commands[name]
        command.settings = Settings()
        parser = ScrapyArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        _, rest = parser.parse_known_args(arguments)
        assert not [argument for argument in rest if argument.startswith("-")], name


@pytest.mark.slow
def test_the_way_from_an_address_to_an_archive_is_as_it_says(tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", DOC, re.DOTALL | re.MULTILINE)
    (block,) = [block for block in blocks if "http.server" in block]
    first, *commands = [shlex.split(line, comments=True) for line in block.splitlines()]
    shown = f"http://127.0.0.1:{first[first.index('http.server') + 1]}"
    folder = project.PROJECT / first[first.index("--directory") + 1]
    ended = None
    with served(folder, 0) as address:
        for _, *arguments in commands:
            here = [argument.replace(shown, address) for argument in arguments]
            own = ("-s", f"PORTAL_FOLDERS={tmp_path}", *AT_FULL_SPEED)
            ended = scrapy(*here, *own, archive=tmp_path / "archive.db")
            assert ended.code == 0, ended.out + ended.log
    assert ended is not None
    assert len(ended.records) > 30
