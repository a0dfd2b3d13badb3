"""Invented English and Chinese, the same each time."""

import random
from itertools import accumulate

_SYLLABLES = ("ka", "lo", "min", "tes", "ra", "vel", "do", "shan", "pri", "en", "gar", "wi", "mo")
_WORDS = 20_000
_SENTENCES = 20_000
_CHARACTERS = [chr(0x4E00 + 6 * rank) for rank in range(3000)]


class Writer:
    """Words are as frequent as in real texts: the n-th most frequent is n times rarer."""

    def __init__(self, seed: int = 2026) -> None:
        self.random = random.Random(seed)
        english = ["".join(self.random.choices(_SYLLABLES, k=2 + n % 3)) for n in range(_WORDS)]
        often = _frequencies(len(_CHARACTERS), 20)
        pairs = [self.random.choices(_CHARACTERS, cum_weights=often, k=2) for _ in range(_WORDS)]
        chinese = ["".join(pair) for pair in pairs]
        weights = _frequencies(_WORDS, 5)

        def sentences(words: list[str], space: str, end: str) -> list[str]:
            return [
                space.join(self.random.choices(words, cum_weights=weights, k=13)) + end
                for _ in range(_SENTENCES)
            ]

        self._sentences = {"en": sentences(english, " ", "."), "zh": sentences(chinese, "", "。")}
        self._names = {"en": english[50:1050], "zh": chinese[50:1050]}

    def title(self, language: str) -> str:
        """The beginning of a sentence."""
        words = 40 if language == "en" else 14
        return self.random.choice(self._sentences[language])[:words].strip().capitalize()

    def paragraphs(self, language: str) -> list[str]:
        """Three to six paragraphs of four sentences each."""
        space = " " if language == "en" else ""
        count = self.random.randint(3, 6)
        choose = self.random.choices
        return [space.join(choose(self._sentences[language], k=4)) for _ in range(count)]

    def names(self, language: str, count: int) -> list[str]:
        """As many different words, as tags or authors are."""
        return self.random.sample(self._names[language], count)


def _frequencies(count: int, flat: int) -> list[float]:
    return list(accumulate(1 / (rank + flat) for rank in range(count)))
