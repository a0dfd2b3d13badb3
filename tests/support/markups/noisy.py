"""Everything a portal of today puts round, between and under the text, and above it too.

Rankings with titles, dates and counts stand before and after the interview and beside the listing;
their stories have addresses of the same shape. The related reading has an unusual heading.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.noise import (
    advertisement,
    comments,
    cookies,
    footer,
    hot_story,
    hot_titles,
    newsletter,
    share_bar,
)
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import dashed, e, join

_SHOWN_BEFORE_AN_ADVERTISEMENT = 3


@dataclass(frozen=True)
class Noisy(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/story/{one.published:%Y%m%d}/{410200 + one.number}.shtml"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        path = f"/channel/{('interviews', 'founders')[section]}"
        return path + (f"?page={page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/pic/{one.published:%Y%m%d}/{name}.jpeg"

    def without_tracking(self, target: str) -> str:
        return target.partition("?")[0] if target.startswith("/story/") else target

    def others(self, site: Site) -> Iterable[tuple[str, Callable[[], str]]]:
        for at, title in enumerate(hot_titles(site)):
            yield _hot_path(at), _hot_page(self, site, title)

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        cards: list[str] = []
        for at, one in enumerate(shown):
            cards.append(
                f'<div class="card"><a class="thumb" href="{self.article_path(site, one)}">'
                f'<img src="/pic/t{one.number}.jpeg" alt="{e(one.title)}"></a>'
                f'<h3><a href="{self.article_path(site, one)}?utm_source=channel">'
                f"{e(one.title)}</a></h3><p>{e(one.blocks[0].text[:50])}...</p>"
                f'<span class="date">{dashed(one.published)}</span>'
                f'<span class="cmt"><a href="{self.article_path(site, one)}#comments">'
                f"{one.number % 7}</a></span></div>"
            )
            if at == 1:
                cards.append(advertisement(site, at))
        name = site.bank.sections[section]
        main = f"""<h1>{name}</h1>
<div class="cards">{join(cards)}</div>
<div class="pages">{self._pager(site, section, page)}</div>"""
        return self._page(site, name, main)

    def _pager(self, site: Site, section: int, page: int) -> str:
        last = len(site.pages(section))
        numbers = [
            f"<b>{at}</b>"
            if at == page
            else f'<a href="{self.listing_path(site, section, at)}">{at}</a>'
            for at in range(1, last + 1)
        ]
        if page > 1:
            numbers.insert(0, f'<a href="{self.listing_path(site, section, page - 1)}">«</a>')
        if page < last:
            numbers.append(f'<a href="{self.listing_path(site, section, page + 1)}">»</a>')
        return " ".join(numbers)

    def article(self, site: Site, one: Interview) -> str:
        views = site.say(f"{one.views} views", f"{one.views} 次浏览")
        tags = "".join(
            f'<a class="tag" href="/tag/{at}.html">{e(tag)}</a>' for at, tag in enumerate(one.tags)
        )
        crumbs = (
            f'<a href="/">{site.bank.home}</a><i>&rsaquo;</i>'
            f'<a href="{self.listing_path(site, one.section, 1)}">'
            f"{site.bank.sections[one.section]}</a>"
        )
        main = f"""<div class="where">{site.say("You are here:", "当前位置：")} {crumbs}</div>
