"""The names in a byline: a line, or a part of one, that says who wrote."""

import re

from scraper.extraction.fields.people.han import is_han_name
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, Run
from scraper.extraction.page.sentences import is_ended
from scraper.extraction.parts.author_links import author_links
from scraper.extraction.vocabulary import credits, words
from scraper.extraction.vocabulary.names import is_joined, is_person, may_be_name, names_in
from scraper.values.dates import find_dates

_PASSIVE = re.compile(r"由\s*(?P<name>[\u3400-\u9fff·]{2,8})\s*(?:撰写|撰文|采写|编写|撰寫|採寫)")
_POWERED = re.compile(r"\b(?:powered|designed|hosted|developed|built)\s+by\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3040-\u9fff·、，,/]+")
_STOP = re.compile(
    r"\s*(?:[|｜·•()（）\[\]【】<>:：]|\s[-–—]\s|\d+|\s{2,}|\s+(?:on|in|at)\b|发布|發布|来源|來源|时间|時間|编辑|編輯|责编|阅读|閱讀|浏览|瀏覽|点击|點擊|查看|评论|評論|人气|日期|摄影|updated|published|source|editor|photo\w*|views?|reads?|posted|for\s+the\s).*$",
    re.IGNORECASE | re.DOTALL,
)
# A label that follows the names with what it labels: "Anna Berg Photos: Jan Marx".
_OTHER_LABEL = re.compile(
    r"[\s、,，・]+[^\W\d_]+(?:\s?[·・&/／]\s?[^\W\d_]+)*\s?[:：=＝].*$|[、,，・\s](?:写真|撮影|編集|사진)\s?[/／].*$"
    r"|\s(?:사진|입력|승인|등록|수정)\s.*$",
    re.DOTALL,
)
_BRACKETED = re.compile(
    r"[【（(\[]?(?:本报|本報|特约|特約)?(?:记者|記者)\s*(?P<name>[\u4e00-\u9fff]{2,4})\s*[/／|](?=\s*\S{0,12}(?:报道|報道|報導|電|电|摄|攝))"
)
# One person's name, and where they are: "Anna Berg, Hamburg", but no agency's sign.
_WHERE = re.compile(r"^(?P<name>(?:[^\s,]+\s){1,3}[^\s,]+),\s[^\W\d_a-z][^\W\d_A-Z]{2,}$")
# In letters: a line of more is no byline, nor is a list of names; in words: of more, no role.
_LONGEST, _LONGEST_LIST, _LONGEST_ROLE = 220, 80, 5


def names_in_byline(line: Line) -> list[str]:
    """The names of those who wrote, as the line says them; [] where it says none."""
    text = line.spaced
    single = _BRACKETED.search(text) or _PASSIVE.search(text)
    if single:
        return [single["name"]]
    if line.weight > _LONGEST:
        return []
    reporters = [
        name
        for found in credits.REPORTER.finditer(text)
        for name in re.split(r"\s?[·,]\s?", found["names"])
    ]
    if reporters or _POWERED.search(text):
        return reporters
    dates = find_dates(text)
    for date in dates:
        text = text[: date.start] + "|" * (date.end - date.start) + text[date.end :]
    return _labelled(text, line) or _of(text, line, dated=bool(dates))


def _labelled(text: str, line: Line) -> list[str]:
    """The names behind a word that says that they wrote; at the start of an element within the
    line it is as good as at the line's own."""
    starts = _starts(line)
    label = words.BYLINE.search(text)
    if label is not None:
        return author_links(line) or _listed(text, label.end(), starts)
    for start, _ in starts[1:]:
        label = words.BYLINE.match(text[start:])
        if label is not None:
            names = _listed(text, start + label.end(), starts)
            return names if names and is_person(names[0]) else []
    return []


def _of(text: str, line: Line, *, dated: bool) -> list[str]:
    """The names behind a mere "of", in a line that holds nothing else, or nothing but dates."""
    label = credits.OF.match(text) or (credits.DATED_OF.search(text) if dated else None)
    apart = is_ended(line.text) or line.link_share > 0 or line.place & Place.HEADING
    if label is None or apart:
        return []
    names = _listed(text, label.end(), _starts(line))
    return names if names and is_person(names[0]) else []


def _listed(text: str, start: int, starts: list[tuple[int, Run]]) -> list[str]:
    """The names in a text from `start` on, up to what is none."""
    rest = _up_to_next_element(text, start, starts)
    counted = words.VIEWS.search(rest)
    rest = rest[: counted.start()] if counted else rest
    rest = _STOP.sub("", credits.AFTER.sub("", _OTHER_LABEL.sub("", rest)))
    rest = _WHERE.sub(r"\g<name>", rest)
    if len(rest) > _LONGEST_LIST:
        return []
    return _han_names(rest) or _persons(names_in(rest), ended=is_ended(rest))


def _persons(names: list[str], *, ended: bool) -> list[str]:
    """The names in a list, what a person of them is ("Rural Affairs Correspondent") left out; []
    where it is no list of names."""
    others = [name for name in names if not may_be_name(name)]
    if not names or not is_person(names[0]):
        return [] if others else names
    sentence = any(len(other.split()) > _LONGEST_ROLE for other in others)
    return [] if others and (ended or sentence) else _without_roles(names)


def _without_roles(names: list[str]) -> list[str]:
    """The names but what the person before is, and where: "Correspondent in Brussels"."""
    found: list[str] = []
    role = False
    for name in names:
        named = credits.ROLE.search(name) is not None or not may_be_name(name)
        role = named or (role and not is_person(name))
        if not role:
            found.append(name)
    return found


def _han_names(rest: str) -> list[str]:
    """The names that a byline in Han characters begins with, parted by marks or by spaces; []
    where it does not begin so."""
    found: list[str] = []
    for part in credits.OFFICE.sub(" ", rest).split():
        if not _HAN.fullmatch(part) or len(part) < 2 or (found and not is_han_name(part)):
            break
        found += names_in(part)
    return found


def _starts(line: Line) -> list[tuple[int, Run]]:
    """Where in the line's spaced text each run begins."""
    found: list[tuple[int, Run]] = []
    at = 0
    for run in line.runs:
        if run.text:
            found.append((at, run))
            at += len(run.text) + 1
    return found if at == len(line.spaced) + 1 else found[:1]


def _up_to_next_element(text: str, start: int, starts: list[tuple[int, Run]]) -> str:
    """The text from `start` on, up to an element in which no name goes on; elements of one kind
    side by side are members of one list."""
    begun = [run for at, run in starts if at <= start]
    parts, at, first = "", start, begun[-1] if begun else None
    for next_at, run in (one for one in starts if one[0] > start):
        parts, at = parts + text[at:next_at], next_at
        if not all(map(is_person, names_in(parts))) or is_joined(parts, text[next_at:]):
            first = run if not parts.strip() else first
            continue
        if first is None or not _is_like(run, first):
            return parts
        parts = f"{parts.rstrip()}; "
    return parts + text[at:]


def _is_like(run: Run, other: Run) -> bool:
    """Whether two runs are in elements made for one purpose: links, or of one class."""
    names = run.node.get("class") or ("" if run.node.tag != "a" else "a")
    return (
        bool(names)
        and run.node.tag == other.node.tag
        and run.node.get("class") == (other.node.get("class"))
    )
