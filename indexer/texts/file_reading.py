"""One file with the text of a standard -> what an index keeps of it, or why it is not taken."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.gathering import Packed, pack
from indexer.readers import Document, Problem, Row, Unreadable, cleaned, read_standard_text, today_in_china
from indexer.texts.clause_records import clause_records
from indexer.texts.cover import cells_of_cover
from standard.clauses import ClauseKind, StandardText, TextProblem, text_to_bytes
from standard.number import NumberError, StandardNumber, find_numbers
from standard.publisher import Level
from standard.record import Record
from standard.wording import say

#: problems of a text for which it is not taken: what stands in it is then not sure to be of this standard
_REFUSED = frozenset({"clauses_second_edition"})
#: what of a text requires, and so makes it one; a list of headings alone is none
_BODY = frozenset({ClauseKind.CLAUSE, ClauseKind.ARTICLE, ClauseKind.DIVISION})
#: what separates the words of a file's name
_GAPS = re.compile(r"[_\s]+")
#: how a made-up text says so in its title
EXAMPLE = "示例"


@dataclass(frozen=True)
class TextRead:
    """What came of a file. Without a number it is not taken, and `problems` say why."""

    file: str
    #: canonical number of its standard
    number: str = ""
    title: str = ""
    #: what its cover tells, for a standard that no catalogue has
    record: Record | None = None
    #: the text as bytes, packed
    data: bytes = b""
    #: its clauses as records
    clauses: Packed = field(default_factory=Packed)
    #: why it is not taken; of one that is, what of the file could not be read
    problems: tuple[Problem, ...] = ()


def read_text_file(file: Path) -> TextRead:
    """Read a file. Never raises for what it holds."""
    text, document = read_standard_text(file)
    try:
        number = _number(file, text, document)
    except Unreadable as problem:
        more = tuple(replace(one, file=str(file)) for one in document.problems)
        return TextRead(str(file), problems=(problem.at(str(file), 0), *more))
    text = _with_problems_of_file(text, document)
    record = _record(file, text, document, number)
    if isinstance(record, Problem):
        return TextRead(str(file), problems=(record,))
    return TextRead(
        file=str(file),
        number=number,
        title=text.title or record.title,
        record=record,
        data=zlib.compress(text_to_bytes(text)),
        clauses=pack(clause_records(number, text)),
        problems=tuple(replace(one, file=str(file)) for one in document.problems),
    )


def _number(file: Path, text: StandardText, document: Document) -> str:
    """The number of the standard. Raises `Unreadable` where that is not sure, or the text is none."""
    if not any(clause.kind in _BODY for clause in text.walk()):
        reason = document.problems[0].why if document.problems else say("text_no_headings")
        raise Unreadable("text_without_clauses", reason=reason)
    refused = next((one for one in text.problems if one.kind in _REFUSED), None)
    if refused is not None:
        raise Unreadable("text_refused", reason=refused.words)
    named, inside = _number_in_name(file.stem), _own(text.numbers)
    if named is None and inside is None:
        raise Unreadable("text_without_number")
    if named is None or inside is None:
        return str(inside or named)
    if not any(_fits(named, number) for number in text.numbers):
        raise Unreadable("text_number_contradicts", named=str(named), inside=str(inside))
    return str(inside)


def _number_in_name(stem: str) -> StandardNumber | None:
    """The number that the name of a file is, or begins with, or has in it: `GB_T_1.1-2020`."""
    try:
        return StandardNumber(_GAPS.sub(" ", stem).strip())
    except NumberError:
        found = find_numbers(stem) or find_numbers(_GAPS.sub(" ", stem))
        return found[0].number if found else None


def _own(numbers: tuple[StandardNumber, ...]) -> StandardNumber | None:
    """The number under which a text stands: the Chinese one of those on its cover."""
    chinese = [one for one in numbers if one.level not in (Level.INTERNATIONAL, Level.FOREIGN)]
    return next(iter(chinese or numbers), None)


def _fits(named: StandardNumber, inside: StandardNumber) -> bool:
    """Whether two numbers are of one standard; the name of a file may leave out the year."""
    return str(named) == str(inside) or (named.year is None and named.series == inside.series)


def _with_problems_of_file(text: StandardText, document: Document) -> StandardText:
    """The text, with what of its file could not be read among its problems."""
    if not document.problems:
        return text
    place = document.blocks[-1].place
    broken = tuple(TextProblem(one.kind, place, tuple(one.values.items())) for one in document.problems)
    return replace(text, problems=(*text.problems, *broken))


def _record(file: Path, text: StandardText, document: Document, number: str) -> Record | Problem:
    """The record that the cover of the text gives."""
    cells = cells_of_cover(text, document, number)
    record = cleaned(Row(str(file), 0, cells), today_in_china(), None)
    if isinstance(record, Problem):
        return record
    note = say("record_from_text", file=file.name).chinese
    example = EXAMPLE in record.title
    return replace(record, source=file.name, notes=(*record.notes, note), example=example)
