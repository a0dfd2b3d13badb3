"""A definition is tried on its saved pages, offline: what is broken is named, and what is there.

The redesign: the same interviews in another markup, from a day on.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.utils.project import get_project_settings

from pipelines.normalise import normalise
from scraper.authoring.check.samples import Sample, article_fields, write_samples
from scraper.authoring.check.selftest import check_sample, read_article, unruled
from scraper.commands.checkportal import Command
from scraper.extraction import extract_article
from scraper.items import RawArticle
from scraper.portals.model import Portal
from scraper.record import record_of
from tests.support.crawling import crawl
from tests.support.markups import invented_site
from tests.support.markups.compare import differences, expected_record
from tests.support.markups.microdata import MICRODATA
from tests.support.markups.portal import Markup, Site
from tests.support.markups.server import serving
from tests.support.markups.show_php import SHOW_PHP

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

# What `newportal` finds on the two markups.
OLD = {"title": "h1", "views": "div.sub", "breadcrumbs": "div.nav a", "body": "#txt"}
NEW = {
    "title": '[itemprop="headline"]',
    "views": "p.about",
    "tags": '[itemprop="keywords"]',
    "body": '[itemprop="articleBody"]',
}
COUNT = 12


def _understand(raw: RawArticle) -> dict[str, Any]:
    return record_of(normalise(raw))


def _portal(**stated: Any) -> Portal:
    return Portal.model_validate({"name": "gazette", "home": "http://gazette.example/", **stated})


def _page(site: Site, number: int) -> tuple[str, str]:
    """An interview's address and text."""
    url = site.article_url(site.interview(number))
    answer = site.respond(url.removeprefix(site.origin))
    assert answer is not None
    return url, answer.body.decode(site.markup.encoding)


def _record(site: Site, number: int, portal: Portal) -> dict[str, Any]:
    url, html = _page(site, number)
    one = site.interview(number)
    section = site.markup.section(site, one)
    return _understand(extract_article(html, url, portal, listed_section=section))


def _wrong(markup: Markup, numbers: list[int], portal: Portal) -> list[str]:
    site = invented_site(markup, "en", COUNT)
    return [
        str(bad)
        for number in numbers
        for bad in differences(
            expected_record(site, site.interview(number)), _record(site, number, portal)
        )
    ]


