"""The facts of a foreword: drafting rule, replaced and adopted standards, changes, proposer, committee, drafters.

GB/T 1.1-2020, 8.3 and its earlier editions give the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from standard.clauses.values import Change, Foreword, Passage, PassageKind
from standard.number import find_numbers
from standard.place import Place
from standard.relation import Relation, RelationKind, relations

_OWN = r"本(?:文件|标准|部分|规范|规程|导则|指南|指导性技术文件)"
_RULE = re.compile(rf"(?:{_OWN})?\s*(?:是|系)?(?:按照|依据|根据|按)\s*(GB\s*/?\s*T\s*1\.1\s*[—–－-]\s*\d{{4}})")
_CHANGES = re.compile(r"(?:相\s*比|比较|相对于)[^。]*?(?:变\s*化|修\s*改|更\s*改|改\s*动)[^。]*?[：:]$")
_PROPOSED = re.compile(r"(?:由|：)\s*([^。由；：]+?)\s*(?:共同|联合)?提\s*出")
_COMMITTEE = re.compile(r"(?:由|：)\s*([^。；由：]+?)\s*(?:统一)?归\s*口")
_BOTH = re.compile(r"提\s*出\s*(?:、|并|,|，|和)?\s*归\s*口")
_UNITS = re.compile(r"起\s*草\s*单\s*位\s*[：:]\s*([^。]+)")
_UNIT_SENTENCE = re.compile(rf"{_OWN}\s*由\s*([^。；]+?)\s*(?:负责|组织|共同)?起草")
_PEOPLE = re.compile(r"起\s*草\s*人(?:员)?\s*[：:]\s*((?:(?!主要审查人|审查人|总校人|管理组)[^。])+)")
_HISTORY = re.compile(r"(?:历\s*次\s*版\s*本|历次发布|发布情况)")
_HERE = re.compile(r"[（(](?:见|参见)?\s*(?P<here>[^（）()]*)[)）]")
_THERE = re.compile(r"(?:(?:19|20)?\d\d\s*年?版|前一?版|原版|原标准|上一版)\s*(?:的|中)?\s*(?:第)?")
_CLAUSE_NUMBER = re.compile(
    r"(?:附录\s*[A-Z]|(?:表|图)\s*[A-Z]?\.?\d+(?:\.\d+)*|第\s*\d+\s*章|[A-Z](?:\.\d+)+|\d+(?:\.\d+)*)"
)
#: what changes begin with that are paragraphs, not items
_CHANGED = ("增加", "删除", "更改", "修改", "将", "调整", "明确", "补充", "取消")
_LISTED = re.compile(r"[、;；\n]")
#: beside a name: whom the person works for, and in which order the names are
_BESIDE = re.compile(r"[（(][^（）()]*[)）]")
_RELATED = re.compile(
    r"代\s*替|替代|取代|采用|采标|一致性程度|非等效|等效|对应于|转化|修改单|(?:IDT|MOD|NEQ|EQV|idt|mod|neq|eqv)\b"
)
_NAME_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


class _Sentence(NamedTuple):
    text: str
    place: Place


def foreword_of(passages: Sequence[Passage], cover: Sequence[str] = ()) -> Foreword:
    """The facts that the passages of a foreword state, and of relations those of the lines of the cover."""
    changes, rest = _changes(passages)
    sentences = [_Sentence(text, one.place) for one in rest for text in _split(one.text)]
    text = "\n".join(sentence.text for sentence in sentences)
    rule = _RULE.search(text)
    numbers = find_numbers(rule[1]) if rule else []
    return Foreword(
        str(numbers[0].number) if numbers else "",
        _relations([sentence.text for sentence in sentences], cover),
        tuple(changes),
        _proposer(text),
        _committee(text),
        _names(_UNITS, text) or _names(_UNIT_SENTENCE, text),
        _names(_PEOPLE, _BESIDE.sub("", text)),
        _history(rest),
    )


def _split(text: str) -> list[str]:
    return [one for one in re.findall(r"[^。]+。?", text) if one.strip()]


def _changes(passages: Sequence[Passage]) -> tuple[list[Change], list[Passage]]:
    """The items of the changes, and the passages that are none."""
    changes: list[Change] = []
    rest: list[Passage] = []
    listing = False
    for one in passages:
        if listing and (one.kind is PassageKind.ITEM or one.text.startswith(_CHANGED)):
            changes.append(_change(one))
        else:
            listing = _CHANGES.search(one.text) is not None
            rest.append(one)
    return changes, rest


def _change(one: Passage) -> Change:
    here: list[str] = []
    there: list[str] = []
    for match in _HERE.finditer(one.text):
        _, mark, behind = match["here"].partition("版") if _THERE.search(match["here"]) else (match["here"], "", "")
        before = _THERE.split(match["here"])[0] if mark else match["here"]
        if "见" in match[0] or mark:
            here += _CLAUSE_NUMBER.findall(before)
        if mark:
            there += _CLAUSE_NUMBER.findall(behind)
    return Change(one.text.rstrip("；;。"), one.place, tuple(here), tuple(there))


def _relations(sentences: Sequence[str], cover: Sequence[str]) -> tuple[Relation, ...]:
    """Replaced and adopted standards; the editions before and the references are none of them."""
    found: dict[Relation, None] = {}
    for sentence in (*cover, *sentences):
        if _HISTORY.search(sentence) or not _RELATED.search(sentence):
            continue
        for one in relations(sentence):
            if one.kind is not RelationKind.REFERENCES:
                found.setdefault(one)
    kept = list(found)
    return tuple(one for one in kept if not any(_covers(other, one) for other in kept if other is not one))


def _covers(wider: Relation, one: Relation) -> bool:
    """Whether another relation says the same and more: the cover names one target, the foreword all."""
    same = wider.kind is one.kind and (wider.degree or one.degree) == one.degree
    return same and set(one.targets) < set(wider.targets)


def _proposer(text: str) -> str:
    match = _PROPOSED.search(text)
    return _tidy(match[1]) if match else ""


def _committee(text: str) -> str:
    if _BOTH.search(text):
        return _proposer(text)
    match = _COMMITTEE.search(text)
    return _tidy(match[1]) if match else ""


def _names(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """All names that a pattern lists, in all its places (起草单位, 参与起草单位), each once."""
    found = (name for match in pattern.finditer(text) for name in _LISTED.split(match[1]))
    return tuple(dict.fromkeys(name for one in found if (name := _tidy(one))))


def _tidy(name: str) -> str:
    bare = name.strip(" \t,，:：")
    # a bracket that opens or closes nowhere is left over from what stood beside the name
    bare = bare if bare.count("(") + bare.count("（") == bare.count(")") + bare.count("）") else bare.strip("()（）")
    return _NAME_BLANKS.sub("", bare)


def _history(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The numbers of earlier editions, listed behind the words for them."""
    found: dict[str, None] = {}
    listing = False
    for one in passages:
        mark = _HISTORY.search(one.text)
        listing = mark is not None or (listing and one.kind is PassageKind.ITEM)
        if listing:
            text = one.text[mark.end() :] if mark else one.text
            found |= {str(match.number): None for match in find_numbers(text)}
    return tuple(found)
