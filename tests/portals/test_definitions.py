"""A definition's mistakes are named with file, line, key, what is there and what should be."""

from pathlib import Path

import pytest

from scraper.extraction import extract_article
from scraper.portals.definitions import DefinitionError, Definitions
from scraper.portals.model import Portal, Selectors
from scraper.settings import PORTAL_FOLDERS
from tests.support.site import article

GOOD = """\
# A comment, and an empty line below.

name = "gazette"
home = "https://gazette.example/"
time_zone = "Europe/Berlin"
hosts = ["news.gazette.example"]
article_url = '/news/\\d+\\.html$'
date_formats = ["%d.%m.%Y %H:%M"]

[selectors]
title = "h1.headline"
tags = "//a[@rel='tag']"

[labels]
related = ["See also"]

[politeness]
delay = 2.5
window = "22:00-06:00"

[recheck]
hot = "48h"

[[layouts]]
until = 2024-04-30
drop = ["div.ad"]

[layouts.selectors]
body = "#artBody"

[[listings]]
url = "https://gazette.example/interviews/"
section = "Interviews"

[[listings]]
url = "https://gazette.example/talks/"
"""


def _load(folder: Path, text: str, name: str = "gazette") -> Portal:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Definitions([folder], "Asia/Shanghai").load(name)


def test_a_definition_says_what_is_known(tmp_path: Path) -> None:
    portal = _load(tmp_path, GOOD)
    assert portal.time_zone == "Europe/Berlin"
    assert [listing.section for listing in portal.listings] == ["Interviews", None]
    assert portal.selectors.title == "h1.headline"


def test_a_whole_number_of_seconds_is_a_delay(tmp_path: Path) -> None:
    assert _load(tmp_path, GOOD.replace("2.5", "2")).politeness.delay == 2


