"""Imports point one way: the table of who may know whom, held against the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
VALUES = {
    *("text", "language", "encoding", "dates", "numbers", "urls", "items", "record"),
    *("portal", "portal_values"),
}
VALUES |= {"recheck", "selecting"}
MAY: dict[str, set[str]] = {
    "scraper.extraction": VALUES,
    "scraper.archive": VALUES,
    "scraper.captures": VALUES,
}
STEPS = {
    "spiders",
    "pipelines",
    "scraper.extensions",
    *(f"scraper.{file.stem}" for file in (PROJECT / "scraper").glob("middlewares*.py")),
}


def modules() -> list[Path]:
    return [
        path
        for folder in ("scraper", "spiders", "pipelines")
        for path in sorted((PROJECT / folder).rglob("*.py"))
    ]


def name_of(path: Path) -> str:
    parts = list(path.relative_to(PROJECT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """The project's modules that a file imports; a module of `from x import module` too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (
            name for name in names if name.split(".")[0] in {"scraper", "spiders", "pipelines"}
        )


def layer(name: str) -> str:
    """The part of the house that a module is in: `scraper.extraction`, `spiders` and so on."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "scraper" else parts[0]


def wrong(importer: str, imported: str) -> str | None:
    """Why one layer may not import another; None where it may."""
    here, there = layer(importer), layer(imported)
    if here == there or there == "scraper":
        return None
    if here.startswith("scraper") and not there.startswith("scraper"):
        return "scraper never imports spiders or pipelines: settings name them as strings"
    if here in MAY and there.removeprefix("scraper.") not in MAY[here]:
        return "extraction, archive and captures know values only, never each other"
    if here.removeprefix("scraper.") in VALUES and there.removeprefix("scraper.") not in VALUES:
        return "values know values only"
    if here in STEPS and there in STEPS:
        return "spiders, pipelines, middlewares and extensions never know each other"
    if there == "scraper.commands":
        return "nothing imports a command"
    if here in {"spiders"} and there == "scraper.archive":
        return "a spider never looks into the archive"
    if here == "pipelines" and there == "scraper.extraction":
        return "a pipeline never parses HTML"
    return None


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    name = name_of(path)
    found = [
        f"{name} imports {other}: {why}" for other in imports(path) if (why := wrong(name, other))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("scraper.extraction.body", "scraper.archive.read"),
        ("scraper.archive.write", "scraper.extraction"),
        ("scraper.text", "scraper.extraction.page"),
        ("spiders.interviews", "pipelines.store"),
        ("spiders.interviews", "scraper.archive"),
        ("pipelines.store", "scraper.middlewares"),
        ("pipelines.normalise", "scraper.extraction"),
        ("scraper.commands.probe", "pipelines.normalise"),
        ("scraper.summary", "scraper.commands.demo"),
    ],
)
def test_a_wrong_import_would_be_noticed(importer: str, imported: str) -> None:
    assert wrong(importer, imported)


def test_only_the_archive_knows_sql() -> None:
    for path in modules():
        name = name_of(path)
        if layer(name) != "scraper.archive":
            source = path.read_text("utf-8")
            assert "sqlalchemy" not in source.replace("SQLAlchemy", ""), f"{name} knows SQLAlchemy"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 300, f"{path.name} has over 300 lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 50, f"{path.name}: {node.name} has {length} lines"
