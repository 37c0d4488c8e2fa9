"""A list that was read, as a text that a form carries along: the server keeps nothing between two requests.

What was read travels instead of the file, so a filter or a choice does not read a PDF once more. The text is packed and
says nothing to a reader; whoever changes it changes his own list only, and what cannot be unpacked is refused.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import astuple
from typing import Any

from catalogue.validity import Entries, Entry, Reason, Skipped, number_entries
from indexer.errors import RequestError
from indexer.readers import Document, Place, Problem
from standard.citations import Citation, Reading
from standard.number import NumberError, StandardNumber
from standard.wording import Words
from webapp.uploads import MAX_NUMBERS

#: bytes that a text may unpack to
MOST_UNPACKED = 64 << 20
#: characters that are kept of what was skipped, and of how many rows
_SKIPPED, _MOST_SKIPPED = 80, 2000


def pack_list(document: Document, entries: Entries) -> str:
    """What was read of a document as text: its entries, what was skipped, and what could not be read."""
    value = {
        "document": [document.name, document.format],
        "problems": [[one.file, one.line, one.value, *_both(one.why)] for one in document.problems],
        "notes": [_both(words) for words in document.notes],
        "is_list": entries.is_list,
        "rows": entries.rows,
        "entries": [_entry(one) for one in entries.entries],
        "skipped": [
            [*astuple(one.place), one.reason, one.text[:_SKIPPED] if index < _MOST_SKIPPED else ""]
            for index, one in enumerate(entries.skipped)
        ],
    }
    return b64encode(zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())).decode()


def unpack_list(text: str) -> tuple[Document, Entries]:
    """The document, without its text, and its entries. Raises RequestError for what was not made by `pack_list`."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(b64decode(text, validate=True), MOST_UNPACKED)
        # what is longer than that is cut, and then it is no JSON
        return _unpacked(json.loads(data))
    except (ValueError, KeyError, TypeError, zlib.error, NumberError, RecursionError) as error:
        raise RequestError("carried_list_damaged") from error


def _both(words: Words) -> list[str]:
    return [words.chinese, words.english]


def _entry(entry: Entry) -> list[Any]:
    one = entry.citation
    number, offered = str(one.number or ""), [str(number) for number in one.offered]
    return [*astuple(entry.place), one.given, number, one.title, one.reading, offered, one.edition]


def _unpacked(value: dict[str, Any]) -> tuple[Document, Entries]:
    name, form = map(_text, value["document"])
    problems = tuple(
        Problem(_text(file), int(line), _text(shown), "problem_carried", {"why": Words(_text(chinese), _text(english))})
        for file, line, shown, chinese, english in value["problems"]
    )
    notes = tuple(Words(_text(chinese), _text(english)) for chinese, english in value["notes"])
    if len(value["entries"]) > MAX_NUMBERS:
        raise ValueError(len(value["entries"]))
    found = [(_citation(*row[8:]), _place(row[:8])) for row in value["entries"]]
    skipped = tuple(Skipped(_place(row[:8]), Reason(row[8]), _text(row[9])) for row in value["skipped"])
    entries = Entries(number_entries(found), skipped, value["is_list"] is True, int(value["rows"]))
    return Document(name, form, (), problems, notes), entries


def _citation(
    given: object, number: object, title: object, reading: str, offered: list[str], edition: object
) -> Citation:
    text = _text(given)
    return Citation(
        text,
        (0, len(text)),
        StandardNumber(_text(number)) if number else None,
        _text(title),
        Reading(reading),
        tuple(StandardNumber(_text(one)) for one in offered),
        _text(edition),
    )


def _place(row: list[Any]) -> Place:
    *counts, sheet, note = row
    page, line, paragraph, table, number, column = map(int, counts)
    return Place(page, line, paragraph, table, number, column, _text(sheet), int(note))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value.encode("utf-8", "replace").decode("utf-8")
