"""The days of the week, as they stand between a date and its time."""

# By language: the Germanic ones, the Romance, the Slavic, and others.
_NAMES = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?",
    r"[a-zåäöø]{2,7}(?:dag|tag)|mittwoch|sonnabend|(?:mo|di|mi|do|fr|sa|so)\.",
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes"
    r"|s[áa]bado|domingo|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?"
    r"|(?:lune|marte|mercole|giove|vener)d[ìi]|sabato|domenica"
    r"|luni|mar[țţt]i|miercuri|joi|vineri|s[âa]mb[ăa]t[ăa]|duminic[ăa]",
    r"poniedzia[łl]ek|wtorek|środa|czwartek|piątek|sobota|niedziela|pond[ěe]l[íi]|úterý|středa"
    r"|čtvrtek|pátek|neděle|pondelok|utorok|streda|štvrtok|piatok|nedeľa"
    r"|ponedjeljak|ponedeljak|utorak|sri?jeda|sreda|četvrtak|petak|subota|nedj?elja"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|понеділок|вівторок|середа|четвер|п['’]ятниця|субота|неділя|понеделник|сряда|четвъртък|петък"
    r"|събота|неделя",
    r"pazartesi|sal[ıi]|çarşamba|perşembe|cuma(?:rtesi)?|pazar"
    r"|δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή"
    r"|hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap|[a-zäö]{3,6}tai(?:na)?|keskiviikko(?:na)?"
    r"|senin|selasa|rabu|kamis|jumat|sabtu|minggu",
    r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日](?:曜日?)?[)]|[월화수목금토일]요일",
)
WEEKDAY = rf"(?:[(]?(?:{'|'.join(_NAMES)})[)]?)"
