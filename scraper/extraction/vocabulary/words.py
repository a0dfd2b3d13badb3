"""What readers are told by labels: the words, in several languages, that name a page's parts.

Each pattern is matched against a short line from its start (`is_label`) or anywhere in it.
"""

import re
from functools import lru_cache

from scraper.extraction.vocabulary.credits import BYLINE as BYLINE
from scraper.extraction.vocabulary.notices import is_appeal
from scraper.extraction.vocabulary.phrases import any_of, compiled
from scraper.extraction.vocabulary.steps import NEXT as NEXT
from scraper.extraction.vocabulary.steps import PREVIOUS as PREVIOUS
from scraper.extraction.vocabulary.steps import may_step as may_step
from scraper.extraction.vocabulary.views import VIEWS as VIEWS
from scraper.extraction.vocabulary.views import says_views as says_views
from scraper.values.clean import unaccented

_MARKS = (
    " \t·•●■▪◆◇★☆|｜│:：>›»«<‹/\\-–—―_=+*#.。…,，、;；!！?？"
    "()（）[]【】「」『』《》〈〉\"'“”‘’▶►▼→↓"
)

RELATED = compiled("related.names", "related.more")
# Capitals are often set without their accents: "A LIRE AUSSI", "ΣΧΕΤΙΚΑ ΑΡΘΡΑ".
_RELATED_BARE = re.compile(unaccented(RELATED.pattern), re.IGNORECASE)
HOT = re.compile(
    rf"\b{any_of('rankings.words')}\b|{any_of('rankings.signs')}",
    re.IGNORECASE,
)

COMMENTS = re.compile(
    r"""(\d+\s+|all\s+|latest\s+|reader\s+|readers'?\s+|user\s+|top\s+|view\s+|show\s+|hot\s+)*(comments?|responses?|replies|discussion)(\s*[(（]?\s*\d+\s*[)）]?)?
    |(\d+\s+)?(kommentar(e|er|ze|z|i)?|reacties?|commenti?|komentarz[ey]?|komentář[ei]?|komentáře|comentarii?|комментари\w*|коментар\w*|σχόλια|yorum(lar)?
        |kommentit|hozzászólás\w*|opmerkingen|diskuse|diskussion(en)?|التعليقات|تعليقات|תגובות|komentar|bình\s+luận|ความคิดเห็น|टिप्पणियाँ)(\s*[(（]?\s*\d+\s*[)）]?)?
    |(leave|post|write|add|join)\s+(a|an|your|the)\s+(comment|reply|response|conversation|discussion)
    |\d+\s+(thoughts?|replies|responses|comments?)\s+(on|to)\b.*|what\s+readers\s+say|join\s+the\s+conversation|have\s+your\s+say
    |(网友|網友|读者|讀者|最新|热门|熱門|全部|用户|用戶|精彩|文章|发表|發表|我要|我来|我來|参与|參與|共有?\d+条|\d+条)*(评论|評論|留言|跟帖|回复|回覆|讨论|討論|点评|點評|评论区|評論區|留言板)(区|區|列表)?\s*[(（]?\s*\d*\s*[条條则]?\s*[)）]?
    |发表(您|你)?的?(评论|看法)|说点什么.{0,6}|コメント.{0,6}|댓글.{0,6}|kommentare?.{0,6}|commentaires?.{0,6}|comentarios?.{0,6}""",
    re.IGNORECASE | re.VERBOSE,
)

