"""A Datasette over one archive, and the server that shows it to this machine only."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from scraper.archive import Archive
from scraper.ui.browser import plugin
from scraper.ui.browser.addresses import DATABASE
from scraper.ui.browser.metadata import metadata

HOST = "127.0.0.1"
# Seconds for answers under way, once Ctrl-C is pressed.
_PATIENCE = 1
_FOLDER = Path(__file__).parent

# One person asks, of what may be a million articles: patience is worth more than a quick refusal.
_SETTINGS = {
    "sql_time_limit_ms": 10_000,
    "facet_time_limit_ms": 10_000,
    "default_facet_size": 12,
    "suggest_facets": False,
    "default_page_size": 50,
    "truncate_cells_html": 160,
    "allow_download": False,
    "num_sql_threads": 4,
}


def datasette_of(archive: Archive, file: Path) -> Datasette:
    """A Datasette that reads `file`, and searches through `archive`, the same one."""
    _speak_plainly()
    if not pm.is_registered(plugin):
        pm.register(plugin, name="interview-archive")
    datasette = Datasette(
        settings=_SETTINGS,
        metadata=metadata(DATABASE),
        template_dir=str(_FOLDER / "templates"),
        static_mounts=[("assets", str(_FOLDER / "static"))],
    )
    datasette.remove_database("_memory")
    datasette.add_database(
        Database(datasette, str(file), is_mutable=_may_change(file)), name=DATABASE
    )
    plugin.attach(datasette, archive)
    return datasette


def _speak_plainly() -> None:
    # A plugin of Datasette's, which finds nothing in itself if it is the first one imported.
    from datasette import handle_exception

    # With rich, it shows a screenful on the terminal for every address that is not there.
    handle_exception.rich = None


def let_go(datasette: Datasette) -> None:
    """Closes what the Datasette has open; a query that still runs is broken off."""
    _break_off(datasette)
    datasette.executor.shutdown(cancel_futures=True)
    for database in datasette.databases.values():
        database.close()


def _break_off(datasette: Datasette) -> None:
    for database in datasette.databases.values():
        for connection in database._all_file_connections:
            connection.interrupt()


async def serve(datasette: Datasette, port: int | None, ready: Callable[[str], None]) -> None:
    """Answers on loopback until a signal; `ready` is told the address as soon as it does.

    OSError where the port is taken.
    """
    await datasette.invoke_startup()
    with listening(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        config = uvicorn.Config(
            datasette.app(), log_level="error", lifespan="off", timeout_graceful_shutdown=_PATIENCE
        )
        try:
            server = _Server(config, lambda: ready(address), lambda: _break_off(datasette))
            await server.serve(sockets=[listener])
        finally:
            let_go(datasette)


def listening(port: int | None) -> socket.socket:
    """A socket of loopback; None is any port that is free."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port or 0))
    except OSError:
        listener.close()
        raise
    return listener


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], end: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._end = end

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._ready()

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        self._end()
        await super().shutdown(sockets=sockets)


def _may_change(file: Path) -> bool:
    # Even a reader makes files beside a WAL database; where it may not, nobody writes either.
    return os.access(file.parent, os.W_OK) or file.with_name(f"{file.name}-wal").exists()
