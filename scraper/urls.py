"""URLs as the archive knows them: absolute, canonical, comparable."""

import re
from urllib.parse import unquote_plus, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# What only says how a reader came here. `from`, `ref`, `source`, `id`, `page` are not in the list:
# on other portals they choose what is shown, and a page merged away is worse than one seen twice.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|hsa_\w+|_hs(?:enc|mi)|hsctatracking"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ymclid|_openstat|msclkid|twclid|ttclid|li_fat_id"
    r"|mc_[ce]id|mkt_tok|igshid?|igsh|ref_src|ref_url|spm|scm|pvid|share_token|share_source"
    r"|share_medium|share_plat|share_session_id|share_tag|wt_mc|wt_zmc|xtor|at_medium|at_campaign"
    r"|ncid|cmpid|s_cid|_ga|_gl|vero_id|vero_conv|oly_(?:anon|enc)_id|rb_clickid|wickedid|trk_\w+"
    r"|weibo_id|wx_header|isappinstalled|bd_vid|jsessionid|phpsessid|aspsessionid\w*|sessionid"
    r"|session_id|sid_session|_t_r_k)",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sessionid)=[^/?#;]*", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_DIGITS = re.compile(r"[0-9]+")


def absolute(href: str, base: str) -> str | None:
    """The http(s) address that a link on the page `base` leads to; None for a link within the page,
    another scheme, or an address that nobody could fetch."""
    # Browsers drop line breaks and tabs within an address and read "\" as "/".
    href = _CONTROLS.sub("", href.strip())
    if not href or href.startswith("#"):
        return None
    scheme = _SCHEME.match(href)
    if scheme and scheme.group(1).lower() not in _DEFAULT_PORTS:
        return None
    path, mark, rest = _split_at_query(href)
    try:
        joined = urljoin(_CONTROLS.sub("", base.strip()), path.replace("\\", "/") + mark + rest)
        parts = urlsplit(joined)
        usable = parts.scheme in _DEFAULT_PORTS and _is_host(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return joined.replace(" ", "%20") if usable else None


def canonical(url: str) -> str:
    """The one form of an address: scheme and host in lower case, no default port, no fragment, no
    session and no tracking parameters, the other parameters sorted by name (w3lib), since sites
    write the same ones in any order. `canonical(canonical(x)) == canonical(x)`."""
    while (form := _canonical_once(url)) != url:
        url = form
    return form


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one host and port; a leading "www." makes no difference."""
    first, second = _site(a), _site(b)
    return first is not None and first == second


def url_shape(url: str) -> str:
    """The path with each run of digits as "0", so that addresses of one kind are equal."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return _DIGITS.sub("0", path) or "/"


def _split_at_query(href: str) -> tuple[str, str, str]:
    at = min((place for mark in "?#" if (place := href.find(mark)) >= 0), default=len(href))
    return href[:at], "", href[at:]


def _is_host(host: str | None) -> bool:
    return bool(host) and not re.search(r"[\s<>\"%\\^`{|}]", host or "")


def _canonical_once(url: str) -> str:
    parts = urlsplit(canonicalize_url(url))
    netloc = parts.netloc.removesuffix(f":{_DEFAULT_PORTS.get(parts.scheme)}")
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    pairs = [pair for pair in parts.query.split("&") if pair and not _is_tracking(pair)]
    return urlunsplit((parts.scheme, netloc, path, "&".join(pairs), ""))


def _is_tracking(pair: str) -> bool:
    return _TRACKING.fullmatch(unquote_plus(pair.partition("=")[0]).strip()) is not None


def _site(url: str) -> tuple[str, int | None] | None:
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname:
        return None
    return parts.hostname.removeprefix("www."), port
