"""Listing pages of many layouts: articles, next page and section, each beside what is none."""

import re

import pytest

from tests.support.listing_cases import (
    EN,
    HOT_EN,
    HOT_ZH,
    ZH,
    Case,
    days,
    expected,
    items,
    numbered,
    outcome,
    page,
)

A = numbered(EN[:8], 508, "/a/{n}.html")
Z = numbered(ZH[:8], 1508, "/news/2020/{n}.shtml")
HOT = numbered(HOT_EN, 499, "/a/{n}.html")
REMEN = numbered(HOT_ZH, 1499, "/news/2020/{n}.shtml")
NAV = (
    '<ul><li><a href="/">Home</a></li><li><a href="/interviews/">Interviews</a></li>'
    '<li><a href="/markets/">Markets</a></li><li><a href="/about.html">About us</a></li></ul>'
)
NAV_ZH = (
    '<div><a href="/">首页</a> | <a href="/list-1.html">新闻</a> | <a href="/list-2.html">访谈</a>'
    ' | <a href="/list-3.html">行业动态</a></div>'
)
WORDS = [re.sub(r"\W", "", t.split()[0].lower()) for t in EN]
SLUGS = [(f"/2020/12/{24 - n}/{WORDS[n]}-story-of-wool", t) for n, t in enumerate(EN)]

