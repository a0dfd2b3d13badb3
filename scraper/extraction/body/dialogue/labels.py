"""Questions and answers by the labels before them: `Q:`, `记者：`, a name and a colon."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from scraper.extraction.body.dialogue.turns import Said, Turn
from scraper.extraction.page.sentences import asks, is_marked
from scraper.extraction.vocabulary.speakers import is_letter, role_of
from scraper.items import BlockKind

# A speaker speaks twice at least, and three times is something said in all.
_FEWEST, _TURNS = 2, 3
# No name or place behind a label is longer.
_A_FACT = 40
# What a Chinese surname is followed by instead of the name.
_CALLED = ("先生", "女士", "老师", "老師", "教授", "博士", "院士", "总", "站长", "社长", "厂长")


def mark_by_labels(said: list[Said]) -> bool:
    """Marks the blocks that labels begin, and those that go on with what was said."""
    _name_alike(said)
    roles = _roles(said)
    if "question" not in roles.values() or not _alternates(said, roles):
        return False
    answers_labelled = "answer" in roles.values()
    role: BlockKind | None = None
    speaker: str | None = None
    for one in said:
        if one.turn is not None and one.turn.label in roles:
            role, speaker = roles[one.turn.label], one.turn.speaker
            if not one.turn.rest:
                continue
        elif one.block.kind == "heading":
            role = None
        elif one.block.kind not in ("paragraph", "quote"):
            continue
        elif role == "question" and not answers_labelled:
            role, speaker = "answer", None
        one.kind, one.speaker = role, speaker if role else None
    return True


def _name_alike(said: list[Said]) -> None:
    """Gives all labels of one speaker the same name, the fullest: `Lin Yue`, `Yue`, `L. Y.`."""
    labels = {one.turn.label for one in said if one.turn is not None and one.turn.is_name}
    for one in said:
        if one.turn is None or not one.turn.is_name:
            continue
        full = [name for name in labels if _is_short_for(one.turn.label, name)]
        if len(full) == 1:
            one.turn = replace(one.turn, label=full[0])


def _is_short_for(short: str, name: str) -> bool:
    """Whether a label is another's surname, its initials, or a surname and what somebody is."""
    words = name.split()
    if len(words) > 1:
        initials = "".join(word[0] for word in words)
        return short in (words[-1], initials) or short.replace(".", "").replace(" ", "") == initials
    stem = next((short.removesuffix(what) for what in _CALLED if short.endswith(what)), "")
    return 0 < len(stem) <= 2 and stem != name and name.startswith(stem)


def _alternates(said: list[Said], roles: dict[str, BlockKind]) -> bool:
    """Whether most questions are answered before the next one, and one at least asks."""
    turns = [one for one in said if one.turn is not None and one.turn.label in roles]
    order = [roles[one.turn.label] for one in turns if one.turn is not None]
    if "answer" in order:
        answered = sum(pair == ("question", "answer") for pair in pairwise(order))
        if answered * 2 < order.count("question"):
            return False
    return any(
        asks(one.words)
        for one, role in zip(turns, order, strict=True)
        if role == "question" or role_of(one.turn.label if one.turn else "")
    )


def _roles(said: list[Said]) -> dict[str, BlockKind]:
    """What each label that speaks stands for; nothing where the labels make no dialogue."""
    turns = [one.turn for one in said if one.turn is not None and one.turn.label]
    words = {id(one.turn): one.words for one in said}
    counts = Counter(turn.label for turn in turns)
    known = _known(turns, counts, words)
    names = [
        label
        for label, count in counts.items()
        if label not in known
        and count >= _FEWEST
        and role_of(label) is None
        and any(turn.is_name for turn in turns if turn.label == label)
    ]
    spoken = sum(counts[label] for label in (*known, *names))
    if spoken < _TURNS or (len(known) + len(names) < _FEWEST and not known):
        return {}
    if "question" not in known.values():
        asker = _asker({name: [words[id(t)] for t in turns if t.label == name] for name in names})
        if asker is None:
            return {}
        known[asker] = "question"
    return known | {name: "answer" for name in names if name not in known}


def _known(turns: list[Turn], counts: Counter[str], words: dict[int, str]) -> dict[str, BlockKind]:
    """The labels that say what they stand for, as far as they make a talk."""
    known: dict[str, BlockKind] = {
        turn.label: turn.role
        for turn in turns
        if turn.role and not (counts[turn.label] == 1 and _is_fact(words[id(turn)]))
    }
    return known if _is_talk(known, counts) else {}


def _is_fact(words: str) -> bool:
    """Whether what stands behind a label is a name, a place or the like, and nothing said."""
    return len(words) <= _A_FACT and not is_marked(words.rstrip(")）"))


def _is_talk(known: dict[str, BlockKind], counts: Counter[str]) -> bool:
    """Whether letters that can be initials too stand for questions and answers: some of both."""
    letters = [label for label in known if is_letter(label)]
    asked = sum(counts[label] for label in letters if known[label] == "question")
    answered = sum(counts[label] for label in letters if known[label] == "answer")
    return len(letters) < len(known) or not letters or min(asked, answered) >= _FEWEST


def _asker(said: dict[str, list[str]]) -> str | None:
    """The one of these speakers who asks: twice, and in most of what they say, as no other does."""
    asking = []
    for name, texts in said.items():
        questions = sum(map(asks, texts))
        if questions >= _FEWEST and questions * 2 >= len(texts):
            asking.append(name)
    return asking[0] if len(asking) == 1 and len(said) > 1 else None