APPEAL = re.compile(
    r"[(\[\s]*(?:(follow|like|find|join|visit)\s+(us|\w+|@\w+)(\s+\w+)?\s+on\b|subscribe\s+(to|now|here|today)|sign\s+up\s+(for|to|now|here)|by\s+(signing\s+up|subscribing|clicking|submitting)"
    r"|click\s+here\s+(to|for)|(have\s+your\s+say|give\s+us\s+(your\s+)?feedback|contact\s+us|get\s+in\s+touch|share\s+your\s+thoughts)"
    r"|this\s+(article|post|page|story)\s+(contains|may\s+contain|includes)\s+affiliate|(we|us)\s+may\s+(earn|receive)\s+(a\s+)?commission|(updated|last\s+updated)\s+(at|on)\b"
    r"|(image|photo|picture|video|foto|bild|photograph)s?\s*(credit|courtesy|by|:|©)|already\s+a\s+(subscriber|member)|to\s+(continue|keep)\s+reading|you\s+(have|'ve)\s+reached"
    r"|printed\s+from|print\s+this\s+(page|article)|get\s+(the|our|all)\s+(latest|best|top|free|daily|weekly)|don.t\s+miss\s+(a|an|out|the)|download\s+(the|our)\s+(free\s+)?app|support\s+(our|independent)\s+journalism"
    r"|\d+\s*(min|minutes?|min\.?)\s*(read|lesezeit|lecture|lettura)?\b$|lesedauer|lesezeit|reading\s+time|die\s+mit\s+(einem|\*)|melden\s+sie\s+sich|abonnieren|(jetzt|hier)\s+(anmelden|registrieren|abonnieren)"
    r"|この記事は.{0,4}会員限定|紙の新聞|扫描.{0,8}二维码|关注.{0,10}(微信)?公众号|长按.{0,6}二维码|点击.{0,8}(关注|下载)|更多.{0,8}请(关注|下载)"
    r"|if\s+you\s+buy\s+something\s+using|(e-?mail|write\s+to|contact)\s+[\w\s.'-]{3,40}\s+(at|on)\s+\S+@|join\s+(our|the)\s+.{2,20}\s+(forums?|group|channel)|citation:|provided\s+by\b"
    r"|(image|photo|bild|foto|photograph|picture|slide|video|图|图片)s?\s*\d+\s*(of|/|von|de)\s*\d+\s*$|\d+\s*(of|/|von)\s*\d+\s*$)",
    re.IGNORECASE,
)
# What a page asks of its reader in passing, wherever in a short text it says so.
NOTICE = re.compile(
    r"\bmay\s+(earn|receive|get)\s+(an?\s+)?(small\s+)?(affiliate\s+)?commission"
    r"|\b(sign\s+up|subscribe)\s+(for|to)\s+(our|the|one\s+of\s+our)\b.{0,40}\b(newsletters?|updates|digest|alerts)|unsubscribe\s+at\s+any\s+time"
    r"|\bcreate\s+an?\s+(free\s+)?account\s+(or|and|to)\b|\b(sign|log)\s+in\s+to\s+(continue|read|unlock|comment)|\b(register|subscribe)\s+(now\s+)?to\s+(unlock|continue|read|keep|get)\b"
    r"|\breserved\s+for\s+(our\s+)?subscribers|\bread\s+our\s+(full\s+)?(privacy|cookie)|\bthank\s+you\s+for\s+(registering|subscribing|signing\s+up)|\bplease\s+(refresh|reload)\s+(the|this)\s+page"
    r"|\berror\s+(has\s+)?occurred|\b(enable|requires?)\s+javascript|\bnews\s+tip,\s+correction|\bmay\s+be\s+reproduced\s+without"
    r"|\bfollow\s+(us|him|her|them|the|@?\w+)\b.{0,50}\bon\s+(twitter|facebook|instagram|linkedin|threads|telegram|whatsapp|bluesky)\b"
    r"|\b(jetzt|hier)\s+(kostenlos\s+)?(anmelden|registrieren|abonnieren|testen)|\bnewsletter\s+(abonnieren|bestellen|anmelden)|\bexterne[rn]?\s+inhalt\w*\s+(anzeigen|laden|von)|\bsie\s+lesen\s+gerade\b"
    r"|\b(suscríbete|suscribite|regístrate)\s+(a|al|para|y|gratis)\b|\bsólo\s+para\s+(registrados|suscriptores)|\binicia\s+sesión\s+para\b|\b(abonnez|inscrivez)-vous\b|\bréservée?\s+aux\s+abonnés|\biscriviti\s+(alla|al|a)\b|\babbonati\s+(a|per|ora)\b"
    r"|\b(assine|inscreva-se|cadastre-se)\s+(a|o|em|no|na|para|já)\b|会員(限定|登録)|続きを読むには|登[录錄]后|下[载載].{0,8}(APP|客户端|客戶端)"
    r"|[扫掃].{0,12}二[维維][码碼].{0,12}(关注|關注|下[载載]|加入|[查观收]看|阅读|閱讀|订阅|訂閱)|(客户端|客戶端|APP)下[载載]"
    r"|(欢迎|歡迎|敬请|敬請|请|請)(您)?[关關]注.{0,14}(公众号|公眾號|视频号|視頻號|微博)|무단\s*(전재|복제)|無断(転載|複製)",
    re.IGNORECASE,
)
# A few words to the reader about cookies, and what to do about them.
_COOKIES = re.compile(
    r"(?=.*\bcookies?\b)"
    r"(?=.*\b(?:accept|consent|allow|enabl|agree|settings|preferences|zustimm|akzeptier|einwillig|autoris|acept"
    r"|accett|accepteer|toesta|godta|samtykk|tillåt|souhlas|zgod|aceit|hyväksy|elfogad|kabul|соглас|принима))"
    r"(?=.*\b(?:you|your|please|sie|ihrer?|bitte|vous|votre|vos|veuillez|usted|su|tus?|voi|vostr\w|tuo|jouw|uw|je"
    r"|du|din|deg|prosím|proszę|você|seu|lütfen|вы|ваш\w*)\b)[^\"“„«「].*",
    re.IGNORECASE | re.DOTALL,
)
BIO = re.compile(
    r"about\s+(the\s+)?(authors?|writers?|reporters?|contributors?|journalists?)|author\s+(bio|info)\w*"
    r"|((著者|筆者|作者)の?)?プロフィール|(人物|个人|個人|嘉宾|嘉賓|受访者|受訪者)(简介|簡介|介绍|介紹|档案|檔案)"
    r"|(关于|關於)(作者|本文作者|记者|記者)|(作者|记者)(简介|介紹|介绍|简历|信息|档案)|über\s+(den|die)\s+autor[\w:*]*|à\s+propos\s+de\s+l.auteur",
    re.IGNORECASE,
)

