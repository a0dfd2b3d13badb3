"""Microdata of about 2013: the logo is the <h1>, the interview's title an <h2>.

Breadcrumbs are an <ol>; date, time and view count are one text; tag links have nothing between
them; a caption is text after <br> in its photo's paragraph. This is the shape of the page that the
archive was first made for. Pages of a section are `list-1-2.html`.
"""

from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import e, join, slashed


@dataclass(frozen=True)
class Microdata(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/news/show-{one.section + 3}-{60110 + one.number}-1.html"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/news/list-{section + 3}-{page}.html"

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/uploadfile/{one.published:%Y/%m%d}/{one.published:%Y%m%d%H%M}{name}.jpg"

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        entries = join(
            f'<div class="news_li"><h3><a href="show-{section + 3}-{60110 + one.number}-1.html" '
            f'title="{e(one.title)}">{self._short(one)}</a></h3>'
            f'<span>{slashed(one.published)}</span> <span class="hits">{one.views}</span></div>'
            for one in shown
        )
        name, last = site.bank.sections[section], len(site.pages(section))
        pages = "".join(
            f'<a href="list-{section + 3}-{at}.html"{" class=on" if at == page else ""}>{at}</a>'
            for at in range(1, last + 1)
        )
        before = (
            f'<a href="list-{section + 3}-{max(1, page - 1)}.html">{site.say("Prev", "上页")}</a>'
        )
        ahead = f"list-{section + 3}-{min(last, page + 1)}.html"
        after = f'<a href="{ahead}">{site.say("Next", "下页")}</a>'
        main = f"""<ol class="bread"><li><a href="/">{site.bank.home}</a></li></ol>
<h2>{name}</h2>
{entries}
<div id="pages"><a class="a1">{site.count} {site.say("items", "条")}</a>
{before}{pages}{after}</div>"""
        return self._page(site, name, main)

    def _short(self, one: Interview) -> str:
        """Long titles are cut on listing pages; the whole one is in the title attribute."""
        return e(one.title if len(one.title) < 40 else one.title[:38] + "..")

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        tags = "".join(
            f'<a href="/tag-{at}.html" itemprop="keywords">{e(tag)}</a>'
            for at, tag in enumerate(one.tags)
        )
        main = f"""<ol class="bread" itemscope itemtype="http://schema.org/BreadcrumbList">
<li itemprop="itemListElement"><a itemprop="item" href="/"><span itemprop="name">{
            site.bank.home
        }</span></a> ></li>
<li itemprop="itemListElement"><a itemprop="item" href="list-{one.section + 3}-1.html">
<span itemprop="name">{section}</span></a> ></li></ol>
<div itemscope itemtype="http://schema.org/NewsArticle">
<div class="header"><h2 itemprop="headline">{e(one.title)}</h2>
<p class="about"> {slashed(one.published)} {one.views} </p>
<p class="keys">{tags}</p></div>
<div itemprop="articleBody">
{join(self._part(site, one, part) for part in one.flow())}
<p>&nbsp;</p>
</div></div>
<div class="rel"><ul><li class="head">{site.say("Related reading", "相关阅读")}</li></ul>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</div>
{self._following(site, one)}"""
        return self._page(site, one.title, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = self.picture_path(site, one, part.name)
            caption = f"<br />{e(part.caption)}" if part.caption else ""
            return f'<p style="text-align: center"><img src="{source}" alt="" />{caption}</p>'
        text = e(part.text)
        if part.kind == "heading":
            return f"<p>\n\t<b>{text}</b></p>"
        if part.kind == "list":
            return ""
        return f"<p>\n\t{text}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        return f"""<div class="rel_one"><a href="{self.article_path(site, target)[6:]}">{
            e(target.title)
        }</a>
<div class="rel_info"><a href="list-{target.section + 3}-1.html">{
            site.bank.sections[target.section]
        }</a>
<span>|</span>
<span>{slashed(target.published)}</span>
<span>{mention.views}</span></div></div>"""

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return f"""<div class="down">{site.say("Read the next article", "阅读下一篇")}
<p><a href="{target}">{e(one.following.title)}</a></p>
<p>{e(one.following.teaser)}<a href="{target}">{site.say("[more]", "[详细]")}</a></p></div>"""

    def _page(self, site: Site, title: str, main: str) -> str:
        name = site.say("Silk Road Observer", "丝路观察网")
        menu = "".join(
            f'<li><a href="/news/list-{at + 3}-1.html">{section}</a></li>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{e(title)} - {site.bank.sections[0]} - {name}</title>
<meta name="description" content="{name}" /></head>
<body><div class="top"><h1><a href="/" title="{name}"><img src="/images/logo.png" alt="{name}" />
{name}</a></h1><ul class="menu"><li><a href="/">{site.bank.home}</a></li>{menu}
<li><a href="/news/list-9-1.html">{site.say("Exhibitions", "展会")}</a></li></ul></div>
<div class="body_left">
{main}
</div>
<div class="bottom"><p>{site.say("ICP 00000001", "某ICP备00000001号")} {name} 2008-2021</p></div>
</body></html>"""


MICRODATA = Microdata(name="microdata", shows=Shows(quotes=False, lists=False))
