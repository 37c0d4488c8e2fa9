"""Every engine on the same catalogue and queries in one run: tree in, ten records and seven facets out."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench.catalogues import synthetic
from bench.peers.base import Peer
from bench.peers.fts5 import Fts5
from bench.peers.lubiao import Lubiao
from bench.peers.tantivy import Tantivy
from bench.peers.whoosh_stock import WhooshStock
from bench.queries import TODAY, query_classes
from indexer.engines.base import FACETS, Request
from standard.record import Record

#: most records that stock Whoosh is measured on
WHOOSH_RECORDS = 20_000
#: rounds over the queries of a class, after one to warm up
ROUNDS = 5
_TODAY = Request(day=TODAY)


@dataclass
class Figures:
    """What a run measured, in the form of the JSON file."""

    records: int
    classes: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    indexing: dict[str, dict[str, float]] = field(default_factory=dict)
    #: class -> totals of the engines, where these differ: such a class is an error, not a result
    differing: dict[str, dict[str, list[int]]] = field(default_factory=dict)


def speed(count: int, say: Callable[[str], None], *, whoosh: bool = True, fts5: bool = True) -> Figures:
    """Build and ask all engines on `count` records; stock Whoosh on at most WHOOSH_RECORDS, with ours beside it."""
    folder = Path(mkdtemp(prefix="lubiao-bench-"))
    try:
        records = list(synthetic(count))
        figures = Figures(len(records))
        _measure(figures, records, folder / "all", say, [Tantivy(folder / "t", _TODAY), *_some(fts5, folder)])
        if whoosh:
            few = Figures(min(count, WHOOSH_RECORDS))
            peers: list[Peer] = [WhooshStock(folder / "w", _TODAY)]
            _measure(few, records[:WHOOSH_RECORDS], folder / "few", say, peers)
            _add_few(figures, few)
        return figures
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _some(wanted: bool, folder: Path) -> Iterator[Peer]:
    if wanted:
        yield Fts5(folder / "f", _TODAY)


def _measure(
    figures: Figures, records: list[Record], folder: Path, say: Callable[[str], None], others: list[Peer]
) -> None:
    ours = Lubiao(folder)
    for peer in (ours, *others):
        started = time.perf_counter()
        peer.build(records)
        rate = len(records) / (time.perf_counter() - started)
        figures.indexing[peer.name] = {"records_per_s": rate, "bytes": peer.size()}
        say(f"{peer.name}: {len(records):,} records, {rate:,.0f}/s, {peer.size() / 1e6:,.0f} MB")
    for name, requests in query_classes(ours.engine, records).items():
        asked = [replace(request, facets=FACETS) for request in requests]
        _check(figures, name, asked, [ours, *others])
        figures.classes[name] = {peer.name: _timed(peer, asked) for peer in (ours, *others)}
        say(f"{name:24}" + "".join(f"  {peer} {row['median_ms']:8.2f}" for peer, row in figures.classes[name].items()))


def _check(figures: Figures, name: str, requests: list[Request], peers: list[Peer]) -> None:
    totals = {peer.name: [peer.search(request).total for request in requests] for peer in peers}
    if len({tuple(row) for row in totals.values()}) > 1:
        figures.differing[name] = totals


def _timed(peer: Peer, requests: list[Request]) -> dict[str, float]:
    times = []
    for turn in range(ROUNDS + 1):
        for request in requests:
            started = time.perf_counter()
            peer.search(request)
            if turn:
                times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return {"median_ms": statistics.median(times), "p95_ms": times[int(len(times) * 0.95)]}


def _add_few(figures: Figures, few: Figures) -> None:
    """Stock Whoosh's figures, with ours on the same few records as `lubiao-<records>`."""
    ours = f"lubiao-{few.records}"
    for name, row in few.classes.items():
        figures.classes.setdefault(name, {}).update({"whoosh-stock": row["whoosh-stock"], ours: row["lubiao"]})
    figures.indexing["whoosh-stock"] = few.indexing["whoosh-stock"]
    figures.differing.update({f"{name} ({few.records})": row for name, row in few.differing.items()})


def ratios(figures: Figures, peer: str, ours: str = "lubiao") -> dict[str, float]:
    """Class -> our median over the peer's."""
    rows: dict[str, Any] = figures.classes
    return {name: row[ours]["median_ms"] / row[peer]["median_ms"] for name, row in rows.items() if peer in row}
