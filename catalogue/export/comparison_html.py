"""A comparison as one page that prints: the same sheets as the workbook, with nothing that a browser has to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from catalogue.export.blocks import encode_blocks
from catalogue.export.comparison_report import ComparisonReport, name_comparison
from catalogue.export.comparison_sheets import list_sheets
from catalogue.export.rows import Cell
from catalogue.export.xlsx import NOT_IN_XML, Layout, Sheet

_STYLE = """
@page { size: A4 landscape; margin: 10mm }
body { font: 10pt/1.4 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 1em; color: #111 }
h1 { font-size: 16pt } h2 { font-size: 13pt; margin: 1.5em 0 .5em; break-after: avoid }
nav a { margin-right: 1em }
div { overflow-x: auto }
table { border-collapse: collapse; width: 100%; min-width: 60em; table-layout: fixed }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 1px solid #888; padding: .2em .4em; text-align: left; vertical-align: top; white-space: pre-line;
  overflow-wrap: break-word }
th { background: #e7e6e6 }
@media print {
  nav { display: none } body { margin: 0; font-size: 7.2pt } div { overflow: visible } table { min-width: 0 }
  th, td { padding: .15em .2em }
}
"""


def write_page(report: ComparisonReport) -> Iterator[bytes]:
    """The page, in blocks."""
    return encode_blocks(_pieces(report))


def _pieces(report: ComparisonReport) -> Iterator[str]:
    return page_of_sheets(name_comparison(report, "html").removesuffix(".html"), list(list_sheets(report)))


def page_of_sheets(name: str, sheets: Sequence[Sheet]) -> Iterator[str]:
    """A page that prints, of a workbook's sheets one under another."""
    title = escape(name)
    yield f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
    links = "".join(f'<a href="#{at}">{escape(sheet.title)}</a>' for at, sheet in enumerate(sheets))
    yield f"<body>\n<h1>{title}</h1>\n<nav>{links}</nav>\n"
    for at, sheet in enumerate(sheets):
        yield from _table(at, sheet)
    yield "</body>\n</html>\n"


def _table(at: int, sheet: Sheet) -> Iterator[str]:
    """A sheet as a table with its heading; of a form the columns that are printed."""
    shown = sheet.printed or len(sheet.header)
    whole = sum(sheet.widths[:shown])
    columns = "".join(f'<col style="width: {100 * width / whole:.1f}%">' for width in sheet.widths[:shown])
    yield f'<h2 id="{at}">{escape(sheet.title)}</h2>\n<div><table>\n<colgroup>{columns}</colgroup>\n<thead><tr>'
    yield "".join(f'<th scope="col">{escape(label)}</th>' for label in sheet.header[:shown])
    yield "</tr></thead>\n<tbody>\n"
    is_empty = True
    for cells in sheet.lines:
        is_empty = False
        yield f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in cells[:shown])}</tr>\n"
    if is_empty and sheet.layout is Layout.FORM:
        yield f'<tr><td colspan="{shown}">（无）</td></tr>\n'
    yield "</tbody>\n</table></div>\n"


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return escape(NOT_IN_XML.sub("", f"{cell:.2f}" if isinstance(cell, float) else str(cell)))
