"""The letter that goes with the workbook of a comparison: one page for officials."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.export.comparison_report import (
    ComparisonReport,
    comparison_disclaimer,
    describe_selection,
    list_counts,
    name_comparison,
)
from catalogue.export.word_document import add_table, pack_document, set_page
from catalogue.wording import say

_WIDTHS = (3600, 6000)


def write_letter(report: ComparisonReport) -> Iterator[bytes]:
    """The document, whole before the first block is given."""
    from docx import Document
    from docx.shared import Pt

    document: Any = Document()
    set_page(document, across=False)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.add_heading("标准比对情况说明", 0)
    findings, found = report.findings, report.findings.overlaps
    document.add_heading("一、比对了什么", 1)
    scope = [(name, value) for name, value in describe_selection(report) if value]
    days = (("基准日期", found.day), ("数据日期", found.data_date or found.day), ("目录版本", found.generation))
    tables = [add_table(document, ("项目", "内容"), _WIDTHS, (*scope, *days))]
    document.add_heading("二、结果", 1)
    counts = list(list_counts(report))
    if findings.decisions.name:
        counts.append(("此前已有结论、不再列出", found.settled + findings.settled))
    if report.monitoring is not None:
        counts.append(("自上一版本目录以来须关注的上级标准变化", len(report.monitoring.impacts)))
    tables.append(add_table(document, ("项目", "数量"), _WIDTHS, counts))
    document.add_heading("三、怎样读", 1)
    document.add_paragraph(say("comparison_how").chinese)
    document.add_paragraph(say("comparison_workbook", name=name_comparison(report, "xlsx")).chinese)
    document.add_heading("四、说明", 1)
    document.add_paragraph(comparison_disclaimer(report).chinese)
    document.add_paragraph("\n比对人：____________    审核人：____________    日期：____________")
    yield pack_document(document, tables)