CASES = [
    Case(
        "plain list, dates, next word",
        "/list/",
        page(
            "<h1>Interviews</h1><ul>"
            + items(A, '<li><a href="{u}">{t}</a> <span>{d}</span></li>')
            + '</ul><a href="/list/?page=2">Next</a>'
        ),
        A,
        "/list/?page=2",
        "Interviews",
        days(A),
    ),
    Case(
        "semantic page with aside and footer",
        "/interviews/",
        page(
            f"<header><a href='/'>Loom Post</a><nav>{NAV}</nav></header><main><h1>Interviews</h1>"
            + items(
                SLUGS[:6],
                '<article><a href="{u}"><img src="x.jpg" alt=""></a><h2><a href="{u}">{t}</a></h2>'
                '<p>By <a href="/author/jo-lind">Jo Lind</a></p>'
                "<p>She tells of years and yarn, and of"
                ' all that came after.</p><time datetime="{d}">{d}</time>'
                '<a href="{u}">Read more</a></article>',
            )
            + '<nav aria-label="Pages"><span aria-current="page">1</span>'
            '<a href="/interviews/page/2/">'
            '2</a><a href="/interviews/page/3/">3</a><a href="/interviews/page/2/">Next &raquo;</a>'
            '<a href="/interviews/page/9/">Last &raquo;</a></nav></main><aside><h3>Most read'
            "</h3><ul>"
            + items(SLUGS[7:10], '<li><a href="{u}">{t}</a></li>')
            + "</ul></aside><footer><a href='/privacy'>Privacy statement of the house</a></footer>",
            "Interviews - Loom Post",
        ),
        SLUGS[:6],
        "/interviews/page/2/",
        "Interviews",
        days(SLUGS[:6]),
    ),
    Case(
        "chinese list with rankings beside it",
        "/news/list_12.html",
        page(
            NAV_ZH
            + '<div>当前位置：<a href="/">首页</a> &gt; <a href="/list-2.html">名人访谈</a></div>'
            + '<div class="l"><ul>'
            + items(Z, '<li>[<a href="/list-2.html">访谈</a>] <a href="{u}">{t}</a><i>{d}</i></li>')
            + '</ul><div>共 5 页 <b>1</b> <a href="list_12_2.html">2</a> '
            '<a href="list_12_3.html">3</a> '
            '<a href="list_12_2.html">下一页</a> <a href="list_12_5.html">末页</a></div></div>'
            '<div class="r"><div><b>热门文章</b></div><ul>'
            + items(REMEN, '<li><a href="{u}">{t}</a></li>')
            + "</ul><h3>点击排行</h3><ol>"
            + items(REMEN[:3], '<li><a href="{u}">{t}</a></li>')
            + "</ol></div><div>友情链接："
            '<a href="https://other.example.net/1.html">纺织信息网络中心</a></div>',
            "名人访谈_织讯网",
        ),
        Z,
        "/news/list_12_2.html",
        "名人访谈",
        days(Z),
    ),
    Case(
        "last page with one entry and a long ranking",
        "/news/list_12_5.html",
        page(
            NAV_ZH
            + "<h1>名人访谈</h1><ul>"
            + items(Z[:1], '<li><a href="{u}">{t}</a><i>{d}</i></li>')
            + '</ul><div><a href="list_12_4.html">上一页</a> <a href="list_12_4.html">4</a> '
            "<b>5</b> "
            '<a href="javascript:;">下一页</a></div>'
            "<div><h3>热点排行榜</h3><ul>"
            + items(REMEN, '<li><a href="{u}">{t}</a></li>')
            + "</ul></div>"
        ),
        Z[:1],
        None,
        "名人访谈",
    ),
    Case(
        "no articles, only a ranking",
        "/interviews/?page=9",
        page(
            NAV
            + "<h1>Interviews</h1><p>Nothing found.</p><div><h4>Trending now</h4><ul>"
            + items(HOT, '<li><a href="{u}">{t}</a></li>')
            + "</ul></div>"
        ),
        [],
        None,
        "Interviews",
    ),
    Case(
        "flat links between line breaks, ranking in the same block",
        "/old/index.html",
        page(
            "<table><tr><td><b>Conversations</b><br>"
            + items(A, '{d} <a href="{u}">{t}</a><br>')
            + '<a href="index_1.html">Older</a><br><br><b>Most popular</b><br>'
            + items(HOT, '<a href="{u}">{t}</a><br>')
            + "</td></tr></table>",
            "Conversations",
        ),
        A,
        "/old/index_1.html",
        "Conversations",
        days(A),
    ),
    Case(
        "table rows with section and count",
        "/forum.php?mod=list&catid=3",
        page(
            "<h1>Talks</h1><table><tr><th>Title</th><th>Section</th><th>Date</th></tr>"
            + items(
                numbered(EN[:7], 77, "/forum.php?aid={n}&mod=view"),
                '<tr><td><a href="{u}">{t}</a></td><td>'
                '<a href="/forum.php?mod=list&catid=3">Talks</a>'
                "</td><td>{d}</td><td>{n}</td></tr>",
            )
            + '</table><p><a href="/forum.php?mod=list&catid=3&page=2">2</a> '
            '<a href="/forum.php?mod=list&catid=3&page=3">3</a></p>'
        ),
        numbered(EN[:7], 77, "/forum.php?aid={n}&mod=view"),
        "/forum.php?mod=list&catid=3&page=2",
        "Talks",
        days(A[:7]),
    ),
    Case(
        "definition list with summaries",
        "/talks/",
        page(
            "<h2>Talks</h2><dl>"
            + items(
                A, '<dt><a href="{u}">{t}</a></dt><dd>{d} A few lines of what was said there.</dd>'
            )
            + "</dl><h2>Latest news</h2><dl>"
            + items(HOT, '<dt><a href="{u}">{t}</a></dt>')
            + "</dl>"
        ),
        A,
        None,
        "Talks",
        days(A),
    ),
    Case(
        "cards that are one link each",
        "/c/7/",
        page(
            "<h1>Portraits</h1><div>"
            + items(
                SLUGS[:6],
                '<a href="{u}"><img src="/i.jpg" alt="photo"><h3>{t}</h3>'
                "<p>Why it matters to all who"
                " weave.</p><span>{d}</span></a>",
            )
            + '</div><a rel="next" href="/c/7/?after=x91">Older posts</a>'
        ),
        SLUGS[:6],
        "/c/7/?after=x91",
        "Portraits",
        days(SLUGS[:6]),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_the_list(case: Case) -> None:
    assert outcome(case) == expected(case)
