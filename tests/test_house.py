"""The house: who may know whom, how large a room may be. CONTRIBUTING.md says why."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import PROJECT

# Every layer of the project, lowest first: a module knows its own layer where that is one folder,
# and lower layers. Layers on one line do not know each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("scraper",),
    ("scraper.settings",),
    ("scraper.values",),
    ("scraper.portals", "scraper.encoding"),
    ("scraper.portal",),
    ("scraper.items",),
    ("scraper.record",),
    ("scraper.extraction", "scraper.archive", "scraper.captures"),
    ("scraper.crawl",),
    ("spiders", "pipelines", "scraper.authoring"),
    ("scraper.ui",),
    ("scraper.commands",),
)
# The same within three folders.
ROOMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "scraper.extraction": (
        ("page", "vocabulary"),
        ("parts",),
        ("fields",),
        ("body", "listing"),
        ("article",),
        ("explain",),
    ),
    "scraper.archive": (
        ("database",),
        ("search", "ledger"),
        ("migrations", "articles", "drift"),
        ("queries",),
        ("upkeep",),
        ("archive",),
        ("dictionary",),
        ("export", "rescue"),
    ),
    "scraper.crawl": (
        ("asked", "clock", "stopping"),
        ("fetch",),
        ("plan", "report"),
        ("storing", "process"),
        ("alerts",),
        ("replay",),
    ),
}
# Folders that may hold more than twelve entries, and why.
LARGE = {
    "scraper": "two names of before the rooms stay importable: portal and encoding",
    "scraper/commands": "Scrapy finds one command a module",
    "scraper/ui/browser": "Datasette wants a plugin's templates and static files beside it",
    "scraper/extraction/fields": "one module a field of the record, under the field's name",
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_ENTRIES = 500, 50, 12


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
    """What a file imports of the project: `from x import y` is `x.y`, be y a module or not."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (
            name for name in names if name.split(".")[0] in {"scraper", "spiders", "pipelines"}
        )


def _layer(name: str) -> tuple[int, str]:
    """The height of a module's layer, and its name. KeyError for a module that is in none."""
    parts = name.split(".")
    found = parts[0] if parts[0] != "scraper" else ".".join(parts[:2])
    if found == "scraper.__version__":
        found = "scraper"
    for height, layers in enumerate(LAYERS):
        if found in layers:
            return height, found
    raise KeyError(found)


def _room(layer: str, name: str) -> tuple[int, str] | None:
    """The same within a layer that has rooms; None for what the layer itself exports."""
    inner = name.removeprefix(layer).strip(".").split(".")[0]
    for height, rooms in enumerate(ROOMS[layer]):
        if inner in rooms:
            return height, inner
    if (PROJECT / layer.replace(".", "/") / inner).is_dir() and inner:
        raise KeyError(f"{layer}.{inner}")
    return None


def wrong(importer: str, imported: str) -> str | None:
    """Why one module may not import another; None where it may."""
    try:
        (here, layer), (there, other) = _layer(importer), _layer(imported)
        if layer != other:
            return None if there < here else f"{layer} does not know {other}"
        if layer not in ROOMS:
            return None
        inside, target = _room(layer, importer), _room(layer, imported)
    except KeyError as unknown:
        return f"{unknown} is in no layer: give it a place in LAYERS or ROOMS"
    if inside is None or target is None or inside[1] == target[1] or target[0] < inside[0]:
        return None
    return f"{layer}.{inside[1]} does not know {layer}.{target[1]}"


def test_imports_point_one_way() -> None:
    found = [
        f"{name_of(path)} imports {other}: {why}"
        for path in modules()
        for other in [*imports(path), name_of(path)]
        if (why := wrong(name_of(path), other))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("scraper.extraction.body.body", "scraper.archive.database.records"),
        ("scraper.archive.articles.write", "scraper.extraction"),
        ("scraper.values.clean", "scraper.extraction.page.page"),
        ("spiders.interviews", "pipelines.store"),
        ("pipelines.store", "spiders.interviews"),
        ("scraper.authoring.draft.draft", "spiders.interviews"),
        ("scraper.commands.probe", "scraper.unknown"),
        ("scraper.unknown", "scraper.items"),
        ("scraper.ui.terminal.summary", "scraper.commands.demo"),
        ("scraper.extraction.fields.title", "scraper.extraction.body.body"),
        ("scraper.archive.ledger.follow", "scraper.archive.articles.moves"),
        ("scraper.crawl.report.outcome", "scraper.crawl.storing.store"),
    ],
)
def test_a_wrong_import_would_be_noticed(importer: str, imported: str) -> None:
    assert wrong(importer, imported)


def test_no_circle_of_imports() -> None:
    known = {name_of(path) for path in modules()}
    graph = {
        name_of(path): {
            target if target in known else target.rpartition(".")[0] for target in imports(path)
        }
        - {name_of(path)}
        for path in modules()
    }
    while leaves := {name for name, targets in graph.items() if not targets & graph.keys()}:
        graph = {name: targets for name, targets in graph.items() if name not in leaves}
    assert not graph, f"these import each other in a circle: {sorted(graph)}"


def test_a_spider_never_looks_into_the_archive_and_a_pipeline_never_parses() -> None:
    for path in modules():
        name, known = name_of(path), set(imports(path))
        if name.startswith("spiders"):
            assert not [one for one in known if one.startswith("scraper.archive")], name
        if name.startswith("pipelines"):
            assert not [one for one in known if one.startswith("scraper.extraction")], name


def test_only_the_archive_knows_sql() -> None:
    for path in modules():
        if not name_of(path).startswith("scraper.archive"):
            source = path.read_text("utf-8")
            assert "sqlalchemy" not in source, f"{name_of(path)} knows SQLAlchemy"


def test_files_and_functions_stay_small() -> None:
    large = []
    for path in modules():
        source = path.read_text("utf-8")
        if source.count("\n") > MOST_LINES:
            large.append(f"{path.name} has over {MOST_LINES} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    large.append(f"{path.name}: {node.name} has {length} lines")
    assert not large, "\n".join(large)


def test_folders_stay_small_and_have_no_prefixes() -> None:
    found = []
    for folder in {path.parent for path in modules()}:
        name = folder.relative_to(PROJECT).as_posix()
        entries = [
            path.stem
            for path in folder.iterdir()
            if path.stem not in ("__init__", "__pycache__") and not path.name.startswith(".")
        ]
        if len(entries) > MOST_ENTRIES and name not in LARGE:
            found.append(f"{name} holds {len(entries)} entries")
        if name.endswith("migrations/versions"):
            continue  # named by their numbers
        prefixes = Counter(entry.split("_")[0] for entry in entries if "_" in entry)
        found += [
            f"{name}: {count} files begin with {prefix}_: make it a folder"
            for prefix, count in prefixes.items()
            if count >= 3
        ]
    assert not found, "\n".join(found)
