"""A drafted definition as TOML, a comment on each guess."""

import json
from collections.abc import Iterator

from scraper.authoring.draft.draft import Draft

_COMMENT_AT = 46


def to_toml(drafted: Draft) -> str:
    """The definition's text: it loads as `drafted.portal`."""
    return "\n".join([*_head(drafted), *_rules(drafted), *_listings(drafted), ""])


def _head(drafted: Draft) -> Iterator[str]:
    portal, why = drafted.portal, drafted.why
    read = f"{len(drafted.samples)} articles and their listing"
    yield f"# {portal.title or portal.name}: drafted by `scrapy newportal` from {read}."
    yield "# docs/portals.md says what each key means; what is left out is found from the pages."
    yield ""
    yield f"name = {_text(portal.name)}"
    if portal.title:
        yield _line("title", _text(portal.title), why["title"])
    yield _line("home", _text(portal.home), "of the listing's address")
    if portal.hosts:
        yield _line("hosts", f"[{', '.join(map(_text, portal.hosts))}]", why["hosts"])
    yield _line("time_zone", _text(portal.time_zone), why["time_zone"])
    if portal.language:
        yield _line("language", _text(portal.language), why["language"])
    if portal.article_url:
        yield _line("article_url", _pattern(portal.article_url), why["article_url"])
    else:
        yield "# article_url = '/articles/\\d+'   # no pattern that all articles share was found"
    for url in drafted.sitemaps:
        yield f"# robots.txt names a sitemap, which can be a listing too: {url}"


def _rules(drafted: Draft) -> Iterator[str]:
    chosen = drafted.portal.selectors.model_dump(exclude_none=True)
    if chosen:
        count = len(drafted.samples)
        yield ""
        yield f"[selectors]   # each finds on all {count} sample pages what was found without it"
        yield from (f"{name} = {_text(selector)}" for name, selector in chosen.items())
    for name, (selector, said) in drafted.left_out.items():
        yield _line(f"# selectors.{name}", _text(selector), f"left out: {' '.join(said.split())}")
    delay = drafted.portal.politeness.delay
    if delay is not None:
        yield ""
        yield "[politeness]"
        yield _line("delay", f"{delay:g}", drafted.why["delay"])


def _listings(drafted: Draft) -> Iterator[str]:
    for listing in drafted.portal.listings:
        yield ""
        yield "[[listings]]"
        yield f"url = {_text(listing.url)}"
        if listing.section:
            yield _line("section", _text(listing.section), "what the page calls itself")
    for url, name in drafted.others:
        yield ""
        yield "# [[listings]]   # linked from the listing, by an address like its own"
        yield f"# url = {_text(url)}"
        yield f"# section = {_text(name)}"


def _line(key: str, value: str, reason: str) -> str:
    return f"{f'{key} = {value}':<{_COMMENT_AT}} # {reason}"


def _text(value: str) -> str:
    # JSON's escapes are TOML's, but for the one sign that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _pattern(pattern: str) -> str:
    return f"'{pattern}'" if "'" not in pattern else _text(pattern)
