"""Every encoding, whatever the page says of it, in texts of every length that a page may have."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.values.encoding import decode, is_encoding

CHINESE = (
    "<h1>周明远：把每一道工序做到最好</h1><p>　　十二月的车间里，机器的声音一直没有停。"
    "周明远说，企业的责任不是一句口号，而是每天都要做的事情。“我们从三个人开始，到现在有四百多名员工，靠的是大家的信任。”</p><p>他认为，行业的竞争已经"
    "从价格转到了服务，客户要的不只是产品。</p>"
)
SHORT_CHINESE = (
    "<title>服装企业访谈</title>" + "<div class='box'><a href='/list/1.html'>News</a></div>" * 20
)
TRADITIONAL = (
    "<h1>林書豪：傳統產業也要創新</h1><p>　　台北的十二月常常下雨，工廠裡的燈卻一直亮著。"
    "林先生說，公司的發展離不開員工，「我們希望每一個人都能在這裡學到東西。」他還談到了市場的變化，以及對年輕人的期待。</p>"
)
SHORT_TRADITIONAL = "<title>紡織業者專訪</title>" + "<li><a href='/n?id=1'>Index page</a></li>" * 20
JAPANESE = (
    "<h1>山田社長に聞く、ものづくりの未来</h1><p>工場は朝の六時から動き始める。山田さんは「お客様の声を聞くことが一番大切です」と"
    "話した。会社は三十年前に小さな町で始まり、今では百人以上が働いている。</p>"
)
KOREAN = (
    "<h1>김 대표가 말하는 회사의 책임</h1><p>공장의 하루는 아침 여섯 시에 시작된다. "
    "그는 사람을 먼저 생각하는 것이 가장 중요하다고 말했다. "
    "지금은 백 명이 넘는 직원이 함께 일하고 있다.</p>"
)
GERMAN = (
    "<h1>Gespräch über Qualität</h1><p>Für die Gründerin zählt vor allem die Nähe zu den "
    "Kundinnen. „Wir müssen größer denken“, erklärt sie und lächelt. "
    "Die Straße führt am Fluß entlang.</p>"
)
RUSSIAN = (
    "<h1>Директор завода о качестве</h1><p>Утром в цехе уже шумно. Елена Сергеевна "
    "говорит, что главное в работе - доверие людей, и показывает новые станки.</p>"
)
ENGLISH = (
    "<h1>A talk about quality</h1><p>“We don’t count the hours,” she says – and it’s clear that "
    "she means it. The company’s first mill still runs.</p>"
)
PAGES = {
    "chinese": (CHINESE, ["gb2312", "gbk", "gb18030", "utf-8"]),
    "short-chinese": (SHORT_CHINESE, ["gbk", "utf-8"]),
    "traditional": (TRADITIONAL, ["big5", "gbk", "utf-8"]),
    "short-traditional": (SHORT_TRADITIONAL, ["big5", "utf-8"]),
    "japanese": (JAPANESE, ["shift_jis", "euc-jp", "utf-8", "iso-2022-jp"]),
    "korean": (KOREAN, ["euc-kr", "cp949", "utf-8"]),
    "german": (GERMAN, ["windows-1252", "utf-8"]),
    "russian": (RUSSIAN, ["windows-1251", "koi8-r", "utf-8"]),
    "english": (ENGLISH, ["windows-1252", "utf-8"]),
}
WRONG = ["utf-8", "iso-8859-1", "gbk", "big5", "windows-1252", "shift_jis", "euc-kr", "no-such"]
DECLARATIONS = ["header", "meta", "http-equiv", "header against meta", "nowhere", *WRONG]
ENCODED = [(name, encoding) for name, (_, encodings) in PAGES.items() for encoding in encodings]


def _page(text: str, charset: str | None, pragma: bool = False) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    if pragma:
        meta = f"<META http-equiv=Content-Type content='text/html; charset={charset}'>"
    return f"<html><head>{meta}<script>var a = 1;</script></head><body>{text}</body></html>"


def _served(text: str, encoding: str, declaration: str) -> tuple[str, str | None]:
    """The page's text and its Content-Type header."""
    if declaration == "header":
        return _page(text, None), f"text/html; charset={encoding}"
    if declaration == "meta":
        return _page(text, encoding), "text/html"
    if declaration == "http-equiv":
        return _page(text, encoding, pragma=True), None
    if declaration == "header against meta":
        return _page(text, encoding), "text/html; charset=ISO-8859-1"
    if declaration == "nowhere":
        return _page(text, None), None
    return _page(text, declaration), f"text/html; charset={declaration}"


