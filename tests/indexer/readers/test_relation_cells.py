"""Cells that name other standards."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.readers.field_labels import Cells
from indexer.readers.relation_cells import Links, department_of
from standard.record import Adoption


def read(cells: Cells) -> tuple[dict[str, Any], list[str]]:
    links = Links()
    links.read(cells)
    return {name: value for name, value in links.fields().items() if value}, links.notes


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({"replaces": "代替GB 15740-2006"}, {"replaces": ("GB 15740-2006",)}),
        ({"replaces": "JB/T 10750-2007、 JB/T 10751-2007"}, {"replaces": ("JB/T 10750-2007", "JB/T 10751-2007")}),
        ({"replaces": "被GB/T 24510-2017代替"}, {"replaced_by": ("GB/T 24510-2017",)}),
        (
            {"replaces": "代替GB 9743-1997被GB 9743-2015代替"},
            {"replaces": ("GB 9743-1997",), "replaced_by": ("GB 9743-2015",)},
        ),
        ({"replaces": "代替JT 617-2004(部分)(部分)"}, {"replaces_partly": ("JT 617-2004",)}),
        ({"replaces": "标准类别：计量检定规程"}, {}),
        ({"replaces": "主管部门：湖北省市场监督管理局"}, {}),
        ({"replaces_partly": "DB37/T 2672—2015"}, {"replaces_partly": ("DB37/T 2672-2015",)}),
        ({"replaced_by": "GB 19079.8-2013"}, {"replaced_by": ("GB 19079.8-2013",)}),
        ({"replaced_by": "T/HSIAHB 001—2023"}, {"replaced_by": ("T/HSIAHB 001-2023",)}),
        ({"number": "ISO 8068:2024", "replaces": "ISO 8068:2006"}, {"replaces": ("ISO 8068:2006",)}),
        ({"number": "GB/T 2-2020", "replaces": "ISO 8068:2006"}, {"cites": ("ISO 8068:2006",)}),
        ({"replaced_by": "GB/T 1-2020（部分代替）"}, {"replaced_partly_by": ("GB/T 1-2020",)}),
        (
            {"replaced_by": "GB/T 1-2020(部分)；GB/T 2-2020"},
            {"replaced_by": ("GB/T 2-2020",), "replaced_partly_by": ("GB/T 1-2020",)},
        ),
        ({"replaces": "GB/T 1-2020（部分代替）"}, {"replaces_partly": ("GB/T 1-2020",)}),
        ({"replaced_partly_by": "被GB/T 1-2020代替"}, {"replaced_partly_by": ("GB/T 1-2020",)}),
        ({"replaced_partly_by": "GB 19079.8-2013"}, {"replaced_partly_by": ("GB 19079.8-2013",)}),
        ({"replaces": ["GB/T 1—2000", "某号 7"]}, {"replaces": ("GB/T 1-2000", "某号 7")}),
        ({"cites": "GB/T 1.1-2020; GB/T 2-2000"}, {"cites": ("GB/T 1.1-2020", "GB/T 2-2000")}),
        ({"adopts": "ISO 9001:2015", "adopts_degree": "等同"}, {"adopts": (Adoption("ISO 9001:2015", "IDT"),)}),
        ({"adopts": "ISO 9001:2015 (IDT)"}, {"adopts": (Adoption("ISO 9001:2015", "IDT"),)}),
        ({"adopts": "非等效  ISO 8068:2006"}, {"adopts": (Adoption("ISO 8068:2006", "NEQ"),)}),
        ({"adopts": [{"number": "ISO 9001:2015", "degree": "IDT"}]}, {"adopts": (Adoption("ISO 9001:2015", "IDT"),)}),
        ({"adopts": [{"number": "ISO 9001:2015"}, 7, {}]}, {"adopts": (Adoption("ISO 9001:2015"),)}),
        ({"notes": "2005-03-01实施,代替GB/T 5606.1-1996"}, {"replaces": ("GB/T 5606.1-1996",)}),
        ({"notes": "见GB/T 5606.1-1996"}, {}),
        # the words in the value decide about direction and extent, before the column
        ({"replaced_by": "替代GB/T 7-2001"}, {"replaces": ("GB/T 7-2001",)}),
        (
            {"replaced_by": "替代TJ 7-1974；被GB/T 7-2018代替"},
            {"replaces": ("TJ 7-1974",), "replaced_by": ("GB/T 7-2018",)},
        ),
        ({"replaced_by": "替代者：GB/T 7-2018"}, {"replaced_by": ("GB/T 7-2018",)}),
        ({"replaced_by": "部分代替GB/T 7-2001"}, {"replaces_partly": ("GB/T 7-2001",)}),
        ({"replaced_by": "被GB/T 7-2018代替（第5章除外）"}, {"replaced_partly_by": ("GB/T 7-2018",)}),
        ({"replaced_by": "第3.2条被GB/T 7-2018代替"}, {"replaced_partly_by": ("GB/T 7-2018",)}),
        ({"replaces": "被GB/T 7-2018部分代替"}, {"replaced_partly_by": ("GB/T 7-2018",)}),
        ({"replaces": "GB/T 7-2001中的第5章"}, {"replaces_partly": ("GB/T 7-2001",)}),
        (
            {"replaces": "代替GB/T 7-2001第3.1条、GB/T 8-2001"},
            {"replaces": ("GB/T 8-2001",), "replaces_partly": ("GB/T 7-2001",)},
        ),
        ({"replaces": "GB/T 7-2001的附录A"}, {"replaces_partly": ("GB/T 7-2001",)}),
        ({"replaces": "GB/T 7-2001（第4章除外）"}, {"replaces_partly": ("GB/T 7-2001",)}),
        ({"replaces": "代替GB/T 7.5-2001《甲 第5部分：乙》"}, {"replaces": ("GB/T 7.5-2001",)}),
        ({"replaces_partly": "全部代替GB/T 7-2001"}, {"replaces": ("GB/T 7-2001",)}),
        ({"adopts": "代替GB/T 7-2001"}, {"replaces": ("GB/T 7-2001",)}),
        ({"replaces": 7, "adopts": True, "replaced_by": {"a": 1}}, {}),
    ],
)
def test_relations(cells: Cells, fields: dict[str, Any]) -> None:
    assert read(cells)[0] == fields


def test_what_is_no_number_is_noted_and_dropped() -> None:
    fields, notes = read({"replaced_by": "TC59"})
    assert fields == {}
    assert len(notes) == 1
    assert "TC59" in notes[0]


def test_the_department_in_the_wrong_column() -> None:
    assert department_of({"replaces": "主管部门：湖北省市场监督管理局"}) == "湖北省市场监督管理局"
    assert department_of({"department": "农业农村部", "replaces": "主管部门：甲"}) == "农业农村部"
    assert department_of({}) == ""
