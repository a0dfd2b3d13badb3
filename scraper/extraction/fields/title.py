"""The article's title, on which what is shown and what the page says of itself agree."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from lxml.html import HtmlElement

from scraper.extraction.fields.found import Found
from scraper.extraction.page.landmarks import FURNITURE, HEADINGS, Place
from scraper.extraction.page.lines import Line, font_size
from scraper.extraction.page.page import LONGEST_TITLE, Page
from scraper.extraction.vocabulary.labels import kind_of_label
from scraper.values.clean import clean
from scraper.values.dates import find_date, may_hold_date

_SEPARATOR = re.compile(
    r"\s+[-–—|·»«:•~/]+\s+|\s*[|｜_»]\s*|\s*(?:——|--)\s*|(?<=[^\x00-\x7f])\s*[-–—]\s*(?=\S)|\s*[-–—]\s*(?=[^\x00-\x7f])"
)
_QUOTES = str.maketrans("‘’‚‛“”„‟«»「」『』", '\'\'\'\'""""""""""')
_WORD = re.compile(r"[^\W_\u2e80-\ud7af]+|(?=([\u2e80-\ud7af]{2}))")
_SEARCHED = 400
# What the main heading counts for: more than all that is written for search engines. What a
# newspaper's data say is written by its editors, and may be as good.
_A_HEADING = 8.0
# A heading of more pieces is not taken apart.
_MOST_PIECES = 7
# What a date right below speaks for a title.
_DATED = 1.5
_DEEPEST = 2000
_COLONS = re.compile(r"\s*(?:::|：|:\s)\s*")


@dataclass(slots=True)
class Heading:
    """A candidate: the lines `first` to `last` that show `text`."""

    text: str
    first: int
    last: int
    score: float
    pieces: int = 1
    # Whether it is a first heading by its tag, and shares words with what the page's data say.
    is_main: bool = False


def folded(text: str) -> str:
    """A form in which two spellings of one title are equal."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return "".join(text.casefold().replace("\u2026", "").replace(".", "").split())


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, and the pairs of neighbours where its script parts no words."""
    return frozenset(found[0] or found[1] for found in _WORD.finditer(text.casefold()))


def parts_of(title: str, colons: bool = True) -> list[str]:
    """A `<title>` with and without each of the parts that may name the site, the whole first."""
    cuts = list(_SEPARATOR.finditer(title))
    found = [title]
    found += [title[: cut.start()] for cut in reversed(cuts)]
    found += [title[cut.end() :] for cut in cuts]
    # A colon parts a site's name too, but more often belongs to the title: its parts come last.
    found += [title[cut.end() :] for cut in _COLONS.finditer(title)] if colons else []
    return [part.strip() for part in found if part.strip()]


def site_names(page: Page) -> set[str]:
    """What the site calls itself, folded."""
    return {folded(name) for name in page.site_names}


def _signs(page: Page) -> set[str]:
    """The same, and what else stands for the site in a title."""
    return site_names(page) | {folded(name) for name in page.signs}


def without_site(title: str, sites: set[str]) -> str:
    """The title less a first or last part that is the site's name."""
    cuts = list(_SEPARATOR.finditer(title))
    if cuts and folded(title[cuts[-1].end() :]) in sites:
        return title[: cuts[-1].start()].strip()
    if cuts and folded(title[: cuts[0].start()]) in sites:
        return title[cuts[0].end() :].strip()
    return title


def claims(page: Page, listed_title: str | None) -> list[tuple[str, str, float]]:
    """What the page's metadata say the title is: (text, rule, weight)."""
    sites = _signs(page)
    found: list[tuple[str, str, float]] = []
    for node in page.articles[:2]:
        text = node.text("headline") or node.text("name")
        if text and not node.is_part:
            weight = 2.5 if "news" in node.types else 1.5
            found.append((without_site(text, sites), "json-ld:headline", weight))
    for name, weight in (("og:title", 2.0), ("twitter:title", 1.0), ("dc.title", 1.0)):
        text = page.meta(name)
        if text:
            found.append((without_site(text, sites), f"meta:{name}", weight))
    if listed_title:
        found.append((listed_title, "listing:title", 0.8))
    return [one for one in found if len(one[0]) <= LONGEST_TITLE and folded(one[0]) not in sites]


