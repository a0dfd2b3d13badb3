"""Portals whose pages need a browser: real Chromium where it is there, a clear word where not."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from scrapy.settings import Settings

from scraper.crawl.fetch.rendering import browser_of, why_not
from scraper.crawl.plan.plan import BadUsage, make_plan
from tests.support.crawling import crawl, scrapy
from tests.support.site import Answer, serving

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(
    BROWSER is None or find_spec("scrapy_playwright") is None,
    reason="Chromium or the extra `render` is not installed",
)
LIST = """<!doctype html><meta charset=utf-8><title>Talks</title><h1>Talks</h1><ul id=list></ul>
<script>
for (const n of [1, 2, 3]) {
  const item = document.createElement("li");
  const link = `<a href="/news/${n}.html">Guest ${n} talks of looms</a>`;
  item.innerHTML = `${link} <span>2020-12-24</span>`;
  document.getElementById("list").append(item);
}
</script>"""
ARTICLE = """<!doctype html><html lang=en><meta charset=utf-8>
<title>Guest {0} talks of looms</title>
<h1>Guest {0} talks of looms</h1><div>2020/12/24 9:05:00 <span id=views></span></div><main></main>
<img src="/picture.png" alt="">
<script>
fetch("/api/{0}").then(answer => answer.json()).then(said => {{
  document.getElementById("views").textContent = "Views: " + said.views;
  document.querySelector("main").innerHTML = said.text.map(text => `<p>${{text}}</p>`).join("");
}});
</script></html>"""
TEXT = "Guest {0} spoke of looms, dye and the price of cotton for part {1} of an hour, calmly."


def _pages() -> dict[str, Answer | str]:
    pages: dict[str, Answer | str] = {"/list/": LIST}
    for number in (1, 2, 3):
        said = ",".join(f'"{TEXT.format(number, part)}"' for part in range(1, 6))
        data = f'{{"views": {number * 11}, "text": [{said}]}}'
        pages[f"/api/{number}"] = Answer(data, headers={"Content-Type": "application/json"})
        pages[f"/news/{number}.html"] = ARTICLE.format(number)
    return pages


def _define(folder: Path, address: str) -> tuple[str, str]:
    text = f'name = "loom"\nhome = "{address}/"\nrender = true\n'
    text += f'[[listings]]\nurl = "{address}/list/"\n'
    (folder / "loom.toml").write_text(text, encoding="utf-8")
    return ("-s", f"PORTAL_FOLDERS={folder}")


@needs_browser
@pytest.mark.slow
def test_what_scripts_fill_in_is_archived(tmp_path: Path) -> None:
    with serving(_pages()) as site:
        options = _define(tmp_path, site.address)
        ended = crawl("-a", "portal=loom", *options, archive=tmp_path / "archive.db")
        agents = {agent for agent in site.agents if agent}
        shown = scrapy("probe", *options, f"{site.address}/news/1.html", archive=tmp_path / "b.db")
    assert ended.code == 0, ended.log
    assert {name: record["views"] for name, record in ended.records.items()} == {
        "1.html": 11,
        "2.html": 22,
        "3.html": 33,
    }
    texts = [TEXT.format(2, part) for part in range(1, 6)]
    assert [block["text"] for block in ended.records["2.html"]["blocks"]] == texts
    assert all(agent.startswith("InterviewArchive/") for agent in agents)
    # What an archive of texts does not keep is not fetched; robots.txt is.
    assert "/picture.png" not in site.hits
    assert site.hits["/robots.txt"] == 2
    assert "Views: 11" in shown.out


@needs_browser
@pytest.mark.slow
def test_the_browser_is_not_led_to_another_site(tmp_path: Path) -> None:
    with serving({"/news/1.html": ARTICLE.format(1)}) as other, serving(_pages()) as site:
        away = f"<script>location.href = '{other.address}/news/1.html'</script>"
        site.pages["/news/1.html"] = f"<!doctype html><title>x</title><body>{away}</body>"
        options = _define(tmp_path, site.address)
        ended = crawl("-a", "portal=loom", *options, archive=tmp_path / "archive.db")
    assert set(ended.records) == {"2.html", "3.html"}


def test_without_the_browser_it_says_what_to_install(tmp_path: Path) -> None:
    _define(tmp_path, "http://loom.example")
    settings = Settings(
        {
            "PORTAL_FOLDERS": [str(tmp_path)],
            "PORTAL_TIME_ZONE": "UTC",
            "CHROMIUM": str(tmp_path / "nowhere"),
        }
    )
    with pytest.raises(BadUsage, match=r"loom says render = true, and .*(apt install|pip install)"):
        make_plan({"portal": "loom"}, settings)


def test_a_portal_that_needs_no_browser_needs_none(tmp_path: Path) -> None:
    _define(tmp_path, "http://loom.example")
    file = tmp_path / "loom.toml"
    file.write_text(file.read_text().replace("render = true", ""), encoding="utf-8")
    settings = Settings(
        {
            "PORTAL_FOLDERS": [str(tmp_path)],
            "PORTAL_TIME_ZONE": "UTC",
            "CHROMIUM": str(tmp_path / "nowhere"),
        }
    )
    assert make_plan({"portal": "loom"}, settings).seeds


def test_the_browser_is_the_one_that_the_setting_names(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.touch(mode=0o755)
    assert browser_of(Settings({"CHROMIUM": str(browser)})) == str(browser)
    assert why_not(Settings({"CHROMIUM": "/nowhere"})) is not None
