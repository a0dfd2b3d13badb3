"""What else may be a listing of a portal, and which section a feed is of."""

import io
import re
from urllib.parse import urlsplit

import feedparser
from lxml.html import HtmlElement
from protego import Protego

from scraper.authoring.draft.gather import ListingSample
from scraper.authoring.draft.guesses import parts_of_title
from scraper.extraction.page.address_kinds import page_numbers
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary.listing import hints_of, is_pager, plain
from scraper.portals.model import Portal
from scraper.values.clean import clean
from scraper.values.urls import absolute, canonical, same_site

AGENT = "InterviewArchive"
_SHOWN = 8
_AS_UTF8 = {"content-type": "application/xml; charset=utf-8"}
# What every portal has, and what no interview is listed on.
_NO_LIST = re.compile(
    r"(?:about|contact|privacy|terms|cookies?|legal|imprint|impressum|datenschutz|kontakt|agb|jobs"
    r"|careers|advertis|subscri|newsletter|abo(?:nn?|s)?\b|log ?in|sign (?:in|up)|register|account"
    r"|anmeld|registrier|über uns|rss|sitemap|search|suche|help|faq|shop|donate|support"
    r"|mentions légales|confidentialité|à propos|s.abonner|connexion|aviso legal|privacidad"
    r"|contacto|quiénes somos|suscr|acerca|note legali|chi siamo|o nas|hilfe|werbung|mediadaten"
    r"|关于|關於|联系|聯繫|聯絡|隐私|隱私|版权|版權|登录|登錄|登入|注册|註冊|订阅|訂閱|广告|廣告|招聘|帮助|幫助|搜索"
    r"|会社概要|お問い合わせ|プライバシー|利用規約|ログイン|이용약관|개인정보|로그인|회사소개)",
    re.IGNORECASE,
)
# A name of more letters that begins so is a section's: "Help for authors of first novels".
_A_WORD = 24


def other_lists(first: ListingSample, portal: Portal, robots: str) -> list[tuple[str, str]]:
    """Links of the listing page whose addresses are made as its own is: (address, name)."""
    page = Page(first.visited.text, first.visited.url)
    own = canonical(first.visited.url)
    known = {canonical(listing.url) for listing in portal.listings}
    known |= {link.url for link in first.page.links} | {canonical(portal.home)}
    known |= {first.page.next_page or ""}
    found: dict[str, str] = {}
    for node in page.root.iter("a"):
        url, text = absolute(node.get("href") or "", page.base), clean(node.text_content())
        if not url or not _may_be_list(text) or not same_site(url, own):
            continue
        url = canonical(url)
        if url not in known and _made_alike(url, own) and not _in_footer(node):
            found.setdefault(url, text)
    allowed = Protego.parse(robots)
    open_to_us = [one for one in found.items() if allowed.can_fetch(one[0], AGENT)]
    return open_to_us[:_SHOWN]


def section_of_feed(text: str, title: str | None) -> str | None:
    """The section of a feed: the one category that all its entries have, else what its name has
    beside the portal's."""
    parsed = feedparser.parse(io.BytesIO(text.encode()), response_headers=_AS_UTF8)
    named = [
        {clean(str(tag.get("term") or "")) for tag in entry.get("tags", [])}
        for entry in parsed.get("entries", [])
    ]
    shared = set.intersection(*named) - {""} if named else set()
    if len(shared) == 1:
        return shared.pop()
    parts = parts_of_title(clean(str(parsed.get("feed", {}).get("title") or "")))
    rest = [part for part in parts if part != title]
    return rest[0] if len(parts) == 2 and len(rest) == 1 else None


def _may_be_list(text: str) -> bool:
    """Whether a link's text can be the name of a section."""
    if not text or len(text) > 40 or text.isdigit() or is_pager(text):
        return False
    return not (len(text) <= _A_WORD and _NO_LIST.match(plain(text)))


def _in_footer(node: HtmlElement) -> bool:
    around = [one for one in node.iterancestors() if one.tag not in ("html", "body")]
    names = (f"{one.get('class') or ''} {one.get('id') or ''}" for one in around)
    return any(one.tag == "footer" for one in around) or any(
        "foot" in hints_of(name) for name in names
    )


def _made_alike(one: str, other: str) -> bool:
    """Whether two addresses differ in one word of their paths and nothing else, and are no two
    pages of one list."""
    first, second = urlsplit(one), urlsplit(other)
    parts, others = first.path.split("/"), second.path.split("/")
    if len(parts) != len(others) or bool(first.query) != bool(second.query):
        return False
    if sum(a != b for a, b in zip(parts, others, strict=True)) != 1:
        return False
    return page_numbers(other, one) is None
