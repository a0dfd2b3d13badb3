"""Pages that need a browser: scrapy-playwright and the Chromium of the system, where asked for."""

import os
import shutil
from importlib.util import find_spec
from typing import Any

from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from scraper.crawl.asked import portal_of
from scraper.crawl.fetch.refusals import OffSite

_HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a reader looks at but an archive of texts does not keep.
_NOT_LOADED = ("image", "media", "font")
# Some pages never stop loading: what is there by then is what is read.
_QUIET_WITHIN_MS = 5000


def browser_of(settings: BaseSettings) -> str | None:
    """The path of the browser: the setting CHROMIUM, else the first that is installed."""
    named = settings.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _BROWSERS)), None)


def why_not(settings: BaseSettings) -> str | None:
    """What is missing to render pages, and how to get it; None where nothing is."""
    if find_spec("scrapy_playwright") is None:
        return "pages are rendered by the extra: pip install 'interview-archive[render]'"
    if browser_of(settings) is None:
        named = settings.get("CHROMIUM")
        where = f"CHROMIUM={named} is not there" if named else "no Chromium is installed"
        return f"{where}: apt install chromium, or name one by the setting CHROMIUM"
    return None


def enable(settings: BaseSettings, priority: str = "spider") -> None:
    """Makes Scrapy able to render pages. Nothing is rendered that no portal asks for."""
    handlers = dict(settings.getdict("DOWNLOAD_HANDLERS"))
    options: dict[str, Any] = {"executable_path": browser_of(settings)}
    if os.geteuid() == 0:
        # Chromium's sandbox does not start for root, as whom containers run.
        options["args"] = ["--no-sandbox"]
    for name, value in (
        ("DOWNLOAD_HANDLERS", {**handlers, "http": _HANDLER, "https": _HANDLER}),
        ("PLAYWRIGHT_LAUNCH_OPTIONS", options),
        ("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", settings.getint("DOWNLOAD_TIMEOUT") * 1000),
        ("PLAYWRIGHT_ABORT_REQUEST", "scraper.crawl.fetch.rendering.is_superfluous"),
    ):
        settings.set(name, value, priority=priority)


def is_superfluous(request: Any) -> bool:
    """Whether the browser need not load what a page asks for."""
    return request.resource_type in _NOT_LOADED


class RenderMiddleware:
    """Has the pages of portals that say `render = true` read by the browser."""

    def process_request(self, request: Request) -> None:
        portal = portal_of(request)
        if portal is None or not portal.render:
            return
        method = load_object("scrapy_playwright.page.PageMethod")
        request.meta["playwright"] = True
        request.meta["playwright_page_methods"] = [method(_until_quiet)]

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises OffSite where the browser was led to another site."""
        portal = portal_of(request)
        if "playwright" in response.flags and portal and not portal.owns(response.url):
            raise OffSite(f"{response.url} is not on a host of {portal.name}")
        return response


async def _until_quiet(page: Any) -> None:
    timeout = load_object("playwright.async_api.TimeoutError")
    try:
        await page.wait_for_load_state("networkidle", timeout=_QUIET_WITHIN_MS)
    except timeout:
        return
