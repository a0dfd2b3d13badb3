"""Words in class names weigh; they do not rule. What a browser shows is the text, however put."""

import pytest

from tests.support.reading import understood

PARAGRAPHS = [
    f"In the {nth} summer the well was dug a yard deeper, and the men who dug it were paid in corn "
    f"because there was no coin to be had between the river and the hills."
    for nth in ("first", "second", "third", "fourth")
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TITLE = "A well dug by the yard"
H1 = f"<h1>{TITLE}</h1>"


def texts(body: str, head: str = "") -> list[str]:
    html = f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return [block.text for block in understood(html).blocks]


@pytest.mark.parametrize(
    "name",
    [
        "layoutWithSidebar",
        "page sidebar-left",
        "has-comments",
        "commentsEnabled",
        "no-ads",
        "paywall-wrapper",
        "story-with-related",
        "teaser__metadata",
        "article--newsletter",
        "nav-open",
        "popup-closed",
        "related-story-content",
    ],
)
@pytest.mark.parametrize("titled", [True, False])
def test_no_name_takes_the_text_away(name: str, titled: bool) -> None:
    inner = f"{H1}{TEXT}" if titled else TEXT
    outer = "" if titled else H1
    assert texts(f'<div>{outer}<div class="{name}"><div>{inner}</div></div></div>') == PARAGRAPHS


@pytest.mark.parametrize(
    "name", ["share", "related__container", "list list--related", "post-comments", "ad-slot"]
)
def test_a_name_of_a_small_part_is_believed(name: str) -> None:
    part = f'<div class="{name}"><p>What the neighbours dug is told in another place.</p></div>'
    assert texts(f"<article>{H1}{TEXT}{part}</article>") == PARAGRAPHS


@pytest.mark.parametrize("label", ["Comment:", "Discussion", "Kommentar:", "点评："])
def test_a_line_that_could_head_comments_cuts_no_text(label: str) -> None:
    head = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2])
    tail = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[2:])
    found = texts(f"<article>{H1}{head}<p><b>{label}</b></p>{tail}</article>")
    assert [text for text in found if text in PARAGRAPHS] == PARAGRAPHS


def test_the_text_goes_on_behind_an_end_of_the_page() -> None:
    first, second = f"<p>{PARAGRAPHS[0]}</p>", f"<p>{PARAGRAPHS[1]}</p>"
    body = f"<main><article>{H1}{first}</body></html>{second}</article></main>"
    assert texts(body) == PARAGRAPHS[:2]


def test_a_loose_line_among_paragraphs_is_of_the_text() -> None:
    found = texts(f"<section>{H1}{TEXT}A line that stands loose{TEXT.replace('well', 'pit')}")
    assert "A line that stands loose" in found


def test_declared_shadow_trees_are_shown_and_other_templates_are_not() -> None:
    shown = f'<x-story><template shadowrootmode="open">{H1}{TEXT}</template></x-story>'
    assert texts(f"{shown}<template><p>{PARAGRAPHS[0]} Not shown.</p></template>") == PARAGRAPHS


@pytest.mark.parametrize(
    "attributes",
    ['role="dialog"', 'aria-modal="true"', 'role="alertdialog" class="cc"', 'id="onetrust-sdk"'],
)
def test_what_lies_over_the_page_is_no_text(attributes: str) -> None:
    asks = "".join(
        f"<p>We and our {n} partners store what they like on your device, and read it again.</p>"
        for n in (3, 14, 159)
    )
    body = f"<main>{H1}{TEXT}</main><div {attributes}><h2>Your choice</h2>{asks}</div>"
    assert texts(body) == PARAGRAPHS


def test_a_box_that_asks_for_money_is_no_text_and_a_marked_paragraph_is() -> None:
    marked = "".join(f'<p class="paywall">{paragraph}</p>' for paragraph in PARAGRAPHS)
    offer = "".join(
        f"<p>Read on for {n} coins a week, and end it when you like with {n} days of notice.</p>"
        for n in (2, 3)
    )
    box = f'<div class="paywall"><h3>Go on reading</h3>{offer}</div>'
    assert texts(f"<article>{H1}{marked}{box}</article>") == PARAGRAPHS


def test_what_the_data_state_is_the_text_where_none_is_shown() -> None:
    stated = "\\n\\n".join(PARAGRAPHS * 2)
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
        f'{TITLE}", "articleBody": "{stated}"}}</script>'
    )
    assert texts('<div id="root"></div>', head) == PARAGRAPHS * 2


@pytest.mark.parametrize(("tag", "count"), [("h2", 3), ("h3", 4), ("blockquote", 3)])
def test_several_headings_that_all_ask_are_questions(tag: str, count: int) -> None:
    asked = ["How deep is it?", "Who paid for it?", "And the corn?", "Why no coin?"]
    parts = zip(asked[:count], PARAGRAPHS, strict=False)
    body = "".join(f"<{tag}>{question}</{tag}><p>{text}</p>" for question, text in parts)
    found = understood(f"<html><body><article>{H1}{body}</article></body></html>")
    assert [block.kind for block in found.blocks] == ["question", "answer"] * count


@pytest.mark.parametrize(
    "figure",
    [
        '<img src="data:image/gif;base64,R0"><noscript><img src="/u/well.jpg"></noscript>',
        '<noscript><img src="/u/well.jpg"></noscript>',
        '<img data-late-src="/u/well.jpg" src="/s/blank.gif">',
    ],
)
@pytest.mark.parametrize("closing", [True, False])
def test_a_picture_that_a_script_loads_late_is_the_article_s(figure: str, closing: bool) -> None:
    shown = f"<figure>{figure}<figcaption>The well in May</figcaption></figure>"
    body = f"{TEXT}{shown}" if closing else f"{shown}{TEXT}"
    found = understood(f"<html><body><article>{H1}{body}</article></body></html>")
    assert [(image.url.rpartition("/")[2], image.caption) for image in found.images] == [
        ("well.jpg", "The well in May")
    ]
