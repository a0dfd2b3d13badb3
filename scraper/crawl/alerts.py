"""Who is told when a portal became bad, or is well again: a webhook, a mailbox.

The standard library sends both; a package for eighty services would be one more to keep up to date
beside a secret. Nothing of an address or account is logged but its host.
"""

import json
import logging
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import asdict
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from scrapy.settings import BaseSettings

from scraper.archive.queries.portals import Change
from scraper.crawl.clock import now
from scraper.crawl.process import Run
from scraper.crawl.report.exits import Exit
from scraper.crawl.report.verdict import CHANGES
from scraper.values.printable import one_line

logger = logging.getLogger(__name__)

_PATIENCE = 20
_SHOWN = 20
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What ends a run before any portal can be judged, and needs a person.
_OF_RUN = (Exit.UNEXPECTED_ERROR, Exit.ARCHIVE_TROUBLE)


def alert(settings: BaseSettings, run: Run) -> None:
    """Tells what a run changed, to all that the settings name. What cannot be told is logged; the
    run's own outcome stays as it is."""
    changes = list(run.stats.get(CHANGES) or ())
    if run.outcome.code in _OF_RUN:
        reason = one_line(run.outcome.reason)
        changes.append(Change("bad", "(the run itself)", int(run.outcome.code), reason))
    if not changes:
        return
    for name, send in (("ALERT_WEBHOOK", _to_webhook), ("ALERT_SMTP", _to_mailbox)):
        if settings.get(name):
            _try(name, send, settings, changes)


_Send = Callable[[BaseSettings, Sequence[Change]], None]


def _try(name: str, send: _Send, settings: BaseSettings, changes: Sequence[Change]) -> None:
    host = _host(str(settings[name]))
    try:
        send(settings, changes)
    except Exception as error:
        # Its text may hold the address, which is a secret.
        logger.error("Nobody was told by %s (%s): %s", name, host, type(error).__name__)
    else:
        logger.info("Told by %s (%s): %s", name, host, subject_of(changes))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "?"
    except ValueError:
        return "?"


def subject_of(changes: Sequence[Change]) -> str:
    """What changed, in a few words."""
    if len(changes) == 1:
        return f"{one_line(changes[0].portal, 80)} is {changes[0].what}"
    kinds = ("bad", "still bad", "well again")
    counts = {what: sum(one.what == what for one in changes) for what in kinds}
    return "portals: " + ", ".join(f"{number} {what}" for what, number in counts.items() if number)


def text_of(changes: Sequence[Change]) -> str:
    """The same as lines for a person."""
    lines = [_line(one) for one in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        lines.append(f"and {len(changes) - _SHOWN:,} more: scrapy status")
    return "\n".join(lines)


def _line(one: Change) -> str:
    name = one_line(one.portal, 80)
    if one.what == "well again":
        return f"{name} is well again."
    since = f"; since {one.bad_since:%Y-%m-%d %H:%M} UTC" if one.bad_since else ""
    good = f", last good run {one.last_good_at:%Y-%m-%d %H:%M} UTC" if one.last_good_at else ""
    return f"{name} is {one.what} (exit code {one.code}): {one_line(one.reason)}{since}{good}"


def _to_webhook(settings: BaseSettings, changes: Sequence[Change]) -> None:
    address = str(settings["ALERT_WEBHOOK"])
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("not an address of the web")
    said = f"Interview Archive: {subject_of(changes)}\n{text_of(changes)}"
    form = settings.get("ALERT_WEBHOOK_FORMAT")
    if form == "slack" or (form is None and _host(address).endswith("slack.com")):
        # What looks like Slack's own markup is none of ours.
        escaped = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        body: dict[str, object] = {"text": escaped}
    else:
        cleaned = [asdict(one) | {"reason": one_line(one.reason)} for one in changes]
        body = {"text": said, "at": now(settings).isoformat(), "changes": cleaned}
    data = json.dumps(body, default=lambda moment: moment.isoformat()).encode()
    request = Request(address, data=data, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=_PATIENCE) as answer:
        answer.read(1024)


def _to_mailbox(settings: BaseSettings, changes: Sequence[Change]) -> None:
    parts = urlsplit(str(settings["ALERT_SMTP"]))
    message = EmailMessage()
    message["Subject"] = f"Interview Archive: {subject_of(changes)}"
    message["From"] = settings["ALERT_MAIL_FROM"] or "interview-archive@localhost"
    message["To"] = settings["ALERT_MAIL_TO"]
    message.set_content(text_of(changes) + "\n")
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=_PATIENCE)
    with server:
        is_safe = parts.scheme == "smtps" or host in _LOOPBACK
        server.ehlo()
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=context)
            is_safe = True
        if parts.username:
            if not is_safe:
                raise PermissionError("the server takes no encrypted password")
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
