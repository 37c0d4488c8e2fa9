"""JSON answers of the platforms -> rows: whose keys they are, and what is said around an answer without records."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.readers.fields import Cells, Labels, field_of
from indexer.readers.platforms import sacinfo, samr, ttbz
from indexer.readers.problem import Unreadable

#: each gives the pairs of a record of its platform, with source and address, or None
_ANSWERS = (samr.answer, sacinfo.answer, ttbz.answer)
#: where answers hold their records, how many there are, and what went wrong
_RECORDS = frozenset({"rows", "records", "list", "data", "result"})
_TOTALS = frozenset({"total", "recordsTotal", "count"})
_MESSAGES = ("msg", "message", "error", "errorMessage")


def answer_cells(value: Mapping[str, object], labels: Labels) -> Cells:
    """The row of a JSON object, be it a record of a platform or anything else.

    Raises `Unreadable` for an answer of a platform that says an error, or that nothing was found.
    """
    pairs = next((found for read in _ANSWERS if (found := read(value)) is not None), None)
    if pairs is None:
        _check(value)
    return labels.cells(value if pairs is None else pairs)


def _check(value: Mapping[str, object]) -> None:
    """Whether an object that is no record of a platform is the frame of an answer, without records."""
    if any(field_of(name) in ("number", "title") and isinstance(value[name], str) for name in value):
        return
    said = next((text for name in _MESSAGES if isinstance(text := value.get(name), str) and text), "")
    if said:
        raise Unreadable("是平台的出错回答，没有记录；请重新查询后保存", said)
    if _RECORDS & value.keys() and (_TOTALS & value.keys() or any(value.get(name) == [] for name in _RECORDS)):
        raise Unreadable("平台的回答里没有记录（没有查到标准）；请换一个查询后保存")
