"""Lists that go on without a link: what the page states is followed, what it does not is named."""

import pytest

from scraper.extraction.listing.listing import ListingPage, extract_listing
from scraper.portals.model import Portal
from tests.support.listing_cases import HOST

LIST = "<h1>Talks</h1><ul>" + "".join(
    f"<li><a href='/t/{n}.html'>A talk about the looms of town {n}</a> 2020-12-0{n}</li>"
    for n in range(1, 6)
)

STATED = [
    ("<button data-url='/list/?page=2'>Load more</button>", "/list/?page=2"),
    ("<button data-href='?page=2'>더 보기</button>", "/list/?page=2"),
    ("<div class='endless' data-next-page='/list/?page=2'></div>", "/list/?page=2"),
    ("<div id='sentinel' hx-get='/list/page/2/' hx-trigger='revealed'></div>", "/list/page/2/"),
    ("<a href='#' data-next='/list/page/2/'>…</a>", "/list/page/2/"),
    ('<span data-options=\'{"next": "/list/?page=2"}\'></span>', "/list/?page=2"),
    (
        "<a href='javascript:void(0)' onclick=\"location.href='/list/?page=2'\">Next</a>",
        "/list/?page=2",
    ),
    ("<a href=\"javascript:go('/list/page/2/')\">下一页</a>", "/list/page/2/"),
    (
        "<input type=button value='Older' onclick=\"window.location='?page=2';return false\">",
        "/list/?page=2",
    ),
    ("<button data-url='/list/?page=' data-page='2'>Load more</button>", "/list/?page=2"),
    ("<script>var cfg = {next: '\\/list\\/page\\/2\\/', end: false}</script>", "/list/page/2/"),
    (
        "<form action='/list/'><input type=hidden name=page value=2><button>Weiter</button></form>",
        "/list/?page=2",
    ),
    (
        "<form method=GET>"
        "<button name=page value=2>2</button><button name=page value=3>3</button></form>",
        "/list/?page=2",
    ),
    ("<form><button formaction='/list/page/2/'>Show more</button></form>", "/list/page/2/"),
]

PARTS = [
    ("<button data-api='/api/talks?page=2'>Load more</button>", "/api/talks?page=2"),
    (
        "<div class='infinite' data-endpoint='/fragments/talks?page=2'></div>",
        "/fragments/talks?page=2",
    ),
    ("<a href='#' data-ajax-url='/more.php?start=5'>Show more talks</a>", "/more.php?start=5"),
    ("<button hx-get='/partials/talks/page/2'>もっと見る</button>", "/partials/talks/page/2"),
    (
        "<button id='load-more' data-from='/feed/next?cursor=t5'><i></i></button>",
        "/feed/next?cursor=t5",
    ),
]

HIDDEN = [
    (
        "<form method=post><input type=hidden name=page value=2><button>Next page</button></form>",
        "posts a form",
    ),
    ("<a href=\"javascript:__doPostBack('pager','2')\">2</a>", "__doPostBack"),
    ("<a href='#2' onclick='go(2)'>Next page</a>", "has no address"),
    ("<button class='more'>Load more</button>", "has no address"),
    ("<div role=button>Показать ещё</div>", "has no address"),
    ("<script>onscroll = () => fetch(`/api/talks?page=${n}`)</script>", "/api/talks?page="),
    ("<script>$.get('/talks/more?offset=' + shown, add)</script>", "/talks/more?offset="),
    ("<script>$.post('/talks/more', {page: page + 1}, add)</script>", "page after page"),
    (
        "<script>fetch('/graph', {method: 'POST', body: JSON.stringify({cursor: last})})</script>",
        "page after page",
    ),
    ("<p>Page 1 of 7</p>", "Page 1 of 7"),
    ("<p>第1页 共3页</p>", "第1页 共3页"),
    ("<p>1–5 of 38</p>", "1–5 of 38"),
]

WHOLE = [
    "",
    "<p>Page 1 of 1</p>",
    "<p>1-5 of 5</p>",
    "<a href='/list/?page=1'>1</a>",
    "<button disabled>Load more</button>",
    "<button style='display:none'>Load more</button>",
    "<div class='carousel'><button>Next</button></div>",
    "<form action='/search'><input name=q><button>More</button></form>",
    "<form method=post action='/subscribe'><input name=mail><button>Send</button></form>",
    "<script>fetch('/api/comments?page=' + n)</script>",
    "<script>window.onscroll = () => nav.classList.toggle('small')</script>",
    "<div class='share' data-url='/t/1.html'>Share</div>",
    "<p>The score was 3-2 of late</p>",
]


def read(below: str, address: str = "/list/") -> ListingPage:
    html = f"<html><head><title>Talks</title></head><body>{LIST}</ul><div>{below}</div></body>"
    portal = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
    found = extract_listing(html, HOST + address, portal)
    assert len(found.links) == 5
    return found


@pytest.mark.parametrize(("below", "expected"), STATED)
def test_follows_the_next_page_that_a_button_a_form_or_a_script_states(
    below: str, expected: str
) -> None:
    found = read(below)
    assert (found.next_page, found.hidden) == (HOST + expected, None)


@pytest.mark.parametrize(("below", "expected"), PARTS)
def test_follows_an_address_that_answers_with_more_of_the_list(below: str, expected: str) -> None:
    found = read(below)
    assert (found.next_page, found.counts_on) == (HOST + expected, True)


@pytest.mark.parametrize(("below", "said"), HIDDEN)
def test_names_what_keeps_the_rest_of_the_list(below: str, said: str) -> None:
    found = read(below)
    assert found.next_page is None
    assert said in (found.hidden or "")


@pytest.mark.parametrize("below", WHOLE)
def test_says_nothing_of_a_list_that_is_whole(below: str) -> None:
    found = read(below)
    assert (found.next_page, found.hidden) == (None, None)


def test_the_last_page_of_a_pager_with_links_is_the_end() -> None:
    below = "<a href='?page=1'>1</a> <a href='?page=2'>2</a> <a href='#'>Next</a>"
    assert read(below, "/list/?page=2").hidden is None


@pytest.mark.parametrize(
    ("text", "titles", "following"),
    [
        (
            '{"items": [{"title": "Wool, rain", "url": "/t/7.html"}], "next": "/api/talks?page=3"}',
            ["Wool, rain"],
            "/api/talks?page=3",
        ),
        (
            '{"data": {"posts": [{"headline": "Wool <b>and</b> rain", "link": "/t/7.html"},'
            ' {"headline": "Silk", "link": "/t/8.html"}], "by": [{"name": "Bo", "url": "/a"}]},'
            ' "nextPage": 3}',
            ["Wool and rain", "Silk"],
            "/api/talks?page=3",
        ),
        ('[{"title": {"rendered": "Felt"}, "link": "/t/9.html"}]', ["Felt"], None),
        ('{"items": [], "next": "/api/talks?page=3"}', [], None),
        ('{"broken": ', [], None),
        ('{"message": "no more"}', [], None),
    ],
)
def test_reads_a_list_as_data(text: str, titles: list[str], following: str | None) -> None:
    portal = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
    found = extract_listing(text, HOST + "/api/talks?page=2", portal)
    assert [link.title for link in found.links] == titles
    assert found.next_page == (HOST + following if following else None)
    assert found.counts_on is (following is None)


def test_reads_a_list_in_markup_within_data() -> None:
    markup = LIST.replace("<h1>Talks</h1>", "").replace('"', '\\"')
    portal = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
    found = extract_listing(f'{{"ok": 1, "html": "{markup}"}}', HOST + "/more?page=2", portal)
    assert len(found.links) == 5
    assert found.counts_on
