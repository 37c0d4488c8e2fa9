"""What a sentence asks: requirement, recommendation, permission, possibility, instruction or statement.

GB/T 1.1-2020, annex C, gives the verbs; older standards and regulations also say 必须, 须, 不得 and 严禁. The signs of
the verbs stand in many other words (应力, 可靠, 适宜, 性能), which the table `obligation_words` names as traps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from standard.clauses.values import Clause, ClauseKind, ClauseTable, Obligation, Passage, PassageKind, Requirement
from standard.word_classes import WordTable

_WORDS = WordTable("obligation_words")
#: 应用 is 应 and 用 where a sentence or its predicate begins: 应用清水冲洗
_USE = re.compile(r"应用(?=[\u4e00-\u9fff])")
#: 不可 forbids; it is no 不可能
_MUST_NOT = re.compile("不可(?![能逆避或燃溶见靠行控抗])")
_ENGLISH = (
    (Obligation.REQUIREMENT, re.compile(r"\b(?:shall|must)\b")),
    (Obligation.RECOMMENDATION, re.compile(r"\bshould\b")),
    (Obligation.PERMISSION, re.compile(r"\bmay\b")),
    (Obligation.POSSIBILITY, re.compile(r"\bcan(?:not)?\b")),
)
#: 可追溯性, 可维修性
_PROPERTY = re.compile(r"可[\u4e00-\u9fff]{1,4}?[性度]")
_STOP_OF_ENGLISH = re.compile(r"(?<=[a-z)][.;])\s+(?=[A-Z])")
_SENTENCE = re.compile(r"(?:[^。；;！《]+|《[^《》]{0,200}》|《)*[。；;！]?[”」』)）]?")
_LEAD = re.compile(r"[：:]$|(?:下列|以下|如下)[^。]{0,12}。?$")
#: titles of clauses whose sentences without a verb of obligation instruct
_STEPS = re.compile(r"步骤|操作|程序|制备|测定|试验方法|检验方法|空白试验|处理|取样|配制")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
#: kinds of clauses that hold no provisions
_WITHOUT = frozenset(
    {
        *(ClauseKind.FOREWORD, ClauseKind.INTRODUCTION, ClauseKind.BIBLIOGRAPHY, ClauseKind.INDEX),
        *(ClauseKind.WORDING, ClauseKind.REFERENCE_LIST, ClauseKind.EXPLANATION, ClauseKind.ADDITIONAL),
    }
)
_UNBOUND = re.compile(
    r"规范性引用文件|引用标准|引用文件|术语|名词|定义|normative references|terms and definitions", re.IGNORECASE
)


def obligation(sentence: str, *, steps: bool = False) -> Obligation:
    """What a sentence asks, by its strongest verb; `steps`: whether it stands among the steps of a method.

    >>> obligation("供应商的应急响应能力宜每年评价一次。").value
    'recommendation'
    """
    text = _without_traps(_QUOTED.sub("", sentence))
    for kind, pattern in (*_verbs(), *_ENGLISH):
        if pattern.search(text):
            return kind
    if steps and _imperative().match(sentence):
        return Obligation.INSTRUCTION
    return Obligation.STATEMENT


def _without_traps(text: str) -> str:
    text = _traps().sub("·", text)
    text = _PROPERTY.sub("·", text)
    return _USE.sub("应", text)


@cache
def _verbs() -> tuple[tuple[Obligation, re.Pattern[str]], ...]:
    words = (
        (Obligation.REQUIREMENT, _WORDS.words("requires")),
        (Obligation.RECOMMENDATION, _WORDS.words("recommends")),
        # 可能 holds the sign of 可
        (Obligation.POSSIBILITY, ("不可能", "可能")),
        (Obligation.PERMISSION, _WORDS.words("permits")),
        (Obligation.POSSIBILITY, _WORDS.words("enables")),
    )
    return ((Obligation.REQUIREMENT, _MUST_NOT), *((kind, _any(found)) for kind, found in words))


@cache
def _traps() -> re.Pattern[str]:
    return _any(_WORDS.words("trap"))


@cache
def _imperative() -> re.Pattern[str]:
    return _any(_WORDS.words("instructs"))


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def sentences(text: str) -> list[str]:
    """The sentences of a passage, each with its stop; a stop within 《》 ends none."""
    pieces = (piece for one in _STOP_OF_ENGLISH.split(text) for piece in _SENTENCE.findall(one))
    return [found for one in pieces if (found := one.strip()) and re.search(r"\w", found)]


def bound(clause: Clause, chapter: str) -> bool:
    """Whether a clause, in the chapter of this title, holds provisions: not forewords, terms and references."""
    return clause.kind not in _WITHOUT and not _UNBOUND.search(chapter)


def requirements_of(clause: Clause) -> tuple[Requirement, ...]:
    """The sentences and list items of a clause, each with what it asks; an item asks what its list begins with."""
    steps = _STEPS.search(clause.title) is not None
    found: list[Requirement] = []
    for text, lead, passage in _provisions(clause):
        asked = obligation(text, steps=steps)
        if asked is Obligation.STATEMENT and lead:
            asked = obligation(lead, steps=steps)
        identity = f"{clause.id}-{len(found) + 1}"
        found.append(Requirement(identity, text, asked, clause.id, passage.place, lead))
    return tuple(found)


def _provisions(clause: Clause) -> Iterator[tuple[str, str, Passage]]:
    """Sentence, what leads to it, and its passage."""
    leads = ["", "", ""]
    for one in clause.content:
        if isinstance(one, ClauseTable) or one.kind not in (PassageKind.PARAGRAPH, PassageKind.ITEM):
            continue
        level = one.level if one.kind is PassageKind.ITEM else 0
        lead = leads[min(level, 2) - 1] or leads[0] if level else ""
        told = sentences(one.text) if level == 0 else [one.text]
        for text in told:
            yield text, lead, one
        last = told[-1] if told else ""
        leads[min(level, 2)] = last if _LEAD.search(last) else ""
        if level == 0:
            leads[1] = ""
