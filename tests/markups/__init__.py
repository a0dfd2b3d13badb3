"""One truth in many markups: portals that look like the web of different years and hands."""

from tests.markups.div_soup import DIV_SOUP
from tests.markups.gbk_tables import GBK_TABLES
from tests.markups.mobile_dl import MOBILE_DL
from tests.markups.portal import Markup, Site
from tests.markups.semantic import SEMANTIC
from tests.markups.words.bank import Language

MARKUPS: tuple[Markup, ...] = (GBK_TABLES, DIV_SOUP, SEMANTIC, MOBILE_DL)


def portals() -> list[tuple[Markup, Language]]:
    """Every markup in each of its languages."""
    return [(markup, language) for markup in MARKUPS for language in markup.languages]


def invented_site(markup: Markup, language: Language, count: int = 24) -> Site:
    """A site at an address that no server needs to answer for."""
    return Site(markup, language, f"http://{markup.name}.{language.lower()}.test", count)
