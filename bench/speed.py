"""Every engine on the same catalogue and queries in one run: tree in, ten records and seven facets out."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench import memory
from bench.building import build
from bench.opening import opening
from bench.peers.base import FACETS, Peer
from bench.peers.lubiao import Lubiao
from bench.peers.registry import PEERS
from bench.queries import query_classes
from indexer.engines import Request

#: rounds over the queries of a class, after one to warm up
ROUNDS = 5
#: seconds after which no further round of a class begins; an engine that takes so long for one is asked once each
PATIENCE = 30.0
#: indexes that are built and whose totals are compared, but whose searches are not timed: the engine is timed already
ONLY_BUILT = ("lubiao-2", "tantivy-2")
#: the class whose first query is asked of a fresh process
OPENING = "common word"
#: class -> requests
Classes = dict[str, list[Request]]


@dataclass
class Figures:
    """What a run measured, in the form of the JSON file."""

    records: int
    classes: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    indexing: dict[str, dict[str, float]] = field(default_factory=dict)
    #: engine -> what a fresh process takes to open the index, for its first question, and for the same once more
    opening: dict[str, dict[str, float]] = field(default_factory=dict)
    #: class -> totals of the engines, where these differ: such a class is an error, not a result
    differing: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    #: what could not be measured, and why
    notes: list[str] = field(default_factory=list)


def speed(count: int, say: Callable[[str], None], *, few: int = 20_000, fts5: bool = True) -> Figures:
    """Build and ask all engines on `count` records; stock Whoosh on at most `few` (0: not at all), with ours beside it.

    Raises `bench.building.BuildFailed` where the process that builds an engine's index fails.
    """
    folder = Path(mkdtemp(prefix="lubiao-bench-"))
    try:
        others = ("lubiao-2", "tantivy", "tantivy-2", *(("fts5",) if fts5 else ()))
        figures = _Run(folder / "all", count, say).figures(others)
        if few:
            _add_few(figures, _Run(folder / "few", min(few, count), say).figures(("whoosh-stock",)))
        return figures
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    """All engines on so many records."""

    def __init__(self, folder: Path, count: int, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._say = say
        self._figures = Figures(count)
        self._totals: dict[str, dict[str, list[int]]] = {}

    def figures(self, others: tuple[str, ...]) -> Figures:
        """Build ours, choose the queries by what it holds, build the others, and time all that are to be timed."""
        ours = Lubiao(self._build_index("lubiao"))
        ours.open()
        classes = {
            name: [replace(request, facets=FACETS) for request in requests]
            for name, requests in query_classes(ours.engine).items()
        }
        peers: dict[str, Peer] = {"lubiao": ours}
        self._note_totals("lubiao", ours, classes)
        for name in others:
            peer = PEERS[name](self._build_index(name))
            peer.open()
            self._note_totals(name, peer, classes)
            if name in ONLY_BUILT:
                peer.close()
                shutil.rmtree(self._folder / name)
            else:
                peers[name] = peer
        self._time(peers, classes)
        self._open(classes)
        for peer in peers.values():
            peer.close()
        return self._figures

    def _build_index(self, name: str) -> Path:
        folder = self._folder / name
        made = self._figures.indexing[name] = build(name, folder, self._figures.records, self._say)
        taken = f", {made['peak_mb']:,.0f} MB of memory" if "peak_mb" in made else ""
        if not taken and memory.UNKNOWN not in self._figures.notes:
            self._figures.notes.append(memory.UNKNOWN)
        rate, size = made["records_per_s"], made["bytes"] / 1e6
        self._say(f"{name}: {self._figures.records:,} records, {rate:,.0f}/s, {size:,.0f} MB{taken}")
        return folder

    def _note_totals(self, engine: str, peer: Peer, classes: Classes) -> None:
        for name, requests in classes.items():
            self._totals.setdefault(name, {})[engine] = [peer.search(request).total for request in requests]

    def _time(self, peers: dict[str, Peer], classes: Classes) -> None:
        for name, requests in classes.items():
            row = {engine: _time_queries(peer, requests) for engine, peer in peers.items()}
            self._figures.classes[name] = row
            self._say(f"{name:24}" + "".join(f"  {engine} {times['median_ms']:8.2f}" for engine, times in row.items()))
        self._figures.differing = {
            name: row for name, row in self._totals.items() if len(set(map(tuple, row.values()))) > 1
        }

    def _open(self, classes: Classes) -> None:
        if classes[OPENING]:
            row = self._figures.opening["lubiao"] = opening(self._folder / "lubiao", classes[OPENING][0])
            self._say(
                "a fresh process: " + ", ".join(f"{name} {milliseconds:.1f}" for name, milliseconds in row.items())
            )


def _time_queries(peer: Peer, requests: list[Request]) -> dict[str, float]:
    begun, times = time.perf_counter(), _round(peer, requests)
    if time.perf_counter() - begun < PATIENCE:
        times = []  # that was to warm up
    for _ in range(ROUNDS):
        if time.perf_counter() - begun < PATIENCE:
            times += _round(peer, requests)
    times.sort()
    return {"median_ms": statistics.median(times), "p95_ms": times[int(len(times) * 0.95)]}


def _round(peer: Peer, requests: list[Request]) -> list[float]:
    times = []
    for request in requests:
        started = time.perf_counter()
        peer.search(request)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _add_few(figures: Figures, few: Figures) -> None:
    """Stock Whoosh's figures, with ours on the same few records as `lubiao-<records>`."""
    ours = f"lubiao-{few.records}"
    for name, row in few.classes.items():
        figures.classes.setdefault(name, {}).update({"whoosh-stock": row["whoosh-stock"], ours: row["lubiao"]})
    figures.indexing.update({"whoosh-stock": few.indexing["whoosh-stock"], ours: few.indexing["lubiao"]})
    figures.differing.update({f"{name} ({few.records})": row for name, row in few.differing.items()})


def ratios(figures: Figures, peer: str, ours: str = "lubiao") -> dict[str, float]:
    """Class -> our median over the peer's."""
    rows: dict[str, Any] = figures.classes
    return {name: row[ours]["median_ms"] / row[peer]["median_ms"] for name, row in rows.items() if peer in row}
