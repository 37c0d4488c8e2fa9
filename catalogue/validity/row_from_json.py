"""A row of a check from its JSON, with nothing taken on trust but what the JSON says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from catalogue.validity.row import Note, Row, Verdict
from indexer.readers import Place
from standard.status import Status
from standard.wording import words_of


def row_of(value: Any) -> Row:
    """The row; raises ValueError, KeyError, TypeError or AttributeError for what is none."""
    row = Row(
        int(value["row"]),
        str(value["given"]),
        Verdict(value["verdict"]),
        number=str(value["number"] or ""),
        title=str(value["title"]),
        given_title=str(value["given_title"]),
        status=Status(value["status"]) if value["status"] is not None else None,
        issued=_day(value["issued"]),
        effective=_day(value["effective"]),
        abolished=_day(value["abolished"]),
        replaced_by=tuple(map(str, value["replaced_by"])),
        in_force=value["in_force"],
        near=tuple(map(str, value["near"])),
        source=str(value["source"]),
        url=str(value["url"]),
        checked=_day(value["checked"]),
        notes=tuple(Note(str(one["kind"]), _values(one["values"])) for one in value["notes"]),
        place=Place(**value["place"]),
        duplicate_of=int(value["duplicate_of"] or 0),
    )
    return row if value["note"] in (row.note.chinese, row.note.english) else _with_note(row, str(value["note"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _values(values: dict[str, Any]) -> dict[str, object]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _with_note(row: Row, text: str) -> Row:
    """The row with a note that is not the sentence of its remarks: somebody has changed one of them."""
    return replace(row, notes=(Note("as_written", {"text": words_of(text)}),))