def _by_time() -> tuple[list[int], list[int], date]:
    """The interviews from before and after a day in the middle, and that day."""
    site = invented_site(SHOW_PHP, "en", COUNT)
    days = sorted(one.published.date() for one in site.interviews)
    until = days[COUNT // 2]
    old = [one.number for one in site.interviews if one.published.date() <= until]
    new = [one.number for one in site.interviews if one.published.date() > until]
    assert old
    assert new
    return old, new, until


def _layout_of(number: int, portal: Portal, markup: Markup) -> dict[str, str]:
    url, html = _page(invented_site(markup, "en", COUNT), number)
    return extract_article(html, url, portal).rules


def test_a_redesign_has_each_article_read_by_the_layout_of_its_day() -> None:
    old, new, until = _by_time()
    portal = _portal(selectors=NEW, layouts=[{"until": until, "selectors": OLD}])
    assert _wrong(SHOW_PHP, old, portal) == []
    assert _wrong(MICRODATA, new, portal) == []
    assert all(_layout_of(n, portal, SHOW_PHP)["blocks"] == "rule:body" for n in old)
    assert all(_layout_of(n, portal, MICRODATA)["tags"] == "rule:tags" for n in new)


def test_a_redesign_that_nobody_has_told_of_costs_no_field() -> None:
    _, new, _ = _by_time()
    portal = _portal(selectors=OLD)
    assert _wrong(MICRODATA, new, portal) == []


def test_the_self_test_names_the_broken_selectors_of_a_redesign() -> None:
    _, new, _ = _by_time()
    url, html = _page(invented_site(MICRODATA, "en", COUNT), new[0])
    sample = Sample("new.html.gz", url, "article", {}, "text/html", body=html.encode())
    broken = {
        one.key: one.said for one in check_sample(_portal(selectors=OLD), sample, _understand)
    }
    assert set(broken) == {
        "selectors.title = 'h1'",
        "selectors.views = 'div.sub'",
        "selectors.breadcrumbs = 'div.nav a'",
        "selectors.body = '#txt'",
    }
    assert broken["selectors.body = '#txt'"].startswith("finds nothing; without it: ")
    title = invented_site(MICRODATA, "en", COUNT).interview(new[0]).title
    assert broken["selectors.title = 'h1'"].endswith(f"without it: {title!r} (landmark:heading)")


def test_a_broken_selector_of_a_layout_is_named_with_the_layout() -> None:
    old, _, until = _by_time()
    url, html = _page(invented_site(SHOW_PHP, "en", COUNT), old[0])
    wrong = OLD | {"views": ".gone"}
    portal = _portal(selectors=NEW, layouts=[{"until": until, "selectors": wrong}])
    sample = Sample("old.html.gz", url, "article", {}, "text/html", body=html.encode())
    (broken,) = check_sample(portal, sample, _understand)
    assert broken.key == "layouts.1.selectors.views = '.gone'"


@pytest.mark.parametrize(
    ("selectors", "field", "rule"),
    [
        ({"title": ".none"}, "title", "landmark"),
        ({"title": "#txt"}, "title", "landmark"),
        ({"published_at": "h1"}, "published_at", "landmark"),
        ({"views": "h1"}, "views", "landmark"),
        ({"tags": "#txt"}, "tags", "landmark"),
        ({"body": ".none"}, "blocks", "landmark"),
        ({"body": "h1"}, "blocks", "landmark"),
        ({"body": "div.sub"}, "blocks", "landmark"),
        ({"breadcrumbs": "#txt p"}, "breadcrumbs", "landmark"),
    ],
)
def test_a_selector_that_finds_nothing_usable_is_passed_over(
    selectors: dict[str, str], field: str, rule: str
) -> None:
    portal = _portal(selectors=selectors)
    assert _wrong(SHOW_PHP, [1, 2], portal) == []
    assert _layout_of(1, portal, SHOW_PHP)[field].startswith(f"{rule}:")


def _command(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    command = Command()
    command.settings = get_project_settings()
    command.settings.set("PORTAL_FOLDERS", [str(folder)], priority="cmdline")
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(list(arguments))
    command.run(rest, options)
    out, err = capsys.readouterr()
    return command.exitcode, out + err


@pytest.fixture
def defined(tmp_path: Path) -> Path:
    """A definition with two saved pages, in a folder of its own."""
    site = invented_site(MICRODATA, "en", COUNT)
    lines = [f"{name} = '{selector}'" for name, selector in NEW.items()]
    text = f'name = "gazette"\nhome = "{site.origin}/"\n[selectors]\n' + "\n".join(lines)
    (tmp_path / "gazette.toml").write_text(text, encoding="utf-8")
    samples = []
    for number in (1, 2):
        url, html = _page(site, number)
        sample = Sample(f"article-{number}.html.gz", url, "article", {}, body=html.encode())
        sample.expected = read_article(unruled(_portal()), sample, _understand)
        samples.append(sample)
    write_samples(tmp_path / "gazette", samples)
    return tmp_path


def test_what_fits_is_said_and_the_exit_code_is_0(
    defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _command(defined, capsys, "gazette")
    assert (code, said.count("fits  ")) == (0, 2), said


def test_what_is_broken_is_said_and_the_exit_code_is_3(
    defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = defined / "gazette.toml"
    file.write_text(file.read_text().replace("p.about", "p.gone"), encoding="utf-8")
    code, said = _command(defined, capsys, "gazette")
    assert code == 3
    assert "selectors.views = 'p.gone': finds nothing; without it: " in said


def test_a_value_that_a_person_corrected_counts(
    defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = defined / "gazette" / "expected.json"
    entries = json.loads(file.read_text(encoding="utf-8"))
    entries[0]["expected"]["authors"] = ["Wen Yulan"]
    file.write_text(json.dumps(entries), encoding="utf-8")
    code, said = _command(defined, capsys, "gazette")
    assert code == 3
    assert "authors: finds nothing (no rule), expected ['Wen Yulan']" in said


def test_a_corrected_zone_is_no_fault_of_the_selectors(
    defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = defined / "gazette.toml"
    ruled = file.read_text().replace("views =", "published_at = 'p.about'\nviews =")
    file.write_text(f'time_zone = "Europe/London"\n{ruled}', encoding="utf-8")
    saved = defined / "gazette" / "expected.json"
    entries = json.loads(saved.read_text(encoding="utf-8"))
    entries[0]["expected"]["body"] = entries[0]["expected"]["body"][:-9] + "an end of another kind"
    saved.write_text(json.dumps(entries), encoding="utf-8")
    code, said = _command(defined, capsys, "gazette")
    assert code == 3
    assert "selectors." not in said
    assert "related: entry 1, published_at: finds " in said
    assert said.count("; only the zone differs: either time_zone or expected.json is to be") >= 2
    # Of a long text, the place where it differs.
    assert "an end of another kind'; the same without the selector: is expected.json right?" in said


def test_a_page_of_today_is_tried_and_kept(
    defined: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, html = _page(invented_site(SHOW_PHP, "en", COUNT), 3)
    page = tmp_path / "today.html"
    page.write_text(html, encoding="utf-8")
    code, said = _command(defined, capsys, "gazette", str(page), "--url", url, "--save")
    assert code == 3
    assert "selectors.body = '[itemprop=\"articleBody\"]': finds nothing" in said
    entries = json.loads((defined / "gazette" / "expected.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in entries][-1] == "article-3.html.gz"
    true = expected_record(invented_site(SHOW_PHP, "en", COUNT), _interview(3))
    # Kept is what the page says, not what the broken selectors make of it.
    kept = entries[-1]["expected"]
    assert kept == article_fields(_record(invented_site(SHOW_PHP, "en", COUNT), 3, _portal()))
    assert (kept["title"], kept["body"]) == (true["title"], true["body"])


def test_a_selector_that_finds_what_landmarks_do_not_is_right(
    defined: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, html = _page(invented_site(MICRODATA, "en", COUNT), 3)
    page = tmp_path / "today.html"
    page.write_text(html.replace("</h1>", "</h1><i class=who>Wen Yulan</i>"), encoding="utf-8")
    file = defined / "gazette.toml"
    more = "\nauthors = 'i.who'\n"
    file.write_text(file.read_text() + more, encoding="utf-8")
    code, said = _command(defined, capsys, "gazette", str(page), "--url", url, "--save")
    assert code == 0, said
    assert "differs: selectors.authors = 'i.who': finds ['Wen Yulan']; without it: " in said
    entries = json.loads((defined / "gazette" / "expected.json").read_text(encoding="utf-8"))
    assert entries[-1]["expected"]["authors"] == ["Wen Yulan"]
    code, said = _command(defined, capsys, "gazette")
    assert (code, "differs" in said) == (0, False), said


def test_a_place_that_cannot_be_the_field_is_broken(
    defined: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, html = _page(invented_site(MICRODATA, "en", COUNT), 3)
    page = tmp_path / "today.html"
    page.write_text(html, encoding="utf-8")
    file = defined / "gazette.toml"
    file.write_text(file.read_text().replace("p.about", "h1"), encoding="utf-8")
    code, said = _command(defined, capsys, "gazette", str(page), "--url", url)
    assert code == 3
    assert "selectors.views = 'h1': finds " in said
    assert "which cannot be it; without it: " in said


def test_a_listing_is_tried_as_a_listing(
    defined: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = invented_site(MICRODATA, "en", COUNT)
    url = site.start_urls[0]
    answer = site.respond(url.removeprefix(site.origin))
    assert answer is not None
    page = tmp_path / "list.html"
    page.write_bytes(answer.body)
    arguments = ("gazette", str(page), "--url", url, "--save")
    code, said = _command(defined, capsys, *arguments)
    assert code == 0, said
    entries = json.loads((defined / "gazette" / "expected.json").read_text(encoding="utf-8"))
    assert (entries[-1]["kind"], entries[-1]["file"]) == ("listing", "listing-1.html.gz")
    assert entries[-1]["expected"]["links"]
    file = defined / "gazette.toml"
    more = f"\n[[listings]]\nurl = '{url}'\nlinks = '.gone a'\n"
    file.write_text(file.read_text() + more, encoding="utf-8")
    code, said = _command(defined, capsys, *arguments[:-1])
    assert code == 3
    assert "listings.1.links = '.gone a': finds nothing" in said


def _interview(number: int) -> Any:
    return invented_site(SHOW_PHP, "en", COUNT).interview(number)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "article-1.html.gz").unlink(), "cannot be read"),
        (lambda folder: (folder / "article-1.html.gz").write_bytes(b"\x1f\x8btorn"), "cannot be"),
        (lambda folder: (folder / "expected.json").write_text("[{"), "expected.json: cannot be"),
        (lambda folder: (folder / "expected.json").unlink(), "no pages are saved for gazette"),
    ],
)
def test_samples_that_cannot_be_used_are_said(
    harm: Any, said: str, defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(defined / "gazette")
    code, out = _command(defined, capsys, "gazette")
    assert (code, said in out) == (2, True), out


def _change(folder: Path, change: Any) -> None:
    file = folder / "gazette" / "expected.json"
    entries = json.loads(file.read_text(encoding="utf-8"))
    change(entries)
    file.write_text(json.dumps(entries), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda entries: entries[1].update(kind="aritcle"), "entry 2: kind: found 'aritcle', expe"),
        (lambda entries: entries[0].update(kynd="a"), "kynd: is not a known key; did you mean"),
        (lambda entries: entries[0].pop("url"), "entry 1: url: found None, expected a text"),
        (lambda entries: entries[0].update(expected=[]), "expected: found [], expected an object"),
        (lambda entries: entries[0]["expected"].update(titel="a"), "expected.titel: is not a"),
        (lambda entries: entries[0]["expected"].update(tags="a"), "expected.tags: found 'a', ex"),
        (lambda entries: entries.insert(0, "a"), "entry 1: expected an object in { }"),
        (lambda entries: entries[0].update(file="../gazette.toml"), "compressed by gzip"),
    ],
)  # fmt: skip
def test_a_mistake_in_what_is_expected_is_named(
    change: Any, said: str, defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(defined, change)
    code, out = _command(defined, capsys, "gazette")
    assert (code, said in out) == (2, True), out


def test_a_field_that_is_taken_out_of_what_is_expected_is_not_looked_at(
    defined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def keep_the_title(entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            entry["expected"] = {"title": entry["expected"]["title"]}

    _change(defined, keep_the_title)
    assert _command(defined, capsys, "gazette")[0] == 0


@pytest.mark.slow
def test_the_crawl_of_a_redesigned_portal_gets_every_field(tmp_path: Path) -> None:
    """All pages are of the new markup; the definition knows the old one, and one that ended."""
    _, _, until = _by_time()
    with serving([(MICRODATA, "en")], COUNT, 5) as (server,):
        site = server.site
        listings = "".join(f'[[listings]]\nurl = "{url}"\n' for url in site.start_urls)
        old = "".join(f"{name} = '{selector}'\n" for name, selector in OLD.items())
        text = f'name = "gazette"\nhome = "{site.origin}/"\n{listings}[selectors]\n{old}'
        text += f"[[layouts]]\nuntil = {until}\n[layouts.selectors]\n{old}"
        (tmp_path / "gazette.toml").write_text(text, encoding="utf-8")
        options = ("-a", "portal=gazette", "-s", f"PORTAL_FOLDERS={tmp_path}")
        ended = crawl(*options, archive=tmp_path / "archive.db")
    assert ended.code == 0, ended.out
    assert f"found nothing usable on {COUNT} of {COUNT} articles: scrapy" in ended.out
    wrong = [
        str(bad)
        for one in site.interviews
        for bad in differences(
            expected_record(site, one), ended.records[site.article_url(one).rpartition("/")[2]]
        )
    ]
    assert wrong == []
