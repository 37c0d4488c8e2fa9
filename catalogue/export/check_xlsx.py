"""A check as a workbook: what it comes to, one row for each number, and what is beside it."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.export.check_facts import COLOURS, disclaimer, list_comparison, list_counts, list_digests, list_facts
from catalogue.export.rows import Cell
from catalogue.export.xlsx import Layout, Sheet, write_sheets
from catalogue.validity import MARKS, REPORT_COLUMNS, Check
from catalogue.wording import label

#: in characters, of columns that come from a comparison or a second list
_FURTHER, _SENTENCES, _MARK = 20, 60, 14


def write_check(check: Check) -> Iterator[bytes]:
    """The workbook, in blocks."""
    return write_sheets(_sheets(check))


def _sheets(check: Check) -> Iterator[Sheet]:
    yield Sheet("汇总", (28, 90), ("项目", "内容"), _summary(check), COLOURS, "项目", Layout.FACTS)
    widths = (
        *(column.width for column in REPORT_COLUMNS),
        *(_SENTENCES if one == "变化内容" else _FURTHER for one in check.further_labels),
        _MARK,
    )
    lines = ((*cells, mark) for cells, mark in zip(check.table, check.marks, strict=True))
    yield Sheet("明细", widths, (*check.labels, MARKS), lines, COLOURS, "查证结果", Layout.TABLE)
    if check.skipped:
        skipped = ((one.place.words.chinese, label("reason", one.reason.value), one.text) for one in check.skipped)
        yield Sheet("未查证的行", (24, 26, 90), ("原文位置", "原因", "内容"), skipped, layout=Layout.TABLE)
    if check.comparison is not None and check.comparison.gone:
        gone = (
            (row["number"], row["given"], row["title"], label("verdict", row["verdict"]))
            for row in check.comparison.gone
        )
        labels = ("标准号", "上次原文", "题名", "上次结果")
        yield Sheet("清单已删去", (26, 26, 60, 20), labels, gone, COLOURS, "上次结果", Layout.TABLE)
    if check.joined is not None and check.joined.lacking:
        joined = check.joined.labels
        lacking = (
            (str(row.number or ""), row.entry.place.words.chinese, *(row.cells.get(one) for one in joined))
            for row in check.joined.lacking
        )
        widths = (26, 24, *(_FURTHER for _ in joined))
        yield Sheet("附表独有", widths, ("标准号", "附表位置", *joined), lacking, layout=Layout.TABLE)


def _summary(check: Check) -> Iterator[tuple[str, Cell]]:
    yield from list_facts(check)
    yield from list_counts(check)
    yield from list_comparison(check)
    yield from list_digests(check)
    yield "声明", disclaimer(check).chinese
