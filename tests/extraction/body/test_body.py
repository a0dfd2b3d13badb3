"""The body of an article: what a reader reads, and nothing that stands in or round it."""

import pytest

from scraper.extraction import extract_article
from scraper.portals.model import Portal
from tests.support.reading import ORIGIN, SALT, SPRING, TEXT, TITLE, WATER, page, understood

THREE = [SALT.strip(), WATER.strip(), SPRING.strip()]


def blocks(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in understood(html).blocks]


def texts(html: str) -> list[str]:
    return [block.text for block in understood(html).blocks]


def test_paragraphs_subheads_quotes_and_lists_have_their_kinds() -> None:
    body = (
        f"<p>{SALT}</p><h2>What it cost</h2><p>{WATER}</p><blockquote>Nobody asked.</blockquote>"
        f"<ul><li>Salt, two tons</li><li>Water, none</li></ul><p>{SPRING}</p>"
    )
    assert blocks(page(body)) == [
        ("paragraph", THREE[0]),
        ("heading", "What it cost"),
        ("paragraph", THREE[1]),
        ("quote", "Nobody asked."),
        ("list", "Salt, two tons\nWater, none"),
        ("paragraph", THREE[2]),
    ]


def test_a_table_of_data_is_one_block_with_a_line_a_row() -> None:
    table = (
        "<table><tr><th>Year</th><th>Salt</th></tr><tr><td>2018</td><td>2 tons</td></tr>"
        "<tr><td>2019</td><td>3 tons</td></tr></table>"
    )
    found = blocks(page(f"<p>{SALT}</p>{table}<p>{WATER}</p><p>{SPRING}</p>"))
    assert found[1] == ("table", "Year | Salt\n2018 | 2 tons\n2019 | 3 tons")
    assert len(found) == 4


def test_a_table_that_lays_out_the_page_is_none() -> None:
    html = page(f"<table><tr><td>{TEXT}</td><td><a href=/x.html>Advert</a></td></tr></table>")
    assert blocks(html) == [("paragraph", text) for text in THREE]


@pytest.mark.parametrize(
    "box",
    [
        "<div><p>Advertisement</p><p>Buy the softest towels now, and pay next year.</p></div>",
        "<div><p>Our letter</p><form><input name=mail><button>Subscribe</button></form></div>",
        "<aside><h3>About the mill</h3><p>It stands by the canal and has two chimneys.</p></aside>",
        "<figure><img src=/a.jpg><figcaption>The mill. Photo: Zhou Min</figcaption></figure>",
        "<p><b>Read also:</b> <a href=/talks/9.html>Thirty years at one loom, no regret</a></p>",
        "<p><a href=/talks/9.html>Thirty years at one loom, and not a day of regret</a></p>",
        "<div class=related><h3>Related reading</h3><a href=/talks/9.html>Thirty years</a></div>",
        "<p>We use cookies to show you this content. Please accept them to go on.</p>",
        "<div class=share><a href=/s>Share</a> <a href=/t>Tweet</a> <a href=/m>Mail</a></div>",
        "<p>* * *</p>",
        "<script>document.write('written')</script><noscript><p>Turn it on.</p></noscript>",
        "<p hidden>Nobody sees this, since it is hidden from everybody who reads.</p>",
    ],
)
def test_what_is_set_into_a_text_is_no_part_of_it(box: str) -> None:
    assert texts(page(f"<p>{SALT}</p>{box}<p>{WATER}</p><p>{SPRING}</p>")) == THREE


@pytest.mark.parametrize(
    "below",
    [
        "<div class=comments><h3>Comments</h3><p>I remember the smell of that yard well.</p></div>",
        "<h2>More from the Gazette</h2>"
        + "".join(
            f"<div class=card><h3><a href=/talks/{n}.html>Thirty years at loom {n}</a></h3>"
            f"<p>A talk about patience, with somebody who has it, in part {n}.</p></div>"
            for n in range(4)
        ),
        f"<article><h1>The Next Story Of The Day</h1><p>2020-12-23</p><p>It {WATER}</p></article>",
        "<p>Subscribe to our newsletter and never miss a talk again.</p>",
        "<div class=related-stories><h2>Thirty years at one loom, and no regret</h2>"
        "<p>A talk about patience, with somebody who has it.</p><a href=/9.html>more</a>",
    ],
)
def test_what_stands_behind_a_text_is_no_part_of_it(below: str) -> None:
    assert texts(page(below=below)) == THREE


