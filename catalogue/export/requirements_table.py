"""The requirements of a standard's text, to take away: a workbook, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from catalogue.export.formats import UnknownFormat
from catalogue.export.rows import Cell
from catalogue.export.xlsx import Layout, Sheet, write_workbook
from catalogue.search import Addresses
from catalogue.standards import TextView
from catalogue.wording import Words, label
from standard.wording import CHINESE, in_json

#: label and width of each column
_COLUMNS = (("编号", 14), ("条款", 12), ("条款标题", 24), ("要求程度", 12), ("内容", 80), ("位置", 20))


def find_requirements_format(name: str) -> Callable[[TextView, Addresses], Iterator[bytes]]:
    """What writes a file with such an ending. Raises UnknownFormat."""
    if name not in REQUIREMENT_FORMATS:
        raise UnknownFormat("format_unknown", name=name, known=Words("、").join(REQUIREMENT_FORMATS))
    return REQUIREMENT_FORMATS[name]


def name_requirements_file(found: TextView, ending: str) -> str:
    """A name for the file that says whose requirements they are."""
    return f"{found.record.number.replace('/', '_')} 条款要求.{ending}"


def _write_json(found: TextView, addresses: Addresses) -> Iterator[bytes]:
    value = found.to_json(addresses)
    yield json.dumps(value, ensure_ascii=False, indent=1, default=in_json(CHINESE)).encode()


def _write_xlsx(found: TextView, _: Addresses) -> Iterator[bytes]:
    titles = {clause.id: clause.title for clause in found.text.walk()}
    rows = (
        (
            one.id,
            one.clause,
            titles.get(one.clause) or None,
            label("obligation", one.obligation.value),
            f"{one.lead}{one.text}",
            one.place.words.chinese,
        )
        for one in found.text.requirements
    )
    notes: list[tuple[str, Cell]] = [
        ("标准号", found.record.number),
        ("题名", found.text.title or found.record.title),
        ("要求程度", "按 GB/T 1.1-2020 附录 C 的能愿动词判断，以标准文本为准。"),
        *(("无法判定", problem.words.chinese) for problem in found.text.problems),
    ]
    header, widths = tuple(name for name, _ in _COLUMNS), tuple(width for _, width in _COLUMNS)
    return write_workbook(Sheet("条款要求", widths, header, rows, layout=Layout.TABLE), notes)


#: ending of a file -> what writes it
REQUIREMENT_FORMATS: Mapping[str, Callable[[TextView, Addresses], Iterator[bytes]]] = {
    "xlsx": _write_xlsx,
    "json": _write_json,
}
