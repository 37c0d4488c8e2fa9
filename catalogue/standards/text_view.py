"""The text of one standard, as far as the operator holds it: its clauses, terms, references and requirements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.lookup import StandardNotFound, find_standard
from catalogue.search import Addresses
from indexer.lifecycle import Opened
from standard.clauses import Clause, Foreword, Reference, Requirement, StandardText, Term
from standard.errors import LubiaoError
from standard.home import HOME
from standard.record import Record


class TextNotHeld(StandardNotFound):
    """The catalogue has the standard, but not its text."""

    def __init__(self, number: str) -> None:
        LubiaoError.__init__(self, "text_not_held", number=number)
        self.text = number
        self.near = ()


@dataclass(frozen=True)
class TextView:
    """A standard and its text."""

    record: Record
    text: StandardText
    #: of the references: number as cited -> the standard of the catalogue that it names
    known: dict[str, str]

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API; sentences are given as requirements, not as the text of clauses."""
        text = self.text
        return {
            "number": self.record.number,
            "title": text.title,
            "url": addresses.standard(self.record.number),
            "clauses": [_clause(clause) for clause in text.walk()],
            "terms": [_term(term) for term in text.terms],
            "references": [self._reference(one, addresses) for one in text.references],
            "foreword": _foreword(text.foreword),
            "requirements": [requirement_row(one) for one in text.requirements],
            "problems": [{"text": problem.words} for problem in text.problems],
        }

    def _reference(self, one: Reference, addresses: Addresses) -> dict[str, Any]:
        known = self.known.get(str(one.number))
        return {
            "number": str(one.number),
            "title": one.title,
            "dated": one.dated,
            "normative": one.normative,
            "clauses": list(one.clauses),
            "url": addresses.standard(known) if known else None,
        }


def view_text(opened: Opened, given: str, day: date, home: str = HOME) -> TextView:
    """The text of a standard in any spelling of its number. Raises StandardNotFound, TextNotHeld and IndexFault."""
    record = find_standard(opened.engine, given, day, home)
    text = held_text(opened, record.number)
    if text is None:
        raise TextNotHeld(record.number)
    return TextView(record, text, dict(_find_known(opened, text, day, home)))


def held_text(opened: Opened, number: str) -> StandardText | None:
    """The text of a standard by its canonical number; None where the catalogue does not hold it. Raises IndexFault."""
    return opened.texts.text(number) if opened.texts is not None else None


def requirement_row(one: Requirement) -> dict[str, Any]:
    """A requirement with the names of the API."""
    return {
        "id": one.id,
        "clause": one.clause,
        "obligation": one.obligation.value,
        "text": f"{one.lead}{one.text}",
        "place": one.place.words,
    }


def _find_known(opened: Opened, text: StandardText, day: date, home: str) -> Iterator[tuple[str, str]]:
    for one in text.references:
        try:
            yield str(one.number), find_standard(opened.engine, str(one.number), day, home).number
        except StandardNotFound:
            continue


def _clause(clause: Clause) -> dict[str, Any]:
    head = {"id": clause.id, "number": clause.number, "title": clause.title}
    return {**head, "kind": clause.kind.value, "level": clause.level}


def _term(term: Term) -> dict[str, Any]:
    return {"number": term.number, "name": term.name, "english": term.english, "definition": term.definition}


def _foreword(foreword: Foreword) -> dict[str, Any]:
    return {
        "rule": foreword.rule,
        "replaces": list(foreword.replaces),
        "proposer": foreword.proposer,
        "committee": foreword.committee,
        "units": list(foreword.units),
        "people": list(foreword.people),
        "history": list(foreword.history),
    }
