"""The text of a standard as values: clauses with what stands in them, terms, references, the facts of its foreword."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from standard.folding import fold
from standard.number import StandardNumber
from standard.place import Place
from standard.relation import Relation
from standard.wording import Words, say


class ClauseKind(StrEnum):
    """What a piece of a standard is."""

    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    #: chapters and clauses of the body, and of annexes
    CLAUSE = "clause"
    #: 编, 章 and 节 of a regulation that has articles
    DIVISION = "division"
    #: 第一条
    ARTICLE = "article"
    NORMATIVE_ANNEX = "normative_annex"
    INFORMATIVE_ANNEX = "informative_annex"
    #: an annex that does not say which of the two it is
    ANNEX = "annex"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    #: 附加说明 of standards before 1993, with the facts that later stand in the foreword
    ADDITIONAL = "additional"
    #: 本规范用词说明, 引用标准名录 of engineering standards
    WORDING = "wording"
    REFERENCE_LIST = "reference_list"
    #: 条文说明, with a clause for each that it explains
    EXPLANATION = "explanation"


class PassageKind(StrEnum):
    """What a piece of text within a clause is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    EXAMPLE = "example"
    FIGURE = "figure"


class Obligation(StrEnum):
    """What a sentence asks (GB/T 1.1-2020, annex C)."""

    REQUIREMENT = "requirement"
    RECOMMENDATION = "recommendation"
    PERMISSION = "permission"
    POSSIBILITY = "possibility"
    INSTRUCTION = "instruction"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, note, example, or the caption of a figure."""

    kind: PassageKind
    #: without its label
    text: str
    place: Place
    #: `a)`, `1)`, `——`, `注1`, `示例`, `图2`; empty where it has none
    label: str = ""
    #: of items: 1 for `a)` and `——`, 2 for `1)` and what stands within another
    level: int = 0


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """A table within a clause."""

    #: `表1`, `表A.2`; empty where it has none
    label: str
    title: str
    #: cells from left to right; empty ones are kept where the document tells them
    rows: tuple[tuple[str, ...], ...]
    place: Place
    #: whether the document lost its columns: each row is then one line of running text
    flattened: bool = False


Content = Passage | ClauseTable


@dataclass(frozen=True, slots=True)
class Requirement:
    """A sentence or list item that binds, recommends, allows or states something."""

    #: clause and ordinal within it, `5.2.1-3`; it stays while its own clause stays
    id: str
    text: str
    obligation: Obligation
    #: id of its clause
    clause: str
    place: Place
    #: what the list begins with that it is an item of: 应符合下列要求
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A chapter, clause or annex with what stands directly in it, and the clauses within it."""

    #: unique in its text: the number, or the kind where there is none
    id: str
    #: `5.2.1`, `A.1`, `附录A`, `第三条`; empty for a foreword
    number: str
    #: empty where the clause begins with its text
    title: str
    kind: ClauseKind
    #: 1 for chapters and annexes
    level: int
    place: Place
    content: tuple[Content, ...] = ()
    children: tuple[Clause, ...] = ()
    requirements: tuple[Requirement, ...] = ()

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """Its own paragraphs."""
        return self._of(PassageKind.PARAGRAPH)

    @property
    def items(self) -> tuple[Passage, ...]:
        """The items of its own lists."""
        return self._of(PassageKind.ITEM)

    @property
    def notes(self) -> tuple[Passage, ...]:
        """Its own notes."""
        return self._of(PassageKind.NOTE)

    @property
    def tables(self) -> tuple[ClauseTable, ...]:
        """Its own tables."""
        return tuple(one for one in self.content if isinstance(one, ClauseTable))

    @property
    def text(self) -> str:
        """Its own text, a passage or row a line, without title and children; cells are separated by tabs."""
        return "\n".join(_lines(self.content))

    def walk(self) -> Iterator[Clause]:
        """Itself and all clauses within it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def _of(self, kind: PassageKind) -> tuple[Passage, ...]:
        return tuple(one for one in self.content if isinstance(one, Passage) and one.kind is kind)


def _lines(content: tuple[Content, ...]) -> Iterator[str]:
    for one in content:
        if isinstance(one, Passage):
            yield f"{one.label} {one.text}" if one.label else one.text
        else:
            yield f"{one.label} {one.title}".strip()
            yield from ("\t".join(row) for row in one.rows)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the clause of terms and definitions."""

    number: str
    name: str
    #: empty where none is given
    english: str
    definition: str
    place: Place
    #: other names: admitted terms and abbreviations, each on a line of its own under the name
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    #: of `[来源:GB/T 25069-2010,2.2.1.17]`
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A standard that the text names as a document referred to."""

    number: StandardNumber
    #: whether only that edition is meant
    dated: bool
    #: empty where none is given
    title: str
    #: of the clause of normative references; otherwise of the bibliography, or only within the text
    normative: bool
    place: Place
    #: ids of the clauses that refer to it
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One item of the changes against the edition before."""

    text: str
    place: Place
    #: clauses named for this edition (`见5.2`) and for the other (`2005年版的4.1`)
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreword:
    """The facts that a foreword states."""

    #: what it was drafted by, `GB/T 1.1-2020`; empty where it does not say
    rule: str = ""
    #: replaces, replaces_partly, adopts, corresponds and the like, with degrees
    relations: tuple[Relation, ...] = ()
    changes: tuple[Change, ...] = ()
    proposer: str = ""
    committee: str = ""
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    #: the editions before, as the foreword lists them
    history: tuple[str, ...] = ()

    @property
    def replaces(self) -> tuple[str, ...]:
        """Canonical numbers of what it replaces, in whole or in part."""
        return tuple(dict.fromkeys(t for one in self.relations if one.kind.startswith("replaces") for t in one.targets))

    @property
    def adopts(self) -> tuple[Relation, ...]:
        """What it adopts or corresponds to, with degrees."""
        return tuple(one for one in self.relations if one.kind in ("adopts", "corresponds"))


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What of a text could not be read, or was read with a doubt."""

    #: name of the sentence that says it
    kind: str
    place: Place
    values: tuple[tuple[str, object], ...] = ()

    @property
    def words(self) -> Words:
        """The place and the reason."""
        return self.place.before(say(self.kind, **dict(self.values)))


def problem(kind: str, place: Place, **values: object) -> TextProblem:
    """A problem with the values of its sentence."""
    return TextProblem(kind, place, tuple(values.items()))


@dataclass(frozen=True)
class StandardText:
    """The text of one standard, read."""

    #: as the cover gives them; more than one for adopted and double-numbered standards
    numbers: tuple[StandardNumber, ...]
    title: str
    #: chapters, annexes and what stands before and behind them, in the order of the text
    clauses: tuple[Clause, ...]
    terms: tuple[Term, ...] = ()
    references: tuple[Reference, ...] = ()
    foreword: Foreword = field(default_factory=Foreword)
    problems: tuple[TextProblem, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """All clauses in the order of the text."""
        for clause in self.clauses:
            yield from clause.walk()

    def find(self, number: str) -> Clause | None:
        """The clause of a number or id: `5.2`, `第5.2条`, `附录 A`, `A`, `第三条`; None where there is none."""
        return self._by_name.get(_name(number))

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All requirements, recommendations and so on in the order of the text."""
        return tuple(one for clause in self.walk() for one in clause.requirements)

    @cached_property
    def _by_name(self) -> dict[str, Clause]:
        found: dict[str, Clause] = {}
        for clause in self.walk():
            found.setdefault(_name(clause.id), clause)
            if clause.number:
                found.setdefault(_name(clause.number), clause)
        return found


def _name(number: str) -> str:
    """A number as it is looked up by; see `StandardText.find`."""
    bare = re.sub(r"\s", "", fold(number)).removeprefix("附录")
    inner = re.fullmatch(r"第?([A-Z]?[\d.]+)[章条款]?", bare)
    return (inner[1] if inner else bare).rstrip(".")