<h1>{e(one.title)}</h1>
<div class="meta"><span class="src">{site.say("Source", "来源")}: {self._name(site)}</span>
<span class="t">{dashed(one.published)}</span> <span class="v">{views}</span></div>
{share_bar(site)}
<div class="content">
{self._text(site, one)}
</div>
<div class="tags">{site.say("Topics", "标签")}: {tags}</div>
{share_bar(site)}
{newsletter(site)}
<div class="box"><h3>{site.say("You may also like", "猜你喜欢")}</h3>
{join(self._entry(site, one, at) for at in range(len(one.related)))}</div>
{self._following(site, one)}
{comments(site)}"""
        return self._page(site, one.title, main)

    def _text(self, site: Site, one: Interview) -> str:
        parts: list[str] = []
        for at, part in enumerate(one.flow()):
            parts.append(self._part(site, one, part))
            if at % _SHOWN_BEFORE_AN_ADVERTISEMENT == 2:
                parts.append(advertisement(site, at))
        parts.append(f"<script>track({one.number})</script>")
        return join(parts)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = self.picture_path(site, one, part.name)
            caption = f'<div class="caption">{e(part.caption)}</div>' if part.caption else ""
            return (
                f'<div class="img-wrap"><a href="{source}"><img src="{source}"></a>{caption}</div>'
            )
        text = e(part.text)
        if part.kind == "heading":
            return f"<h2>{text}</h2>"
        if part.kind == "quote":
            return f'<blockquote class="q">{text}</blockquote>'
        if part.kind == "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in text.split("\n")) + "</ul>"
        return f"<p>{text}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        path = self.article_path(site, target)
        return (
            f'<div class="item"><a href="{path}?spm=a2.b{at}"><img src="/pic/s{at}.jpeg"></a>'
            f'<h4><a href="{path}?spm=a2.b{at}">{e(target.title)}</a></h4>'
            f'<p><a href="{self.listing_path(site, target.section, 1)}">'
            f"{site.bank.sections[target.section]}</a> <em>{dashed(target.published)}</em> "
            f"<em>{site.say(f'{mention.views} views', f'{mention.views} 次浏览')}</em></p></div>"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return f"""<div class="next-read"><span>{site.say("Next article", "下一篇")}</span>
<h4><a href="{target}">{e(one.following.title)}</a></h4><p>{e(one.following.teaser)}...</p></div>"""

    def _hot(self, site: Site, heading: str) -> str:
        rows = join(
            f'<li><i>{at + 1}</i><a href="{_hot_path(at)}">{e(title)}</a>'
            f"<span>2020-12-2{at} 08:{10 + at}</span><span>{98000 - 731 * at}</span></li>"
            for at, title in enumerate(hot_titles(site))
        )
        return f'<div class="rank"><h3>{heading}</h3><ol>{rows}</ol></div>'

    def _name(self, site: Site) -> str:
        return site.say("Market Lantern", "市灯网")

    def _page(self, site: Site, title: str, main: str) -> str:
        return f"""<!DOCTYPE html>
<html lang="{site.say("en-GB", "zh-Hans")}"><head><meta charset="utf-8">
<title>{e(title)}_{site.bank.sections[0]}_{self._name(site)}</title>
<meta name="keywords" content="{site.say("news, market, lantern", "新闻，市场，灯")}">
<script async src="https://ads.example/t.js"></script></head>
<body>{cookies(site)}
<div class="top"><a href="/"><img src="/logo.png" alt="{self._name(site)}"></a>
<ul class="nav"><li><a href="/">{site.bank.home}</a></li>
<li><a href="{self.listing_path(site, 0, 1)}">{site.bank.sections[0]}</a></li>
<li><a href="{self.listing_path(site, 1, 1)}">{site.bank.sections[1]}</a></li>
<li><a href="/channel/markets">{site.say("Markets", "市场")}</a></li></ul>
<span class="now">{
            site.say("Tuesday, 5 January 2021 09:00", "2021年1月5日 09:00 星期二")
        }</span></div>
{self._hot(site, site.say("Trending now", "热门排行"))}
<div class="wrap"><div class="left">
{main}
</div><div class="right">
{self._hot(site, site.say("Most read this week", "一周热文"))}
{advertisement(site, 9)}
</div></div>
{footer(site)}
</body></html>"""


def _hot_path(at: int) -> str:
    return f"/story/2020122{at}/{700310 + at}.shtml"


def _hot_page(markup: Noisy, site: Site, title: str) -> Callable[[], str]:
    return lambda: markup._page(site, title, hot_story(site, title))


NOISY = Noisy(name="noisy", shows=Shows(teaser_end="..."))
