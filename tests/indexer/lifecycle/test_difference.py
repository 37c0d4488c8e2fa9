"""Two sets of records side by side: what differs is told once, in the order of numbers, without holding either."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines import ENGINES, Engine, in_memory, number_order
from indexer.lifecycle import Pair, differing
from standard.record import Record
from tests.indexer.engines.building import built

SERIES = [f"{prefix} {serial}" for prefix in ("GB/T", "GB", "DB37/T") for serial in (1, 2, 10)]
NUMBERS = [f"{series}-{year}" for series in SERIES for year in (1999, 2020)]
SETS = st.dictionaries(st.sampled_from(NUMBERS), st.sampled_from(["甲", "乙"]))


def records(titles: dict[str, str]) -> list[Record]:
    return [Record(number, title) for number, title in titles.items()]


@given(SETS, SETS)
def test_every_difference_is_told_once(older: dict[str, str], newer: dict[str, str]) -> None:
    told = list(differing(in_memory(records(older)), in_memory(records(newer))))
    numbers = [(pair.after or pair.before or Record("", "")).number for pair in told]
    assert numbers == sorted(
        (number for number in {*older, *newer} if older.get(number) != newer.get(number)), key=number_order
    )
    for number, pair in zip(numbers, told, strict=True):
        assert (pair.before.title if pair.before else None) == older.get(number)
        assert (pair.after.title if pair.after else None) == newer.get(number)


@pytest.mark.parametrize("name", ENGINES)
def test_looking_up_again_is_no_difference(name: str, tmp_path: Any) -> None:
    title = 'a title with ,"checked":"2026-01-01" in it'
    first = [Record("GB 1-2020", title, checked=date(2026, 3, 31)), Record("GB 2-2020", "乙")]
    again = [replace(one, checked=date(2026, 6, 30)) for one in first]
    older, newer = (built(ENGINES[name], tmp_path / str(at), rows) for at, rows in enumerate((first, again)))
    assert list(differing(older, newer)) == []
    other = [replace(again[0], title=title.replace("01-01", "01-02")), again[1]]
    assert list(differing(older, built(ENGINES[name], tmp_path / "2", other))) == [Pair(first[0], other[0])]


class Stream:
    """As many records as one likes, made while they are read."""

    def __init__(self, count: int, changed: int) -> None:
        self.count, self.changed, self.read = count, changed, 0

    def stored(self) -> Iterator[bytes]:
        for serial in range(1, self.count + 1):
            self.read += 1
            title = "改" if serial % self.changed == 0 else "题名"
            yield b'{"number":"GB/T %07d-2020","title":"%s"}' % (serial, title.encode())


def test_neither_set_is_held() -> None:
    older, newer = Stream(200_000, 10**9), Stream(200_000, 20_000)
    tracemalloc.start()
    told = 0
    for _ in differing(cast("Engine", older), cast("Engine", newer)):
        told += 1
        assert older.read == newer.read == told * 20_000, "nothing is read ahead"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == 10
    assert peak < 200_000, "bytes; the records are 16 MB"
