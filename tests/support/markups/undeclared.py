"""The style of 1999, in an encoding that neither the header nor a meta tag declares.

Paragraphs are `<p>` without an end; pages turn by an arrow image whose alternative text says so.
"""

from dataclasses import dataclass, replace

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import e, join, slashed


@dataclass(frozen=True)
class Undeclared(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/{one.published:%Y}/{one.published:%m%d}/n{one.number}.html"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/{('renwu', 'laoban')[section]}/" + (f"index_{page}.html" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/{one.published:%Y}/{one.published:%m%d}/{name}.gif"

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        rows = join(
            f"<li><a href=..{self.article_path(site, one)}>{e(one.title)}</a>"
            f"<small> {one.published.month}/{one.published.day}</small>"
            for one in shown
        )
        arrows = ""
        if page > 1:
            back = self.listing_path(site, section, page - 1)
            arrows += (
                f"<a href={back}><img src=/img/l.gif alt={site.say('Previous', '上一页')}></a>"
            )
        if page < len(site.pages(section)):
            ahead = self.listing_path(site, section, page + 1)
            arrows += f"<a href={ahead}><img src=/img/r.gif alt={site.say('Next', '下一页')}></a>"
        name = site.bank.sections[section]
        return self._page(site, name, f"<h3>{name}</h3><ul>{rows}</ul><center>{arrows}</center>")

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        index = f"<a href={self.listing_path(site, one.section, 1)}>{section}</a>"
        editor = site.say("Editor: Z. Quist", "责任编辑：齐思")
        main = f"""<small><a href=/>{site.bank.home}</a>--{index}--</small>
<center><h3>{e(one.title)}</h3>
<small>{slashed(one.published)} {site.say("read", "阅读次数")}:{one.views}</small></center>
<hr noshade size=1>
{join(self._part(site, one, part) for part in one.flow())}
<p align=right><small>{editor}</small>
<hr noshade size=1>
<b>{site.say("Related links", "相关链接")}</b>
<ul>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</ul>
{self._following(site, one)}
<p align=center><a href={self.listing_path(site, one.section, 1)}>{
            site.say("Back to the list", "返回列表")
        }</a> <a href=javascript:window.close()>{site.say("Close", "关闭窗口")}</a>"""
        return self._page(site, one.title, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            html = f"<p align=center><img src={part.name}.gif>"
            return html + (f"\n<p align=center><i>{e(part.caption)}</i>" if part.caption else "")
        text = e(part.text)
        if part.kind == "heading":
            return f"<h4>{text}</h4>"
        if part.kind == "quote":
            return f"<blockquote>{text}</blockquote>"
        if part.kind == "list":
            return "<ul>" + "".join(f"<li>{line}" for line in text.split("\n")) + "</ul>"
        return f"<p>　　{text}" if site.language == "zh" else f"<p>{text}"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        clicks = site.say(f"read {mention.views}", f"阅读{mention.views}")
        return (
            f"<li><a href={self.article_path(site, target)}>{e(target.title)}</a>"
            f"({slashed(target.published)} {clicks})"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        label = site.say("Next story: ", "下一篇：")
        return f"<p>{label}<a href={target}>{e(one.following.title)}</a>"

    def _page(self, site: Site, title: str, main: str) -> str:
        name = site.say("Quayside Bulletin", "码头简报")
        rooms = " | ".join(
            f"<a href={self.listing_path(site, at, 1)}>{section}</a>"
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<html><title>{name}--{e(title)}</title>
<body bgcolor=white link=blue><center><img src=/img/banner.gif width=468 height=60><br>
<small>{rooms} | <a href=/guest.cgi>{site.say("Guest book", "留言板")}</a></small></center>
{main}
<hr><center><small>{name}, 1998-2021. {site.say("Visitor no.", "您是第")} 88213 {
            site.say("since 1998/10/01", "位访客(自1998/10/01起)")
        }</small></center></body></html>"""


UNDECLARED = Undeclared(
    name="undeclared-gb2312",
    languages=("zh",),
    encoding="gb18030",
    content_type="text/html",
    shows=Shows(tags=False, related_section=False, teaser=False),
)
UNDECLARED_1252 = replace(
    UNDECLARED, name="undeclared-1252", languages=("en",), encoding="cp1252", content_type=None
)
