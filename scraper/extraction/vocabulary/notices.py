"""What pages ask of a reader in passing in many languages: to follow, to report a slip."""

import re

_CHANNELS = (
    *("telegram", "телеграм", "viber", "вайбер", "whatsapp", "google news", "google noticias"),
    *("google haberler", "google новости", "google nieuws", "facebook", "instagram", "youtube"),
    *("twitter", "tiktok", "threads", "bluesky", "linkedin", "дзен", "вконтакте"),
)
_FOLLOW = (
    r"follow\s+(?:us|our)|join\s+(?:us|our)|(?:folg(?:en\s+sie|t|e))\s+uns|(?:suivez|rejoignez)[\s-]nous|abonnez-vous"
    r"|síguenos|seguinos|únete|suscríbete|siga(?:-nos|\s+o|\s+a)?|entre\s+no|participe\s+d[oe]|inscreva-se"
    r"|seguici|segui|iscriviti|unisciti|volg\s+ons|følg\s+oss|følg\s+os|följ\s+oss|seuraa|obserwuj|dołącz|śledź|sledujte|kövess"
    r"|urmărește-ne|urmăriți-ne|pratite|takip\s+ed\w+|ακολουθήστε|підпис\w+|приєдн\w+|стежте|читайте\s+нас|подпис\w+|присоедин\w+|следите|последвайте"
)
# A few words between: "Follow us for more on our Telegram channel".
_APPEAL = re.compile(
    rf"\b(?:{_FOLLOW})\b.{{0,60}}(?:{'|'.join(map(re.escape, _CHANNELS))})", re.IGNORECASE
)
_SLIP = re.compile(
    r"ctrl\s*\+\s*enter|(?:нашли|заметили|увидели|знайшли|помітили|виявили)\s+(?:опечатку|ошибку|помилку)",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\bthis\s+(?:audio|article|translation|summary|text|story|page)\s+(?:was|is|has\s+been)\s+"
    r"(?:auto(?:matically)?[\s-]?(?:generated|translated|created)|(?:generated|translated|created)\s+automatically)",
    re.IGNORECASE,
)
# To look for one of the signs costs far less than the pattern.
_KINDS = (
    (_CHANNELS, _APPEAL),
    (("ctrl", "опечатк", "ошибк", "помилк"), _SLIP),
    (("auto",), _MACHINE),
)


def is_appeal(folded: str) -> bool:
    """Whether a short text asks to be followed somewhere or to be told of slips, or says that a
    machine made it. `folded`: in lower case."""
    return any(
        any(sign in folded for sign in signs) and pattern.search(folded) is not None
        for signs, pattern in _KINDS
    )