SHARE = re.compile(
    r"""(please\s+)?(share|tweet|print|e-?mail|save|bookmark|like|follow|copy\s+link|subscribe|forward|whats\s?app|facebook|twitter|linked-?in|pinterest|reddit|telegram|line|weibo|we\s?chat|qq|pocket)
      (\s+(this|us|it|on|to|via|with|by|the|article|story|post|page|interview|link|friends|now|facebook|twitter|linkedin|x|weibo|wechat|whatsapp|telegram|email|e-mail))*
    |(一键)?(分享|转发|轉發)(到|至|给|本文|此文|文章|本页|该文|按钮|按鈕)?.{0,10}
    |收藏(本文|本页|文章|此文)?|(打印|列印)(本文|本页|文章)?|关闭(窗口|本页)?|關閉|点赞|點讚|赞|讚|举报|舉報|复制链接|複製連結|返回(顶部|列表|首页)?|字号.{0,8}|字體|字体.{0,8}|大|中|小|扫一扫.*|关注我们.*|關注我們.*|扫码.*|掃碼.*
    |(新浪)?微博|微信(好友|朋友圈)?|朋友圈|QQ(空间|好友)?|豆瓣|人人网|百度贴吧|贴吧|空间|シェア.{0,6}|ツイート|공유.{0,6}|teilen|partager|compartir|condividi|delen""",
    re.IGNORECASE | re.VERBOSE,
)

AD = re.compile(
    r"""(advertisements?|ad|ads|sponsored|sponsor|promoted|promotion|paid\s+(post|content|partner\w*)|partner\s+content|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklam[ea]?|reklāma|реклама|annons\w*|annonce|advertentie|reclame|mainos|inzerce|hirdetés|διαφήμιση|quảng\s+cáo|iklan|إعلان(?:ات)?|اعلان|פרסומת|विज्ञापन|広告|광고|advertorial)(\s+(by|from|content|message|feature|links?)\b.*|\s*[:：·|].*|\s*\(.*)?
    |.{0,4}(广告|廣告|推广|推廣|赞助|贊助)(位|商|内容|链接|招商|投放|合作|招租)*(\s*[:：|·].*)?|your\s+ad\s+here.*|pr|(story\s+continues|article\s+continues|continue\s+reading|scroll\s+(down\s+)?to\s+continue).*""",
    re.IGNORECASE | re.VERBOSE,
)

