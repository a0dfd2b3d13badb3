"""Where an element stands on a page: in its head, menus, margins, or among its words."""

import re
from functools import lru_cache

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Place:
    """Where a line stands, from tags, ARIA roles and, weakly, from words in class names.

    Bits of an int: an enum's own arithmetic costs more than all else that is asked of a line.
    """

    NAV = 1 << 0
    FOOT = 1 << 1
    ASIDE = 1 << 2
    HEADER = 1 << 3
    COMMENT = 1 << 4
    SHARE = 1 << 5
    AD = 1 << 6
    RELATED = 1 << 7
    HOT = 1 << 8
    HEADING = 1 << 9
    QUOTE = 1 << 10
    CAPTION = 1 << 11
    CENTRE = 1 << 12
    FIGURE = 1 << 13
    BUTTON = 1 << 14
    CRUMBS = 1 << 15
    TAGS = 1 << 16
    LIST = 1 << 17
    AUTHOR = 1 << 18
    EMBED = 1 << 19
    NOTICE = 1 << 20
    FORM = 1 << 21
    UNSEEN = 1 << 22
    BYLINE = 1 << 23


FURNITURE_PLACES = (
    Place.NAV,
    Place.FOOT,
    Place.COMMENT,
    Place.SHARE,
    Place.AD,
    Place.HOT,
    Place.BUTTON,
    Place.AUTHOR,
    Place.NOTICE,
    Place.FORM,
    Place.UNSEEN,
)
FURNITURE = sum(FURNITURE_PLACES)

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
    "form": Place.FORM,
    "li": Place.LIST,
    "address": Place.BYLINE,
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
# Words in class names and ids, whole between spaces, hyphens and underscores.
_HINTS = {
    "COMMENT": r"comments?|comment-?list|disqus|respond|reply",
    "SHARE": r"shar(?:e|ing)|social|sharebar|bdshare",
    "AD": r"ads?|advert\w*|adsbygoogle|sponsor\w*|promo|banner-ad|adbox",
    "NOTICE": r"newsletter|signup|sign-up|subscribe|paywall|cookies?|consent|gdpr|modal|popup"
    r"|overlay|disclaimer|breaking-news",
    "EMBED": r"(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed)[^\s]*",
    "AUTHOR": r"(?:author|autor|auteur|autore|writer)-?(?:bio|box|info|card|profile)"
    r"|about-?author|bio",
    "BYLINE": r"authors?|by-?lines?|autor(?:en|es)?|auteurs?|writers?|reporters?|journalists?",
    "RELATED": r"related\w*|recirc\w*|more-?(?:stories|from|on|news|articles)|recommend\w*"
    r"|outbrain|taboola|plista|teasers?|read-?(?:next|also)|further-?reading",
    "HOT": r"hot|popular|ranking?|trending|most-?read",
    "NAV": r"nav|navbar|menu|navigation",
    "CRUMBS": r"breadcrumbs?|crumbs?",
    "TAGS": r"tags?|keywords?|tag-?list",
    "CAPTION": r"caption|figcaption|wp-caption-text",
    "ASIDE": r"sidebar|aside",
    "UNSEEN": r"(?:visually-?hidden|sr-only|screen-?reader)(?:-\w+)*|element-invisible",
}
_HINTED = re.compile(
    r"(?<![^\s_-])(?:"
    + "|".join(f"(?P<{place}>{words})" for place, words in _HINTS.items())
    + r")(?![^\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_NAMELESS = frozenset({"html", "body", "main", "article"})


@lru_cache(maxsize=4096)
def _hinted(names: str) -> int:
    found = 0
    for hint in _HINTED.finditer(_CAMEL.sub("-", names).lower()):
        found |= getattr(Place, hint.lastgroup or "")
    return found


def place_of(tag: str, attributes: dict[str, str]) -> int:
    """The place that an element says it makes, by its tag and attributes."""
    place = _TAG_PLACE.get(tag, 0)
    if not attributes:
        return place
    get = attributes.get
    if role := get("role"):
        place |= _ROLE_PLACE.get(role, 0)
    if tag not in _NAMELESS:
        # Each by itself: a class is shared by many elements, an id by none.
        for name in ("class", "id", "aria-label"):
            if value := get(name):
                place |= _hinted(value)
    style = get("style")
    if (style and _CENTRED.search(style)) or (get("align") == "center" and tag != "table"):
        place |= Place.CENTRE
    return place
