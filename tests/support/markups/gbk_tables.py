"""Nested tables of about 2003: GBK said by a meta tag alone, <br><br> in a cell, <base>.

Pagination by file (`index_2.html`); a caption is a centred paragraph after its photo; the related
reading is a table with a row an entry.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import dashed, day, e, join, slashed

_FOLDERS = ("mjft", "qyjs")


@dataclass(frozen=True)
class GbkTables(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/{_FOLDERS[one.section]}/{one.published:%Y-%m}/{one.published:%d}-{one.number}.htm"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/{_FOLDERS[section]}/index{f'_{page}' if page > 1 else ''}.html"

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/upload/{one.published.year}/{name}.jpg"

    def others(self, site: Site) -> Iterable[tuple[str, Callable[[], str]]]:
        yield "/", lambda: _page(site, site.bank.home, "<center>&copy;</center>")

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        rows = join(
            f"<tr><td width=12><img src='images/dot.gif' width=4 height=4></td>"
            f"<td height=24><a href='{self.article_path(site, one)[1:]}' target=_blank>"
            f"{e(one.title)}</a></td>"
            f"<td width=90 align=right><font color=#999999>[{day(one.published)}]</font></td></tr>"
            for one in shown
        )
        name = site.bank.sections[section]
        body = f"""<table width=560 border=0 cellpadding=2><tr><td colspan=3 bgcolor=#eef3fa>
<img src='images/arrow.gif'> <b>{name}</b></td></tr>
{rows}
</table>
{self._pager(site, section, page)}"""
        return _page(site, name, body)

    def _pager(self, site: Site, section: int, page: int) -> str:
        last = len(site.pages(section))

        def link(at: int, words: str) -> str:
            if not 1 <= at <= last or at == page:
                return words
            return f"<a href='{self.listing_path(site, section, at)[1:]}'>{words}</a>"

        words = [
            link(1, site.say("First", "首页")),
            link(page - 1, site.say("Previous", "上一页")),
            link(page + 1, site.say("Next", "下一页")),
            link(last, site.say("Last", "尾页")),
        ]
        total = site.say(f"Page {page} of {last}", f"第{page}页/共{last}页")
        return f"<div align=center><font size=2>{total} {' '.join(words)}</font></div>"

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        crumbs = (
            f"<a href='/'>{site.bank.home}</a> &gt; "
            f"<a href='{_FOLDERS[one.section]}/index.html'>{section}</a> &gt;"
        )
        views = site.say(f"Clicks: {one.views}", f"点击：{one.views}次")
        body = f"""<table width=100% border=0><tr><td class=t12>{crumbs}</td></tr></table>
<table width=100% border=0 cellspacing=0 cellpadding=4>
<tr><td align=center><font size=4 color=#003366><b>{e(one.title)}</b></font></td></tr>
<tr><td align=center><font size=2 color=gray>{slashed(one.published)}&nbsp;&nbsp;{views}
&nbsp;&nbsp;<a href="javascript:window.print()">{site.say("Print", "打印本页")}</a></font></td></tr>
<tr><td height=1 bgcolor=#cccccc></td></tr>
<tr><td class=zw style="line-height:170%"><font size=3>
{self._text(site, one)}
</font></td></tr>
<tr><td align=right><font size=2>{site.say("Keywords", "关键词")}:{_tags(one)}</font></td></tr>
</table>
{self._related(site, one)}
{self._following(site, one)}"""
        return _page(site, one.title, body)

    def _text(self, site: Site, one: Interview) -> str:
        html = ""
        for part in one.flow():
            if isinstance(part, Picture):
                html += self._picture(site, one, part)
            elif part.kind != "list":
                html += _paragraph(part)
        return html

    def _picture(self, site: Site, one: Interview, picture: Picture) -> str:
        source = self.picture_path(site, one, picture.name)
        html = f"<p align=center><img src='{source}' border=1 width=400></p>\n"
        if picture.caption:
            html += f"<p align=center><font size=2>{e(picture.caption)}</font></p>\n"
        return html

    def _related(self, site: Site, one: Interview) -> str:
        rows = ""
        for mention in one.related:
            target = site.interview(mention.number)
            rows += (
                f"<tr><td>&middot;<a href='{self.article_path(site, target)[1:]}'>"
                f"{e(target.title)}</a></td><td>{site.bank.sections[target.section]}</td>"
                f"<td nowrap>{dashed(target.published)}</td><td>{mention.views}</td></tr>\n"
            )
        return f"""<table width=100% border=0 class=t12><tr><td colspan=4 bgcolor=#eef3fa>
<b>{site.say("Related articles", "相关文章")}</b></td></tr>
{rows}</table>"""

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))[1:]
        return f"""<table width=100% border=0><tr><td>
{site.say("Next article: ", "下一篇：")}<a href='{target}'>{e(one.following.title)}</a><br>
<font size=2 color=#666666>{e(one.following.teaser)}</font></td></tr></table>"""


def _paragraph(block: Block) -> str:
    if block.kind == "heading":
        return f"\u3000\u3000<b>{e(block.text)}</b><br><br>\n"
    return f"\u3000\u3000{e(block.text)}<br><br>\n"


def _tags(one: Interview) -> str:
    return " ".join(
        f"<a href='search.asp?key={at}'>{e(tag)}</a>" for at, tag in enumerate(one.tags)
    )


def _page(site: Site, title: str, body: str) -> str:
    name = site.say("Warp & Weft Trade Net", "经纬商贸网")
    cells = "".join(
        f"<td align=center><a href='{folder}/index.html'>{section}</a></td>"
        for folder, section in zip(_FOLDERS, site.bank.sections, strict=True)
    )
    news = site.say("Markets", "行情"), site.say("Machines", "设备")
    return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk">
<title>{e(title)}-{e(name)}</title>
<base href="{site.origin}/">
<script language=JavaScript>function fontZoom(s){{document.all.zoom.style.fontSize=s}}</script>
</head>
<body topmargin=0 bgcolor=#ffffff>
<table width=760 align=center border=0><tr>
<td><a href='/'><img src='images/logo.gif' alt='{e(name)}' border=0></a></td>
<td align=right><font size=2>2021-01-05 {site.say("Tuesday", "星期二")}</font></td></tr></table>
<table width=760 align=center bgcolor=#003366><tr>
<td align=center><a href='/'>{site.bank.home}</a></td>{cells}
<td><a href='hq/index.html'>{news[0]}</a></td><td><a href='sb/index.html'>{news[1]}</a></td>
</tr></table>
<table width=760 align=center border=0><tr>
<td width=180 valign=top><table width=100%><tr><td bgcolor=#eef3fa>
<b>{site.say("Member login", "会员登录")}</b></td></tr>
<tr><td><form action=login.asp><input name=u size=8><input type=submit></form></td></tr></table>
</td>
<td valign=top>
{body}
</td></tr></table>
<hr width=760><center><font size=2>Copyright 2001-2021 {e(name)}
{site.say("Tel", "电话")}: 0000-1234567</font></center>
</body></html>"""


GBK_TABLES = GbkTables(
    name="gbk-tables",
    encoding="gbk",
    content_type="text/html",
    shows=Shows(quotes=False, lists=False, related_time="minute"),
)
