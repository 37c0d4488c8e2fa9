"""Workbooks made to hurt."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

MIB = 1 << 20
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TAGS = {"sharedStrings": "sst", "styles": "styleSheet"}
SHEET = "xl/worksheets/sheet1.xml"


def cell(reference: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: object, *texts: str) -> str:
    """A row of such cells."""
    return f'<row r="{number}">{"".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))}</row>'


HEADER, SOUND = row(1, "标准号", "标准名称"), row(2, "GB 1-2020", "甲")


def around(sheets: int = 1, *, same: bool = False) -> dict[str, str]:
    """The parts around the sheets; with `same` all sheets are one part."""
    sheet_parts = [f"worksheets/sheet{1 if same else at + 1}.xml" for at in range(sheets)]
    named = "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="s{at}"/>' for at in range(sheets))
    related = "".join(
        f'<Relationship Id="s{at}" Type="{_REL}/worksheet" Target="{part}"/>' for at, part in enumerate(sheet_parts)
    )
    other_parts = "".join(f'<Relationship Id="{part}" Type="{_REL}/{part}" Target="{part}.xml"/>' for part in _TAGS)
    types = [("workbook", "sheet.main"), *((f"worksheets/sheet{at + 1}", "worksheet") for at in range(sheets))]
    types += [(part, part) for part in _TAGS]
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for part, kind in types
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_NS} xmlns:r="{_REL}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}{other_parts}'
        "</Relationships>",
    }


def workbook(folder: Path, content: Iterable[str], others: dict[str, Iterable[str]] | None = None, **more: int) -> Path:
    """A workbook whose sheet has this between `<sheetData>` and its end; `others` are whole parts."""
    path = folder / "hostile.xlsx"
    parts: dict[str, Iterable[str]] = {name: [text] for name, text in around(**more).items()}  # type: ignore[arg-type]
    parts |= {f"xl/{name}.xml": [f"<{tag} {_NS}></{tag}>"] for name, tag in _TAGS.items()}
    parts |= {SHEET: _within(content)} | (others or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, pieces in parts.items():
            with book.open(name, "w") as part:
                for piece in pieces:
                    part.write(piece.encode())
    return path


def _within(content: Iterable[str]) -> Iterator[str]:
    yield f"<worksheet {_NS}><sheetData>{HEADER}{SOUND}"
    yield from content
    yield "</sheetData></worksheet>"


def many(piece: str, size: int, before: str = "", after: str = "") -> Iterator[str]:
    """So many bytes of a piece, about a MiB at a time."""
    yield before
    length = max(len(piece.encode()), 1)
    for start in range(0, size, MIB):
        yield piece * (min(MIB, size - start) // length)
    yield after


def attribute(size: int, folder: Path) -> Path:
    """One attribute of so many bytes."""
    return workbook(folder, many("x", size, '<row r="3" x="', '"></row>'))


def huge_cell(size: int, folder: Path) -> Path:
    """One cell with a text of so many bytes."""
    return workbook(folder, many("大", size, '<row r="3"><c r="A3" t="inlineStr"><is><t>', "</t></is></c></row>"))


def blanks(size: int, folder: Path) -> Path:
    """So many blanks between the cells of a row."""
    return workbook(folder, many(" ", size, '<row r="3">', f"{cell('A3', 'GB 3-2020')}{cell('B3', '丙')}</row>"))


def empty_cells(size: int, folder: Path) -> Path:
    """Millions of empty cells in one row."""
    return workbook(folder, many("<c/>", size, '<row r="3">', "</row>"))


def between_rows(size: int, folder: Path) -> Path:
    """Millions of empty elements where rows stand."""
    return workbook(folder, many("<a/>", size))


def many_rows(size: int, folder: Path) -> Path:
    """More rows than a sheet has, none with a number."""
    return workbook(folder, many(row("", "GB 3-2020", "丙").replace(' r=""', ""), size))


def beyond(folder: Path) -> Path:
    """Rows with numbers that no sheet has."""
    return workbook(folder, [row(number, "GB 3-2020", "丙") for number in (1_048_577, 99_999_999_999, "9" * 30)])


def last_column(count: int, folder: Path) -> Path:
    """Rows whose only cell is in the last column."""
    return workbook(folder, (f'<row r="{at}">{cell(f"XFD{at}", "x")}</row>' for at in range(3, count + 3)))


def comment(size: int, folder: Path) -> Path:
    """A comment of so many bytes, full of what begins a tag."""
    return workbook(folder, many("<", size, "<!--", "-->"))


def entities(folder: Path) -> Path:
    """Entities within entities: a text of gigabytes."""
    levels = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    document = (
        f'<!DOCTYPE w [<!ENTITY a0 "大大大大">{levels}]><worksheet {_NS}><sheetData>{HEADER}{row(2, "&a9;", "甲")}'
    )
    return workbook(folder, [], {SHEET: [document, "</sheetData></worksheet>"]})


def huge_shared_text(size: int, folder: Path) -> Path:
    """One text in the table of texts, of so many bytes."""
    refers = '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>0</v></c></row>'
    shared = many("大", size, f"<sst {_NS}><si><t>", "</t></si></sst>")
    return workbook(folder, [refers], {"xl/sharedStrings.xml": shared})


def many_shared(size: int, folder: Path) -> Path:
    """Millions of texts in the table of texts."""
    shared = many("<si><t>大蒜</t></si>", size, f"<sst {_NS}>", "</sst>")
    return workbook(folder, [], {"xl/sharedStrings.xml": shared})


def pieces(size: int, folder: Path) -> Path:
    """One text of millions of pieces."""
    shared = many("<r><t>a</t></r>", size, f"<sst {_NS}><si>", "</si></sst>")
    return workbook(folder, [], {"xl/sharedStrings.xml": shared})


def styles(size: int, folder: Path) -> Path:
    """Millions of styles."""
    style_sheet = many('<xf numFmtId="14"/>', size, f"<styleSheet {_NS}><cellXfs>", "</cellXfs></styleSheet>")
    return workbook(folder, [], {"xl/styles.xml": style_sheet})


def repeated_sheet(size: int, folder: Path) -> Path:
    """Five hundred sheets that are one part of so many bytes."""
    return workbook(folder, many(" ", size), sheets=500, same=True)


def many_parts(count: int, folder: Path) -> Path:
    """A list of so many empty parts."""
    path = workbook(folder, [])
    with zipfile.ZipFile(path, "a") as book:
        for at in range(count):
            book.writestr(f"{at}", b"")
    return path


def overlapping(count: int, folder: Path) -> Path:
    """A list that names one part so many times over."""
    path = workbook(folder, many(" ", 64 * MIB))
    with zipfile.ZipFile(path, "a") as book:
        part = book.getinfo(SHEET)
        book.filelist += [part] * count
        # so that the list is written anew
        book.comment = b"."
    return path


FILES: dict[str, Callable[[Path], Path]] = {
    "xlsx: attribute of 37 MB": partial(attribute, 37 * MIB),
    "xlsx: attribute of 73 MB": partial(attribute, 73 * MIB),
    "xlsx: 1 GB in one cell": partial(huge_cell, 1000 * MIB),
    "xlsx: 900 MB of blanks in a row": partial(blanks, 900 * MIB),
    "xlsx: 100 MB of empty cells": partial(empty_cells, 100 * MIB),
    "xlsx: 100 MB of empty elements": partial(between_rows, 100 * MIB),
    "xlsx: more rows than a sheet has": partial(many_rows, 130 * MIB),
    "xlsx: row numbers beyond a sheet": beyond,
    "xlsx: cells in the last column": partial(last_column, 200_000),
    "xlsx: comment of 37 MB": partial(comment, 37 * MIB),
    "xlsx: entities within entities": entities,
    "xlsx: shared text of 400 MB": partial(huge_shared_text, 400 * MIB),
    "xlsx: 400 MB of shared texts": partial(many_shared, 400 * MIB),
    "xlsx: shared text in pieces": partial(pieces, 100 * MIB),
    "xlsx: 60 MB of styles": partial(styles, 60 * MIB),
    "xlsx: 500 sheets of one part": partial(repeated_sheet, 20 * MIB),
    "xlsx: 300,000 parts": partial(many_parts, 300_000),
    "xlsx: overlapping parts": partial(overlapping, 60_000),
}
