"""Engines by name and address; the life of an index is the same on each."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engines import ENGINES, in_memory, locate
from indexer.errors import AddressUnknown, IndexMissing
from indexer.lifecycle import Following, Generations, change, reindex, roll_back, verify
from standard.record import Record
from tests.indexer.indexes import ADDED, ROWS, get, numbers

NUMBERS = {row["number"] for row in ROWS}


@pytest.mark.parametrize("address", ["index", "./a:b", "/srv/data:1/index", Path("whoosh:index"), "x:", "C:\\index"])
def test_a_path_is_an_index_of_ours(address: Path | str) -> None:
    kind, place = locate(address)
    assert kind is ENGINES["whoosh"]
    assert place == Path(address)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_may_be_named(name: str) -> None:
    assert locate(f"{name}:some/index") == (ENGINES[name], Path("some/index"))
    assert locate(f"{name.upper()}:index") == (ENGINES[name], Path("index"))


@pytest.mark.parametrize("address", ["solr:index", "solr+http://search.example:8983/standards", "data:2026"])
def test_an_address_of_no_engine_is_told_in_both_languages(address: str) -> None:
    for use in (locate, Generations, Following):
        with pytest.raises(AddressUnknown) as told:
            use(address)
        name = address.partition(":")[0]
        for sentence in (told.value.words.chinese, told.value.words.english):
            assert address in sentence
            assert name in sentence.replace(address, "")
            assert f"./{address}" in sentence


@pytest.mark.parametrize("name", ENGINES)
def test_the_life_of_an_index_does_not_depend_on_its_engine(name: str, source: Path, tmp_path: Path) -> None:
    generations = Generations(f"{name}:{tmp_path / 'index'}")
    report = reindex(generations, [source])
    assert (report.indexed, numbers(generations)) == (len(ROWS), NUMBERS)
    following = Following(f"{name}:{tmp_path / 'index'}")
    first = following.current()
    assert change(generations, [ADDED], ["GB 5749-2022"])[1:] == (1, 0, [])
    assert numbers(generations) == {*NUMBERS, ADDED.number} - {"GB 5749-2022"}
    assert (following.current().engine.count(), first.engine.count()) == (len(ROWS), len(ROWS))
    assert following.current().engine.get(ADDED.number) == ADDED
    assert first.engine.get(ADDED.number) is None
    assert verify(generations, generations.current()) == []
    assert reindex(generations, [source]).replayed == 2
    assert get(generations, ADDED.number) == ADDED
    roll_back(generations, "000001")
    assert numbers(generations) == NUMBERS


def test_what_was_in_the_memory_of_another_program_is_gone(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="内存"):
        ENGINES["memory"].open(tmp_path / "index")


def test_records_to_search_at_once() -> None:
    engine = in_memory([Record("GB 1-2020", "甲")])
    assert list(engine.numbers()) == ["GB 1-2020"]
