"""Listing pages with odd addresses, pagers, tabs, columns, languages and broken tags."""

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
        "next points back to the first page",
        "/e/?pg=5",
        page(
            "<h1>Essays</h1><ul>" + items(A[:3], "<li><a href='{u}'>{t}</a></li>") + "</ul>"
            "<a href='/e/?pg=4'>Previous</a> <a href='/e/'>Next</a>"
        ),
        A[:3],
        None,
        "Essays",
    ),
    Case(
        "next article is not the next page",
        "/f/",
        page(
            "<h1>访谈</h1><ul>" + items(Z[:4], "<li><a href='{u}'>{t}</a></li>") + "</ul>"
            "<p>下一篇：<a href='/content/202012/t4.htm'>下一篇</a> <a href='#'>下一页</a></p>"
        ),
        Z[:4],
        None,
        "访谈",
    ),
    Case(
        "section heads with arrows, channel page of one list",
        "/g/",
        page(
            "<h3>Culture <a href='/culture/'>»</a></h3><h1>Guests</h1>"
            + items(A, "<p><b><a href='{u}'>{t}</a></b><br>{d} - Two lines about the guest.</p>")
        ),
        A,
        None,
        "Guests",
        days(A),
    ),
    Case(
        "dates before their entries in flat blocks",
        "/h/",
        page("<h1>Diary</h1>" + items(A, "<div>{d}</div><div><a href='{u}'>{t}</a></div>")),
        A,
        None,
        "Diary",
        days(A),
    ),
    Case(
        "articles under several folders, single words and slugs",
        "/all/",
        page(
            "<h1>Everything</h1><ul>"
            "<li><a href='/money/wages'>Wages</a> 2020-12-24</li>"
            "<li><a href='/tech/the-loom-that-learned'>The loom that learned</a> 2020-12-23</li>"
            "<li><a href='/world/silk-road-revisited'>Silk road revisited</a> 2020-12-22</li>"
            "<li><a href='/money/who-pays-for-dye'>Who pays for dye</a> 2020-12-21</li>"
            "</ul><ul><li><a href='/money/'>Money</a></li><li><a href='/tech/'>Tech</a></li></ul>"
        ),
        [
            ("/money/wages", "Wages"),
            ("/tech/the-loom-that-learned", "The loom that learned"),
            ("/world/silk-road-revisited", "Silk road revisited"),
            ("/money/who-pays-for-dye", "Who pays for dye"),
        ],
        None,
        "Everything",
    ),
    Case(
        "unclosed tags and upper case",
        "/i/INDEX.HTML",
        "<HTML><TITLE>访谈_旧网</TITLE><BODY><CENTER><FONT><B>访谈</B></FONT></CENTER><TABLE>"
        "<TR><TD><UL>"
        + items(Z, "<LI><A HREF='{u}'>{t}</A> ({d})")
        + "</UL><P><A HREF=INDEX_2.HTML>[下一页]</A><TD><B>点击排行</B><UL>"
        + items(R, "<LI><A HREF='{u}'>{t}</A>")
        + "</TABLE>",
        Z,
        "/i/INDEX_2.HTML",
        "访谈",
        days(Z),
    ),
    Case(
        "select for the page",
        "/j/?page=2",
        page(
            "<h1>Jottings</h1><ul>" + items(A, "<li><a href='{u}'>{t}</a></li>") + "</ul><select>"
            "<option value='/j/?page=1'>1</option><option value='/j/?page=2' selected>2</option>"
            "<option value='/j/?page=3'>3</option></select>"
        ),
        A,
        "/j/?page=3",
        "Jottings",
    ),
    Case(
        "rankings in tabs, day and week",
        "/l/",
        page(
            "<div><div><h2>对话</h2><ul>"
            + items(Z, "<li><a href='{u}'>{t}</a><span>{d}</span></li>")
            + "</ul></div><div><div>阅读排行</div><ul><li>日</li><li>周</li></ul><div><ul>"
            + items(R[:3], "<li><a href='{u}'>{t}</a><span>{d}</span></li>")
            + "</ul><ul>"
            + items(R[3:], "<li><a href='{u}'>{t}</a><span>{d}</span></li>")
            + "</ul></div></div></div>"
        ),
        Z,
        None,
        "对话",
    ),
    Case(
        "two columns of the list and a carousel's next",
        "/n/",
        page(
            "<h1>Names</h1><div><div><ul>"
            + items(A[:5], "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div><div><ul>"
            + items(A[5:], "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div></div><a href='#slide-2' class='next'>Next</a>"
            "<a class='next' href='/n/page/2'>Next page</a>"
        ),
        A,
        "/n/page/2",
        "Names",
    ),
    Case(
        "other languages",
        "/gespraeche/",
        page(
            "<h1>Gespräche</h1>"
            + items(W, "<article><a href='{u}'><h2>{t}</h2></a><p>{d}</p></article>")
            + "<a href='/gespraeche/?seite=2'>Nächste Seite</a><section><h2>Meistgelesen</h2>"
            + items(
                [("/ein-tuch-fuer-alle-und-keinen/", "Ein Tuch für alle und keinen")],
                "<article><a href='{u}'><h2>{t}</h2></a></article>",
            )
            + "</section><ul><li><a hreflang='en' href='/en/'>English</a></li></ul>"
        ),
        W,
        "/gespraeche/?seite=2",
        "Gespräche",
        days(W),
    ),
    Case(
        "an unnamed list in another column",
        "/o/",
        page(
            "<div><div><h1>Origins</h1><ul>"
            + items(A, "<li><a href='{u}'>{t}</a><p>{d}</p></li>")
            + "</ul><p><a href='/o/?page=2'>Next</a></p></div><div><ul>"
            + items(H, "<li><a href='{u}'>{t}</a></li>")
            + "</ul></div></div>"
        ),
        A,
        "/o/?page=2",
        "Origins",
    ),
    Case(
        "short chinese titles among short sections",
        "/u/",
        page(
            "<div><a href='/'>首页</a><a href='/u/'>人物</a><a href='/v/'>市场</a></div>"
            "<h1>人物</h1><ul>"
            "<li><a href='/u/101.html'>陶阿若</a><span>2020-12-03</span></li>"
            "<li><a href='/u/100.html'>林美华</a><span>2020-12-02</span></li>"
            "<li><a href='/u/99.html'>殷奥佳</a><span>2020-12-01</span></li></ul>"
        ),
        [("/u/101.html", "陶阿若"), ("/u/100.html", "林美华"), ("/u/99.html", "殷奥佳")],
        None,
        "人物",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_the_list(case: Case) -> None:
    assert outcome(case) == expected(case)
