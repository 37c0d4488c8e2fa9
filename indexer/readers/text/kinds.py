"""What a file is that somebody gives: told by its content, and where that leaves it open, by its name."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

from indexer.readers.encoding import HEAD, UTF16_BOMS
from indexer.readers.foreign_files import foreign_bytes, foreign_markup, foreign_package
from indexer.readers.mojibake import decoded_anew
from indexer.readers.parts import DAMAGE
from indexer.readers.problem import Unreadable, printable
from indexer.readers.sources import is_page, start_of
from indexer.readers.text_cells import without_noise
from indexer.readers.workbook import opened_parts
from standard.wording import say

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_OLE = b"\xd0\xcf\x11\xe0"
#: a part -> what the packed file with it is
_PACKAGES = (("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"), ("OFD.xml", "ofd"))
_NAMES = {"csv": "csv", "tsv": "tsv", "tab": "tsv", "md": "md", "markdown": "md"}
_NAMES |= dict.fromkeys(("html", "htm", "xhtml", "shtml"), "html")
_ARCHIVED = frozenset({"mht", "mhtml"})
#: bytes that may stand before a PDF
_BEFORE_PDF = 1024
#: what is said of files that a list of rows cannot be -> what is said of them as documents
_SAID = {
    "document_old": "document_old_word",
    "file_binary": "document_binary",
    "file_opendocument": "document_open",
    "file_picture": "document_picture",
    "file_presentation": "document_slides",
    "file_rtf": "document_rtf",
    "workbook_damaged": "document_damaged",
    "workbook_locked": "document_locked",
    "workbook_old_or_locked": "document_old_or_locked",
    "workbook_packed_otherwise": "document_packed_otherwise",
    "workbook_too_large": "document_too_large",
    "workbook_too_many_parts": "document_too_many_parts",
}


def as_document(problem: Unreadable) -> Unreadable:
    """The problem as it is said of a document, where it speaks of lists."""
    kind = _SAID.get(problem.kind)
    return Unreadable(kind, problem.value, **problem.values) if kind else problem


def name_of(name: str) -> str:
    """The name of a file as it was meant: no folders, no invisible characters, mended where its encoding was spoilt."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return printable(without_noise(decoded_anew(last)), 255).strip()


def format_of(data: bytes, name: str) -> str:
    """The format, as `Document.format` has it; `txt` for any text. Raises `Unreadable` for what is no document."""
    if not data.strip():
        raise Unreadable("file_empty")
    if data.startswith(_ZIP):
        return _package(data)
    if data.startswith(_GZIP):
        raise Unreadable("file_packed", packing="gzip")
    if b"%PDF-" in data[:_BEFORE_PDF]:
        return "pdf"
    # the names within an old office file may stand anywhere
    if problem := foreign_bytes(data if data.startswith(_OLE) else data[:HEAD]):
        raise problem
    if not data.startswith(UTF16_BOMS) and b"\0" in data[:HEAD]:
        raise Unreadable("document_binary", readable=say("readable_documents"))
    return _text(data[:HEAD], PurePosixPath(name).suffix.lower().removeprefix("."))


def _package(data: bytes) -> str:
    try:
        parts = opened_parts(io.BytesIO(data))
    except DAMAGE as error:
        raise Unreadable("document_damaged", error=type(error).__name__) from error
    names = parts.names()
    parts.close()
    found = next((kind for part, kind in _PACKAGES if part in names), "")
    if not found:
        # the main part may have another name
        found = next((kind for folder, kind in (("xl/", "xlsx"), ("word/", "docx")) if _any_in(folder, names)), "")
    if not found or "xl/workbook.bin" in names:
        raise foreign_package(names) or Unreadable("document_damaged", error="[Content_Types].xml")
    return found


def _any_in(folder: str, names: list[str]) -> bool:
    return any(name.startswith(folder) and name.endswith(".xml") for name in names)


def _text(head: bytes, suffix: str) -> str:
    if suffix in _ARCHIVED:
        raise Unreadable("page_archived")
    start = start_of(head)
    if is_page(start):
        return "html"
    named = _NAMES.get(suffix, "txt")
    if named in ("txt", "csv", "tsv") and (problem := foreign_markup(start)):
        if problem.kind == "page_with_table":
            return "html"
        raise problem
    return named
