"""Labels of the next and of the previous article."""

import re
from functools import lru_cache

NEXT = re.compile(
    r"""(read|see|view|continue\s+to|go\s+to|on\s+to)?\s*(the\s+)?next\s*(up|article|post|story|interview|item|piece|report|entry|read|news|one|page)?
    |(read|see)\s+this\s+next|up\s+next|newer(\s+(post|article|story|entry))?|read\s+on|continue\s+reading|coming\s+up\s+next
    |(阅读|閱讀|查看|看|读|讀|接着读|继续阅读|請看|请看|点击阅读)?(下|后|後|後)(一|1)?(篇|条|條|则|則|章|个|個|期|主题|主題|帖)(文章|新闻|新聞|访谈|訪談|内容|內容|阅读|閱讀|资讯|报道|报导|報導|專訪|专访|对话|對話|采访|採訪|消息)?
    |次の(記事|ページ|投稿|インタビュー|対談|ニュース)(へ|を読む)?|次へ|다음\s*(글|기사|인터뷰|뉴스|포스트|게시물)(\s*(읽기|보기))?
    |nächste[rs]?\s*(artikel|beitrag|gespräch|interview|meldung|text)?
    |(l['’])?(article|entretien|interview|actualité|billet)\s+suivante?|suivante?
    |(la\s+|el\s+)?(siguiente|próxim[oa])(\s+(entrevista|noticia|artículo|nota|entrada|artigo|notícia|matéria|post))?
    |(entrevista|noticia|artículo|nota|entrada)\s+siguiente|(artigo|notícia|entrevista|post)\s+seguinte
    |(la\s+|el\s+)?següent(\s+(entrevista|notícia|article))?|(entrevista|notícia|article)\s+següent
    |(articolo|intervista|notizia|post)\s+successiv[oa]|prossim[oa](\s+(articolo|intervista|notizia|post))?|successiv[oa]
    |volgende?(\s+(artikel|bericht|interview|gesprek|verhaal))?|następn[yea](\s+(artykuł|wpis|wywiad|rozmowa|tekst))?
    |(další|následující)\s+(článek|rozhovor|příspěvek|zpráva|text)|(ďalší|nasledujúci)\s+(článok|rozhovor|príspevok)
    |következő(\s+(cikk|interjú|bejegyzés|hír))?|(articolul|interviul|articol|interviu)\s+următor|următorul\s+(articol|interviu)
    |sl(j)?edeć[aei]\s+(članak|tekst|intervju|vijest|vest|objava)|следећи\s+(чланак|текст|интервју)
    |nästa(\s+(artikel|intervju|inlägg|nyhet))?|næste(\s+(artikel|interview|indlæg|nyhed))?|neste(\s+(artikkel|intervju|innlegg|sak))?
    |seuraava(\s+(artikkeli|haastattelu|juttu|uutinen))?|επόμεν[οη](\s+(άρθρο|συνέντευξη|είδηση))?
    |((читать|читайте|читати)\s+)?(следующ|наступн|следващ)\w+(\s+[\w’']+)?|sıradaki(\s+(haber|yazı|söyleşi|röportaj))?|sonraki(\s+(haber|yazı|makale|röportaj|söyleşi|içerik))?
    |(اقر[أا]\s+)?(المقال|المقالة|الخبر|الحوار|الموضوع|التدوينة)\s+(التالي|التالية|القادم)|التالي|(مطلب|خبر|نوشته|مقاله|گفتگو|گفت‌وگو)ی?\s+بعدی|بعدی
    |[הל]?(כתבה|ראיון|מאמר|פוסט|ידיעה)\s+הבאה?|अगल[ाीे]\s+(ख़?बर|लेख|समाचार|इंटरव्यू|साक्षात्कार|पोस्ट)|পরবর্তী(\s+(খবর|সংবাদ|নিবন্ধ|সাক্ষাৎকার))?
    |(bài|tin)\s+(viết\s+)?(tiếp\s+theo|kế\s+tiếp)|(bài|tin)\s+sau|(เรื่อง|บทความ|ข่าว|บทสัมภาษณ์)?(ถัดไป|ต่อไป)
    |(artikel|berita|wawancara)?\s*(selanjutnya|berikutnya)
    |(weiter\s+)?zum\s+nächsten\s+(artikel|beitrag|gespräch|interview)|lire\s+(l['’]|le\s+)(article|entretien|billet)\s+suivant
    |leer\s+(el|la)\s+(siguiente|próxim[oa])\s+(artículo|entrevista|noticia|nota)|leia\s+[ao]\s+próxim[ao]\s+(matéria|artigo|notícia|entrevista)
    |leggi\s+(il|la|l['’])\s*(prossim[oa]|successiv[oa])\s+(articolo|intervista|notizia)|lees\s+(het|de)\s+volgende\s+(artikel|bericht|interview|gesprek)
    |(prze)?czytaj\s+następny\s+(artykuł|wpis|wywiad)|l[äæe]s\s+n(äst|est|æst)[ae]\s+(artikel|artikkel|intervju|interview|sak|inlägg)
    |lue\s+seuraava\s+(artikkeli|haastattelu|juttu)|citește\s+următorul\s+(articol|interviu)""",
    re.IGNORECASE | re.VERBOSE,
)

