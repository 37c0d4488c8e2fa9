"""The decisions of an officer on pairs of standards: those of a form, of an earlier file, and those carried along.

The server keeps nothing between two requests: what was decided travels in the page, as a text that says nothing to a
reader. Whoever changes it changes their own decisions only, and what cannot be unpacked is refused.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from catalogue.catalogue import Catalogue
from catalogue.comparison import Conclusion, Decision, Decisions, Known, Overlap, OverlapList, decide
from indexer.errors import RequestError
from indexer.readers import Place, read_document
from webapp.addresses import segment
from webapp.list_forms import file_of, sent_file

#: beginnings of the names of fields: the conclusion on a pair, and the remark on it
CONCLUSION, REMARK = "conclusion-", "remark-"
#: names of the fields that a page carries along: what was decided, and who decides
CARRIED, REVIEWER = "decided", "reviewer"
#: name of the field of an earlier file
FILE = "decisions"
#: most decisions that a page carries, and most bytes of them unpacked; most characters of a name or remark
MOST_CARRIED, MOST_BYTES, MOST_TEXT = 5_000, 8 << 20, 500


@dataclass(frozen=True)
class Taken:
    """What an officer has decided so far, with what was read of an earlier file."""

    decisions: Decisions
    reviewer: str

    def fields(self) -> list[tuple[str, str]]:
        """What the page carries in its form beside the boxes."""
        return [(CARRIED, pack(self.decisions.rows))]


def field_of(pair: Overlap) -> str:
    """The part of the name of a field that says which pair it is for."""
    return f"{segment(pair.standard.number)}|{segment(pair.candidate.number)}"


def read_taken(catalogue: Catalogue, found: OverlapList) -> Taken:
    """The decisions of this request: carried along, then of a file, then of its boxes. Raises RequestError."""
    decisions = Decisions(rows=tuple(unpack(request.form.get(CARRIED, ""))))
    file = sent_file(FILE)
    if file is not None:
        read = catalogue.decisions(read_document(file_of(file), file.filename or ""))
        decisions = Decisions(read.name, decisions.rows, read.problems, read.undecided).with_rows(read.rows)
    reviewer = _text(request.form.get(REVIEWER, ""))
    decisions = decisions.with_rows(_read_boxes(found, reviewer, catalogue.today()))
    if len(decisions.rows) > MOST_CARRIED:
        raise RequestError("decisions_too_many", count=len(decisions.rows), most=MOST_CARRIED)
    return Taken(decisions, reviewer)


def read_rest(catalogue: Catalogue, found: OverlapList) -> Taken:
    """What can be used of a form that cannot be used as a whole: what it carried and its boxes, each for itself."""
    reviewer = _text(request.form.get(REVIEWER, ""))
    rows: list[Decision] = []
    with suppress(RequestError):
        rows += unpack(request.form.get(CARRIED, ""))
    with suppress(RequestError):
        rows += _read_boxes(found, reviewer, catalogue.today())
    return Taken(Decisions().with_rows(rows), reviewer)


def _read_boxes(found: OverlapList, reviewer: str, day: date) -> Iterator[Decision]:
    """What the boxes of the page say; pairs that the list has no longer are left out."""
    pairs = {field_of(pair): pair for pair in found.pairs}
    for name, value in request.form.items():
        key = name.removeprefix(CONCLUSION)
        pair = pairs.get(key)
        if not name.startswith(CONCLUSION) or not value or pair is None:
            continue
        if value not in tuple(Conclusion):
            raise RequestError("decision_value_unknown", value=repr(value[:20]), known=", ".join(Conclusion))
        remark = _text(request.form.get(REMARK + key, ""))
        yield decide(pair.standard, pair.candidate, Conclusion(value), reviewer, remark, day)


def _text(text: str) -> str:
    return " ".join(text.split())[:MOST_TEXT]


def pack(rows: Iterable[Decision]) -> str:
    """Decisions as a text for a field."""
    value = [_row(row) for row in rows]
    return b64encode(zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 6)).decode()


def unpack(text: str) -> Iterator[Decision]:
    """The decisions of such a text; none of an empty one. Raises RequestError."""
    if not text:
        return
    try:
        data = _inflate(b64decode(text, validate=True))
        yield from [_decision(row) for row in json.loads(data)]
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error, RecursionError) as error:
        raise RequestError("decisions_damaged") from error


def _inflate(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(data, MOST_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError(len(found))
    return found


def _row(row: Decision) -> dict[str, Any]:
    known = {number: [one.title, one.state, _iso(one.issued)] for number, one in row.known.items()}
    return {**row.to_json(), "since": _iso(row.since), "known": known}


def _decision(value: dict[str, Any]) -> Decision:
    known = {
        str(number): Known(str(title), str(state), _day(issued))
        for number, (title, state, issued) in value["known"].items()
    }
    return Decision(
        str(value["number"]),
        str(value["candidate"] or ""),
        str(value["about"]),
        Conclusion(value["conclusion"]),
        str(value["reviewer"]),
        _day(value["day"]),
        str(value["remark"]),
        _day(value["since"]),
        Place(),
        known,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
