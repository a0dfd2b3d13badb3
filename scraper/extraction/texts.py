"""Runs put together as a reader puts them together: a sentence with emphasis in it is one text."""

from lxml.html import HtmlElement

from scraper.extraction.lines import Run
from scraper.text import clean

_EMPHASIS = frozenset({"b", "strong", "em", "i", "mark", "u", "font", "wbr", "sup", "sub"})


def by_element(runs: list[Run]) -> list[tuple[Run, str]]:
    """Adjacent runs of one link that has no elements of its own within count as one text."""
    groups: list[tuple[Run, list[str]]] = []
    for run in runs:
        if not run.text:
            continue
        last = groups[-1][0] if groups else None
        if (
            last is not None
            and last.link is not None
            and last.link is run.link
            and _inline(run, last)
        ):
            groups[-1][1].append(run.raw)
        else:
            groups.append((run, [run.raw]))
    return [(run, clean("".join(raws))) for run, raws in groups]


def _inline(run: Run, last: Run) -> bool:
    """Whether two runs are of one sentence: emphasis within text, not elements side by side."""
    host = _host(run)
    if host is not _host(last):
        return False
    own = [host.text, *(child.tail for child in host)]
    return any(text and not text.isspace() for text in own)


def _host(run: Run) -> HtmlElement:
    node = run.node
    while node.tag in _EMPHASIS and node is not run.link:
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return node
