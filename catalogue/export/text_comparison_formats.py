"""Two standards compared, as a file: workbook, Word document, page to print, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from catalogue.comparison import Comparison, TextComparison
from catalogue.export.blocks import encode_blocks
from catalogue.export.comparison_html import page_of_sheets
from catalogue.export.file_head import clean_name
from catalogue.export.formats import UnknownFormat
from catalogue.export.sheet_document import document_of_sheets
from catalogue.export.text_sheets import list_text_sheets
from catalogue.export.word_document import WORD_TYPE
from catalogue.export.xlsx import MEDIA_TYPE, write_sheets
from catalogue.search import Addresses
from standard.wording import CHINESE, in_json

Compared = Comparison | TextComparison


def compared_json(found: Compared, addresses: Addresses) -> dict[str, Any]:
    """JSON with the names of the API, also of two texts without records."""
    if isinstance(found, Comparison):
        return found.to_json(addresses)
    sides = (found.left, found.right)
    standards = [{"number": side.name, "title": side.title} for side in sides]
    return {"standards": standards, "record": [], **found.to_json(), "checks": []}


def name_compared(found: Compared, ending: str) -> str:
    """`鲁标-对比-DB37_T 99901-2025-GB_T 99901-2024.xlsx`."""
    if isinstance(found, Comparison):
        names = [record.number for record in found.records]
    else:
        names = [found.left.name, found.right.name]
    return f"鲁标-对比-{'-'.join(map(clean_name, names))}.{ending}"


def write_compared(found: Compared, ending: str, addresses: Addresses) -> Iterator[bytes]:
    """The file of an ending of COMPARED_FORMATS, `xlsx` or `.XLSX`, in blocks. Raises UnknownFormat."""
    return _FORMATS[find_compared_format(ending)][1](found, addresses)


def find_compared_format(name: str) -> str:
    """The ending of a format, without its dot. Raises UnknownFormat."""
    ending = name.lower().lstrip(".")
    if ending not in _FORMATS:
        raise UnknownFormat("compare_format_unknown", name=name, known=tuple(f".{one}" for one in _FORMATS))
    return ending


def _write_word(found: Compared) -> Iterator[bytes]:
    title = name_compared(found, "docx").removesuffix(".docx").removeprefix("鲁标-")
    return document_of_sheets(title, list_text_sheets(found))


def _write_page(found: Compared) -> Iterator[bytes]:
    return encode_blocks(
        page_of_sheets(name_compared(found, "html").removesuffix(".html"), list(list_text_sheets(found)))
    )


def _write_json(found: Compared, addresses: Addresses) -> Iterator[bytes]:
    text = json.dumps(compared_json(found, addresses), ensure_ascii=False, indent=1, default=in_json(CHINESE))
    return encode_blocks((text, "\n"))


_FORMATS: dict[str, tuple[str, Callable[[Compared, Addresses], Iterator[bytes]]]] = {
    "xlsx": (MEDIA_TYPE, lambda found, _: write_sheets(list_text_sheets(found))),
    "docx": (WORD_TYPE, lambda found, _: _write_word(found)),
    "html": ("text/html; charset=utf-8", lambda found, _: _write_page(found)),
    "json": ("application/json; charset=utf-8", _write_json),
}
#: the file's ending -> its media type
COMPARED_FORMATS = {name: media_type for name, (media_type, _) in _FORMATS.items()}
