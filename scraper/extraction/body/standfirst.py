"""The standfirst: the sentence or two between the title and the text that say what it is about."""

from scraper.extraction.fields.title import folded
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.page.sentences import is_ended
from scraper.extraction.parts.prose import is_prose
from scraper.extraction.vocabulary import words
from scraper.values.dates import find_date

_NOT_IN = Place.CAPTION | Place.ASIDE | Place.LIST | Place.TAGS | Place.NAV | Place.CRUMBS
_SHORTEST, _LONGEST = 40, 900
_STEM = 50
_MOST = 3


def find_standfirst(page: Page, before: range, out: set[int], title: str | None) -> list[Line]:
    """The lines of the standfirst among those between the `title` and the text.

    They are what the page describes itself with, or a subhead that reads like a sentence, or the
    one paragraph that stands there alone.
    """
    lines = [page.lines[index] for index in before]
    own = folded(title or "")
    fit = [line for line in lines if _may_be(line) and folded(line.text) not in own]
    described = [_stem(text) for text in page.descriptions if len(text) >= _SHORTEST]
    agreed = [line for line in fit if any(_agree(_stem(line.text), one) for one in described)]
    if agreed:
        like = {line.shape for line in agreed}
        return [line for line in fit if line.shape in like][:_MOST]
    fit = [line for line in fit if line.index not in out or _is_teaser_s_own(line)]
    alone = [line for line in fit if is_prose(line)]
    if len(alone) == 1:
        return alone
    headed = [line for line in fit if line.place & Place.HEADING and line.weight >= 2 * _SHORTEST]
    return headed[:1] if not alone else []


def _may_be(line: Line) -> bool:
    if line.image is not None or line.place & _NOT_IN or line.link_share > 0.3:
        return False
    if not _SHORTEST <= line.weight <= _LONGEST:
        return False
    if words.is_notice(line.text):
        return False
    if line.weight > 160:
        return True
    classed = line.place & Place.BYLINE and not is_ended(line.text)
    byline = classed or words.BYLINE.match(line.text)
    return not byline and find_date(line.spaced) is None


def _is_teaser_s_own(line: Line) -> bool:
    """Whether a line is left out for a class such as "teaser" alone, which is believed of links and
    of texts that are cut short."""
    cut = line.text.endswith(("…", "..."))
    return bool(line.place & Place.RELATED) and not line.link_share and not cut


def _stem(text: str) -> str:
    return folded(text)[:_STEM]


def _agree(one: str, two: str) -> bool:
    """Whether one text begins as the other does, both long enough to be sure."""
    short, long = sorted((one, two), key=len)
    return len(short) >= 20 and long.startswith(short)
