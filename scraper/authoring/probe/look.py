"""What a person, or a program, is told of one page."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from scraper.extraction.article.joining import following_page
from scraper.extraction.explain.fields import Explained, explain, is_listing
from scraper.extraction.explain.unfound_selectors import unfound_in_article, unfound_in_listing
from scraper.extraction.listing.feeds import is_feed
from scraper.extraction.listing.listing import ListingPage, extract_listing
from scraper.extraction.page.page import page_of
from scraper.items import RawArticle
from scraper.portals.model import Portal

_SHOWN, _WIDE = 3, 160


@dataclass(frozen=True, slots=True)
class Looked:
    """A page and what is found on it; `unfound` are the definition's selectors that find nothing
    on it, as they are stated; `following` is where an article would go on."""

    url: str
    kind: str
    raw: RawArticle
    fields: list[Explained]
    listing: ListingPage
    unfound: list[str]
    following: str | None = None

    @property
    def named_kind(self) -> str:
        """The kind of page, as a sentence has it."""
        return "a list of articles" if self.kind == "listing" else "an article"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on it that an archive would keep."""
        if self.kind == "listing":
            return not (self.listing.links or self.listing.more)
        return not (self.raw.title and self.raw.blocks)


def look(html: str, url: str, portal: Portal, kind: str | None = None) -> Looked:
    """Reads a page as a listing and as an article; `kind` decides, else what is found does."""
    raw, fields = explain(html, url, portal)
    raw.fetched_at = datetime.now(UTC)
    listing = extract_listing(html, url, portal)
    is_list = is_feed(html) or is_listing(raw, listing, page_of(html, url), portal)
    found = kind or ("listing" if is_list else "article")
    unfound = unfound_in_listing if found == "listing" else unfound_in_article
    missed = unfound(html, url, portal)
    later = following_page(html, url, portal, raw)
    return Looked(url, found, raw, fields, listing, missed, later.url if later else None)


def listing_record(looked: Looked) -> dict[str, Any]:
    """A listing page for programs."""
    page = looked.listing
    return {
        "kind": "listing",
        "url": looked.url,
        "section": page.section,
        "links": [asdict(link) for link in page.links],
        "next_page": page.next_page,
        "more": page.more,
        "unfound": looked.unfound,
    }


def rejected(looked: Looked) -> dict[str, list[dict[str, str]]]:
    """The candidates that lost, by field, for programs."""
    return {one.name: [asdict(candidate) for candidate in one.rejected] for one in looked.fields}


def show_listing(console: Console, name: str, looked: Looked) -> None:
    """A listing page for a person, by the name that they know it by."""
    page = looked.listing
    console.print(Text(f"Listing page {name}", style="bold"), soft_wrap=True)
    console.print(Text(f"  section    {page.section or '(none found)'}"), soft_wrap=True)
    following = page.next_page or "(none: the last page, or nothing that looks like a pager)"
    console.print(Text(f"  next page  {following}"), soft_wrap=True)
    console.print(Text(f"  articles   {len(page.links)}"))
    for at, link in enumerate(page.links, 1):
        when = f"  {link.published_at}" if link.published_at else ""
        console.print(Text.assemble(f"  {at:>3}  {link.title}", (when, "green")), soft_wrap=True)
        console.print(Text(f"       {link.url}", style="dim"), soft_wrap=True)
    for url in page.more:
        console.print(Text(f"  more of the list: {url}"), soft_wrap=True)


def show_article(console: Console, name: str, looked: Looked, understood: dict[str, Any]) -> None:
    """An article's fields for a person, who knows it by `name`; `understood` are the typed values
    of its record."""
    console.print(Text(f"Article {name}", style="bold"), soft_wrap=True)
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    table.add_column("field", style="bold", no_wrap=True)
    table.add_column("value, and what else might have been taken", overflow="fold", ratio=1)
    table.add_column("found by", style="cyan", overflow="fold", max_width=26)
    for one in looked.fields:
        name = "body" if one.name == "blocks" else one.name
        cell = Group(*_value(one, understood), *_rejected(one))
        table.add_row(name, cell, one.rule or ("" if one.value is None else "the page's own"))
    console.print(table)
    for field, error in looked.raw.failures.items():
        said = f"  looking for {field} failed: {error} (please report it with the page)"
        console.print(Text(said, style="red"), soft_wrap=True)
    for field in looked.raw.doubts:
        said = f"  {field} was in doubt: a second opinion was asked"
        console.print(Text(said, style="yellow"), soft_wrap=True)
    if looked.following:
        said = f"next page  {looked.following} (a crawl joins it to this one)"
        console.print(Text(f"  {said}"), soft_wrap=True)


def show_unfound(console: Console, looked: Looked) -> None:
    """The definition's selectors that find nothing on the page, for a person."""
    for stated in looked.unfound:
        console.print(Text(f"{stated} finds nothing here", style="yellow"), soft_wrap=True)


def _value(one: Explained, understood: dict[str, Any]) -> list[Text]:
    if one.value is None:
        return [Text("(none)", style="yellow")]
    if isinstance(one.value, str):
        known = understood.get(one.name)
        meant = one.name in ("published_at", "views") and str(known) != one.value
        unread = Text(" → cannot be read", style="red") if known is None else Text(f" → {known}")
        return [Text.assemble(one.value, unread if meant else "")]
    if one.name == "blocks":
        return _body(one.value, Counter(block["kind"] for block in understood["blocks"]))
    if one.name in ("images", "related"):
        said = understood[one.name]
        beside = [_beside(entry) for entry in said] if len(said) == len(one.value) else []
        return [
            Text.assemble(f"{at}. {_cut(text)}", (about, "green"))
            for at, (text, about) in enumerate(zip_longest(one.value, beside, fillvalue=""), 1)
        ]
    return [Text(" · ".join(one.value))]


def _beside(entry: dict[str, Any]) -> str:
    """What an entry of related reading says beside its title, or a picture's caption."""
    views = entry.get("views")
    parts = (
        entry.get("caption"),
        entry.get("section"),
        str(entry.get("published_at") or "").replace("T", " "),
        "" if views is None else f"{views:,} views",
    )
    said = " | ".join(part for part in parts if part)
    return f"  {_cut(said)}" if said else ""


def _body(texts: list[str], kinds: Counter[str]) -> list[Text]:
    """How much text there is, of which kinds, and where it begins and ends."""
    size = sum(map(len, texts))
    named = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds.items())
    ends = dict.fromkeys((0, len(texts) - 1))
    return [
        Text(f"{named}; {size:,} characters", style="green"),
        *(Text(_cut(texts[at])) for at in ends),
    ]


def _rejected(one: Explained) -> list[Text]:
    lines = [
        Text(f"not: {_cut(candidate.value)}  [{candidate.rule}]", style="dim")
        for candidate in one.rejected[:_SHOWN]
    ]
    more = len(one.rejected) - _SHOWN
    return lines + (
        [Text(f"and {more} more; --json has them all", style="dim")] if more > 0 else []
    )


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"
