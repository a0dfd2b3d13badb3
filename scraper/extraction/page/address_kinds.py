"""Kinds of addresses: which links of a page are of one sort, and which pages are of one list."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

_NEGATIVE = re.compile(
    r"tags?|topics?|categor(?:y|ies)|cate?|authors?|users?|members?|login|signin|register|signup"
    r"|search|about|contact|privacy|terms|rss|feed|ads?|adclick|click|redirect|subscri(?:be|ption)"
    r"|newsletter|sitemap|lists?|columns?|channel|share|print|comments?|profile|account|cart|help|faq"
    r"|sections?|labels?|keywords?|zhuanti|gg|guanggao|sponsor(?:ed)?|jobs|impr(?:int|essum)|legal"
    r"|copyright|lianxi|guanyu|kategorie|rubrik|autor|themen?|etiqueta|categor[ií]a|emner?|tema|temat|etiket|konu|newsletters?"
)
_ID_KEY = re.compile(
    r"id|[anptsb]id|(?:news|article|item|content|doc|art|info)_?id|article|p|no", re.IGNORECASE
)
_LIST_KEY = re.compile(
    r"cat|(?:cat|category|type|class|column|channel|[cf])_?id|category|tags?|author|keywords?|q|s"
    r"|search|lang|sort|order(?:by)?|wd|query",
    re.IGNORECASE,
)
_VERB = re.compile(r"mod|m|a|c|act|action|do|r|route|view|type|op")
_PAGE_KEY = re.compile(
    r"page_?(?:no|num|number|index)?|pg|paged|curr?page|current_?page|seite|pagina|pn|start|offset"
    r"|page_?now|nowpage|\w*page",
    re.IGNORECASE,
)
_INDEX = re.compile(r"^(?:index|default|home)(?:\.\w{2,5})?$", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d{2}[-_]?(?:[01]\d[-_]?(?:[0-3]\d)?)?")
_HEX = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f-]{8,}", re.IGNORECASE)
_PATH_PAGE = re.compile(r"^(.*/)(?:page|seite|pagina|p)[/_-]?(\d+)(?:/|\.\w{2,5})?$", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"^(.*/)(?:index|default|list|home)[_-](\d+)(\.\w{2,5})?$", re.IGNORECASE)
_TAIL_PAGE = re.compile(r"^(.*?)[_/-](?:p|page|pn)?(\d+)(/|\.\w{2,5}|)$", re.IGNORECASE)
# A file's name with the number at its end: /talks.html is followed by /talks2.html.
_NAME_PAGE = re.compile(r"^(.*[a-z]{2})(\d{1,4})(\.\w{2,5})$", re.IGNORECASE)
_PATHS = ((_PATH_PAGE, True), (_INDEX_PAGE, False), (_TAIL_PAGE, False), (_NAME_PAGE, False))


class Kind(NamedTuple):
    """The sort of an address. `score` says how much it looks like an article's, about -2 to 1.5."""

    dirs: tuple[str, ...]
    last: str
    ending: str
    query: tuple[str, ...]
    score: float


def kind_of(url: str) -> Kind:
    """The sort of an article, section or tag address: digits, slugs and names made equal."""
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    ending = "/" if parts.path.endswith("/") else ""
    last = segments.pop() if segments else ""
    if not ending and (dot := re.fullmatch(r"(.+)\.([A-Za-z]{2,5}\d?)", last)):
        last, ending = dot.group(1), dot.group(2).lower()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    negative = _is_negative([*segments, last], {key.lower() for key, _ in pairs})
    shape = _segment(last)
    dirs = tuple(_segment(segment, folder=True) for segment in segments)
    query = tuple(_pair(key.lower(), value) for key, value in pairs)
    return Kind(dirs, shape, ending, query, _score(dirs, shape, query, negative))


def _score(dirs: tuple[str, ...], last: str, query: tuple[str, ...], negative: bool) -> float:
    score = -2.0 if negative else 0.0
    if last in {"slug", "id"} or "0" in last or any(pair.endswith("=0") for pair in query):
        score += 1
    if "0" in dirs:
        score += 0.5
    return score


def _is_negative(segments: list[str], keys: set[str]) -> bool:
    heads = {re.split(r"[-_.\d]", segment.lower())[0] for segment in segments}
    listed = any(_LIST_KEY.fullmatch(key) for key in keys)
    listing = listed and not any(_ID_KEY.fullmatch(key) for key in keys)
    # A slug may begin with any word, as an identifier may: "about-the-future-of-work" is a title.
    named = (s for s in segments if _segment(s) in ("slug", "id"))
    slugs = {re.split(r"[-_.\d]", s.lower())[0] for s in named}
    return listing or any(_NEGATIVE.fullmatch(head) for head in heads - slugs)


