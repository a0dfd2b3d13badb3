"""The same archive on PostgreSQL: a real server, started for these tests on loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from scraper.archive import Archive, ArchiveUnreachable, Filter, NewerArchive, NotAnArchive, Saved
from scraper.archive.queries.rows.kinds import REVISIONS
from scraper.archive.queries.rows.rows import records_of
from scraper.items import Capture, Related
from scraper.record import record_of
from tests.support.archived import MONDAY, TUESDAY, article, url

pytestmark = pytest.mark.slow
pytest.importorskip("psycopg", reason="psycopg is not installed")

_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def programs() -> Path | None:
    """The newest PostgreSQL's folder of programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def run(folder: Path, program: str, *arguments: str) -> None:
    """Runs one of its programs; as the user postgres where we are root, whom it refuses."""
    user = "postgres" if os.geteuid() == 0 else None
    log = folder / "log"
    with log.open("ab") as out:
        subprocess.run([program, *arguments], user=user, cwd=folder, check=True, stdout=out)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a database that is there for these tests only."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    port = free_port()
    data = ["-D", str(folder / "data")]
    control = str(bin_folder / "pg_ctl")
    try:
        run(
            folder,
            str(bin_folder / "initdb"),
            *data,
            *("-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= {_FAST}"
        log = str(folder / "server.log")
        run(folder, control, *data, "-w", "-t", "30", "-l", log, "-o", options, "start")
        try:
            yield f"postgresql+psycopg://app@127.0.0.1:{port}/postgres"
        finally:
            run(folder, control, *data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """A new database."""
    name = f"d{abs(hash(request.node.name))}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C.UTF-8'")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def execute(address: str, *statements: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_articles_come_back_with_history_and_links(address: str) -> None:
    seen = MONDAY.isoformat()
    kept = {"revision": 1, "first_seen_at": seen, "last_seen_at": seen}
    with Archive.open(address) as archive:
        run_id = archive.start_run({"portal": "sample"}, {})
        assert archive.save(article(1), run_id) is Saved.new
        assert list(archive.records()) == [record_of(article(1)) | kept]
        assert archive.save(article(1, fetched_at=TUESDAY), run_id) is Saved.unchanged
        edited = article(1, title="A\0B", tags=[], related=[Related(1, "Next", url(2), views=7)])
        assert archive.save(edited, run_id) is Saved.updated
        archive.save(article(2, published_at=None))
        counts = archive.counts()
        assert (counts.articles, counts.related_resolved, counts.earlier_versions) == (2, 1, 1)
        assert archive.known([url(1), url(3)]) == {url(1)}
        first, second = archive.records()
        assert (first["title"], first["revision"], first["tags"]) == ("AB", 2, [])
        assert second["published_at"] is None
        archive.reject(article(3, title=None, problems=["no title"]), run_id)
        assert [found.url for found in archive.rejected()] == [url(3)]
        archive.finish_run(run_id, "finished", {"archive/new": 2})
    with Archive.open_to_read(address) as archive:
        conditions = Filter(tags=["工艺"], sections=["Celebrity interviews"])
        assert [record["url"] for record in archive.records(conditions)] == [url(2)]


def test_a_reader_sees_one_moment(address: str) -> None:
    with Archive.open(address) as archive:
        for number in range(150):
            archive.save(article(number))
        records = archive.records()
        next(records)
        archive.save(article(200))
        assert len(list(records)) == 149


def test_what_is_no_archive_of_ours_is_refused(address: str) -> None:
    execute(address, "CREATE TABLE articles (url text)")
    with pytest.raises(NotAnArchive, match="another program's database"):
        Archive.open(address)
    execute(address, "DROP TABLE articles")
    Archive.open(address).close()
    execute(address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerArchive, match="update the program"):
        Archive.open(address)


def test_a_database_that_is_not_there_is_told(server: str) -> None:
    missing = make_url(server).set(database="missing").render_as_string(hide_password=False)
    with pytest.raises(ArchiveUnreachable):
        Archive.open(missing)


def test_captures_history_and_revisions(address: str) -> None:
    kept = Capture(
        url(1), MONDAY, 200, "a.warc.gz", 700, 500, "sha1:A", "one", "article", portal="sample"
    )
    again = replace(kept, captured_at=TUESDAY, offset=1900, record_id="two", original="one")
    with Archive.open(address) as archive:
        archive.captures.note(kept)
        archive.save(article(1, capture=kept))
        archive.captures.note(again)
        archive.save(article(1, capture=again, fetched_at=TUESDAY))
        (page,) = archive.captures.pages()
        assert (page.url, page.capture, page.original) == (url(1), again, kept)
        assert list(archive.captures.all()) == [kept, again]
        rewriting = archive.rewriting(None, TUESDAY)
        assert rewriting.save(article(1, title="Ours", next_article=None)).what == "changed"
        rewriting.commit()
        rewriting.close()
        found = archive.history(url(1))
        assert found is not None
        assert [version.origin for version in found.versions] == ["portal", "ours"]
        rows = [row for batch in archive.rows(REVISIONS) for row in records_of(REVISIONS, batch)]
    assert [row["title"] for row in rows] == [article(1).title, "Ours"]
    assert [row["tags"] for row in rows] == [article(1).tags] * 2
    assert [row["origin"] for row in rows] == ["portal", "ours"]
    assert rows[0]["next_article"]["title"] == "下一篇"
    assert rows[1]["next_article"] is None
    assert (rows[0]["changes"], rows[1]["changes"][0]["field"]) == ([], "title")
    assert (rows[0]["superseded_at"], rows[1]["superseded_at"]) == (TUESDAY.isoformat(), None)
