"""The written forms of dates and times, as regular expressions over folded text.

Named groups: y, m, d (or `word` for a month's name, `a`/`b` where day and month are to be told
apart, `era` for years counted from another one), H, M, S, frac, before/after (AM, 下午), zone.
"""

import re

from scraper.values.dates.months import UNUSUAL
from scraper.values.dates.weekdays import WEEKDAY
from scraper.values.dates.zones import NAMED_ZONE, ZONE

# Not within an address, a version, an identifier or a longer number; but a label may be glued on.
# That a digit follows is asked first, as it costs least.
_START = r"(?=[0-9])(?:(?<![A-Za-z0-9_/.\\=&%#@+\-:,$€£¥])|(?<=[a-z]{3})|(?<=[^0-9][:,]))"
_END = r"(?![0-9]|[/.\-:][0-9]|[/\-][A-Za-z/]|\.[A-Za-z]{2,4}\b)"
_GLUED_TIME = r"(?=[0-9]{2}:[0-9]{2})"
_DAY = rf"(?:(?P<d>[0-9]{{1,2}}){_END}|(?P<d2>[0-9]{{2}}){_GLUED_TIME})"
_YEAR = r"(?P<y>(?:1[6-9]|2[01])[0-9]{2})"
_UNUSUAL = "|".join(map(re.escape, UNUSUAL)).replace(r"\ ", r"\s+")
_WORD = rf"(?P<word>[^\W\d_]{{3,12}}|(?=[t\u0600-\u0eff])(?:{_UNUSUAL}))"
# The month again, by its other Arabic name.
_AGAIN = r"(?:\s?[/(]\s?[\u0620-\u064a ]{2,14}\)?)?"
_ERA = r"(?:[พค]\.\s?ศ\.\s?)?"

DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2020/12/24  2020-12-24  2020.12.24.  2020. 12. 24
        rf"{_START}{_YEAR}\s?(?P<s>[-/.])\s?(?P<m>[0-9]{{1,2}})\s?(?P=s)\s?{_DAY}\.?",
        # 2020年12月24日  2020년 12월 24일
        rf"(?<![0-9]){_YEAR}\s*[年년]\s*(?P<m>[0-9]{{1,2}})\s*[月월]\s*(?P<d>[0-9]{{1,2}})"
        r"(?:\s*[日号號일]|(?![0-9]))",
        # 二〇二〇年十二月二十四日
        r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日",
        # 民國109年12月24日  令和2年12月24日
        r"(?P<era>民國|民国|令和|平成|昭和)\s*(?P<y>[0-9]{1,3}|元)\s*年\s*(?P<m>[0-9]{1,2})\s*月\s*"
        r"(?P<d>[0-9]{1,2})(?:\s*日|(?![0-9]))",
        # 24 December 2020  24. Dezember 2020  24 de diciembre de 2020  24-Dec-2020
        rf"(?<![0-9A-Za-z_./\-])(?<![0-9][:,])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|er|(?P<dot>\.)|[ºª])?[\s\-/]*"
        rf"(?:of\s|de\s|d['’])?\s*{_WORD}{_AGAIN}[.,،]{{0,2}}[\s\-/]*(?:de\s|del\s)?\s*{_ERA}"
        r"(?P<y>[0-9]{4})(?![0-9])",
        # December 24, 2020  Dec. 24th 2020
        rf"(?<![^\W_]){_WORD}\.?[\s\-]{{0,2}}(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s,،\-]{{1,3}}"
        r"(?P<y>[0-9]{4})(?![0-9])",
        # 2020. december 24.  2020 m. gruodžio 24 d.
        rf"{_START}{_YEAR}\.?\s(?:m\.\s)?\s*{_WORD}\.?\s(?P<d>[0-9]{{1,2}})(?![0-9:])(?:\.|\s?d\.)?",
        # 2020. gada 24. decembrī
        rf"{_START}{_YEAR}\.?\s?gada\s(?P<d>[0-9]{{1,2}})\.?\s{_WORD}",
        # 24 tháng 12 năm 2020  24 tháng 12, 2020
        rf"(?=[0-9n])(?<![0-9])(?:\bngày\s)?(?P<d>[0-9]{{1,2}})\s?tháng\s?(?P<m>[0-9]{{1,2}})(?:\s?,|\s?năm)?\s?{_YEAR}(?![0-9])",
        # 24.12.2020  12/24/2020  24-12-2020
        rf"{_START}(?P<a>[0-9]{{1,2}})(?P<s>[./-])\s?(?P<b>[0-9]{{1,2}})(?P=s)\s?{_YEAR}{_END}\.?",
        # Thu Dec 24 12:12:00 CST 2020, as Unix and Java print it
        rf"(?<![^\W_]){_WORD}\s+(?P<d>[0-9]{{1,2}})\s+(?P<H>[0-9]{{2}}):(?P<M>[0-9]{{2}}):(?P<S>[0-9]{{2}})"
        rf"\s+(?:(?P<zone>{ZONE})\s+)?(?P<y>[0-9]{{4}})(?![0-9])",
    )
)

