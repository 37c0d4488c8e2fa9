"""Rankings -> figures, tables, and what was missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import fmean

from bench.quality import metrics
from bench.quality.cases import HALVES, Case
from bench.quality.engines import Ranking
from bench.quality.run import Rankings

#: metric -> function of a ranking and its judgements, for the sets where there are right answers
KNOWN: dict[str, Callable[[tuple[str, ...], metrics.Grades], float]] = {
    "mrr@10": metrics.reciprocal_rank,
    "recall@10": metrics.recall,
    "hit@1": metrics.first,
}
TOPICAL = {"ndcg@10": metrics.ndcg, "mrr@10": metrics.reciprocal_rank, "unjudged of 10": metrics.unjudged}
#: set -> the figure that is also printed for each of its kinds
BY_KIND = {"numbers": "hit@1", "topical": "ndcg@10", "nothing": "or marked"}
#: set -> kind or "" -> engine -> half -> figure -> value; `n` is how many queries
Figures = dict[str, dict[str, dict[str, dict[str, dict[str, float]]]]]


@dataclass(frozen=True)
class Run:
    """Cases, and what the engines answered."""

    cases: list[Case]
    rankings: Rankings
    engines: tuple[str, ...]

    def answers(self, engine: str) -> Iterator[tuple[Case, Ranking]]:
        """The cases that an engine was asked, with its ranking."""
        for place, case in enumerate(self.cases):
            if (engine, place) in self.rankings:
                yield case, self.rankings[engine, place]


def figures(run: Run) -> Figures:
    """The figures of all sets; a kind of its own where a set has kinds."""
    made: Figures = {}
    for engine in run.engines:
        groups: dict[tuple[str, str, str], list[tuple[Case, Ranking]]] = {}
        for case, ranking in run.answers(engine):
            for kind in dict.fromkeys(("", case.kind)):
                groups.setdefault((case.set, kind, case.half), []).append((case, ranking))
        for (name, kind, half), rows in groups.items():
            halves = made.setdefault(name, {}).setdefault(kind, {}).setdefault(engine, {})
            halves[half] = {"n": float(len(rows)), **_measure(name, rows)}
    return made


def _measure(name: str, rows: list[tuple[Case, Ranking]]) -> dict[str, float]:
    if name == "nothing":
        return {key: fmean(judge(ranking) for _, ranking in rows) for key, judge in NOTHING.items()}
    measures = TOPICAL if name == "topical" else KNOWN
    return {
        key: fmean(measure(ranking.numbers, case.grades) for case, ranking in rows) for key, measure in measures.items()
    }


def _only_resembling(ranking: Ranking) -> float:
    """Nothing, or only what is marked as not what was asked: `partial` hits, other editions, and a hint says why."""
    marked = set(ranking.groups) <= {"partial", "series"} and bool(ranking.groups)
    return float(not ranking.total or (marked and bool(ranking.hints)))


#: what a query that must find nothing is judged by
NOTHING: dict[str, Callable[[Ranking], float]] = {
    "total 0": lambda ranking: float(not ranking.total),
    "or marked": _only_resembling,
    "with a hint": lambda ranking: float(bool(ranking.hints)),
}


def tables(made: Figures) -> Iterator[str]:
    """Lines to print: one table for each set, engine by figure, both halves side by side."""
    for name, kinds in made.items():
        yield from _table(name, kinds[""])
        if name in BY_KIND:
            yield from _kinds(kinds, BY_KIND[name])


def _table(title: str, engines: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    halves = [half for half in HALVES if any(half in rows for rows in engines.values())]
    keys = list(dict.fromkeys(key for rows in engines.values() for row in rows.values() for key in row))
    yield ""
    yield f"{title:24}" + "".join(f"   {half}".ljust(12 * len(keys)) for half in halves)
    yield " " * 24 + "".join(f"{key[:11]:>12}" for _ in halves for key in keys)
    for engine, rows in engines.items():
        yield f"{engine:24}" + "".join(_cell(rows.get(half, {}), key) for half in halves for key in keys)


def _cell(row: dict[str, float], key: str) -> str:
    if key not in row:
        return " " * 12
    return f"{row[key]:12.0f}" if key == "n" else f"{row[key]:12.3f}"


def _kinds(kinds: dict[str, dict[str, dict[str, dict[str, float]]]], key: str) -> Iterator[str]:
    """One figure of each kind of query, both halves together; blank where an engine was asked none of it."""
    engines = list(kinds[""])
    yield ""
    yield f"{key + ' by kind':24}" + "".join(f"{engine[:15]:>17}" for engine in engines) + f"{'n':>6}"
    for kind, rows in kinds.items():
        values = [f"{_both(rows[engine], key):17.3f}" if engine in rows else " " * 17 for engine in engines]
        count = sum(int(row["n"]) for row in rows[engines[0]].values())
        yield f"{kind or 'all':24}" + "".join(values) + f"{count:6}"


def _both(halves: dict[str, dict[str, float]], key: str) -> float:
    count = sum(row["n"] for row in halves.values())
    return sum(row["n"] * row[key] for row in halves.values()) / count


def misses(run: Run, engine: str = "lubiao") -> Iterator[str]:
    """Lines of a TSV: each query where a right one is not first (topical: the order is not the best), with what is."""
    others = [name for name in run.engines if name != engine]
    yield "\t".join(
        ("set", "half", "kind", "query", "right", "score", "answer", *(f"{name} scores" for name in others))
    )
    for place, case in enumerate(run.cases):
        ranking = run.rankings.get((engine, place))
        if ranking is None or (score := _score(case, ranking)) == 1:
            continue
        best = max(case.grades.values(), default=0)
        right = [number for number, grade in case.grades.items() if grade == best]
        compared = (run.rankings.get((name, place)) for name in others)
        scores = (f"{_score(case, rival):.3f}" if rival else "" for rival in compared)
        row = (case.set, case.half, case.kind, case.text, " | ".join(right[:3]), f"{score:.3f}")
        yield "\t".join((*row, " | ".join(ranking.numbers[:3]), *scores))


def _score(case: Case, ranking: Ranking) -> float:
    """1 where nothing could be better."""
    if case.set == "nothing":
        return NOTHING["total 0"](ranking)
    measure = metrics.ndcg if case.set == "topical" else metrics.reciprocal_rank
    return measure(ranking.numbers, case.grades)
