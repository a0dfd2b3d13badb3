"""Invented words that the interviews are made of, a module for each language."""

from tests.support.markups.words import en, ja, zh, zh_hant
from tests.support.markups.words.bank import Bank, Language

BANKS: dict[Language, Bank] = {
    "en": en.BANK,
    "zh": zh.BANK,
    "zh-Hant": zh_hant.BANK,
    "ja": ja.BANK,
}
