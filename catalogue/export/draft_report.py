"""What is to be looked at in a draft, as a file: workbook, Word document, page to print, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from catalogue.drafts import DraftCheck
from catalogue.export.blocks import encode_blocks
from catalogue.export.comparison_html import page_of_sheets
from catalogue.export.formats import UnknownFormat
from catalogue.export.rows import Cell
from catalogue.export.sheet_document import document_of_sheets
from catalogue.export.xlsx import Layout, Sheet, write_sheets
from catalogue.search import Addresses
from catalogue.wording import label, say
from standard.wording import CHINESE, in_json

_TITLE = "草案检查"


def find_draft_format(name: str) -> Callable[[DraftCheck, Addresses], Iterator[bytes]]:
    """What writes a file with such an ending, `xlsx` or `.XLSX`. Raises UnknownFormat."""
    ending = name.lower().lstrip(".")
    if ending not in DRAFT_FORMATS:
        raise UnknownFormat("compare_format_unknown", name=name, known=tuple(f".{one}" for one in DRAFT_FORMATS))
    return DRAFT_FORMATS[ending]


def list_draft_sheets(found: DraftCheck) -> Iterator[Sheet]:
    """Each part of the check as a sheet."""
    about: list[tuple[Cell, ...]] = [
        ("草案", found.name),
        ("标准号", found.number or None),
        ("题名", found.title or None),
        ("状态截至", found.day),
        ("说明", "以下都是提示，由人按标准文本判断，不是结论。"),
    ]
    yield Sheet("说明", (16, 80), ("项目", "内容"), about, layout=Layout.FACTS)
    findings = (
        (one.clause or None, one.place.words.chinese, one.words.chinese, one.source.chinese) for one in found.findings
    )
    yield _table("结构和写法", (("条款", 10), ("位置", 18), ("提示", 70), ("依据", 30)), findings)
    references = (
        (row.number or row.given, row.title or None, label("verdict", row.verdict.value), row.in_force or None)
        for row in found.references
    )
    yield _table("引用的标准", (("标准号", 24), ("题名", 60), ("结论", 14), ("现行版本", 24)), references)
    same = (
        (
            one.candidate.number,
            one.candidate.title or None,
            label("status", one.status.value),
            f"{one.score:.2f}",
            "目录中没有其文本，未比指标" if one.candidate.number in found.without_text else None,
        )
        for one in found.overlaps
    )
    columns = (("标准号", 24), ("题名", 60), ("状态", 10), ("相似度", 10), ("说明", 30))
    yield _table("同一对象的标准", columns, same)
    yield _table("技术指标", (("条款", 10), ("指标", 40), ("限值", 40)), _indicators(found))
    yield _table("指标对照", (("标准号", 24), ("指标", 40), ("结论", 14), ("理由", 60)), _compared(found))
    undecided = ((words.chinese,) for words in found.undecided)
    yield _table("无法判定", (("内容", 100),), undecided)


def _indicators(found: DraftCheck) -> Iterator[tuple[Cell, ...]]:
    for one in found.indicators:
        name = " ".join(part for part in (one.object, one.name, one.condition, one.grade) if part)
        yield one.clause, name, one.limit.chinese


def _compared(found: DraftCheck) -> Iterator[tuple[Cell, ...]]:
    for one in found.compared:
        for row in one.rows:
            verdict = say(f"compare_verdict_{row.verdict.value}").chinese
            yield one.number, row.characteristic, verdict, row.reason.chinese


def _table(title: str, columns: tuple[tuple[str, int], ...], rows: Iterator[tuple[Cell, ...]]) -> Sheet:
    names, widths = tuple(name for name, _ in columns), tuple(width for _, width in columns)
    return Sheet(title, widths, names, list(rows), layout=Layout.TABLE)


def _write_json(found: DraftCheck, addresses: Addresses) -> Iterator[bytes]:
    text = json.dumps(found.to_json(addresses), ensure_ascii=False, indent=1, default=in_json(CHINESE))
    return encode_blocks((text, "\n"))


#: ending of a file -> what writes it
DRAFT_FORMATS: Mapping[str, Callable[[DraftCheck, Addresses], Iterator[bytes]]] = {
    "xlsx": lambda found, _: write_sheets(list_draft_sheets(found)),
    "docx": lambda found, _: document_of_sheets(_TITLE, list_draft_sheets(found)),
    "html": lambda found, _: encode_blocks(page_of_sheets(_TITLE, list(list_draft_sheets(found)))),
    "json": _write_json,
}
