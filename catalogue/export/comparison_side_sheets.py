"""What stands beside the findings of a comparison: what changed since the generation before."""

from __future__ import annotations

from catalogue.changes import Impact, Monitoring
from catalogue.export.rows import Cell
from catalogue.export.xlsx import Layout, Sheet

_MONITORING = {
    "序号": 5,
    "影响": 14,
    "标准号": 16,
    "题名": 26,
    "上级标准号": 16,
    "上级标准题名": 26,
    "上级标准变化": 12,
    "变化日期": 11,
    "评分": 6,
    "说明": 44,
    "数据日期": 11,
    "来源": 24,
    "目录版本": 16,
}


def monitoring_sheet(monitoring: Monitoring) -> Sheet:
    """The changes above since the generation before, one row for each standard that they matter to."""
    lines = ((at, *_impact(monitoring, impact)) for at, impact in enumerate(monitoring.impacts, 1))
    return Sheet(
        "比对监测", tuple(_MONITORING.values()), tuple(_MONITORING), lines, layout=Layout.FORM, printed=11, fixed=2
    )


def _impact(monitoring: Monitoring, impact: Impact) -> tuple[Cell, ...]:
    changed, pair = impact.entry.record, impact.pair
    return (
        impact.effect.words.chinese,
        impact.standard.number,
        impact.standard.title,
        changed.number,
        changed.title,
        impact.entry.kind.words.chinese,
        impact.entry.day,
        round(pair.score, 2) if pair is not None else None,
        impact.words.chinese,
        monitoring.until_day,
        changed.source or None,
        f"{monitoring.since} → {monitoring.until}",
    )
