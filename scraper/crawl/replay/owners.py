"""Of which portal a captured page is, by today's definitions."""

from collections.abc import Iterable
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from scrapy.settings import BaseSettings

from scraper.crawl.plan.plan import BadUsage
from scraper.items import Capture
from scraper.portals.definitions import DefinitionError, Definitions
from scraper.portals.model import Portal


class Owners:
    """The portals that are defined, asked by capture."""

    def __init__(self, portals: Iterable[Portal], time_zone: str) -> None:
        self._portals = {portal.name: portal for portal in portals}
        self._time_zone = time_zone

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """Those of a project; BadUsage where a definition is wrong."""
        zone: str = settings["PORTAL_TIME_ZONE"]
        try:
            return cls(Definitions(settings.getlist("PORTAL_FOLDERS"), zone).load_all(), zone)
        except DefinitionError as error:
            raise BadUsage(str(error)) from error

    def of_capture(self, capture: Capture) -> Portal:
        """The portal of its name, else whose address it is, else one of which nothing is known. It
        keeps the name that its articles have."""
        parts = urlsplit(capture.url)
        home = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
        name = capture.portal or parts.netloc
        owners = (portal for portal in self._portals.values() if portal.owns(capture.url))
        portal = self._portals.get(name) or next(owners, None)
        if portal is None:
            return Portal.undefined(name, home, self._time_zone)
        moved = {} if portal.owns(capture.url) else {"home": home}
        return portal.model_copy(update={"name": name, **moved})
