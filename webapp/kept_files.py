"""Files that a form carries along, so that a list need not be chosen twice: the list itself, and an earlier report."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass

from flask import request

from catalogue.validity import EarlierReport, read_report
from indexer.errors import RequestError
from indexer.readers import Document
from webapp.list_forms import file_of, sent_file

#: bytes of a file that a page carries along; a longer one is chosen again
MOST_KEPT = 1 << 20
#: formats that verdicts can be filled into
FILLED = ("xlsx", "csv", "tsv")


@dataclass(frozen=True)
class KeptFile:
    """A file with its name, as the page carries it under two names of fields."""

    field: str
    name: str
    data: bytes

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields of the form; none where the file is too long to be carried."""
        if len(self.data) > MOST_KEPT:
            return ()
        return ((self.field, b64encode(self.data).decode()), (f"{self.field}_name", self.name))


def kept_list(document: Document) -> KeptFile | None:
    """The file of the list, where verdicts can be filled into it."""
    kept = _kept("file", "kept_file")
    return kept if kept is not None and document.format in FILLED else None


def kept_report() -> KeptFile | None:
    """The earlier report that is compared with."""
    return _kept("baseline", "kept_report")


def read_kept_report(kept: KeptFile | None) -> EarlierReport | None:
    """An earlier report, read. Raises RequestError."""
    return read_report(kept.data, kept.name) if kept is not None else None


def _kept(sent: str, field: str) -> KeptFile | None:
    """The file that is sent now, else the one that the page carried. Raises RequestError."""
    file = sent_file(sent)
    if file is not None:
        return KeptFile(field, file.filename or "", file_of(file))
    text = request.form.get(field, "")
    if not text:
        return None
    try:
        return KeptFile(field, request.form.get(f"{field}_name", ""), b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise RequestError("carried_list_damaged") from error
