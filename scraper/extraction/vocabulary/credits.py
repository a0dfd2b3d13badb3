"""Words by which a page says who wrote, and the offices that stand beside a name."""

import re

from scraper.extraction.vocabulary.phrases import any_of

_PICTURES = any_of("bylines.pictures")
_AND = r"(?:[&+/,]|und|and|och|og|en|et|y|e|ja|i|a|и)"
_WITH_PICTURES = rf"\s*{_AND}\s*{_PICTURES}"
# A name may follow these after a mere space, where a line or a part of one begins with them.
_BEGINNING = rf"{any_of('bylines.beginning')}|text(?!{_WITH_PICTURES})"
# These need a colon or a stroke.
_MARKED = (
    rf"{any_of('bylines.marked')}"
    rf"|(?:{_PICTURES}\s*{_AND}\s*)?{any_of('bylines.text')}(?:{_WITH_PICTURES})?"
)
_JOB, _BESIDE = any_of("bylines.job"), any_of("bylines.beside")
_JOBS = rf"(?:{_BESIDE}[・·、,&＆/／])*{_JOB}(?:\s?[・·、,&＆/／]\s?(?:{_JOB}|{_BESIDE}))*"
_HAN = any_of("bylines.han")
BYLINE = re.compile(
    rf"(?:(?:^|[|｜·•,;/(\]—–：])\s*(?:{_BEGINNING})|\b(?:written\s+by|author|reporter|words)(?=\s*[:：])"
    rf"|(?:^|[\s|｜·•,，;；/／(（\]】])(?:{_HAN}))(?:\s*[:：/／丨|｜]\s*|\s+)"
    rf"|(?<![^\W\d_])(?:{_MARKED})\s*[:：/／]\s*"
    rf"|(?:^|[\s|｜·•,，;；(（【])(?:{_JOBS}\s*[:：/／丨|｜=＝]\s*|聞き手\s?・\s?(?!{_JOB}|{_BESIDE}))",
    re.IGNORECASE,
)
# What a journal calls those who write for it, before or after their names.
OFFICE = re.compile(rf"{any_of('bylines.office')}[\s:：/／]*")
KOREAN_OFFICE = (
    r"\s*(?:선임|수습|인턴|객원|시민|전문|대표|책임)?\s?(?:기자|특파원|논설위원|편집위원|리포터)"
)
# "박서준 기자", but no "취재 기자", which is what he is.
REPORTER = re.compile(
    rf"(?=[가-힣])(?<![가-힣=＝])(?!(?:취재|사진|담당|선임|수습|인턴|시민|객원|전문|편집|온라인|본지|해당|다른|모든|뉴스)\s?기자)"
    rf"(?P<names>[가-힣]{{2,4}}(?:\s?[·,]\s?[가-힣]{{2,4}})*){KOREAN_OFFICE}(?![가-힣])"
)
# What stands behind the names in one line with them: a date's label, a picture's author.
AFTER = re.compile(rf"[\s,]+{any_of('bylines.after')}\b.*$", re.IGNORECASE | re.DOTALL)
# What somebody is who writes, wherever in a short text.
ROLE = re.compile(rf"\b{any_of('bylines.role')}\b", re.IGNORECASE)
# "Of", which says who wrote where nothing else, or only a date, stands in the line.
OF = re.compile(r"(?:Του|Της|[Dd]i|[Aa][fv])\s+(?=[^\W\d_])")
DATED_OF = re.compile(
    r"(?:^|[|,])\s*(?:του|της|από|d[aei]|a[fv]|od|от|від|teksti?|text)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
