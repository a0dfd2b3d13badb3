"""One truth in many markups: portals that look like the web of different years and hands."""

from tests.support.markups.big5_misdeclared import BIG5_MISDECLARED
from tests.support.markups.div_soup import DIV_SOUP
from tests.support.markups.gbk_tables import GBK_TABLES
from tests.support.markups.magazine import MAGAZINE
from tests.support.markups.microdata import MICRODATA
from tests.support.markups.mobile_dl import MOBILE_DL
from tests.support.markups.noisy import NOISY
from tests.support.markups.portal import Markup, Site
from tests.support.markups.section_first import SECTION_FIRST, SECTION_FIRST_JA
from tests.support.markups.semantic import SEMANTIC
from tests.support.markups.show_php import SHOW_PHP
from tests.support.markups.spans import SPANS
from tests.support.markups.undeclared import UNDECLARED, UNDECLARED_1252
from tests.support.markups.wordpress import WORDPRESS
from tests.support.markups.words.bank import Language

MARKUPS: tuple[Markup, ...] = (
    GBK_TABLES,
    DIV_SOUP,
    SEMANTIC,
    MOBILE_DL,
    NOISY,
    BIG5_MISDECLARED,
    UNDECLARED,
    UNDECLARED_1252,
    WORDPRESS,
    MICRODATA,
    SPANS,
    SHOW_PHP,
    SECTION_FIRST,
    SECTION_FIRST_JA,
    MAGAZINE,
)


def portals() -> list[tuple[Markup, Language]]:
    """Every markup in each of its languages."""
    return [(markup, language) for markup in MARKUPS for language in markup.languages]


def invented_site(markup: Markup, language: Language, count: int = 24) -> Site:
    """A site at an address that no server needs to answer for."""
    return Site(markup, language, f"http://{markup.name}.{language.lower()}.test", count)
