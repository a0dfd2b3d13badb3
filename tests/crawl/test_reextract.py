"""`scrapy crawl reextract`: today's rules over kept pages, by real processes without a network."""

import gzip
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, which

import pytest

from scraper.archive import Archive
from scraper.archive.queries.history import History
from scraper.captures import capture_problems, read_exchange
from scraper.settings import PROJECT
from tests.support.crawling import Ended, address_of, crawl, scrapy
from tests.support.site import Answer, Site, article, listing, moved, serving
from tests.ui.test_demo import free_port

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

# Ends the process where it would look up or connect to anything but itself.
OFFLINE = """
import os, socket, sys
def refuse(*args, **kwargs):
    print("THE NETWORK WAS TOUCHED", args, file=sys.stderr, flush=True)
    os._exit(77)
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = refuse
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:]])
"""


PACKED = Answer(gzip.compress(article(3).encode(), mtime=0), headers={"Content-Encoding": "gzip"})


def reextract(archive: Path, *arguments: str, prefix: tuple[str, ...] = ()) -> Ended:
    process = subprocess.run(
        [*prefix, sys.executable, "-c", OFFLINE, "crawl", "reextract", *arguments],
        cwd=PROJECT,
        env={**os.environ, "ARCHIVE_URL": address_of(archive), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ended(process.returncode, process.stdout, process.stderr, archive)


@dataclass(frozen=True, slots=True)
class Crawled:
    """An archive of a small portal, and how often that was asked."""

    archive: Path
    site: Site
    hits: int


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    archive = tmp_path_factory.mktemp("crawled") / "archive.db"
    links = {f"/a/{n}.html": f"Guest {n} talks" for n in (1, 2, 3)}
    links |= {"/a/4.html": "Guest 4 moved", "/a/5.html": "Guest 5 is gone"}
    pages: dict[str, Answer | str] = {"/a/": listing(links)}
    pages |= {f"/a/{n}.html": article(n) for n in (1, 2)}
    pages |= {"/a/3.html": PACKED, "/a/4.html": moved("/a/1.html")}
    with serving(pages) as site:
        # The fourth leads to the first for now, without a sign that it is the same: asked again.
        assert crawl("-a", f"url={site.address}/a/", archive=archive).code == 3
        yield Crawled(archive, site, site.hits.total())


def copied(crawled: Crawled, to: Path) -> Path:
    copytree(crawled.archive.parent, to)
    return to / crawled.archive.name


def definition(crawled: Crawled, folder: Path, title: str) -> tuple[str, str]:
    """The setting for a definition of the portal, with a rule for its titles."""
    folder.mkdir()
    address = crawled.site.address
    (folder / "small.toml").write_text(
        f'name = "small"\nhome = "{address}/"\n[[listings]]\nurl = "{address}/a/"\n'
        f"[selectors]\ntitle = '{title}'\n"
    )
    return ("-s", f"PORTAL_FOLDERS={folder}")


def state(archive: Path) -> str:
    with Archive.open(address_of(archive), readonly=True) as opened:
        return repr([opened.history(record["url"]) for record in opened.records()])


def history(archive: Path, url: str) -> History:
    with Archive.open(address_of(archive), readonly=True) as opened:
        found = opened.history(url)
    assert found is not None
    return found


def test_what_matters_is_kept_as_it_came(crawled: Crawled) -> None:
    folder = crawled.archive.parent / "captures"
    start = len(crawled.site.address)
    with Archive.open(address_of(crawled.archive), readonly=True) as opened:
        kept = {found.url[start:]: found for found in opened.captures.all()}
        pages = sorted(page.url[start:] for page in opened.captures.pages())
    assert {path: (found.kind, found.status) for path, found in kept.items()} == {
        "/robots.txt": ("robots", 404),
        "/a/": ("listing", 200),
        **{f"/a/{n}.html": ("article", 200) for n in (1, 2, 3)},
        "/a/4.html": ("article", 301),
        "/a/5.html": ("article", 404),
    }
    assert pages == [f"/a/{n}.html" for n in (1, 2, 3)]
    packed = kept["/a/3.html"]
    assert packed.listed_title == "Guest 3 talks"
    found = read_exchange(folder, packed)
    assert found.body == PACKED.body
    assert (b"Content-Encoding", b"gzip") in found.headers
    assert list(capture_problems(folder, kept.values())) == []


@pytest.mark.slow
def test_the_same_rules_change_nothing(crawled: Crawled, tmp_path: Path) -> None:
    archive = copied(crawled, tmp_path / "here")
    before = hashlib.sha256(archive.read_bytes()).digest()
    ended = reextract(archive, "-a", "dry_run=1")
    assert ended.code == 0
    assert "3 captured pages" in ended.out
    assert "0 articles would change; nothing was written" in ended.out
    assert hashlib.sha256(archive.read_bytes()).digest() == before
    assert crawled.site.hits.total() == crawled.hits


def test_a_new_rule_is_shown_then_applied_then_done(crawled: Crawled, tmp_path: Path) -> None:
    archive = copied(crawled, tmp_path / "here")
    rule = definition(crawled, tmp_path / "portals", "title")
    before = state(archive)
    dry = reextract(archive, "-a", "dry_run=1", *rule)
    assert (dry.code, state(archive)) == (0, before)
    real = reextract(archive, *rule)
    assert real.code == 0
    # All but the sentence of the end and the word for what may or did happen.
    assert _changes(dry.out) == _changes(real.out)
    assert "title: 3 articles" in dry.out
    assert "- Guest 1 talks\n" in dry.out
    assert "+ Guest 1 talks - Test Gazette\n" in dry.out
    first, second = history(archive, f"{crawled.site.address}/a/1.html").versions
    assert (first.record["title"], second.record["title"]) == (
        *("Guest 1 talks", "Guest 1 talks - Test Gazette"),
    )
    assert second.origin == "ours"
    assert [change["field"] for change in second.changes] == ["title"]
    assert crawled.site.hits.total() == crawled.hits


def _changes(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith(("    ", "  title"))]


@pytest.mark.slow
def test_wrong_arguments_and_empty_archives_are_explained(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    wrong = reextract(archive, "-a", "dry_run=perhaps")
    assert (wrong.code, "expected 1 or 0" in wrong.log) == (2, True)
    missing = reextract(archive)
    assert missing.code == 6
    assert "there is no archive yet" in missing.out
    assert list(tmp_path.iterdir()) == []
    Archive.open(address_of(archive)).close()
    empty = reextract(archive)
    assert (empty.code, "no captures of articles" in empty.out) == (4, True)


@pytest.mark.slow
def test_a_lost_file_of_captures_costs_its_pages_only(crawled: Crawled, tmp_path: Path) -> None:
    archive = copied(crawled, tmp_path / "here")
    (file,) = (archive.parent / "captures").iterdir()
    file.unlink()
    ended = reextract(archive)
    assert ended.code == 3
    assert "3 could not be read" in ended.out
    assert f"{file.name} is missing" in ended.out


@pytest.mark.slow
def test_the_whole_sample_without_a_network(tmp_path: Path) -> None:
    unshare = which("unshare")
    prefix = (unshare or "", "--map-root-user", "--net")
    if unshare is None or subprocess.run([*prefix, "true"], check=False).returncode:
        pytest.skip("no network namespace can be made here: unshare --net")
    archive = tmp_path / "archive.db"
    assert scrapy("demo", "-s", f"SAMPLE_PORT={free_port()}", archive=archive).code == 0
    with Archive.open(address_of(archive), readonly=True) as opened:
        pages = list(opened.captures.pages())
        assert not list(capture_problems(tmp_path / "captures", opened.captures.all()))
    (tmp_path / "portals").mkdir()
    text = (PROJECT / "scraper" / "portals" / "sample.toml").read_text()
    rule = '\n[selectors]\ntitle = "title"\n'
    (tmp_path / "portals" / "sample.toml").write_text(text + rule)
    same = reextract(archive, "-a", "dry_run=1", prefix=prefix)
    assert "0 articles would change" in same.out
    folders = ("-s", f"PORTAL_FOLDERS={tmp_path / 'portals'}")
    dry = reextract(archive, "-a", "dry_run=1", *folders, prefix=prefix)
    assert f"{len(pages)} articles would change" in dry.out
    real = reextract(archive, *folders, prefix=prefix)
    assert f"{len(pages)} articles changed, in one go, as ours" in real.out
    assert _changes(dry.out) == _changes(real.out)
    again = reextract(archive, *folders, prefix=prefix)
    assert "today's rules read what is stored already" in again.out