def test_the_sentence_between_title_and_text_is_in_it() -> None:
    lead = "How a dye house by the canal learned to send back what it had only borrowed."
    assert texts(page(above=f"<div class=lead>{lead}</div>")) == [lead, *THREE]
    head = f'<meta name="description" content="{lead}">'
    above = f"<p>Photo: Zhou Min</p><div><span>{lead}</span></div>"
    assert texts(page(head=head, above=above)) == [lead, *THREE]


def test_date_and_author_below_it_are_not() -> None:
    lead = "How a dye house by the canal learned to send back what it had only borrowed."
    body = (
        f"<div class=lead>{lead}</div><div class=when>Suogang, December 24, 2020</div>"
        f"<div class=byline>Agency, Zhou Min</div>{TEXT}"
    )
    assert texts(page(body)) == [lead, *THREE]


@pytest.mark.parametrize(
    "line",
    [
        "Göteborg den 24 december 2020 kl. 09:05, av Zhou Min för Gazette och Agency",
        "Kurier codzienny, 2020-12-24 09:05, zaktualizowano 2020-12-25 10:00, Zhou Min",
        "Publicerad 24 december 2020 09.05Uppdaterad 25 december 2020 12.10",
    ],
)
def test_a_line_of_date_and_author_in_any_language_is_none_of_it(line: str) -> None:
    html = page(f"<p>{line}</p>{TEXT}").replace("<p class=meta>2020-12-24 09:05</p>", "")
    assert texts(html) == THREE
    published = understood(html).published_at
    assert published is not None
    assert published.isoformat() == "2020-12-24T09:05:00+00:00"


def test_a_lead_is_kept_whatever_its_class_and_said_once() -> None:
    lead = "How a dye house by the canal learned to send back what it had only borrowed."
    assert texts(page(above=f"<div class=teaser-text>{lead}</div>")) == [lead, *THREE]
    assert texts(page(above=f"<div class=intro>{SALT[:60]}…</div>")) == THREE


def test_a_slanted_lead_behind_a_picture_is_no_caption() -> None:
    lead = "How a dye house by the canal learned to send back what it had only borrowed."
    html = page(f"<p><em>{lead}</em></p>{TEXT}", above="<div><img src=/1.jpg></div>")
    assert texts(html) == [lead, *THREE]


@pytest.mark.parametrize("opening", ["Why bells?", "It rained.", "为什么是盐？", "لماذا الملح؟"])
def test_a_text_may_open_with_few_words(opening: str) -> None:
    assert texts(page(f"<p>{opening}</p>{TEXT}")) == [opening, *THREE]


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("<ul><li>Salt, two tons</li><li>Water, none</li></ul>", ["Salt, two tons\nWater, none"]),
        (
            "<h3>What it cost</h3><ul><li>Salt, much</li><li>Water, none</li></ul>",
            ["What it cost", "Salt, much\nWater, none"],
        ),
        (
            "<table><tr><th>Year<th>Salt</tr><tr><td>2018<td>2 tons</tr></table>",
            ["Year | Salt\n2018 | 2 tons"],
        ),
        ("<p>Where: the old dye house by the canal</p>", ["Where: the old dye house by the canal"]),
        ("<p>盐的故事还没有说完।</p>", ["盐的故事还没有说完।"]),
    ],
)
def test_what_closes_a_text_need_not_be_a_sentence(end: str, kept: list[str]) -> None:
    assert texts(page(TEXT + end)) == [*THREE, *kept]


def test_a_subhead_behind_a_list_of_links_is_the_text_s() -> None:
    links = "".join(
        f"<li><a href=/talks/{n}.html>A year of salt, part {n}</a></li>" for n in (1, 2)
    )
    body = f"<p>{SALT}</p><h3>Related reading</h3><ul>{links}</ul><h3>What it cost</h3>"
    assert texts(page(f"{body}<p>{WATER}</p><p>{SPRING}</p>")) == [
        THREE[0],
        "What it cost",
        *THREE[1:],
    ]


@pytest.mark.parametrize("style", ["visibility: hidden", "display:none"])
def test_a_text_that_a_script_would_show_is_read(style: str) -> None:
    html = page(f'<div style="{style}">{TEXT}{TEXT.replace("the", "a")}</div>')
    assert texts(html)[:3] == THREE


def test_a_hidden_box_beside_a_text_is_not() -> None:
    assert texts(page(f"{TEXT}<div style='display:none'><p>{WATER}2</p></div>")) == THREE


@pytest.mark.parametrize(
    "body", ["", "<p>Photo</p>", "<p><a href=/1.html>More</a></p>", "<p>—</p>"]
)
def test_a_page_with_hardly_any_text_has_none(body: str) -> None:
    assert texts(page(body)) == []


