"""The documents that a text refers to: in its list of normative references, its bibliography, and within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from standard.clauses.values import Clause, ClauseKind, ClauseTable, Passage, Reference, TextProblem, problem
from standard.number import NumberError, NumberMatch, StandardNumber, find_numbers
from standard.place import Place
from standard.publisher import Level

LIST = re.compile(r"(?:规范性)?引用(?:文件|标准)(?:名录|目录)?|normative references?", re.IGNORECASE)
#: of a list, what stands before the number of an entry: [1], 1, ——
_BEFORE = re.compile(r"\s*(?:[\[［【(（]?\d{1,3}[\]］】)）.、]?|[—―─•●·]+)?\s*(?:《[^》]*》\s*[（(]?)?\s*")
_ENTRY = re.compile(r"[A-Z]{1,6}(?:\s?/\s?[A-Z]{1,4})?\s?\d")
#: a number as lists have it that running text does not: `HJ644`
_CODE = re.compile(
    r"\s*(?:[\[［【(（]?\d{1,3}[\]］】)）.、]\s*)?(?P<code>[A-Z]{2,6}(?:/[A-Z]{1,3})?\s?\d[\d.]*(?:[—–－-]\d{4})?)(?=\s|$)"
)
_TITLE = re.compile(r"\s*(?:[（(](?:所有部分|all parts)[)）])?\s*(?P<title>.*)", re.DOTALL)
_BOOK = re.compile(r"《([^》]+)》")
_QUOTED_BEFORE = re.compile(r"《([^》]{1,80})》\s*[（(]?\s*$")
_QUOTED_BEHIND = re.compile(r"\s*[（(]?\s*《([^》]{1,80})》")
#: sentence of a clause without references
_NONE = re.compile(r"没有规范性引用文件|无规范性引用文件")
_SENTENCE = re.compile(r"The following|references, |下列|以下文件|凡是?不?注|引用而|适用于本|本(?:文件|标准)")


@dataclass
class _Found:
    """What is known of one number, while the text is gone through."""

    number: StandardNumber
    place: Place
    title: str = ""
    normative: bool = False
    clauses: dict[str, None] = field(default_factory=dict)


def references_of(
    clauses: Iterable[Clause], own: Iterable[StandardNumber]
) -> tuple[tuple[Reference, ...], list[TextProblem]]:
    """All references of a text, those of the list first, in its order; and what of the list could not be read."""
    found: dict[str, _Found] = {}
    problems: list[TextProblem] = []
    left_out = {str(number) for number in own}
    walked = [clause for one in clauses for clause in one.walk()]
    for clause in walked:
        if is_list(clause):
            _of_list(clause, found, problems, normative=clause.kind is not ClauseKind.BIBLIOGRAPHY)
    for clause in walked:
        if not is_list(clause) and clause.kind not in (ClauseKind.FOREWORD, ClauseKind.INTRODUCTION):
            _within(clause, found)
    listed = [_reference(one) for number, one in found.items() if number not in left_out]
    return tuple(sorted(listed, key=lambda one: not one.normative)), problems


def is_list(clause: Clause) -> bool:
    """Whether a clause is the list of normative references, or the bibliography."""
    return clause.kind in (ClauseKind.BIBLIOGRAPHY, ClauseKind.REFERENCE_LIST) or (
        clause.level == 1 and LIST.fullmatch(clause.title) is not None
    )


def _reference(one: _Found) -> Reference:
    dated = one.number.year is not None
    return Reference(one.number, dated, one.title, one.normative, one.place, tuple(one.clauses))


def _of_list(clause: Clause, found: dict[str, _Found], problems: list[TextProblem], *, normative: bool) -> None:
    last: _Found | None = None
    for text, place in _entries(clause):
        leading = _leading(text)
        if leading is not None:
            title = _title_of(text, leading)
            last = found.setdefault(str(leading.number), _Found(leading.number, place))
            last.title = last.title or title
            last.normative = last.normative or normative
            last.clauses[clause.id] = None
        elif _SENTENCE.search(text) or _NONE.search(text):
            last = None
        elif last is not None and not _ENTRY.match(text):
            last.title = f"{last.title} {text}".strip()
        elif normative:
            problems.append(problem("clauses_reference_unread", place, text=text[:60]))


def _entries(clause: Clause) -> Iterator[tuple[str, Place]]:
    for one in clause.content:
        if isinstance(one, Passage):
            yield one.text, one.place
        else:
            yield from ((" ".join(row), one.place) for row in one.rows)


def _leading(text: str) -> NumberMatch | None:
    """The number that an entry begins with, or that stands behind its title in 《》."""
    matches = find_numbers(text)
    if matches and _BEFORE.fullmatch(text[: matches[0].span[0]]):
        return matches[0]
    code = _CODE.match(text)
    if code is None:
        return None
    try:
        number = StandardNumber(code["code"])
    except NumberError:
        return None
    known = number.level not in (Level.FOREIGN, Level.INTERNATIONAL, Level.UNKNOWN)
    return NumberMatch(number, code.span("code"), code["code"]) if known else None


def _title_of(text: str, match: NumberMatch) -> str:
    book = _BOOK.search(text[: match.span[0]]) or _BOOK.search(text)
    if book is not None:
        return book[1].strip()
    title = _TITLE.fullmatch(text[match.span[1] :])
    return " ".join(title["title"].split()).strip(" ,:;；。—–-") if title else ""


def _within(clause: Clause, found: dict[str, _Found]) -> None:
    """What the sentences and tables of a clause name."""
    for text, place in _texts(clause):
        for match in find_numbers(text):
            one = found.setdefault(str(match.number), _Found(match.number, place))
            one.clauses[clause.id] = None
            book = _QUOTED_BEFORE.search(text[: match.span[0]]) or _QUOTED_BEHIND.match(text[match.span[1] :])
            if book is not None and not one.title:
                one.title = book[1]


def _texts(clause: Clause) -> Iterator[tuple[str, Place]]:
    if clause.title:
        yield clause.title, clause.place
    for one in clause.content:
        if isinstance(one, ClauseTable):
            yield from ((cell, one.place) for row in one.rows for cell in row)
        else:
            yield one.text, one.place
