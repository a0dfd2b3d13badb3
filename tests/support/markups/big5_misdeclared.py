"""A Taiwanese news desk: Big5 by its meta tag, UTF-8 by its header, which is wrong.

Times are `2020年12月24日 12:12`; an entry of the related reading ends in `(section, time)`.
"""

from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import chinese, dashed, e, join


@dataclass(frozen=True)
class Big5Misdeclared(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/newsdesk/{one.published:%y%m%d}/{('ft', 'qy')[one.section]}{one.number:03d}.htm"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/newsdesk/index.php?sec={('ft', 'qy')[section]}&pg={page}"

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/newsdesk/{one.published:%y%m%d}/{name}.jpg"

    def without_tracking(self, target: str) -> str:
        return target

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        rows = join(
            f"<dt><a href='{self.article_path(site, one)}'>{e(one.title)}</a></dt>"
            f"<dd>{e(one.blocks[0].text[:40])}…… <em>{chinese(one.published)}</em></dd>"
            for one in shown
        )
        links = []
        if page > 1:
            links.append(self._link(site, section, page - 1, "上一頁"))
        if page < len(site.pages(section)):
            links.append(self._link(site, section, page + 1, "下一頁"))
        name = site.bank.sections[section]
        main = f"<h2>{name}</h2>\n<dl>{rows}</dl>\n<div class=turn>{' | '.join(links)}</div>"
        return self._page(site, name, main)

    def _link(self, site: Site, section: int, page: int, words: str) -> str:
        return f'<a href="{e(self.listing_path(site, section, page))}">{words}</a>'

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        tags = "、".join(
            f"<a href='/newsdesk/key.php?k={at}'>{e(tag)}</a>" for at, tag in enumerate(one.tags)
        )
        listing = self._link(site, one.section, 1, section)
        main = f"""<div id=path>目前位置：<a href='/newsdesk/'>{site.bank.home}</a>
&gt; {listing}</div>
<h2>{e(one.title)}</h2>
<div id=date>【記者{one.author}/{site.bank.cities[0]}報導】{chinese(one.published)}
　人氣：{one.views}</div>
<div id=story>
{join(self._part(site, one, part) for part in one.flow())}
</div>
<div id=keys>關鍵字：{tags}</div>
<div id=ref><h3>相關報導</h3><ul>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</ul></div>
{self._following(site, one)}
<div id=board><b>讀者留言</b><p>路過的人（2020年12月30日 08:08）：推。</p></div>"""
        return self._page(site, one.title, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = f"{part.name}.jpg"
            caption = f"<tr><td class=cap>{e(part.caption)}</td></tr>" if part.caption else ""
            return f"<table class=ph><tr><td><img src='{source}'></td></tr>{caption}</table>"
        text = e(part.text)
        if part.kind == "heading":
            return f"<p><b><font color=#003399>{text}</font></b></p>"
        if part.kind == "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in text.split("\n")) + "</ul>"
        return f"<p>　　{text}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        target = site.interview(one.related[at].number)
        return (
            f"<li><a href='{self.article_path(site, target)}'>{e(target.title)}</a>"
            f"（{site.bank.sections[target.section]}，{dashed(target.published)}）</li>"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return f"""<div id=nextone>下一則：<a href='{target}'>{e(one.following.title)}</a>
<div>{e(one.following.teaser)}...</div></div>"""

    def _page(self, site: Site, title: str, main: str) -> str:
        links = " ".join(
            self._link(site, at, 1, section) for at, section in enumerate(site.bank.sections)
        )
        return f"""<html><head>
<meta http-equiv=Content-Type content="text/html; charset=big5">
<title>{e(title)} ｜ 經緯新聞網</title></head>
<body><div id=head><h1><a href='/newsdesk/'>經緯新聞網</a></h1>
<div id=menu>{links} <a href='/newsdesk/sports.php'>體育</a></div></div>
<div id=main>
{main}
</div>
<div id=foot>經緯新聞網版權所有　民眾服務專線：0000-000-000　更新日期：2021年1月5日</div>
</body></html>"""


BIG5_MISDECLARED = Big5Misdeclared(
    name="big5-misdeclared",
    languages=("zh-Hant",),
    encoding="big5",
    shows=Shows(author=True, quotes=False, related_views=False, teaser_end="..."),
)