@pytest.mark.parametrize("selector", ["h1", ".none", "div.foot"])
def test_a_selector_that_holds_no_text_is_passed_over(selector: str) -> None:
    portal = Portal.model_validate(
        {"name": "gazette", "home": f"{ORIGIN}/", "selectors": {"body": selector}}
    )
    raw = extract_article(page(), f"{ORIGIN}/talks/20201224-1042.html", portal)
    assert [block.text for block in raw.blocks] == THREE


def test_a_message_that_is_embedded_is_a_quote() -> None:
    tweet = '<blockquote class="twitter-tweet"><p>Salt again. Nobody asked us.</p></blockquote>'
    found = blocks(page(f"<p>{SALT}</p>{tweet}<p>{WATER}</p><p>{SPRING}</p>"))
    assert ("quote", "Salt again. Nobody asked us.") in found


def test_where_the_page_shows_only_the_beginning_its_data_give_the_rest() -> None:
    whole = "\\n".join(f"{text}{number}." for number in range(4) for text in (SALT, WATER, SPRING))
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{whole}"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert len(texts(page(f"<p>{SALT}</p><p>Log in to read on.</p>", head=head))) == 12


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (
            "盐是最难的部分",
            [
                "那一年，工厂按桶买盐，没有人说为什么。",
                "水是借来的，老板常说，借来的要干干净净地还回去。",
            ],
        ),
        (
            "いちばん難しかったのは塩でした",
            [
                "その年、工場は塩を樽で買いましたが、理由は誰も言いませんでした。",
                "水は借りものだと社長は言います。",
            ],
        ),
        (
            "소금이 가장 어려웠다",
            [
                "그해 공장은 소금을 통으로 샀지만 아무도 이유를 말하지 않았다.",
                "물은 빌린 것이라고 사장은 말하곤 했다.",
            ],
        ),
        (
            "كان الملح هو الجزء الصعب",
            [
                "في ذلك العام اشترى المصنع الملح بالبراميل ولم يقل أحد لماذا.",
                "الماء مستعار كما كان يقول المالك دائما.",
            ],
        ),
        (
            "המלח היה החלק הקשה",
            [
                "באותה שנה קנה המפעל מלח בחביות ואיש לא אמר מדוע.",
                "המים שאולים, נהג בעל הבית לומר, ויש להחזירם נקיים.",
            ],
        ),
    ],
)
def test_every_script_is_read_as_well(title: str, paragraphs: list[str]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs * 1)
    found = understood(page(body, title))
    assert found.title == title
    assert [block.text for block in found.blocks] == paragraphs


def whole(html: str) -> str:
    return "\n\n".join(texts(f"<html><body>{html}</body></html>"))


def test_a_list_of_things_with_linked_names_is_the_text() -> None:
    items = "".join(
        f'<div class="pick"><h3><a href="/shop/{n}">Kettle number {n}</a></h3>'
        f"<p>Kettle {n} boils a litre in {n} minutes, and its handle stays cool all the while.</p>"
        f"</div>"
        for n in range(3, 9)
    )
    html = f"<h1>Six kettles we boiled dry</h1><p>We bought six of them and counted.</p>{items}"
    assert "Kettle 8 boils a litre in 8 minutes" in whole(html)


def test_headings_that_link_to_themselves_are_subheads() -> None:
    parts = "".join(
        f'<section><h2><a href="#s{n}">Part {n} of the harbour</a></h2><p>Part {n} was dug by hand '
        f"before the war, and filled again when the ships grew larger.</p></section>"
        for n in range(5)
    )
    text = whole(f"<article><h1>The harbour in parts</h1>{parts}</article>")
    assert "Part 3 of the harbour\n\nPart 3 was dug by hand" in text


def test_sections_that_each_have_a_first_heading_are_one_text() -> None:
    parts = "".join(
        f"<div><h1>Step {n}</h1><p>First of all the wood is dried for a winter, {n} turns a day."
        f"</p><p>Then it is cut by someone who has done it {n} times at the least.</p></div>"
        for n in range(6)
    )
    text = whole(f'<div><h1 class="title">How a boat is built</h1></div>{parts}')
    assert "has done it 5 times" in text


def test_a_text_above_its_title_is_read() -> None:
    paragraphs = "".join(
        f"<p>In the year {n} the lake froze over so hard that carts went across it to the mill, "
        f"and nobody paid for the ferry, which lay in the ice until the thaw came in April.</p>"
        for n in range(1801, 1809)
    )
    html = f"<div><div>{paragraphs}</div><div><h1>The frozen ferry</h1></div></div>"
    assert "In the year 1801" in whole(html)
