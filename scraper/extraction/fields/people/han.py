"""Whom a Chinese, Japanese or Korean title names as the one it is with."""

import re
from collections.abc import Iterator

# Surnames that nearly all Chinese have, and the common double ones.
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余"
    "潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫"
    "芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊沿梅莫庄莊辛管祝左涂谷祁时時舒耿牟卜柯詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司"
    "柏宁寧柴芮房滕巫应應卞闻聞骆駱解褚娄婁古米池臧仇宫宮全戚佟连連艾岑燕卓容栾桂郁桑狄宗晏"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SAYS = (
    "说|表示|认为|介绍|告诉|坦言|指出|回忆|直言|笑|解释|强调|回答|补充"
    "|的说法|的說法|說|認為|介紹|告訴|回憶|解釋|強調|補充"
)
# What may stand between a name and a word for speaking: what somebody is called, how it is said.
_BETWEEN = (
    r"(?:[，,]|先生|女士|教授|老师|老師|院士|博士)?(?:[也还還曾则則就便又才都]|[对對向跟]|在|接受|[^。！？\n，,]{0,4}[着著地]"
    r"|[^。！？\n]{0,6}(?:记者|記者))?[^。！？\n\w]{0,2}(?:[^。！？\n，,]{0,4}[着著地])?"
)
# Where a Chinese title names whom it is with: `专访…温如松`, `秦思礼：…`, `…詹一桥谈黄铜`.
# Words for what somebody is end so: `程序员`, `安全工程师`.
_OFFICES = frozenset("员員师師者们們匠商官长長")
# What a name is followed by within a title.
_BEHIND = re.compile(r"$|谈|談|说|說|讲|講|聊|畅|暢|的|和|与|與|一席|教授|先生|女士|院士")
_HAN_PLACES = re.compile(
    r"(?:专访|專訪|对话|對話|采访|採訪|访谈|訪談|独家访)[:：|｜\s]{0,2}(?P<whom>[\u4e00-\u9fff]{2,24})"
    r"|(?:(?<![走探寻尋查造拜暗来來回出随隨家上信])[访訪]|(?<![\u4e00-\u9fff])[与與])(?P<after>[\u4e00-\u9fff]{2,24})"
    r"|(?:^|[|｜])(?P<before>[\u4e00-\u9fff]{2,24})(?=\s*[:：|｜])"
    r"|(?P<talks>[\u4e00-\u9fff]{2,24}?)(?=谈|談|说[:：“]|說[:：「])"
)
# Somebody speaks, whoever it is.
_TALKS = re.compile(rf"[他她][^。！？\n]{{0,4}}(?:{_SAYS})")
_QUOTED = re.compile(r"[“「『]")
_LEAST_QUOTES = 3
_CALLED = "대표|교수|감독|작가|씨|원장|회장|소장|관장|배우|가수|선수|의원|박사|장인"
_KOREAN = re.compile(
    rf"(?P<name>[\uac00-\ud7af]{{2,4}})\s*(?:{_CALLED})?\s*인터뷰"
    rf"|인터뷰.*?(?<![\uac00-\ud7af])(?P<called>[\uac00-\ud7af]{{3}})\s+(?:{_CALLED})(?![\uac00-\ud7af])"
)
# Whom a Korean title is a talk with, or quotes, and how the text calls a person: `강가람 씨`.
_KOREAN_TALK = re.compile("인터뷰|에게 듣|을 만나|를 만나|대담")
_KOREAN_QUOTE = re.compile('[“"‘]')
_KOREAN_SAYS = "[^.\n]{0,40}(?:말했|말한|말하|말합|전했|설명|웃었|웃으|회상|털어놓|덧붙)"
_KOREAN_WORD = re.compile(
    r"(?<![\uac00-\ud7af])(?P<name>[\uac00-\ud7af]{3,4}?)(?:에게|의|과|와)?(?![\uac00-\ud7af])"
)
_JAPANESE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,5}[\u3040-\u30ff]{0,4})(?:さん|氏)(?:に聞く|に訊く|インタビュー)(?P<called>)"
)


def is_han_name(name: str) -> bool:
    """Whether it is a Chinese person's full name: a surname, and one or two characters."""
    if name.startswith(_DOUBLE):
        return len(name) in (3, 4)
    return name[0] in _SURNAMES and len(name) in (2, 3) and name[-1] not in _OFFICES


def han_names(title: str, text: str, *, asked: bool) -> Iterator[str]:
    """The persons that a title names as such, who speak in the text: by name, or, where the title
    has them speak, by anybody's; `asked` says that the text has questions."""
    talks = asked or _somebody_talks(text)
    for place in _HAN_PLACES.finditer(title):
        before = place["before"] or place["talks"] or ""
        name = (
            _name_in(place["whom"] or "", text, ends=False, talks=asked)
            or _name_in(place["after"] or "", text, ends=False, talks=False)
            or _name_in(before, text, ends=True, talks=talks)
        )
        if name:
            yield name
    for place in (*_KOREAN.finditer(title), *_JAPANESE.finditer(title)):
        name = place["name"] or place["called"]
        # A text names somebody in full once, and then by the surname, or not at all in a talk.
        if name in text and (asked or text.count(name[:2]) > 1):
            yield name
    yield from _korean_names(title, text, asked=asked)


def _korean_names(title: str, text: str, *, asked: bool) -> Iterator[str]:
    """The words of a title that the text calls a person by, where the title is of a talk, or quotes
    somebody who speaks in the text."""
    talk, quote = _KOREAN_TALK.search(title), _KOREAN_QUOTE.search(title)
    for word in _KOREAN_WORD.finditer(title) if talk or quote else ():
        called = rf"{word['name']}\s?씨(?![\uac00-\ud7af]{{2}})"
        says = "" if talk or asked else _KOREAN_SAYS
        if re.search(called + says, text):
            yield word["name"]


def _name_in(words: str, text: str, *, ends: bool, talks: bool) -> str | None:
    """The name at the end of words such as `北门货运董事长温如松`, or, where it does not have to
    stand there, anywhere in them, that the text has a person say something by."""
    for stop in [len(words)] if ends else range(len(words), 1, -1):
        if not _BEHIND.match(words, stop):
            continue
        for length in (3, 4, 2):
            name = words[max(stop - length, 0) : stop]
            if len(name) == length and is_han_name(name) and _speaks(name, text, talks=talks):
                return name
    return None


def _speaks(name: str, text: str, *, talks: bool) -> bool:
    if talks and len(name) > 2 and re.search(rf"(?:^|[^\w]){name}", text, re.MULTILINE):
        return True
    said = re.search(rf"{name}(?:{_BETWEEN})?(?:{_SAYS})", text)
    return said is not None or re.search(rf"^{name}\s*[:：]", text, re.MULTILINE) is not None


def _somebody_talks(text: str) -> bool:
    return _TALKS.search(text) is not None or len(_QUOTED.findall(text)) >= _LEAST_QUOTES
