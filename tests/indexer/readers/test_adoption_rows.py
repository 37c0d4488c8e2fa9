"""Rows that say of a standard what it adopts, and nothing else of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.readers import Problem, Row, StatedAdoption, read, stated_adoption
from standard.record import Adoption

GOOD = {
    "number": "GB/T19001—2016",
    "adopts": "ISO9001:2015",
    "adopts_degree": "等同",
    "source": "甲",
    "checked": "2026-07-01",
}


def test_what_a_row_states() -> None:
    adoption = Adoption("ISO 9001:2015", "IDT", "甲", date(2026, 7, 1))
    stated = StatedAdoption("a.tsv", 7, "GB/T 19001-2016", adoption)
    assert stated_adoption(Row("a.tsv", 7, dict(GOOD))) == stated
    assert StatedAdoption.from_json(stated.to_json()) == stated


def test_a_degree_and_a_day_may_be_unknown() -> None:
    stated = stated_adoption(Row("a", 1, {**GOOD, "adopts_degree": "", "checked": None}))
    assert isinstance(stated, StatedAdoption)
    assert (stated.adoption.degree, stated.adoption.checked) == ("", None)


@pytest.mark.parametrize(
    "more", [{"title": "质量管理体系"}, {"status": "现行"}, {"adopts": ""}, {"adopts": ["ISO 9001:2015"]}]
)
def test_a_row_of_a_catalogue_is_none(more: dict[str, object]) -> None:
    assert stated_adoption(Row("a", 1, {**GOOD, **more})) is None


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("number", "质量管理", "adoption_number"),
        ("adopts", "国际标准", "adoption_target"),
        ("adopts", "GB/T 19001-2016", "adoption_target"),
        ("adopts_degree", "差不多", "adoption_degree"),
        ("source", "", "adoption_source"),
        ("checked", "昨天", "adoption_day"),
    ],
)
def test_a_bad_row_is_told_with_its_place(cell: str, value: str, kind: str) -> None:
    problem = stated_adoption(Row("a.tsv", 7, {**GOOD, cell: value}))
    assert isinstance(problem, Problem)
    assert (problem.file, problem.line, problem.kind) == ("a.tsv", 7, kind)
    assert problem.reason


@pytest.mark.parametrize(
    "header", ["standard\tadopted\tdegree\tsource\tday", "标准号\t采用标准\t一致性程度\t来源\t采集日期"]
)
def test_a_file_is_told_by_its_columns(header: str, tmp_path: Path) -> None:
    path = tmp_path / "whatever.tsv"
    path.write_text(f"# remark\n{header}\nGB/T 1-2000\tISO 1:1999\tMOD\t甲\t\n", encoding="utf-8")
    (row,) = read([path])
    assert isinstance(row, Problem)
    assert (row.line, row.kind, row.value) == (3, "adoption_alone", "GB/T 1-2000")
