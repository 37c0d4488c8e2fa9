"""Two generations of a made-up catalogue (示例) with planted changes, and what must be told of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from indexer.lifecycle import Generations, reindex
from tests.indexer.indexes import write

#: the days on which the sources of both were checked
SINCE, UNTIL = date(2026, 3, 31), date(2026, 6, 30)
Row = dict[str, Any]
#: (number, kind)
Told = tuple[str, str]
#: of each kind
EACH = 16


def row(serial: int, **more: Any) -> Row:
    """A standard in force, as a source has it."""
    return {
        "number": f"DB37/T {serial}-2015",
        "title": f"示例 产品{serial} 技术规程",
        "status": "现行",
        "issued": "2015-03-01",
        "effective": "2015-06-01",
        "ics": "65.020",
        "source": "example.org",
        "checked": SINCE.isoformat(),
        **more,
    }


def plant(serial: int, plan: Callable[[int], tuple[list[Row], list[Row], list[Told]]]) -> Any:
    """Rows before, rows after, and what must be told."""
    before, after, told = plan(serial)
    return before, [{**one, "checked": UNTIL.isoformat()} for one in after], told


def within(serial: int) -> str:
    """A day of the span; the last one, too."""
    return (UNTIL - timedelta(days=serial % 90)).isoformat()


def announced(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    new = row(serial, number=f"DB37/T {serial}-2026", issued=within(serial), effective="2026-12-01", status="即将实施")
    return [], [new], [(new["number"], "announced")]


def new_edition(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    old, (_, (new,), _) = row(serial), announced(serial)
    new = {**new, "replaces": old["number"]}
    return [old], [old, new], [(new["number"], "new_edition"), (old["number"], "successor_announced")]


def amended(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    old = row(serial)
    number = f"{old['number']}/XG1-2026"
    new = row(serial, number=number, title="示例 第1号修改单", issued=within(serial), effective="2026-12-01")
    return [old], [old, new], [(number, "amended")]


def in_force(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    """The record stays the same, or the source has caught up with the day."""
    old = row(serial, effective=within(serial), issued="2026-01-05", status="即将实施", number=f"DB37/T {serial}-2026")
    return [old], [{**old, "status": "现行"} if serial % 2 else old], [(old["number"], "in_force")]


def replaced(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    """By a standard that was announced before and came into force in the span; its own record says so or not."""
    old = row(serial, replaced_by=f"GB/T {serial}-2025")
    new = row(serial, number=f"GB/T {serial}-2025", effective=within(serial), issued="2025-12-31", status="即将实施")
    ended = {**old, "status": "被代替", "abolished": within(serial)}
    told = [(old["number"], "replaced"), (new["number"], "in_force")]
    return [old, new], [ended if serial % 2 else old, new], told


def abolished(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    old = row(serial)
    return [old], [{**old, "status": "废止", "abolished": within(serial)}], [(old["number"], "abolished")]


def abolition_announced(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    old = row(serial)
    return [old], [{**old, "abolished": "2027-01-01"}], [(old["number"], "abolition_announced")]


def partly_replaced(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    old = row(serial)
    new = row(serial, number=f"GB/T {serial}-2026", issued=within(serial), effective="2026-12-01", status="即将实施")
    new = {**new, "replaces_partly": old["number"]}
    return [old], [old, new], [(old["number"], "partly_replaced"), (new["number"], "announced")]


def added(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    """Of long ago: the catalogue was completed, whether the standard is in force or not."""
    new = row(serial, **({"status": "废止"} if serial % 2 else {}))
    return [], [new], [(new["number"], "added")]


def removed(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    return [row(serial)], [], [(row(serial)["number"], "removed")]


def corrected(kind: str, **values: str) -> Callable[[int], tuple[list[Row], list[Row], list[Told]]]:
    """A plan that changes a record in what no event accounts for."""

    def plan(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
        old = row(serial)
        return [old], [{**old, **values}], [(old["number"], kind)]

    return plan


def looked_up_again(serial: int) -> tuple[list[Row], list[Row], list[Told]]:
    return [row(serial)], [row(serial)], []


PLANS: tuple[Callable[[int], tuple[list[Row], list[Row], list[Told]]], ...] = (
    announced,
    new_edition,
    amended,
    in_force,
    replaced,
    abolished,
    abolition_announced,
    partly_replaced,
    added,
    removed,
    looked_up_again,
    corrected("title_corrected", title="示例 更正后的题名"),
    corrected("class_corrected", ics="67.080"),
    corrected("date_corrected", effective="2015-07-01"),
    # no day says when it ended
    corrected("status_corrected", status="废止"),
    corrected("source_changed", source="dbba.sacinfo.org.cn"),
    corrected("details_corrected", drafters="示例研究院"),
)


def plant_all(folder: Path, address: str | Path) -> tuple[Generations, list[Told]]:
    """An index of two generations, and all that must be told of them."""
    befores: list[Row] = []
    afters: list[Row] = []
    told: list[Told] = []
    for at in range(EACH * len(PLANS)):
        before, after, kinds = plant(1000 + at, PLANS[at % len(PLANS)])
        befores, afters, told = befores + before, afters + after, told + kinds
    generations = Generations(address)
    for name, rows in (("before.jsonl", befores), ("after.jsonl", afters)):
        write(folder / name, rows)
        report = reindex(generations, [folder / name])
        assert report.rejected == 0
    return generations, sorted(told)
