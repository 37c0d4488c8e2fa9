"""All sets and engines in one run, each engine's index built for the run and thrown away after it."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

from bench.quality.cases import Case, nothing, topical
from bench.quality.engines import NO_PREFERENCE, Builder, Ranking, build_lubiao
from bench.quality.fts5_trigram import build_fts5
from bench.quality.known_items import known_items, numbers
from bench.quality.tantivy_jieba import build_tantivy
from bench.quality.whoosh_jieba import build_whoosh
from standard.record import Record

#: builder -> the engines that it makes; the slowest first, so that two processes end together
BUILDERS: dict[Builder, tuple[str, ...]] = {
    build_whoosh: ("whoosh-stock",),
    build_lubiao: ("lubiao", NO_PREFERENCE),
    build_tantivy: ("tantivy", "tantivy-bigrams"),
    build_fts5: ("fts5",),
}
ENGINES = ("lubiao", NO_PREFERENCE, "tantivy-bigrams", "tantivy", "whoosh-stock", "fts5")
SETS = ("numbers", "words", "words-any", "fragments", "fragments-any", "topical", "nothing")
#: cases of a known-item set with targets in force (half as many of any status); numbers, each in all spellings
SAMPLE, NUMBERS = 2400, 100
#: stock Whoosh takes 0.1 s for a query: of a large set it is asked every fourth query
WHOOSH_EVERY = 4
LARGE = 400
#: (engine, case) -> ranking
Rankings = dict[tuple[str, int], Ranking]


@dataclass(frozen=True)
class Job:
    """What one process does: build one index, ask some engines on it."""

    builder: Builder
    engines: tuple[str, ...]
    records: list[Record]
    #: place among all cases, text
    texts: tuple[tuple[int, str], ...]

    def run(self) -> tuple[Rankings, float]:
        """The rankings, and the seconds that it took."""
        started, folder = time.perf_counter(), Path(mkdtemp(prefix="lubiao-quality-"))
        try:
            rankers = self.builder(self.records, folder / "index")
            rankings = {(name, place): rankers[name](text) for name in self.engines for place, text in self.texts}
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return rankings, time.perf_counter() - started


def all_cases(records: list[Record], sets: Iterable[str], sample: int = SAMPLE) -> list[Case]:
    """The cases of some sets; `sample` is the size of a known-item set with targets in force."""
    make: dict[str, Callable[[], Iterable[Case]]] = {
        "numbers": lambda: numbers(records, max(1, round(NUMBERS * sample / SAMPLE))),
        "words": lambda: known_items(records, "words", sample),
        "words-any": lambda: known_items(records, "words-any", sample // 2),
        "fragments": lambda: known_items(records, "fragments", sample),
        "fragments-any": lambda: known_items(records, "fragments-any", sample // 2),
        "topical": topical,
        "nothing": nothing,
    }
    return [case for name in sets for case in make[name]()]


def ask(
    records: list[Record], cases: list[Case], engines: Iterable[str], say: Callable[[str], None], processes: int = 2
) -> Rankings:
    """Ask the engines the cases."""
    all_rankings: Rankings = {}
    jobs = [
        Job(builder, chosen, records, _texts(cases, builder))
        for builder, made in BUILDERS.items()
        if (chosen := tuple(name for name in made if name in engines))
    ]
    for job, (rankings, seconds) in zip(jobs, _run(jobs, processes), strict=True):
        all_rankings.update(rankings)
        say(f"{', '.join(job.engines)}: built and asked {len(job.texts):,} queries in {seconds:.0f} s")
    return all_rankings


def _texts(cases: list[Case], builder: Builder) -> tuple[tuple[int, str], ...]:
    """What a job asks."""
    sizes = Counter(case.set for case in cases)
    thin = {name for name, size in sizes.items() if builder is build_whoosh and size > LARGE}
    return tuple((at, case.text) for at, case in enumerate(cases) if case.set not in thin or at % WHOOSH_EVERY == 0)


def _run(jobs: list[Job], processes: int) -> Iterable[tuple[Rankings, float]]:
    if processes == 1 or len(jobs) == 1:
        yield from map(Job.run, jobs)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(Job.run, jobs)
