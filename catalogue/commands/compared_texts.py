"""Two texts compared, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.comparison import ReferenceRow, Referred, TextComparison
from catalogue.indicators import Indicator, IndicatorRow
from catalogue.wording import Words, say
from standard.clauses import Clause

_SAME = frozenset({"equal", "same"})


def list_text_lines(found: TextComparison) -> Iterator[Words | str]:
    """What differs, section by section, each with its counts; what is the same is counted only, but for indicators."""
    left, right = found.left, found.right
    yield say("compare_text_head", left=left.name, left_title=left.title, right=right.name, right_title=right.title)
    if found.alike:
        yield say("compare_alike")
    yield _section(found, "clauses")
    for pair in found.clauses:
        if pair.kind not in _SAME or pair.moved:
            yield _line(pair.kind, _clause(pair.left), _clause(pair.right))
    yield _section(found, "terms")
    for term in found.terms:
        if term.verdict not in _SAME:
            sides = (f"{one.number} {one.name}" if one is not None else "-" for one in (term.left, term.right))
            yield _line(term.verdict, *sides)
    yield _section(found, "references")
    yield from map(_reference, found.references)
    yield _section(found, "obligations")
    for row in found.obligations:
        left_text = f"{row.left_clause.number} {row.left.text}"
        yield _line(row.verdict, left_text, f"{row.right_clause.number} {row.right.text}")
    yield _section(found, "indicators")
    yield from map(_indicator, found.indicators)
    if found.problems:
        yield say("compare_text_unread")
        yield from (say("compare_text_problem", name=name, problem=words) for name, words in found.problems)


def _section(found: TextComparison, name: str) -> Words:
    counts = found.counts[name].items()
    told = tuple(say("compare_text_count", verdict=say(f"compare_verdict_{one}"), count=n) for one, n in counts)
    return say("compare_text_section", name=say(f"compare_text_{name}"), counts=told or ("0",))


def _line(verdict: str, left: Words | str, right: Words | str) -> Words:
    return say("compare_text_row", verdict=say(f"compare_verdict_{verdict}"), left=left, right=right)


def _clause(clause: Clause | None) -> str:
    return f"{clause.number} {clause.title}".strip() or clause.id if clause is not None else "-"


def _reference(row: ReferenceRow) -> Words:
    return _line(row.verdict, _referred(row.left), _referred(row.right))


def _referred(side: Referred | None) -> Words | str:
    if side is None:
        return "-"
    number = str(side.reference.number)
    return Words(number) + Words(" ") + say("compare_text_dead") if side.dead else number


def _indicator(row: IndicatorRow) -> Words:
    name = " ".join(filter(None, (row.object, row.characteristic, row.condition, row.grade)))
    return say(
        "compare_text_indicator",
        verdict=say(f"compare_verdict_{row.verdict.value}"),
        name=name,
        left=_limit(row.left),
        left_clause=row.left.clause if row.left is not None else "-",
        right=_limit(row.right),
        right_clause=row.right.clause if row.right is not None else "-",
        reason=row.reason,
    )


def _limit(one: Indicator | None) -> Words | str:
    return one.limit if one is not None else "-"