def test_without_a_zone_of_its_own_the_settings_zone_holds(tmp_path: Path) -> None:
    text = GOOD.replace('time_zone = "Europe/Berlin"\n', "")
    assert _load(tmp_path, text).time_zone == "Asia/Shanghai"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert _load(tmp_path, "\ufeff" + GOOD).name == "gazette"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('name = "gazette"', "", 1, "name: is missing, expected the portal's name"),
        ('name = "gazette"', 'name = "gazete"', 3, "found 'gazete', expected 'gazette', the file"),
        ('name = "gazette"', "name = 7", 3, "name: found 7, expected a text in quotes"),
        ("https://gazette.example/\"\ntime", "gazette.example\"\ntime", 4, "home: found 'gaz"),
        ("https://gazette.example/\"\ntime", "ftp://g.example/\"\ntime", 4, "begins with http://"),
        ("Europe/Berlin", "Europe/Berlyn", 5, "time_zone: found 'Europe/Berlyn', expected an IANA"),
        ("time_zone", "timezone", 5, "timezone: is not a known key; did you mean 'time_zone'?"),
        ("news.gazette", "https://news.gazette", 6, "hosts.1: found 'https://news.gazette.example'"),
        ("/news/", "/news(/", 7, "article_url: found"),
        ("%d.%m.%Y %H:%M", "DD.MM.YYYY", 8, "date_formats.1: found 'DD.MM.YYYY', expected a str"),
        ("%d.%m.%Y %H:%M", "%Y %Y", 8, "each of its parts may be there once"),
        ("%d.%m.%Y %H:%M", "%Q %Y", 8, "expected a strptime format, such as '%Y/%m/%d %H:%M' ('Q'"),
        ("%d.%m.%Y %H:%M", "%Y-%m-%", 8, "(stray % in format"),
        ("%d.%m.%Y %H:%M", "%G-%m-%d", 8, "ISO year directive"),
        ("%d.%m.%Y %H:%M", "%%Y", 8, "with a year"),
        ('["%d.%m.%Y %H:%M"]', '"%Y"', 8, "date_formats: found '%Y', expected a list in [ ]"),
        ("h1.headline", "h1..headline", 11, "selectors.title: found 'h1..headline', expected"),
        ("//a[@rel='tag']", "//a[@rel='tag'", 12, "selectors.tags: found"),
        ("tags = ", "tgas = ", 12, "selectors.tgas: is not a known key; did you mean 'tags'?"),
        ('"See also"', '""', 15, "labels.related.1: is empty"),
        ("[labels]", "[lables]", 14, "lables: is not a known key; did you mean 'labels'?"),
        ('/talks/"', '/talks/"\nsektion = "T"', 37, "listings.2.sektion: is not a known key"),
        ('url = "https://gazette.example/talks/"', "", 35, "listings.2.url: is missing"),
        ("[labels]", "enabled = 'perhaps'\n[labels]", 14, "selectors.enabled: is not a known key"),
        ("[selectors]", "enabled = 'perhaps'\n[selectors]", 10, "found 'perhaps', expected true"),
        ("delay = 2.5", "delay = -1", 18, "politeness.delay: found -1, expected 0.0 or more"),
        ("delay = 2.5", 'delay = "slow"', 18, "found 'slow', expected a number of seconds"),
        ("delay = 2.5", "concurrency = 1.5", 18, "found 1.5, expected a whole number"),
        ("delay = 2.5", "concurrency = 99", 18, "found 99, expected 16 or less"),
        ("delay = 2.5", "dealy = 1", 18, "is not a known key; did you mean 'delay'?"),
        ("delay = 2.5", 'delay = "2"', 18, "found '2', expected a number of seconds, without quo"),
        ("delay = 2.5", "delay = true", 18, "found true, expected a number of seconds"),
        ("delay = 2.5", "delay = nan", 18, "found nan, expected"),
        ("delay = 2.5", "concurrency = true", 18, "found true, expected a whole number"),
        ('time_zone = "Eu', 'render = "yes"\ntime_zone = "Eu', 5, "true or false, without quotes"),
        ('time_zone = "Eu', 'enabled = "off"\ntime_zone = "Eu', 5, "expected true or false"),
        ('time_zone = "Eu', 'enabled = 0\ntime_zone = "Eu', 5, "expected true or false"),
        ("until = 2024-04-30", 'until = "2024-04-30"', 25, "a day such as 2024-04-30, without quo"),
        ("until = 2024-04-30", "until = 2020", 25, "a day such as 2024-04-30, without quotes"),
        ("22:00-06:00", "22:00-25:00", 19, "expected two times of day, such as '22:00-06:00'"),
        ("22:00-06:00", "22:00-22:00", 19, "expected two times of day, such as '22:00-06:00'"),
        ('"48h"', '"2 weeks"', 22, "found '2 weeks', expected hours or days, such as '48h'"),
        ('"48h"', "48", 22, "recheck.hot: found 48, expected hours or days, such as '48h'"),
        ('"48h"', '"90d"', 21, "expected hot, weekly and monthly to be in growing order"),
        ("until = 2024-04-30", 'until = "spring"', 25, "expected a day such as 2024-04-30"),
        ("until = 2024-04-30", "until = 2024-04-30T10:00:00", 25, "expected a day such as 2024-0"),
        ("until = 2024-04-30", "", 24, "layouts.1.until: is missing, expected the last day of"),
        ("#artBody", "#art..Body", 29, "layouts.1.selectors.body: found '#art..Body', expected a"),
        ("body = ", "bodie = ", 29, "layouts.1.selectors.bodie: is not a known key; did you mean"),
        ("div.ad", "div[", 26, "layouts.1.drop.1: found 'div[', expected a CSS selector"),
        ("[[layouts]]", "[layouts]", 24, "expected a list of them: [[layouts]] in double brackets"),
        ("[recheck]", "[[recheck]]", 21, "expected one: [recheck] in single brackets"),
        ('/talks/"', '/talks/"\ndrop = [".ad"]', 37, "of the whole portal above the first [table]"),
        ('time_zone = "Eu', 'delay = 2\ntime_zone = "Eu', 5, "belongs into the table politeness"),
        ("/talks/", "/interviews/#top", 31, "expected each listing once; https://gazette.example/"),
        ("news.gazette", "*.gazette", 6, "hosts.1: found '*.gazette.example', expected a host"),
        ("news.gazette.example", "news.example:abc", 6, "expected a host such as"),
        ('section = "Interviews"', 'section = "  "', 33, "listings.1.section: is empty"),
        ("h1.headline", "  ", 11, "selectors.title: is empty"),
        ("'/news/\\d+\\.html$'", '"/news/\\d+"', 7, "goes into single quotes: '\\d+'"),
        ("[politeness]", "[labels]", 17, "put all keys of a table below one [table]"),
        ('"Europe/Berlin"', "Berlin", 5, "a text has to be in quotes"),
        ("[[layouts]]", "[[layouts]]\nuntil = 2024-04-30\n[[layouts]]", 24, "each layout to end"),
        ('time_zone = "Eu', 'language = "Deutsch!"\ntime_zone = "Eu', 5, "expected a language tag"),
        ('time_zone = "Eu', 'render = "maybe"\ntime_zone = "Eu', 5, "expected true or false"),
        ('time_zone = "Eu', 'next_page = "a["\ntime_zone = "Eu', 5, "expected a CSS selector"),
        ('time_zone = "Eu', 'follow_related = 7\ntime_zone = "Eu', 5, "expected true or false"),
        ("h1.headline", "h1:nope", 11, "a CSS selector (The pseudo-class :nope is unknown)"),
        ("h1.headline", "p:eq(1)", 11, "selectors.title: found 'p:eq(1)', expected a CSS selector"),
        ("h1.headline", "p::before", 11, "expected a CSS selector"),
        ("h1.headline", "p:nth-child(x)", 11, "expected a CSS selector"),
        ("h1.headline", "*:first-of-type", 11, "expected a CSS selector"),
        ("h1.headline", "ns|p", 11, "expected a CSS selector (Undefined namespace prefix)"),
        ("h1.headline", "string(//h1)", 11, "XPath begins with /"),
        ("h1.headline", "//h7[foo(.)]", 11, "an XPath selector (there is no function foo())"),
        ("h1.headline", "//h7[$x]", 11, "there are no variables such as $x"),
        ("h1.headline", "//h7/svg:rect", 11, "the prefix 'svg' is not known"),
        ("h1.headline", "//h7[contains(.)]", 11, "Invalid number of arguments"),
        ("h1.headline", "//h7[re:test(., '(')]", 11, "expected an XPath selector (missing )"),
        ("h1.headline", "(1 + 2)", 11, "of a place on the page, not of a number"),
        ('"48h"', '"99999999999d"', 22, "recheck.hot: found '99999999999d', expected hours or"),
        ("[selectors]", "[selectors", 10, "is not TOML:"),
        ('name = "gazette"', 'name = "gazette', 3, "is not TOML:"),
        ('name = "gazette"', 'name = "gazette"\nname = "other"', 4, "; name is there twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(DefinitionError) as caught:
        _load(tmp_path, GOOD.replace(old, new))
    start = f"{tmp_path / 'gazette.toml'}:{line}: "
    assert any(problem.startswith(start) and said in problem for problem in caught.value.problems)


@pytest.mark.parametrize(
    "selector",
    [
        "//h1[re:test(., '^A', 'i')]",
        "//p[position() mod (2) = 1]/@title",
        "//div[count(ancestor::node()) > 2][last()]/text()",
        "(string(//h1))",
        "//*[@xml:lang = 'en' and not(@rel = 'a:b')]",
        "h1::text",
        "div:has(> p)",
    ],
)
def test_what_xpath_and_css_can_do_may_be_used(tmp_path: Path, selector: str) -> None:
    assert _load(tmp_path, GOOD.replace("h1.headline", selector)).selectors.title == selector


@pytest.mark.parametrize(
    "template",
    ["%Y-%m-%dT%H:%M:%S%z", "%G-W%V-%u", "%d %B %y %I:%M %p", "%Y年%m月%d日", "%c", "%Y-%m-%d %Z"],
)
def test_what_strptime_reads_may_be_a_date_format(tmp_path: Path, template: str) -> None:
    portal = _load(tmp_path, GOOD.replace("%d.%m.%Y %H:%M", template))
    assert portal.date_formats == (template,)


def test_xpath_may_use_regular_expressions() -> None:
    stated = {"title": "//h2[re:test(., '^guest', 'i')]"}
    portal = Portal(name="g", home="https://g.example/", selectors=Selectors(**stated))
    html = article(1).replace("<div>", "<h2>About us</h2><h2>Guest of the day</h2><div>", 1)
    assert extract_article(html, "https://g.example/1.html", portal).title == "Guest of the day"


def test_whatever_a_file_holds_it_is_named(tmp_path: Path) -> None:
    deep = "drop = " + "[" * 3000 + "]" * 3000 + "\n"
    with pytest.raises(DefinitionError, match=r"gazette\.toml: cannot be understood"):
        _load(tmp_path, deep + GOOD)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("Berlin", "Berlyn")
        .replace("h1.headline", "h1..x")
        .replace('gazette"\nhome', 'g"\nhome')
    )
    with pytest.raises(DefinitionError) as caught:
        _load(tmp_path, text)
    assert len(caught.value.problems) == 3


