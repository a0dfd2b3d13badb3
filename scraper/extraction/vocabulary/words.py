"""What readers are told by labels: the words, in several languages, that name a page's parts.

Each pattern is matched against a short line from its start (`is_label`) or anywhere in it.
"""

import re
from functools import lru_cache

from scraper.extraction.vocabulary.credits import BYLINE as BYLINE
from scraper.extraction.vocabulary.notices import is_appeal
from scraper.extraction.vocabulary.phrases import any_of, compiled, words_of
from scraper.extraction.vocabulary.steps import NEXT as NEXT
from scraper.extraction.vocabulary.steps import PREVIOUS as PREVIOUS
from scraper.extraction.vocabulary.steps import may_step as may_step
from scraper.extraction.vocabulary.views import VIEWS as VIEWS
from scraper.extraction.vocabulary.views import says_views as says_views
from scraper.values.clean import unaccented

_MARKS = (
    " \t·•●■▪◆◇★☆|｜│:：>›»«<‹/\\-–—―_=+*#.。…,，、;；!！?？"
    "()（）[]【】「」『』《》〈〉\"'“”‘’▶►▼→↓"
)

RELATED = compiled("related.names", "related.more")
# Capitals are often set without their accents: "A LIRE AUSSI", "ΣΧΕΤΙΚΑ ΑΡΘΡΑ".
_RELATED_BARE = re.compile(unaccented(RELATED.pattern), re.IGNORECASE)
HOT = re.compile(
    rf"\b{any_of('rankings.words')}\b|{any_of('rankings.signs')}",
    re.IGNORECASE,
)

_COUNT = r"(\s*[(（]?\s*\d+\s*[)）]?)?"
COMMENTS = re.compile(
    rf"({any_of('furniture.comments_before')}\s+)*{any_of('furniture.comments')}{_COUNT}"
    rf"|(\d+\s+)?{any_of('furniture.comments_counted')}{_COUNT}|{any_of('furniture.comments_calls')}",
    re.IGNORECASE,
)
APPEAL = re.compile(rf"[(\[\s]*{any_of('notices.beginning')}", re.IGNORECASE)
# What a page asks of its reader in passing, wherever in a short text it says so.
NOTICE = compiled("notices.anywhere")
# A few words to the reader about cookies, and what to do about them.
_COOKIES = re.compile(
    rf"(?=.*\bcookies?\b)(?=.*\b{any_of('notices.consent')})"
    rf"(?=.*\b{any_of('notices.reader')}\b)[^\"“„«「].*",
    re.IGNORECASE | re.DOTALL,
)
BIO = compiled("furniture.bio")
SHARE = compiled("furniture.share")
AD = re.compile(
    rf"{any_of('furniture.ad')}"
    r"(\s+(by|from|content|message|feature|links?)\b.*|\s*[:：·|].*|\s*\(.*)?"
    rf"|{any_of('furniture.ad_whole')}",
    re.IGNORECASE,
)
TAGS = compiled("tags.names")
HOME = compiled("places.home")
HERE = compiled("places.here")
PLACEHOLDER = compiled("places.placeholder")
EMPTY = compiled("furniture.empty")
CREDIT = re.compile(
    rf"[(（\[【]?\s*(本文)?{any_of('furniture.credit')}\s*(:|：|/|】|\]|by\b|©|\d{{4}}|声明|所有|$)",
    re.IGNORECASE,
)
NOISE = re.compile(rf"{any_of('furniture.noise')}[\s:：»>→]*", re.IGNORECASE)
COLUMN = compiled("furniture.column")
FOOTER = compiled("furniture.footer")
MORE = compiled("furniture.more")

# Labels of two or three characters are spread out to the width of longer ones.
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
# One of these is in every notice; to look for them costs far less than the pattern.
_NOTICE_SIGNS = tuple(words_of("notices.signs"))


def unspread(text: str) -> str:
    """The text without the spaces between its Han characters."""
    return _SPREAD.sub("", text)


@lru_cache(maxsize=4096)
def is_notice(text: str) -> bool:
    """Whether a short text asks something of its reader in passing."""
    folded = text.casefold()
    if "cookie" in folded and _COOKIES.match(text):
        return True
    if is_appeal(folded):
        return True
    return any(sign in folded for sign in _NOTICE_SIGNS) and NOTICE.search(text) is not None


def bare(text: str) -> str:
    """The text without the bullets, colons, arrows and brackets that decorate a label."""
    return text.strip(_MARKS)


def is_related(plain: str) -> bool:
    """Whether a bare text is one of the labels of further reading."""
    if RELATED.fullmatch(plain):
        return True
    return plain.isupper() and _RELATED_BARE.fullmatch(unaccented(plain)) is not None


def is_label(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the whole of a decorated text is one of the pattern's labels."""
    return len(text) <= 60 and pattern.fullmatch(unspread(bare(text))) is not None
