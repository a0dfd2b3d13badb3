"""Who is interviewed: whom the title names as such, or who answers by name.

Nothing rather than a guess: a name in the title counts only where the text bears it out.
"""

import re
from collections.abc import Iterator

from scraper.extraction.fields.found import Found
from scraper.extraction.fields.people.han import han_names, is_han_name
from scraper.extraction.fields.people.latin import latin_names
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary.names import has_no_case, is_person, may_be_name
from scraper.items import Block

_HAN = re.compile(r"[\u4e00-\u9fff]+")


def find_people(
    page: Page, title: str | None, blocks: list[Block], authors: list[str]
) -> Found[list[str]] | None:
    """The interviewees in the order of their being named; None where nobody is named for sure."""
    title, text = title or "", "\n".join(block.text for block in blocks)
    answering = [block.speaker for block in blocks if block.kind == "answer" and block.speaker]
    asked = any(block.kind == "question" for block in blocks)
    for rule, names in (
        ("landmark:speakers", (name for name in answering if _is_full(name, text))),
        ("landmark:speakers", _in_full(answering, title, text)),
        ("title", han_names(title, text, asked=asked)),
        ("title", latin_names(title, text, asked=asked)),
        ("json-ld:about", (name for name in _stated(page) if name in text)),
    ):
        # Who wrote it is not who is interviewed.
        found = [name for name in dict.fromkeys(names) if name not in authors]
        if found:
            return Found(found, rule)
    return None


def _is_full(name: str, text: str) -> bool:
    """Whether a speaker's label is a whole name and not a surname, an office or a paper's."""
    if _HAN.fullmatch(name):
        return is_han_name(name)
    return is_person(name) and name in text


def _in_full(surnames: list[str], title: str, text: str) -> Iterator[str]:
    """The names of those who answer by their surname alone, as title and text both give them."""
    for surname in dict.fromkeys(surnames):
        before = re.findall(rf"([^\W\d_][\w’'-]*)\s+{re.escape(surname)}\b", title)
        names = (f"{name} {surname}" for name in before)
        yield from (name for name in names if _may_be_full(name) and name in text)


def _may_be_full(name: str) -> bool:
    """Whether a word and a surname can be a name: with capitals, where the script has them."""
    return is_person(name) or (has_no_case(name) and may_be_name(name))


def _stated(page: Page) -> Iterator[str]:
    """The persons that the article's data say it is about."""
    for node in page.articles[:1]:
        about = node.data.get("about")
        for one in about if isinstance(about, list) else [about]:
            if isinstance(one, dict) and one.get("@type") == "Person" and one.get("name"):
                yield str(one["name"])
