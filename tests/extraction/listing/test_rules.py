"""Listing pages with top stories, months, pictures, rules, bases and unnamed rankings."""

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
        "top story, grid and list",
        "/interviews/",
        page(
            f"<div>{NAV}</div><h1>Interviews</h1><div><div><a href='{A[0][0]}'>"
            f"<img src='a.jpg'></a>"
            f"<h2><a href='{A[0][0]}'>{A[0][1]}</a></h2><p>The long story of a short river.</p>"
            f"</div>"
            "<div>"
            + items(
                A[1:4],
                '<div><a href="{u}"><img src="b.jpg" alt="{t}"></a><a href="{u}">{t}</a></div>',
            )
            + "</div><ul>"
            + items(A[4:], '<li><a href="{u}">{t}</a><em>{d}</em></li>')
            + "</ul></div><div><span class='on'>1</span><a href='/interviews/?p=2'>2</a></div>"
        ),
        A,
        "/interviews/?p=2",
        "Interviews",
    ),
    Case(
        "months with a heading each",
        "/archive/",
        page(
            "<h1>All interviews</h1><h3>December 2020</h3><ul>"
            + items(A[:3], '<li>{d} <a href="{u}">{t}</a></li>')
            + "</ul><h3>November 2020</h3><ul>"
            + items(A[3:6], '<li>{d} <a href="{u}">{t}</a></li>')
            + "</ul><h3>Recommended</h3><ul>"
            + items(HOT, '<li><a href="{u}">{t}</a></li>')
            + "</ul>"
        ),
        A[:6],
        None,
        "All interviews",
    ),
    Case(
        "pictures whose title is only in alt",
        "/p/",
        page(
            "<h1>Faces</h1>"
            + items(A, '<div><a href="{u}"><img src="{n}.jpg" alt="{t}"></a><span>{d}</span></div>')
        ),
        A,
        None,
        "Faces",
        days(A),
    ),
    Case(
        "article also in ranking comes once, with truncated text",
        "/news/",
        page(
            "<div><h4>Hot</h4><ul>"
            + items([A[2], *HOT[:2]], '<li><a href="{u}">{t}</a></li>')
            + "</ul></div><div><h1>News</h1><ul>"
            + "".join(
                f'<li><a href="{u}" title="{t}">{t[:14]}...</a> 2020-12-01</li>' for u, t in A
            )
            + "</ul></div>"
        ),
        A,
        None,
        "News",
    ),
    Case(
        "a rule decides what an article is",
        "/mix/",
        page(
            "<h1>Mix</h1><ul>"
            + items(A[:3], '<li><a href="{u}">{t}</a></li>')
            + '<li><a href="/special/loom-fair-and-its-visitors">Loom fair and its visitors'
            "</a></li>"
            "</ul><h3>Popular</h3>" + items(HOT, '<p><a href="{u}">{t}</a></p>')
        ),
        A[:3],
        None,
        "Mix",
        rule=r"/a/\d+\.html$",
    ),
    Case(
        "relative to a base, tracking and off-site advertisement",
        "/x/list.html",
        page(
            "<h1>Notes</h1><ul>"
            + "".join(
                f"<li><a href='{u[3:]}?utm_source=l#top'>{t}</a> 2020-12-01</li>" for u, t in A
            )
            + "<li><a href='https://ads.example.net/9.html'>Buy a new loom before winter comes"
            "</a></li>"
            "<li><a rel='sponsored' href='77.html'>Our partner presents: looms on credit</a></li>"
            "</ul><a href='../x/list_2.html'>&gt;</a>",
            head="<base href='/a/'>",
        ),
        A,
        "/x/list_2.html",
        "Notes",
    ),
    Case(
        "numbered ranking without a name",
        "/wool/",
        page(
            "<h1>Wool</h1><div><ul>"
            + items(A, '<li><a href="{u}">{t}</a> {d}</li>')
            + "</ul></div><div><ul>"
            + items(HOT, '<li><span>{n}</span><a href="{u}">{t}</a></li>')
            + "</ul></div>"
        ),
        A,
        None,
        "Wool",
    ),
    Case(
        "chinese slugs in addresses",
        "/fangtan/",
        page(
            "<h1>访谈</h1>"
            + "".join(f'<p><a href="/文章/{t}/">{t}</a></p>' for t in ZH[:4])
            + '<a href="/fangtan/page/2/">下一頁</a>'
        ),
        [(f"/文章/{t}/", t) for t in ZH[:4]],
        "/fangtan/page/2/",
        "访谈",
    ),
    Case(
        "sort tabs do not make a ranking",
        "/list/3?page=2",
        page(
            '<h1>访谈</h1><ul><li><a href="?order=new">最新</a></li><li>'
            '<a href="?order=hot">最热</a></li>'
            "</ul><ul>" + items(Z, '<li><a href="{u}">{t}</a></li>') + "</ul>"
            '<p><a href="/list/3?page=1">1</a> <strong>2</strong> <a href="/list/3?page=3">3'
            "</a></p>"
        ),
        Z,
        "/list/3?page=3",
        "访谈",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_the_list(case: Case) -> None:
    assert outcome(case) == expected(case)
