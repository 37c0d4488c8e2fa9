"""Fixed sentences that a draft lacks, and words of requirements where none may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalogue.drafts.elements import REFERENCES, SCOPE, TERMS, chapter, is_engineering, is_regulation
from catalogue.drafts.findings import Finding, found
from standard.clauses import Clause, ClauseKind, Obligation, Passage, StandardText, obligation

_LEAD = re.compile(r"下列文件|没有规范性引用文件")
_NO_TERMS = re.compile(r"没有需要界定的术语|没有.{0,6}术语|术语和定义适用于|界定的.{0,20}适用于")
_PROPOSED = re.compile(r"提出|归口")
_SENTENCE = re.compile(r"[^。；]+[。；]?")
#: sentences about patents and rights stand in every foreword; one that says that a text is made up binds nobody
_FIXED = re.compile(r"专利|著作权|版权|(?:为|是)示例")
_SHOWN = 40


def phrasing_faults(text: StandardText) -> Iterator[Finding]:
    """The fixed parts of foreword, references and terms; words of requirements in foreword, scope and notes."""
    if is_regulation(text):
        return
    if not is_engineering(text):
        yield from _foreword(text)
        yield from _phrases(text)
    for clause in text.walk():
        yield from _binding("requirement_in_note", clause, clause.notes)


def _foreword(text: StandardText) -> Iterator[Finding]:
    clause = next((one for one in text.clauses if one.kind is ClauseKind.FOREWORD), None)
    if clause is None:
        return
    facts = text.foreword
    if not facts.rule:
        yield found("foreword_rule", clause.id, clause.place)
    if not (facts.proposer or facts.committee or _PROPOSED.search(clause.text)):
        yield found("foreword_committee", clause.id, clause.place)
    if not (facts.units and facts.people):
        yield found("foreword_drafters", clause.id, clause.place)
    yield from _binding("requirement_in_foreword", clause, clause.paragraphs)


def _phrases(text: StandardText) -> Iterator[Finding]:
    references, terms, scope = (chapter(text, title) for title in (REFERENCES, TERMS, SCOPE))
    if references is not None and not _LEAD.search(references.text):
        yield found("references_phrase", references.id, references.place)
    if terms is not None and not text.terms and not _NO_TERMS.search(terms.text):
        yield found("terms_phrase", terms.id, terms.place)
    if scope is not None:
        yield from _binding("requirement_in_scope", scope, (*scope.paragraphs, *scope.items))


def _binding(rule: str, clause: Clause, passages: Iterable[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for sentence in _SENTENCE.findall(passage.text):
            if obligation(sentence) is Obligation.REQUIREMENT and not _FIXED.search(sentence):
                yield found(rule, clause.id, passage.place, text=sentence[:_SHOWN])
