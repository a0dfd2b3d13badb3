"""Portals on loopback, each with a port of its own."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.support.markups.portal import Markup, Site
from tests.support.markups.words.bank import Language


class PortalServer(ThreadingHTTPServer):
    """Serves one site; `asked` lists the request targets in the order in which they came."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, markup: Markup, language: Language, count: int, per_page: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        origin = f"http://127.0.0.1:{self.server_port}"
        self.site = Site(markup, language, origin, count, per_page)
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes: without this each answer waits for the reader's kernel.
    disable_nagle_algorithm = True
    server: PortalServer

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        response = self.server.site.respond(self.path)
        if response is None:
            self._send(404, b"<html><body><h1>404 Not Found</h1></body></html>", "text/html")
        else:
            self._send(200, response.body, response.content_type)

    def _send(self, status: int, body: bytes, content_type: str | None) -> None:
        self.send_response(status)
        if content_type is not None:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests say what went wrong; a log line a request would hide it."""


@contextmanager
def serving(
    portals: Iterable[tuple[Markup, Language]], count: int = 24, per_page: int = 8
) -> Iterator[list[PortalServer]]:
    """The portals, up until the block ends."""
    with ExitStack() as stack:
        servers = [PortalServer(markup, lang, count, per_page) for markup, lang in portals]
        for server in servers:
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield servers
