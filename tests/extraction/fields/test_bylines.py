"""Bylines of many languages, and what stands in them that is no name."""

import pytest

from tests.support.reading import TEXT, page, understood

BYLINES = {
    "박서준 기자": ["박서준"],
    "기자명 박서준 기자": ["박서준"],
    "박서준 선임기자 psj@hanbit.example": ["박서준"],
    "[한빛신문 박서준 기자]": ["박서준"],
    "박서준·정해인 기자": ["박서준", "정해인"],
    "글 박서준": ["박서준"],
    "글=박서준 사진=정해인": ["박서준"],
    "취재 기자": [],
    "사진=박서준 기자": [],
    "聞き手・文＝三浦かおり": ["三浦かおり"],
    "聞き手・文：三浦かおり": ["三浦かおり"],
    "取材・文／三浦かおり": ["三浦かおり"],
    "文＝三浦かおり、写真＝小池ふみ": ["三浦かおり"],
    "文/本刊记者 秦牧之": ["秦牧之"],
    "本报特约记者 秦牧之 通讯员 梅若溪": ["秦牧之", "梅若溪"],
    "作 者：秦牧之": ["秦牧之"],
    "作者：梅若溪 陶以宁": ["梅若溪", "陶以宁"],
    "来源：梭港网　记者：梅若溪 陶以宁　编辑：周敏": ["梅若溪", "陶以宁"],
    "记者 周敏 北京报道": ["周敏"],
    "图/文 周敏": ["周敏"],
    "מאת: נועה ברק": ["נועה ברק"],
    "מאת נועה ברק": ["נועה ברק"],
    "بقلم: سلمى النجار": ["سلمى النجار"],
    "بقلم سلمى النجار": ["سلمى النجار"],
    "كتب: رامي العطار": ["رامي العطار"],
    "كتبت: سلمى النجار": ["سلمى النجار"],
    "حاورته: سلمى النجار": ["سلمى النجار"],
    "صوت الميناء | حوار: سلمى النجار": ["سلمى النجار"],
    "نویسنده: پرویز صدری": ["پرویز صدری"],
    "โดย: วรรณา ทองดี": ["วรรณา ทองดี"],
    "โดย วรรณา ทองดี": ["วรรณา ทองดี"],
    "โดย: วรรณา ทองดี เข้าชม 1,476 ครั้ง": ["วรรณา ทองดี"],
    "लेखक: मीना भट्ट": ["मीना भट्ट"],
    "Γράφει ο Γιώργος Παππάς": ["Γιώργος Παππάς"],
    "Της Μαρίας Παππά": ["Μαρίας Παππά"],
    "Yazan: Elif Demir": ["Elif Demir"],
    "Tác giả: Lê Minh Khoa": ["Lê Minh Khoa"],
    "Autor: Jan Novák": ["Jan Novák"],
    "Rozmawiała Anna Nowak": ["Anna Nowak"],
    "Szerző: Kovács Anna": ["Kovács Anna"],
    "Teksti: Aino Virtanen Kuvat: Eino Laine": ["Aino Virtanen"],
    "Беседовала Анна Берг": ["Анна Берг"],
    "Propos recueillis par Anne Morel": ["Anne Morel"],
    "Das Gespräch führte Anna Berg": ["Anna Berg"],
    "di Anna Rossi": ["Anna Rossi"],
    "Av Anna Berg": ["Anna Berg"],
    "Photos: Anna Berg": [],
    "Text: Anna Berg Foto: Jan Marx": ["Anna Berg"],
    "Text Anna Berg Bild Jan Marx": ["Anna Berg"],
    "Text und Fotos: Anna Berg": ["Anna Berg"],
    "Fotos und Text: Anna Berg": ["Anna Berg"],
    "Tekst og foto: Anna Berg": ["Anna Berg"],
    "Texte et photos : Anne Morel": ["Anne Morel"],
    "Par Anne Morel Publié le 22 décembre 2020": ["Anne Morel"],
    "Par Anne Morel le 22 décembre 2020": ["Anne Morel"],
    "By Anna Berg, Rural Affairs Correspondent": ["Anna Berg"],
    "By Anna Berg, rural affairs correspondent": ["Anna Berg"],
    "By Anna Berg, Correspondent in Brussels and Paris": ["Anna Berg"],
    "Von Anna Berg, Redakteurin, und Jan Marx": ["Anna Berg", "Jan Marx"],
    "Von Anna Berg, Frankfurt": ["Anna Berg"],
    "By Anna Berg, AP": ["Anna Berg", "AP"],
    "Av Anna Berg, journalist": ["Anna Berg"],
    "Di Anna Rossi": ["Anna Rossi"],
    "Scritto da Anna Rossi": ["Anna Rossi"],
    "Publicado por Ana Luz": ["Ana Luz"],
    "Eingereicht von Anna Berg": ["Anna Berg"],
    "Vložil(a) Jitka Marešová dne 24. 12. 2020": ["Jitka Marešová"],
    "Publisert 24. desember 2020, 05:30 Av Anna Berg": ["Anna Berg"],
    "Pubblicato il 24 dicembre 2020 alle 9:15 da Anna Rossi, inviata": ["Anna Rossi"],
    "Publicat: 24 decembrie 2020, 9:15, de Ana Popa": ["Ana Popa"],
    "Публикувано на 24 декември 2020 в 11:25, от Рада Мечева": ["Рада Мечева"],
    "<span>Region</span> <span>Von Anna Berg und Jan Marx</span>": ["Anna Berg", "Jan Marx"],
    "By <b>Anna Berg</b> <i>The Harbour Desk</i>": ["Anna Berg"],
    "By <a href=/1>Anna Berg</a> <a href=/2>Jan Marx</a>": ["Anna Berg", "Jan Marx"],
    "By <b>Anna Berg</b>, <b>Jan Marx</b>": ["Anna Berg", "Jan Marx"],
}


