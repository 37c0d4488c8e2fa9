"""What every file of a comparison holds: the findings, and what is put beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from catalogue.changes import Changes, Monitor, Monitoring, MonitoringScope
from catalogue.comparison import CHECKS, Decisions, Findings, OverlapList, Selection, find_findings
from catalogue.export.file_head import clean_name
from catalogue.export.rows import Cell
from catalogue.search import Addresses, facet_label
from catalogue.statistics import Coverage, Scope, count_coverage
from catalogue.wording import Words, label, say
from indexer.fields import field_named
from indexer.lifecycle import Opened
from standard.publisher import Level

#: sources that are named; of more their count is told
_MOST_SOURCES = 12


@dataclass(frozen=True)
class ComparisonReport:
    """A comparison as it is taken away."""

    findings: Findings
    #: which classes have standards at which level, of the region compared; None where there is none
    coverage: Coverage | None = None
    #: what changed since the generation before; None where none is kept
    monitoring: Monitoring | None = None
    #: decisions whose conclusions are filled in
    filled: Decisions = field(default_factory=Decisions)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            **self.findings.overlaps.to_json(addresses),
            **self.findings.to_json(),
            "coverage": self.coverage.to_json(addresses) if self.coverage is not None else None,
            "monitoring": self.monitoring.to_json(addresses) if self.monitoring is not None else None,
            "wording": comparison_disclaimer(self),
        }


class News(NamedTuple):
    """What changed since the last generation, and who knows what that means."""

    #: None where no generation before is kept
    changes: Changes | None
    monitor: Monitor


def make_report(
    opened: Opened,
    selection: Selection,
    decisions: Decisions | None,
    news: News,
    day: date,
    home: str,
    found: OverlapList | None = None,
) -> ComparisonReport:
    """Compare the standards of a selection, and put beside it the classes and the changes of its place.

    Where the list was made before (`found`), what was decided stays in it, conclusions filled in. Raises IndexFault.
    """
    filters = dict(selection.filters)
    region = next(iter(filters.get("region", ())), home)
    monitoring = None
    if news.changes is not None:
        levels = tuple(map(Level, filters.get("level", ()))) or (Level.LOCAL,)
        monitoring = news.monitor.watch(opened, news.changes, MonitoringScope(levels, region), day)
    coverage = count_coverage(opened, Scope(region=region), day)
    if found is None:
        return ComparisonReport(find_findings(opened, selection, day, decisions, home), coverage, monitoring)
    findings = find_findings(opened, selection, day, decisions, home, found=found, kept=True)
    filled = decisions.standing(opened.engine, day) if decisions is not None else Decisions()
    return ComparisonReport(findings, coverage, monitoring, filled)


def comparison_disclaimer(report: ComparisonReport) -> Words:
    """What a comparison never is: a verdict."""
    return say("comparison_disclaimer", day=report.findings.day)


def describe_selection(report: ComparisonReport) -> Iterator[tuple[str, str]]:
    """(name, value) pairs: which standards were compared, with which."""
    selection = report.findings.overlaps.selection
    for name, values in (*selection.filters, *selection.names):
        known = field_named(name)
        yield (known.label_zh if known else name), "、".join(facet_label(name, value).chinese for value in values)
    if selection.listed is not None:
        yield "清单", f"自备清单，{len(selection.listed)} 项"
    levels = [label("level", level.value) for level in selection.against]
    yield "比对的层级", "、".join(levels) or "各标准以上的各层级"
    if selection.checks:
        yield "只列出", "、".join(say(f"check_kind_{kind}").chinese for kind in selection.checks)
    yield "候选的最低评分", f"{selection.least:.2f}"


def list_counts(report: ComparisonReport) -> Iterator[tuple[str, int]]:
    """(name, count) pairs: standards compared, then what was found, by check."""
    found = report.findings.overlaps
    yield "比对的标准", found.looked_at
    yield "候选（标准对）", len(found.pairs)
    for kind in CHECKS:
        if kind in found.counts:
            yield f"提示：{say(f'check_kind_{kind}').chinese}", found.counts[kind]


def list_facts(report: ComparisonReport) -> Iterator[tuple[str, Cell]]:
    """(name, value) pairs: scope, days, generation, counts, sources, earlier decisions."""
    findings, found = report.findings, report.findings.overlaps
    yield from describe_selection(report)
    yield "基准日期", found.day
    yield "数据日期", found.data_date or found.day
    yield "目录版本", found.generation or None
    yield from list_counts(report)
    for place, (source, count) in enumerate(sorted(findings.sources.items(), key=lambda one: (-one[1], one[0]))):
        if place < _MOST_SOURCES:
            yield f"来源：{source}", count
    if len(findings.sources) > _MOST_SOURCES:
        yield "其他来源", len(findings.sources) - _MOST_SOURCES
    yield from _list_decisions(findings)


def _list_decisions(findings: Findings) -> Iterator[tuple[str, Cell]]:
    """What came of a file of earlier decisions."""
    decisions = findings.decisions
    if not decisions.name:
        return
    yield "审核结论文件", decisions.name
    yield "已有结论、不再列出", findings.overlaps.settled + findings.settled
    again = sum(1 for matter in findings.matters if matter.earlier) + len(findings.reopened)
    yield "已有结论但待定或此后有变化、再次列出", again
    yield "未填结论的行", decisions.undecided
    for problem in decisions.problems:
        yield "结论文件中未能采用或不完整", problem.words.chinese


def name_comparison(report: ComparisonReport, ending: str) -> str:
    """A name for the file that says what was compared, and the day."""
    scope = "-".join(clean_name(value) for name, value in describe_selection(report) if name not in _PLAIN)[:40]
    return f"鲁标-标准比对-{scope.strip('-') or '清单'}-{report.findings.day.isoformat()}.{ending}"


#: what of a selection is in no name of a file
_PLAIN = ("比对的层级", "候选的最低评分", "只列出")
