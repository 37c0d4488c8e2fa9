"""The shipped code tables, and that the script which made them makes them again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from standard.classification import Scheme, codes
from standard.record import Record
from standard.tables import parse
from tools.code_tables import CONVERSIONS, Conversion, make_tables

NAMES = [conversion.name for conversion in CONVERSIONS]
#: what a reader may find in a column beside the fields of a record
BESIDE_RECORD = {"", "adopts_degree", "announced"}


@pytest.mark.parametrize("conversion", CONVERSIONS, ids=NAMES)
def test_the_script_makes_the_shipped_table(conversion: Conversion, reference: Path) -> None:
    assert conversion.text(reference / "domain") == conversion.path.read_text("utf-8")


def test_the_script_makes_every_table(reference: Path) -> None:
    assert sorted(path.stem for path in make_tables(reference / "domain")) == sorted(NAMES)


def test_a_missing_source_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"ics\.csv"):
        make_tables(tmp_path)


@pytest.mark.parametrize("conversion", CONVERSIONS, ids=NAMES)
def test_tables_are_whole_and_clean(conversion: Conversion) -> None:
    text = conversion.path.read_text("utf-8")
    rows = parse(text, conversion.name)
    key = conversion.columns[0]
    assert text.startswith("# source: ")
    assert f"\n# date: {conversion.date}\n" in text
    assert len({row[key] for row in rows}) == len(rows)
    assert all(row[key] for row in rows)
    assert all(cell == " ".join(cell.split()) for row in rows for cell in row.values())


@pytest.mark.parametrize("scheme", Scheme)
def test_every_code_has_a_name_and_a_parent(scheme: Scheme) -> None:
    for code in codes(scheme).values():
        assert code.name_zh
        assert bool(code.parent) is (code.level > 1)


def test_every_label_leads_to_a_field_of_the_record() -> None:
    fields = {field.name for field in dataclasses.fields(Record)}
    path = next(conversion.path for conversion in CONVERSIONS if conversion.name == "field_aliases")
    labels = {row["label"]: row["field"] for row in parse(path.read_text("utf-8"), "field_aliases")}
    assert set(labels.values()) - fields <= BESIDE_RECORD
    assert {name for name in fields if labels.get(name) == name} == fields


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("标准号", "number"), ("code", "number"), ("C_STD_CODE", "number"), ("standardNo", "number"),
        ("标准名称", "title"), ("title", "title"), ("英文标准名称", "title_en"), ("alt_titles", "alt_titles"),
        ("标准状态", "status"), ("STATE", "status"), ("标准性质", "nature"), ("kind", "level"),
        ("发布日期", "issued"), ("issue_date", "issued"), ("实施日期", "effective"), ("implement_date", "effective"),
        ("废止日期", "abolished"), ("ICS_CODE", "ics"), ("中国标准分类号(CCS)", "ccs"), ("国民经济分类", "gbt4754"),
        ("行业分类", "gbt4754"), ("归口单位", "committee"), ("主管部门", "department"), ("团体名称", "issuers"),
        ("发布部门", "issuers"), ("issuer", "issuers"), ("起草单位", "drafters"), ("起草人", "people"),
        ("代替标准", "replaces"), ("replaces_raw", "replaces"), ("部分代替标准", "replaces_partly"),
        ("被代替标准", "replaced_by"), ("采用国际标准", "adopts"), ("采用程度", "adopts_degree"),
        ("备案号", "filing"), ("省市区", "region"), ("适用范围", "abstract"), ("sources", "source"), ("url", "url"),
        ("序号", ""), ("产品名称", ""), ("统一社会信用代码", ""),
    ],
)  # fmt: skip
def test_labels(label: str, field: str) -> None:
    path = next(conversion.path for conversion in CONVERSIONS if conversion.name == "field_aliases")
    assert {row["label"]: row["field"] for row in parse(path.read_text("utf-8"), "field_aliases")}[label] == field
