"""A weblog system's default theme: byline, JSON-LD `@graph`, post navigation both ways.

Keywords stand in the JSON-LD alone, and so does the trail, whose last step is the post itself.
Pages of a category are `/page/2/`. Neither views nor sections nor dates stand at related posts.
"""

import json
from dataclasses import dataclass
from typing import Any

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import american, chinese, e, join


@dataclass(frozen=True)
class WordPress(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/{one.published:%Y/%m}/post-{one.number}-of-the-yard/"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        path = f"/category/{('celebrity-interviews', 'founders')[section]}/"
        return path + (f"page/{page}/" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/wp-content/uploads/{one.published:%Y/%m}/{name}-1024x683.jpg"

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        posts = join(
            f'<article id="post-{one.number}" class="post type-post hentry">'
            f'<header class="entry-header"><h2 class="entry-title">'
            f'<a href="{site.article_url(one)}" rel="bookmark">{e(one.title)}</a></h2>'
            f'<div class="entry-meta">{self._posted(site, one)}</div></header>'
            f'<div class="entry-summary"><p>{e(one.blocks[0].text[:90])} [&hellip;] '
            f'<a href="{site.article_url(one)}" class="more-link">'
            f"{site.say('Continue reading', '继续阅读')}</a></p></div></article>"
            for one in shown
        )
        older = site.say("Older posts", "较早文章")
        newer = site.say("Newer posts", "较新文章")
        nav = ""
        if page < len(site.pages(section)):
            nav += f'<div class="nav-previous"><a href="{self._url(site, section, page + 1)}">'
            nav += f'<span class="meta-nav">&larr;</span> {older}</a></div>'
        if page > 1:
            nav += f'<div class="nav-next"><a href="{self._url(site, section, page - 1)}">{newer} '
            nav += '<span class="meta-nav">&rarr;</span></a></div>'
        name = site.bank.sections[section]
        main = f"""<header class="page-header"><h1 class="page-title">{
            site.say("Category: ", "分类：")
        }<span>{name}</span></h1></header>
{posts}
<nav class="navigation posts-navigation"><div class="nav-links">{nav}</div></nav>"""
        head = ""
        if page < len(site.pages(section)):
            head = f'<link rel="next" href="{self._url(site, section, page + 1)}" />'
        return self._page(site, name, head, main)

    def _url(self, site: Site, section: int, page: int) -> str:
        return site.origin + self.listing_path(site, section, page)

    def _posted(self, site: Site, one: Interview) -> str:
        iso = one.published.replace(tzinfo=self.zone).isoformat()
        shown = site.say(american(one.published), chinese(one.published))
        return (
            f'<span class="posted-on">{site.say("Posted on", "发表于")} '
            f'<a href="{site.article_url(one)}" rel="bookmark"><time class="entry-date published" '
            f'datetime="{iso}">{shown}</time><time class="updated" '
            f'datetime="2021-01-03T18:20:11+08:00" style="display:none">2021-01-03</time></a>'
            f"</span>"
            f'<span class="byline"> {site.say("By", "作者")} <span class="author vcard">'
            f'<a class="url fn n" href="/author/{one.number % 5}/">{e(one.author)}</a>'
            f"</span></span>"
        )

    def article(self, site: Site, one: Interview) -> str:
        section = site.bank.sections[one.section]
        graph = {"@context": "https://schema.org", "@graph": self._graph(site, one)}
        head = f"""<link rel="canonical" href="{site.article_url(one)}" />
<meta property="article:modified_time" content="2021-01-03T10:20:11+00:00" />
<script type="application/ld+json" class="seo-graph">{json.dumps(graph)}</script>"""
        main = f"""<article id="post-{one.number}" class="post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{e(one.title)}</h1>
<div class="entry-meta">{self._posted(site, one)}
<span class="comments-link"><a href="#respond">{site.say("3 Comments", "3条评论")}</a></span></div>
</header>
<div class="entry-content">
{join(self._part(site, one, part) for part in one.flow())}
<div class="yarpp-like"><h3>{site.say("Related posts:", "相关文章：")}</h3><ol>
{join(self._entry(site, one, at) for at in range(len(one.related)))}
</ol></div>
</div>
<footer class="entry-footer"><span class="cat-links">{site.say("Posted in", "发布在")}
<a href="{self._url(site, one.section, 1)}" rel="category tag">{section}</a></span></footer>
</article>
{self._navigation(site, one)}
<div id="respond"><h3>{site.say("Leave a Reply", "发表回复")}</h3>
<form><textarea></textarea></form></div>"""
        return self._page(site, one.title, head, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = site.origin + self.picture_path(site, one, part.name)
            sizes = f'srcset="{source} 1024w, {source[:-12]}300x200.jpg 300w"'
            image = f'<img class="alignnone size-large" src="{source}" {sizes} alt="" />'
            if not part.caption:
                return f"<p>{image}</p>"
            return (
                f'<div class="wp-caption" style="width: 1024px">{image}'
                f'<p class="wp-caption-text">{e(part.caption)}</p></div>'
            )
        text = e(part.text)
        if part.kind == "heading":
            return f"<h3>{text}</h3>"
        if part.kind == "quote":
            return f"<blockquote>\n<p>{text}</p>\n</blockquote>"
        if part.kind == "list":
            return "<ul>" + "".join(f"\n<li>{line}</li>" for line in text.split("\n")) + "\n</ul>"
        return f"<p>{text}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        target = site.interview(one.related[at].number)
        url = site.article_url(target)
        title = e(target.title)
        return f'<li><a href="{url}" rel="bookmark" title="{title}">{title}</a></li>'

    def _navigation(self, site: Site, one: Interview) -> str:
        earlier = [o for o in site.interviews if o.section == one.section and o.number < one.number]
        before = after = ""
        if earlier:
            last = earlier[-1]
            before = (
                f'<div class="nav-previous"><span>{site.say("Previous Post", "上一篇")}</span>'
                f'<a href="{site.article_url(last)}" rel="prev">{e(last.title)}</a></div>'
            )
        if one.following is not None:
            url = site.article_url(site.interview(one.following.number))
            after = (
                f'<div class="nav-next"><span>{site.say("Next Post", "下一篇")}</span>'
                f'<a href="{url}" rel="next">{e(one.following.title)}</a>'
                f"<p>{e(one.following.teaser)}</p></div>"
            )
        return f"""<nav class="navigation post-navigation"><h2 class="screen-reader-text">{
            site.say("Post navigation", "文章导航")
        }</h2><div class="nav-links">{before}{after}</div></nav>"""

    def _graph(self, site: Site, one: Interview) -> list[dict[str, Any]]:
        url, section = site.article_url(one), site.bank.sections[one.section]
        tags = list(one.tags) if one.number % 2 else ", ".join(one.tags)
        trail = [
            {"@type": "ListItem", "position": 1, "name": site.bank.home, "item": site.origin + "/"},
            {
                "@type": "ListItem",
                "position": 2,
                "name": section,
                "item": self._url(site, one.section, 1),
            },
            {"@type": "ListItem", "position": 3, "name": one.title},
        ]
        return [
            {"@type": "WebSite", "@id": site.origin + "/#website", "name": self._name(site)},
            {"@type": "BreadcrumbList", "@id": url + "#breadcrumb", "itemListElement": trail},
            {
                "@type": "Article",
                "@id": url + "#article",
                "headline": one.title,
                "datePublished": one.published.replace(tzinfo=self.zone).isoformat(),
                "dateModified": "2021-01-03T18:20:11+08:00",
                "keywords": tags,
                "articleSection": [section],
                "author": {"@id": site.origin + "/#/person/9"},
                "commentCount": 3,
            },
            {"@type": "Person", "@id": site.origin + "/#/person/9", "name": one.author},
        ]

    def _name(self, site: Site) -> str:
        return site.say("The Yard Journal", "院落札记")

    def _page(self, site: Site, title: str, head: str, main: str) -> str:
        recent = join(
            f'<li><a href="{site.article_url(one)}">{e(one.title)}</a></li>'
            for one in site.interviews[:3]
        )
        menu = "".join(
            f'<li class="menu-item"><a href="{self._url(site, at, 1)}">{name}</a></li>'
            for at, name in enumerate(site.bank.sections)
        )
        return f"""<!DOCTYPE html>
<html lang="{site.say("en-US", "zh-CN")}">
<head><meta charset="UTF-8" /><title>{e(title)} &#8211; {self._name(site)}</title>
{head}
<link rel="alternate" type="application/rss+xml" href="{site.origin}/feed/" /></head>
<body class="single single-post"><div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">{
            self._name(site)
        }</a></p>
<p class="site-description">{site.say("Notes on slow firms", "慢公司的笔记")}</p>
<ul id="menu">{menu}</ul></header>
<div id="content"><main id="main">
{main}
</main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>{
            site.say("Recent Posts", "近期文章")
        }</h2><ul>{recent}</ul></section>
<section class="widget"><h2>{site.say("Archives", "归档")}</h2><ul>
<li><a href="/2020/12/">{
            site.say("December 2020", "2020年12月")
        }</a> (9)</li></ul></section></aside>
</div><footer id="colophon"><a href="https://wordpress.example/">{
            site.say("Proudly powered by a weblog system", "自豪地采用博客系统")
        }</a></footer></div></body></html>"""


WORDPRESS = WordPress(
    name="wordpress",
    shows=Shows(
        views=False,
        author=True,
        related_section=False,
        related_time=None,
        related_views=False,
    ),
)
