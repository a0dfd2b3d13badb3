"""Where an element stands on a page: in its head, menus, margins, or among its words."""

import re
from enum import IntFlag, auto
from functools import lru_cache

from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Place(IntFlag):
    """Where a line stands, from tags, ARIA roles and, weakly, from words in class names."""

    NAV = auto()
    FOOT = auto()
    ASIDE = auto()
    HEADER = auto()
    COMMENT = auto()
    SHARE = auto()
    AD = auto()
    RELATED = auto()
    HOT = auto()
    HEADING = auto()
    QUOTE = auto()
    CAPTION = auto()
    CENTRE = auto()
    FIGURE = auto()
    BUTTON = auto()
    CRUMBS = auto()
    TAGS = auto()
    LIST = auto()
    AUTHOR = auto()
    EMBED = auto()
    NOTICE = auto()


FURNITURE = (
    Place.NAV
    | Place.FOOT
    | Place.COMMENT
    | Place.SHARE
    | Place.AD
    | Place.HOT
    | Place.BUTTON
    | Place.EMBED
    | Place.AUTHOR
    | Place.NOTICE
)

_TAG_PLACE = {
    "nav": Place.NAV,
    "footer": Place.FOOT,
    "aside": Place.ASIDE,
    "header": Place.HEADER,
    "blockquote": Place.QUOTE,
    "figcaption": Place.CAPTION,
    "figure": Place.FIGURE,
    "center": Place.CENTRE,
    "button": Place.BUTTON,
    "li": Place.LIST,
    **dict.fromkeys(HEADINGS, Place.HEADING),
}
_ROLE_PLACE = {
    "navigation": Place.NAV,
    "contentinfo": Place.FOOT,
    "complementary": Place.ASIDE,
    "heading": Place.HEADING,
    "button": Place.BUTTON,
    "banner": Place.HEADER,
}
_HINTS = (
    (
        re.compile(r"(?:^|[\s_-])(?:comments?|comment-?list|disqus|respond|reply)(?:$|[\s_-])"),
        Place.COMMENT,
    ),
    (re.compile(r"(?:^|[\s_-])(?:shar(?:e|ing)|social|sharebar|bdshare)(?:$|[\s_-])"), Place.SHARE),
    (
        re.compile(
            r"(?:^|[\s_-])(?:ads?|advert\w*|adsbygoogle|sponsor\w*|promo|banner-ad|adbox)(?:$|[\s_-])"
        ),
        Place.AD,
    ),
    (
        re.compile(
            r"(?:^|[\s_-])(?:newsletter|signup|sign-up|subscribe|paywall|cookies?|consent|gdpr|modal"
            r"|popup|overlay|disclaimer|breaking-news)(?:$|[\s_-])"
        ),
        Place.NOTICE,
    ),
    (
        re.compile(
            r"(?:^|[\s_-])(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed)"
        ),
        Place.EMBED,
    ),
    (
        re.compile(
            r"(?:^|[\s_-])(?:author-?(?:bio|box|info|card|profile)|about-?author|bio)(?:$|[\s_-])"
        ),
        Place.AUTHOR,
    ),
    (re.compile(r"(?:^|[\s_-])(?:related|recirc\w*|more-?stories)(?:$|[\s_-])"), Place.RELATED),
    (
        re.compile(r"(?:^|[\s_-])(?:hot|popular|ranking?|trending|most-?read)(?:$|[\s_-])"),
        Place.HOT,
    ),
    (re.compile(r"(?:^|[\s_-])(?:nav|navbar|menu|navigation)(?:$|[\s_-])"), Place.NAV),
    (re.compile(r"(?:^|[\s_-])(?:breadcrumbs?|crumbs?)(?:$|[\s_-])"), Place.CRUMBS),
    (re.compile(r"(?:^|[\s_-])(?:tags?|keywords?|tag-?list)(?:$|[\s_-])"), Place.TAGS),
    (re.compile(r"(?:^|[\s_-])(?:caption|figcaption|wp-caption-text)(?:$|[\s_-])"), Place.CAPTION),
    (re.compile(r"(?:^|[\s_-])(?:sidebar|aside)(?:$|[\s_-])"), Place.ASIDE),
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _hinted(words: str) -> Place:
    found = Place(0)
    words = _CAMEL.sub("-", words).lower()
    for pattern, place in _HINTS:
        if pattern.search(words):
            found |= place
    return found


def place_of(node: HtmlElement, tag: str) -> Place:
    place = _TAG_PLACE.get(tag, Place(0))
    attributes = node.attrib
    if not attributes:
        return place
    role = attributes.get("role")
    if role:
        place |= _ROLE_PLACE.get(str(role), Place(0))
    if tag not in ("html", "body", "main", "article"):
        words = " ".join(str(attributes.get(name, "")) for name in ("class", "id", "aria-label"))
        if len(words) > 2:
            place |= _hinted(words)
    if (attributes.get("align") == "center" and tag != "table") or _CENTRED.search(
        str(attributes.get("style", ""))
    ):
        place |= Place.CENTRE
    return place
