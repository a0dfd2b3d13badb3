"""What an operator is told: alerts at real receivers, `status` for monitors, runs, retry."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.crawling import Ended, crawl, scrapy
from tests.support.site import Answer, Site, article, listing, serving

pytestmark = pytest.mark.slow

DEFINITION = """
name = "gazette"
home = "{0}/"
time_zone = "UTC"

[[listings]]
url = "{0}/list/"
section = "Talks"
"""
SECRET = "s3cr3t-path"


@contextmanager
def _webhook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    got: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{SECRET}", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def _mailbox() -> Iterator[tuple[str, list[str]]]:
    got: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 mail")
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                if word == "DATA":
                    self._say("354 go on")
                    lines = iter(self.rfile.readline, b".\r\n")
                    got.append(b"".join(lines).decode())
                if word == "EHLO":
                    self.wfile.write(b"250-mail\r\n")
                    self._say("250 AUTH PLAIN")
                elif word == "AUTH":
                    self._say("235 welcome")
                else:
                    self._say("221 bye" if word == "QUIT" else "250 fine")

        def _say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"smtp://robot:{SECRET}@127.0.0.1:{server.server_address[1]}", got
        finally:
            server.shutdown()
            thread.join()


def _run(site: Site, folder: Path, moment: str, *more: str) -> Ended:
    (folder / "gazette.toml").write_text(DEFINITION.format(site.address), encoding="utf-8")
    named = ("-a", "portal=gazette", "-s", f"PORTAL_FOLDERS={folder}", "-s", "RETRY_TIMES=0")
    return crawl(*named, "-s", f"ARCHIVE_NOW={moment}", *more, archive=folder / "a.db")


def _pages() -> dict[str, Answer | str]:
    links = {f"/news/{at}.html": f"Guest {at} talks" for at in (1, 2, 3)}
    return {"/list/": listing(links), **{path: article(int(path[6])) for path in links}}


def test_a_portal_is_told_of_when_it_turns_bad_daily_and_when_it_is_well(tmp_path: Path) -> None:
    with serving(_pages()) as site, _webhook() as (hook, told), _mailbox() as (mail, letters):
        named = (f"ALERT_WEBHOOK={hook}", f"ALERT_SMTP={mail}", "ALERT_MAIL_TO=night@desk.example")
        to = [f"-s{it}" for it in (*named, "LOG_LEVEL=DEBUG")]
        logs = [_run(site, tmp_path, "2027-01-01T06:00:00Z", *to).log]
        assert not told
        whole, site.pages["/list/"] = site.pages["/list/"], Answer("gone \x1b[31m", 500)
        numbers = []
        for moment in ("01T12", "01T18", "02T06", "02T13", "02T18"):
            ended = _run(site, tmp_path, f"2027-01-{moment}:00:00Z", *to)
            assert ended.code == 5
            logs.append(ended.log)
            numbers.append(len(told))
        site.pages["/list/"] = whole
        logs.append(_run(site, tmp_path, "2027-01-03T06:00:00Z", *to).log)
    assert numbers == [1, 1, 1, 2, 2]
    kinds = [change["what"] for one in told for change in one["changes"]]
    assert kinds == ["bad", "still bad", "well again"]
    assert told[0]["changes"][0]["portal"] == "gazette"
    assert len(letters) == 3
    assert "Subject: Interview Archive: gazette is bad" in letters[0]
    assert "To: night@desk.example" in letters[0]
    assert all(SECRET not in log for log in logs)
    assert "Told by ALERT_WEBHOOK (127.0.0.1)" in logs[1]


def test_slack_gets_a_text_and_a_receiver_that_is_away_changes_nothing(tmp_path: Path) -> None:
    with serving({"/list/": Answer("no", 500)}) as site, _webhook() as (hook, told):
        slack = ("-s", f"ALERT_WEBHOOK={hook}", "-s", "ALERT_WEBHOOK_FORMAT=slack")
        assert _run(site, tmp_path, "2027-01-01T06:00:00Z", *slack).code == 5
        away = ("-s", f"ALERT_WEBHOOK=http://127.0.0.1:9/{SECRET}")
        ended = _run(site, tmp_path, "2027-01-02T07:00:00Z", *away)
    (one,) = told
    assert list(one) == ["text"]
    assert "gazette is bad (exit code 5)" in one["text"]
    assert ended.code == 5
    assert "Nobody was told by ALERT_WEBHOOK (127.0.0.1)" in ended.log
    assert SECRET not in ended.log


def test_status_for_monitors_runs_retry_and_ignore(tmp_path: Path) -> None:
    base, figures = tmp_path / "a.db", tmp_path / "archive.prom"

    def status(*more: str) -> Ended:
        return scrapy("status", "-s", "ARCHIVE_NOW=2027-01-02T06:00:00Z", *more, archive=base)

    assert status("--check").code == 2
    with serving(_pages()) as site:
        assert _run(site, tmp_path, "2027-01-01T06:00:00Z").code == 0
        well = status("--check", "--max-age", "26h", "--prometheus", str(figures))
        assert (well.code, well.out) == (0, "WELL: 1 portal\n")
        overdue = status("--check", "--max-age", "20h")
        assert overdue.code == 2
        assert "gazette: overdue" in overdue.out
        assert 'interview_archive_portal_bad{portal="gazette"} 0' in figures.read_text()
        assert list(tmp_path.glob("*.part")) == []
        site.pages["/news/2.html"] = Answer("no", 500)
        retried = scrapy("retry", f"{site.address}/news/2.html", archive=base)
        assert (retried.code, "1 due" in retried.log) == (0, True)
        assert _run(site, tmp_path, "2027-01-20T06:00:00Z").code in (3, 5)
        assert status("--check").code in (1, 2)
        assert json.loads(status("--json").out)["health"]["level"] in ("warning", "bad")
        assert scrapy("ignore", f"{site.address}/nothing.html", archive=base).code == 2
        lines = scrapy("runs", archive=base).out.splitlines()
    assert len(lines) == 2
    assert "3 new, 0 updated" in lines[1]
    assert scrapy("retry", archive=base).code == 2


def test_what_scrapyd_adds_is_no_mistake(tmp_path: Path) -> None:
    with serving(_pages()) as site:
        asked = ("-a", f"url={site.address}/list/", "-a", "_job=6487ec79", "-a", "_version=1")
        assert crawl(*asked, archive=tmp_path / "a.db").code == 0
        ended = crawl("-a", f"url={site.address}/list/", "-a", "job=1", archive=tmp_path / "b.db")
    assert ended.code == 2
