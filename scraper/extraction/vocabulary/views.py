"""Words for how often an article was read, and where the count of them stands."""

import re

# Of scripts that part words: none of these begins within a word ("Interviews (21)").
_PARTED = r"""
    views?|page\s?views?|reads?|read\s+by|hits?|clicks?|visits?|viewed|readers|pv|times\s+read
    |impressions|(?:seiten)?aufrufe|zugriffe|vues|lectures|vistas|visitas|visualizaciones|lecturas
    |просмотр\w*|перегляд\w*|прочтени\w+
    |(?:عدد\s+)?(?:ال)?(?:مشاهدات|مشاهدة|مشاهده|قراءات|قراءة|زيارات|زيارة)
    |(?:تعداد\s+)?بازدید(?:ها)?|צפיות|προβολ(?:ές|η)|व्यूज़?|बार\s+देखा\s+गया
    |(?:số\s+)?lượt\s+(?:xem|đọc)|görüntü?lenme(?:\s+sayısı)?|(?:kez\s+)?okun(?:ma|du)(?:\s+sayısı)?
    |(?:kali\s+)?di(?:lihat|baca)|visualizzazioni|letture|wyświetle(?:ń|nia)|odsłon(?:y|a)?
    |zobrazen[íoé]|přečteno|megtekintés(?:ek)?(?:\s+száma)?|vizualizări|vizualizari|afișări
    |(?:keer\s+)?(?:gelezen|bekeken)|weergaven|visningar|visninger|visualizações|leituras|acessos
    |gelesen|klicks|katseluker[rt]\w+|прочитано|прочитали|αναγνώσεις|megtekintve|olvasva
    |pregleda|прегледа|преглеждания|बार\s+पढ़ा\s+गया
"""
# The others, and the signs of an eye: these stand next to anything.
_GLUED = r"""
    👁️?|👀|閲覧(?:数|回数)?|조회\s?수?
    |(?:阅读|閱讀|浏览|瀏覽|点击|點擊|查看|人气|人氣|访问|訪問|观看|觀看|围观|圍觀|关注|熱度|热度|阅|閱|看过|瀏覽人數)
        (?:次数|次數|量|数|數|人数|人數|率)?
    |(?:ยอด|จำนวน)?(?:ผู้)?(?:เข้าชม|เปิดอ่าน|วิว)(?:แล้ว)?
"""
# Asked first, what can be no word fails at once, at each place of a long line.
_WORD = rf"(?:(?<![^\W\d_])(?:{_PARTED})|(?=[👁👀조\u0e00-\u0e7f\u4e00-\u9fff])(?:{_GLUED}))"
_OTHER_THING = (
    r"(?:comments?|repl(?:y|ies)|likes?|shares?|votes?|words?|kommentare?|commentaires?|comentarios?"
    r"|评论|評論|回复|回覆|跟帖|点赞|點讚|赞|讚|收藏|分享|转发|轉發|条|條|댓글|コメント)"
)
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
        |\b(?:read|viewed|lue?|vue?|leíd[oa]|lett[oa]|gelesen|visad|läst|vist|okundu|czytan[oye]
            |luettu|citit\s+de|прочитан[оа])\s+(?P<read>{_NUMBER})
            \s*(?:times|fois|veces|volte|mal|gånger|gang(?:e|er)|kez|razy|kertaa|ori|раза?)\b
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
