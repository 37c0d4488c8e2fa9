"""The kinds of file that a comparison can be taken away as."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.export.blocks import encode_blocks
from catalogue.export.comparison_docx import write_letter
from catalogue.export.comparison_html import write_page
from catalogue.export.comparison_report import ComparisonReport
from catalogue.export.comparison_sheets import list_sheets
from catalogue.export.formats import UnknownFormat
from catalogue.export.word_document import WORD_TYPE
from catalogue.export.xlsx import MEDIA_TYPE, write_sheets
from catalogue.search import Addresses
from standard.wording import CHINESE, in_json


@dataclass(frozen=True)
class ComparisonFormat:
    """A kind of file for comparisons."""

    #: the file's ending
    name: str
    media_type: str
    #: for links: what opens it
    label: str
    label_en: str
    #: the file, in blocks; in Chinese whoever takes it
    write: Callable[[ComparisonReport, Addresses], Iterator[bytes]]


def _write_json(report: ComparisonReport, addresses: Addresses) -> Iterator[bytes]:
    text = json.dumps(report.to_json(addresses), ensure_ascii=False, indent=1, default=in_json(CHINESE))
    return encode_blocks((text, "\n"))


_ALL = (
    ComparisonFormat(
        "xlsx", MEDIA_TYPE, "Excel 工作簿", "Excel workbook", lambda one, _: write_sheets(list_sheets(one))
    ),
    ComparisonFormat("docx", WORD_TYPE, "Word 情况说明", "Word letter", lambda one, _: write_letter(one)),
    ComparisonFormat(
        "html", "text/html; charset=utf-8", "网页（打印）", "Page to print", lambda one, _: write_page(one)
    ),
    ComparisonFormat("json", "application/json; charset=utf-8", "JSON", "JSON", _write_json),
)
#: the file's ending -> the format
COMPARISON_FORMATS = {one.name: one for one in _ALL}


def find_comparison_format(name: str) -> ComparisonFormat:
    """The format with an ending, `xlsx` or `.XLSX`. Raises UnknownFormat."""
    found = COMPARISON_FORMATS.get(name.lower().lstrip("."))
    if found is None:
        known = tuple(f".{one}" for one in COMPARISON_FORMATS)
        raise UnknownFormat("comparison_format_unknown", name=name, known=known)
    return found