def _headings(page: Page) -> Iterator[tuple[str, list[Line]]]:
    """Each heading element's lines as one text, each other short line on its own."""
    group: list[Line] = []
    owner: HtmlElement | None = None
    for line in page.lines[:_DEEPEST]:
        if line.image is not None or (line.index >= _SEARCHED and not line.place & Place.HEADING):
            continue
        heading = _heading_of(line)
        if group and (heading is None or heading is not owner):
            yield from _readings(group)
            group = []
        owner = heading
        if heading is not None:
            group.append(line)
        elif line.weight <= 260:
            yield line.text, [line]
    if group:
        yield from _readings(group)


def _readings(group: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """A heading's text: all of it, or pieces of it that stand side by side, as a title does beside
    a kicker or a date."""
    yield clean(" ".join(member.text for member in group)), group
    pieces = [(run.raw, member) for member in group for run in member.runs if run.text]
    if len(pieces) > _MOST_PIECES:
        return
    for start, stop in combinations(range(len(pieces) + 1), 2):
        if stop - start < len(pieces):
            lines = list(dict.fromkeys(member for _, member in pieces[start:stop]))
            yield clean(" ".join(raw for raw, _ in pieces[start:stop])), lines


def _heading_of(line: Line) -> HtmlElement | None:
    if not line.place & Place.HEADING:
        return None
    node: HtmlElement | None = line.block
    while node is not None and node.tag not in HEADINGS:
        node = node.getparent()
    return node


def find_heading(page: Page, listed_title: str | None = None) -> Heading | None:
    """The place where the page shows its title, or None where nothing looks like one."""
    known = _Known.of(page, listed_title)
    best: Heading | None = None
    for text, lines in _headings(page):
        score = _score(text, lines, known) if len(text) <= LONGEST_TITLE else 0
        last = lines[-1].index
        # To look for a date costs more than all else: only where it can decide.
        if score <= 0 or score + _DATED <= (best.score if best else 0):
            continue
        score += _DATED if any(map(_shows_date, page.lines[last + 1 : last + 7])) else 0
        score -= min(last / 400, 1.5)
        if score <= (best.score if best else 0) or kind_of_label(text) is not None:
            continue
        if all(member.link_share > 0.5 for member in lines):
            score -= 2.5 * _leads_away(page, lines)
        if score > (best.score if best else 0):
            best = Heading(
                text, lines[0].index, last, score, _pieces(lines), _is_main(text, lines[0], known)
            )
    return best


def _is_main(text: str, line: Line, known: "_Known") -> bool:
    tag = _heading_of(line)
    return tag is not None and tag.tag == "h1" and (not known.stated or known.likeness(text) > 0)


def _pieces(lines: list[Line]) -> int:
    return len({id(run.node) for line in lines for run in line.runs if run.text})


def _shows_date(line: Line) -> bool:
    return (
        line.weight < 200
        and may_hold_date(line.text)
        and find_date(line.spaced) is not None
        and line.link_share < 0.9
    )


@dataclass(slots=True)
class _Known:
    """What the page says of its title, folded: `stated` with how much each counts, the `parts` of
    `<title>` likewise (`plain`: those not at colons), `whole` of it, the names of the site, and
    the words that are `said`."""

    stated: dict[str, float]
    parts: dict[str, float]
    plain: set[str]
    whole: str
    sites: set[str]
    said: list[frozenset[str]]

    @classmethod
    def of(cls, page: Page, listed_title: str | None) -> "_Known":
        whole = page.title_tag or ""
        claimed = claims(page, listed_title)
        stated = {folded(text): weight for text, _, weight in reversed(claimed)}
        parts = {folded(part): 1 / (1 + n) for n, part in enumerate(parts_of(whole))}
        plain = {folded(part) for part in parts_of(whole, colons=False)}
        said = [frozenset(words_of(one)) for one in (whole, *(text for text, _, _ in claimed))]
        return cls(stated, parts, plain, folded(whole), _signs(page), said)

    def likeness(self, text: str) -> float:
        """How many words a text shares with what the page says of its title, 0 to 1."""
        own = words_of(text)
        return max(
            (2 * len(own & said) / (len(own) + len(said)) for said in self.said if own and said),
            default=0.0,
        )


def _score(text: str, lines: list[Line], known: _Known) -> float:
    key, line = folded(text), lines[0]
    if len(key) < 2 or key in known.sites:
        return 0
    score = 2 * known.stated.get(key, 0.0)
    # Of a piece of a heading, only what it says word for word counts.
    is_whole = len(text) >= sum(len(member.text) for member in lines)
    if key in (known.parts if is_whole else known.plain):
        score += 3 + len(key) / (len(known.whole) + 1)
    elif is_whole:
        score += 3 * known.likeness(text)
    score += _prominence(line)
    if line.place & (FURNITURE | Place.CRUMBS):
        score -= 3
    if line.place & (Place.ASIDE | Place.RELATED | Place.CAPTION | Place.QUOTE):
        score -= 2
    return score


def _leads_away(page: Page, lines: list[Line]) -> float:
    """How much a link speaks against a title: nothing where it leads to this very page, most where
    it leads home, as a logo does."""
    urls = {page.link(run.link.get("href")) for run in lines[0].runs if run.link is not None}
    if page.canonical_url in urls:
        return 0.0
    return 2.0 if any(url and url.split("://")[-1].partition("/")[2] == "" for url in urls) else 1.0


def _prominence(line: Line) -> float:
    tag = _heading_of(line)
    if tag is not None:
        return {"h1": 3.0, "h2": 1.8, "h3": 1.0}.get(tag.tag, 0.4)
    sizes = [font_size(line, run) for run in line.runs if run.node is not line.block]
    large = any(size > "3" or size.startswith("+") for size in sizes)
    return (
        (0.6 if large else 0.0)
        + (0.4 if line.bold else 0.0)
        + (0.3 if line.place & Place.CENTRE else 0.0)
    )


def _agreed(text: str, shown: list[tuple[str, str, float]], said: list[str]) -> str:
    """A claim less what is not shown: "Title | Site" where the page shows "Title". What stands
    before a colon in several of the claims (`said`) belongs to the title, shown above it or not."""
    keys = {folded(part): part for part in parts_of(text, colons=said.count(text) < 2)}
    return next((keys[folded(one)] for one, _, _ in shown if folded(one) in keys), text)


def choose_title(
    page: Page, heading: Heading | None, listed_title: str | None = None
) -> Found[str] | None:
    """The title on which most of the page agrees; the shown form wins among equals."""
    sites = _signs(page)
    options = []
    if heading and heading.score >= 2:
        edited = any("news" in node.types for node in page.articles[:2])
        weight = _A_HEADING if heading.is_main and not edited else 3.0
        options = [(without_site(heading.text, sites), "landmark:heading", weight)]
    stated = claims(page, listed_title)
    said = [text for text, rule, _ in stated if rule in ("json-ld:headline", "meta:og:title")]
    options += [(_agreed(text, options, said), rule, weight) for text, rule, weight in stated]
    if page.title_tag:
        parts = parts_of(page.title_tag)
        known = {folded(text) for text, _, _ in options}
        agreed = next((part for part in parts if folded(part) in known), None)
        text = agreed or without_site(page.title_tag, sites)
        if not agreed and not sites and len(parts) > 1 and not options:
            text = max(parts[1 : 1 + len(parts) // 2] or parts, key=len)
        options.append((text, "title-tag", 1.5))
    if not options and heading:
        options = [(heading.text, "landmark:heading", 1.0)]
    votes: dict[str, float] = {}
    for text, _, weight in options:
        votes[folded(text)] = votes.get(folded(text), 0.0) + weight
    if not votes:
        return None
    winner = max(votes, key=lambda key: votes[key])
    if heading is not None and heading.pieces > 1:
        # A heading of several elements may have lost the space between them.
        options = sorted(options, key=lambda option: option[1] == "landmark:heading")
    return next(Found(text, rule) for text, rule, _ in options if folded(text) == winner)
