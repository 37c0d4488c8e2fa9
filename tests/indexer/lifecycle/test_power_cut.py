"""A power cut at any moment leaves the old catalogue or the new one, each with its own small changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from indexer.lifecycle.verification import verify
from standard.record import Record
from tests.indexer.indexes import ADDED, ROWS, Held, held, write
from tests.indexer.lifecycle.disk import Disk, State, lay


class Seen:
    """Looks at states; generations of the same content are verified once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sound: set[int] = set()
        self.told: dict[int, Held] = {}

    def look(self, state: State) -> Held:
        """What the index in a state holds. Every generation that counts as whole must be sound."""
        key = hash(frozenset(state.items()))
        if key not in self.told:
            lay(state, self._folder / "after", self._folder / "contents")
            generations = Generations(self._folder / "after")
            for name in generations.names():
                self._verify(generations, name, state)
            self.told[key] = held(generations)
            shutil.rmtree(generations.folder)
        return self.told[key]

    def _verify(self, generations: Generations, name: str, state: State) -> None:
        key = hash(frozenset(row for row in state.items() if row[0].startswith(name)))
        if key not in self._sound:
            assert verify(generations, name) == []
            self._sound.add(key)


def cut_off(
    generations: Generations, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Lay out every state that a power cut during or after an act may leave, and look at all of them."""
    before = held(generations)
    disk = Disk(generations.folder)
    with monkeypatch.context() as patch:
        disk.record(patch)
        act()
    disk.end()
    after = held(generations)
    assert before != after
    seen, states = Seen(tmp_path), 0
    for cut in disk.cuts:
        for state in disk.states(cut):
            states += 1
            assert seen.look(state) in ((before, after) if cut is not disk.cuts[-1] else (after,))
    assert set(seen.told.values()) == {before, after}
    print(f"{len(disk.cuts)} points, {states} states, {len(seen.told)} of them different")  # noqa: T201 - with -s
    assert states > 1000


def test_a_power_cut_at_the_first_reindex(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    generations.folder.mkdir()
    cut_off(generations, lambda: reindex(generations, [source]), monkeypatch, tmp_path)


def test_a_power_cut_at_a_reindex(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that replays a change, forgets another that the source carries by then, and removes an old generation."""
    reindex(generations, [source])
    for record in (ADDED, Record("NY/T 1-2020", "后来也有")):
        change(generations, [record])
    reindex(generations, [source])
    write(source, [*ROWS, {"number": "NY/T 1-2020", "title": "后来也有"}, {"number": "NY/T 2-2020", "title": "新"}])
    cut_off(generations, lambda: reindex(generations, [source]), monkeypatch, tmp_path)


def test_a_power_cut_at_a_small_change(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    many = [{"number": f"NY/T {place}-2020", "title": f"大蒜 {place}"} for place in range(1, 41)]
    write(source, [*ROWS, *many])
    reindex(generations, [source])
    for place in range(3):
        change(generations, [], [f"NY/T {place + 1}-2020"])
    cut_off(generations, lambda: change(generations, [ADDED], ["GB 5749-2022"]), monkeypatch, tmp_path)
