"""A check as a Word document for the files of an office: what was checked, how, what came of it, what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.export.check_facts import (
    COLOURS,
    OPEN,
    disclaimer,
    list_comparison,
    list_counts,
    list_digests,
    list_facts,
)
from catalogue.export.rows import Cell
from catalogue.export.word_document import add_table, pack_document, set_page
from catalogue.validity import PRINTED, Check, Row, digest_of, texts_of, tidy
from catalogue.wording import label, say

#: columns of the table, widths in twentieths of a point; together as wide as an A4 page across within its margins
_COLUMNS = (
    *(("序号", 600), ("原文编号", 1900), ("标准号与名称", 3000), ("查证结果", 1300), ("日期", 1700)),
    *(("代替情况与现行版本", 2200), ("说明", 2500), ("来源与核对日期", 1400)),
)
_FURTHER = 1000
#: numbers that are named in the list of what stays open
_NAMED = 30


def write_check(check: Check) -> Iterator[bytes]:
    """The document, whole before the first block is given."""
    from docx import Document

    document = Document()
    set_page(document)
    document.add_heading("标准有效性查新报告", 0)
    document.add_heading("一、查新对象与依据", 1)
    tables = [add_table(document, ("项目", "内容"), (3000, 11_500), list_facts(check))]
    document.add_heading("二、查新结果", 1)
    document.add_paragraph(f"共查证 {len(check.rows)} 行，结果如下。")
    tables.append(add_table(document, ("查证结果", "行数"), (5000, 2000), list_counts(check), COLOURS))
    if check.comparison is not None or check.joined is not None:
        document.add_heading("与上次报告、附表的对照", 2)
        tables.append(add_table(document, ("项目", "内容"), (5000, 9500), list_comparison(check)))
    document.add_heading("三、目录未能回答的", 1)
    _add_open(document, check)
    document.add_heading("四、明细", 1)
    labels = _labels(check)
    tables.append(add_table(document, labels, _widths(len(_further(check))), _rows(check), COLOURS))
    document.add_heading("五、声明与校验", 1)
    document.add_paragraph(disclaimer(check).chinese)
    printed = digest_of(texts_of(check.head), labels, (texts_of(map(tidy, cells)) for cells in _rows(check)))
    sums = [*list_digests(check), (PRINTED[0], printed.sha256), (PRINTED[1], printed.sm3)]
    tables.append(add_table(document, ("校验项", "值"), (3000, 11_500), sums))
    document.add_paragraph("\n查新人：____________    复核人：____________    日期：____________")
    yield pack_document(document, tables)


# --- what stands in it ------------------------------------------------------------------------------------------------


def _further(check: Check) -> tuple[int, ...]:
    """Which further columns are printed: how a row compares and corresponds, not all columns of a second list."""
    kept = ("与上次相比", "附表对应")
    base = len(check.labels) - len(check.further_labels)
    return tuple(base + at for at, one in enumerate(check.further_labels) if one in kept)


def _labels(check: Check) -> tuple[str, ...]:
    return (*(name for name, _ in _COLUMNS), *(check.labels[at] for at in _further(check)))


def _widths(further: int) -> list[int]:
    """Widths of the columns; further ones take theirs from those with the longest texts."""
    wide = [width for _, width in _COLUMNS]
    for at in sorted(range(len(wide)), key=lambda at: -wide[at])[:3]:
        wide[at] -= further * _FURTHER // 3
    return [*wide, *(_FURTHER for _ in range(further))]


def _rows(check: Check) -> Iterator[tuple[Cell, ...]]:
    further = _further(check)
    for row, cells in zip(check.rows, check.table, strict=True):
        yield (
            row.row,
            _lines(row.given, f"（{row.place.words.chinese}）"),
            _lines(row.number if row.number != row.given else "", row.title or row.given_title) or "—",
            label("verdict", row.verdict.value),
            _days(row),
            _successors(row),
            _lines(row.note.chinese),
            _lines(row.source, f"{row.checked} 核对" if row.checked else ""),
            *(cells[at] for at in further),
        )


def _days(row: Row) -> str:
    named = (("发布", row.issued), ("实施", row.effective), ("废止", row.abolished))
    return _lines(*(f"{name} {day}" for name, day in named if day is not None))


def _successors(row: Row) -> str:
    chain = f"被代替为：{'、'.join(row.replaced_by)}" if row.replaced_by else ""
    now = f"现行：{row.in_force}" if row.in_force and row.in_force != row.number else ""
    near = f"可能所指：{'、'.join(row.near)}" if row.near else ""
    return _lines(chain, now, near)


def _lines(*parts: Cell) -> str:
    """What is known of several things, each in a line of its cell."""
    return "\n".join(str(tidy(part)) for part in parts if part)


def _add_open(document: Any, check: Check) -> None:
    """What a person still has to look up."""
    found = [verdict for verdict in OPEN if verdict in check.counts]
    if not found:
        document.add_paragraph("各行在目录中均有记录。")
    for verdict in found:
        given = list(dict.fromkeys(row.given.strip() for row in check.rows if row.verdict is verdict))
        more = f"等 {len(given)} 项" if len(given) > _NAMED else ""
        advice = say(f"check_open_{verdict.value}").chinese
        text = f"{label('verdict', verdict.value)}（{check.counts[verdict]} 行）：{advice}"
        document.add_paragraph(str(tidy(f"{text} 涉及：{'、'.join(given[:_NAMED])}{more}")), style="List Bullet")
