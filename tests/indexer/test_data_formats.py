"""docs/data-formats.md says what is there: every field, every label, every table."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from indexer.readers.field_labels import field_of
from standard.record import Record
from standard.status import Status

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "data-formats.md").read_text("utf-8")
FIELDS = [field.name for field in dataclasses.fields(Record)]


def _table(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its header."""
    lines = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0].splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


def test_the_record_is_described_field_by_field() -> None:
    assert [row[0].strip("`") for row in _table("The record")] == FIELDS


def test_every_status_is_named() -> None:
    described = next(row[2] for row in _table("The record") if row[0] == "`status`")
    assert re.findall(r"`(\w+)`", described) == list(Status)


@pytest.mark.parametrize("row", _table("Columns"), ids=lambda row: row[0])
def test_labels_lead_to_the_field_they_stand_beside(row: list[str]) -> None:
    name, labels = row[0].strip("`"), row[1].split("、")
    assert {label: field_of(label) for label in labels} == dict.fromkeys(labels, name)


def test_every_field_that_a_source_can_have_has_a_label() -> None:
    made_here = {"status_word", "given", "conflicts", "example"}
    assert {row[0].strip("`") for row in _table("Columns")} == {*FIELDS, "adopts_degree"} - made_here


def test_every_table_is_described() -> None:
    tables = [table for package in ("standard", "indexer", "catalogue") for table in (ROOT / package).rglob("*.tsv")]
    described = {row[0].strip("`") for row in _table("Code tables")}
    assert described == {table.relative_to(ROOT).as_posix() for table in tables}


def test_the_example_is_a_record() -> None:
    example = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[-1]
    assert Record.from_json(json.loads(example)).to_json() == json.loads(example)
