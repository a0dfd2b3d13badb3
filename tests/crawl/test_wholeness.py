"""Answers that are not all of what they claim to be: torn, short, partial, or no text at all."""

import gzip
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from scraper.crawl.fetch.no_page import why_no_page
from scraper.crawl.fetch.wholeness import why_no_answer, why_torn
from tests.support.crawling import Ended, crawl
from tests.support.site import Answer, Site, article, listing, serving

PAGE = b"<!doctype html><html><body><div>" + b"<p>Of looms, and of dye.</p>" * 900
WHOLE = PAGE + b"</div></body></html>\n"
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
NOISE = random.Random(5).randbytes(90_000)


@pytest.mark.parametrize("encoding", PACKED)
def test_the_end_of_packed_data_is_where_they_say(encoding: str) -> None:
    packed, names = PACKED[encoding](WHOLE), [encoding.encode()]
    assert why_torn(packed, names, is_cut=False) == (None, False)
    assert why_torn(packed, names, is_cut=True) == (None, True)
    torn, _ = why_torn(packed[: len(packed) // 2], names, is_cut=False)
    assert torn == f"its {encoding} data end too early"


@pytest.mark.parametrize(
    ("body", "is_cut", "torn", "is_spared"),
    [
        (WHOLE, True, False, True),
        (WHOLE[:9000], True, True, False),
        (WHOLE[:9000], False, True, False),
        # Without its last end tags, which may be left out.
        (b"<html><body><p>Of looms<p>and of dye", False, False, False),
        (b"<html><body><ul><li>Of looms<li>and of dye</ul>", False, False, False),
        (b"<html><body><div>Of looms</div></body><!-- 0.2 s -->", False, False, False),
        (b"<rss><channel><item/></channel></rss>", True, False, True),
        (b"<rss><channel><item/></chan", True, True, False),
        (b'{"items": []}', False, False, False),
    ],
)
def test_where_a_page_ends(body: bytes, is_cut: bool, torn: bool, is_spared: bool) -> None:
    found, spared = why_torn(body, [], is_cut=is_cut)
    assert (found is not None, spared) == (torn, is_spared)


def test_a_gzip_page_that_lacks_only_its_checksum_is_whole() -> None:
    assert why_torn(gzip.compress(WHOLE)[:-8], [b"gzip"], is_cut=True) == (None, True)


def test_padding_behind_a_gzip_page_does_no_harm() -> None:
    assert why_torn(gzip.compress(WHOLE) + bytes(64), [b"gzip"], is_cut=False) == (None, False)


@pytest.mark.parametrize(
    ("status", "is_conditional", "is_fine"),
    [
        *((200, False, True), (203, False, True), (404, False, True), (301, False, True)),
        *((206, False, False), (204, False, False), (202, True, False)),
        *((304, True, True), (304, False, False)),
    ],
)
def test_a_status_that_answers(status: int, is_conditional: bool, is_fine: bool) -> None:
    assert (why_no_answer(status, is_conditional=is_conditional) is None) is is_fine


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xd8\xff\xe0\0\x10JFIF" + NOISE,
        b"%PDF-1.7\n" + NOISE,
        b"PK\3\4" + NOISE,
        b"GIF89a" + NOISE,
        NOISE,
        b"<html><body><h1>Looms</h1>" + NOISE,
        # Too large to be unpacked.
        gzip.compress(NOISE + bytes(51 << 20), 1),
    ],
    ids=["jpeg", "pdf", "zip", "gif", "noise", "noise in a page", "gzip"],
)
def test_what_is_no_text_is_no_page_whatever_it_is_called(body: bytes) -> None:
    assert why_no_page(body, "text/html; charset=utf-8") is not None


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-16", "utf-16-le", "utf-32", "gb18030", "iso2022_jp", "koi8-r", "big5"],
)
def test_a_page_in_any_encoding_is_text(encoding: str) -> None:
    text = "<html><body><p>織機</p></body></html>" if encoding != "koi8-r" else "<html>Ткач</html>"
    assert why_no_page(text.encode(encoding), "text/html") is None


def _answers() -> dict[str, Answer]:
    """By what is wrong with them. The first four are whole all the same."""
    page = article(1).encode()
    chunks = b"%x\r\n" % len(page) + page + b"\r\n"
    packed = gzip.compress(article(3).encode())
    return {
        "last chunk": Answer(chunks, headers={"Transfer-Encoding": "chunked"}),
        "length": Answer(article(2), headers={"Content-Length": "90000"}),
        "gzip length": Answer(
            packed, headers={"Content-Length": "90000", "Content-Encoding": "gzip"}
        ),
        "charset": Answer(article(4), headers={"Content-Type": "text/html; charset=undefined"}),
        "torn": Answer(packed[: len(packed) // 2], headers={"Content-Encoding": "gzip"}),
        "short": Answer(article(6)[:500], headers={"Content-Length": "500"}),
        "part": Answer(article(7)[:400], 206, {"Content-Range": "bytes 0-399/900"}),
        "not modified": Answer(status=304),
        "picture": Answer(b"\xff\xd8\xff\xe0\0\x10JFIF" + NOISE),
    }


@pytest.mark.slow
def test_a_crawl_stores_what_is_whole_and_asks_for_the_rest_again(tmp_path: Path) -> None:
    answers = _answers()
    links = {f"/news/{at}.html": f"Guest {at} talks" for at in range(1, len(answers) + 1)}
    archive = tmp_path / "archive.db"
    with serving({"/list/": listing(links)}) as site:
        site.pages |= dict(zip(links, answers.values(), strict=True))
        first = _crawl(site, archive)
        whole = {f"{at}.html" for at in range(1, 5)}
        assert first.records.keys() == whole
        assert first.code == 5
        assert first.log.count("is taken as whole") == 3
        assert "5 pages" in first.out
        for at, path in enumerate(links, start=1):
            site.pages[path] = article(at)
        second = _crawl(site, archive)
    assert (second.code, len(second.records)) == (0, len(answers))


def _crawl(site: Site, archive: Path) -> Ended:
    return crawl("-a", f"url={site.address}/list/", "-s", "RETRY_TIMES=1", archive=archive)
