"""Names of the months in the languages that news portals write."""

_NAMES = {
    1: "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari januar "
    "stycznia styczeń января янв ocak ledna січня",
    2: "february feb febr februar février fevrier févr fév febrero febbraio fevereiro fev februari "
    "lutego luty февраля фев февр şubat února лютого",
    3: "march mar märz marz maerz mär mrz mars marzo março marco maart mrt marts marca marzec "
    "марта мар mart března березня maret",
    4: "april apr avril avr abril abr aprile kwietnia kwiecień апреля апр nisan dubna квітня",
    5: "may mai mayo maggio mag maio mei maj maja мая май mayıs května травня",
    6: "june jun juni juin junio giugno giu junho czerwca czerwiec июня июн haziran června червня",
    7: "july jul juli juillet juil julio luglio lug julho lipca lipiec июля июл temmuz července "
    "липня",
    8: "august aug août aout agosto ago augustus augusti sierpnia sierpień августа авг ağustos "
    "srpna серпня agustus agu",
    9: "september sept sep septembre septiembre settembre set setembro września wrzesień сентября "
    "сен сент eylül září вересня",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out października październik "
    "октября окт ekim října жовтня",
    11: "november nov novembre noviembre novembro listopada listopad ноября ноя нояб kasım "
    "listopadu листопада nopember",
    12: "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember "
    "des grudnia grudzień декабря дек aralık prosince грудня desember",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
