"""HTML5 as the books teach it: <article>, JSON-LD, <time datetime> with an offset, <figure>.

A Central European portal: the offset on the page is +01:00 and counts, wherever the archive is.
There are no view counts; comment and share counts stand where others show them.
"""

import json
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import american, chinese, day, e, join


@dataclass(frozen=True)
class Semantic(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/{one.published:%Y/%m/%d}/interview-{one.number:04d}/"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        return f"/topics/{('people', 'founders')[section]}/" + (f"?p={page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/media/{one.published:%Y/%m}/{name}@2x.jpg"

    def without_tracking(self, target: str) -> str:
        return target

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        articles = join(
            f'<article><header><h2><a href="{self.article_path(site, one)}" rel="bookmark">'
            f'{e(one.title)}</a></h2><time datetime="{self._iso(one)}">{day(one.published)}</time>'
            f"</header><p>{e(one.blocks[0].text[:80])}…</p></article>"
            for one in shown
        )
        name, last = site.bank.sections[section], len(site.pages(section))
        links = {
            "prev": self.listing_path(site, section, page - 1) if page > 1 else None,
            "next": self.listing_path(site, section, page + 1) if page < last else None,
        }
        head = join(f'<link rel="{rel}" href="{to}">' for rel, to in links.items() if to)
        words = {"prev": site.say("Newer", "较新文章"), "next": site.say("Older", "较早文章")}
        foot = join(
            f'<a rel="{rel}" href="{to}">{words[rel]}</a>' for rel, to in links.items() if to
        )
        main = f"<h1>{name}</h1>\n{articles}\n<nav aria-label='pages'>{foot}</nav>"
        return self._page(site, name, head, main)

    def article(self, site: Site, one: Interview) -> str:
        url = site.article_url(one)
        data = [self._news(site, one), self._trail(site, one)]
        scripts = join(
            f'<script type="application/ld+json">{json.dumps(one, ensure_ascii=False)}</script>'
            for one in data
        )
        head = f"""<link rel="canonical" href="{url}">
<meta property="og:title" content="{e(one.title)}"><meta property="og:type" content="article">
<meta property="og:site_name" content="{self._name(site)}">
{scripts}"""
        return self._page(site, one.title, head, self._main(site, one))

    def _main(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        tags = "".join(
            f'<li><a rel="tag" href="/tags/{at}">{e(tag)}</a></li>'
            for at, tag in enumerate(one.tags)
        )
        shown = site.say(american(one.published), chinese(one.published))
        return f"""<nav aria-label="breadcrumb"><ul><li><a href="/">{site.bank.home}</a></li>
<li><a href="{self.listing_path(site, one.section, 1)}">{section}</a></li></ul></nav>
<article>
<header><h1>{e(one.title)}</h1>
<p class="byline">{site.say("By", "作者")} <a rel="author" href="/staff/7">{e(one.author)}</a></p>
<time datetime="{self._iso(one)}">{shown}</time>
<a href="#comments">{site.say("14 comments", "14 条评论")}</a></header>
{join(self._part(site, one, part) for part in one.flow())}
<footer><ul class="tags">{tags}</ul>
<p>{site.say("Shared 52 times", "已分享 52 次")}</p></footer>
</article>
<aside><h2>{site.say("Related reading", "相关阅读")}</h2><ul>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</ul></aside>
{self._following(site, one)}
<section id="comments"><h2>{site.say("Comments", "评论")}</h2><ol><li>
<p><b>Ewa</b> <time datetime="2021-01-02T08:00:00+01:00">2021-01-02</time></p>
<p>{site.say("A fine piece, thank you for the river.", "写得真好，谢谢你们写到那条河。")}</p>
</li></ol></section>"""

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            caption = f"<figcaption>{e(part.caption)}</figcaption>" if part.caption else ""
            source = self.picture_path(site, one, part.name)
            return f'<figure><img src="{source}" alt="" width="960" height="640">{caption}</figure>'
        text = e(part.text)
        if part.kind == "heading":
            return f"<h2>{text}</h2>"
        if part.kind == "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        if part.kind == "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in text.split("\n")) + "</ul>"
        return f"<p>{text}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        target = site.interview(one.related[at].number)
        return (
            f'<li><a href="{self.article_path(site, target)}">{e(target.title)}</a> '
            f"<small>{site.bank.sections[target.section]}</small> "
            f'<time datetime="{self._iso(target)}">{day(target.published)}</time></li>'
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return f"""<section><h2>{site.say("Read the next article", "阅读下一篇")}</h2>
<article><h3><a href="{target}">{e(one.following.title)}</a></h3>
<p>{e(one.following.teaser)}</p></article></section>"""

    def _news(self, site: Site, one: Interview) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": one.title,
            "datePublished": self._iso(one),
            "dateModified": "2021-01-04T10:00:00+01:00",
            "articleSection": site.bank.sections[one.section],
            "author": {"@type": "Person", "name": one.author},
            "publisher": {"@type": "Organization", "name": self._name(site)},
            "mainEntityOfPage": site.article_url(one),
        }

    def _trail(self, site: Site, one: Interview) -> dict[str, Any]:
        steps = [("/", site.bank.home)]
        steps.append((self.listing_path(site, one.section, 1), site.bank.sections[one.section]))
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": at, "name": name, "item": site.origin + path}
                for at, (path, name) in enumerate(steps, start=1)
            ],
        }

    def _iso(self, one: Interview) -> str:
        return one.published.replace(tzinfo=self.zone).isoformat()

    def _name(self, site: Site) -> str:
        return site.say("The Vellin Courier", "维林信使")

    def _page(self, site: Site, title: str, head: str, main: str) -> str:
        name, now = self._name(site), site.say("en", "zh-CN")
        links = join(
            f'<li><a href="{self.listing_path(site, at, 1)}">{section}</a></li>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<!doctype html>
<html lang="{now}"><head><meta charset="utf-8"><title>{e(title)} – {name}</title>
{head}</head>
<body><header><a href="/"><svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>{name}</a>
<nav><ul>{links}<li><a href="/weather">{site.say("Weather", "天气")}</a></li></ul></nav></header>
<main>
{main}
</main>
<footer><p>© 2021 {name}</p>
<nav><a href="/imprint">{site.say("Imprint", "版权声明")}</a></nav></footer>
</body></html>"""


SEMANTIC = Semantic(
    name="semantic",
    zone=timezone(timedelta(hours=1)),
    shows=Shows(views=False, author=True, related_views=False),
)
