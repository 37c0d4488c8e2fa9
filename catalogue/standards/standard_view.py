"""What is known of one standard: values for pages, JSON and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.search import Addresses
from catalogue.wording import Words
from standard.record import Record
from standard.status import Status
from standard.wording import heard


@dataclass(frozen=True)
class Related:
    """A standard related to the one shown; `kind` says how."""

    number: str
    #: `replaces`, `replaces_partly`, `replaced_by`, `replaced_partly_by`, `amends`, `amended_by`, `adopts`,
    #: `adopted_by`, `cites`, `cited_by`
    kind: str
    #: empty where the catalogue does not hold it
    title: str = ""
    status: Status = Status.UNKNOWN
    #: whether the catalogue holds it
    in_catalogue: bool = False
    #: adoption: IDT, MOD, NEQ, EQV
    degree: str = ""


@dataclass(frozen=True)
class Edition:
    """An edition of a document: same number, other year."""

    number: str
    title: str
    status: Status
    issued: date | None
    effective: date | None


@dataclass(frozen=True)
class NamedCode:
    """A code with its name, and the codes above it: `67.080.20`, 蔬菜及其制品."""

    code: str
    #: empty where the table does not know the code
    name: Words
    #: from the top, without itself: ((code, name), ...)
    above: tuple[tuple[str, Words], ...] = ()

    def to_json(self) -> dict[str, str]:
        """The code and its name in both languages."""
        return {"code": self.code, "name": self.name.chinese, "name_en": self.name.english}


@dataclass(frozen=True)
class StandardView:
    """Everything the catalogue knows of one standard."""

    record: Record
    #: on `day`
    status: Status
    day: date
    #: all editions, newest first, this one among them
    editions: tuple[Edition, ...]
    related: tuple[Related, ...]
    #: what is in force at the end of the replacements, where this one is not
    in_force: tuple[Related, ...]
    ics: tuple[NamedCode, ...]
    ccs: tuple[NamedCode, ...]
    gbt4754: tuple[NamedCode, ...]
    region: NamedCode | None
    #: GB/T 7714 reference, `全国…. 名称: GB/T 1.1-2020[S]. 北京: …`
    citation: str
    #: dates, statuses or sources that contradict each other, as sentences
    contradictions: tuple[Words, ...]
    generation: str

    @property
    def notes(self) -> tuple[Words, ...]:
        """What was mended in the record, or is doubtful in it."""
        return tuple(map(heard, self.record.notes))

    def of_kind(self, kind: str) -> tuple[Related, ...]:
        """Related standards of one kind."""
        return tuple(row for row in self.related if row.kind == kind)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API: the record's fields, and what is known around it."""
        return {
            **self.record.to_json(),
            **({"notes": list(self.notes)} if self.notes else {}),
            "recorded_status": self.record.status.value,
            "status": self.status.value,
            "on": self.day.isoformat(),
            "url": addresses.standard(self.record.number),
            "editions": [
                {
                    "number": row.number,
                    "title": row.title,
                    "status": row.status.value,
                    "issued": _day(row.issued),
                    "effective": _day(row.effective),
                    "url": addresses.standard(row.number),
                }
                for row in self.editions
            ],
            "related": [
                {
                    "number": row.number,
                    "kind": row.kind,
                    "title": row.title,
                    "degree": row.degree,
                    "status": row.status.value if row.in_catalogue else None,
                    "url": addresses.standard(row.number) if row.in_catalogue else None,
                }
                for row in self.related
            ],
            "in_force": [row.number for row in self.in_force],
            "ics_names": [row.to_json() for row in self.ics],
            "ccs_names": [row.to_json() for row in self.ccs],
            "citation": self.citation,
            "contradictions": list(self.contradictions),
            "generation": self.generation,
        }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None
