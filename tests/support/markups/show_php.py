"""A script with an `id`: tracking parameters, unclosed tags in capitals, entities, zero width.

An entry of the related reading is one line, `[section] title (2020-12-24) 12`.
"""

from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import day, e, join

_ENTITIES = {
    "“": "&ldquo;",
    "”": "&rdquo;",
    "–": "&#8211;",
    "—": "&#x2014;",
    "é": "&eacute;",
    "'": "&#39;",
}


@dataclass(frozen=True)
class ShowPhp(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/show.php?id={one.number + 11}"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/list.php?cid={section + 1}" + (f"&page={page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/attachments/month_{one.published:%y%m}/{name}.JPG"

    def without_tracking(self, target: str) -> str:
        path, _, query = target.partition("?")
        kept = [
            pair for pair in query.split("&") if pair.partition("=")[0] in ("id", "cid", "page")
        ]
        return path + "?" + "&".join(kept)

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        rows = join(
            f'<LI><A HREF="show.php?id={one.number + 11}&utm_source=list&amp;spm=a1.b{at}">'
            f"{_entities(one.title)}</A> <FONT COLOR=gray>({day(one.published)})</FONT>"
            for at, one in enumerate(shown)
        )
        name, last = site.bank.sections[section], len(site.pages(section))
        numbers = " ".join(
            f"[{at}]"
            if at == page
            else f'<A HREF="{e(self.listing_path(site, section, at)[1:])}">[{at}]</A>'
            for at in range(1, last + 1)
        )
        after = ""
        if page < last:
            address = self.listing_path(site, section, page + 1)[1:]
            after = f'<A HREF="{address}">{site.say("Next &gt;", "下一页&gt;")}</A>'
        main = f"""<H2>{name}</H2>
<UL>
{rows}
</UL>
<P ALIGN=CENTER>{numbers} {after}"""
        return self._page(site, name, main)

    def article(self, site: Site, one: Interview) -> str:
        tags = ", ".join(
            f'<A HREF="tag.php?t={at}&utm_source=tags">{_entities(tag)}</A>'
            for at, tag in enumerate(one.tags)
        )
        time = f"{one.published:%Y-%m-%d} {one.published.hour}:{one.published:%M:%S}"
        section = site.bank.sections[one.section]
        main = f"""<DIV CLASS=nav><A HREF="index.php">{site.bank.home}</A>&nbsp;&raquo;&nbsp;<A
HREF="list.php?cid={one.section + 1}">{section}</A></DIV>
<H1>{_entities(one.title)}</H1>
<DIV CLASS=sub>{site.say("Time", "时间")}:&nbsp;{time}&nbsp;&nbsp;{site.say("Hits", "人气")}:&nbsp;{
            one.views
        }&nbsp;&nbsp;{site.say("Font", "字体")}:
[<A HREF="#">A</A> <A HREF="#">a</A>]</DIV>
<DIV ID=txt>
{join(self._part(site, one, part) for part in one.flow())}
</DIV>
<P>{site.say("Tags", "标签")}: {tags}
<H4>{site.say("Related", "相关内容")}</H4>
<UL>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</UL>
{self._following(site, one)}"""
        return self._page(site, one.title, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = self.picture_path(site, one, part.name)[1:]
            caption = f"<BR><SMALL>{_entities(part.caption)}</SMALL>" if part.caption else ""
            return f"<CENTER><IMG SRC={source} BORDER=0>{caption}</CENTER>"
        if part.kind == "heading":
            return f"<H3>{_entities(part.text)}</H3>"
        if part.kind == "list":
            return (
                "<OL>"
                + "".join(f"<LI>{_entities(line)}" for line in part.text.split("\n"))
                + "</OL>"
            )
        return f"<P>&nbsp;&nbsp;{_speckled(part.text)}"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        return (
            f"<LI>[{site.bank.sections[target.section]}] "
            f'<A HREF="show.php?id={target.number + 11}&utm_source=related&utm_medium=web">'
            f"{_entities(target.title)}</A> ({day(target.published)}) {mention.views}"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = site.interview(one.following.number)
        return f"""<P>{site.say("Next", "下一篇")}: <A HREF="show.php?id={target.number + 11}">{
            _entities(one.following.title)
        }</A>
<P CLASS=teaser>{_entities(one.following.teaser)}"""

    def _page(self, site: Site, title: str, main: str) -> str:
        name = site.say("Grain &amp; Quay Forum", "粮港论坛")
        links = " | ".join(
            f'<A HREF="list.php?cid={at + 1}&utm_source=nav">{section}</A>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<HTML><HEAD><TITLE>{_entities(title)} - {name} - Powered by ShowCMS</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">
<META NAME="keywords" CONTENT="{name}"></HEAD>
<BODY BGCOLOR=#FFFFFF><A HREF="index.php"><IMG SRC=images/top.gif ALT="{name}"></A>
<P>{links} | <A HREF="bbs.php">{site.say("Forum", "论坛")}</A> |
 <A HREF="rss.php?utm_source=nav">RSS</A>
<HR>
{main}
<HR><P ALIGN=CENTER><SMALL>Powered by ShowCMS 2.1 &copy; 2005-2021. Processed in 0.012 second(s),
7 queries, 2021-01-05 09:00</SMALL>
</BODY></HTML>"""


def _entities(text: str) -> str:
    escaped = e(text.replace("'", "\0")).replace("\0", "'")
    return "".join(_ENTITIES.get(sign, sign) for sign in escaped)


def _speckled(text: str) -> str:
    """With signs that nobody sees, and spaces that do not break."""
    half = len(text) // 2
    left, right = _entities(text[:half]), _entities(text[half:])
    return left.replace(" ", "&nbsp;", 1) + "\u200b" + right.replace(" ", "\u00a0 ", 1) + "\ufeff"


SHOW_PHP = ShowPhp(name="show-php", shows=Shows(quotes=False, related_time="day"))
