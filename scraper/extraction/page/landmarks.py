"""Where an element stands on a page: in its head, menus, margins, or among its words."""

import re
from functools import lru_cache, reduce
from operator import or_

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
    DIALOG = 1 << 24


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
    Place.DIALOG,
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
_DIALOGS = ("dialog", "alertdialog")
# Words in class names and ids, whole between spaces, hyphens and underscores.
_HINTS = {
    "COMMENT": r"comments?|comment-?list|disqus|respond|reply",
    "SHARE": r"shar(?:e|ing)|social|sharebar|bdshare",
    "AD": r"ads?|advert\w*|adsbygoogle|sponsor\w*|promo|banner-ad|adbox",
    "NOTICE": r"newsletter|signup|sign-up|subscribe|paywall|modal|popup"
    r"|overlay|disclaimer|breaking-news",
    "DIALOG": r"cookies?|consent|gdpr|onetrust",
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


# What stands before a hint says that the element is beside such a thing, or has none of it:
# "has-sidebar", "content-with-comments"; what stands behind it, that the name is of something else.
_BEFORE = re.compile(
    r"(?:^|[\s_-])(?:has|have|with|without|no|not|on|off|is|hide|hides|show|shows|after|before|above|below)[_-]$"
)
_BEHIND = re.compile(
    r"[_-](?:on|off|position|layout|enabled|disabled|open|opened|closed|visible|hidden|page|left|right"
    r"|metadata|meta|date|time|timestamp)(?![^\s_-])"
)
# A line of date and author may name other things that are in it.
_A_BYLINE = re.compile(
    r"(?<![^\s_-])(?:by-?line|author|meta|metadata|timestamp|dateline)(?![^\s_-])"
)
# A part of a block that is the block itself.
_ITSELF = re.compile(
    r"(?:.*[_-])?(?:(?:lists?|items?|box|blocks?|container|wrapper|wrap|inner|content|body|section|area"
    r"|group|row|col|column|links?|buttons?|icons?|cards?|grid|widget|module|unit|slot|holder|form)|)"
)
_IN_BYLINE = Place.SHARE | Place.AD | Place.NAV | Place.RELATED


@lru_cache(maxsize=4096)
def _hinted(names: str) -> int:
    """What the words in a name say. Of a block and its element it is the element that is named
    (`teaser__title`), unless that is but the block's box or list; so it is with variants."""
    found = 0
    for name in _CAMEL.sub("-", names).lower().split():
        block, _, variant = name.partition("--")
        element = block.rpartition("__")[2]
        own = block if _ITSELF.fullmatch(element) else element
        if variant and _ITSELF.fullmatch(own):
            own = f"{own}-{variant}"
        said = 0
        for hint in _HINTED.finditer(own):
            if _BEFORE.search(own[: hint.start()]) or _BEHIND.match(own, hint.end()):
                continue
            said |= getattr(Place, hint.lastgroup or "")
        if said & _IN_BYLINE and _A_BYLINE.search(own):
            said &= ~_IN_BYLINE
        found |= said
    return found


def hints_of(tag: str, attributes: dict[str, str]) -> int:
    """The place that the words in an element's class, id and label hint at."""
    if tag in _NAMELESS:
        return 0
    # Each by itself: a class is shared by many elements, an id by none.
    values = (attributes.get(name) for name in ("class", "id", "aria-label"))
    found = reduce(or_, (_hinted(value) for value in values if value), 0)
    if tag == "p":
        # A paragraph is no box: portals mark those that not everybody sees.
        found &= ~Place.NOTICE
    lies_over = attributes.get("aria-modal") == "true" or tag == "dialog"
    return found | Place.DIALOG if lies_over or attributes.get("role") in _DIALOGS else found


def place_of(tag: str, attributes: dict[str, str]) -> int:
    """The place that an element makes by its tag, role and style."""
    place = _TAG_PLACE.get(tag, 0)
    if not attributes:
        return place
    get = attributes.get
    if role := get("role"):
        place |= _ROLE_PLACE.get(role, 0)
    style = get("style")
    if (style and _CENTRED.search(style)) or (get("align") == "center" and tag != "table"):
        place |= Place.CENTRE
    return place