@pytest.mark.parametrize(("byline", "authors"), BYLINES.items())
def test_a_line_at_the_title(byline: str, authors: list[str]) -> None:
    assert understood(page(above=f"<p>{byline}</p>")).authors == authors


@pytest.mark.parametrize(
    "byline",
    [
        *(
            "박서준 기자 psj@hanbit.example",
            "本报记者 秦牧之",
            "Text: Anna Berg",
            "بقلم: سلمى النجار",
        ),
        "（聞き手・三浦かおり）",
    ],
)
def test_a_line_behind_the_text(byline: str) -> None:
    (author,) = understood(page(TEXT, below=f"<p>{byline}</p>")).authors
    assert author in byline


def test_a_line_below_a_standfirst() -> None:
    standfirst = "<p class=lead>The mill that everybody knows has never had a door that locks.</p>"
    byline = "<p class=x>By <b>Anna Berg</b>, mill correspondent</p>"
    found = understood(page(f"{standfirst}{byline}{TEXT}"))
    assert found.authors == ["Anna Berg"]
    assert "correspondent" not in (found.body or "")


@pytest.mark.parametrize(
    "line",
    [
        "박서준 기자 psj@hanbit.example 정해인 수습기자 haein.jung@hanbit.example",
        "Anna Berg (a.berg@gazette.example), Ivo Marsh (i.marsh@gazette.example)",
    ],
)
def test_those_who_sign_a_text_with_their_mail_addresses_are_none_of_it(line: str) -> None:
    found = understood(page(f"{TEXT}<p>{line}</p>"))
    assert found.body == understood(page(TEXT)).body


def test_a_sentence_with_a_mail_address_is_text() -> None:
    line = "Since then she answers at salt@mill.example, and to everybody who asks about the salt."
    assert line in (understood(page(f"{TEXT}<p>{line}</p>")).body or "")


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("윤가람 기자", ["윤가람"]),
        ("윤가람 선임기자", ["윤가람"]),
        ("윤가람 기자 yg@hanbit.example", ["윤가람"]),
        ("본지기자", []),
        ("本刊记者", []),
        ("관리자", []),
    ],
)
def test_an_office_is_no_part_of_a_name(stated: str, authors: list[str]) -> None:
    head = f'<meta name="author" content="{stated}">'
    assert understood(page(head=head)).authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "De Haan had gelijk, zeggen de buren, en zij kunnen het weten.",
        "كتب رسالة إلى أخيه قبل أن يرحل",
        "Του είπα να περιμένει μέχρι την άνοιξη.",
        "Di notte il mulino tace",
        "Von Anna Berg, der Ärztin, kam an diesem Abend kein einziges Wort.",
        "By Monday, the council had closed",
        "Da Vinci Code Exhibition",
    ],
)
def test_a_sentence_that_begins_like_a_byline_names_nobody(line: str) -> None:
    assert understood(page(above=f"<p>{line}</p>")).authors == []
