"""Listing pages that are unlike the usual, and pages that are none."""

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

A = numbered(EN[:10], 410, "/view/{n}.shtml")
H = numbered(HOT_EN, 300, "/view/{n}.shtml")
Z = numbered(ZH[:10], 12010, "/article-{n}-1.html")
R = numbered(HOT_ZH, 11010, "/article-{n}-1.html")

FABRICS = ("dye", "felt", "wool", "silk", "hemp", "jute", "loom", "yarn", "seam", "cord")

CASES = [
    Case(
        "one entry, featured choice named unlike any ranking",
        "/a1/",
        page(
            "<div><div><h1>Makers</h1><div>"
            + items(A[:1], "<div><h3><a href='{u}'>{t}</a></h3><p>{d}</p><p>Words on her work.</p>")
            + "</div></div><p><a href='/a1/?page=1'>1</a> <b>2</b></p></div><div><h3>From the vault"
            "</h3>" + items(H, "<p><a href='{u}'>{t}</a></p>") + "</div></div>"
        ),
        A[:1],
        None,
        "Makers",
        days(A[:1]),
    ),
    Case(
        "section sidebar with counts, ranking as table",
        "/group-12-1.html",
        page(
            "<div><ul><li><a href='/group-11-1.html'>新闻动态</a>(120)</li><li>"
            "<a href='/group-12-1.html'>人物访谈</a>(31)</li></ul></div><div><h2>人物访谈</h2>"
            "<table>"
            + items(Z, "<tr><td>{d}</td><td><a href='{u}'>{t}</a></td><td>张编辑</td></tr>")
            + "</table><div><strong>1</strong><a href='group-12-2.html'>2</a>"
            "<a href='group-12-2.html'>&gt;&gt;</a></div></div><table><caption>一周人气榜</caption>"
            + items(R, "<tr><td>{n}</td><td><a href='{u}'>{t}</a></td></tr>")
            + "</table>"
        ),
        Z,
        "/group-12-2.html",
        "人物访谈",
        days(Z),
    ),
    Case(
        "title link after summary, read-more only",
        "/a2/",
        page(
            "<h1>Notes</h1>"
            + items(
                A[:5],
                "<section><h3>{t}</h3><p>Some lines that say little about it.</p>"
                "<a href='{u}'>Read more</a></section>",
            )
        ),
        A[:5],
        None,
        "Notes",
    ),
    Case(
        "comments and shares beside each entry",
        "/a3/",
        page(
            "<main><h1>Blog</h1>"
            + items(
                A,
                "<div><h2><a href='{u}'>{t}</a></h2><span>{d}</span><a href='{u}#c'>12 comments</a>"
                "<a href='/share?u={u}'>Share this story with friends</a></div>",
            )
            + "</main>"
        ),
        A,
        None,
        "Blog",
        days(A),
    ),
    Case(
        "tags after each entry, each once",
        "/a4/",
        page(
            "<h1>Voices</h1><ul>"
            + "".join(
                f"<li><a href='{u}'>{t}</a> <a href='/t/{w}'>{w}</a> <a href='/t/{w}{w}'>{w}y"
                f"</a></li>"
                for (u, t), w in zip(
                    A,
                    ("dye", "felt", "wool", "silk", "hemp", "jute", "loom", "yarn", "seam", "cord"),
                    strict=True,
                )
            )
            + "</ul>"
        ),
        A,
        None,
        "Voices",
    ),
    Case(
        "search form and language switch around, aria roles",
        "/zh/fangtan",
        page(
            "<div role='banner'><a href='/en/'>English</a></div><div role='navigation'>"
            + items(R, "<a href='{u}'>{t}</a>")
            + "</div><div role='main'><h1>访谈</h1>"
            + items(
                Z, "<div role='listitem'><a href='{u}' title='{t}'>{t}</a><time>{d}</time></div>"
            )
            + "</div><div role='complementary'>"
            + items(R, "<a href='{u}'>{t}</a>")
            + "</div><div role='contentinfo'><a href='/zh/about'>关于我们的一切与声明</a></div>"
        ),
        Z,
        None,
        "访谈",
        days(Z),
    ),
    Case(
        "an article page is no list",
        "/view/700.shtml",
        page(
            "<nav><a href='/'>Home</a></nav><article><h1>A long talk with a dyer</h1><p>"
            + "He said many things about water and colour. " * 30
            + "</p></article><div><h3>Related articles</h3><ul>"
            + items(H, "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div>"
        ),
        [],
        None,
        "A long talk with a dyer",
    ),
    Case(
        "hot list inside the same table, five columns of layout",
        "/a5/index.asp",
        page(
            "<table><tr><td>本周热点</td><td>名人堂</td></tr><tr><td>"
            + items(R, "<a href='{u}'>{t}</a><br>")
            + "</td><td>"
            + items(Z, "<a href='{u}'>{t}</a> ({d})<br>")
            + "<a href='index.asp?page=2'>下一页</a></td></tr></table>",
            "名人堂 - 纺织在线",
        ),
        Z,
        "/a5/index.asp?page=2",
        "名人堂",
    ),
    Case(
        "headlines of another list follow under their own heading",
        "/a6/",
        page(
            "<div><h2>Interviews</h2>"
            + items(A, "<div><h3><a href='{u}'>{t}</a></h3><p>{d} and a summary line.</p></div>")
            + "</div><div><h2>Opinion</h2>"
            + items(H, "<div><a href='{u}'>{t}</a></div>")
            + "</div>",
            "Interviews | Post",
        ),
        A,
        None,
        "Interviews",
    ),
    Case(
        "nothing but navigation with long names",
        "/a7/",
        page(
            "<h1>Archive</h1><div><a href='/corporate-social-responsibility/'>Corporate social "
            "responsibility</a><a href='/markets-and-materials/'>Markets and materials</a>"
            "<a href='/'>Home</a></div>"
        ),
        [],
        None,
        "Archive",
    ),
    Case(
        "latest news column beside two entries",
        "/a8/",
        page(
            "<div><h1>Profiles</h1><ul>"
            + items(A[:2], "<li><a href='{u}'>{t}</a><span>{d}</span></li>")
            + "</ul></div><div><h3>Latest news</h3><ul>"
            + items(H, "<li><a href='{u}'>{t}</a><span>{d}</span></li>")
            + "</ul></div>"
        ),
        A[:2],
        None,
        "Profiles",
    ),
    Case(
        "japanese list with a ranking",
        "/interview/",
        page(
            "<h1>インタビュー</h1><ul>"
            "<li><a href='/n/2020/abc-001'>織機を直す人、その四十年</a>2020年12月24日</li>"
            "<li><a href='/n/2020/abc-002'>染料の値段を決めるのは誰か</a>2020年12月23日</li></ul>"
            "<a href='/interview/?page=2'>次のページへ</a>"
            "<h2>アクセスランキング</h2><ol><li><a href='/n/2020/abc-900'>糸の取引所が閉まる日"
            "</a></li>"
            "<li><a href='/n/2020/abc-901'>港の市場を歩く、冬の朝</a></li></ol>"
        ),
        [
            ("/n/2020/abc-001", "織機を直す人、その四十年"),
            ("/n/2020/abc-002", "染料の値段を決めるのは誰か"),
        ],
        "/interview/?page=2",
        "インタビュー",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_the_list(case: Case) -> None:
    assert outcome(case) == expected(case)
