"""`scrapy probe`: what a person is told of a page, and what a program is."""

import json
import os
import subprocess
import sys
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from pipelines.normalise import normalise
from scraper.authoring.probe.look import look
from scraper.commands.probe import Command, answers
from scraper.extraction.explain.fields import explain
from scraper.portals.model import Portal
from scraper.record import FIELDS
from scraper.settings import DATA, PROJECT
from tests.support.markups import invented_site, portals
from tests.support.site import Answer, Site, article, listing, serving

SAMPLE = DATA / "sample_portal" / "site" / "interviews" / "20201224" / "1042.html"
LINKS = {f"/news/{number}.html": f"Guest {number} talks" for number in range(1, 7)}


def _probe(*arguments: str, wide: int = 160) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": str(wide)}
    environment.pop("http_proxy", None)
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "probe", *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def site() -> object:
    pages: dict[str, Answer | str] = {
        "/robots.txt": "User-agent: *\nDisallow: /private/",
        "/news/": listing(LINKS, "/news/?page=2"),
        "/news/1.html": article(1),
        "/empty": "<html><body></body></html>",
    }
    with serving(pages) as running:
        yield running


@pytest.mark.slow
def test_an_address_is_fetched_and_every_field_shown_with_its_rule(site: Site) -> None:
    ended = _probe(f"{site.address}/news/1.html")
    assert ended.returncode == 0, ended.stderr
    assert site.hits["/robots.txt"] == 1
    assert all(agent.startswith("InterviewArchive/") for agent in site.agents)
    for field in FIELDS.of_page:
        assert field.name.replace("blocks", "body") in ended.stdout
    assert "landmark:time" in ended.stdout
    assert "2020-12-24T09:05:00+08:00" in ended.stdout
    assert "not: Guest 1 talks - Test Gazette  [title-tag]" in ended.stdout


@pytest.mark.slow
def test_what_robots_forbid_is_not_fetched(site: Site) -> None:
    ended = _probe(f"{site.address}/private/1.html")
    assert (ended.returncode, "robots.txt forbids it" in ended.stderr) == (5, True), ended.stderr
    assert "/private/1.html" not in site.hits


@pytest.mark.slow
def test_a_portals_delay_is_kept_and_its_hours_are_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "gazette.toml").write_text(
        f'name = "gazette"\nhome = "{site.address}/"\ntime_zone = "UTC"\n'
        '[politeness]\ndelay = 2\nwindow = "22:00-06:00"\n'
    )
    noon = ("-s", f"PORTAL_FOLDERS={tmp_path}", "-s", "ARCHIVE_NOW=2026-01-01T12:00:00+00:00")
    quick = ("-s", "DOWNLOAD_DELAY=0.1", "-s", "AUTOTHROTTLE_ENABLED=False")
    seen = len(site.times)
    ended = _probe(f"{site.address}/news/1.html", *noon, *quick, "-s", "DOWNLOAD_DELAY_JITTER=0")
    robots, page = site.times[seen:]
    assert (ended.returncode, page - robots > 1.7) == (0, True)
    assert "gazette may be asked 22:00-06:00 (UTC), and it is not now" in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/nowhere", 5, "the portal answers HTTP 404"),
        ("/empty", 4, "looks like a"),
        ("/news/", 0, ""),
    ],
)
def test_how_it_ends_is_true(site: Site, path: str, code: int, said: str) -> None:
    ended = _probe(site.address + path)
    assert (ended.returncode, said in ended.stderr) == (code, True), ended.stderr


def _here(
    capsys: pytest.CaptureFixture[str], *arguments: str, folder: Path | None = None
) -> tuple[int, str, str]:
    """The command without a process of its own: exit code, standard output, standard error."""
    command = Command()
    command.settings = get_project_settings()
    if folder is not None:
        command.settings.set("PORTAL_FOLDERS", [str(folder)], priority="cmdline")
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(list(arguments))
    command.run(rest, options)
    out, err = capsys.readouterr()
    return command.exitcode, out, err


