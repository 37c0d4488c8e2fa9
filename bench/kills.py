"""Nodes of a cluster killed in turn while people search and the catalogue is loaded anew."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import cycle
from typing import Any, Protocol, Self

from indexer.engines import FACETS, Engine, Request
from indexer.lifecycle import Following, generations_at, verify
from indexer.query import Everything, Number, Phrase, Pieces, Prefix, Term, Text
from standard.errors import LubiaoError

#: threads that ask
CLIENTS = 8
DAY = date(2026, 12, 1)
#: what is asked, in turn
REQUESTS = (
    *(Request(Pieces((Text(word),)), DAY, facets=FACETS, home="37") for word in ("大蒜", "轮胎", "养老服务", "水泥")),
    *(Request(Pieces((Number(number),)), DAY) for number in ("GB/T 1.1-2020", "GB 2760", "GB/T 7714")),
    Request(Pieces((Text("食品"), Text("添加剂"))), DAY, offset=30),
    Request(Phrase("技术规程"), DAY, sort="-issued"),
    Request(Term("ics", "67"), DAY, filters=(("level", ("local",)),), facets=FACETS),
    Request(Prefix("GB/T 2", "number"), DAY, sort="number"),
    Request(Everything(), DAY, facets=FACETS),
)
TYPED = ("dasuan", "gbt1", "养老")


class Nodes(Protocol):
    """Nodes that can be ended and started, numbered from 1 on."""

    def kill(self, i: int) -> None:
        """End a node at once."""

    def start(self, i: int) -> None:
        """Start a node."""

    def wait_green(self) -> None:
        """Wait until all nodes are there and all copies stand."""

    def manager(self) -> int:
        """The node that is elected."""


@dataclass
class Figures:
    """What came of it."""

    kills: int = 0
    #: among them of the node that was elected
    managers: int = 0
    asked: int = 0
    wrong: int = 0
    failed: int = 0
    longest_ms: float = 0.0
    reindexed: int = 0
    reindex_failed: int = 0
    records: int = 0
    lost: int = 0
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The figures for programs."""
        return asdict(self)


def answer_of(engine: Engine, at: int) -> object:
    """The answer to one of the questions, as it can be compared."""
    if at >= len(REQUESTS):
        return engine.suggest(TYPED[at - len(REQUESTS)], 8, DAY)
    results = engine.search(REQUESTS[at])
    hits = [(hit.record.number, hit.group, hit.status) for hit in results.hits]
    return results.total, hits, results.facets, results.widened


class Asking:
    """Clients that ask again and again, and compare with what was answered when all nodes stood."""

    def __init__(self, engine: Callable[[], Engine], right: Sequence[object], figures: Figures) -> None:
        self._engine, self._right, self._figures = engine, right, figures
        self._ended, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._ask, args=(start,), daemon=True) for start in range(CLIENTS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, start: int) -> None:
        turns = cycle([*range(start, len(self._right)), *range(start)])
        while not self._ended.is_set():
            at, started, problem = next(turns), time.perf_counter(), ""
            wrong = failed = False
            try:
                wrong = answer_of(self._engine(), at) != self._right[at]
            except LubiaoError as error:
                failed, problem = True, str(error)
            took = (time.perf_counter() - started) * 1000
            with self._lock:
                self._figures.asked += 1
                self._figures.wrong += wrong
                self._figures.failed += failed
                self._figures.longest_ms = max(self._figures.longest_ms, took)
                if wrong or failed:
                    self._figures.problems.append(problem or f"question {at} was answered otherwise")


def kill_in_turn(nodes: Nodes, count: int, figures: Figures, say: Callable[[str], None]) -> None:
    """Kill each of three nodes in turn and start it again, so often in all; the elected one is among them."""
    for turn in range(count):
        manager = nodes.manager()
        # every third time the elected one, so that it is among few kills, too
        node = manager if turn % 3 == 2 else turn % 3 + 1
        nodes.kill(node)
        figures.kills += 1
        figures.managers += node == manager
        nodes.start(node)
        nodes.wait_green()
        say(
            f"{turn + 1}: node {node}{' (elected)' * (node == manager)}, {figures.asked} asked, {figures.failed} failed"
        )


class Reindexing:
    """The catalogue loaded again and again, in a process of its own."""

    def __init__(self, address: str, sources: Sequence[str], figures: Figures) -> None:
        self._command = [sys.executable, "-m", "webapp.cli", "reindex", *sources, "--index", address, "--json"]
        self._figures, self._ended = figures, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            done = subprocess.run(self._command, capture_output=True, text=True, check=False)
            if done.returncode in (0, 1):
                self._figures.reindexed += 1
            else:
                self._figures.reindex_failed += 1
                self._figures.problems.append(done.stderr.strip()[-300:])


def count_lost(address: str, before: set[str], figures: Figures) -> None:
    """Compare the records with those of before, and look whether the generation is whole."""
    generations = generations_at(address)
    name = generations.current()
    numbers = set(generations.open(name).numbers())
    figures.records, figures.lost = len(numbers), len(before - numbers)
    figures.problems += [problem.english for problem in verify(generations, name)]


def measure(address: str, nodes: Nodes, sources: Sequence[str], count: int, say: Callable[[str], None]) -> Figures:
    """The whole: right answers first, then questions, loading and kills together, then the records counted."""
    figures, following = Figures(), Following(address)
    engine = following.current().engine
    before = set(engine.numbers())
    right = [answer_of(engine, at) for at in range(len(REQUESTS) + len(TYPED))]
    with Asking(lambda: following.current().engine, right, figures), Reindexing(address, sources, figures):
        kill_in_turn(nodes, count, figures, say)
    count_lost(address, before, figures)
    return figures
