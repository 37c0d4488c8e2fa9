"""Clauses as records, so that the engines that search standards search clauses, too, in an index of their own.

===========  ==================================================
field        what it holds of a clause
===========  ==================================================
number       of the standard, `#`, and the id of the clause
given        number of the clause, as the text has it
title        its title
abstract     its own text
alt_titles   title of the standard; titles of what it stands in
source       number of the standard
===========  ==================================================
"""

from __future__ import annotations

from collections.abc import Iterator

from standard.clauses import Clause, StandardText
from standard.record import Record

#: between the number of a standard and the id of a clause; no number has it
_OF = "#"
#: characters of a clause that are searched; a table over pages may have more
MOST_CHARACTERS = 50_000


def clause_records(number: str, text: StandardText) -> Iterator[Record]:
    """A record for each clause that says something, in the order of the text."""
    for clause in text.clauses:
        yield from _records(number, text.title, clause, ())


def _records(number: str, title: str, clause: Clause, above: tuple[str, ...]) -> Iterator[Record]:
    own = clause.text[:MOST_CHARACTERS]
    if own or clause.title:
        yield Record(
            number=f"{number}{_OF}{clause.id}",
            title=clause.title,
            given=clause.number,
            abstract=own,
            alt_titles=tuple(one for one in (title, *above) if one),
            source=number,
        )
    for child in clause.children:
        yield from _records(number, title, child, (*above, clause.title))


def id_of_clause(record: Record) -> str:
    """The id that the clause of a record has in its text."""
    return record.number.removeprefix(record.source + _OF)