def test_a_listing_page_shows_its_articles_and_where_it_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.html"
    file.write_text(listing(LINKS, "/news/?page=2"), encoding="utf-8")
    code, out, _ = _here(capsys, str(file), "--url", "http://portal.example/news/")
    assert code == 0
    assert "section    Interviews" in out
    assert "next page  http://portal.example/news/?page=2" in out
    assert "articles   6" in out
    assert "http://portal.example/news/6.html" in out


def test_an_article_shows_where_it_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, url = tmp_path / "page.html", "http://portal.example/news/1.html"
    pager = "<nav><b>1</b> <a href='?page=2'>2</a></nav></body>"
    file.write_text(article(1).replace("</body>", pager), encoding="utf-8")
    code, out, _ = _here(capsys, "--url", url, str(file))
    assert code == 0
    assert f"next page  {url}?page=2" in out
    found = json.loads(_here(capsys, "--json", "--url", url, str(file))[1])
    assert found["next_page"] == f"{url}?page=2"


def test_a_list_whose_articles_the_definition_rejects_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.html"
    file.write_text(listing(LINKS), encoding="utf-8")
    (tmp_path / "gazette.toml").write_text(
        'name = "gazette"\nhome = "http://portal.example/"\narticle_url = "/never/"\n'
        '[[listings]]\nurl = "http://portal.example/news/"\n'
    )
    where = ("--url", "http://portal.example/news/", "--portal", "gazette")
    code, _, err = _here(capsys, str(file), *where, folder=tmp_path)
    assert code == 4
    assert "article_url fits none of 6 links that look like articles, such as http://por" in err


def test_a_saved_page_is_read_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    address = "http://harbour.example/interviews/20201224/1042.html"
    code, out, _ = _here(capsys, str(SAMPLE), "--url", address, "--json")
    found = json.loads(out)
    assert (code, found["kind"], found["url"]) == (0, "article", address)
    assert found["rules"]["title"] == "landmark:heading"
    assert set(found["rejected"]["published_at"][0]) == {"value", "rule"}


def test_what_stands_beside_a_picture_or_a_related_title_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = _here(capsys, str(SAMPLE), "--url", "http://127.0.0.1:8765/interviews/1042.html")
    assert code == 0
    assert "1042_1.png  Lin Yue. Information map" in out
    assert "Celebrity interviews | 2020-09-28 08:40:00+08:00 | 312 views" in out


def test_many_pages_are_answered_a_line_each() -> None:
    lines = [
        {"id": "a", "url": "http://x.example/1.html", "html_path": str(SAMPLE)},
        {"id": "b", "url": "http://x.example/2.html", "html_path": "/nowhere.html"},
    ]
    first, second = answers(map(json.dumps, lines), "Asia/Shanghai", normalise)
    assert (first["id"], first["views"], first["rules"]["views"]) == ("a", 2, "landmark:views")
    assert second["id"] == "b"
    assert "line 2" in second["error"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nofile.html"], "if it is an address, it is https://nofile.html"),
        (["ftp://portal.example/"], "only http:// and https://"),
        (["http://"], "is not an address"),
        (["http://portal.example/", "--portal", "nobody"], "no portal is called 'nobody'"),
        (["http://portal.example/", "--url", "http://x.example/"], "--url is for saved pages"),
        ([""], "give the address of a page, or a file"),
    ],
)
def test_what_was_asked_wrongly_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = _here(capsys, *arguments)
    assert (code, said in err) == (2, True), err


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("talk.pdf", b"%PDF-1.7 ...", "talk.pdf is not a page but application/pdf"),
        ("photo.png", b"\x89PNG\r\n", "photo.png is not a page but image/png"),
        ("data.json", b'{"a": 1}', "data.json is not a page but application/json"),
        ("page.html", b" \n", "page.html is empty"),
        ("page.html", b"<p>Nothing here", "page.html looks like an article"),
    ],
)
def test_what_is_no_page_is_named(
    name: str, body: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(body)
    code, out, err = _here(capsys, str(tmp_path / name))
    assert (code, said in err) == (4, True), err
    assert "saved.invalid" not in out + err


def test_a_saved_page_goes_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "talk.html").write_text(article(1), encoding="utf-8")
    code, out, _ = _here(capsys, str(tmp_path / "talk.html"))
    assert (code, out.splitlines()[0]) == (0, f"Article {tmp_path / 'talk.html'}")


