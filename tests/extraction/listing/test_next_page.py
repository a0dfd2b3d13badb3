"""The next page of a list: what pages offer, and what only looks like it."""

import pytest

from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from tests.support.listing_cases import HOST

LIST = "<h1>Talks</h1><ul>" + "".join(
    f"<li><a href='/t/{n}.html'>A talk about the looms of town {n}</a> 2020-12-0{n}</li>"
    for n in range(1, 6)
)

OFFERED = [
    ("/list/", "<a href='/list/?page=2'>Next</a>", "/list/?page=2"),
    ("/list/?page=2", "<a href='?page=1'>Prev</a><a href='?page=3'>Next &gt;</a>", "/list/?page=3"),
    ("/list/", "<a href='/list/2'>Next page</a>", "/list/2"),
    ("/list/", "<a href='page/2/'>Older posts</a>", "/list/page/2/"),
    ("/list/index.html", "<a href='index_1.html'>下一页</a>", "/list/index_1.html"),
    ("/list/index_2.html", "<a href='index_3.html'>下页</a>", "/list/index_3.html"),
    ("/list_12.html", "<a href='list_12_2.html'>下一頁</a>", "/list_12_2.html"),
    (
        "/list-7-2.html",
        "<a href='list-7-1.html'>1</a><b>2</b><a href='list-7-3.html'>3</a>",
        "/list-7-3.html",
    ),
    ("/list/", "<b>1</b> <a href='?p=2'>2</a> <a href='?p=3'>3</a>", "/list/?p=2"),
    (
        "/list/?pg=2",
        "<a href='?pg=1'>1</a> <a href='?pg=2'>2</a> <a href='?pg=3'>3</a>",
        "/list/?pg=3",
    ),
    ("/list/?page=1", "<a href='?page=0'>1</a><em>2</em><a href='?page=2'>3</a>", "/list/?page=2"),
    (
        "/list/?page=4",
        "<a href='?page=3'>‹</a><a href='?page=5'>›</a><a href='?page=9'>»</a>",
        "/list/?page=5",
    ),
    ("/list/?page=4", "<a href='?page=5'>»</a>", "/list/?page=5"),
    ("/list/", "<a href='?page=2' aria-label='Next page'><svg></svg></a>", "/list/?page=2"),
    ("/list/", "<a href='?page=2'><img src='r.gif' alt='Next'></a>", "/list/?page=2"),
    ("/list/", "<a class='next' href='?page=2'><i></i></a>", "/list/?page=2"),
    ("/list/", "<a rel='next' href='?cursor=8fa1'>Weiter</a>", "/list/?cursor=8fa1"),
    ("/list/", "<a href='?offset=20'>Load more</a>", "/list/?offset=20"),
    ("/list/", "<a href='/list/?page=2'>加载更多</a>", "/list/?page=2"),
    (
        "/list/009.html",
        "<a href='008.html'>008</a> 009 <a href='010.html'>010</a>",
        "/list/010.html",
    ),
    (
        "/list/?page=2",
        "<span>第2页/共9页</span> <a href='?page=1'>首页</a> <a href='?page=1'>上一页</a>"
        " <a href='?page=3'>下一页</a> <a href='?page=9'>尾页</a>",
        "/list/?page=3",
    ),
    ("/list/", "<a href='?page=2'>次へ</a>", "/list/?page=2"),
    ("/list/", "<a href='?page=2'>Siguiente »</a>", "/list/?page=2"),
    ("/list/", "<a href='?page=2&utm_source=pager#list'>Next</a>", "/list/?page=2"),
    *(
        ("/list/", f"<a href='/list/?{parameter}=2'>{words}</a>", f"/list/?{parameter}=2")
        for parameter in ("page", "PAGEN_1")
        for words in (
            *("Загрузить ещё", "Показать еще новости", "Більше новин", "Weitere Beiträge laden"),
            *("Charger plus d’articles", "Cargar más noticias", "Mostrar mais", "Carica altri"),
            *("Pokaż więcej", "Načíst další články", "Visa fler", "Näytä lisää", "تحميل المزيد"),
            *(
                "Daha fazla göster",
                "もっと読み込む",
                "더 보기",
                "点击查看更多",
                "Xem thêm",
                "הצג עוד",
            ),
        )
    ),
    *(
        ("/list/", f"<a href='/list/seite/2/'>← {words}</a>", "/list/seite/2/")
        for words in (
            *(
                "Ältere Beiträge",
                "Ältere Artikel",
                "Articles plus anciens",
                "Entradas más antiguas",
            ),
            *("Более ранние записи", "Starsze wpisy", "Äldre inlägg", "Daha eski yazılar"),
            *("以前の記事", "Další stránka", "Επόμενη σελίδα", "Következő oldal", "หน้าถัดไป"),
        )
    ),
    (
        "/list/p3",
        "<ul><li><a href='/list/p2'>2</a></li><li><a aria-current='page' href='/list/p3'>3"
        "</a></li><li><a href='/list/p4'>4</a></li></ul>",
        "/list/p4",
    ),
    (
        "/a.php?cid=3",
        "[1] <a href='a.php?cid=3&pn=2'>[2]</a> <a href='a.php?cid=3&pn=3'>[3]</a>",
        "/a.php?cid=3&pn=2",
    ),
    # By the address of the same list's next page, whatever the link says.
    ("/list/?page=8", "<a href='?page=9'>Last</a>", "/list/?page=9"),
    ("/list/", "<a href='/list/page/2/'>← Previous</a>", "/list/page/2/"),
    (
        "/list/page/2/",
        "<a href='/list/page/3/'>« Previous</a> <a href='/list/'>Next »</a>",
        "/list/page/3/",
    ),
    (
        "/list/page/2/",
        "<a href='/list/page/1/'>Newer</a> <a href='/list/page/3/'>Older talks</a>",
        "/list/page/3/",
    ),
    ("/list/", "<a href='/list/page/2/'>Back in time</a>", "/list/page/2/"),
    ("/list/?page=2", "<a href='?page=1'>5-1</a> <a href='?page=3'>15-11</a>", "/list/?page=3"),
    ("/list/", "<a href='?paged=2'>Zurückblättern</a>", "/list/?paged=2"),
    ("/list/", "<a href='/list/page/2/'>II</a> <a href='/list/page/3/'>III</a>", "/list/page/2/"),
    (
        "/talks.html",
        "<li>Page 1 / 3</li><li><a href='/talks2.html'>&rang;</a></li>"
        "<li><a href='/talks3.html'>&Rang;</a></li>",
        "/talks2.html",
    ),
    ("/talks.html", "1/3 <a href='talks_2.html'>☞</a>", "/talks_2.html"),
    ("/list/", "<a href='/list/2'>↓</a>", "/list/2"),
    (
        "/list/?start=5",
        "<a href='?start=0'>‹</a> <a href='?start=10'>›</a> <a href='?start=95'>»</a>",
        "/list/?start=10",
    ),
    (
        "/list/",
        "<a href='?offset=5'>◂ Previous</a> <a href='?offset=40'>Oldest</a>",
        "/list/?offset=5",
    ),
    ("/list/?limit=5", "<a href='?limit=10'>Show more</a>", "/list/?limit=10"),
    ("/list/", "<a class='pager-next' href='?after=t77'>›</a>", "/list/?after=t77"),
    ("/list/?before=t90", "<a href='?before=t77'>Older</a>", "/list/?before=t77"),
    (
        "/list/",
        "<a style='display:none' href='/list/page/9/'>Next</a><a href='/list/page/2/'>2</a>",
        "/list/page/2/",
    ),
]

