"""What the words round links mean: pager, "read more", rankings, latest news, class names."""

import re
import unicodedata

from scraper.extraction.vocabulary.phrases import any_of, compiled

_WIDE = re.compile(r"[\u2e80-\uffef]")
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")

_RANKING = compiled("rankings.chosen", "related.anywhere")
_BESIDE = compiled("related.names")
LATEST = compiled("rankings.latest")
_MONTH = (
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_NEUTRAL = re.compile(
    rf"{any_of('pages.neutral')}|(?:{_MONTH})?[\s,./-]*\d*[\s,./-]*(?:{_MONTH})?"
    r"[\s,./-]*(?:19|20)?\d\d[\s,.年/-]*(?:\d+[月/.-]*)?(?:\d+日?)?|\d+月(?:\d+日)?",
    re.IGNORECASE,
)
NEXT_WORD = compiled("pages.next")
_OTHER_PAGER = compiled("pages.others")
LAST_PAGE = compiled("pages.last")
FIRST_PAGE = compiled("pages.first")
LOAD_MORE = compiled("pages.load")
SYMBOL_NEXT = frozenset({"›", "»", ">", "→", ">>", "≫", "»»", "⟩", "▶", "►", "❯", "&gt;", "..›"})
_MORE = compiled("pages.rest")
HOME = compiled("pages.home")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HINTS = {
    "nav": r"nav\w*|menus?|channel\w*|daohang|caidan|toolbar|topbar|tabs?|subnav|mainnav",
    "crumb": r"breadcrumbs?|crumbs?|bread|position|location|weizhi|mianbao\w*",
    "foot": r"foot\w*|copyright|friend\w*|flinks?|youqing|bottomnav|sitemap|partners?",
    "head": r"topnav|masthead|siteheader|globalheader",
    "side": r"side\w*|aside|rightbar|leftbar|widgets?",
    "hot": r"hots?|hot(?:list|news|article|box|bar)\w*|rank\w*|remen|paihang\w*|popular|trending"
    r"|mostread|recommend\w*|tuijian|related|toplist|paihb|phb",
    "pager": r"pag(?:er|es|ination|ing|enav|elist|ebar)\w*|fenye|wp-pagenavi|pagebox|pagelinks?",
    "tag": r"tags?|tagcloud|keywords?|labels?|biaoqian",
    "ad": r"ads?|adv|advert\w*|sponsor\w*|promo\w*|guanggao|banner\w*",
    "title": r"tit|title\w*|hd|head|heading|caption|biaoti|bt",
    "tool": r"share\w*|social|login|lang(?:uage)?s?|langswitch|search\w*|comments?|author\w*|by",
}
_HINT_PATTERNS = {name: re.compile(pattern) for name, pattern in _HINTS.items()}


def plain(text: str) -> str:
    """The text in NFKC without punctuation and arrows at its ends, for comparing with words."""
    return _TRIM.sub("", unicodedata.normalize("NFKC", text)).strip()


def width(text: str) -> int:
    """How long a text is to a reader: a Chinese, Japanese or Korean sign counts two letters."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_neutral(label: str) -> bool:
    """Whether a heading only parts one list: a date, "More", "Archive"."""
    words = plain(label)
    return not words or _NEUTRAL.fullmatch(words) is not None


def is_ranking(words: str) -> bool:
    """Whether a plain heading names a choice of articles beside the list that a page is about."""
    return _RANKING.search(words) is not None or _BESIDE.fullmatch(words) is not None


def is_pager(text: str) -> bool:
    """Whether a link with this text leads through the pages of a list."""
    if (stripped := text.strip()) in SYMBOL_NEXT or not plain(stripped):
        return True
    words = plain(stripped)
    return NEXT_WORD.fullmatch(words) is not None or _OTHER_PAGER.fullmatch(words) is not None


def is_more(text: str) -> bool:
    """Whether a link with this text stands for an article whose title is elsewhere."""
    words = plain(text)
    return not words or _MORE.fullmatch(words) is not None


def hints_of(names: str) -> frozenset[str]:
    """What class names, ids and roles may hint at; weak evidence, as names can be anything."""
    tokens = set(re.split(r"[^a-z0-9]+", _CAMEL.sub(" ", names).lower()))
    tokens |= set(names.lower().split())
    return frozenset(
        name
        for name, pattern in _HINT_PATTERNS.items()
        if any(pattern.fullmatch(token) for token in tokens)
    )
