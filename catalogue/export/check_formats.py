"""The kinds of file that a check can be taken away as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.export import check_csv, check_docx, check_json, check_xlsx
from catalogue.export.formats import UnknownFormat
from catalogue.export.word_document import WORD_TYPE
from catalogue.export.xlsx import MEDIA_TYPE
from catalogue.validity import Check


@dataclass(frozen=True)
class ReportFormat:
    """A kind of file for reports."""

    #: the file's ending
    name: str
    media_type: str
    #: for links: what opens it
    label: str
    label_en: str
    #: the file, in blocks; in Chinese whoever takes it
    write: Callable[[Check], Iterator[bytes]]


_ALL = (
    ReportFormat("xlsx", MEDIA_TYPE, "Excel 工作簿", "Excel workbook", check_xlsx.write_check),
    ReportFormat("docx", WORD_TYPE, "Word 报告", "Word report", check_docx.write_check),
    ReportFormat("csv", "text/csv; charset=utf-8", "CSV 表格", "CSV table", check_csv.write_check),
    ReportFormat("json", "application/json; charset=utf-8", "JSON", "JSON", check_json.write_check),
)
#: the file's ending -> the format
REPORT_FORMATS = {one.name: one for one in _ALL}


def find_report_format(name: str) -> ReportFormat:
    """The format with an ending, `xlsx` or `.XLSX`. Raises UnknownFormat."""
    found = REPORT_FORMATS.get(name.lower().lstrip("."))
    if found is None:
        raise UnknownFormat("report_format_unknown", name=name, known=tuple(f".{one}" for one in REPORT_FORMATS))
    return found
