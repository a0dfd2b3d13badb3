"""The spider's arguments: what they start, and what is said about wrong ones."""

from datetime import date
from pathlib import Path

import pytest
from scrapy.settings import BaseSettings

from scraper.crawl.plan.plan import BadUsage, make_plan

DEFINITION = """\
name = "{name}"
home = "https://{name}.example/"
enabled = {enabled}
[[listings]]
url = "https://{name}.example/interviews/"
section = "Interviews"
[[listings]]
url = "https://{name}.example/talks/"
"""


@pytest.fixture
def settings(tmp_path: Path) -> BaseSettings:
    for name, enabled in (("alpha", "true"), ("beta", "true"), ("gamma", "false")):
        (tmp_path / f"{name}.toml").write_text(DEFINITION.format(name=name, enabled=enabled))
    return BaseSettings({"PORTAL_FOLDERS": [str(tmp_path)], "PORTAL_TIME_ZONE": "Asia/Tokyo"})


def _urls(arguments: dict[str, str | None], settings: BaseSettings) -> list[str]:
    return [seed.url for seed in make_plan(arguments, settings).seeds]


def test_nothing_means_every_enabled_portal(settings: BaseSettings) -> None:
    assert _urls({}, settings) == [
        "https://alpha.example/interviews/",
        "https://alpha.example/talks/",
        "https://beta.example/interviews/",
        "https://beta.example/talks/",
    ]


def test_a_portal_that_is_not_enabled_can_be_asked_for(settings: BaseSettings) -> None:
    urls = _urls({"portal": "gamma, alpha"}, settings)
    assert [url.split("/")[2] for url in urls] == ["gamma.example"] * 2 + ["alpha.example"] * 2


def test_a_comma_may_be_part_of_an_address(settings: BaseSettings) -> None:
    urls = _urls({"url": "http://x.example/list,1.html,https://y.example:81/a?b=1&c"}, settings)
    assert urls == ["http://x.example/list,1.html", "https://y.example:81/a?b=1&c"]


def test_a_host_without_definition_is_a_portal_named_after_it(settings: BaseSettings) -> None:
    (seed,) = make_plan({"url": "https://News.example:8443/list/"}, settings).seeds
    assert (seed.portal.name, seed.portal.time_zone) == ("news.example:8443", "Asia/Tokyo")
    assert seed.portal.listings == ()


def test_a_page_of_a_defined_portal_is_read_by_its_rules(settings: BaseSettings) -> None:
    (seed,) = make_plan({"url": "https://alpha.example/archive/"}, settings).seeds
    assert seed.portal.name == "alpha"


@pytest.mark.parametrize("text", ["2020-12-24", "2020/12/24", "20201224", "2020年12月24日"])
def test_since_is_a_day(settings: BaseSettings, text: str) -> None:
    assert make_plan({"since": text}, settings).since == date(2020, 12, 24)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"ulr": "https://x.example/"}, "unknown argument -a ulr=; did you mean -a url=?"),
        ({"section": "x"}, "unknown argument -a section=; known: portal, url, since"),
        ({"portal": "alpha", "url": "https://x.example/"}, "not both"),
        ({"portal": "alfa"}, "no portal is called 'alfa'; did you mean 'alpha'?"),
        ({"portal": ","}, "names no portal"),
        ({"url": ""}, "-a url= has no value"),
        ({"url": "x.example/list"}, "did you mean https://x.example/list ?"),
        ({"url": "file:///etc/passwd"}, "only http:// and https://"),
        ({"url": "https://"}, "is not an address"),
        ({"url": "https://exa mple/"}, "is not an address"),
        ({"since": "yesterday"}, "expected a day such as 2020-12-24"),
        ({"since": "2020-02-30"}, "expected a day such as 2020-12-24"),
    ],
)
def test_wrong_arguments_are_explained(
    settings: BaseSettings, arguments: dict[str, str | None], said: str
) -> None:
    with pytest.raises(BadUsage) as caught:
        make_plan(arguments, settings)
    assert said in str(caught.value)


def test_with_nothing_enabled_it_says_what_to_do(tmp_path: Path) -> None:
    settings = BaseSettings({"PORTAL_FOLDERS": [str(tmp_path)], "PORTAL_TIME_ZONE": "UTC"})
    with pytest.raises(BadUsage, match="Try `scrapy demo`"):
        make_plan({}, settings)


def test_a_portal_without_listings_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text('name = "bare"\nhome = "https://bare.example/"\n')
    settings = BaseSettings({"PORTAL_FOLDERS": [str(tmp_path)], "PORTAL_TIME_ZONE": "UTC"})
    with pytest.raises(BadUsage, match=r"bare\.toml: has no \[\[listings\]\]"):
        make_plan({"portal": "bare"}, settings)


def test_only_the_portals_asked_for_have_to_be_right(settings: BaseSettings) -> None:
    _define("delta", "name = ", settings)
    assert make_plan({"portal": "alpha"}, settings).left_out == ()
    with pytest.raises(BadUsage, match=r"delta\.toml:1: is not TOML"):
        make_plan({"portal": "delta,alpha"}, settings)


def test_what_is_wrong_with_one_portal_does_not_stop_the_others(settings: BaseSettings) -> None:
    _define("delta", "name = ", settings)
    _define("epsilon", 'name = "epsilon"\nhome = "https://epsilon.example/"', settings)
    _define("zeta", "enabled = false\ncolour = 1", settings)
    plan = make_plan({}, settings)
    assert {seed.portal.name for seed in plan.seeds} == {"alpha", "beta"}
    assert len(plan.left_out) == 2
    assert "delta.toml:1: is not TOML" in plan.left_out[0]
    assert "epsilon.toml: has no [[listings]]" in plan.left_out[1]


def test_where_no_portal_can_be_crawled_it_says_why(tmp_path: Path) -> None:
    settings = BaseSettings({"PORTAL_FOLDERS": [str(tmp_path)], "PORTAL_TIME_ZONE": "UTC"})
    _define("delta", "name = ", settings)
    with pytest.raises(BadUsage, match=r"delta\.toml:1: is not TOML"):
        make_plan({}, settings)


@pytest.mark.parametrize(
    "text",
    [
        'home = "https://delta.example/"\ncolour = 1',
        'home = "https://delta.example/',
        "home = \"https://other.example/\"\n[[listings]]\n  url = 'http://delta.example/l/'\n=",
    ],
)
def test_a_portal_whose_definition_is_wrong_is_not_asked_as_if_it_had_none(
    settings: BaseSettings, text: str
) -> None:
    _define("delta", text, settings)
    with pytest.raises(BadUsage, match=r"delta\.toml:"):
        make_plan({"url": "https://delta.example/talks/"}, settings)
    assert make_plan({"url": "https://alpha.example/talks/,https://x.example/"}, settings).seeds


def _define(name: str, text: str, settings: BaseSettings) -> None:
    folder = Path(settings.getlist("PORTAL_FOLDERS")[0])
    (folder / f"{name}.toml").write_text(text)
