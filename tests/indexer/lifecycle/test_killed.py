"""A command that is killed has either happened or not: the catalogue and what a later reindex replays say the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from indexer import index_files
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change, roll_back
from indexer.lifecycle.verification import verify
from standard.record import Record
from tests.indexer.indexes import ADDED, ROWS, held, write
from tests.indexer.lifecycle.disk import OPERATIONS

KEPT = Record("NY/T 1-2020", "留下的")
#: command -> what it does
ACTS: dict[str, Callable[[Generations, Path], object]] = {
    "add": lambda generations, _: change(generations, [ADDED]),
    "remove": lambda generations, _: change(generations, [], ["GB/T 1.1-2020"]),
    "reindex": lambda generations, source: reindex(generations, [source]),
    "rollback": lambda generations, _: roll_back(generations),
}
_KILLED = 9


def killed(act: Callable[[], object], at: int) -> bool:
    """Act in a process of its own that ends at once before so many operations are done; whether it did."""
    process = os.fork()
    if not process:
        try:
            _run_until(act, at)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert code in (0, _KILLED)
    return code == _KILLED


def _run_until(act: Callable[[], object], at: int) -> None:
    done = count()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*paths: Path) -> Any:
            if next(done) == at:
                os._exit(_KILLED)
            return real(*paths)

        return operation

    for name in OPERATIONS:
        setattr(index_files, name, counted(getattr(index_files, name)))
    act()
    os._exit(0)


def copied(generations: Generations, to: Path) -> Generations:
    """The same index in another place."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(generations.folder, to)
    return Generations(to)


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_a_killed_command_has_happened_or_not(
    source: Path, generations: Generations, tmp_path: Path, name: str
) -> None:
    reindex(generations, [source])
    change(generations, [KEPT])
    change(generations, [Record("NY/T 2-2020", "又不要的")])
    roll_back(generations)
    change(generations, [], ["GB 5749-2022"])
    write(source, [*ROWS, {"number": "NY/T 3-2020", "title": "新"}])
    done = copied(generations, tmp_path / "done")
    ACTS[name](done, source)
    outcomes = [held(generations), held(done)]
    later = []
    for one in (copied(generations, tmp_path / "later"), done):
        reindex(one, [source])
        later.append(held(one))
    for at in count():
        index = copied(generations, tmp_path / "killed")
        was_killed = killed(lambda index=index: ACTS[name](index, source), at)  # type: ignore[misc]
        outcome = held(index)
        assert outcome in outcomes
        assert was_killed or outcome == outcomes[1]
        assert verify(index, index.current()) == []
        reindex(index, [source])
        assert held(index) == later[outcomes.index(outcome)]
        if not was_killed:
            break
    assert at > 3
