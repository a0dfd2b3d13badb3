"""Words for how often an article was read, and where the count of them stands."""

import re

from scraper.extraction.vocabulary.phrases import any_of

_PARTED = any_of("views.parted")
_GLUED = any_of("views.glued")
# Asked first, what can be no word fails at once, at each place of a long line.
_WORD = rf"(?:(?<![^\W\d_])(?:{_PARTED})|(?=[👁👀조\u0e00-\u0e7f\u4e00-\u9fff])(?:{_GLUED}))"
_OTHER_THING = any_of("views.others")
_MINUTES = r"\s*-?\s*(?:min|dak|dk\b|мин|хв|λεπ|دق|דק|分(?!享)|분|นาที|phút|menit|मिनट)"
_UNIT = r"(?:\s*(?:[万萬亿億千만천]|[kmw](?![a-z])))?\+?"
# "12 345" is one number, but not where the second part is another thing's: "15 120 comments".
_GROUPED = rf"[1-9]\d{{0,2}}(?:[ '’]\d{{3}})+(?![\d,.]|\s*{_OTHER_THING})"
_NUMBER = rf"(?>(?:{_GROUPED}|\d[\d,，.٬٫]*){_UNIT})"
_BEGINS = r"(?<!\d)(?<!\d[,.٬٫])"
_MARK = r"\s*(?:[:：=\-]|\(|（|\[|【)?\s*"
_MEASURE = r"(?:次|人|個|个|人次|回|회|times?|mal|x|×)?"
# A word for views has its number near; where none is, no word needs to be looked for.
_NEAR = r"(?=\D{1,40}+\d)"
VIEWS = re.compile(
    rf"""
    (?:(?<![^\W\d_])|(?=[👁👀조\u0e00-\u0e7f\u4e00-\u9fff])){_NEAR}(?:
        # A word and its number stand before the word for views: "comments 5 views 120".
        {_OTHER_THING}\s?[:：]?\s?{_NUMBER}\s*{_WORD}{_MARK}(?P<beside>{_NUMBER})
        |(?<![^\W\d_])[^\W\d_]+\s?[:：]?\s?{_NUMBER}\s*{_WORD}{_MARK}
            (?P<behind>{_NUMBER})(?!\s*{_OTHER_THING}(?!\s*[:：(（]?\s*\d)|{_MINUTES})
        |{_WORD}{_MARK}(?P<after>{_NUMBER})(?!{_MINUTES})
        |\b{any_of("views.read")}\s+(?P<read>{_NUMBER})\s*{any_of("views.times")}\b
    )
    |(?=\d){_BEGINS}(?:
        (?P<before>{_NUMBER})\s*{_MEASURE}\s*的?\s*
            (?:{_PARTED}|{_GLUED}|ครั้ง)(?![a-z])(?!\s*[:：])
        |(?P<times>{_NUMBER})\s*(?:人(?:已)?(?:阅读|看过|读过)|次(?:阅读|浏览|点击))
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_VIEWS = re.compile(
    rf"\W*(?:(?:number\s+of|количество|кол-во)\s+)?{_WORD}\W*", re.IGNORECASE | re.VERBOSE
)


def says_views(text: str) -> bool:
    """Whether a text is a word for how often something was read, and no more."""
    return _SAYS_VIEWS.fullmatch(text) is not None
