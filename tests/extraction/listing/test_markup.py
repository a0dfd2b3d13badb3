"""Listing pages whose markup says little: rankings, last pages, blogs, queries."""

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

A = numbered(EN[:10], 9100, "/story/{n}")
H = numbered(HOT_EN, 9000, "/story/{n}")
Z = numbered(ZH[:10], 88310, "/content/202012/t{n}.htm")
R = numbered(HOT_ZH, 88210, "/content/202012/t{n}.htm")
Q = numbered(ZH[:6], 36, "/show.php?id={n}")
QH = numbered(HOT_ZH, 20, "/show.php?id={n}")
W = [(f"/{'-'.join(re.findall(r'[a-z]+', t.lower()))}/", t) for t in EN[:9]]
P = numbered(EN[:5], 330, "/?p={n}")

CASES = [
    Case(
        "random classes, ranking without heading tags",
        "/k/",
        page(
            "<div class='zq1'><div class='b7'><a href='/'>Wire</a></div><div class='b8'>"
            "<a href='/k/'>People</a><a href='/m/'>Money</a><a href='/t/'>Travel</a></div></div>"
            "<div class='x9'><div class='x1'><div class='qq'>People</div>"
            + items(
                A,
                "<div class='r{n}'><div class='u{n}'><a href='{u}'>{t}</a></div>"
                "<div class='v{n}'>{d}"
                "</div></div>",
            )
            + "<div class='pp'><span>1</span><a href='/k/?page=2'>2</a><a href='/k/?page=2'>›"
            "</a></div>"
            "</div><div class='x2'><div class='qq'>Most viewed this week</div>"
            + items(H, "<div class='s{n}'><a href='{u}'>{t}</a></div>")
            + "</div></div>",
            "People | Wire",
        ),
        A,
        "/k/?page=2",
        "People",
        days(A),
    ),
    Case(
        "ranking stands left of and before the list",
        "/rw/",
        page(
            "<table><tr><td width=200><table><tr><td>热门排行</td></tr>"
            + items(R, "<tr><td>·<a href='{u}'>{t}</a></td></tr>")
            + "</table></td><td><table><tr><td colspan=2>人物专访</td></tr>"
            + items(Z, "<tr><td>·<a href='{u}'>{t}</a></td><td>[{d}]</td></tr>")
            + "</table><p align=center>首页 上一页 <a href='index_1.htm'>下一页</a> "
            "<a href='index_8.htm'>尾页</a> 页次：1/9页</p></td></tr></table>",
            "人物专访-纺织新闻网",
        ),
        Z,
        "/rw/index_1.htm",
        "人物专访",
        days(Z),
    ),
    Case(
        "slugs at the root, blog theme",
        "/category/interviews/",
        page(
            "<header><h1><a href='/'>Thread &amp; Needle</a></h1><nav><ul>"
            "<li><a href='/category/interviews/'>Interviews</a></li>"
            "<li><a href='/corporate-social-responsibility/'>Corporate social responsibility"
            "</a></li>"
            "<li><a href='/about-this-small-magazine/'>About this small magazine</a></li></ul>"
            "</nav>"
            "</header><div id='content'><h2>Category: Interviews</h2>"
            + items(
                W,
                "<div class='post'><h3><a href='{u}' rel='bookmark'>{t}</a></h3>"
                "<div>December {n}, 2020"
                " by <a href='/author/una/'>Una</a> in "
                "<a href='/category/interviews/'>Interviews</a>"
                " | <a href='{u}#respond'>3 Comments</a></div><p>Teaser text about threads. "
                "<a href='{u}'>Continue reading</a></p><p>Tags: "
                "<a href='/tag/wool/' rel='tag'>wool</a>"
                "</p></div>",
            )
            + "<a href='/category/interviews/page/2/'>&larr; Older Entries</a></div>"
            "<div id='sidebar'>"
            "<h4>Recent Posts</h4><ul>"
            + items(
                [("/a-note-on-moths-and-men/", "A note on moths and men"), W[0]],
                "<li><a href='{u}'>{t}</a></li>",
            )
            + "</ul><h4>Archives</h4><ul><li><a href='/2020/12/'>December 2020</a></li></ul></div>",
            "Interviews | Thread & Needle",
        ),
        W,
        "/category/interviews/page/2/",
        "Interviews",
    ),
    Case(
        "post ids in the query",
        "/?cat=4",
        page(
            "<h1>Talks</h1><div>"
            + items(P, "<div><h2><a href='{u}'>{t}</a></h2></div>")
            + "</div><div><a href='/?cat=4&paged=2'>Older posts »</a></div><div><h2>Tags</h2>"
            "<a href='/?tag=dye'>dye</a> <a href='/?tag=felt'>felt</a></div>"
        ),
        P,
        "/?cat=4&paged=2",
        "Talks",
    ),
    Case(
        "two entries on the last page, related choice below",
        "/list.php?cat=3&page=4",
        page(
            "<div><a href='/'>首页</a> » <a href='list.php?cat=3'>访谈录</a></div>"
            "<div><h2>访谈录</h2>"
            + items(Q[:2], "<div><a href='{u}'>{t}</a><p>{d}　记者走进车间，听他们讲述。</p></div>")
            + "<div><a href='list.php?cat=3&page=1'>«</a><a href='list.php?cat=3&page=3'>‹</a>"
            "<a href='list.php?cat=3&page=3'>3</a><em>4</em><a href='list.php?cat=3&page=4'>›</a>"
            "<a href='list.php?cat=3&page=4'>»</a></div></div><div><p>编辑推荐</p><ul>"
            + items(QH, "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div>"
        ),
        Q[:2],
        None,
        "访谈录",
        days(Q[:2]),
    ),
    Case(
        "no articles yet, latest news in a side column",
        "/list.php?cat=9",
        page(
            "<h1>展会</h1><p>暂无内容</p><div class='side'><h3>最新资讯</h3><ul>"
            + items(QH, "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div>"
        ),
        [],
        None,
        "展会",
    ),
    Case(
        "latest is the list's own name",
        "/latest/",
        page(
            "<main><h1>Latest interviews</h1><ol>"
            + items(A, "<li><time>{d}</time><a href='{u}'>{t}</a></li>")
            + "</ol><a href='/latest/?start=10' class='btn'>Load more</a></main>"
        ),
        A,
        "/latest/?start=10",
        "Latest interviews",
        days(A),
    ),
    Case(
        "badges on cards are no ranking",
        "/people/",
        page(
            "<h1>People</h1><section>"
            + "".join(
                f"<div class='card'>{'<div class=badge>Popular</div>' if n % 3 == 0 else ''}"
                f"<a href='{u}'><img src='p.jpg' alt=''></a><h4><a href='{u}'>{t}</a></h4></div>"
                for n, (u, t) in enumerate(A)
            )
            + "</section>"
        ),
        A,
        None,
        "People",
    ),
    Case(
        "zero-padded file pages",
        "/z/list_03.html",
        page(
            "<h2>名家</h2><ul>"
            + items(Z, "<li><span>{d}</span><a href='{u}' title='{t}'>{t}</a></li>")
            + "</ul><div><a href='list_01.html'>01</a><a href='list_02.html'>02</a><i>03</i>"
            "<a href='list_04.html'>04</a><a href='list_05.html'>05</a></div>"
        ),
        Z,
        "/z/list_04.html",
        "名家",
        days(Z),
    ),
    Case(
        "first page zero",
        "/d?page=1",
        page(
            "<h1>Dialogues</h1><ul>"
            + items(A, "<li><a href='{u}'>{t}</a></li>")
            + "</ul><ul><li><a href='/d?page=0'>1</a></li><li class='is-active'>2</li>"
            "<li><a href='/d?page=2'>3</a></li><li><a href='/d?page=7'>»»</a></li></ul>"
        ),
        A,
        "/d?page=2",
        "Dialogues",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_the_list(case: Case) -> None:
    assert outcome(case) == expected(case)
