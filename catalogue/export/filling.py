"""A list given back with the verdicts in it: a copy of the file, with columns added and nothing else touched."""

from __future__ import annotations

from pathlib import Path

from catalogue.export.fill_columns import sheets_of
from catalogue.export.fill_csv import fill_csv
from catalogue.export.fill_workbook import Filled, fill_workbook
from catalogue.validity import Check
from indexer.errors import RequestError
from indexer.readers import Document

#: what is put between the verdicts of several numbers in one cell of a CSV, where a line is a row to most programs
_IN_LINE = "；"
_SUFFIX = "-查新"


def fill(data: bytes, document: Document, check: Check) -> Filled:
    """A copy of a workbook (XLSX, XLSM), a CSV or a TSV with the columns of a check; `document` is what it was read as.

    Raises RequestError for another format and where nothing was checked, LubiaoError where a column of ours is filled
    already, and where the file is damaged.
    """
    if document.format not in ("xlsx", "csv", "tsv"):
        raise RequestError("fill_other_format", format=(document.format or document.name).upper())
    if not check.rows:
        raise RequestError("fill_nothing", name=document.name)
    if document.format == "xlsx":
        return fill_workbook(data, sheets_of(document, check))
    return fill_csv(data, document.format, sheets_of(document, check, _IN_LINE)[""])


def filled_path(path: Path) -> Path:
    """Where the copy of a file is put if nobody says where: beside it, `清单-查新.xlsx`."""
    return path.with_name(f"{path.stem}{_SUFFIX}{path.suffix}")
