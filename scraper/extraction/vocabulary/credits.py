"""Words by which a page says who wrote, and the offices that stand beside a name."""

import re

_PICTURES = (
    r"(?:foto(?:s|er|graf[ií]\w*)?|photos?|photographs|pictures|images?"
    r"|imagens|bild(?:er)?|kuvat?|zdjęcia|снимки|фото)"
)
_WITH_PICTURES = rf"\s*(?:[&+/,]|und|and|och|og|en|et|y|e|ja|i|a|и)\s*{_PICTURES}"
# A name may follow these after a mere space, where a line or a part of one begins with them.
_BEGINNING = (
    r"(?:posted|submitted|written|words|published|story|interview(?:ed)?|reported|report)\s+by|by"
    r"|interview(?:er)?(?=\s*:)|authors?|reporters?|journalist|correspondent|writer|von|par|por|door|oleh"
    rf"|text(?!{_WITH_PICTURES})"
    r"|das\s+(?:interview|gespräch)\s+führten?|die\s+fragen\s+stellten?|propos\s+recueillis\s+par"
    r"|(?:eingereicht|verfasst|geschrieben)\s+von|(?:écrit|rédigé|publié)\s+par|(?:escrito|publicado|texto)\s+por"
    r"|(?:scritto|pubblicato)\s+da|(?:skrevet|tekst)\s+a[fv]|(?:skriven|text)\s+av|geschreven\s+door|napisał[ay]?"
    r"|přip?ravil[ai]?|napsal[ai]?|vložil(?:\(a\)|[ai])?|pisze|píše|piše|scris\s+de"
    r"|entrevista\s+(?:realizada\s+)?por|intervista\s+di|a\s+cura\s+di|rozmawiał[ay]?"
    r"|беседовал[аи]?|подготовил[аи]?|розмовля(?:в|ла)|γράφ(?:ει|ουν)(?:\s+(?:ο|η|οι)(?=\s))?"
    r"|συνέντευξη\s+στ(?:ην?|ον?)|(?:بقلم|מאת|โดย)"
)
# These need a colon or a stroke.
_MARKED = (
    r"autor(?:a|in|en|es|ka|ky|zy|ul)?|auteure?|autore|yazan|yazar|röportaj|söyleşi|tác\s+giả|thực\s+hiện|szerző|írta"
    rf"|(?:{_PICTURES}\s*(?:[&+/]|und|and|och|og|en|et|y|e|ja|i)\s*)?(?:tekst[ia]?|texte?|texto|testo|текст|words)(?:{_WITH_PICTURES})?"
    r"|kirjoittaja|haastattelu|penulis|pewawancara|автор|інтерв['’]ю"
    r"|συντάκτης|συντάκτρια|γράφει|κείμενο|लेखक|लेखिका|লেখক|ผู้เขียน|สัมภาษณ์|เรื่อง"
    r"|כתבה?|כותבת?|كتبت?|كتبه|كتبها|الكاتبة?|حاورت?(?:ه|ها|هم)|حاور|أجر(?:ى|ت)\s+الحوار|حوار|إعداد"
    r"|نویسنده|گزارش|گفتگو|گفت‌وگو|خبرنگار"
)
_JOB = r"(?:聞き手|取材|文章|文|構成|執筆|ライター|インタビュー|インタビュアー|글)"
_BESIDE = r"(?:写真|撮影|編集|イラスト|사진)"
_JOBS = rf"(?:{_BESIDE}[・·、,&＆/／])*{_JOB}(?:\s?[・·、,&＆/／]\s?(?:{_JOB}|{_BESIDE}))*"
_HAN = (
    r"(?:本报|本刊|本网|本站|特约|实习|见习|首席|采访|撰稿|本報|特約|通讯)*(?:记\s?者|記\s?者)|原?作\s?者|聞き手"
    r"|取材・文|執筆|글|기자명|文|文\s?[/／、]?\s?图|图\s?[/／、]?\s?文|撰文|撰稿|撰稿人|采写|採寫|采访|採訪|文字|整理|供稿"
    r"|通讯员|通訊員"
)
BYLINE = re.compile(
    rf"(?:(?:^|[|｜·•,;/(\]—–：])\s*(?:{_BEGINNING})|\b(?:written\s+by|author|reporter|words)(?=\s*[:：])"
    rf"|(?:^|[\s|｜·•,，;；/／(（\]】])(?:{_HAN}))(?:\s*[:：/／丨|｜]\s*|\s+)"
    rf"|(?<![^\W\d_])(?:{_MARKED})\s*[:：/／]\s*"
    rf"|(?:^|[\s|｜·•,，;；(（【])(?:{_JOBS}\s*[:：/／丨|｜=＝]\s*|聞き手\s?・\s?(?!{_JOB}|{_BESIDE}))",
    re.IGNORECASE,
)
# What a journal calls those who write for it, before or after their names.
OFFICE = re.compile(
    r"(?:本[报報刊网網台社]|全媒体|特约|特約|实习|實習|见习|首席|驻\S{2,4})*(?:记者|記者|通讯员|通訊員|撰稿人?|特派[员員]|实习生)"
    r"[\s:：/／]*"
)
KOREAN_OFFICE = (
    r"\s*(?:선임|수습|인턴|객원|시민|전문|대표|책임)?\s?(?:기자|특파원|논설위원|편집위원|리포터)"
)
# "박서준 기자", but no "취재 기자", which is what he is.
REPORTER = re.compile(
    rf"(?=[가-힣])(?<![가-힣=＝])(?!(?:취재|사진|담당|선임|수습|인턴|시민|객원|전문|편집|온라인|본지|해당|다른|모든|뉴스)\s?기자)"
    rf"(?P<names>[가-힣]{{2,4}}(?:\s?[·,]\s?[가-힣]{{2,4}})*){KOREAN_OFFICE}(?![가-힣])"
)
# What stands behind the names in one line with them: a date's label, a picture's author.
AFTER = re.compile(
    r"[\s,]+(?:publi[ceéck]\w*|pubblicat\w*|gepubliceerd|veröffentlicht|opublikow\w*|опубликован\w*|опубліковано|yayın\w*|giriş"
    r"|mis\s+à\s+jour|a[kc]tuali[sz]\w*|uppdater\w*|o[pp]dater\w*|bijgewerkt|aggiornat\w*|atualizad\w*|обновл\w*|güncelle\w*|päivitet\w*"
    r"|foto(?:s|er|graf\w*)?|bild(?:er)?|kuvat?|fotografie|снимк[аи]|фото|перегляд\w*|просмотр\w*"
    r"|(?:dne|le|il|el|am|den|de|op|em|от|kl)(?=\s*[|]))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# What somebody is who writes, wherever in a short text.
ROLE = re.compile(
    r"\b(?:(?:photo)?(?:correspondent|reporter|editor|writer|journalist|columnist|photographer|producer|contributor)s?|news(?:room|desk)|staff"
    r"|\w*(?:redakt(?:eur|ør|ör|or)\w*|korrespondent\w*|journalist\w*)|correspondant\w*|journaliste|rédact\w*|redact\w*|corresponsal\w*|periodista"
    r"|inviat[aoei]|giornalista|redattor\w*|redazione|redação|jornalista|repórter|dziennikar\w*|korespondent\w*|корреспондент\w*|журналист\w*|редактор\w*"
    r"|muhabir\w*|editör\w*|toimittaja|ανταποκριτ\w*|δημοσιογράφος|újságíró|szerkesztő|novinar\w*|novinář\w*|verslaggever|redacteur)\b",
    re.IGNORECASE,
)
# "Of", which says who wrote where nothing else, or only a date, stands in the line.
OF = re.compile(r"(?:Του|Της|[Dd]i|[Aa][fv])\s+(?=[^\W\d_])")
DATED_OF = re.compile(
    r"(?:^|[|,])\s*(?:του|της|από|d[aei]|a[fv]|od|от|від|teksti?|text)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
