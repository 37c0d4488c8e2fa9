"""The record and its JSON."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.publisher import Level
from standard.record import Adoption, Conflict, Record
from standard.status import Status

TEXT = st.text(max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
#: by the type that a field is declared with
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXT,
    "bool": st.booleans(),
    "date | None": DAYS,
    "tuple[str, ...]": TEXTS,
    "Level": st.sampled_from(Level),
    "Status": st.sampled_from(Status),
    "tuple[Adoption, ...]": st.lists(st.builds(Adoption, TEXT, TEXT), max_size=2).map(tuple),
    "tuple[Conflict, ...]": st.lists(st.builds(Conflict, TEXT, TEXT, TEXT), max_size=2).map(tuple),
}
RECORDS = st.builds(Record, **{field.name: VALUES[str(field.type)] for field in dataclasses.fields(Record)})


@given(RECORDS)
def test_json_round_trip(record: Record) -> None:
    """Through real JSON text: what comes back is equal, field by field and type by type."""
    back = Record.from_json(json.loads(json.dumps(record.to_json(), ensure_ascii=False)))
    assert back == record
    assert hash(back) == hash(record)
    for field in dataclasses.fields(Record):
        assert type(getattr(back, field.name)) is type(getattr(record, field.name))


@given(RECORDS)
def test_json_leaves_out_what_is_empty(record: Record) -> None:
    printed = record.to_json()
    assert {"number", "title"} <= printed.keys()
    for field in dataclasses.fields(Record):
        if field.default is not dataclasses.MISSING:
            assert (field.name in printed) is (getattr(record, field.name) != field.default)


def test_json_of_a_whole_record() -> None:
    record = Record(
        "GB/T 20223-2018",
        "棉短绒",
        level=Level.NATIONAL,
        status=Status.CURRENT,
        effective=date(2018, 5, 1),
        replaces=("GB/T 20223-2006",),
        adopts=(Adoption("ISO 1:2002", "MOD"),),
        conflicts=(Conflict("status", "废止", "x"),),
        example=True,
    )
    assert record.to_json() == {
        "number": "GB/T 20223-2018",
        "title": "棉短绒",
        "level": "national",
        "status": "current",
        "effective": "2018-05-01",
        "replaces": ["GB/T 20223-2006"],
        "adopts": [{"number": "ISO 1:2002", "degree": "MOD"}],
        "conflicts": [{"field": "status", "value": "废止", "source": "x"}],
        "example": True,
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"level": "galactic"}, "galactic"),
        ({"status": "现行"}, "现行"),
        ({"issued": "2018-02-30"}, "day"),
        ({"issued": "yesterday"}, "yesterday"),
    ],
)
def test_a_value_that_no_record_has_is_refused(change: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Record.from_json({"number": "GB/T 1.1-2020", "title": "x", **change})


def test_the_number_as_a_value() -> None:
    assert str(Record("GB/T 1.1-2020", "x").parsed) == "GB/T 1.1-2020"
    assert Record("某某 12 号", "x").parsed is None


def test_the_year_is_that_of_the_day_of_issue() -> None:
    """GB/T 5606.1-1996 was issued in 1985: number and day may differ."""
    assert Record("GB/T 5606.1-1996", "x", issued=date(1985, 11, 23)).year == 1985
    assert Record("GB/T 5606.1-1996", "x").year == 1996
    assert Record("某某 12 号", "x").year is None


def test_status_on_a_day_knows_of_a_successor() -> None:
    record = Record("GB/T 1.1-2009", "x", status=Status.ABOLISHED, abolished=date(2020, 10, 1))
    assert record.status_on(date(2020, 9, 30)) is Status.CURRENT
    assert record.status_on(date(2020, 10, 1)) is Status.ABOLISHED
    succeeded = dataclasses.replace(record, replaced_by=("GB/T 1.1-2020",))
    assert succeeded.status_on(date(2020, 10, 1)) is Status.REPLACED
    partly = dataclasses.replace(record, replaced_partly_by=("GB/T 1.1-2020",))
    assert partly.status_on(date(2020, 10, 1)) is Status.ABOLISHED


def test_a_record_is_frozen_and_hashable() -> None:
    record = Record("GB/T 1.1-2020", "x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.title = "y"  # type: ignore[misc]
    assert {record, Record("GB/T 1.1-2020", "x")} == {record}