def _pair(key: str, value: str) -> str:
    if value.isdigit():
        return f"{key}=0"
    return f"{key}={value.lower()}" if _VERB.fullmatch(key) and len(value) <= 16 else f"{key}=w"


def _segment(segment: str, folder: bool = False) -> str:
    if segment.isdigit() or _DATE.fullmatch(segment) or re.fullmatch(r"[\d_-]+", segment):
        return "0"
    if _HEX.fullmatch(segment):
        return "id"
    words = [word for word in re.split(r"[-_.+ ]", segment) if word]
    letters = re.sub(r"[\d\W_]", "", segment)
    if (len(words) >= 3 and len(letters) >= 8) or len(segment) >= 20 or not segment.isascii():
        return "slug"
    if re.search(r"\d", segment) and not folder:
        return re.sub(r"\d+", "0", segment) if len(letters) <= 12 else "slug"
    return "w"


class Reading(NamedTuple):
    """An address read as a page of a list: the list, the page's number, whether that is sure."""

    stem: str
    number: int
    sure: bool


def bare(url: str) -> str:
    """The address of a list with nothing that could be a page: no index file, no ending."""
    parts = urlsplit(url)
    query = sorted(pair for pair in parts.query.split("&") if pair)
    return _stem(parts.netloc, parts.path, query)


def readings(url: str) -> list[Reading]:
    """Every way to read the address as page N of a list."""
    parts = urlsplit(url)
    pairs = sorted(pair for pair in parts.query.split("&") if pair)
    found = []
    for pair in pairs:
        key, _, value = pair.partition("=")
        if value.isdigit() and len(value) <= 7:
            rest = [other for other in pairs if other is not pair]
            sure = _PAGE_KEY.fullmatch(key) is not None
            found.append(Reading(_stem(parts.netloc, parts.path, rest), int(value), sure))
    for pattern, sure in _PATHS:
        if (match := pattern.match(parts.path)) and len(match.group(2)) <= 7:
            known = sure or (pattern is _INDEX_PAGE and "index" in parts.path.lower())
            stem = _stem(parts.netloc, match.group(1), pairs)
            found.append(Reading(stem, int(match.group(2)), known))
    return found


def page_numbers(current: str, other: str) -> tuple[int | None, int | None, bool] | None:
    """(number of `current`, number of `other`, sure) when both are pages of one list, None when
    not. A number is None where the address has none: the list's first page."""
    here, there = readings(current), readings(other)
    bare_here, bare_there = bare(current), bare(other)
    if bare_here == bare_there:
        return None, None, True
    for reading in there:
        for own in here:
            if own.stem == reading.stem:
                return own.number, reading.number, own.sure and reading.sure
    for reading in there:
        if reading.stem == bare_here:
            return None, reading.number, reading.sure
    for own in here:
        if own.stem == bare_there:
            return own.number, None, own.sure
    return None


def numbered_on(url: str, number: int | None = None, step: int = 1) -> str | None:
    """The address of another page of the same list: of page `number`, else of the one `step`
    further on; None where nothing in the address is surely a page's number."""
    parts = urlsplit(url)
    pairs = parts.query.split("&")
    for at, pair in enumerate(pairs):
        key, _, value = pair.partition("=")
        if value.isdigit() and len(value) <= 7 and _PAGE_KEY.fullmatch(key):
            there = int(value) + step if number is None else number
            query = "&".join([*pairs[:at], f"{key}={there}", *pairs[at + 1 :]])
            return parts._replace(query=query, fragment="").geturl()
    found = _PATH_PAGE.match(parts.path)
    if found is None:
        return None
    there = int(found[2]) + step if number is None else number
    path = f"{parts.path[: found.start(2)]}{there}{parts.path[found.end(2) :]}"
    return parts._replace(path=path, fragment="").geturl()


def is_home(url: str) -> bool:
    """Whether the address is a site's front page."""
    parts = urlsplit(url)
    path = parts.path.strip("/")
    return not parts.query and (not path or ("/" not in path and bool(_INDEX.match(path))))


def _stem(host: str, path: str, pairs: list[str]) -> str:
    head, _, last = path.rpartition("/")
    if _INDEX.match(last):
        last = ""
    last = re.sub(r"\.(?:s?html?|php|aspx?|jspx?|cfm)$", "", last, flags=re.IGNORECASE)
    stem = f"{head}/{last}".rstrip("/").lower()
    return f"{host.removeprefix('www.')}{stem}?{'&'.join(pairs)}"
