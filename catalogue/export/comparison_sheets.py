"""The sheets of a comparison: a form on which an officer decides, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from catalogue.comparison import (
    DECISION_LABELS,
    AdoptedState,
    Adopting,
    Conclusion,
    Earlier,
    Matter,
    Overlap,
    state_text,
)
from catalogue.export.comparison_report import ComparisonReport, comparison_disclaimer, list_facts
from catalogue.export.comparison_side_sheets import monitoring_sheet
from catalogue.export.coverage_table import coverage_sheet
from catalogue.export.rows import Cell
from catalogue.export.xlsx import Layout, Sheet
from catalogue.validity import tidy
from catalogue.wording import label, say
from standard.record import Record

#: what an officer may conclude, offered as a list
CONCLUSIONS = tuple(label("conclusion", one.value) for one in Conclusion)
_LABEL = {name: labels[0] for name, labels in DECISION_LABELS.items()}
#: label -> width in characters, of what is filled in by hand
_BY_HAND = {_LABEL["conclusion"]: 9, _LABEL["reviewer"]: 8, _LABEL["day"]: 11, _LABEL["remark"]: 14}
#: columns for the screen, behind those that are printed
_BEHIND = {"来源": 30, "目录版本": 10}
_NO_CONCLUSIONS = tuple(None for _ in _BY_HAND)


class _Form(NamedTuple):
    """The columns of a sheet before those that are filled in: label -> width."""

    title: str
    columns: dict[str, int]

    def sheet(self, lines: Iterator[tuple[Cell, ...]], *, decided: bool = True) -> Sheet:
        """The sheet; with columns for a decision where there is one to take."""
        by_hand = _BY_HAND if decided else {}
        columns = {"序号": 5, **self.columns, **by_hand, **_BEHIND}
        choices = {_LABEL["conclusion"]: CONCLUSIONS} if decided else {}
        printed = len(columns) - len(_BEHIND)
        rows = ((at, *map(_clean, line)) for at, line in enumerate(lines, 1))
        return Sheet(
            self.title,
            tuple(columns.values()),
            tuple(columns),
            rows,
            layout=Layout.FORM,
            choices=choices,
            printed=printed,
            fixed=2,
        )


_ONE = {_LABEL["number"]: 14, _LABEL["title"]: 20, _LABEL["state"]: 9, _LABEL["issued"]: 11}
_TWO = {_LABEL["other"]: 14, _LABEL["other_title"]: 20, _LABEL["other_state"]: 9}
_PAIRS = _Form(
    "重复交叉候选",
    {**_ONE, **_TWO, _LABEL["other_issued"]: 11, "评分": 6, "提示": 24, "理由": 26, _LABEL["data_date"]: 11},
)
_MATTERS = _Form("复审提示", {_LABEL["about"]: 11, **_ONE, **_TWO, "提示": 34, _LABEL["data_date"]: 11})
_STANDINGS = _Form(
    "有效性",
    {**_ONE, "实施日期": 11, "废止日期": 11, "现行版本": 16, "上次复审": 11, "核对日期": 11, _LABEL["data_date"]: 11},
)
_ADOPTIONS = _Form(
    "采标",
    {
        **_ONE,
        "采用的标准": 16,
        "采用标准题名": 24,
        "程度": 6,
        "该版本状态": 10,
        "现行版本": 16,
        "采标出处": 20,
        _LABEL["data_date"]: 11,
    },
)
_WITHOUT = _Form("无对应标准", {**_ONE, "本目录中的情况": 20, "相关标准": 30, _LABEL["data_date"]: 11})
_NOT_JUDGED = _Form("无法判定", {_LABEL["about"]: 11, **_ONE, "原因": 34, _LABEL["data_date"]: 11})


def list_sheets(report: ComparisonReport) -> Iterator[Sheet]:
    """All sheets in their order."""
    findings = report.findings
    facts = (
        *list_facts(report),
        ("怎样读", say("comparison_how").chinese),
        ("声明", comparison_disclaimer(report).chinese),
    )
    yield Sheet("汇总", (34, 90), ("项目", "内容"), facts, layout=Layout.FACTS)
    yield _STANDINGS.sheet(_standings(report), decided=False)
    yield _PAIRS.sheet(_pair(report, pair) for pair in findings.overlaps.pairs)
    yield _MATTERS.sheet(_matter(report, one) for one in findings.matters if one.kind != "not_judged")
    if report.coverage is not None:
        yield coverage_sheet(report.coverage)
    yield _ADOPTIONS.sheet((_adoption(report, row) for row in findings.adoptions), decided=False)
    yield _WITHOUT.sheet(_without(report), decided=False)
    yield _NOT_JUDGED.sheet(_not_judged(report))
    if report.monitoring is not None:
        yield monitoring_sheet(report.monitoring)


def _pair(report: ComparisonReport, pair: Overlap) -> tuple[Cell, ...]:
    candidate = pair.candidate
    hints = [check.text.chinese for check in pair.checks] + _before(report.findings.earlier(pair))
    return (
        *_standard(report, pair.standard),
        *_standard(report, candidate),
        round(pair.score, 2),
        "\n".join(hints),
        "\n".join(reason.text.chinese for reason in pair.reasons),
        _data_date(report, pair.standard.number, candidate.number),
        *_by_hand(report, pair.standard.number, candidate.number, "overlap"),
        *_behind(report, pair.standard, candidate),
    )


def _matter(report: ComparisonReport, matter: Matter) -> tuple[Cell, ...]:
    other = matter.other_record
    of_other = _standard(report, other)[:3] if other is not None else (matter.other or None, None, None)
    return (
        say(f"check_kind_{matter.kind}").chinese,
        *_standard(report, matter.standard),
        *of_other,
        "\n".join([matter.text.chinese, *_before(matter.earlier)]),
        _data_date(report, matter.standard.number, matter.other),
        *_by_hand(report, matter.standard.number, matter.other, matter.kind),
        *_behind(report, matter.standard, other),
    )


def _standings(report: ComparisonReport) -> Iterator[tuple[Cell, ...]]:
    for one in report.findings.standings:
        record = one.record
        yield (
            *_standard(report, record),
            record.effective,
            record.abolished,
            "；".join(one.successors),
            record.reviewed,
            record.checked,
            _data_date(report),
            *_behind(report, record),
        )


def _adoption(report: ComparisonReport, row: Adopting) -> tuple[Cell, ...]:
    stated = row.adoption.source + ("（第三方文本，可能有误）" if row.adoption.third_party else "")
    return (
        *_standard(report, row.record),
        row.adoption.number,
        row.title,
        row.adoption.degree,
        _STATES[row.state],
        "；".join(row.instead),
        stated or row.record.source,
        _data_date(report),
        *_behind(report, row.record),
    )


_STATES = {
    AdoptedState.CURRENT: "现行",
    AdoptedState.WITHDRAWN: "已失效",
    AdoptedState.UNDATED: "未注日期",
    AdoptedState.NOT_LISTED: "本目录未收录",
}


def _without(report: ComparisonReport) -> Iterator[tuple[Cell, ...]]:
    for row in report.findings.overlaps.without:
        check = row.find_check("no_national_counterpart")
        related = (f"{pair.candidate.number} {pair.candidate.title}" for pair in row.related)
        text = check.text.chinese if check is not None else None
        yield (
            *_standard(report, row.record),
            text,
            "\n".join(related),
            _data_date(report),
            *_behind(report, row.record),
        )


def _not_judged(report: ComparisonReport) -> Iterator[tuple[Cell, ...]]:
    for matter in report.findings.matters:
        if matter.kind == "not_judged":
            yield (
                say("check_kind_not_judged").chinese,
                *_standard(report, matter.standard),
                "\n".join([matter.text.chinese, *_before(matter.earlier)]),
                _data_date(report),
                *_by_hand(report, matter.standard.number, matter.other, matter.kind),
                *_behind(report, matter.standard),
            )


def _standard(report: ComparisonReport, record: Record) -> tuple[Cell, Cell, Cell, Cell]:
    """Number, title, state and day of issue, as decisions are later measured by them."""
    return record.number, record.title, state_text(record, report.findings.day), record.issued


def _data_date(report: ComparisonReport, number: str = "", other: str = "") -> date:
    """The day up to which the data are known; of a pair or a matter it may be later."""
    known = report.findings.known.get((number, other))
    return known or report.findings.overlaps.data_date or report.findings.day


def _behind(report: ComparisonReport, *records: Record | None) -> tuple[Cell, Cell]:
    """Where the facts of each standard are from and when that was looked up, and the generation."""
    sources = []
    for record in records:
        if record is not None and record.source:
            checked = f"（{record.checked} 核对）" if record.checked else ""
            sources.append(f"{record.number}：{record.source}{checked}")
    return "\n".join(sources), report.findings.overlaps.generation


def _by_hand(report: ComparisonReport, number: str, other: str, about: str) -> tuple[Cell, ...]:
    """What an officer fills in, empty but where it is decided and filled in already."""
    decision = report.filled.find(number, other, about)
    if decision is None:
        return _NO_CONCLUSIONS
    conclusion = label("conclusion", decision.conclusion.value)
    return (conclusion, decision.reviewer or None, decision.day, decision.remark or None)


def _before(earlier: Earlier | None) -> list[str]:
    """What was decided before, and what changed since."""
    if earlier is None:
        return []
    changed = [say("decision_since", what=words).chinese for words in earlier.changed]
    return [say("decision_before", decision=earlier.decision.words).chinese, *changed]


def _clean(cell: Cell) -> Cell:
    """A text that every format can hold, its lines kept; an empty one as nothing."""
    if not isinstance(cell, str):
        return cell
    lines = (tidy(line) for line in cell.split("\n"))
    return "\n".join(str(line) for line in lines if line) or None
