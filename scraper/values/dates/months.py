"""Names of the months in the languages that news portals write.

A month of two words or of two letters, one with signs that are no letters of their own (Thai,
Devanagari and Bengali vowels) and one with dots within is in `UNUSUAL`.
"""

import re
import unicodedata

_NAMES = {
    1: "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari januar "
    "stycznia styczeń sty января январь янв ocak ledna leden január januára ianuarie ian "
    "tammikuuta tammikuu jaanuar janvāris janvārī sausio siječnja siječanj januara januarja "
    "януари јануар јануара јануари gener xaneiro janúar yanvar janar "
    "січня січень студзеня қаңтар ιανουαρίου ιανουάριος ιαν იანვარი հունվարի",
    2: "february feb febr februar février fevrier févr fév febrero febbraio fevereiro fev februari "
    "lutego luty lut февраля февраль фев февр şubat února únor február februára februarie "
    "helmikuuta helmikuu veebruar februāris februārī vasario veljače veljača februara februarja "
    "февруари фебруар фебруара febrer febreiro febrúar fevral shkurt pebrero "
    "лютого лютий лютага ақпан φεβρουαρίου φεβρουάριος φεβ თებერვალი փետրվարի",
    3: "march mar märz marz maerz mär mrz mars marzo março marco maart mrt marts marca marzec "
    "марта март мар mart března březen maret marec március márc martie maaliskuuta maaliskuu märts "
    "martā kovo ožujka ožujak març mac machi marso marta "
    "березня березень сакавіка наурыз μαρτίου μάρτιος μαρ მარტი մարտի",
    4: "april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр nisan dubna "
    "duben aprila apríla apríl április ápr aprilie huhtikuuta huhtikuu aprill aprīlis aprīlī "
    "balandžio travnja travanj април априла aprel prill aprili "
    "квітня квітень красавіка сәуір απριλίου απρίλιος απρ აპრილი ապրիլի",
    5: "may mai mayo maggio mag maio mei maj maja мая май mayıs května květen mája máj május "
    "toukokuuta toukokuu maijs maijā gegužės svibnja svibanj мај маја maig maí "
    "травня травень траўня мамыр μαΐου μαίου μάιος μαΐ μαϊ მაისი մայիսի",
    6: "june jun juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн haziran "
    "června červen júna jún június iunie iun kesäkuuta kesäkuu juuni jūnijs jūnijā birželio "
    "lipnja lipanj juna junija јун јуна јуни юни juny xuño júní iyun qershor hunyo "
    "червня червень чэрвеня маусым ιουνίου ιούνιος ιουν ივნისი հունիսի",
    7: "july jul juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл temmuz "
    "července červenec júla júl július iulie iul heinäkuuta heinäkuu juuli jūlijs jūlijā liepos "
    "srpnja srpanj jula julija јул јула јули юли juliol xullo júlí iyul korrik julai hulyo "
    "липня липень ліпеня шілде ιουλίου ιούλιος ιουλ ივლისი հուլիսի",
    8: "august aug août aout agosto ago augustus augusti sierpnia sierpień sie августа август авг "
    "ağustos srpna srpen agustus agu agt augusta augusztus elokuuta elokuu augusts augustā "
    "rugpjūčio kolovoza kolovoz avgust avgusta ágúst agost avqust gusht ogos agosti "
    "серпня серпень жніўня тамыз αυγούστου αύγουστος αυγ აგვისტო օգոստոսի",
    9: "september sept sep septembre septiembre settembre set setembro września wrzesień wrz "
    "сентября сентябрь сен сент eylül září septembra szeptember szept septembrie syyskuuta syyskuu "
    "septembris septembrī rugsėjo rujna rujan septembar септембар септембра септември setembre "
    "sentyabr sentabr shtator septemba setyembre "
    "вересня вересень верасня қыркүйек σεπτεμβρίου σεπτέμβριος σεπ σεπτ სექტემბერი սեպտեմբերի",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out października październik "
    "paź октября октябрь окт ekim října říjen októbra október octombrie lokakuuta lokakuu oktoober "
    "oktobris oktobrī spalio oktobar oktobra октобар октобра октомври oktyabr oktabr tetor oktoba "
    "oktubre жовтня жовтень кастрычніка қазан οκτωβρίου οκτώβριος οκτ ოქტომბერი հոկտեմբերի",
    11: "november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб "
    "kasım listopadu nopember novembra noiembrie noi marraskuuta marraskuu novembris novembrī "
    "lapkričio studenoga studenog studeni novembar новембар новембра ноември nóvember noyabr "
    "nëntor novemba nobyembre "
    "листопада листопад лістапада қараша νοεμβρίου νοέμβριος νοε νοέ ნოემბერი նոյեմբերի",
    12: "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember "
    "des grudnia grudzień gru декабря декабрь дек aralık prosince prosinec decembra decembrie "
    "joulukuuta joulukuu detsember decembris decembrī gruodžio prosinca prosinac decembar децембар "
    "децембра декември desembre decembro dekabr dhjetor disember desemba disyembre "
    "грудня грудень снежня желтоқсан δεκεμβρίου δεκέμβριος δεκ დეკემბერი դեկտեմբերի",
}
# Right to left: Arabic of the East, the Levant and the Maghreb, Persian, Urdu; Hebrew.
_RIGHT_TO_LEFT = {
    1: "يناير|كانون الثاني|كانون ثاني|جانفي|ژانویه|جنوری|ינואר",
    2: "فبراير|شباط|فيفري|فوریه|فروری|פברואר",
    3: "مارس|آذار|اذار|أذار|مارچ|מרץ|מרס",
    4: "أبريل|ابريل|إبريل|نيسان|أفريل|آوریل|اپریل|אפריל",
    5: "مايو|أيار|ايار|ماي|مئی|מאי",
    6: "يونيو|يونيه|حزيران|جوان|ژوئن|جون|יוני",
    7: "يوليو|يوليه|يوليوز|تموز|جويلية|ژوئیه|جولای|جولائی|יולי",
    8: "أغسطس|اغسطس|آب|غشت|أوت|اوت|آگوست|آگست|اگست|אוגוסט",
    9: "سبتمبر|أيلول|ايلول|شتنبر|سپتامبر|ستمبر|ספטמבר",
    10: "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول|تشرين أول|اکتبر|اکتوبر|אוקטובר",
    11: "نوفمبر|تشرين الثاني|تشرين ثاني|نونبر|نوامبر|نومبر|נובמבר",
    12: "ديسمبر|كانون الأول|كانون الاول|كانون أول|دجنبر|دسامبر|دسمبر|דצמבר",
}
# Of Hindi, Marathi, Bengali; Vietnamese.
_ABUGIDAS = {
    1: "जनवरी|जानेवारी|জানুয়ারি|জানুয়ারী|tháng một|tháng giêng",
    2: "फ़रवरी|फरवरी|फेब्रुवारी|ফেব্রুয়ারি|ফেব্রুয়ারী|tháng hai",
    3: "मार्च|মার্চ|tháng ba",
    4: "अप्रैल|एप्रिल|এপ্রিল|tháng tư|tháng bốn",
    5: "मई|मे|মে|tháng năm",
    6: "जून|জুন|tháng sáu",
    7: "जुलाई|जुलै|জুলাই|tháng bảy",
    8: "अगस्त|ऑगस्ट|আগস্ট|tháng tám",
    9: "सितंबर|सितम्बर|सप्टेंबर|সেপ্টেম্বর|tháng chín",
    10: "अक्टूबर|अक्तूबर|ऑक्टोबर|অক্টোবর|tháng mười",
    11: "नवंबर|नवम्बर|नोव्हेंबर|নভেম্বর|tháng mười một",
    12: "दिसंबर|दिसम्बर|डिसेंबर|ডিসেম্বর|tháng mười hai",
}
_THAI = {
    1: "มกราคม|ม.ค.",
    2: "กุมภาพันธ์|ก.พ.",
    3: "มีนาคม|มี.ค.",
    4: "เมษายน|เม.ย.",
    5: "พฤษภาคม|พ.ค.",
    6: "มิถุนายน|มิ.ย.",
    7: "กรกฎาคม|ก.ค.",
    8: "สิงหาคม|ส.ค.",
    9: "กันยายน|ก.ย.",
    10: "ตุลาคม|ต.ค.",
    11: "พฤศจิกายน|พ.ย.",
    12: "ธันวาคม|ธ.ค.",
}
_BUDDHA = 543
_MARK = re.compile("[\u0300-\u036f]")
_USUAL = re.compile(r"[^\W\d_]{3,12}")


