"""Captures that were cut: named by verify, mended by --repair, and nothing else is lost."""

from pathlib import Path

import pytest

from scraper.archive import Archive
from tests.support.crawling import Ended, address_of, crawl, scrapy
from tests.support.site import article, listing, serving


def _verify(archive: Path, *arguments: str) -> Ended:
    return scrapy("verify", *arguments, archive=archive)


@pytest.mark.slow
def test_a_torn_file_is_named_mended_and_its_page_fetched_again(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    links = {f"/a/{n}.html": f"Guest {n} talks" for n in (1, 2, 3)}
    pages = {"/a/": listing(links)} | {f"/a/{n}.html": article(n) for n in (1, 2, 3)}
    with serving(dict(pages)) as site:
        assert crawl("-a", f"url={site.address}/a/", archive=archive).code == 0
        with Archive.open(address_of(archive), readonly=True) as opened:
            *_, last = (kept for kept in opened.captures.all() if kept.kind == "article")
            before = list(opened.records())
        file = tmp_path / "captures" / last.file
        with file.open("r+b") as captures:
            captures.truncate(last.offset + 50)
        named = _verify(archive)
        assert named.code == 6
        assert f"{last.file}: is torn" in named.log
        assert last.url in named.log
        assert "scrapy verify --repair" in named.log
        mended = _verify(archive, "--repair")
        assert (mended.code, "all is well" in mended.log) == (0, True)
        assert "accepted as lost" in mended.log
        assert (tmp_path / "captures" / f"{last.file}.torn").stat().st_size == 50
        assert crawl("-a", f"url={site.address}/a/", archive=archive).code == 0
        path = last.url.removeprefix(site.address)
        assert site.hits[path] == 2
    with Archive.open(address_of(archive), readonly=True) as opened:
        assert len(list(opened.captures.pages())) == 3
        kept = [{**record, "last_seen_at": None} for record in opened.records()]
        assert kept == [{**record, "last_seen_at": None} for record in before]
