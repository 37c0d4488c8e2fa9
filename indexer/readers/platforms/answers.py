"""JSON answers of the platforms -> rows: whose keys they are, and what is said around an answer without records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from indexer.readers.columns import Labels
from indexer.readers.field_labels import Cells
from indexer.readers.labels_in_words import column_field
from indexer.readers.platforms import international, sacinfo, samr, ttbz
from indexer.readers.problem import Unreadable

#: each gives the pairs of a record of its platform, with source and address, or None
_ANSWERS = (samr.answer, sacinfo.answer, ttbz.answer, international.answer)
#: where answers hold their records, how many there are, and what went wrong
_FRAMES = ("data", "result")
_RECORDS = (*_FRAMES, "rows", "records", "list")
_TOTALS = ("total", "recordsTotal", "count")
_MESSAGES = ("msg", "message", "error", "errorMessage")
#: frames within frames
_DEPTH = 3


def answer_cells(value: Mapping[str, object], labels: Labels) -> Cells:
    """The row of a JSON object, be it a record of a platform, alone in the frame of an answer, or anything else.

    Raises `Unreadable` for an answer of a platform that says an error, or that nothing was found.
    """
    record = _unframed(value)
    pairs = next((found for read in _ANSWERS if (found := read(record)) is not None), None)
    if pairs is None and not _names_standard(record):
        _check(value, record)
    return labels.cells(record if pairs is None else pairs)


def _unframed(value: Mapping[str, object]) -> Mapping[str, object]:
    """What an answer frames: `{"code": 200, "data": {"chName": …}}`."""
    for _ in range(_DEPTH):
        inner = next((value[name] for name in _FRAMES if isinstance(value.get(name), dict)), None)
        if inner is None or _names_standard(value):
            break
        value = cast("Mapping[str, object]", inner)
    return value


def _names_standard(value: Mapping[str, object]) -> bool:
    """Whether an object has a number or a title; the `"code": 200` of an answer is no number."""
    return any(column_field(name) in ("number", "title") and isinstance(value[name], str) for name in value)


def _check(value: Mapping[str, object], record: Mapping[str, object]) -> None:
    """Whether an object without number and title is an answer without records."""
    said = next((text for name in _MESSAGES if isinstance(text := value.get(name), str) and text), "")
    empty = any(record.get(name) == [] for name in _RECORDS) or any(record.get(name) == 0 for name in _TOTALS)
    if empty:
        raise Unreadable("answer_empty", said)
    if said:
        raise Unreadable("answer_of_error", said)
