"""What stands before every answer: who may ask, and what a page may load."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

App = Callable[..., Awaitable[None]]
Message = MutableMapping[str, Any]

# A web page elsewhere can make its own name point to loopback, and read what answers there.
_OURS = re.compile(rb"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
# Should markup of a portal ever come through as markup, it still could load and send nothing.
_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_FROM_HERE = (b"none", b"same-origin")
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


def guarded(app: App) -> App:
    """The app behind the guard."""

    async def answer(scope: Message, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not _OURS.fullmatch(headers.get(b"host", b"")):
            await _refuse(send, 421, b"Open this as http://127.0.0.1 and its port.")
            return
        # A page elsewhere may not even have a query run, whose answer it could not read.
        if headers.get(b"sec-fetch-site", b"none").lower() not in _FROM_HERE:
            await _refuse(send, 403, b"Another site asked for this. Type the address yourself.")
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        await app(scope, receive, send_with_headers)

    return answer


async def _refuse(send: Any, status: int, said: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": said})