def test_of_thousands_of_mistakes_the_first_are_named(tmp_path: Path) -> None:
    words = ", ".join(map(str, range(20_000)))
    with pytest.raises(DefinitionError) as caught:
        _load(tmp_path, GOOD.replace('["See also"]', f"[{words}]"))
    assert caught.value.problems[0].endswith("labels.related.1: found 0, expected a text in quotes")
    assert caught.value.problems[20:] == [f"{tmp_path / 'gazette.toml'}: and 19,980 more mistakes"]


def test_a_name_has_no_comma(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="expected a name without a comma"):
        _load(tmp_path, GOOD.replace('"gazette"', '"a,b"'), "a,b")


def test_blanks_around_a_text_are_not_of_it(tmp_path: Path) -> None:
    portal = _load(tmp_path, GOOD.replace("h1.headline", " //h1 "))
    assert portal.selectors.title == "//h1"


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gazette.toml").write_bytes(b'name = "gazette"\ntitle = "\xb7\xc3\xcc\xb8"\n')
    with pytest.raises(DefinitionError, match=r"gazette\.toml:2: is not UTF-8"):
        Definitions([tmp_path], "UTC").load("gazette")


def test_a_key_inside_a_long_text_is_not_mistaken_for_the_key(tmp_path: Path) -> None:
    text = 'name = "gazette"\ntitle = """\nhome = 1\n"""\nhome = "nowhere"\n'
    with pytest.raises(DefinitionError, match=r"gazette\.toml:5: home:"):
        _load(tmp_path, text)


