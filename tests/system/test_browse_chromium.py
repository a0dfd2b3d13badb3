"""A person with a real browser looks around in the sample archive."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from scraper.settings import PROJECT
from tests.support.crawling import scrapy
from tests.ui.test_browse_command import served

ARTEFACTS = PROJECT / "tests" / "artefacts"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
# As root, and without looking for its maker's servers.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
LAPTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WORD = "手艺"
SERIOUS = {"serious", "critical"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    archive = tmp_path_factory.mktemp("chromium") / "sample.db"
    assert scrapy("demo", "-s", "SAMPLE_PORT=0", archive=archive).code == 0
    with served(archive) as (_, address):
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Watched:
    """A page, with whatever it complained of and whomever it asked."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked_elsewhere: list[str] = []
        self._address = address
        page.on("console", self._complain)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._ask)

    def _complain(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _ask(self, request: Request) -> None:
        if not request.url.startswith((f"{self._address}/", "data:")):
            self.asked_elsewhere.append(request.url)

    def keep(self, name: str) -> None:
        """A screenshot, after a look at what would keep people out."""
        found = [
            f"{it['id']}: {[node['html'] for node in it['nodes']][:3]}"
            for it in Axe().run(self.page).response["violations"]
            if it["impact"] in SERIOUS
        ]
        assert not found, f"{name} at {self.page.url}"
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")

    def fits(self) -> bool:
        """Whether nothing sticks out to the right."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture(params=["light", "dark"])
def watched(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Watched]:
    context = chromium.new_context(viewport=LAPTOP, color_scheme=request.param)  # type: ignore[arg-type]
    watched = Watched(context.new_page(), address)
    yield watched
    context.close()
    assert not watched.complaints
    assert not watched.asked_elsewhere


def test_from_a_word_to_an_article_and_on(
    watched: Watched, address: str, request: pytest.FixtureRequest
) -> None:
    colours = request.node.callspec.params["watched"]
    page = watched.page
    page.goto(address)
    expect(page.locator("figure.plot svg:visible")).to_have_count(6)
    watched.keep(f"overview-{colours}")

    page.get_by_label("Words to search for").fill(WORD)
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_have_text(WORD)
    watched.keep(f"search-{colours}")

    first = page.locator(".hits h3 a").first
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    watched.keep(f"article-{colours}")

    related = page.locator(".related a:not(.out)").first
    title = related.inner_text()
    related.click()
    expect(page.locator("h1")).to_have_text(title)
    watched.keep(f"related-{colours}")

    page.get_by_role("link", name="Interview archive").click()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(page.locator("figure.plot svg:visible")).to_have_count(6)
    assert watched.fits()
    letters = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.on-narrow svg text')]"
        ".map(it => it.getBoundingClientRect().height))"
    )
    assert letters >= 10
    watched.keep(f"overview-phone-{colours}")


def test_tables_and_questions(
    watched: Watched, address: str, request: pytest.FixtureRequest
) -> None:
    colours = request.node.callspec.params["watched"]
    page = watched.page
    page.goto(address)
    page.get_by_role("navigation").get_by_role("link", name="Interviews").click()
    expect(page.locator(".facet-info-name strong").first).to_be_visible()
    watched.keep(f"interviews-{colours}")
    page.goto(f"{address}/archive")
    watched.keep(f"questions-{colours}")
    page.get_by_role("link", name="Most read", exact=True).click()
    expect(page.locator("tbody tr").first).to_be_visible()
    watched.keep(f"most-read-{colours}")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert watched.fits()
    watched.keep(f"most-read-phone-{colours}")
