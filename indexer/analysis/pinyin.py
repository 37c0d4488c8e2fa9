"""Chinese -> pinyin, for suggestions only: it never reaches the text index or a match set.

Readings come from pypinyin's phrase data (重庆 is chong qing); what no phrase decides has the reading most used, and
the characters of `_BOTH` have each of theirs. Loaded when an index is written; whoever only reads one does without.

An entry is a line that says a phrase's initials and its characters, each with its syllable: `ds<tab>大da蒜suan`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import islice, product
from operator import add

from indexer.analysis.fold import HAN

#: most readings of one phrase that are kept
MAX_READINGS = 4
#: most characters of the phrases that decide how a character is read
_LONGEST_PHRASE = 4
#: characters that words of standards use with both readings, the likelier one first
_BOTH = {
    row[0]: tuple(row[1:].split())
    for row in (
        "长 chang zhang|重 zhong chong|行 xing hang|调 diao tiao|传 chuan zhuan|弹 dan tan|藏 cang zang|率 lv shuai|"
        "参 can shen cen|降 jiang xiang|畜 chu xu|薄 bo bao|壳 ke qiao|称 cheng chen|差 cha chai|粘 zhan nian|"
        "卡 ka qia|露 lu lou|校 jiao xiao|解 jie xie|盛 sheng cheng|乐 le yue|朝 chao zhao|厦 sha xia|模 mo mu|"
        "角 jiao jue|会 hui kuai|便 bian pian|都 du dou|柏 bai bo|扁 bian pian|提 ti di|种 zhong chong|石 shi dan|"
        "茄 qie jia|系 xi ji|奇 qi ji|核 he hu|炮 pao bao|埔 pu bu|轧 zha ya|单 dan shan|血 xue xie|绿 lv lu|给 gei ji"
    ).split("|")
}
#: of these also where a phrase decides: its data has the rarer reading, or people say either
_ALWAYS = frozenset("薄壳血绿")
_NOT_HAN = re.compile(f"[^{HAN}]|^$")
#: the combining diaeresis of ü, which is typed as v
_DIAERESIS = "\u0308"


def entries(text: str) -> tuple[str, ...]:
    """The entries of a phrase, one for each reading; none for one that is not all Chinese.

    >>> entries("大蒜")
    ('ds\\t大da蒜suan',)
    """
    if _NOT_HAN.search(text):
        return ()
    readings = _readings(text)
    if len(max(readings, key=len)) == 1:
        return (_entry(text, [one for one, in readings]),)
    return tuple(_entry(text, syllables) for syllables in islice(product(*readings), MAX_READINGS))


def _entry(text: str, syllables: Sequence[str]) -> str:
    initials = "".join([syllable[0] for syllable in syllables])
    return initials + "\t" + "".join(map(add, text, syllables))


def _readings(text: str) -> list[tuple[str, ...]]:
    """The readings of each character, decided by the longest phrases from the left."""
    decided, single = _decided(), _single()
    found: list[tuple[str, ...]] = []
    at, end = 0, len(text)
    while at < end:
        phrase = decided.get(text[at : at + 2])
        if phrase is None:
            found.append(single[text[at]])
            at += 1
        else:
            longest = decided.get(text[at : at + 4]) or decided.get(text[at : at + 3]) or phrase
            found += longest
            at += len(longest)
    return found


class _Single(dict[str, tuple[str, ...]]):
    """Character -> its readings by itself, worked out when first asked for."""

    def __missing__(self, character: str) -> tuple[str, ...]:
        """The reading most used, or both; `-` where nobody has said how it is read."""
        from pypinyin.constants import PINYIN_DICT

        syllable = _plain(PINYIN_DICT.get(ord(character), "").split(",")[0])
        self[character] = _BOTH.get(character, (syllable or "-",))
        return self[character]


@cache
def _single() -> dict[str, tuple[str, ...]]:
    return _Single()


@cache
def _decided() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases -> the reading of each character; where a longer one begins with two that are none, they stand alone.

    Only phrases in which a character is read otherwise than by itself decide anything.
    """
    from pypinyin.constants import PHRASES_DICT

    single = _single()
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase, syllables in PHRASES_DICT.items():
        if len(phrase) <= _LONGEST_PHRASE and len(phrase) == len(syllables):
            own = tuple(map(_reading, phrase, syllables))
            if own != tuple(map(single.__getitem__, phrase)):
                found[phrase] = own
    for phrase in list(found):
        found.setdefault(phrase[:2], tuple(map(single.__getitem__, phrase[:2])))
    return found


def _reading(character: str, syllable: list[str]) -> tuple[str, ...]:
    return _BOTH[character] if character in _ALWAYS else (_plain(syllable[0]),)


@cache
def _plain(syllable: str) -> str:
    """A syllable without its tone, in letters: `lǜ` -> `lv`."""
    letters = unicodedata.normalize("NFD", syllable).replace("u" + _DIAERESIS, "v")
    return "".join(letter for letter in letters if "a" <= letter <= "z")
