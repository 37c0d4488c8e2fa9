"""Records in a file behave like records in a dictionary."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.gathering.record_bytes import pack
from indexer.gathering.record_file import Records
from indexer.readers import Problem, merge
from standard.record import Record

NUMBERS = [f"GB {serial}-2020" for serial in range(1, 6)]
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 4))
RECORDS = st.builds(
    Record,
    number=st.sampled_from(NUMBERS),
    title=st.sampled_from(["甲", "乙", "丙"]),
    checked=DAYS,
    replaces=st.lists(st.sampled_from(NUMBERS), max_size=2).map(tuple),
    source=st.sampled_from(["一", "二"]),
)


@contextmanager
def gathered(rows: list[Record], pieces: int = 1) -> Iterator[Records]:
    with tempfile.TemporaryDirectory() as folder, closing(Records(Path(folder) / "records")) as records:
        for start in range(pieces):
            records.append(pack(rows[start * len(rows) // pieces : (start + 1) * len(rows) // pieces]))
        records.gather()
        yield records


def plainly(rows: list[Record]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for row in rows:
        known = records.get(row.number)
        records[row.number] = row if known is None else merge(known, row)
    return records


@given(st.lists(RECORDS), st.integers(1, 3))
def test_rows_of_one_number_are_merged_where_the_first_stood(rows: list[Record], pieces: int) -> None:
    expected = plainly(rows)
    with gathered(rows, pieces) as records:
        assert list(records.items()) == list(expected.items())
        assert len(records) == len(expected)
        assert list(map(Record.from_bytes, records.stretch())) == list(expected.values())
        assert records.latest() == max((one.checked for one in expected.values() if one.checked), default=None)


@given(st.lists(RECORDS), st.lists(st.tuples(st.booleans(), RECORDS)))
def test_changes(rows: list[Record], changes: list[tuple[bool, Record]]) -> None:
    expected = plainly(rows)
    with gathered(rows) as records:
        for removed, record in changes:
            for mapping in (records, expected):
                if removed:
                    mapping.pop(record.number, None)
                else:
                    mapping[record.number] = record
            assert len(records) == len(expected)
        assert list(records.items()) == list(expected.items())
        assert all(records.get(number) == expected.get(number) for number in NUMBERS)


def test_a_stretch_is_cut_and_read_anywhere() -> None:
    rows = [Record(number, "甲") for number in NUMBERS]
    with gathered(rows) as records:
        stretch = records.stretch()
        for pieces in (stretch.cut(1000, 2), stretch.cut(1, 1), stretch.cut(60, 1)):
            assert len(pieces) > 1
            assert [Record.from_bytes(data) for piece in pieces for data in piece] == rows
            assert sum(map(len, pieces)) == len(stretch)


def test_nothing_is_left(tmp_path: Path) -> None:
    with closing(Records(tmp_path / "records")) as records:
        records.append(pack([Record("GB 1-2020", "甲")]))
    assert list(tmp_path.iterdir()) == []


def test_two_numbers_of_one_key_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.gathering.record_bytes.key_of", lambda _: 7)
    with closing(Records(tmp_path / "records")) as records:
        records.append(pack([Record(number, "甲") for number in NUMBERS]))
        with pytest.raises(ValueError, match="two standards"):
            records.gather()


@given(RECORDS)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    assert Record.from_bytes(record.to_bytes()) == record


def test_what_could_not_be_read_is_kept_apart() -> None:
    problem = Problem("f", 1, "", "原因")
    packed = pack([Record("GB 1-2020", "甲"), problem])
    assert (packed.read, packed.problems, len(packed.keys)) == (2, [problem], 1)
