"""Whether two addresses are forms of one: what portals write in many ways, and shows one page."""

import re
from urllib.parse import unquote, urlsplit

from scraper.values.urls import canonical

_HOST = re.compile(r"(?:www\d?|m|mobile|amp|wap|touch)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp)$")
_ENDING = re.compile(r"\.(?:amp\.)?(?:s?html?|php|aspx?|jsp)$")
# A version for another screen, or for paper.
_VERSION = re.compile(
    r"/(?:amp|print|printer|printable|druck|drucken|imprimir|imprimer|stampa|mobile|mobil|wap|m)(?=/|$)"
    r"|[._-](?:amp|print|printer|druckversion|mobile)(?=$|/)"
)
_NOISE = re.compile(
    r"amp|output(?:type)?|print(?:able|er|version)?|view|mode|format|mobile|m|device|from|ref|src"
    r"|replytocom|share|_|rnd|rand|random|nocache|cb|ts|t|timestamp|time"
    r"|s|sid|sess|sessid|session|os?csid|zenid|token|cfid|cftoken|\w*sess(?:ion)?(?:id)?"
)
_VIEWS = re.compile(r"1|true|yes|on|amp|print(?:able|er)?|mobile|html|full|all|")
_TAKES_ANY = re.compile(
    r"from|ref|src|replytocom|share|_|rnd|rand|random|nocache|cb|ts|timestamp|os?csid|zenid|token"
    r"|cfid|cftoken|\w*sess(?:ion)?(?:id)?"
)
_RANDOM = re.compile(r"[0-9a-f]{12,}|(?=\w*\d)(?=\w*[a-z])\w{14,}|\d{10,}|0\.\d{6,}")


def address_key(url: str) -> str:
    """What the forms of one address have in common: without scheme and "www.", letters in lower
    case, no index file and no ending, no doubled slash, the parameters in order and without those
    that choose how a page looks or say who asks. It is no address itself."""
    try:
        parts = urlsplit(canonical(url))
    except ValueError:
        return url
    host = _HOST.sub("", parts.netloc.lower(), count=1)
    path = re.sub(r"/{2,}", "/", unquote(parts.path).lower())
    path = _ENDING.sub("", _INDEX.sub("/", path).rstrip("/"))
    path = _ENDING.sub("", _VERSION.sub("", path).rstrip("/"))
    kept = sorted(pair.lower() for pair in parts.query.split("&") if pair and not _is_noise(pair))
    return f"{host}{path}?{'&'.join(kept)}"


def akin(one: str, other: str) -> bool:
    """Whether two addresses are forms of one, as far as the addresses themselves tell."""
    return one == other or address_key(one) == address_key(other)


def differing_parameters(one: str, other: str) -> set[str]:
    """The names of the parameters whose values alone make the two addresses differ; empty where
    anything else does, too."""
    first, _, mine = one.partition("?")
    second, _, others = other.partition("?")
    if first != second:
        return set()
    left, right = _pairs(mine), _pairs(others)
    if left.keys() != right.keys():
        return set()
    return {name for name in left if left[name] != right[name]}


def without_parameters(url: str, names: set[str]) -> str:
    """The address without the parameters of these names."""
    base, _, query = url.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0] not in names]
    return f"{base}?{'&'.join(kept)}" if kept else base


def _pairs(query: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return {name: value for name, _, value in pairs}


def _is_noise(pair: str) -> bool:
    name, _, value = pair.lower().partition("=")
    if not _NOISE.fullmatch(name):
        return False
    return bool(_TAKES_ANY.fullmatch(name) or _VIEWS.fullmatch(value) or _RANDOM.fullmatch(value))