@pytest.mark.parametrize("declaration", DECLARATIONS)
@pytest.mark.parametrize(("name", "encoding"), ENCODED)
def test_every_page_comes_out_right(name: str, encoding: str, declaration: str) -> None:
    text, header = _served(PAGES[name][0], encoding, declaration)
    assert decode(text.encode(encoding), header) == text


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(mark: str) -> None:
    assert decode(CHINESE.encode(mark), "text/html; charset=gbk") == CHINESE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(encoding: str) -> None:
    page = _page(SHORT_CHINESE, None)
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    ("encoding", "declared"),
    list(
        itertools.product(
            ["utf-8", "gb18030", "big5", "shift_jis"], ["right", "gbk", "utf-8", None]
        )
    ),
)
def test_one_bad_byte_spoils_one_place(encoding: str, declared: str | None) -> None:
    text = {"big5": TRADITIONAL, "shift_jis": JAPANESE}.get(encoding, CHINESE)
    charset = encoding if declared == "right" else declared
    header = f"text/html; charset={charset}" if charset else None
    page = _page(text * 40, None)
    body = page.encode(encoding) + b"<p>\x81</p><p>end</p>"
    assert decode(body, header) == page + "<p>\ufffd</p><p>end</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_page_cut_within_a_character(encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else CHINESE
    cut = text[: text.index("</p>")]
    assert decode(cut.encode(encoding)[:-1]).rstrip("\ufffd") == cut[:-1]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("周明远", "gb2312"),
        ("服装企业", "gbk"),
        ("陳先生專訪", "big5"),
        ("インタビュー", "shift_jis"),
        ("인터뷰", "euc-kr"),
        ("Müller", "windows-1252"),
        ("Žižka", "windows-1250"),
        ("Интервью", "windows-1251"),
    ],
)
def test_a_right_declaration_holds_for_a_name(text: str, encoding: str) -> None:
    assert decode(_page(text, encoding).encode(encoding)) == _page(text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Następny wywiad: człowiek, który zaczął od zera", "windows-1250"),
        ("Yeni dönem için görüşme: işçilerin sesi", "windows-1254"),
        ("Συνέντευξη με τη διευθύντρια", "windows-1253"),
        ("ראיון עם המנהלת החדשה", "windows-1255"),
        ("مقابلة مع مديرة المصنع", "windows-1256"),
        ("สัมภาษณ์ผู้อำนวยการโรงงาน", "cp874"),
    ],
)
@pytest.mark.parametrize("declaration", ["meta", "utf-8"])
def test_single_byte_encodings(text: str, encoding: str, declaration: str) -> None:
    page, header = _served(text, encoding, declaration)
    assert decode(page.encode(encoding), header) == page


@pytest.mark.parametrize("declared", [None, "iso-8859-1", "utf-8"])
def test_pounds_are_no_polish_letters(declared: str | None) -> None:
    page = _page("<p>A fee of £90m, after £40m last year.</p>", None)
    header = declared and f"text/html; charset={declared}"
    assert decode(page.encode("windows-1252"), header) == page


def test_characters_beyond_gb2312_in_a_page_declared_as_gb2312() -> None:
    page = _page(CHINESE + "<p>朱镕基、陶喆、€5、頭髮</p>", "gb2312")
    assert decode(page.encode("gb18030")) == page


def test_a_single_foreign_fragment_in_a_utf_8_page() -> None:
    body = _page(CHINESE * 3, "gbk").encode() + "<b>广告</b>".encode("gbk")
    assert decode(body).startswith(_page(CHINESE * 3, "gbk"))


@pytest.mark.parametrize("charset", ["hex", "idna", "rot13", "punycode", "utf-7", "undefined", ";"])
def test_a_codec_that_is_no_encoding_is_not_used(charset: str) -> None:
    assert decode("<p>“ok”</p>".encode(), f"text/html; charset={charset}") == "<p>“ok”</p>"
    assert "ok" in decode(b"<p>\x93ok\x94</p>", f"text/html; charset={charset}")


def test_nothing_is_nothing() -> None:
    assert decode(b"") == ""
    assert decode(b"<p>plain</p>", "text/html; charset=utf-16") == "<p>plain</p>"


@settings(deadline=None)
@given(st.binary(max_size=300), st.none() | st.sampled_from(WRONG) | st.text(max_size=20))
def test_any_bytes_have_a_text(body: bytes, charset: str | None) -> None:
    header = charset and f"text/html; charset={charset}"
    assert isinstance(decode(body, header), str)


@pytest.mark.parametrize(
    "bad",
    [b"\xe9", b"\xe9" * 20, b"\xf8\x88\x80\x80\x80" * 20, b"\xed\xa0\xbd\xed\xb8\x80" * 5],
    ids=["one", "a run", "overlong", "surrogates"],
)
def test_a_few_bad_bytes_do_not_make_declared_utf8_another_alphabet(bad: bytes) -> None:
    page = "<h1>Ägir Öhm über Brot</h1><p>Früh öffnet die Bäckerei, sagt Ägir Öhm.</p><p>END</p>"
    text = decode(page.encode().replace(b"END", bad), "text/html; charset=utf-8")
    assert "Früh öffnet die Bäckerei, sagt Ägir Öhm." in text


@pytest.mark.parametrize("name", ["undefined", "rot13", "hex", "idna", "utf-7", "unicode_escape"])
def test_a_codec_that_is_no_encoding_is_read_as_undeclared(name: str) -> None:
    assert not is_encoding(name)
    assert decode("Früh öffnet \\ud800 +ADw-".encode(), f"text/html; charset={name}") == (
        "Früh öffnet \\ud800 +ADw-"
    )


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "cp1252", "iso2022_jp", "utf-16", "koi8-r"])
def test_an_encoding_is_one(name: str) -> None:
    assert is_encoding(name)


def test_chinese_that_is_declared_as_utf8_is_still_read() -> None:
    page = "<p>" + "织布的人说，颜色从来不会骗人，骗人的是光。" * 9 + "</p>"
    assert decode(page.encode("gb18030"), "text/html; charset=utf-8") == page