def test_many_pages_may_be_read_by_a_definition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gazette.toml").write_text(
        'name = "gazette"\nhome = "https://gazette.example/"\n[selectors]\ntitle = "title"\n'
    )
    (tmp_path / "talk.html").write_text(article(1), encoding="utf-8")
    line = {"id": 1, "url": "https://gazette.example/1", "html_path": str(tmp_path / "talk.html")}
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(json.dumps(line).encode())))
    code, out, _ = _here(capsys, "--jsonl", "--portal", "gazette", folder=tmp_path)
    assert (code, json.loads(out)["rules"]["title"]) == (0, "rule:title")
    with pytest.raises(UsageError, match="--jsonl goes with --portal alone"):
        _here(capsys, "--jsonl", "--as", "listing")


@pytest.mark.slow
def test_invented_portals_have_their_pages_told_apart() -> None:
    wrong = []
    for markup, language in portals()[::2]:
        site = invented_site(markup, language, 10)
        portal = Portal.undefined(markup.name, f"{site.origin}/", "Asia/Shanghai")
        pages = [(url, "listing") for url in site.start_urls]
        pages += [(site.article_url(one), "article") for one in site.interviews[:1]]
        for url, kind in pages:
            answer = site.respond(url.removeprefix(site.origin))
            assert answer is not None
            html = answer.body.decode(markup.encoding)
            if look(html, url, portal).kind != kind:
                wrong.append((url, kind))
    assert not wrong


def test_a_rule_that_finds_nothing_usable_shows_as_rejected() -> None:
    portal = Portal.model_validate(
        {
            "name": "gazette",
            "home": "https://gazette.example/",
            "selectors": {"published_at": "h1", "views": "//h1", "title": "title"},
        }
    )
    raw, fields = explain(article(3), "https://gazette.example/3.html", portal)
    by_name = {one.name: one for one in fields}
    assert raw.rules["title"] == "rule:title"
    assert ("Guest 3 talks", "landmark:heading") in [
        (one.value, one.rule) for one in by_name["title"].rejected
    ]
    assert by_name["published_at"].value == "2020/12/24 9:05:00"
    assert ("Guest 3 talks", "rule:published_at") in [
        (one.value, one.rule) for one in by_name["published_at"].rejected
    ]


def test_each_selector_that_finds_nothing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gazette.toml").write_text(
        'name = "gazette"\nhome = "https://gazette.example/"\nnext_page = ".more"\n'
        'drop = ["h1", ".ad"]\n[selectors]\ntitle = ".gone"\nviews = "div"\n'
        '[[listings]]\nurl = "https://gazette.example/news/"\nlinks = ".gone a"\nnext = ".on"\n'
    )
    pages = {"article.html": article(3), "listing.html": listing(LINKS)}
    for name, html in pages.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    here = str(tmp_path / "article.html"), "--url", "https://gazette.example/3.html"
    _, out, _ = _here(capsys, *here, folder=tmp_path)
    assert [line for line in out.splitlines() if line.endswith("finds nothing here")] == [
        "selectors.title = '.gone' finds nothing here",
        "next_page = '.more' finds nothing here",
        "drop.2 = '.ad' finds nothing here",
    ]
    there = str(tmp_path / "listing.html"), "--url", "https://gazette.example/news/", "--json"
    _, out, _ = _here(capsys, *there, folder=tmp_path)
    assert json.loads(out)["unfound"] == ["listings.1.links = '.gone a'", "listings.1.next = '.on'"]


def test_a_selector_of_a_layout_is_named_with_the_layout() -> None:
    stated = {
        "name": "gazette",
        "home": "https://gazette.example/",
        "layouts": [{"until": date(2021, 1, 1), "selectors": {"tags": ".gone"}}],
    }
    found = look(article(3), "https://gazette.example/3.html", Portal.model_validate(stated))
    assert found.unfound == ["layouts.1.selectors.tags = '.gone'"]
