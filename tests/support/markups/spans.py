"""A single-page application rendered on its server: <section> and <span>, no semantics at all.

Subheads are `<p><strong>`; time and views have words before them; pages are numbers and nothing
else; the state that made the page lies in it as JSON, with other interviews' titles.
"""

import json
from dataclasses import dataclass

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import american, chinese, e, join


@dataclass(frozen=True)
class Spans(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/{('people', 'founders')[one.section]}/{one.published.year}/{9000 + one.number}"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        path = f"/browse?topic={('people', 'founders')[section]}"
        return path + (f"&page={page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/cdn/{name}/large.avif"

    def without_tracking(self, target: str) -> str:
        return target if target.startswith("/browse") else target.partition("?")[0]

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        rows = join(
            f'<section data-v-1f><a data-v-1f href="{self.article_path(site, one)}">'
            f"<span data-v-1f>{e(one.title)}</span></a>"
            f"<span data-v-1f>{self._time(site, one)}</span></section>"
            for one in shown
        )
        pages = " ".join(
            f"<span data-v-2c aria-current>{at}</span>"
            if at == page
            else f'<a data-v-2c href="{e(self.listing_path(site, section, at))}">{at}</a>'
            for at in range(1, len(site.pages(section)) + 1)
        )
        name = site.bank.sections[section]
        main = f"""<section data-v-1f><span data-v-1f role="heading">{name}</span></section>
{rows}
<section data-v-2c>{pages}</section>"""
        return self._page(site, name, main)

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        listing = e(self.listing_path(site, one.section, 1))
        tags = "".join(
            f'<span data-v-7a><a data-v-7a href="/search?q={at}">{e(tag)}</a></span>'
            for at, tag in enumerate(one.tags)
        )
        published = site.say("Published: ", "发布时间：") + self._time(site, one)
        views = site.say(f"Views: {one.views}", f"浏览：{one.views}")
        main = f"""<section data-v-3b><span><a href="/">{site.bank.home}</a></span><span>›</span>
<span><a href="{listing}">{section}</a></span></section>
<section data-v-3b><span data-v-3b role="heading" aria-level="1">{e(one.title)}</span></section>
<section data-v-3b><span data-v-3b>{published}</span><span data-v-3b>{views}</span></section>
<section data-v-4d>{"".join(self._part(site, one, part) for part in one.flow())}</section>
<section data-v-7a><span>{site.say("Topics", "话题")}</span>{tags}</section>
<section data-v-8e><span data-v-8e>{site.say("More on this", "延伸阅读")}</span>
{join(self._entry(site, one, at) for at in range(len(one.related)))}</section>
{self._following(site, one)}"""
        return self._page(site, one.title, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = self.picture_path(site, one, part.name)
            caption = f"<span data-v-4e>{e(part.caption)}</span>" if part.caption else ""
            return (
                f'<section data-v-4e><noscript><img src="{source}"></noscript>'
                f'<img src="/cdn/blank.svg" data-original="{source}">{caption}</section>'
            )
        text = e(part.text)
        if part.kind == "heading":
            return f"<p data-v-4d><strong data-v-4d>{text}</strong></p>"
        if part.kind == "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in text.split("\n")) + "</ul>"
        return f"<p data-v-4d><span data-v-4d>{text}</span></p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        views = site.say(f"Views: {mention.views}", f"浏览：{mention.views}")
        return (
            f'<section data-v-8f><span><a href="{self.article_path(site, target)}">'
            f"{e(target.title)}</a></span><span>{site.bank.sections[target.section]}</span>"
            f"<span>{self._time(site, target)}</span><span>{views}</span></section>"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        return (
            f"<section data-v-9c><span>{site.say('Next article', '下一篇文章')}</span>"
            f'<a href="{target}"><span>{e(one.following.title)}</span>'
            f"<span>{e(one.following.teaser)}</span></a></section>"
        )

    def _time(self, site: Site, one: Interview) -> str:
        return site.say(american(one.published), chinese(one.published))

    def _page(self, site: Site, title: str, main: str) -> str:
        name = site.say("Tidemark", "潮线")
        state = {
            "route": {"name": "article"},
            "toplist": [
                {"title": one.title, "views": 99, "time": 1608783120} for one in site.interviews
            ],
        }
        links = "".join(
            f'<a href="{e(self.listing_path(site, at, 1))}"><span>{section}</span></a>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name} · {
            e(title)
        }</title>
<link rel="modulepreload" href="/assets/index-8f2.js"></head><body><div id="app" data-s="1">
<section data-v-0a><a href="/"><span>{name}</span></a>{links}<span>{
            site.say("Sign in", "登录")
        }</span></section>
{main}
<section data-v-0f><span>© {name} 2021</span><span>{
            site.say("All rights reserved", "保留所有权利")
        }</span></section></div>
<script type="application/json" id="state">{json.dumps(state).replace("<", "&lt;")}</script>
</body></html>"""


SPANS = Spans(name="spans", shows=Shows(quotes=False))
