"""Listing pages as widespread publishing systems write them."""

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

Z = numbered(ZH[:10], 3410, "/html/fangtan/20201224/{n}.html")
R = numbered(HOT_ZH, 3110, "/html/fangtan/20201101/{n}.html")
B = [(f"/blog/post-on-{n}-seams", t) for n, t in enumerate(EN[:8])]
S = [(f"/stories/{n:03d}", t) for n, t in enumerate(EN[:8])]
T = numbered(HOT_EN, 88, "/stories/0{n}")

CASES = [
    Case(
        "a chinese system with info line and two sideboxes",
        "/html/fangtan/list_3_1.html",
        page(
            "<div class='place'><strong>当前位置:</strong> <a href='/'>主页</a> > "
            "<a href='/html/fangtan/'>访谈</a> > </div><div class='listbox'><ul class='e2'>"
            + items(
                Z,
                "<li><a href='{u}' class='preview'><img src='/s.jpg'/></a><b>["
                "<a href='/plus/list.php"
                "?tid=3'>访谈</a>]</b> <a href='{u}' class='title'>{t}</a><span class='info'>"
                "<small>"
                "日期：</small>{d} 12:12:00<small>点击：</small>22<small>好评：</small>0</span>"
                "<p class='intro'>她说，水退之后，最先回来的是织机的声音。...</p></li>",
            )
            + "</ul></div><div class='dede_pages'><ul class='pagelist'><li>首页</li>"
            "<li class='thisclass'>1</li><li><a href='list_3_2.html'>2</a></li>"
            "<li><a href='list_3_3.html'>3</a></li><li><a href='list_3_2.html'>下一页</a></li>"
            "<li><a href='list_3_9.html'>末页</a></li><li><span>共 <strong>9</strong>页<strong>88"
            "</strong>条</span></li></ul></div><div class='pright'><dl><dt><strong>推荐内容"
            "</strong>"
            "</dt><dd><ul class='d4'>"
            + items(R[:3], "<li><a href='{u}'>{t}</a><p>日期：{d}</p></li>")
            + "</ul></dd></dl><dl><dt><strong>热点内容</strong></dt><dd><ul class='c1'>"
            + items(R[3:], "<li><a href='{u}'>{t}</a></li>")
            + "</ul></dd></dl></div>",
            "访谈 - 织讯",
        ),
        Z,
        "/html/fangtan/list_3_2.html",
        "访谈",
        [f"{day} 12:12:00" for day in days(Z)],
    ),
    Case(
        "a static site's list with a tag cloud",
        "/blog/",
        page(
            "<header><a href='/'>Seams</a></header><div class='container'><h1>Blog</h1>"
            + items(
                B,
                "<div class='post-item'><time>{d}</time><h4><a href='{u}'>{t}</a></h4></div>",
            )
            + "<div class='pagination'><a class='older' href='/blog/page2'>Older →</a></div>"
            "<div class='tag-cloud'>"
            "<a href='/tags/export-rules-and-markets'>export rules and markets"
            "</a><a href='/tags/the-dyers-of-the-north'>the dyers of the north</a></div></div>"
        ),
        B,
        "/blog/page2",
        "Blog",
        days(B),
    ),
    Case(
        "a view of rows with a full pager",
        "/stories?page=2",
        page(
            "<main role='main'><h1 class='page-title'>Stories</h1><div class='views-element'>"
            + items(
                S,
                "<div class='views-row'><article><div><a href='{u}' hreflang='en'><img src='i.webp'"
                " alt='A loom'></a></div><h2><a href='{u}' rel='bookmark'><span>{t}</span></a></h2>"
                "<div>Submitted by <a href='/user/7'>ed</a> on <time datetime='{d}T09:00:00Z'>{d}"
                "</time></div><ul><li><a href='{u}' title='{t}' rel='tag'>Read more<span> about {t}"
                "</span></a></li></ul></article></div>",
            )
            + "<nav role='navigation'><h4>Pagination</h4><ul><li><a href='?page=0'>« First</a></li>"
            "<li><a href='?page=1' rel='prev'>‹ Previous</a></li><li><a href='?page=0'>Page 1"
            "</a></li>"
            "<li><a href='?page=1'>2</a></li><li><a href='?page=2' aria-current='page'>3</a></li>"
            "<li><a href='?page=3'>4</a></li><li><a href='?page=3' rel='next'>Next ›</a></li>"
            "<li><a href='?page=7'>Last »</a></li></ul></nav></div></main><div class='region'>"
            "<h2>Popular content</h2><ul>"
            + items(T, "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div>",
            "Stories | Mill Review",
        ),
        S,
        "/stories?page=3",
        "Stories",
        days(S),
    ),
    Case(
        "a grid of cards without headings, the card a link",
        "/stories",
        page(
            "<div id='root'><div><a href='/'><img src='logo.svg' alt='Mill Review'></a></div><div>"
            "<div>Stories</div><div>"
            + items(
                S,
                "<a href='{u}'><div><img src='t{n}.jpg'></div><div><span>Interview</span>"
                "<div>{t}</div>"
                "<div>4 min read · {d}</div></div></a>",
            )
            + "</div><div><a href='/stories?page=2'>Load more</a></div></div><div>"
            "<div>Trending</div>"
            + items(T, "<a href='{u}'><span>{n}</span><div>{t}</div></a>")
            + "</div></div>",
            "Stories — Mill Review",
        ),
        S,
        "/stories?page=2",
        "Stories",
        days(S),
    ),
    Case(
        "a forum's thread list with counts and last posters",
        "/forum-40-1.html",
        page(
            "<div id='pt'><a href='/'>论坛</a> › <a href='forum-40-1.html'>人物访谈</a></div>"
            "<table>"
            + items(
                [(f"/thread-{500 - n}-1-1.html", t) for n, t in enumerate(ZH[:8])],
                "<tbody><tr><th><a href='{u}'>{t}</a></th><td><a href='/space-uid-{n}.html'>林"
                "</a><em>{d}</em></td><td>{n}</td></tr></tbody>",
            )
            + "</table><div class='pg'><strong>1</strong><a href='forum-40-2.html'>2</a>"
            "<a href='forum-40-2.html' class='nxt'>下一页</a></div>",
            "人物访谈 - 织讯论坛",
        ),
        [(f"/thread-{500 - n}-1-1.html", t) for n, t in enumerate(ZH[:8])],
        "/forum-40-2.html",
        "人物访谈",
        days(ZH[:8]),  # type: ignore[arg-type]
    ),
    Case(
        "an old frame page, fonts and bullets",
        "/rw/more.asp?lb=3",
        page(
            "<center><font color=red>织讯网</font></center><p><font size=2>"
            + items(Z, "·<a href={u} target=_blank>{t}</a>({d}) <font color=red>New!</font><br>")
            + "</font></p><p align=right>共88篇 第1页 <a href='more.asp?lb=3&page=2'>后一页</a></p>"
            "<p>版权所有 <a href='mailto:a@example.org'>联系</a></p>",
            "人物",
        ),
        Z,
        "/rw/more.asp?lb=3&page=2",
        "人物",
        days(Z),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_the_list(case: Case) -> None:
    assert outcome(case) == expected(case)
