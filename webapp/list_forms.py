"""The list that a form or a program sends: pasted, as a file, or carried along from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.datastructures import FileStorage

from catalogue.search import shorten
from catalogue.validity import Entries, choose_numbers, read_entries
from catalogue.wording import Words
from indexer.errors import RequestError
from indexer.readers import Document, day_of, read_document, read_text
from webapp.carried_list import unpack_list
from webapp.uploads import MAX_FILE, MAX_NUMBERS

#: name of the field of a choice, with the row that it is for
CHOICE = "choice-"
_CHOICE = re.compile(rf"{CHOICE}(\d{{1,6}})")
#: what no page and no program needs of a text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class ListRefused(RequestError):
    """A list of which nothing can be read, or too much: `slug` names the row of `help_topics.PROBLEMS`."""

    def __init__(self, kind: str, slug: str, /, *, told: Sequence[Words] = (), **values: object) -> None:
        super().__init__(kind, **values)
        self.slug = slug
        #: what of the document could not be read
        self.remarks = list(told)


@dataclass(frozen=True)
class SentList:
    """A list as it was read."""

    document: Document
    entries: Entries


def read_form() -> SentList:
    """The list of the form of this request, with the choices made by hand. Raises RequestError."""
    carried, file, text = request.form.get("list", ""), sent_file("file"), request.form.get("text", "")
    if carried:
        sent = SentList(*unpack_list(carried))
    elif file is not None and text.strip():
        raise RequestError("sent_twice")
    elif file is not None:
        sent = read_sent(file_of(file), file.filename or "")
    elif text.strip():
        sent = read_pasted(text)
    else:
        raise RequestError("sent_nothing")
    choices = _choices()
    return SentList(sent.document, choose_numbers(sent.entries, choices)) if choices else sent


def read_sent(data: bytes, name: str = "") -> SentList:
    """What a file cites. Raises ListRefused where nothing can be read of it, or too much."""
    return _read(read_document(data, name))


def read_pasted(text: str) -> SentList:
    """What a pasted text cites. Raises ListRefused."""
    return _read(read_text(_CONTROL.sub(" ", text)))


def _read(document: Document) -> SentList:
    entries = read_entries(document)
    if document.problems and not entries.entries:
        raise ListRefused("sent_unreadable", "list-unreadable", told=[one.why for one in document.problems])
    if not entries.entries:
        raise ListRefused("sent_without_numbers", "list-unreadable")
    refuse_long(len(entries.entries))
    return SentList(document, entries)


def refuse_long(count: int) -> None:
    """Raises ListRefused where a list has more numbers than are checked at once."""
    if count > MAX_NUMBERS:
        raise ListRefused("sent_too_long", "list-too-long", count=f"{count:,}", most=f"{MAX_NUMBERS:,}")


def sent_file(name: str) -> FileStorage | None:
    """The file of a field; None where none was chosen, which browsers send as a file without name and content."""
    file = request.files.get(name)
    if file is None:
        return None
    if not file.filename and not file.stream.read(1):
        return None
    file.stream.seek(0)
    return file


def file_of(file: FileStorage) -> bytes:
    """The content of a file. Raises ListRefused where it is too long."""
    file.stream.seek(0)
    data = file.stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise ListRefused("sent_file_too_long", "list-too-long", most=MAX_FILE >> 20)
    return data


def read_day(text: str) -> date | None:
    """The day that a check is as of; None where none is named. Raises RequestError."""
    if not text.strip():
        return None
    day, _ = day_of(text.strip()) if len(text) < 40 else (None, "")
    if day is None:
        raise RequestError("on_unreadable", value=shorten(text.strip()))
    return day


def read_page() -> tuple[str, int]:
    """The verdict that is shown, empty for all, and the first row of the page, from 0 on."""
    first = request.form.get("first", "")
    known = first.isascii() and first.isdigit() and len(first) < 6
    return request.form.get("show", ""), int(first) if known else 0


def _choices() -> dict[int, str]:
    """Row -> the number that was chosen for it; fields that were left empty choose nothing."""
    found = ((_CHOICE.fullmatch(name), value) for name, value in request.form.items() if value.strip())
    return {int(match[1]): value for match, value in found if match}
