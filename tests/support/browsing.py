"""An archive in a Datasette, asked without a network."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from lxml import html

from scraper.archive import Archive
from scraper.ui.browser.server import datasette_of, let_go
from tests.support.crawling import address_of


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, and what a reader sees of it."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def tree(self) -> Any:
        return html.fromstring(self.text)

    @property
    def seen(self) -> str:
        """Its text, white space folded."""
        return " ".join(self.tree.text_content().split())

    def links(self, text: str) -> list[str]:
        """Where the links of this text lead."""
        return [
            link.get("href") for link in self.tree.iter("a") if link.text_content().strip() == text
        ]


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks one Datasette."""

    datasette: Datasette

    def get(self, path: str, **headers: str) -> Page:
        """The page at the path."""
        answer = asyncio.run(self.datasette.client.get(path, headers=headers))
        return Page(answer.status_code, answer.text, dict(answer.headers))

    def json(self, path: str) -> Any:
        """What stands at the path as JSON."""
        return asyncio.run(self.datasette.client.get(path)).json()


@contextmanager
def browsing(file: Path) -> Iterator[Browser]:
    """A browser on the archive in the file."""
    with Archive.open_to_read(address_of(file)) as archive:
        datasette = datasette_of(archive, file)
        try:
            yield Browser(datasette)
        finally:
            let_go(datasette)
