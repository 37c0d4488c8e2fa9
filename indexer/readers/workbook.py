"""XLSX -> rows of a table, one sheet after the other, streamed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from indexer.readers.columns import Labels
from indexer.readers.foreign_files import foreign_package
from indexer.readers.parts import DAMAGE, Handler, Parts, damaged, local
from indexer.readers.problem import WHOLE_FILE, Problem, Unreadable
from indexer.readers.row import Rowlike
from indexer.readers.shared_texts import SharedTexts
from indexer.readers.sheet import BrokenOff, Meaning, sheet_rows
from indexer.readers.table import NoHeader, NoRows, table_rows
from standard.wording import say

#: sheets, styles and formats of numbers of a workbook; spreadsheets allow 64,000 styles
_MOST_SHEETS, _MOST_STYLES = 1000, 65_536
#: longest format of a number that is read
_LONGEST_FORMAT = 255
#: so many numbers make a sheet more than remarks
_NUMBERS = 2
_RELATIONS = "_rels/.rels"


def workbook_rows(file: str, path: Path, labels: Labels) -> Iterator[Rowlike]:
    """The rows of every sheet that has a column of numbers, and a problem for each other one that holds something.

    Raises `Unreadable` where the file is no workbook, or damaged, too large or locked by a password, or all is empty.
    """
    texts = SharedTexts()
    try:
        with_parts = opened_parts(path)
        try:
            sheets, meaning = sheets_of(with_parts, texts)
            yield from _rows(file, with_parts, sheets, meaning, labels)
        finally:
            with_parts.close()
    finally:
        texts.release()


def _rows(file: str, parts: Parts, sheets: list[Sheet], meaning: Meaning, labels: Labels) -> Iterator[Rowlike]:
    read: list[str] = []
    refused: list[tuple[Sheet, Unreadable]] = []
    for sheet in sheets:
        name = f"{file}#{sheet.title}"
        try:
            yield from table_rows(name, sheet_rows(parts, sheet.part, meaning), labels)
            read.append(sheet.title)
        except BrokenOff as broken:
            read.append(sheet.title)
            yield broken.problem.at(name, broken.line)
        except NoRows:
            # spreadsheets come with empty sheets
            continue
        except Unreadable as problem:
            refused.append((sheet, problem))
    if not read and not refused:
        raise Unreadable("workbook_empty")
    yield from _unread(refused, tuple(read), file, labels)


def _unread(
    refused: list[tuple[Sheet, Unreadable]], read: tuple[str, ...], file: str, labels: Labels
) -> Iterator[Problem]:
    """What is said of the sheets that were not read: of remarks beside a table a note, of all others a problem."""
    for sheet, problem in refused:
        if read and isinstance(problem, NoHeader) and problem.numbers < _NUMBERS:
            labels.note([say("note_sheet_unread", name=sheet.title).chinese])
            continue
        kind = "sheet_unread_beside" if read else "sheet_unread"
        values = {"reason": problem.words, "names": read}
        yield Problem(f"{file}#{sheet.title}", WHOLE_FILE, problem.value, kind, values)


def opened_parts(file: Path | BinaryIO, most: int | None = None) -> Parts:
    """The parts of an office file. Raises `Unreadable` where it is damaged, locked, or unpacks too far."""
    try:
        return Parts(file, most)
    except DAMAGE as error:
        raise damaged(error) from error


def sheets_of(parts: Parts, texts: SharedTexts) -> tuple[list[Sheet], Meaning]:
    """What stands around the rows: which sheets there are, the texts and the styles that their cells refer to.

    Raises `Unreadable` where there is no sheet, or the file is no workbook.
    """
    try:
        main = next((one.part for one in related(parts, "") if one.kind == "officeDocument"), "xl/workbook.xml")
        beside = related(parts, main)
        book = _Book({one.name: one.part for one in beside if one.kind != "chartsheet"})
        parts.tell(main, book)
        styles = _Styles()
        handlers: dict[str, Handler] = {"sharedStrings": texts, "styles": styles}
        for one in beside:
            if one.kind in handlers and one.part in parts:
                parts.tell(one.part, handlers[one.kind])
    except DAMAGE as error:
        foreign = foreign_package(parts.names())
        raise (foreign or damaged(error)) from error
    if not book.sheets:
        raise Unreadable("workbook_without_sheets")
    return book.sheets, Meaning(texts, *styles.of_days(), book.epoch)


def sheet_parts(parts: Parts) -> tuple[list[Sheet], str]:
    """The sheets of a workbook without what their cells refer to, and the part of its styles; empty where it has none.

    Raises `Unreadable` where the file is damaged, or no workbook.
    """
    try:
        main = next((one.part for one in related(parts, "") if one.kind == "officeDocument"), "xl/workbook.xml")
        beside = related(parts, main)
        book = _Book({one.name: one.part for one in beside if one.kind != "chartsheet"})
        parts.tell(main, book)
    except DAMAGE as error:
        raise damaged(error) from error
    styles = next((one.part for one in beside if one.kind == "styles" and one.part in parts), "")
    return book.sheets, styles


def drawings_of(parts: Parts, sheet: str) -> list[str]:
    """The parts with the pictures and charts of a sheet."""
    return [one.part for one in related(parts, sheet) if one.kind == "drawing" and one.part in parts]


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, its part, and whether the workbook shows it."""

    title: str
    part: str
    hidden: bool = False