TAGS = re.compile(
    r"(article\s+|related\s+|filed\s+under|post\s+|explore\s+(more\s+)?|more\s+)?(tags?|tagged(\s+(with|as|in|under))?|keywords?|key\s+words|topics?|labels?|subjects?|themes?|in\s+this\s+(story|article))"
    r"|filed\s+under|归档|歸檔|(本文|文章|相关|相關|关键|關鍵|热门|内容)?(标签|標籤|标籤|關鍵字|关键字|关键词|關鍵詞|主题词|话题|話題|TAG|tag|Tags|分类标签|检索词)s?"
    r"|タグ|キーワード|태그|키워드|mehr\s+(lesen\s+)?über|themen\s+(dieses|des)\s+artikels|más\s+temas|temas|schlagw[oö]rter|schlagworte|themen|mots[\s-]clés|étiquettes|etiquetas|palabras\s+clave|argomenti|onderwerpen|emneord|теги|метки|etiketler"
    r"|(ال)?كلمات\s+(ال)?(مفتاحية|دلالية)|(ال)?وسوم|وسم|کلید\s?واژه(?:[\u200c\s]?ها)?|برچسب(?:[\u200c\s]?ها)?|תגיות|תגים"
    r"|แท็ก|ป้ายกำกับ|คำสำคัญ|từ\s+kh(?:óa|oá)|thẻ|टैग(?:्स)?|ট্যাগ|ετικέτες|λέξεις[\s-]κλειδιά|etichete|cuvinte\s+cheie"
    r"|címkék|tagi|tagy|ämnen?|štítky|klíčová\s+slova|kľúčové\s+slová|nyckelord|nøk?kelord|nøgleord|taggar|avainsanat|asiasanat"
    r"|ključne\s+(?:riječi|reči|besede)|oznake|кључне\s+речи|тагове|etiket|ключевые\s+слова|ключові\s+слова|słowa\s+kluczowe"
    r"|trefwoorden|palavras[\s-]chave|parole\s+chiave|stichw[oö]rter|thèmes|assuntos|tópicos|marcadores|etichette|tematy|tém(?:ata|y|ák)"
    r"|anahtar\s+kelimeler|konular|ämnen|emner|stikkord|aiheet|tunnisteet|тэги|тем[ыи](?:\s+статьи)?|мітки|kulcsszavak|chủ\s+đề|kata\s+kunci|topik|етикети",
    re.IGNORECASE,
)

HOME = re.compile(
    r"(home(\s*page)?|front\s*page|main(\s*page)?|start(seite)?|index|首页|首頁|主页|主頁|网站首页|網站首頁|本站首页|本站|首页|返回首页|.{1,8}(首页|首頁|主页)|ホーム|トップ(ページ)?|top|홈|accueil|inicio|início|forside(n)?|hem|etusivu|strona\s+główna|(на\s+)?главная|головна|начало|domů|domov|startsida|kezdőlap|főoldal|acasă|početna|naslovnica|αρχική|ana\s?sayfa|(الصفحة\s+)?الرئيسية|خانه|صفحه\s+اصلی|(דף\s+)?הבית|ראשי|होम|मुखपृष्ठ|হোম|trang\s+chủ|beranda|หน้าแรก|portada|home\s?page)",
    re.IGNORECASE,
)

HERE = re.compile(
    r"(you\s+are\s+(here|at)|your\s+(location|position)|(current\s+)?(location|position)|breadcrumbs?|path|where\s+you\s+are"
    r"|((您|你)(现在|现|目前)?(的)?|当前|當前|目前|现在|本页)(所在)?(的)?(位置|位於|位于|在)(是)?|(所在)?位置|您的位置|(您|你)在这里|您(当前|现在)(的)?位置|当前路径|導航|导航|路径)",
    re.IGNORECASE,
)

PLACEHOLDER = re.compile(
    r"(text|article|content|body|details?|current(\s+page)?|this\s+article|full\s+text|正文|内容|內容|详情|詳情|文章正文|正文内容|详细内容|查看内容|阅读文章|浏览文章|文章内容|文章详情|本文|阅读正文|新闻正文|资讯详情|新闻详情|本頁|当前页)",
    re.IGNORECASE,
)

EMPTY = re.compile(
    r"(没有了?|沒有了?|无|無|暂无.*|已(经)?是(最后|第)一篇.*|没有(更多|下一篇).*|none|nothing|no\s+(more|next).*|n/?a|last\s+article|back\s+to.*|返回列表.*)",
    re.IGNORECASE,
)

