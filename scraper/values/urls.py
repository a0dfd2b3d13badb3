"""URLs as the archive knows them: absolute, canonical, comparable."""

import re
from urllib.parse import unquote_plus, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# What only says how a reader came here, or who is reading. Of `id`, `page`, `from`, `ref`, `source`
# none is here: they may choose what is shown, and a page merged away is worse than one seen twice.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|hsa_\w+|_hs(?:enc|mi)"
    r"|hsctatracking|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ymclid|_openstat|msclkid|twclid"
    r"|ttclid|li_fat_id|mc_[ce]id|mkt_tok|igshid?|ref_src|ref_url|spm|scm|pvid|share_(?:token"
    r"|source|medium|plat|session_id|tag|from)|wt_z?mc|xtor|at_(?:medium|campaign)|ncid|cmpid|s_cid"
    r"|_ga|_gl|vero_(?:id|conv)|oly_(?:anon|enc)_id|rb_clickid|wickedid|isappinstalled|wx_header"
    r"|bd_vid|jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|oscsid|zenid|cfid|cftoken)",
    re.IGNORECASE,
)
# These may name a story (`sid=123`), a section (`s=2`) or a time; with a value that nobody would
# write they are a session, or keep a cache from answering.
_PASSING = re.compile(
    r"(?:s|sid|sess|sessid|session|token|tk|_|rnd|rand|random|nocache|cb|ts|timestamp)",
    re.IGNORECASE,
)
_PASSING_VALUE = re.compile(
    r"[0-9a-f]{16,}|(?=[^&]*[0-9])(?=[^&]*[a-z])[0-9a-z_-]{20,}|1\d{9}(?:\d{3})?|0?\.\d{6,}",
    re.IGNORECASE,
)
# `from=list` names the page that linked here, `from=timeline` the app that shared it; `from=2020`
# or `ref=42` could be anything, and stay.
_ROUTE = re.compile(r"(?:from|ref|refer|referr?er|src|source)", re.IGNORECASE)
_ROUTE_VALUE = re.compile(
    r"(?:list|listing|index|home|homepage|front|frontpage|related|relate|recommend|recommended|hot"
    r"|top|rank|ranking|next|prev|nav|sidebar|footer|header|banner|search|rss|feed|newsletter|email"
    r"|share|singlemessage|groupmessage|timeline|weixin|wechat|weibo|qq|qzone|twitter|facebook"
    r"|linkedin|telegram|whatsapp)[_-]?\d*",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sessionid)=[^/?#;]*", re.IGNORECASE)
# Where cookies are off, ASP.NET writes the session as a folder: /(S(lit3py55t21z5v55vlm25s55))/.
_SESSION_FOLDER = re.compile(r"/\((?:[A-Z]\([^()/]*\))+\)(?=/|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HOSTLESS = re.compile(r"(?:https?:)?[/\\]{2}(?![^/\\?#])", re.IGNORECASE)
_NO_HOST = re.compile(r"[\s<>\"%\\^`{|}]")
# An address that is absolute and in canonical form: most are, and the long way is a slow one.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/(?!\.\.?(?:/|\Z))[A-Za-z0-9._~-]*)+")
_DIGITS = re.compile(r"[0-9]+")


def absolute(href: str, base: str) -> str | None:
    """The http(s) address that a link on the page `base` leads to; None for a link within the page,
    another scheme, or an address that nobody could fetch."""
    if _PLAIN.fullmatch(href):
        return href
    # Browsers drop line breaks and tabs within an address.
    href = _CONTROLS.sub("", href.strip()).strip()
    if not href or href.startswith("#") or _HOSTLESS.match(href):
        return None
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in _DEFAULT_PORTS:
        return None
    try:
        joined = urljoin(_CONTROLS.sub("", base.strip()), _with_slashes(href))
        parts = urlsplit(joined)
        usable = parts.scheme in _DEFAULT_PORTS and parts.port != 0 and _site(joined) is not None
    except ValueError:
        return None
    if not usable or _NO_HOST.search(parts.hostname or ""):
        return None
    return joined.replace(" ", "%20")


def canonical(url: str) -> str:
    """The one form of an address: scheme and host in lower case, no default port, no fragment, no
    session and no tracking parameters, the others in the portal's own order, so that it is an
    address the portal itself shows. `canonical(canonical(x)) == canonical(x)`. What is no URL comes
    back as it is."""
    if _PLAIN.fullmatch(url):
        return url
    try:
        # Each round may uncover more: a parameter's escaped name, a port after a session.
        while (form := _canonical_once(url)) != url:
            url = form
    except ValueError:
        return url
    return url


def parameters_sorted(url: str) -> str:
    """The canonical address with its parameters in order of name: equal for two links to one page
    that write the same parameters in another order."""
    base, mark, query = canonical(url).partition("?")
    return base + mark + "&".join(sorted(query.split("&")))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one host and port. Neither "www." nor http or https makes a
    difference."""
    first, second = _site(a), _site(b)
    return first is not None and first == second


def url_shape(url: str) -> str:
    """The path with each run of digits as "0", so that addresses of one kind are equal."""
    return _DIGITS.sub("0", path_of(url.strip())) or "/"


def path_of(url: str) -> str:
    """The path of an address; empty where it is no address, such as "http://[::1"."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _with_slashes(href: str) -> str:
    """The address with "\\" as "/" before its query, as browsers read it."""
    path = re.match("[^?#]*", href)
    end = path.end() if path else 0
    return href[:end].replace("\\", "/") + href[end:]


def _canonical_once(url: str) -> str:
    base, _, query = url.partition("#")[0].partition("?")
    parts = urlsplit(canonicalize_url(base))
    netloc = parts.netloc.removesuffix(f":{_DEFAULT_PORTS.get(parts.scheme)}")
    path = _SESSION_FOLDER.sub("", _SESSION_IN_PATH.sub("", parts.path)) or "/"
    pairs = [_tidy(pair) for pair in query.split("&") if pair]
    kept = [pair for pair in pairs if pair and not _is_tracking(pair)]
    return urlunsplit((parts.scheme, netloc, path, "&".join(kept), ""))


def _tidy(pair: str) -> str:
    """One parameter as w3lib writes it; "123" alone stays so, which old sites tell from "123="."""
    form = urlsplit(canonicalize_url(f"http://host/?{pair}")).query
    return form if "=" in pair else form.removesuffix("=")


def _is_tracking(pair: str) -> bool:
    name, _, value = (unquote_plus(part).strip() for part in pair.partition("="))
    if _TRACKING.fullmatch(name):
        return True
    if _PASSING.fullmatch(name) and _PASSING_VALUE.fullmatch(value):
        return True
    return bool(_ROUTE.fullmatch(name) and _ROUTE_VALUE.fullmatch(value))


def _site(url: str) -> tuple[str, int | None] | None:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode()
        port = parts.port
    except ValueError:
        return None
    return (host.removeprefix("www."), None if port in (80, 443) else port) if host else None
