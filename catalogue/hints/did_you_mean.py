"""Words of the catalogue that a word which is not in it may have meant. Asked only where little was found.

An engine has no list of its words, so it is asked for standards that hold the rest of the word: of 养老机勾 those with
养老 … 勾, 养老机 and so on; the words of their titles are compared.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from catalogue.hints.probe import Trial
from catalogue.hints.word_spans import cut, is_chinese
from catalogue.query import english_words, in_other_words
from indexer.analysis import entries, fold, is_han
from indexer.query import And, Node, Prefix, Text
from standard.products import is_product

#: titles looked at for each way in which a word may be wrong, near words that are tried, and that are offered
TITLES, TRIED, OFFERED = 30, 8, 2
#: how alike a Latin word must be (difflib's ratio)
ALIKE = 0.8
#: shortest words that are looked at: of two Chinese characters or three letters too much is one stroke away
SHORTEST_LATIN = 4
#: longest words that are looked at: each character is one more way in which a word may be wrong, and a longer run of
#: what no standard has is no word with a slip
LONGEST = 16
_LATIN = re.compile(r"[a-z][a-z-]+")


def near_words(trial: Trial, word: str) -> list[str]:
    """The words of the catalogue most like one that it does not have, best first; each is held by some standard."""
    folded = fold(word)
    if len(folded) > LONGEST:
        return []
    if is_chinese(folded):
        near = _near_chinese(trial, folded)
    elif folded.isascii() and folded.isalpha() and len(folded) >= SHORTEST_LATIN:
        near = [*_pinyin(trial, folded), *_near_latin(trial, folded)]
    else:
        return []
    near = [text for text in near if not is_chinese(folded) or _may_be_meant(text, folded)]
    return [text for text in near[:TRIED] if trial.count(in_other_words(Text(text)))][:OFFERED]


def _may_be_meant(near: str, word: str) -> bool:
    """Whether a Chinese word may be another with a slip: it sounds alike, or has a character more or less within.

    Who names goods means them: 绞肉机 is not 绞盘机, nor 扫地机 平地机, whatever titles have.
    """
    if is_product(word):
        return False
    if len(near) != len(word):
        return (near[0], near[-1]) == (word[0], word[-1])
    return sorted(near) == sorted(word) or bool(_sounds(near) & _sounds(word))


def _sounds(word: str) -> set[str]:
    """How a word may be pronounced."""
    return {"".join(character for character in entry if not is_han(character)) for entry in entries(word)}


def _near_chinese(trial: Trial, word: str) -> list[str]:
    """What is one character away, first another character in place, or two that changed places."""
    counts: Counter[str] = Counter()
    for probe in _probes(word):
        for record in trial.records(probe, TITLES):
            counts.update(_windows(fold(record.title), word))
    return sorted(counts, key=lambda text: (abs(len(text) - len(word)), -counts[text], text))


def _probes(word: str) -> Iterator[Node]:
    """What standards hold that have the word but for one character, or with its characters in another order."""
    if len(word) > 2:
        for place in range(len(word)):
            yield And(tuple(Text(part) for part in (word[:place], word[place + 1 :]) if part))
    yield And(tuple(map(Text, dict.fromkeys(word))))


def _windows(title: str, word: str) -> Iterator[str]:
    """The runs of whole words in a title that are one change away from a word."""
    spans, wanted = cut(title), set(word)
    for first, (start, _) in enumerate(spans):
        for _, end in spans[first:]:
            text = title[start:end]
            if len(text) > len(word) + 1:
                break
            if text != word and len(wanted.difference(text)) < 2 and is_chinese(text) and _one_away(text, word):
                yield text


def _one_away(word: str, other: str) -> bool:
    """Whether a character was changed, added or left out, or two neighbours changed places."""
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < 2:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )
    rest, wrong = word[start:], other[start:]
    swapped = rest[:2] == wrong[:2][::-1] and rest[2:] == wrong[2:]
    changed = len(word) > 2 and rest[1:] == wrong[1:]
    return swapped or changed or (len(word) != len(other) and (rest[1:] == wrong or rest == wrong[1:]))


def _pinyin(trial: Trial, word: str) -> list[str]:
    """The subject of titles that a word spells in pinyin: 大蒜 for dasuan, as suggestions have it."""
    suggestions = trial.engine.suggest(word, TRIED, trial.day)
    return [row.text for row in suggestions if row.kind == "subject" and is_chinese(row.text)][:1]


def _near_latin(trial: Trial, word: str) -> list[str]:
    known = set(english_words())
    for start in (word[:3], word[:2]):
        for record in trial.records(Prefix(start), 2 * TITLES):
            known.update(_LATIN.findall(fold(f"{record.title} {record.title_en} {record.abstract}")))
    return difflib.get_close_matches(word, sorted(known - {word}), n=TRIED, cutoff=ALIKE)