def _plain(name: str) -> str:
    """The name as capitals leave it: "μαρτιου", "kasim"."""
    bare = _MARK.sub("", unicodedata.normalize("NFD", name)).replace("ı", "i")
    return unicodedata.normalize("NFC", bare)


def _months() -> dict[str, int]:
    found = {name: month for month, names in _NAMES.items() for name in names.split()}
    found |= {_plain(name): month for name, month in found.items() if _plain(name) not in found}
    for table in (_RIGHT_TO_LEFT, _ABUGIDAS, _THAI):
        for month, names in table.items():
            for name in unicodedata.normalize("NFC", names).split("|"):
                found[name] = month
                # Hebrew writes "in" in one word with the month.
                if "\u05d0" <= name[0] <= "\u05ea":
                    found[f"ב{name}"] = month
    return found


MONTHS = _months()
# The names that are not three to twelve letters, the longer ones first.
UNUSUAL = tuple(sorted((name for name in MONTHS if not _USUAL.fullmatch(name)), key=len)[::-1])


def month_named(name: str, dotted: bool = False) -> int:
    """The number of the month of that name, or 0; `dotted` where a dot follows the day."""
    name = " ".join(name.lower().replace("i̇", "i").split())
    # What is November in Poland is October in Croatia, where an ordinal has its dot.
    return 10 if name == "listopada" and dotted else MONTHS.get(name, 0)


def years_from_buddha(month: str, year: int) -> int:
    """How many years before our era those of a date with this month begin to count."""
    return _BUDDHA if "\u0e00" <= month[:1] <= "\u0e7f" and 2400 <= year < 2700 else 0
