"""A file, or pasted text -> a document, whatever its format. Nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer.readers.lines import Line
from indexer.readers.parts import DAMAGE
from indexer.readers.problem import Unreadable, said
from indexer.readers.text.bounds import MOST_BYTES
from indexer.readers.text.collecting import Collected
from indexer.readers.text.delimited_texts import read_delimited
from indexer.readers.text.document import Document
from indexer.readers.text.kinds import as_document, format_of, name_of
from indexer.readers.text.markdown import read_markdown
from indexer.readers.text.ofd import read_ofd
from indexer.readers.text.pdf import read_pdf
from indexer.readers.text.plain import is_tabbed, lines_in, read_lines
from indexer.readers.text.sheets import read_workbook
from indexer.readers.text.web_page import read_page
from indexer.readers.text.word import read_word

_READERS: dict[str, Callable[[bytes, Collected], None]] = {
    "xlsx": read_workbook,
    "docx": read_word,
    "pdf": read_pdf,
    "ofd": read_ofd,
    "html": read_page,
}


def read_document(source: bytes | Path, name: str = "") -> Document:
    """The text of a file with its places; `name` as its user calls it, who may have spoilt it (a browser's upload).

    The format is told by the content, then by the name. Never raises for what a file holds: what cannot be read is
    among the problems of the document, and what was read before that is in it.
    """
    into = Collected(name_of(name or (source.name if isinstance(source, Path) else "")))
    try:
        data = _content(source)
        kind = format_of(data, into.name)
    except Unreadable as problem:
        into.problem(as_document(problem))
        return _document(into, "")
    return _read(data, kind, into)


def read_text(text: str, name: str = "") -> Document:
    """The text that somebody pasted: lines, or a table where it came out of a spreadsheet (tabs between cells)."""
    into = Collected(name_of(name))
    lines = [Line(number, line) for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)]
    kind = "tsv" if is_tabbed(lines) else "txt"
    try:
        (read_delimited if kind == "tsv" else read_lines)(lines, into)
    except Unreadable as problem:
        into.problem(problem)
    if not text.strip():
        into.problem(Unreadable("text_empty"))
    return _document(into, kind)


def _content(source: bytes | Path) -> bytes:
    """The bytes of a file. Raises `Unreadable` where it cannot be read, or has too many."""
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                source = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable("no_such_file") from None
    except OSError as error:
        raise Unreadable("file_unreadable", error=said(error)) from None
    if len(source) > MOST_BYTES:
        raise Unreadable("document_of_too_many_bytes", most=MOST_BYTES >> 20)
    return source


def _read(data: bytes, kind: str, into: Collected) -> Document:
    try:
        if kind in _READERS:
            _READERS[kind](data, into)
        else:
            kind = _read_lines(data, kind, into)
    except Unreadable as problem:
        into.problem(problem if kind == "xlsx" else as_document(problem))
    except DAMAGE as error:
        into.problem(Unreadable("document_damaged", error=type(error).__name__))
    except Exception as error:  # noqa: BLE001 - whatever a file does to a library, it concerns this file alone
        into.problem(Unreadable("file_unhandled", error=said(error)))
    if not into.blocks and not into.problems:
        into.problem(Unreadable("document_without_text"))
    return _document(into, kind)


def _read_lines(data: bytes, kind: str, into: Collected) -> str:
    """A file of text; the format that it turned out to have."""
    lines = lines_in(data, into)
    if kind == "txt" and is_tabbed(lines):
        kind = "tsv"
    if kind in ("csv", "tsv"):
        read_delimited(lines, into, kind)
    elif kind == "md":
        read_markdown(lines, into)
    else:
        read_lines(lines, into)
    return kind


def _document(into: Collected, kind: str) -> Document:
    return Document(into.name, kind, tuple(into.blocks), tuple(into.problems), tuple(into.notes))
