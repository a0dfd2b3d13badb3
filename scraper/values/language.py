"""What language a text is in: its script decides first, then what was declared, then py3langid."""

import re
from collections.abc import Callable, Mapping
from functools import cache

# A script, its characters, and the languages written in it, the likeliest first.
_SCRIPTS: Mapping[str, tuple[str, str]] = {
    "han": ("㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff", "zh ja"),
    "kana": ("ぁ-ゖァ-ヺㇰ-ㇿｦ-ﾝ", "ja"),
    "hangul": ("가-힣ᄀ-ᇿㄱ-ㆎ", "ko"),
    # The languages that news is published in; py3langid knows many more, and takes a short text
    # full of names for one of those.
    "latin": (
        "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ",
        "en de fr es it pt nl pl sv da no fi cs sk hu ro hr sl sq lt lv et tr id ms vi tl sw ca eu "
        "gl is ga cy mt az uz tk af",
    ),
    "cyrillic": ("Ѐ-ԯ", "ru uk bg sr be mk kk ky mn tg tt ba"),
    "arabic": ("\u0620-\u064a\u066e-\u06d5\u0750-\u077f", "ar fa ur ps ug ku"),
    "hebrew": ("א-ת", "he yi"),
    "greek": ("Ͱ-Ͽἀ-῾", "el"),
    "devanagari": ("\u0904-\u0939\u0958-\u0961", "hi mr ne sa"),
    "bengali": ("\u0985-\u09b9", "bn as"),
    "thai": ("ก-ฮ", "th"),
    "lao": ("\u0e81-\u0eae", "lo"),
    "khmer": ("\u1780-\u17b3", "km"),
    "burmese": ("\u1000-\u102a", "my"),
    "tibetan": ("\u0f40-\u0f6c", "bo dz"),
    "georgian": ("ა-ჰ", "ka"),
    "armenian": ("Ա-Ֆա-և", "hy"),
    "tamil": ("\u0b85-\u0bb9", "ta"),
    "telugu": ("\u0c05-\u0c39", "te"),
    "kannada": ("\u0c85-\u0cb9", "kn"),
    "malayalam": ("\u0d05-\u0d39", "ml"),
    "gujarati": ("\u0a85-\u0ab9", "gu"),
    "punjabi": ("\u0a05-\u0a39", "pa"),
    "oriya": ("\u0b05-\u0b39", "or"),
    "sinhala": ("\u0d85-\u0dc6", "si"),
    "amharic": ("\u1200-\u135a", "am"),
}
_RUNS = {name: re.compile(f"[{chars}]+") for name, (chars, _) in _SCRIPTS.items()}
_WRITTEN_IN = {name: tuple(codes.split()) for name, (_, codes) in _SCRIPTS.items()}
_NOT_LATIN = {code for name, codes in _WRITTEN_IN.items() if name != "latin" for code in codes} - {
    "ku",
    "sr",
}
_PRIMARY = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
# Country codes written for languages, ISO 639-2 codes, and languages within a wider one.
_ALIASES = {
    **{"cn": "zh", "tw": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "gr": "el", "cz": "cs"},
    **{"yue": "zh", "cmn": "zh", "wuu": "zh", "zho": "zh", "chi": "zh", "eng": "en", "jpn": "ja"},
    **{"kor": "ko", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru"},
    **{"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"},
}
_SAMPLE = 1000
# The model's time grows with the text, and it is sure after a few sentences.
_RANKED = 400
# A Chinese character says about as much as three Latin letters.
_WEIGHT = {"han": 3, "kana": 3, "hangul": 3}
_ALL_HAN_JAPANESE = 30
_LONG = 60


def language_of(text: str, declared: str | None = None) -> str | None:
    """The primary language subtag of a text ("zh", "en"), for filtering; None where unknown.

    `declared` ("en-US", "zh_CN") counts only if the text can be in it: portals declare English on
    Chinese pages and the other way round.
    """
    sizes = _script_sizes(text[:_SAMPLE])
    if not sizes:
        return None
    stated = _primary(declared)
    cjk = {name: sizes.get(name, 0) for name in _WEIGHT}
    script = max(sizes, key=lambda name: sizes[name])
    if sum(cjk.values()) >= sizes[script]:
        return _of_east_asian(cjk, stated)
    return _of_script(script, text[:_RANKED], sizes[script], stated)


def _script_sizes(text: str) -> dict[str, int]:
    """Characters by script, weighted; scripts that do not occur are left out."""
    if text.isascii():
        sizes = {"latin": sum(map(len, _RUNS["latin"].findall(text)))}
    else:
        sizes = {
            name: sum(map(len, run.findall(text))) * _WEIGHT.get(name, 1)
            for name, run in _RUNS.items()
        }
    return {name: size for name, size in sizes.items() if size}


def _primary(declared: str | None) -> str | None:
    found = _PRIMARY.match(declared or "")
    return _ALIASES.get(code := found.group(1).lower(), code) if found else None


def _of_east_asian(sizes: dict[str, int], stated: str | None) -> str:
    total = sum(sizes.values())
    # A tenth: a Chinese text may quote a Japanese name, or write の for 的 in a brand.
    if sizes["hangul"] * 5 >= total:
        return "ko"
    if sizes["kana"] * 10 >= total:
        return "ja"
    return "ja" if stated == "ja" and total <= _ALL_HAN_JAPANESE * _WEIGHT["han"] else "zh"


def _of_script(script: str, text: str, letters: int, stated: str | None) -> str | None:
    candidates = _WRITTEN_IN[script]
    plausible = stated in candidates or (script == "latin" and stated not in _NOT_LATIN)
    if len(candidates) == 1:
        return candidates[0]
    chances = _chances(text, candidates)
    guess = max(chances, key=lambda code: chances[code])
    if stated and plausible:
        wrong = letters >= _LONG and chances[guess] > 0.9 and chances.get(stated, 1) < 0.01
        return guess if wrong else stated
    return guess if chances[guess] > 0.5 else None


def _chances(text: str, candidates: tuple[str, ...]) -> dict[str, float]:
    # Headlines In Title Case look foreign to a model trained on running text.
    known = {code: float(chance) for code, chance in _ranker()(text.lower())}
    chances = {code: known.get(code, 0.0) for code in candidates}
    total = sum(chances.values()) or 1.0
    return {code: chance / total for code, chance in chances.items()}


@cache
def _ranker() -> Callable[[str], list[tuple[str, float]]]:
    # numpy and the model take most of a second to load, and a Chinese portal never needs them.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    rank: Callable[[str], list[tuple[str, float]]] = identifier.rank
    return rank
