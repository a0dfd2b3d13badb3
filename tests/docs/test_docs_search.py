"""docs/search.md says what `scrapy search` knows: its options, its commands, its exit codes."""

import re
import shlex

import pytest
from scrapy.cmdline import ScrapyArgumentParser, _get_commands_dict
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from scraper import settings as project
from scraper.crawl.report.outcome import Exit

DOC = (project.PROJECT / "docs" / "search.md").read_text(encoding="utf-8")
LINES = [
    shlex.split(line.partition(" > ")[0], comments=True)
    for block in re.findall(r"^```sh\n(.*?)^```", DOC, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
OPTION = re.compile(r"--[a-z-]+")


def parser_of(name: str) -> tuple[ScrapyArgumentParser, set[str]]:
    """The command's parser, and the options that are its own."""
    commands = _get_commands_dict(
        Settings({"COMMANDS_MODULE": project.COMMANDS_MODULE}), inproject=True
    )
    command, bare = commands[name], ScrapyArgumentParser(conflict_handler="resolve")
    command.settings = Settings()
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    ScrapyCommand.add_options(command, bare)
    return parser, set(parser._option_string_actions) - set(bare._option_string_actions)


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_commands_are_as_shown(line: list[str]) -> None:
    scrapy, name, *arguments = line
    assert scrapy == "scrapy"
    parser, _ = parser_of(name)
    _, rest = parser.parse_known_args(arguments)
    assert not [argument for argument in rest if argument.startswith("-")]


def test_every_option_is_explained() -> None:
    rows = re.findall(r"^\| (`--.*?) \|", DOC, re.MULTILINE)
    assert {option for row in rows for option in OPTION.findall(row)} == parser_of("search")[1]


def test_exit_codes_are_the_commands() -> None:
    assert f"{Exit.BAD_USAGE.value} for bad usage" in DOC
    assert f"{Exit.ARCHIVE_TROUBLE.value} where the archive cannot be read" in DOC
