"""Labels of columns and keys."""

from __future__ import annotations

import csv
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from indexer.readers.columns import Labels, table_cells
from indexer.readers.field_labels import field_of
from standard.record import Record
from standard.tables import parse

NAMES = {field.name for field in fields(Record)}


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("标准号", "number"),
        ("标 准 号：", "number"),
        ("C_STD_CODE", "number"),
        ("c std code", "number"),
        ("standardNo", "number"),
        ("国际标准分类号（ＩＣＳ）", "ics"),
        ("title", "title"),
        ("起草单位", "drafters"),
        ("起草人", "people"),
        ("序号", ""),
        ("没有人知道", None),
        ("", ""),
    ],
)
def test_labels(label: str, field: str | None) -> None:
    assert (field_of(label) or field) == field if label == "" else field_of(label) == field


def test_every_name_of_the_record_is_a_label() -> None:
    assert {name: field_of(name) for name in NAMES} == {name: name for name in NAMES}


def test_every_label_of_the_platforms_is_known(reference: Path) -> None:
    with (reference / "domain" / "field_aliases.csv").open(encoding="utf-8", newline="") as file:
        assert [row["alias"] for row in csv.DictReader(file) if field_of(row["alias"]) is None] in (
            [],
            ["industry(db)"],
        )


def test_no_label_means_two_things() -> None:
    meanings: dict[str | None, set[str]] = {}
    for row in parse((files("indexer.readers") / "field_aliases.tsv").read_text("utf-8"), "field_aliases"):
        meanings.setdefault("".join(row["label"].casefold().replace("_", "").split()), set()).add(row["field"])
    assert [label for label, found in meanings.items() if len(found) > 1] == ["chargedept"]
    assert (field_of("CHARGE_DEPT"), field_of("chargeDept")) == ("department", "issuers")
    assert set().union(*meanings.values()) <= NAMES | {"", "adopts_degree", "announced"}


def test_the_first_key_that_holds_something_counts() -> None:
    labels = Labels()
    row = {"code": "", "标准号": "GB 1-2000", "standardNo": "GB 2-2000", "x": 1, "title": None, "id": 5}
    assert labels.cells(row) == {"number": "GB 1-2000"}
    assert list(labels.unknown) == ["x"]


def test_cells_of_a_table() -> None:
    assert table_cells(["number", "", "title"], ["GB 1-2000", "x", "  "]) == {"number": "GB 1-2000"}
    assert table_cells(["number", "title"], ["GB 1-2000"]) == {"number": "GB 1-2000"}
