"""A portal for tests: pages in a dictionary, served over real HTTP on loopback."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to one path."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Site:
    """`pages` by path with query; `hits` counts the requests for each, `times` says when each
    request came (monotonic seconds); `agents` are who asked. `walls` are
    answered in place of their pages to whoever sends no cookie."""

    address: str
    pages: dict[str, Answer | str]
    hits: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    walls: dict[str, Answer] = field(default_factory=dict)


def moved(place: str) -> Answer:
    """A permanent redirect."""
    return Answer(status=301, headers={"Location": place})


def article(number: int, *, head: str = "", date: str = "2020/12/24 9:05:00") -> str:
    """An interview's page, invented."""
    paragraphs = "".join(
        f"<p>Guest {number} spoke for part {part} of an hour about looms, dye and the price of "
        f"cotton, and did not leave out what went wrong in the year number {number}.</p>"
        for part in range(1, 5)
    )
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Guest {number} talks - "
        f"Test Gazette</title>{head}</head><body><a href=/>Home</a> &gt; <h1>Guest {number} "
        f"talks</h1><div>{date} {number}</div><div>{paragraphs}</div></body></html>"
    )


def listing(
    links: Mapping[str, str], following: str | None = None, dates: str = "2020-12-24"
) -> str:
    """A listing page: address to title, and where "Next" leads."""
    items = "".join(
        f"<li><a href='{escape(url)}'>{escape(title)}</a> <span>{dates}</span></li>"
        for url, title in links.items()
    )
    more = f"<a href='{escape(following)}'>Next</a>" if following else ""
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>Interviews</title></head><body>"
        f"<h1>Interviews</h1><ul>{items}</ul>{more}</body></html>"
    )


@contextmanager
def serving(pages: dict[str, Answer | str] | None = None) -> Iterator[Site]:
    """A site that answers while the block runs; 404 for whatever is not in its pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = Site(f"http://127.0.0.1:{server.server_port}", pages if pages is not None else {})
    server.RequestHandlerClass = _handler(site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            site.hits[self.path] += 1
            site.times.append(monotonic())
            site.agents.add(self.headers.get("User-Agent", ""))
            page = site.pages.get(self.path, Answer(b"not here", 404))
            answer = Answer(page) if isinstance(page, str) else page
            if "Cookie" not in self.headers:
                answer = site.walls.get(self.path, answer)
            tag = answer.headers.get("ETag")
            if tag is not None and self.headers.get("If-None-Match") == tag:
                answer = Answer(status=304, headers=answer.headers)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            if not {"Content-Length", "Transfer-Encoding"} & answer.headers.keys():
                self.send_header("Content-Length", str(len(body)))
            else:
                # The length is the test's business, be it wrong.
                self.close_connection = True
            if "Content-Type" not in answer.headers:
                self.send_header("Content-Type", "text/html")
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: pytest shows what matters."""

    return Handler
