"""`scrapy search` and `scrapy reindex`, as a person or a program meets them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from scraper.archive import Archive
from scraper.items import Block
from scraper.record import RECORD_KEYS
from scraper.settings import PROJECT
from tests.support.archived import article
from tests.support.search_articles import fill

Command = Callable[..., int]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{tmp_path_factory.mktemp('search') / 'archive.db'}"
    with Archive.open(address) as archive:
        fill(archive)
    return address


@pytest.fixture
def command(address: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command; its exit code."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "scraper.settings")

    def run(*arguments: str, archive: str = address) -> int:
        settings = get_project_settings()
        settings.set("ARCHIVE_URL", archive)
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", *arguments], settings)
        return int(ended.value.code or 0)

    return run


def test_a_hit_shows_title_date_section_snippet_and_url(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("search", "公益") == 0
    shown = capsys.readouterr()
    assert shown.out == (
        "王瑞和：企业的社会责任\n"
        "  2021-01-06 09:30 | Celebrity interviews\n"
        "  王瑞和在采访中说，公益不是口号。企业家精神来自大学时代。"
        " 他的工厂在河边，工人每天带着茶去上班。\n"
        "  https://portal.example/duty\n\n"
    )
    assert shown.err == "1 interview found\n"


def test_best_first_or_newest_first_and_no_more_than_wanted(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    def urls(*arguments: str) -> list[str]:
        assert command("search", *arguments, "--json") == 0
        return [json.loads(line)["url"][23:] for line in capsys.readouterr().out.splitlines()]

    assert urls("loom") == ["loom", "silk"]
    assert urls("--newest", "loom") == ["silk", "loom"]
    assert urls("loom", "--limit", "1") == ["loom"]
    assert urls("lin", "wei") == ["loom"]
    assert urls('"mender of quiet"', "OR", "needle", "--newest") == ["gold", "loom"]
    assert urls("craft", "--tag", "Dyeing") == ["silk"]
    assert urls("人", "--since", "2021-01-10", "--until", "2021-01-14") == ["kyoto", "border"]
    assert urls("loom", "--section", "Dialogue", "--portal", "other") == ["loom"]


def test_json_is_the_exported_record_and_a_snippet(
    command: Command, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("search", "学徒", "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert tuple(found) == (*RECORD_KEYS, "snippet")
    assert "学徒" in found.pop("snippet")
    with Archive.open_to_read(address) as archive:
        assert found in list(archive.records())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["unheard-of"], "no interview matches"),
        (["***"], "there is no word in that to look for"),
        (["茶", "--limit", "1"], "2 interviews found, 1 shown"),
    ],
)
def test_how_many_there_are_is_said_beside_the_hits(
    command: Command, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert command("search", *words) == 0
    assert capsys.readouterr().err.strip() == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what to look for"),
        (["  "], "say what to look for"),
        (["loom", "--limit", "0"], "is no number"),
        (["loom", "--limit", "many"], "is no number"),
        (["loom", "--since", "soon"], "is no date"),
    ],
)
def test_bad_usage_is_told(
    command: Command, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert command("search", *arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.out + shown.err


@pytest.mark.parametrize("name", [["search", "loom"], ["reindex"]])
def test_where_there_is_no_archive_it_says_so(
    command: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: list[str]
) -> None:
    assert command(*name, archive=f"sqlite:///{tmp_path / 'none.db'}") == 6
    assert "there is no archive yet" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


# In titles and bodies that come another way than through the pipelines, which clean them.
_EVIL = (
    "\x1b[31mred\x1b]0;owned\x07 \x9b2Jclear \x08\x7f \u202eevil\u2066 [bold]text[/bold] :smile:"
)


def test_what_a_portal_writes_cannot_steer_the_terminal(
    command: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    archive_url = f"sqlite:///{tmp_path / 'evil.db'}"
    with Archive.open(archive_url) as archive:
        archive.save(
            article(
                url=f"https://portal.example/{_EVIL}",
                title=f"loom {_EVIL}",
                section=_EVIL,
                blocks=[Block("paragraph", f"loom {_EVIL}")],
                tags=[_EVIL],
            )
        )
    assert command("search", "loom", archive=archive_url) == 0
    shown = capsys.readouterr().out
    assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []
    assert shown.count("[bold]text[/bold] :smile:") == 4
    assert command("search", "loom", "--json", archive=archive_url) == 0
    line = capsys.readouterr().out
    assert [sign for sign in line if not sign.isprintable() and sign != "\n"] == []
    assert json.loads(line)["section"] == _EVIL


def in_terminal(command: Command, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What `scrapy search` writes where standard output is a terminal."""
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as screen:  # noqa: PTH123  a terminal has no path
        with monkeypatch.context() as patch:
            patch.setenv("TERM", "xterm")
            patch.setattr(sys, "stdout", screen)
            assert command("search", *arguments) == 0
        # Should nothing else be written, there is something to read all the same.
        screen.write("the end")
    shown = b""
    # A terminal hands over what it has, in as many pieces as it likes.
    while not shown.endswith(b"the end"):
        shown += os.read(ours, 65536)
    os.close(ours)
    return shown.decode("utf-8")


def test_hits_are_in_colour_on_a_terminal_only_where_wanted(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    shown = in_terminal(command, monkeypatch, "公益")
    assert "\x1b[1;31m公益\x1b[0m不是口号" in shown
    monkeypatch.setenv("NO_COLOR", "1")
    shown = in_terminal(command, monkeypatch, "公益")
    assert "公益" in shown
    assert "31m" not in shown


@pytest.mark.slow
def test_a_reader_may_leave_early(address: str) -> None:
    process = subprocess.run(
        f"{sys.executable} -m scrapy search 人 --json | head -c 1",
        shell=True,
        cwd=PROJECT,
        env=os.environ | {"ARCHIVE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout == "{"
    assert "Traceback" not in process.stderr


def test_reindex(command: Command, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("reindex") == 0
    assert capsys.readouterr().err == "indexed 16 interviews\n"
    assert command("search", "公益") == 0
    assert command("reindex", "now") == 2