PREVIOUS = re.compile(
    r"""(read|see|view)?\s*(the\s+)?prev(ious)?\s*(article|post|story|interview|item|piece|report|entry|news|one)?|older(\s+(post|article|story|entry))?
    |(阅读|閱讀|查看|看)?(上|前)(一|1)?(篇|条|條|则|則|章|个|個|期|主题|主題|帖)(文章|新闻|新聞|访谈|訪談|内容|內容|资讯|报道|專訪|专访|对话|對話)?
    |前の(記事|投稿|インタビュー|対談|ニュース)(へ)?|前へ|이전\s*(글|기사|인터뷰|뉴스|포스트|게시물)
    |vorherige[rs]?\s*(artikel|beitrag|gespräch|interview|meldung|text)?|(article|entretien|interview|actualité|billet)\s+précédente?|précédente?
    |(entrevista|noticia|artículo|nota|entrada|artigo|notícia|post|article)\s+anterior|anterior(\s+(entrevista|noticia|artículo|artigo|notícia))?
    |(articolo|intervista|notizia|post)\s+precedente|precedente|vorige?(\s+(artikel|bericht|interview|gesprek))?
    |poprzedni[ea]?(\s+(artykuł|wpis|wywiad|rozmowa|tekst))?|předchozí(\s+(článek|rozhovor|příspěvek))?|predchádzajúci(\s+(článok|rozhovor))?
    |előző(\s+(cikk|interjú|bejegyzés|hír))?|(articolul|interviul|articol|interviu)\s+(precedent|anterior)|prethodn[aio](\s+(članak|tekst|intervju|vijest|vest))?
    |föregående(\s+(artikel|intervju|inlägg))?|forrige(\s+(artikkel|artikel|intervju|interview|innlegg|indlæg|sak))?|edellinen(\s+(artikkeli|haastattelu|juttu))?
    |προηγούμεν[οη](\s+(άρθρο|συνέντευξη))?|(предыдущ|попередн|предишн)\w+(\s+\w+)?|önceki(\s+(haber|yazı|makale|röportaj|söyleşi))?
    |(المقال|المقالة|الخبر|الحوار|الموضوع)\s+(السابق|السابقة)|السابق|(مطلب|خبر|نوشته|مقاله|گفتگو|گفت‌وگو)ی?\s+قبلی|قبلی
    |ה?(כתבה|ראיון|מאמר|פוסט|ידיעה)\s+(הקודמת|הקודם)|पिछल[ाीे]\s+(ख़?बर|लेख|समाचार|इंटरव्यू|पोस्ट)|পূর্ববর্তী(\s+(খবর|সংবাদ|নিবন্ধ))?
    |(bài|tin)\s+(viết\s+)?trước|(เรื่อง|บทความ|ข่าว)?ก่อนหน้า|(artikel|berita|wawancara)?\s*sebelumnya""",
    re.IGNORECASE | re.VERBOSE,
)

# One of these is in each label of the next or of the previous article.
_SIGNS = (
    *("next", "newer", "older", "prev", "read on", "continue", "coming"),
    *("下", "后", "後", "上", "前", "次", "다음", "이전", "nächst", "vorherig", "suivant"),
    *("précédent", "precedent", "siguiente", "próxim", "anterior", "seguinte", "següent"),
    *("successiv", "prossim", "volgend", "vorig", "następn", "poprzedni", "další", "následujíc"),
    *("předchozí", "ďalší", "nasledujúc", "predchádzaj", "következő", "előző", "următor"),
    *("sljedeć", "sledeć", "следећ", "prethodn", "nästa", "föregående", "næste", "neste"),
    *("forrige", "seuraava", "edellinen", "επόμεν", "προηγούμεν", "следующ", "предыдущ"),
    *(
        "наступн",
        "попередн",
        "следващ",
        "предишн",
        "sonraki",
        "sıradaki",
        "önceki",
        "التالي",
        "القادم",
    ),
    *("السابق", "بعدی", "قبلی", "הבא", "הקודמ", "הקודם", "अगल", "पिछल", "পরবর্তী", "পূর্ববর্তী"),
    *(
        "tiếp",
        "bài sau",
        "tin sau",
        "trước",
        "ถัดไป",
        "ต่อไป",
        "ก่อนหน้า",
        "selanjutnya",
        "berikutnya",
        "sebelumnya",
    ),
)
_SIGN = re.compile("|".join(_SIGNS))


@lru_cache(maxsize=4096)
def may_step(text: str) -> bool:
    """Whether a text can hold a label of the next or of the previous article: cheap, and right to
    say no."""
    return _SIGN.search(text.casefold()) is not None
