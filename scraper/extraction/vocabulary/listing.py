"""What the words round links mean: pager, "read more", rankings, latest news, class names."""

import re
import unicodedata

from scraper.extraction.vocabulary.phrases import compiled

_WIDE = re.compile(r"[\u2e80-\uffef]")
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")

_RANKING = compiled("rankings.chosen", "related.anywhere")
_BESIDE = compiled("related.names")
LATEST = compiled("rankings.latest")
_MONTH = (
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_NEUTRAL = re.compile(
    rf"(?:today|yesterday|this (?:week|month|year)|(?:{_MONTH})?[\s,./-]*\d*[\s,./-]*(?:{_MONTH})?"
    r"[\s,./-]*(?:19|20)?\d\d[\s,.年/-]*(?:\d+[月/.-]*)?(?:\d+日?)?|\d+月(?:\d+日)?|今天|昨天|本周|更早"
    r"|(?:more|all|earlier|older|other|previous)\b.*|archive|(?:更多|全部|往期|其他|其它).*"
    r"|.*(?:列表|list|目录|archive))",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(
    r"(?:next(?: page| »)?|next \d+.*|go to next page"
    r"|older(?: (?:posts|entries|articles|news|stories))?"
    r"|(?:下|后|後)(?:一)?(?:页|頁)|次(?:の(?:ページ|\d+件))?(?:へ)?|次へ|다음(?: ?페이지)?"
    r"|nächste(?: seite)?|weiter|vor|suivant(?:e)?|page suivante|siguiente|página siguiente"
    r"|pr[oó]xim[ao](?: página)?|successiv[ao]|avanti|(?:prossima pagina|pagina successiva)"
    r"|volgende(?: pagina)?|след(?:ующая(?: страница)?|\.)?|вперёд|далее|далі"
    r"|наступна(?: сторінка)?|n(?:ästa|este|æste)(?: sid[ae])?|następna(?: strona)?"
    r"|další(?: strana| stránka)?|sonraki(?: sayfa)?|seuraava(?: sivu)?|επόμενη(?: σελίδα)?"
    r"|következő(?: oldal)?|pagina următoare|(?:الصفحة )?التالية?|صفحه بعدی?|(?:ה?עמוד )?הבא"
    r"|(?:หน้า)?ถัดไป|अगला(?: पृष्ठ| पेज)?|trang (?:sau|tiếp(?: theo)?)"
    r"|(?:halaman )?(?:selanjutnya|berikutnya)"
    r"|ältere (?:beiträge|artikel|einträge|meldungen|gespräche|interviews)"
    r"|(?:articles|billets|entretiens) plus anciens"
    r"|(?:entradas|noticias|entrevistas)(?: más)? antiguas"
    r"|(?:posts|artigos|notícias|publicações|entrevistas)(?: mais)? antig[oa]s"
    r"|(?:articoli|post) (?:più vecchi|meno recenti)|oudere (?:berichten|artikelen)"
    r"|(?:более )?(?:старые|ранние) (?:записи|статьи|материалы|новости)|старіші (?:записи|статті)"
    r"|starsze (?:wpisy|artykuły)|starší (?:příspěvky|články)|äldre (?:inlägg|artiklar)"
    r"|ældre indlæg|eldre innlegg|vanhemmat (?:artikkelit|kirjoitukset)"
    r"|παλαιότερ(?:α άρθρα|ες αναρτήσεις)|régebbi (?:bejegyzések|cikkek)|articole mai vechi"
    r"|daha eski (?:yazılar|haberler)|(?:過去|以前)の(?:記事|投稿)|古い(?:記事|投稿)"
    r"|المقالات الأقدم|bài cũ hơn|pos(?:-pos)? lama)",
    re.IGNORECASE,
)
_OTHER_PAGER = re.compile(
    r"(?:(?:the )?(?:first|last|previous|prev|newer|newest|oldest|back)(?: (?:page|posts|entries))?"
    r"|(?:next|previous|prev) (?:article|post|story|entry)|[上下]一?[篇条條]"
    r"|(?:首|尾|末|上一?|前一?|第一|最后一?|最後一?)[页頁]|前へ|最初|最後|이전|처음|마지막|zurück"
    r"|letzte|erste"
    r"|précédent\w*|premi[eè]re|derni[eè]re|anterior|primer[ao]|últim[ao]|precedente|vorige|page|go|跳转"
    r"|(?:page |第 ?|共 ?)?\d{1,5}(?: ?[页頁])?)",
    re.IGNORECASE,
)
LAST_PAGE = re.compile(
    r"(?:last|oldest)(?: page)?|[尾末][页頁]|最[后後]一?[页頁]?|letzte(?: seite)?|derni[eè]re?"
    r"|últim[ao]|마지막",
    re.IGNORECASE,
)
FIRST_PAGE = re.compile(r"(?:first|newest)(?: page)?|首[页頁]|第一[页頁]|最初|처음|erste", re.I)
LOAD_MORE = re.compile(
    r"(?:load|show|view|see)? ?more(?: (?:articles|stories|posts|news|results|interviews))?"
    r"|(?:加载|加載|查看|点击加载|显示|顯示|点击查看)?更多(?:内容|文章|新闻)?"
    r"|もっと(?:見る|読み込む)|さらに(?:表示|見る|読み込む)(?:する)?"
    r"|(?:기사 ?)?더 ?(?:보기|불러오기)"
    r"|(?:mehr|weitere)(?: (?:artikel|beiträge|einträge|meldungen|gespräche|interviews))?"
    r"(?: (?:laden|anzeigen|zeigen))?"
    r"|(?:voir|afficher|charger) (?:plus|la suite)(?: d['’]\w+)?|plus d['’](?:articles|entretiens)"
    r"|(?:ver|cargar|mostrar) más(?: \w+)?|(?:ver|carregar|mostrar) mais(?: \w+)?"
    r"|(?:mostra|carica|vedi) (?:altr[oi]|di più)(?: \w+)?|(?:laad|toon) meer(?: \w+)?"
    r"|meer (?:laden|tonen|artikelen|berichten)"
    r"|(?:(?:загрузить|показать|смотреть|завантажити|показати) )?"
    r"(?:ещё|еще|больше|ще|більше)(?: \w+)?"
    r"|(?:pokaż|załaduj|wczytaj|zobacz) więcej(?: \w+)?|(?:načíst|zobrazit) (?:další|více)(?: \w+)?"
    r"|(?:visa|ladda|läs in|vis|last inn|hent|indlæs) (?:fler|flere|mere?)(?: \w+)?"
    r"|(?:näytä|lataa) lisää(?: \w+)?|(?:φόρτωση|εμφάνιση|δείτε) περισσότερ\w+(?: \w+)?"
    r"|(?:încarcă|vezi|arată) mai mult\w*(?: \w+)?|(?:továbbiak|több) (?:betöltése|megjelenítése)"
    r"|daha fazla(?: \w+)?(?: (?:yükle|göster))?|(?:تحميل |عرض )?المزيد|(?:نمایش |بارگذاری )?بیشتر"
    r"|(?:טען|הצג) עוד|(?:xem|tải) thêm|(?:muat|lihat|tampilkan) (?:lebih banyak|lainnya)"
    r"|और (?:देखें|लोड करें)|(?:โหลด|ดู)เพิ่มเติม",
    re.IGNORECASE,
)
SYMBOL_NEXT = frozenset({"›", "»", ">", "→", ">>", "≫", "»»", "⟩", "▶", "►", "❯", "&gt;", "..›"})
_MORE = re.compile(
    r"(?:(?:read|learn|view|see|show|find out|continue)?\W*(?:more|reading|details?"
    r"|full (?:story|article|text|interview)|on"
    r"|the (?:full )?(?:story|article|interview))(?: about.*| »)?"
    r"|(?:click )?here|details?|full text|\(?\d*\)? ?comments?"
    r"|(?:leave|add|post) a (?:comment|reply)"
    r"|\d+ (?:comments?|views?|likes?)|share|评论.*|\d* ?条?评论|分享|收藏|点赞"
    r"|(?:阅读|閱讀|查看|点击查看|点击阅读|浏览|了解|显示|更多)*(?:全文|详细|詳細|详情|詳情|更多|原文|正文|内容)"
    r"|続きを読む|もっと読む|자세히|weiterlesen"
    r"|mehr(?: lesen)?|lire la suite|en savoir plus|leer más|leggi(?: tutto)?|ler mais"
    r"|lees (?:meer|verder)|читать(?: далее| полностью)?|подробнее|devamı)",
    re.IGNORECASE,
)
HOME = re.compile(
    r"(?:home(?:page)?|首[页頁]|网站首页|主页|startseite|accueil|inicio|главная)", re.I
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HINTS = {
    "nav": r"nav\w*|menus?|channel\w*|daohang|caidan|toolbar|topbar|tabs?|subnav|mainnav",
    "crumb": r"breadcrumbs?|crumbs?|bread|position|location|weizhi|mianbao\w*",
    "foot": r"foot\w*|copyright|friend\w*|flinks?|youqing|bottomnav|sitemap|partners?",
    "head": r"topnav|masthead|siteheader|globalheader",
    "side": r"side\w*|aside|rightbar|leftbar|widgets?",
    "hot": r"hots?|hot(?:list|news|article|box|bar)\w*|rank\w*|remen|paihang\w*|popular|trending"
    r"|mostread|recommend\w*|tuijian|related|toplist|paihb|phb",
    "pager": r"pag(?:er|es|ination|ing|enav|elist|ebar)\w*|fenye|wp-pagenavi|pagebox|pagelinks?",
    "tag": r"tags?|tagcloud|keywords?|labels?|biaoqian",
    "ad": r"ads?|adv|advert\w*|sponsor\w*|promo\w*|guanggao|banner\w*",
    "title": r"tit|title\w*|hd|head|heading|caption|biaoti|bt",
    "tool": r"share\w*|social|login|lang(?:uage)?s?|langswitch|search\w*|comments?|author\w*|by",
}
_HINT_PATTERNS = {name: re.compile(pattern) for name, pattern in _HINTS.items()}


def plain(text: str) -> str:
    """The text in NFKC without punctuation and arrows at its ends, for comparing with words."""
    return _TRIM.sub("", unicodedata.normalize("NFKC", text)).strip()


def width(text: str) -> int:
    """How long a text is to a reader: a Chinese, Japanese or Korean sign counts two letters."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_neutral(label: str) -> bool:
    """Whether a heading only parts one list: a date, "More", "Archive"."""
    words = plain(label)
    return not words or _NEUTRAL.fullmatch(words) is not None


def is_ranking(words: str) -> bool:
    """Whether a plain heading names a choice of articles beside the list that a page is about."""
    return _RANKING.search(words) is not None or _BESIDE.fullmatch(words) is not None


def is_pager(text: str) -> bool:
    """Whether a link with this text leads through the pages of a list."""
    if (stripped := text.strip()) in SYMBOL_NEXT or not plain(stripped):
        return True
    words = plain(stripped)
    return NEXT_WORD.fullmatch(words) is not None or _OTHER_PAGER.fullmatch(words) is not None


def is_more(text: str) -> bool:
    """Whether a link with this text stands for an article whose title is elsewhere."""
    words = plain(text)
    return not words or _MORE.fullmatch(words) is not None


def hints_of(names: str) -> frozenset[str]:
    """What class names, ids and roles may hint at; weak evidence, as names can be anything."""
    tokens = set(re.split(r"[^a-z0-9]+", _CAMEL.sub(" ", names).lower()))
    tokens |= set(names.lower().split())
    return frozenset(
        name
        for name, pattern in _HINT_PATTERNS.items()
        if any(pattern.fullmatch(token) for token in tokens)
    )
