"""The other half of every relation."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from indexer.gathering.linking import link
from indexer.gathering.record_bytes import pack
from indexer.gathering.record_file import Records
from standard.record import Record
from tests.indexer.gathering import plain_linking

A, B, C = "GB 1-2020", "GB 1-2010", "GB 1-2000"


def link_all(found: list[Record]) -> dict[str, Record]:
    """Gather and link records, twice; what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        records = Records(Path(folder) / "records")
        records.append(pack(found))
        records.gather()
        before = dict(records)
        changed = link(records)
        catalogue = dict(records)
        assert changed == sum(before[number] != record for number, record in catalogue.items())
        assert link(records) == 0
        assert dict(records) == catalogue
        records.close()
    return catalogue


def linked(**records: dict[str, Any]) -> dict[str, Record]:
    numbers = {"a": A, "b": B, "c": C}
    return link_all([Record(numbers[name], "甲", **fields) for name, fields in records.items()])


def test_both_halves() -> None:
    catalogue = linked(a={"replaces": (B,)}, b={"replaces_partly": (C,)}, c={})
    assert catalogue[B].replaced_by == (A,)
    assert catalogue[C].replaced_partly_by == (B,)
    assert catalogue[A].replaced_by == catalogue[C].replaced_by == ()


def test_from_the_other_side() -> None:
    catalogue = linked(a={}, b={"replaced_by": (A,)}, c={"replaced_partly_by": (B,)})
    assert catalogue[A].replaces == (B,)
    assert catalogue[B].replaces_partly == (C,)


def test_what_is_not_there_stays_as_it_is() -> None:
    catalogue = linked(a={"replaces": ("GB 9-1990",)})
    assert catalogue[A].replaces == ("GB 9-1990",)


def test_a_standard_does_not_replace_itself() -> None:
    catalogue = linked(a={"replaces": (A, B)}, b={})
    assert catalogue[A].replaces == (B,)
    assert catalogue[A].replaced_by == ()
    assert "代替自身" in catalogue[A].notes[0]


def test_of_two_that_replace_each_other_the_later_does() -> None:
    catalogue = linked(a={"replaces": (B,)}, b={"replaces": (A,)})
    assert (catalogue[A].replaces, catalogue[A].replaced_by) == ((B,), ())
    assert (catalogue[B].replaces, catalogue[B].replaced_by) == ((), (A,))
    assert "互相代替" in catalogue[A].notes[0]
    assert catalogue[A].notes == catalogue[B].notes


def test_both_fields_of_one_record() -> None:
    """`代替X` and `被X代替` in one cell."""
    catalogue = linked(a={}, b={"replaces": (A,), "replaced_by": (A,)})
    assert (catalogue[B].replaces, catalogue[B].replaced_by) == ((), (A,))
    assert catalogue[A].replaces == (B,)


NUMBERS = [f"GB {serial}-{year}" for serial in (1, 2) for year in (2000, 2010, 2020)]
EDGES = st.lists(st.sampled_from(NUMBERS), max_size=3, unique=True).map(tuple)
CATALOGUES = st.lists(
    st.builds(
        Record,
        number=st.sampled_from(NUMBERS),
        title=st.just("甲"),
        replaces=EDGES,
        replaced_by=EDGES,
        replaces_partly=EDGES,
        replaced_partly_by=EDGES,
    ),
    unique_by=lambda record: record.number,
)


@given(CATALOGUES)
def test_every_relation_has_two_ends(found: list[Record]) -> None:
    catalogue = link_all(found)
    for number, record in catalogue.items():
        for name, reverse in (("replaces", "replaced_by"), ("replaces_partly", "replaced_partly_by")):
            assert number not in getattr(record, name)
            for other in getattr(record, name):
                assert other not in catalogue or number in getattr(catalogue[other], reverse)


@given(CATALOGUES)
def test_all_at_once_is_the_same_as_one_by_one(found: list[Record]) -> None:
    expected = {record.number: record for record in found}
    plain_linking.link(expected)
    assert list(link_all(found).items()) == list(expected.items())