_BEFORE = "上午|下午|中午|凌晨|清晨|早上|早晨|晚上|傍晚|오전|오후|午前|午後"
_OF_DAY = r"(?:Uhr|uur)\b|น\."
# What may stand behind 05.30 where it is a time: not what is counted or paid.
_BARE = (
    r"|(?<=[0-9]{2})\.(?P<M5>[0-5][0-9])(?![0-9.])"
    r"(?=\s*(?:\Z|[|·•,;()–—]|(?-i:[A-ZÀ-ÞŠŽČА-Я])(?!ur|UR|SD)))"
)
_CLOCK = (
    rf"(?:(?P<before>{_BEFORE})\s*|(?P<kl>\b(?:klo?|ore|ora|ob|kell|plkst|pukul|jam|godz)\b\.?\s*))?(?P<H>[0-9]{{1,2}})"
    r"(?:\s?[:：]\s?(?P<M>[0-9]{2})(?:\s?[:：]\s?(?P<S>[0-9]{2})(?:[.,](?P<frac>[0-9]{1,9}))?)?(?![0-9:])"
    r"|\s*[时時点點시]\s*(?:(?P<M2>[0-9]{1,2})\s*[分분]\s*(?:(?P<S2>[0-9]{1,2})\s*[秒초])?|(?P<half>半))?"
    r"|\s?h\s?(?P<M3>[0-9]{2})?(?![A-Za-z0-9])"
    rf"|\.(?P<M4>[0-9]{{2}})(?(kl)(?![0-9.])|(?=\s*(?:{_OF_DAY}|[ap]\.?m\b|[(]?{NAMED_ZONE})))"
    r"|(?=\s*(?:Uhr|[ap]\.?m\b))BARE)"
    rf"(?:\s*(?:{_OF_DAY}))?(?:\s*(?P<after>[ap]\.?\s?m\b\.?|[μπ]\.\s?μ\.|[قب]\.\s?ظ|مساء?|صباحا?|[مص]\b))?"
    rf"(?:\s*(?P<open>[(])?(?:по\s)?(?P<zone>{ZONE})(?(open)[)]))?"
)
_JOIN = (
    r"(?:\s|[,，،|·•@–—()-]|\b(?:at|à|um|a\s?las|às|alle|klo?|o|в|г|года|om|ore|ora|la|u|ob|v|ve|w|g"
    r"|godz|o\sgodz|kell|plkst|pukul|jam|saat|lúc|о|об|год|р|у|ώρα|στις|الساعة|ساعت|בשעה|เวลา)\b\.?)"
)
# A date's time: right after it, with no more than a weekday and a joining word between.
CLOCK_AFTER = re.compile(
    rf"(?:T|\.?{_JOIN}{{0,5}}{WEEKDAY}?{_JOIN}{{0,5}}){_CLOCK.replace('BARE', _BARE)}",
    re.IGNORECASE,
)
CLOCK_BEFORE = re.compile(
    rf"(?<![0-9.])(?<![0-9]:){_CLOCK.replace('BARE', '')}(?:\s|[,，|·•–—-]|\bon\b){{0,5}}"
    rf"{WEEKDAY}?[\s,，]{{0,3}}\Z",
    re.IGNORECASE,
)
