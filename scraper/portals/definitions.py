"""Portal definitions: TOML files, one a portal, read from folders of which a later one wins."""

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scraper.portals.errors import line_of, syntax_problem, validation_problems
from scraper.portals.model import Portal

_ADDRESS = re.compile(r"""^\s*(?:home|url)\s*=\s*["']?([^\s"']+)""", re.MULTILINE)


class DefinitionError(Exception):
    """What is wrong with portal definitions: one line a problem, each with file, line and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class Definitions:
    """The portals that are defined in `folders`. `time_zone` is for those that state none."""

    def __init__(self, folders: Sequence[str | Path], time_zone: str) -> None:
        self._time_zone = time_zone
        self._files = {
            file.stem: file
            for folder in folders
            for file in sorted(Path(folder).glob("*.toml"))
            if not file.name.startswith(".")
        }

    def names(self) -> list[str]:
        """The names of all definitions, enabled or not, in order."""
        return sorted(self._files)

    def file(self, name: str) -> Path:
        """Where a portal is defined; DefinitionError where it is not, with what there is."""
        if name in self._files:
            return self._files[name]
        near = get_close_matches(name, self._files, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        known = ", ".join(self.names()) or "none"
        raise DefinitionError([f"no portal is called {name!r}{hint} (defined: {known})"])

    def load(self, name: str) -> Portal:
        """The portal of that name; DefinitionError where its definition is missing or wrong."""
        return read_definition(self.file(name), self._time_zone)

    def owner(self, url: str) -> Portal | None:
        """The portal that an address is on, if any is defined. DefinitionError where none is, but
        a definition with mistakes names the address's host: how it wants to be asked is unknown."""
        problems = []
        for name in self.names():
            try:
                portal = self.load(name)
            except DefinitionError as error:
                # What is wrong with a portal that is not asked for is not this run's business.
                problems += error.problems if _names_host_of(url, self._files[name]) else []
                continue
            if portal.owns(url):
                return portal
        if problems:
            raise DefinitionError(problems)
        return None

    def enabled(self) -> tuple[list[Portal], list[str]]:
        """The portals that are enabled, by name, and what is wrong with the definitions that cannot
        be read and do not say that they are not."""
        portals, problems = [], []
        for name in self.names():
            try:
                portal = self.load(name)
            except DefinitionError as error:
                problems += [] if _is_off(self._files[name]) else error.problems
                continue
            portals += [portal] if portal.enabled else []
        return portals, problems

    def load_all(self) -> list[Portal]:
        """All portals by name; DefinitionError with every problem of every file."""
        portals, problems = [], []
        for name in self.names():
            try:
                portals.append(self.load(name))
            except DefinitionError as error:
                problems.extend(error.problems)
        if problems:
            raise DefinitionError(problems)
        return portals


def read_definition(file: Path, time_zone: str) -> Portal:
    """The portal that a file defines; DefinitionError with all that is wrong with it."""
    try:
        return _read(file, time_zone)
    except DefinitionError:
        raise
    # Whatever a file holds, it must not stop what has nothing to do with it.
    except Exception as error:
        said = f"{file}: cannot be understood ({type(error).__name__}: {error})"
        raise DefinitionError([said]) from error


def _read(file: Path, time_zone: str) -> Portal:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise DefinitionError([f"{file}: cannot be read: {error.strerror}"]) from error
    except ValueError as error:
        raise DefinitionError([syntax_problem(file, error)]) from error
    problems = list(_name_problems(file, data, text))
    try:
        portal = Portal.model_validate({"time_zone": time_zone, **data})
    except ValidationError as error:
        raise DefinitionError(problems + validation_problems(file, text, error)) from error
    if problems:
        raise DefinitionError(problems)
    return portal


def _names_host_of(url: str, file: Path) -> bool:
    """Whether a file that need not be TOML states an address on the host of another."""
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    for stated in _ADDRESS.findall(text):
        try:
            if Portal.undefined(file.stem, stated, "UTC").owns(url):
                return True
        except ValidationError:
            continue
    return False


def _is_off(file: Path) -> bool:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig")).get("enabled") is False
    except Exception:
        return False


def _name_problems(file: Path, data: dict[str, Any], text: str) -> list[str]:
    name = data.get("name")
    if not isinstance(name, str):
        return []
    where = f"{file}:{line_of(text, ('name',))}: name: found {name!r}, expected"
    if name != file.stem:
        return [f"{where} {file.stem!r}, the file's own name"]
    # `-a portal=` takes several names, with commas between them.
    return [f"{where} a name without a comma, of the file too"] if "," in name else []
