"""The article's pictures, and the caption that a reader sees at each."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from scraper.dates import find_date
from scraper.extraction import words
from scraper.extraction.found import Found
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.extraction.sentences import is_ended
from scraper.items import Image
from scraper.text import clean
from scraper.urls import absolute, same_site

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-actualsrc",
    "data-echo",
    "data-original-src",
    "data-hi-res-src",
    "data-srcset",
    "data-lazy-srcset",
    "zoomfile",
    "file",
    "_src",
    "original",
)
_PLACEHOLDER = re.compile(
    r"^data:|(?:^|[/_.-])(?:blank|spacer|placeholder|loading|lazy(?:load)?|grey|gray|transparent|pixel|1x1|default|dot|clear|s)\.(?:gif|png|svg|jpe?g|webp)",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"(?:^|[/_.-])(?:logo|icons?|avatar|sprite|qr_?code|qrcode|ewm|weixin_?code|emoji|smil(?:ey|ies)|button|btn|arrow|badge|banner|ads?|advert|pixel|track(?:er|ing)?|beacon|stat|count(?:er)?|share|wechat|weibo|print)s?\d{0,3}(?:[/_.-]|$)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ICON_FOLDER = re.compile(
    r"(?:^|/)(?:logos?|icons?|avatars?|smil(?:ey|ie)s?|emojis?|ads?|adverts?|banners?|qr_?codes?)/",
    re.IGNORECASE,
)
_SMALL = 60


def picture_url(page: Page, node: HtmlElement) -> str | None:
    """The address of the picture that a reader is shown, lazy loading seen through."""
    candidates = [node.get(name) for name in _LAZY]
    src = node.get("src")
    candidates.append(src if src and not _PLACEHOLDER.search(src) else None)
    candidates += [node.get("srcset"), *_sources(node)]
    for value in candidates:
        if not value or value.strip().startswith("data:"):
            continue
        found = absolute(_largest(value), page.base)
        if found:
            return found
    return None


def _sources(node: HtmlElement) -> list[str | None]:
    parent = node.getparent()
    if parent is None or parent.tag != "picture":
        return []
    return [source.get("srcset") or source.get("data-srcset") for source in parent.iter("source")]


def _largest(value: str) -> str:
    """The largest picture's address of a `srcset`; a plain address as it is."""
    if not re.search(r"\s\d+(?:\.\d+)?[wx]\s*(?:,|$)", value):
        return value.strip()
    parts = [
        part.split() for part in re.split(r",\s+|,(?=https?:|/)", value.strip()) if part.split()
    ]
    return max(parts, key=lambda part: float(part[1][:-1]) if len(part) > 1 else 0)[0]


def _is_decoration(page: Page, node: HtmlElement, url: str) -> bool:
    for name in ("width", "height"):
        size = re.match(r"\d+", node.get(name) or "")
        if size and int(size.group()) < _SMALL:
            return True
    path = url.split("://", 1)[-1].partition("/")[2].partition("?")[0]
    folder, _, name = path.rpartition("/")
    if _ICON.search(_CAMEL.sub("-", name)):
        return True
    return _ICON_FOLDER.search(folder + "/") is not None


def _foreign_link(page: Page, node: HtmlElement) -> bool:
    """Whether the picture is a link to another site: an advertisement."""
    parent = node.getparent()
    for _ in range(3):
        if parent is None:
            return False
        if parent.tag == "a":
            href = page.link(parent.get("href"))
            if href is None or re.search(
                r"\.(?:jpe?g|png|gif|webp|svg|bmp)(?:$|\?)", href, re.IGNORECASE
            ):
                return False
            return not same_site(href, page.url) or "sponsored" in (parent.get("rel") or "")
        parent = parent.getparent()
    return False


def find_images(
    page: Page, span: Iterable[int], out: set[int]
) -> tuple[Found[list[Image]] | None, set[int]]:
    """The pictures within `span`, and the indices of the lines that are their captions."""
    images: list[Image] = []
    captions: set[int] = set()
    seen: set[str] = set()
    for index in span:
        line = page.lines[index]
        if line.image is None or index in out:
            continue
        url = picture_url(page, line.image)
        if url is None or url in seen or _foreign_link(page, line.image):
            continue
        if _is_decoration(page, line.image, url):
            continue
        seen.add(url)
        lines = _caption_of(page, line, out, captions)
        captions |= {member.index for member in lines}
        text = clean(" ".join(member.text for member in lines))
        images.append(Image(url, text or None))
    return (Found(images, "landmark:pictures") if images else None), captions


def captioned(page: Page, pictures: Iterable[HtmlElement]) -> list[Image]:
    """Pictures that are known to be the article's, each with its own caption."""
    found: dict[str, Image] = {}
    captions: set[int] = set()
    lines = {line.image: line for line in page.lines if line.image is not None}
    for node in pictures:
        url = picture_url(page, node)
        if url is None or url in found:
            continue
        beside = _caption_of(page, lines[node], set(), captions) if node in lines else []
        captions |= {line.index for line in beside}
        found[url] = Image(url, clean(" ".join(line.text for line in beside)) or None)
    return list(found.values())


def _caption_of(page: Page, picture: Line, out: set[int], taken: set[int]) -> list[Line]:
    """The lines of a picture's caption; `taken` are the captions of the pictures before it."""
    return _beside(page, picture.index, out) or caption_lines(page, picture, out | taken)


