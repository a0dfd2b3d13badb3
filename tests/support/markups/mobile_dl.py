"""A mobile page: a short header, related reading as <dl>, lazy images, `<data value>` counts.

Listing pages continue under one link alone, with no numbers; addresses are relative.
"""

from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import dashed, e, join, slashed

_BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@dataclass(frozen=True)
class MobileDl(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/m/{('mj', 'qy')[one.section]}/{88000 + 7 * one.number}.html"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/m/{('mj', 'qy')[section]}/list" + (f"_{page}" if page > 1 else "") + ".html"

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/m/pic/{name}_640.png"

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        items = join(
            f'<li><a href="{88000 + 7 * one.number}.html"><img data-src="/m/pic/s{one.number}.png"'
            f' src="{_BLANK}"><h3>{e(one.title)}</h3><em>{one.published:%m-%d}</em></a></li>'
            for one in shown
        )
        more = ""
        if page < len(site.pages(section)):
            words = site.say("Next page", "下一页")
            more = (
                f'<a class="more" href="{self.listing_path(site, section, page + 1)}">{words}</a>'
            )
        body = f"<h2>{site.bank.sections[section]}</h2>\n<ul>{items}</ul>\n{more}"
        return self._page(site, site.bank.sections[section], body)

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        tags = "".join(f'<a href="/m/tag/{at}">{e(tag)}</a>' for at, tag in enumerate(one.tags))
        body = f"""<p class="path"><a href="/m/">{site.bank.home}</a> » <a href="list.html">{
            section
        }</a></p>
<h1>{e(one.title)}</h1>
<p class="info"><time>{slashed(one.published)}</time> <i class="icon-eye"></i>{_data(one.views)}</p>
<div class="con">
{join(self._part(site, one, part) for part in one.flow())}
</div>
<p class="tags">{site.say("Tags", "标签")}: {tags}</p>
<dl><dt>{site.say("Related reading", "相关阅读")}</dt>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</dl>
{self._following(site, one)}"""
        return self._page(site, one.title, body)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = self.picture_path(site, one, part.name)
            caption = f"<span>{e(part.caption)}</span>" if part.caption else ""
            return f'<p class="img"><img src="{_BLANK}" data-src="{source}">{caption}</p>'
        text = e(part.text)
        if part.kind == "heading":
            return f"<h3>{text}</h3>"
        if part.kind == "quote":
            return f"<blockquote>{text}</blockquote>"
        if part.kind == "list":
            return "<ol>" + "".join(f"<li>{line}</li>" for line in text.split("\n")) + "</ol>"
        return f"<p>{text}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        return (
            f'<dd><a href="{self.article_path(site, target)}">{e(target.title)}</a><br>'
            f"<span>{site.bank.sections[target.section]}</span>"
            f"<span>{dashed(target.published)}</span>{_data(mention.views)}</dd>"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return f"""<dl><dt>{site.say("Read next", "下一篇")}</dt>
<dd><a href="{target}">{e(one.following.title)}</a><p>{e(one.following.teaser)}</p></dd></dl>"""

    def _page(self, site: Site, title: str, body: str) -> str:
        name = site.say("Harbour Post Mobile", "港湾商报手机版")
        return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="format-detection" content="telephone=no">
<title>{e(title)}_{name}</title></head>
<body>
<header><a href="javascript:history.back()">‹</a><a href="/m/">{name}</a></header>
{body}
<footer><a href="#top">{site.say("Top", "回顶部")}</a> <a href="/?pc=1">{
            site.say("Desktop version", "电脑版")
        }</a></footer>
</body></html>"""


def _data(views: int) -> str:
    shown = f"{views / 1000:.1f}k" if views >= 1000 else str(views)
    return f'<data value="{views}">{shown}</data>'


MOBILE_DL = MobileDl(name="mobile-dl")
