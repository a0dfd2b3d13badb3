"""Names of groups of phrases that are left out, to measure what each of them earns.

What is left out is settled before extraction is imported, in a process of its own, so that a name
costs nothing. Only benchmarks leave anything out.
"""


class UnknownRule(ValueError):
    """No rule has this name; `str()` says which there are."""


_known: set[str] = set()
_left_out: set[str] = set()


def leave_out(*names: str) -> None:
    """Runs this process without these groups of phrases. Call it before anything of
    `scraper.extraction` is imported."""
    if _known:
        raise RuntimeError("the phrases are compiled already; call leave_out() before them")
    _left_out.update(names)


def names() -> list[str]:
    """The groups of phrases that are in use."""
    return sorted(_known)


def has_phrases(name: str) -> bool:
    """Whether the phrases of the group of this name are known; it has a name from now on."""
    _known.add(name)
    return name not in _left_out
