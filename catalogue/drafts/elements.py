"""Elements of a draft that are missing or out of order, marks of annexes, and gaps in the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from catalogue.drafts.findings import Finding, found
from standard.clauses import Clause, ClauseKind, StandardText

SCOPE = re.compile(r"范围|主题内容与适用范围|适用范围")
REFERENCES = re.compile(r"规范性引用文件|引用标准|引用文件")
TERMS = re.compile(r"术语(?:[、和与及]?(?:定义|符号|缩略语|代号))*|术语、定义.*|术语和定义.*")
_GENERAL = re.compile(r"总则")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FULL_CODE, _FULL_TITLE = re.compile(r"GB 55\d{3}"), re.compile(r"(?:通用|项目)规范$")
_ANNEXES = (ClauseKind.NORMATIVE_ANNEX, ClauseKind.INFORMATIVE_ANNEX, ClauseKind.ANNEX)
_NAMES = {
    ClauseKind.FOREWORD: "前言",
    ClauseKind.INTRODUCTION: "引言",
    ClauseKind.BIBLIOGRAPHY: "参考文献",
    ClauseKind.INDEX: "索引",
}
#: what stands beside the text itself: standards cited there need no list
_BESIDE = (ClauseKind.EXPLANATION, ClauseKind.FOREWORD, ClauseKind.INTRODUCTION, ClauseKind.BIBLIOGRAPHY)
#: kinds of what stands at the top, in their order
_ORDER = {
    ClauseKind.FOREWORD: 0,
    ClauseKind.INTRODUCTION: 1,
    ClauseKind.CLAUSE: 2,
    **dict.fromkeys(_ANNEXES, 3),
    ClauseKind.BIBLIOGRAPHY: 4,
    ClauseKind.INDEX: 5,
}


def chapter(text: StandardText, title: re.Pattern[str]) -> Clause | None:
    """The first chapter whose title is of a pattern."""
    return next((one for one in text.clauses if one.kind is ClauseKind.CLAUSE and title.fullmatch(one.title)), None)


def is_engineering(text: StandardText) -> bool:
    """Whether a text has the layout of engineering standards, which begin with 总则 in place of 范围."""
    return chapter(text, _GENERAL) is not None and chapter(text, SCOPE) is None


def is_regulation(text: StandardText) -> bool:
    """Whether a text is in articles, which GB/T 1.1 says nothing about."""
    return any(one.kind in (ClauseKind.ARTICLE, ClauseKind.DIVISION) for one in text.walk())


def is_chinese(text: StandardText) -> bool:
    """Whether a text is in Chinese, by most of its clauses that say anything: GB/T 1.1 is about no others."""
    said = [one.title + one.text for one in text.walk() if one.title or one.content]
    return sum(_CHINESE.search(one) is not None for one in said) * 2 >= len(said)


def is_full_code(text: StandardText) -> bool:
    """Whether all of an engineering code binds (GB 55001): such codes list neither words nor standards."""
    numbered = any(_FULL_CODE.fullmatch(number.series) for number in text.numbers)
    return numbered or _FULL_TITLE.search(text.title) is not None


def element_faults(text: StandardText) -> Iterator[Finding]:
    """What is missing, out of order, unmarked or numbered with gaps."""
    if is_engineering(text):
        yield from _missing_engineering(text)
    elif not is_regulation(text):
        yield from _missing(text)
        yield from _disordered(text)
        yield from _unmarked(text)
    yield from _gaps(text.clauses)


def _missing(text: StandardText) -> Iterator[Finding]:
    if not any(one.kind in (ClauseKind.FOREWORD, ClauseKind.ADDITIONAL) for one in text.clauses):
        yield found("missing_foreword")
    for rule, title in (("missing_scope", SCOPE), ("missing_references", REFERENCES), ("missing_terms", TERMS)):
        if chapter(text, title) is None:
            yield found(rule)


def _missing_engineering(text: StandardText) -> Iterator[Finding]:
    kinds = {one.kind for one in text.clauses}
    if is_full_code(text):
        return
    if ClauseKind.WORDING not in kinds:
        yield found("missing_wording")
    explained = {one.id for one in text.walk() if one.kind in _BESIDE}
    if ClauseKind.REFERENCE_LIST not in kinds and any(set(one.clauses) - explained for one in text.references):
        yield found("missing_reference_list")


def _disordered(text: StandardText) -> Iterator[Finding]:
    fixed = [one for title in (SCOPE, REFERENCES, TERMS) if (one := chapter(text, title)) is not None]
    for first, second in pairwise(fixed):
        if text.clauses.index(first) > text.clauses.index(second):
            yield found("out_of_order", first.id, first.place, title=first.title, before=second.title)
    placed = [one for one in text.clauses if one.kind in _ORDER]
    for first, second in pairwise(placed):
        if _ORDER[first.kind] > _ORDER[second.kind]:
            yield found("out_of_order", second.id, second.place, title=_name(second), before=_name(first))


def _name(clause: Clause) -> str:
    return f"{clause.number} {clause.title}".strip() or _NAMES.get(clause.kind, clause.id)


def _unmarked(text: StandardText) -> Iterator[Finding]:
    for one in text.clauses:
        if one.kind is ClauseKind.ANNEX:
            yield found("annex_mark", one.id, one.place, title=_name(one))


def _gaps(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Where the last part of a number is not one more than that of its neighbour."""
    numbered = [one for one in clauses if one.kind is ClauseKind.CLAUSE and re.fullmatch(r"[A-Z]?[\d.]+", one.number)]
    if numbered and (first := numbered[0]).number.rpartition(".")[2] not in ("", "1", "0"):
        yield found("number_gap", first.id, first.place, before="—", after=first.number)
    for one, other in pairwise(numbered):
        if _last(other) != _last(one) + 1:
            yield found("number_gap", other.id, other.place, before=one.number, after=other.number)
    for clause in clauses:
        if clause.kind is not ClauseKind.EXPLANATION:
            yield from _gaps(clause.children)


def _last(clause: Clause) -> int:
    return int(re.findall(r"\d+", clause.number)[-1])