NOT_OFFERED = [
    ("/list/", "<a href='#'>Next</a>"),
    ("/list/", "<a href='javascript:void(0)'>下一页</a>"),
    ("/list/?page=3", "<a href='?page=3'>Next</a>"),
    ("/list/?page=3", "<a href='?page=1'>Next</a>"),
    ("/list/?page=3", "<a href='/list/'>下一页</a>"),
    ("/list/?page=3", "<a href='?page=2'>2</a> <span>3</span>"),
    ("/list/index_3.html", "<a href='index.html'>下一页</a>"),
    ("/list/", "<a href='https://elsewhere.example.net/list/?page=2'>Next</a>"),
    ("/list/", "<a href='/t/77.html'>下一篇</a>"),
    ("/list/", "<a href='/t/77.html'>Next article</a>"),
    ("/list/?page=7", "<a href='?page=9'>尾页</a>"),
    ("/list/?page=4", "<a href='?page=9'>»</a>"),
    ("/list/", "<p><a href='/'>Home</a> » <a href='/list/'>Talks</a></p>"),
    ("/list/", "<h3>Money <a href='/money/'>»</a></h3>"),
    ("/list/", "<a href='/culture/'>More</a>"),
    ("/list/", "<a href='/kultura/'>Показать ещё</a>"),
    ("/list/?page=3", "<a href='/list/?page=2'>Загрузить ещё</a>"),
    ("/list/", "<a href='?page=1'>1</a> <a href='?page=1'>Next</a>"),
    ("/list/", "<p>Page 2 follows tomorrow</p>"),
    ("/list/", "<link rel='next' href='/list/'>"),
    ("/list/", "<p hidden><a href='?page=2'>Next</a></p>"),
    ("/list/", "<a href='?cat=2'>Money</a> <a href='?cat=3'>Music</a>"),
    ("/list/", "<a href='/list/2'>The second of our talks about looms</a>"),
    ("/list/?page=3", "<a href='?page=2'>Older</a>"),
    ("/list/", "<a href='/list/archive-2019'>›</a>"),
]


def next_page(url: str, pager: str) -> str | None:
    html = f"<html><head><title>Talks</title></head><body>{LIST}</ul><div>{pager}</div></body>"
    portal = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
    found = extract_listing(html, HOST + url, portal)
    assert len(found.links) == 5
    return found.next_page


@pytest.mark.parametrize(("url", "pager", "expected"), OFFERED)
def test_follows_what_the_page_offers(url: str, pager: str, expected: str) -> None:
    assert next_page(url, pager) == HOST + expected


@pytest.mark.parametrize(("url", "pager"), NOT_OFFERED)
def test_goes_nowhere_else(url: str, pager: str) -> None:
    assert next_page(url, pager) is None


def test_link_in_the_head_comes_first() -> None:
    html = (
        "<html><head><link rel='next' href='/list/page/2'></head><body>" + LIST + "</ul>"
        "<a href='/list/?all=1'>Next</a></body>"
    )
    portal = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
    assert extract_listing(html, HOST + "/list/", portal).next_page == HOST + "/list/page/2"