class _Relation(NamedTuple):
    """What one part says of another."""

    name: str
    kind: str
    part: str


def related(parts: Parts, part: str) -> list[_Relation]:
    """The parts that a part names; of the whole file without one."""
    folder = posixpath.dirname(part)
    relations = _Relations(folder)
    name = posixpath.join(folder, "_rels", posixpath.basename(part) + ".rels") if part else _RELATIONS
    if name in parts:
        parts.tell(name, relations)
    return relations.found


class _Ignoring:
    """A handler of elements whose texts and ends say nothing."""

    def end(self, tag: str) -> None:
        """Nothing."""

    def data(self, text: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class _Relations(_Ignoring):
    """`<Relationship Id="rId1" Type="…/worksheet" Target="worksheets/sheet1.xml"/>`."""

    def __init__(self, folder: str) -> None:
        self.found: list[_Relation] = []
        self._folder = folder

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A relation; more than there can be sheets and their kin are none."""
        if local(tag) == "Relationship" and len(self.found) < 2 * _MOST_SHEETS:
            target = attributes.get("Target", "")
            part = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append(_Relation(attributes.get("Id", ""), kind, posixpath.normpath(part)))


class _Book(_Ignoring):
    """`<workbookPr date1904="1"/>`, `<sheet name="标准" r:id="rId1"/>`."""

    def __init__(self, parts: dict[str, str]) -> None:
        from openpyxl.utils.datetime import WINDOWS_EPOCH

        self.sheets: list[Sheet] = []
        self.epoch: datetime = WINDOWS_EPOCH
        self._parts = parts
        self._root = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Part of the book. Raises ValueError where it is none, `Unreadable` for too many sheets."""
        from openpyxl.utils.datetime import MAC_EPOCH

        name = local(tag)
        self._root = self._root or name
        if self._root != "workbook":
            raise ValueError(self._root)
        if name == "workbookPr" and attributes.get("date1904", "0") in ("1", "true"):
            self.epoch = MAC_EPOCH
        elif name == "sheet":
            key = next((value for key, value in attributes.items() if local(key) == "id" and key != "id"), "")
            # a chart on a sheet of its own has no rows
            if key in self._parts:
                hidden = attributes.get("state", "visible") != "visible"
                self.sheets.append(Sheet(attributes.get("name", ""), self._parts[key], hidden))
            if len(self.sheets) > _MOST_SHEETS:
                raise Unreadable("workbook_too_many_sheets", most=_MOST_SHEETS)


class _Styles(_Ignoring):
    """`<numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>`, and `<xf numFmtId="164"/>` within `<cellXfs>`."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._styles: list[str] = []
        self._of_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Part of the styles."""
        name = local(tag)
        if name == "numFmt" and len(self._formats) < _MOST_STYLES:
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[: _LONGEST_FORMAT + 1]
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells and len(self._styles) < _MOST_STYLES:
            self._styles.append(attributes.get("numFmtId", "0")[:9])

    def end(self, tag: str) -> None:
        """The styles of cells end."""
        if local(tag) == "cellXfs":
            self._of_cells = False

    def of_days(self) -> tuple[frozenset[int], frozenset[int]]:
        """The styles that show a number as a day, and those that show it as a span of time."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

        formats = {str(number): text for number, text in BUILTIN_FORMATS.items()} | {
            number: text for number, text in self._formats.items() if len(text) <= _LONGEST_FORMAT
        }
        used = {number: formats.get(number, "") for number in set(self._styles)}
        days = {number for number, text in used.items() if is_date_format(text)}
        spans = {number for number, text in used.items() if is_timedelta_format(text)}
        places = list(enumerate(self._styles))
        return (
            frozenset(at for at, number in places if number in days),
            frozenset(at for at, number in places if number in spans),
        )