CREDIT = re.compile(
    r"""[(（\[【]?\s*(本文)?(责任编辑|責任編輯|责编|責編|编辑|編輯|编审|审核|審核|校对|校對|主编|主編|监制|監製|值班编辑|本文编辑|文字编辑|图片编辑|来源|來源|文章来源|稿件来源|信息来源|原标题|原標題|原文链接|本文(来源|链接|地址|转自|網址)|转载|轉載|版权|版權|免责|免責|声明|聲明|特别声明|郑重声明|凡本(网|站)|本网站|未经.{0,10}(许可|授权|允许)|欢迎(关注|转载)|更多(精彩|资讯|新闻)?(内容)?(请|敬请|尽在).{0,20}|images?(?=\s*:)|editor(ial)?(\s+in\s+charge)?|edited\s+by|responsible\s+editor|copy\s?editor|source|copyright|©|\(c\)|all\s+rights\s+reserved|disclaimer|reprint|no\s+reproduction)\s*(:|：|/|】|\]|by\b|©|\d{4}|声明|所有|$)""",
    re.IGNORECASE | re.VERBOSE,
)

NOISE = re.compile(
    r"(back\s+to.*|返回.{0,8}|read\s+(more|full|article|now)|more|details?|full\s+(text|story)|continue|查看(详情|全文|更多)?|详情|詳情|阅读(全文|原文|更多)?|全文|更多|\[?详细\]?|views?|reads?|hits?|阅读|浏览|点击|in|on|by|from|at|date|time|published|section|时间|日期|栏目|分类|发布|发布时间|来自|views\s*[:：]?)[\s:：»>→]*",
    re.IGNORECASE,
)

COLUMN = re.compile(
    r"(title|headline|subject|topic|article|column|time|published|版块|分区|栏目|欄目|标题|標題|题目|文章(标题|名称)?|时间|日期|views|reads|hits|date|section|author|作者|点击|浏览|阅读)",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"©|&copy|\bcopyright\b|all rights reserved"
    r"|(?:19|20)\d\d\s*[-–—]\s*20\d\d\b.{0,60}(?:visitor|访客|版权|$)"
    r"|ICP[备備证証]|版权所有|版權所有|\bvisitors? (?:no\b|number)|\bpowered by\b",
    re.IGNORECASE,
)
MORE = re.compile(
    r"(more|read\s+(more|on|full\s+\w+)|continue(\s+reading)?|full\s+(text|story|article)|详细|详情|全文|更多|查看(全文|详情|更多)?|阅读(全文|更多)?|続きを読む|더보기|mehr|weiterlesen|lire\s+la\s+suite)",
    re.IGNORECASE,
)


# Labels of two or three characters are spread out to the width of longer ones.
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
# One of these is in every notice; to look for them costs far less than the pattern.
_NOTICE_SIGNS = (
    *("subscri", "newsletter", "account", "sign in", "log in", "login", "register", "sign up"),
    *("commission", "privacy", "cookie", "javascript", "follow", "news tip", "reproduced"),
    *("error", "refresh", "reload", "anmelden", "registrieren", "abonnieren", "testen", "externe"),
    *(
        "sie lesen",
        "suscri",
        "regístra",
        "registrados",
        "suscriptores",
        "sesión",
        "abonn",
        "inscri",
    ),
    *("iscrivi", "abbona", "assine", "cadastre", "会員", "続き", "登录", "登錄", "下载", "下載"),
    *("二维码", "二維碼", "公众号", "公眾號", "视频号", "視頻號", "微博", "무단", "無断"),
)


def unspread(text: str) -> str:
    """The text without the spaces between its Han characters."""
    return _SPREAD.sub("", text)


@lru_cache(maxsize=4096)
def is_notice(text: str) -> bool:
    """Whether a short text asks something of its reader in passing."""
    folded = text.casefold()
    if "cookie" in folded and _COOKIES.match(text):
        return True
    if is_appeal(folded):
        return True
    return any(sign in folded for sign in _NOTICE_SIGNS) and NOTICE.search(text) is not None


def bare(text: str) -> str:
    """The text without the bullets, colons, arrows and brackets that decorate a label."""
    return text.strip(_MARKS)


def is_related(plain: str) -> bool:
    """Whether a bare text is one of the labels of further reading."""
    if RELATED.fullmatch(plain):
        return True
    return plain.isupper() and _RELATED_BARE.fullmatch(unaccented(plain)) is not None


def is_label(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the whole of a decorated text is one of the pattern's labels."""
    return len(text) <= 60 and pattern.fullmatch(unspread(bare(text))) is not None
