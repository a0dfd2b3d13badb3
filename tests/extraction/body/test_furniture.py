"""What stands in or behind a text and is none of it: quotes that repeat it, appeals, a word about
the writer, readers' comments without a label."""

import pytest

from tests.support.reading import SALT, SPRING, TEXT, WATER, page, understood

THREE = [SALT.strip(), WATER.strip(), SPRING.strip()]


def texts(html: str) -> list[str]:
    return [block.text for block in understood(html).blocks]


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>what is borrowed has to go back clean</p></blockquote>",
        "<figure class=wp-block-pullquote><blockquote><p>Water is borrowed</p>"
        "<cite>The owner</cite></blockquote></figure>",
        "<blockquote>“The mill bought its salt by the barrel”</blockquote>",
    ],
)
def test_a_quote_that_repeats_the_text_is_dropped(quote: str) -> None:
    assert texts(page(f"<p>{SALT}</p>{quote}<p>{WATER}</p><p>{SPRING}</p>")) == THREE


@pytest.mark.parametrize("name", ["", "<cite>Mill Owner Lin Yue</cite>"])
def test_a_quote_of_its_own_stays(name: str) -> None:
    quote = "Salt has no memory, but the ledger has."
    spring = f"{SPRING.strip()} So said mill owner Lin Yue."
    body = (
        f"<p>{SALT}</p><blockquote><p>{quote}</p>{name}</blockquote><p>{WATER}</p><p>{spring}</p>"
    )
    assert texts(page(body))[:2] == [THREE[0], quote]
    assert texts(page(body))[-2:] == [THREE[1], spring]


@pytest.mark.parametrize(
    "notice",
    [
        "Нашли опечатку? Выделите фрагмент и нажмите Ctrl+Enter.",
        "Підписуйтесь на наш Telegram-канал, щоб не пропустити важливі новини.",
        "Síguenos en nuestro canal de WhatsApp y recibe las noticias del día.",
        "Seguici su Google News per restare sempre aggiornato.",
        "Folgen Sie uns auch auf Instagram, wo wir mehr Bilder zeigen.",
        "This audio was generated automatically and may contain errors.",
    ],
)
def test_an_appeal_is_none_of_the_text(notice: str) -> None:
    assert texts(page(f"<p>{SALT}</p><p>{notice}</p><p>{WATER}</p><p>{SPRING}</p>")) == THREE
    assert texts(page(f"{TEXT}<p>{notice}</p>")) == THREE
    assert texts(page(above=f"<div><p>{notice}</p></div>")) == THREE


@pytest.mark.parametrize(
    "bio",
    [
        "<p><em>Anna Berg is a writer based in Varne. Her book on salt appears in May.</em></p>",
        "<p><i>Anna Berg ist Redakteurin der Gazette.</i></p>",
        "<div class=autor-box><p>Anna Berg has covered the mills since 2009 and still likes "
        "them.</p></div>",
    ],
)
def test_a_word_about_the_writer_is_none_of_the_text(bio: str) -> None:
    assert texts(page(f"{TEXT}{bio}")) == THREE


@pytest.mark.parametrize(
    "end",
    [
        "<p><em>Anna Berg is said to have counted every grain.</em></p>",
        "<p>Anna Berg is a reporter, and she counted every grain.</p>",
    ],
)
def test_what_is_said_of_a_person_at_the_end_stays(end: str) -> None:
    assert len(texts(page(f"{TEXT}{end}"))) == len(THREE) + 1


def units(heads: list[str], markup: str) -> str:
    said = "I have bought salt there since I was a child, and I never asked what it had cost."
    return "".join(markup.format(head, f"{said} {head}.") for head in heads)


@pytest.mark.parametrize(
    "heads",
    [
        [f"user{n}" for n in range(8)],
        [f"{name} 26 December 2020, 10:15" for name in ("Ann", "Ben", "Cem", "Dan", "Eva")],
        [f"{name} · {n} hours ago" for n, name in enumerate(("Ann", "Ben", "Cem", "Dan", "Eva"))],
    ],
)
def test_what_readers_say_is_none_of_the_text(heads: list[str]) -> None:
    said = units(heads, "<div class=r-item><b>{}</b><div>{}</div></div>")
    assert texts(page(below=f"<div class=r-list>{said}</div>")) == THREE


def test_portraits_behind_an_introduction_are_text() -> None:
    heads = ["Ann Bell", "Ben Coe", "Cem Dag", "Dan East", "Eva Fox", "Gus Hart"]
    said = units(heads, "<div class=person><b>{}</b><p>{}</p></div>")
    assert any("Gus Hart" in text for text in texts(page(f"{TEXT}{said}")))
