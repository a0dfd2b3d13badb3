"""One parse of a page, and what every field's finder asks of it."""

import re
from copy import deepcopy
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from scraper.extraction.page.address_kinds import Kind, kind_of
from scraper.extraction.page.json_ld import Node, nodes_of, read_json_ld, with_named
from scraper.extraction.page.lines import Line
from scraper.extraction.page.walker import read_lines
from scraper.values.clean import clean, clean_or_none
from scraper.values.urls import absolute, canonical, same_site

_BLANK = "<html><body></body></html>"
_ENDS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
# How many lines of a page may hold its head.
_HEAD = 200
# To step over many comments in a row takes lxml the square of their number.
_MOST_COMMENTS = 5000
# In characters: a text of more is no title, and no other page data of one value.
LONGEST_TITLE, _LONGEST_META = 1000, 20_000
# One class for every element: lxml.html's own look-up by tag is a call in Python for each.
_PLAIN = etree.ElementDefaultClassLookup(
    element=html.HtmlElement, comment=html.HtmlComment, pi=html.HtmlProcessingInstruction
)


def parse_tree(text: str) -> HtmlElement:
    """The page's root element; an empty document for a text without markup. Never raises."""
    data = text.replace("\x00", "").encode("utf-8", "replace")
    # A reader's browser goes on with what stands behind them.
    data = _ENDS.sub(b"", data)
    littered = data.count(b"<!") + data.count(b"<?") > _MOST_COMMENTS
    parser = html.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_blank_text=False,
        remove_comments=littered,
        remove_pis=littered,
    )
    parser.set_element_class_lookup(_PLAIN)
    try:
        root = html.document_fromstring(data or _BLANK.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = html.document_fromstring(_BLANK)
    return root


@lru_cache(maxsize=1)
def page_of(text: str, url: str) -> "Page":
    """The page, parsed once for all that ask for it one after the other: as a listing, as an
    article, by a selector. Nobody edits it."""
    return Page(text, url)


class Page:
    """A parsed page: its tree, its lines, its meta tags and its structured data, each made once."""

    def __init__(self, text: str, url: str) -> None:
        self.root = parse_tree(text)
        self.url = url
        self._links: dict[str, str | None] = {}

    def copied(self) -> "Page":
        """The same page with a tree of its own, for whoever takes something out of it."""
        page = Page.__new__(Page)
        page.root, page.url, page._links = deepcopy(self.root), self.url, {}
        return page

    @cached_property
    def base(self) -> str:
        """What the page's links are relative to: its own `<base>`, else its address."""
        for node in self.root.iter("base"):
            found = absolute(node.get("href") or "", self.url)
            if found:
                return found
        return self.url

    @cached_property
    def _read(self) -> tuple[list[Line], dict[HtmlElement, range]]:
        return read_lines(self.root)

    @property
    def lines(self) -> list[Line]:
        """The page as a reader sees it, in reading order."""
        return self._read[0]

    @property
    def extents(self) -> dict[HtmlElement, range]:
        """Of each block element, the indices of the lines within it."""
        return self._read[1]

    @cached_property
    def title_tag(self) -> str | None:
        """The text of `<title>`."""
        for node in self.root.iter("title"):
            parent = node.getparent()
            if parent is None or parent.tag != "svg":
                text = clean_or_none(node.text_content())
                return text if text and len(text) <= LONGEST_TITLE else None
        return None

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Content of the meta tags by name, property or itemprop, in lower case, in page order."""
        found: dict[str, list[str]] = {}
        for node in self.root.iter("meta"):
            content = clean(node.get("content") or "")
            key = node.get("property") or node.get("name") or node.get("itemprop")
            if key and content and len(content) <= _LONGEST_META:
                for name in key.lower().split():
                    found.setdefault(name, []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """The first content of the first of these meta tags that is there."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    @cached_property
    def nodes(self) -> list[Node]:
        """Every node of the page's JSON-LD, those within others too."""
        return with_named(nodes_of(read_json_ld(self.root)))

    @cached_property
    def articles(self) -> list[Node]:
        """The JSON-LD nodes that describe this article, best first."""
        kinds = ("article", "posting", "report", "review", "analysis", "interview", "liveblog")
        found = [node for node in self.nodes if any(k in node.types for k in kinds)]
        return sorted(found, key=lambda node: (node.is_part, "headline" not in node.data))

    @cached_property
    def descriptions(self) -> list[str]:
        """What the page says that it is about."""
        names = ("description", "og:description", "twitter:description")
        found = [text for name in names for text in self.metas.get(name, [])]
        found += [text for node in self.articles[:2] for text in node.texts("description")]
        return list(dict.fromkeys(found))

    @cached_property
    def site_names(self) -> list[str]:
        """What the site calls itself."""
        names = self.metas.get("og:site_name", []) + self.metas.get("application-name", [])
        for node in self.nodes:
            if any(kind in node.types for kind in ("website", "organization", "newsmedia")):
                names += node.texts("name")
        return list(dict.fromkeys(names))

    @cached_property
    def signs(self) -> list[str]:
        """What stands for the site where it is not named: its host, what a link home or its picture
        says."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        found = [host, *host.split(".")[:-1]]
        for line in self.lines[:_HEAD]:
            image = line.image
            link = next(image.iterancestors("a"), None) if image is not None else None
            links = [(run.link, run.text) for run in line.runs if run.link is not None]
            links += (
                [(link, image.get("alt") or "")] if image is not None and link is not None else []
            )
            found += [
                text for one, text in links if (url := self.link(one.get("href"))) and _is_home(url)
            ]
        return [name for name in found if len(name) > 2]

    def link(self, href: str | None) -> str | None:
        """A link of the page, absolute and canonical, or None where it leads nowhere."""
        if not href:
            return None
        if href not in self._links:
            found = absolute(href, self.base)
            self._links[href] = canonical(found) if found else None
        return self._links[href]

    @property
    def language(self) -> str | None:
        """What the page declares its language to be."""
        xml = "{http://www.w3.org/XML/1998/namespace}lang"
        return self.root.get("lang") or self.root.get(xml) or self.meta("content-language")

    @cached_property
    def canonical_url(self) -> str:
        """The page's address; the one it names itself, where that is on the same site."""
        for node in self.root.iter("link"):
            if "canonical" in (node.get("rel") or "").lower().split():
                found = self.link(node.get("href"))
                if found and same_site(found, self.url) and not _is_home(found):
                    return found
        return canonical(self.url)

    @cached_property
    def kind(self) -> Kind:
        """Of which sort the page's address is."""
        return kind_of(self.canonical_url)


def _is_home(url: str) -> bool:
    return url.split("://", 1)[-1].partition("/")[2] == ""
