"""The article's pictures, and the caption that a reader sees at each."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from scraper.extraction.fields.found import Found
from scraper.extraction.fields.images.captions import caption_of
from scraper.extraction.page.page import Page
from scraper.items import Image
from scraper.values.clean import clean
from scraper.values.urls import absolute, same_site

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
    r"^data:|(?:^|[/_.-])(?:blank|spacer|placeholder|loading|lazy(?:load)?|grey|gray|transparent|pixel|1x1|default|dot|clear|spaceball|s)\.(?:gif|png|svg|jpe?g|webp)",
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
_PLAIN = frozenset({"src", "srcset", "alt", "title", "class", "id", "style", "longdesc", "usemap"})
_PICTURE = re.compile(r"^[^\s{}<>]+\.(?:jpe?g|png|webp|avif)(?:[?#]\S*)?$", re.IGNORECASE)
_SMALL = 60
_SIZED = re.compile(r"\s(\d+(?:\.\d+)?)[wx]\s*(?:,|$)")


def picture_url(page: Page, node: HtmlElement) -> str | None:
    """The address of the picture that a reader is shown, lazy loading seen through."""
    candidates = [node.get(name) for name in _LAZY]
    src = node.get("src")
    candidates.append(src if src and not _PLACEHOLDER.search(src) else None)
    candidates += [node.get("srcset"), *_sources(node)]
    candidates += [value for name, value in node.items() if _may_be_lazy(name, value)]
    for value in candidates:
        if not value or value.strip().startswith("data:"):
            continue
        found = absolute(_largest(value), page.base)
        if found:
            return found
    return None


def _may_be_lazy(name: str, value: str) -> bool:
    """Whether an attribute of no known name holds a picture's address, as scripts have it that load
    pictures late."""
    return name not in _PLAIN and _PICTURE.search(value) is not None


def _sources(node: HtmlElement) -> list[str | None]:
    parent = node.getparent()
    if parent is None or parent.tag != "picture":
        return []
    return [source.get("srcset") or source.get("data-srcset") for source in parent.iter("source")]


def _largest(value: str) -> str:
    """The largest picture's address of a `srcset`; a plain address as it is."""
    if not _SIZED.search(value):
        return value.strip()
    parts = [part.strip() for part in re.split(r",\s+|,(?=https?:|/)", value) if part.strip()]
    return max(parts, key=_size).split()[0]


def _size(candidate: str) -> float:
    """How large a candidate of a `srcset` says that it is; 0 where it does not."""
    said = _SIZED.search(candidate)
    return float(said.group(1)) if said else 0.0


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
    found: dict[str, str | None] = {}
    captions: set[int] = set()
    for index in span:
        line = page.lines[index]
        if line.image is None or index in out:
            continue
        url = picture_url(page, line.image)
        # A picture that stands twice, once for readers without scripts, has its caption once.
        if url is None or found.get(url) or _foreign_link(page, line.image):
            continue
        if _is_decoration(page, line.image, url):
            continue
        lines = caption_of(page, line, out, captions)
        captions |= {member.index for member in lines}
        found[url] = clean(" ".join(member.text for member in lines)) or None
    images = [Image(url, caption) for url, caption in found.items()]
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
        beside = caption_of(page, lines[node], set(), captions) if node in lines else []
        captions |= {line.index for line in beside}
        found[url] = Image(url, clean(" ".join(line.text for line in beside)) or None)
    return list(found.values())
