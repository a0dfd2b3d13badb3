"""The sample portal many times over: `/7/interviews/...` is its seventh copy.

python -m benchmarks.server    prints its port, serves until it is stopped
"""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scraper.settings import SAMPLE_PORTAL

ROOT = Path(SAMPLE_PORTAL)
# Read once: the disk is not what is measured.
PAGES = {
    f"/{file.relative_to(ROOT).as_posix()}": file.read_bytes() for file in ROOT.rglob("*.html")
}


class Handler(BaseHTTPRequestHandler):
    """Answers from memory."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        _, _, rest = path[1:].partition("/")
        body = PAGES.get(f"/{rest}")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: printing costs time."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
