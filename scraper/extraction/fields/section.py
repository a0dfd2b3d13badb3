"""The section of an article: a breadcrumb, or what stands at the title."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

from scraper.extraction.fields.found import Found
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words
from scraper.values.dates import find_date

_SECTION = re.compile(
    r"(?:^|[\s|｜(（\[【])(?:section|category|channel|column|filed\s+(?:under|in)|posted\s+in|in|栏目|欄目|所属栏目|分类|分類|频道|頻道|类别|版块)\s*[:：]\s*(?P<name>[^|｜·,，\d]{2,40}?)(?=\s*(?:[|｜·,，)）\]】]|\s{2,}|\d|$))",
    re.IGNORECASE,
)
_LONGEST = 40


def find_section(
    page: Page, crumbs: list[str], lines: list[Line], listed: str | None
) -> Found[str] | None:
    """The section: the last crumb that is not the home page, else what stands at the title."""
    inner = [
        crumb
        for n, crumb in enumerate(crumbs)
        if not (words.HOME.fullmatch(words.bare(crumb)) or (n == 0 and len(crumbs) > 1))
    ]
    if inner:
        return Found(inner[-1], "landmark:breadcrumbs")
    for line in lines:
        labelled = _SECTION.search(line.spaced)
        if labelled:
            return Found(labelled["name"].strip(), "landmark:section-label")
    marked = _category_link(lines) or _in_section(lines)
    if marked:
        return Found(marked, "landmark:rel-category")
    for node in page.articles[:1]:
        names = node.texts("articleSection")
        if names:
            return Found(names[0], "json-ld:articleSection")
    stated = page.meta("article:section", "section", "og:section")
    if stated:
        return Found(stated, "meta:article:section")
    linked = _parent_link(page, lines)
    if linked:
        return Found(linked, "landmark:section-link")
    return Found(listed, "listing:section") if listed else None


def _in_section(lines: list[Line]) -> str | None:
    """The link after "in" in a byline such as `By X in Portraits on May 5`."""
    for line in lines:
        if line.weight > 200 or find_date(line.spaced) is None:
            continue
        runs = [run for run in line.runs if run.text]
        for before, run in pairwise(runs):
            if run.link is not None and re.search(r"(?:^|\s)in$", before.text):
                return run.text
    return None


def _category_link(lines: list[Line]) -> str | None:
    """The text of a link that says of itself that it leads to the category."""
    for line in lines:
        for run in line.runs:
            if run.link is not None and "category" in (run.link.get("rel") or "").lower().split():
                return run.text or None
    return None


def _parent_link(page: Page, lines: list[Line]) -> str | None:
    """The text of a link at the title that leads to a folder in which the article lies."""
    own = urlsplit(page.canonical_url).path
    for line in lines:
        for run in line.runs:
            url = page.link(run.link.get("href")) if run.link is not None else None
            if not url or not run.text or len(run.text) > _LONGEST:
                continue
            path = re.sub(r"index(_\d+)?\.\w+$", "", urlsplit(url).path)
            if find_date(run.text) or words.is_label(words.HOME, run.text):
                continue
            if re.fullmatch(r"[\d/]+", path):
                continue
            if len(path) > 1 and path.endswith("/") and own.startswith(path) and own != path:
                return run.text
    return None
