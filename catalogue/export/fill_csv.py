"""A CSV or TSV with the columns of a check at the end of its rows; all else keeps its bytes."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from catalogue.export.csv_table import FORMULA_STARTS
from catalogue.export.fill_columns import LABELS, Sheet
from catalogue.export.fill_workbook import Filled
from indexer.readers import Layout, layout_of
from standard.errors import LubiaoError
from standard.wording import say

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def fill_csv(data: bytes, kind: str, added: Sheet) -> Filled:
    """Add cells behind those of each row; `kind` is `csv` or `tsv`.

    Encoding, line ends and quotation marks stay. A file of ASCII alone gets the mark of UTF-8 at its beginning, without
    which spreadsheets take Chinese for another encoding. Raises LubiaoError where a column of ours is there already.
    """
    if added.labelled:
        raise LubiaoError("fill_csv_column_there", column=next(iter(added.labelled)))
    layout = layout_of(data, kind)
    encoding = _encoding(data, layout)
    texts = {row: line.cells for row, line in added.lines.items()}
    if added.header:
        texts[added.header] = LABELS
    # rows may be of several lengths, and what is added stands one below another
    width = max(layout.rows[row - 1][1] for row in texts)
    ends = list(_line_ends(data, encoding, layout))
    out, at = [codecs.BOM_UTF8 if layout.encoding == "ascii" else b""], 0
    for row in sorted(texts):
        _, cells = layout.rows[row - 1]
        last_line = layout.rows[row][0] - 1 if row < len(layout.rows) else len(ends)
        end = ends[last_line - 1]
        # a blank row is one empty cell
        missing = layout.delimiter * (width - max(cells, 1))
        line = missing + layout.delimiter + _joined(texts[row], layout.delimiter)
        out += [data[at:end], line.encode(encoding, "replace")]
        at = end
    notes = () if added.header else (say("fill_without_labels_csv"),)
    return Filled(b"".join((*out, data[at:])), len(added.lines), notes)


def _encoding(data: bytes, layout: Layout) -> str:
    if layout.encoding == "utf-16":
        return _UTF16[data[:2]]
    return "gb18030" if layout.encoding == "gb18030" else "utf-8"


def _line_ends(data: bytes, encoding: str, layout: Layout) -> Iterator[int]:
    """Where the text of each line ends: before its line feed, and a carriage return before that."""
    feed, back = "\n".encode(encoding), "\r".encode(encoding)
    if layout.old_line_ends:
        feed = back
    unit, at = len(feed), 0
    while (found := data.find(feed, at)) >= 0:
        if found % unit:
            at = found + 1
            continue
        at = found + unit
        yield found - unit if feed != back and data.endswith(back, 0, found) else found
    if at < len(data):
        yield len(data) - unit if data.endswith(back) else len(data)


def _joined(cells: tuple[str, ...], delimiter: str) -> str:
    """Cells as a line has them; a text that would be a formula gets an apostrophe in front."""
    line = StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow(
        "'" + cell if cell[:1] in FORMULA_STARTS else cell for cell in cells
    )
    return line.getvalue()
