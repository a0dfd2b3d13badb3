"""Nothing but <div> and <span>, their classes hashed anew on every page.

Paragraphs are bare <div>s, tags are `#tag` spans, an entry of the related reading is an <a> round
all of it. Pagination by query (`?page=2`) under a chevron.
"""

from dataclasses import dataclass
from hashlib import sha256

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import british, dashed, day, e, join


@dataclass(frozen=True)
class DivSoup(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/a/{_hash('id', one.language, str(one.number), length=10)}"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/c/{('faces', 'makers')[section]}" + (f"?page={page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/i/{_hash('img', name, length=16)}.webp?w=960"

    def without_tracking(self, target: str) -> str:
        return target.partition("?")[0] if target.startswith("/a/") else target

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        soup = _Soup(f"list/{section}/{page}")
        cards = join(
            f'<div class="{soup("card")}"><a href="{self.article_path(site, one)}">'
            f'<div class="{soup("cover")}"><img src="/i/thumb{one.number}.webp" alt=""></div>'
            f'<div class="{soup("title")}">{e(one.title)}</div>'
            f'<div class="{soup("lead")}">{e(one.blocks[0].text[:60])}…</div>'
            f'<div class="{soup("meta")}"><span>{day(one.published)}</span>'
            f"<span>{_views(site, one.views)}</span></div></a></div>"
            for one in shown
        )
        name = site.bank.sections[section]
        body = f"""<div class="{soup("head")}"><div>{name}</div></div>
<div class="{soup("cards")}">{cards}</div>
<div class="{soup("pager")}">{self._pager(site, section, page, soup)}</div>"""
        return self._page(site, name, body, soup)

    def _pager(self, site: Site, section: int, page: int, soup: "_Soup") -> str:
        last = len(site.pages(section))
        html = "".join(
            f'<span class="{soup("now")}">{at}</span>'
            if at == page
            else f'<a class="{soup("page")}" href="{self.listing_path(site, section, at)}">{at}</a>'
            for at in range(1, last + 1)
        )
        if page < last:
            html += f'<a href="{self.listing_path(site, section, page + 1)}">›</a>'
        return html

    def article(self, site: Site, one: Interview) -> str:
        soup = _Soup(f"article/{one.number}")
        tags = "".join(f'<span class="{soup("tag")}">#{e(tag)}</span>' for tag in one.tags)
        time = site.say(british(one.published), dashed(one.published))
        crumbs = " / ".join(
            [
                f'<a href="/">{site.bank.home}</a>',
                f'<a href="{self.listing_path(site, one.section, 1)}">'
                f"{site.bank.sections[one.section]}</a>",
            ]
        )
        body = f"""<div class="{soup("crumbs")}">{crumbs}</div>
<div class="{soup("main")}">
<div class="{soup("title")}">{e(one.title)}</div>
<div class="{soup("meta")}"><span>{time}</span><span>{_views(site, one.views)}</span></div>
<div class="{soup("tools")}"><span>{site.say("Share", "分享")}</span><span>{
            site.say("Save", "收藏")
        }</span><span>A-</span><span>A+</span></div>
<div class="{soup("text")}">
{join(self._part(site, one, part, soup) for part in one.flow())}
</div>
<div class="{soup("tags")}">{tags}</div>
</div>
<div class="{soup("more")}"><div class="{soup("title2")}">{
            site.say("Related stories", "相关推荐")
        }</div>
{join(self._entry(site, one, at, soup) for at in range(len(one.related)))}
</div>
{self._following(site, one, soup)}"""
        return self._page(site, one.title, body, soup)

    def _part(self, site: Site, one: Interview, part: Block | Picture, soup: "_Soup") -> str:
        if isinstance(part, Picture):
            source = e(self.picture_path(site, one, part.name))
            caption = f'<div class="{soup("note")}">{e(part.caption)}</div>' if part.caption else ""
            return f'<div class="{soup("pic")}"><img src="{source}" alt="">{caption}</div>'
        if part.kind == "list":
            return ""
        text = e(part.text)
        if part.kind == "heading":
            return f'<div class="{soup("sub")}"><strong>{text}</strong></div>'
        return f'<div class="{soup("p")}">{text}</div>'

    def _entry(self, site: Site, one: Interview, at: int, soup: "_Soup") -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        time = site.say(british(target.published), dashed(target.published))
        return (
            f'<a class="{soup("entry")}" '
            f'href="{self.article_path(site, target)}?utm_source=rel&amp;utm_medium=web">'
            f"<div>{e(target.title)}</div>"
            f"<div><span>{site.bank.sections[target.section]}</span><span>{time}</span>"
            f"<span>{_views(site, mention.views)}</span></div></a>"
        )

    def _following(self, site: Site, one: Interview, soup: "_Soup") -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return (
            f'<div class="{soup("next")}"><a href="{target}">'
            f'<div class="{soup("label")}">{site.say("Up next", "阅读下一篇")}</div>'
            f"<div>{e(one.following.title)}</div><div>{e(one.following.teaser)}…</div></a></div>"
        )

    def _page(self, site: Site, title: str, body: str, soup: "_Soup") -> str:
        name = site.say("Slow Trade Weekly", "慢商周刊")
        links = "".join(
            f'<a href="{self.listing_path(site, at, 1)}">{section}</a>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(title)} | {
            name
        }</title>
<meta name="viewport" content="width=device-width"><style>.{soup("p")}{{margin:1em 0}}</style>
</head><body><div id="{soup("app")}"><div class="{soup("bar")}"><a href="/"><div>{name}</div></a>
<div>{links}<a href="/app">{site.say("Get the app", "下载客户端")}</a></div></div>
{body}
<div class="{soup("foot")}"><div>© 2021 {name}</div><div><a href="/about">{
            site.say("About us", "关于我们")
        }</a><a href="/jobs">{site.say("Jobs", "诚聘英才")}</a></div></div></div>
<script>window.__S__={{"t":1608783120,"v":[1,2,3]}};</script></body></html>"""


class _Soup:
    """Class names that mean nothing and are others on every page."""

    def __init__(self, page: str) -> None:
        self._page = page

    def __call__(self, name: str) -> str:
        return "x" + _hash(self._page, name, length=6)


def _hash(*parts: str, length: int) -> str:
    return sha256("/".join(parts).encode()).hexdigest()[:length]


def _views(site: Site, views: int) -> str:
    return site.say(f"{views:,} reads", f"阅读 {views}")


DIV_SOUP = DivSoup(
    name="div-soup",
    shows=Shows(quotes=False, lists=False, teaser_end="…"),
)