def test_ones_own_definition_wins(tmp_path: Path) -> None:
    ours, own = tmp_path / "ours", tmp_path / "own"
    ours.mkdir()
    own.mkdir()
    (ours / "gazette.toml").write_text(GOOD)
    (own / "gazette.toml").write_text(GOOD.replace("Europe/Berlin", "UTC"))
    assert Definitions([ours, own], "UTC").load("gazette").time_zone == "UTC"


def test_an_unknown_name_gets_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "gazette.toml").write_text(GOOD)
    with pytest.raises(DefinitionError, match="did you mean 'gazette'"):
        Definitions([tmp_path], "UTC").load("gazete")


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        ("https://gazette.example/anything", True),
        ("http://www.gazette.example/anything", True),
        ("https://news.gazette.example/1.html", True),
        ("https://other.gazette.example/1.html", False),
        ("https://gazette.example.evil.example/", False),
        ("https://gazette.example:8443/", False),
        ("http://gazette.example:80/", True),
    ],
)
def test_a_portals_own_hosts(tmp_path: Path, url: str, owned: bool) -> None:
    assert _load(tmp_path, GOOD).owns(url) is owned


def test_the_definitions_that_come_with_the_project_are_right() -> None:
    assert Definitions(PORTAL_FOLDERS[:1], "Asia/Shanghai").load_all()
