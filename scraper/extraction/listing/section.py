"""What a list of articles is called."""

import re
from collections.abc import Sequence

from lxml import etree

from scraper.extraction.listing.by_tree.groups import Group
from scraper.extraction.listing.by_tree.links import Link, PageLinks
from scraper.extraction.page.address_kinds import is_home, page_numbers
from scraper.extraction.vocabulary.listing import HOME, is_neutral, plain, width
from scraper.portals.model import Portal
from scraper.values.clean import clean_or_none
from scraper.values.urls import absolute, canonical, same_site

_PAGE = re.compile(
    r"\s*[-–—|_,(（·:：/]*\s*(?:第\s*\d+\s*[页頁]|(?:page|seite|página)\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+ページ目?)"
    r"\s*[)）]?\s*",
    re.IGNORECASE,
)
_SORTS = (
    r"(?:category|tag|section|topic|archives?|kategorie|rubrik|catégorie|categoría|categoria"
    r"|рубрика|категория|栏目|欄目|分类|分類|频道|頻道|标签|標籤|カテゴリー?|카테고리)"
)
# What a heading says of its list beside the name: "Category: Talks", "Talks (category)".
_SORT = re.compile(rf"^{_SORTS}\s*[:：]\s*|\s+[(（\[]?{_SORTS}[)）\]]?$", re.I)
_PARTS = re.compile(
    r"\s*[|｜_»›>«‹]\s*|\s+[-–—·:]+\s+|[-–—]+\s+|\s+[-–—]+|\s*[–—]+\s*|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])"
)
_CRUMB = re.compile(
    r"(?:当前|您的|所在|目前|現在)的?位置|you are here|您现在|你的位置", re.IGNORECASE
)
_CRUMB_MARK = re.compile(r"\s*(?:>+|»|›|/|→|＞|≫|::|\|)\s*|[:：]\s*")
# What is longer names no section; to look for page numbers in it takes the square of its length.
_LONGEST = 500


def section_of(
    root: etree._Element,
    page: PageLinks,
    chosen: Sequence[Group],
    homes: Sequence[Link],
    url: str,
    portal: Portal,
) -> str | None:
    """The portal's name for the list, else its heading, else the last breadcrumb, else the page's
    title without the site's name (which the links to its front page, `homes`, may tell); None where
    nothing of the kind is shown."""
    title = page_title(root)
    site = _site_names(root, portal) | _home_names(homes)
    parts = [part for part in _PARTS.split(title) if plain(part)]
    if len(parts) > 1 and not any(plain(part).lower() in site for part in parts):
        site.add(plain(parts[-1]).lower())
    candidates = (
        _defined(url, portal),
        _h1(page, chosen, site),
        _heading(page, chosen, site),
        _breadcrumb(page, site),
        _from_title(title, site),
    )
    return next((name for name in candidates if name), None)


def page_title(root: etree._Element) -> str:
    """The text of `<title>`, "" where there is none, or one that is no title."""
    found = root.find(".//title")
    text = clean_or_none("".join(map(str, found.itertext()))) if found is not None else None
    return text if text and len(text) <= _LONGEST else ""


def _defined(url: str, portal: Portal) -> str | None:
    exact = [entry for entry in portal.listings if canonical(entry.url) == url]
    for entry in exact:
        return entry.section
    for entry in portal.listings:
        numbers = page_numbers(canonical(entry.url), url)
        if numbers and (numbers[2] or numbers[0] in (None, 0, 1)):
            return entry.section
    return None


def _site_names(root: etree._Element, portal: Portal) -> set[str]:
    names = {portal.title or ""}
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name")) in {"og:site_name", "application-name"}:
            names.add(clean_or_none(meta.get("content")) or "")
    return {plain(name).lower() for name in names if plain(name)}


def _home_names(homes: Sequence[Link]) -> set[str]:
    """What the links to the front page call the site."""
    shown = {plain(link.text or clean_or_none(link.image_alt) or "") for link in homes}
    return {name.lower() for name in shown if name and not HOME.fullmatch(name)}


def is_home_link(link: Link, base: str, portal: Portal) -> bool:
    """Whether a link leads to the front page."""
    if HOME.fullmatch(plain(link.text)):
        return True
    # Most links are plainly too long for it, and resolving an address is dear.
    if link.href.count("/") > 3 or width(link.text) > 60 or len(link.href) > 80:
        return False
    target = absolute(link.href, base)
    url = canonical(target) if target and same_site(target, portal.home) else None
    return url is not None and (url == canonical(portal.home) or is_home(url))


def _usable(text: str | None, site: set[str]) -> str | None:
    if not text or len(text) > _LONGEST:
        return None
    name = _SORT.sub("", _PAGE.sub("", text)).strip(" -–—·_|>»›«:：")
    if not name or width(name) > 80 or plain(name).lower() in site or HOME.fullmatch(plain(name)):
        return None
    return name


def _h1(page: PageLinks, chosen: Sequence[Group], site: set[str]) -> str | None:
    titles = {entry.title for group in chosen for entry in group.entries}
    first = chosen[0].first if chosen else len(page.pieces)
    found = [(node, text) for level, text, node in page.headings if level == 1]
    before = [text for node, text in found if node.end <= first]
    after = [text for node, text in found if node.end > first]
    names = (_usable(text, site) for text in [*reversed(before), *after] if text not in titles)
    return next((name for name in names if name), None)


def _heading(page: PageLinks, chosen: Sequence[Group], site: set[str]) -> str | None:
    for group in chosen:
        label = group.label or group.members[0].link.label
        while label is not None:
            own = any(label.text == entry.title for entry in group.entries)
            if not is_neutral(label.text) and not own and (name := _usable(label.text, site)):
                return name
            label = label.outer
    return None


def _breadcrumb(page: PageLinks, site: set[str]) -> str | None:
    lines: dict[int, list[str]] = {}
    crumbed: set[int] = set()
    places = {link.line: link for link in page.links}
    for piece in page.pieces:
        lines.setdefault(piece.line, []).append(piece.text)
    for line, parts in lines.items():
        text = "".join(parts)
        link = places.get(line)
        led = link and HOME.fullmatch(plain(link.text)) and re.search(r"[>»›＞→]", text)
        if _CRUMB.search(text) or (link and "crumb" in link.flags) or led:
            crumbed.add(line)
    if not crumbed:
        return None
    first = min(crumbed)
    words = [lines[line] for line in range(first, max(crumbed) + 2) if line in lines][:8]
    crumbs = [crumb for parts in words for crumb in _CRUMB_MARK.split("".join(parts))]
    if len(crumbed) == 1:
        crumbs = _CRUMB_MARK.split("".join(lines[first]))
    named = [clean_or_none(crumb) for crumb in crumbs]
    usable = [_usable(crumb, site) for crumb in named if crumb and not _CRUMB.search(crumb)]
    return usable[-1] if usable and usable[-1] and width(usable[-1]) <= 40 else None


def _from_title(title: str, site: set[str]) -> str | None:
    for own in sorted(site, key=len, reverse=True):
        if title.lower().endswith(own) or title.lower().startswith(own):
            at = title.lower().index(own)
            title = title.replace(title[at : at + len(own)], " - ")
    parts = _PARTS.split(_PAGE.sub(" - ", title)) if title else []
    names = [name for part in parts if (name := _usable(part, site))]
    return names[0] if names else None