def caption_lines(page: Page, picture: Line, out: set[int]) -> list[Line]:
    """The lines that caption a picture: its figure's, its block's, or the short line after it."""
    box = _figure(picture)
    if box is not None:
        inside = [page.lines[index] for index in page.extents[box] if index not in out]
        named = [line for line in inside if line.image is None and line.place & Place.CAPTION]
        return named or [line for line in inside if line.image is None and line.weight < 300]
    after = _after(page, picture, out)
    if after is None:
        return []
    if after.block is picture.block or _shares_box(page, picture, after):
        short = after.weight < 300 and not _ends_paragraph(after)
        return [after] if short or (after.weight < 500 and _stands_apart(page, after)) else []
    return [after] if _is_caption(page, picture, after) else []


def _beside(page: Page, index: int, out: set[int]) -> list[Line]:
    """The caption of one of several pictures in a row, where as many short lines follow them."""
    first = last = index
    while first > 0 and page.lines[first - 1].image is not None:
        first -= 1
    while last + 1 < len(page.lines) and page.lines[last + 1].image is not None:
        last += 1
    count = last - first + 1
    texts = page.lines[last + 1 : last + 1 + count]
    if count < 2 or len(texts) < count or any(line.index in out for line in texts):
        return []
    if not all(0 < line.weight < 160 and line.block.tag == texts[0].block.tag for line in texts):
        return []
    box = _smallest(page, page.lines[first].block, texts[-1].index)
    fits = box is not None and len(page.extents[box]) == 2 * count
    return [texts[index - first]] if fits else []


def _smallest(page: Page, node: HtmlElement | None, index: int) -> HtmlElement | None:
    for _ in range(6):
        if node is None or (node in page.extents and index in page.extents[node]):
            return node
        node = node.getparent()
    return None


def _figure(picture: Line) -> HtmlElement | None:
    node: HtmlElement | None = picture.block
    for _ in range(4):
        if node is None:
            return None
        if node.tag == "figure":
            return node
        node = node.getparent()
    return None


def _after(page: Page, picture: Line, out: set[int]) -> Line | None:
    following = page.lines[picture.index + 1 : picture.index + 2]
    usable = [
        line
        for line in following
        if line.image is None
        and line.index not in out
        and (not line.place & Place.LIST or picture.place & Place.LIST)
        and not words.is_label(words.AD, line.text)
    ]
    return usable[0] if usable else None


def _shares_box(page: Page, picture: Line, after: Line) -> bool:
    """Whether a small block holds the picture and this line and nothing more."""
    node: HtmlElement | None = picture.block
    for _ in range(4):
        if node is None or node not in page.extents:
            return False
        extent = page.extents[node]
        if after.index in extent:
            return len(extent) <= 3 and extent.start >= picture.index - 1
        node = node.getparent()
    return False


def _stands_apart(page: Page, line: Line) -> bool:
    """Whether none of the paragraphs that follow has the shape of a line."""
    after = page.lines[line.index + 1 : line.index + 12]
    paragraphs = [other for other in after if other.weight > 80]
    return bool(paragraphs) and all(other.shape != line.shape for other in paragraphs)


def _ends_paragraph(line: Line) -> bool:
    return line.weight > 200 and is_ended(line.text)


def _is_caption(page: Page, picture: Line, line: Line) -> bool:
    if line.weight > 260 or line.place & (Place.HEADING | Place.QUOTE) or line.link_share > 0.5:
        return False
    if find_date(line.text) and line.weight < 40:
        return False
    alt = clean(picture.image.get("alt") or "") if picture.image is not None else ""
    if line.place & Place.CAPTION or (alt and alt == line.text):
        return True
    stops = is_ended(line.text)
    centred = line.place & Place.CENTRE and not _centred_text(page, line)
    if centred or _is_small(line):
        return not (stops and _is_lead(page, picture, line))
    if line.bold or line.indented:
        return False
    alike = _like_paragraphs(page, line)
    return (line.weight < 120 and not stops) if alike else (line.weight < 80 or not stops)


def _is_lead(page: Page, picture: Line, line: Line) -> bool:
    """Whether a sentence is the first of the text's paragraphs, and the picture none of them."""
    parent = line.block.getparent()
    after = page.lines[line.index + 1 : line.index + 4]
    siblings = [other for other in after if other.block.getparent() is parent]
    home = picture.block if picture.block.tag != line.block.tag else picture.block.getparent()
    return home is not parent and any(other.weight >= 60 for other in siblings)


def _centred_text(page: Page, line: Line) -> bool:
    """Whether the running text after a line is centred too: then being centred says nothing."""
    after = page.lines[line.index + 1 : line.index + 8]
    return any(other.place & Place.CENTRE and other.weight > 120 for other in after)


def _is_small(line: Line) -> bool:
    """Whether the whole line is set small, slanted or grey, as captions are."""
    runs = [run for run in line.runs if run.text]
    return all(
        run.node.tag in ("em", "i", "small", "figcaption")
        or run.node.get("size") in ("1", "2", "-1", "-2")
        or re.search(
            r"font-size\s*:\s*(?:\d|1[0-3])(?:\.\d+)?px|font-style\s*:\s*italic",
            run.node.get("style") or "",
        )
        for run in runs
    )


def _like_paragraphs(page: Page, line: Line) -> bool:
    """Whether the next lines look the same: then a caption cannot be told by its shape."""
    shape = (line.block.tag, line.block.get("class"))
    after = page.lines[line.index + 1 : line.index + 6]
    return any(
        (other.block.tag, other.block.get("class")) == shape and other.weight > 80
        for other in after
    )
