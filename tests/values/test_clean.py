"""Texts as a reader sees them, and the language they are in."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.values.clean import clean, clean_or_none, language_of

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain text", "plain text"),
        ("  two\n\t lines \r\n", "two lines"),
        ("\u3000\u3000段落\u3000二", "段落 二"),
        ("a\u00a0b\u2003c\u2028d\u202fe", "a b c d e"),
        ("a&nbsp;b", "a b"),
        ("Q&amp;A", "Q&A"),
        ("Q&amp;amp;A", "Q&A"),
        ("&#20013;&#x56FD; &ldquo;ok&rdquo;", "中国 “ok”"),
        ("R&D; AT&T &c", "R&D; AT&T &c"),
        ("/a?x=1&copy=2&region=3", "/a?x=1&copy=2&region=3"),
        ("&nosuchname;", "&nosuchname;"),
        ("e\u0301tude", "étude"),
        ("ガラス", unicodedata.normalize("NFC", "ガラス")),
        ("co\u00adop\u200be\u2060ra\ufefftion", "cooperation"),
        ("\u200eleft\u200f \u202aa\u202c \u2066b\u2069", "left a b"),
        ("nul\x00 bell\x07 esc\x1b del\x7f", "nul bell esc del"),
        ("1990&#150;2000", "1990–2000"),
        ("half \ud83d pair", "half pair"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("ab\u200cc\u200dd", "abcd"),
        ("中\u200d文\u200c", "中文"),
        (FAMILY, FAMILY),
        (SCOTLAND, SCOTLAND),
        ("ok\U000e0068\U000e0069", "ok"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("\ufffd kept", "\ufffd kept"),
        ("", ""),
        ("\u3000\u200b\xa0", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean_or_none(text) == (cleaned or None)


def test_nothing_stays_nothing() -> None:
    assert clean_or_none(None) is None


@settings(deadline=None)
@given(
    st.text(st.characters(codec=None))
    | st.from_regex(r"(&(amp;|#|x|[a-z]{1,4}|\d{1,6}|;|\u00ad){1,4}\s?)+")
)
def test_any_text_comes_out_clean_and_stays_so(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert cleaned == " ".join(cleaned.split())


CHINESE = "勇担责任，龙光集团ESG管理成果获认可"
ENGLISH = "She told the forum that a mill which teaches its own people will outlive its machines."
GERMAN = (
    "Die Gründerin erklärte am Montag, dass die Zahlen besser ausgefallen seien als erwartet, und "
    "kündigte weitere Gespräche mit den Beschäftigten an."
)
FRENCH = (
    "La directrice a expliqué que l'usine continuerait à former ses propres ouvriers cette année."
)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (CHINESE, None, "zh"),
        (CHINESE, "en-US", "zh"),
        (CHINESE, "zh_CN", "zh"),
        ("Alibaba 集团的 Wang Ruihe 在上海表示，企业要有责任", "en", "zh"),
        ("傳統產業也要創新", "zh-Hant-TW", "zh"),
        ("工場は朝の六時から動き始める。", None, "ja"),
        ("工場は朝の六時から動き始める。", "zh", "ja"),
        ("東京都知事選挙", "ja", "ja"),
        ("鲜の每日茶饮品牌创始人谈开店与选址的经验", "zh", "zh"),
        ("공장의 하루는 아침 여섯 시에 시작된다", "en", "ko"),
        (ENGLISH, None, "en"),
        (ENGLISH, "zh-CN", "en"),
        (ENGLISH, "zh", "en"),
        (ENGLISH, "en_GB", "en"),
        (ENGLISH + " (龙光集团)", "zh", "en"),
        (GERMAN, None, "de"),
        (GERMAN, "de", "de"),
        (GERMAN, "en", "de"),
        (FRENCH, "fr-CA", "fr"),
        ("Interview", "de", "de"),
        ("Interview", "en", "en"),
        ("Директор завода говорит о доверии людей", None, "ru"),
        ("Директор завода говорит о доверии людей", "en", "ru"),
        ("Директорка заводу розповіла про довіру людей і нові верстати", "uk", "uk"),
        ("Συνέντευξη με τη διευθύντρια", "en", "el"),
        ("สัมภาษณ์ผู้อำนวยการโรงงาน", None, "th"),
        ("مقابلة مع مديرة المصنع", "ar", "ar"),
        ("ראיון עם המנהלת", None, "he"),
        ("12:05 / 3", "en", None),
        ("", "zh", None),
        (ENGLISH, "", "en"),
        (ENGLISH, "???", "en"),
        (CHINESE, "cn", "zh"),
    ],
)
def test_language(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared) == language


def test_a_name_alone_is_in_no_language() -> None:
    assert language_of("Wang Ruihe") is None


@settings(deadline=None)
@given(st.text(), st.none() | st.text(max_size=12))
def test_any_text_has_a_language_or_none(text: str, declared: str | None) -> None:
    language = language_of(text, declared)
    assert language is None or (language.islower() and 2 <= len(language) <= 3)
