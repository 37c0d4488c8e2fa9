"""Two wordings -> runs of words that stayed, went and came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from indexer.analysis import HAN, cut, fold

#: a run of Chinese; a number; letters; one other sign
_TOKEN = re.compile(rf"[{HAN}]+|\d+(?:[.,]\d+)*|[^\W\d_{HAN}]+|\s+|.", re.DOTALL)
#: more words than this are compared by lines first
_MOST_WORDS = 3_000


class Change(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Run(NamedTuple):
    """Words one behind another that share one fate."""

    change: Change
    #: as it stands in the left text; of an insertion, in the right
    text: str


def compare_words(left: str, right: str) -> tuple[Run, ...]:
    """The runs from left to right. Width, case and blanks are no changes.

    Deleted and equal runs together are the left text, letter by letter; inserted and equal ones the right text but for
    width, case and blanks.
    """
    return tuple(_joined(_compare(_tokens(left), _tokens(right))))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for one in _TOKEN.findall(text):
        found.extend(cut(one) if re.match(f"[{HAN}]", one) else [one])
    return found


def _compare(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    if max(len(left), len(right)) <= _MOST_WORDS:
        yield from _runs(left, right)
        return
    for change, mine, theirs in _blocks(_lines(left), _lines(right)):
        ours, others = [w for line in mine for w in line], [w for line in theirs for w in line]
        if change == "replace" and max(len(ours), len(others)) <= _MOST_WORDS:
            yield from _runs(ours, others)
        elif change == "equal":
            yield Run(Change.EQUAL, "".join(ours))
        else:
            yield from _replaced(ours, others)


def _runs(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    for change, mine, theirs in _blocks([(one,) for one in left], [(one,) for one in right]):
        ours, others = [one for (one,) in mine], [one for (one,) in theirs]
        if change == "equal" or _key(ours) == _key(others):
            yield Run(Change.EQUAL, "".join(ours))
        else:
            yield from _replaced(ours, others)


def _replaced(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    if left:
        yield Run(Change.DELETE, "".join(left))
    if right:
        yield Run(Change.INSERT, "".join(right))


def _blocks(
    left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]]]:
    matcher = SequenceMatcher(None, [_key(one) for one in left], [_key(one) for one in right], autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        yield change, left[start:end], right[first:last]


def _lines(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    lines: list[list[str]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if "\n" in token:
            lines.append([])
    return [tuple(line) for line in lines if line]


def _key(tokens: Sequence[str]) -> str:
    """Words in one spelling; blanks alone are nothing."""
    return re.sub(r"\s", "", fold("".join(tokens)))


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    waiting: Run | None = None
    for run in runs:
        if waiting is not None and waiting.change is run.change:
            waiting = Run(run.change, waiting.text + run.text)
        else:
            if waiting is not None:
                yield waiting
            waiting = run
    if waiting is not None:
        yield waiting
