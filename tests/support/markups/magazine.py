"""A magazine: a photo above the headline, a drop cap, pull quotes, teasers as <article> below.

Nothing but a name says who wrote it ("Words by"). A pull quote repeats a sentence of the text.
The related reading says its section above each title; no link there has a view count.
"""

from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import british, chinese, e, join


@dataclass(frozen=True)
class Magazine(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/{('people', 'founders')[one.section]}/issue-{one.number // 6 + 1}/no-{one.number}"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/{('people', 'founders')[section]}/" + (f"?start={page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/img/{name}-1600.webp"

    def without_tracking(self, target: str) -> str:
        return target

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        lead, *rest = shown
        cards = join(self._card(site, one) for one in rest)
        more = ""
        if page < len(site.pages(section)):
            more = f'<a class="btn" rel="nofollow next" href="?start={page + 1}">'
            more += f"{site.say('More interviews', '更多访谈')}</a>"
        name = site.bank.sections[section]
        main = f"""<header><p>{name}</p></header>
<article class="lead"><a href="{self.article_path(site, lead)}"><picture>
<source srcset="/img/l{lead.number}.avif"><img src="/img/l{lead.number}.webp" alt=""></picture>
<h2>{e(lead.title)}</h2></a></article>
<div class="grid">{cards}</div>
{more}"""
        return self._page(site, name, name, main)

    def _card(self, site: Site, one: Interview) -> str:
        return (
            f'<article class="card"><h3><a href="{self.article_path(site, one)}">{e(one.title)}</a>'
            f"</h3><p>{site.say('Words by', '文')} {e(one.author)}</p></article>"
        )

    def article(self, site: Site, one: Interview) -> str:
        pictures = [part for part in one.flow() if isinstance(part, Picture)]
        hero = self._picture(site, one, pictures[0]) if pictures else ""
        rest = [part for part in one.flow() if not pictures or part is not pictures[0]]
        section = site.bank.sections[one.section]
        tags = "".join(
            f'<li><a href="/theme/{at}">{e(tag)}</a></li>' for at, tag in enumerate(one.tags)
        )
        latest = join(
            f'<article><h4><a href="{self.article_path(site, other)}">{e(other.title)}</a></h4>'
            f"<p>{e(other.blocks[0].text)}</p></article>"
            for other in site.interviews[:3]
            if other is not one
        )
        date = site.say(british(one.published), chinese(one.published))
        main = f"""<article class="long"><div class="crumb"><a href="/">{site.bank.home}</a>
<a href="{self.listing_path(site, one.section, 1)}">{section}</a></div>
{hero}
<h1>{e(one.title)}</h1>
<div class="credit"><span>{site.say("Words by", "文")} <b>{e(one.author)}</b></span>
<span>{date}</span><span>{site.say("6 min read", "阅读约6分钟")}</span></div>
{join(self._part(site, one, part, at) for at, part in enumerate(rest))}
<ul class="themes">{tags}</ul></article>
<section class="related"><h2>{site.say("Related interviews", "相关访谈")}</h2><div>
{join(self._entry(site, one, at) for at in range(len(one.related)))}</div></section>
{self._following(site, one)}
<section class="latest"><h2>{site.say("Latest from the magazine", "本刊最新")}</h2>
{latest}</section>"""
        return self._page(site, one.title, f"{one.title} — {section}", main)

    def _picture(self, site: Site, one: Interview, picture: Picture) -> str:
        source = self.picture_path(site, one, picture.name)
        small = source.replace("1600", "400")
        caption = f"<figcaption>{e(picture.caption)}</figcaption>" if picture.caption else ""
        return (
            f'<figure><picture><source media="(max-width: 40em)" srcset="{small}">'
            f'<img src="{source}" alt="" loading="lazy"></picture>{caption}</figure>'
        )

    def _part(self, site: Site, one: Interview, part: Block | Picture, at: int) -> str:
        if isinstance(part, Picture):
            return self._picture(site, one, part)
        text = e(part.text)
        if part.kind == "heading":
            return f"<h3>{text}</h3>"
        if part.kind == "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        if part.kind == "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in text.split("\n")) + "</ul>"
        if at == 0:
            return f'<p><span class="cap">{text[0]}</span>{text[1:]}</p>'
        pull = ""
        if at == 3:
            pull = f'\n<aside class="pull">{e(part.text[:40])}…</aside>'
        return f"<p>{text}</p>{pull}"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        target = site.interview(one.related[at].number)
        date = site.say(british(target.published), chinese(target.published))
        return (
            f'<div><img src="/img/l{target.number}.webp" alt="">'
            f"<p>{site.bank.sections[target.section]}</p>"
            f'<h4><a href="{self.article_path(site, target)}">{e(target.title)}</a></h4>'
            f"<p>{date}</p></div>"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return f"""<a class="after" href="{target}"><small>{site.say("Read next", "下一篇")}</small>
<strong>{e(one.following.title)}</strong><em>{e(one.following.teaser)} …</em></a>"""

    def _page(self, site: Site, title: str, head: str, main: str) -> str:
        name = site.say("Halyard", "帆索")
        menu = "".join(
            f'<a href="{self.listing_path(site, at, 1)}">{section}</a>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<!doctype html><html lang="{site.say("en", "zh")}"><head><meta charset="utf-8">
<title>{e(head)} — {name}</title><meta property="og:title" content="{e(title)} | {name}">
<meta property="og:image" content="{site.origin}/img/share.webp"></head>
<body><nav><a href="/" aria-label="{name}"><svg></svg></a>{menu}<a href="/subscribe">{
            site.say("Subscribe", "订阅")
        }</a></nav>
<main>{main}</main>
<footer><p>{name} © 2021</p><p>{site.say("Printed in Vellin", "印于维林")}</p></footer>
</body></html>"""


MAGAZINE = Magazine(
    name="magazine",
    shows=Shows(views=False, author=True, related_views=False, teaser_end=" …"),
)
