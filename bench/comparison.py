"""Overlaps of local with higher standards, against judged pairs (`overlaps.tsv`, by the rules of `overlaps.md`).

All pairs were read while the rules were made: none of the figures is held out. The standards come in sets: `random60`
and `city7` were drawn, `extra_positive` and `lookalike40` were found by reading, `seed20261213` are 60 drawn with that
seed; pairs of the set `listed` were judged since they were listed. Pairs at the border are not counted.
Beside ours: the nearest titles by BM25, and these by the ratio of the titles, each at the threshold that is best for it
on the very pairs. What is listed and was never judged is counted apart.
"""

from __future__ import annotations

import difflib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from catalogue.comparison import HIGHER, THRESHOLD, find_overlaps
from indexer.analysis import words
from indexer.engines import Engine
from indexer.lifecycle import Opened
from standard.publisher import Level
from standard.record import Record
from standard.tables import parse

PAIRS = Path(__file__).parent / "overlaps.tsv"
NONE = Path(__file__).parent / "overlaps_none.tsv"
SETS = ("random60", "city7", "extra_positive", "lookalike40", "seed20261213", "seed20261216", "seed20261219")
SAME = "same_object"
#: places that count as found, as ours are cut there, too; nearest titles whose ratio is looked at
FIRST, NEAREST = 12, 60
_K1, _B = 1.2, 0.75


@dataclass
class Side:
    """What one way of comparing makes of the judged pairs."""

    #: pair -> its score; without what was not found
    scores: dict[tuple[str, str], float] = field(default_factory=dict)
    #: pair -> its place among all that was found for the local standard, from 1 on
    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def figures(self, judged: Mapping[tuple[str, str], str], threshold: float) -> dict[str, float]:
        """Precision and recall at a threshold over the judged pairs, and how often the right ones come first."""
        listed = {pair for pair, score in self.scores.items() if score >= threshold}
        right = {pair for pair, verdict in judged.items() if verdict == SAME}
        return {
            "threshold": threshold,
            "listed": len(listed & judged.keys()),
            "unjudged": len(listed - judged.keys()),
            "with_candidate": len({local for local, _ in listed}),
            "precision": len(listed & right) / max(len(listed & judged.keys()), 1),
            "recall": len(listed & right) / max(len(right), 1),
            "first": sum(self.places.get(pair) == 1 for pair in right),
            "first_twelve": sum(self.places.get(pair, FIRST + 1) <= FIRST for pair in right),
            "same_object": len(right),
        }

    def best_threshold(self, judged: Mapping[tuple[str, str], str]) -> float:
        """The threshold with the best balance (F1) of precision and recall, chosen on these pairs themselves."""

        def balance(threshold: float) -> float:
            row = self.figures(judged, threshold)
            both = row["precision"] + row["recall"]
            return 2 * row["precision"] * row["recall"] / both if both else 0

        return max(sorted(set(self.scores.values())), key=balance, default=0)


def judged_pairs(chosen: str) -> dict[tuple[str, str], str]:
    """(local, higher) -> verdict of the pairs of a set of standards, or of all; those at the border are `border`.

    Raises TableError.
    """
    locals_ = set(local_standards(chosen))
    rows = parse(PAIRS.read_text(encoding="utf-8"), "overlaps")
    return {
        (row["local"], row["higher"]): "border" if row["border"] == "yes" else row["verdict"]
        for row in rows
        if row["local"] in locals_
    }


def local_standards(chosen: str) -> tuple[str, ...]:
    """The standards of a set, or of all, with and without counterparts. Raises TableError."""
    files = (PAIRS, NONE)
    rows = [row for path in files for row in parse(path.read_text(encoding="utf-8"), path.stem)]
    return tuple(dict.fromkeys(row["local"] for row in rows if row["set"] in (SETS if chosen == "all" else (chosen,))))


def compare_ways(opened: Opened, day: date, chosen: str) -> dict[str, dict[str, float]]:
    """Way of comparing -> its figures on a set; ours at the default threshold, the others at their best there."""
    pairs = judged_pairs(chosen)
    judged = {pair: verdict for pair, verdict in pairs.items() if verdict != "border"}
    border = pairs.keys() - judged.keys()
    locals_ = [record for number in local_standards(chosen) if (record := opened.engine.get(number))]
    nearest = _ask_nearest(opened.engine, locals_, judged)
    sides = {
        "lubiao": _ask_ours(opened, day, locals_),
        "title ratio": _ask_ratio(opened.engine, nearest),
        "BM25": nearest,
    }
    found = {}
    for name, side in sides.items():
        side.scores = {pair: score for pair, score in side.scores.items() if pair not in border}
        found[name] = side.figures(judged, THRESHOLD if name == "lubiao" else side.best_threshold(judged))
    return {name: {**row, "standards": len(locals_)} for name, row in found.items()}


def _ask_ours(opened: Opened, day: date, locals_: Iterable[Record]) -> Side:
    side = Side()
    for record in locals_:
        found = find_overlaps(opened, record, day)
        for place, row in enumerate((*found.candidates, *found.related), 1):
            side.scores[record.number, row.candidate.number] = row.score
            side.places[record.number, row.candidate.number] = place
    return side


def _ask_ratio(engine: Engine, nearest: Side) -> Side:
    """The nearest titles by BM25, in the order of their ratio."""
    side = Side()
    by_local = defaultdict(list)
    for local, higher in nearest.scores:
        one, other = engine.get(local), engine.get(higher)
        if one is not None and other is not None:
            ratio = difflib.SequenceMatcher(None, one.title, other.title, autojunk=False).ratio()
            by_local[local].append((ratio, higher))
            side.scores[local, higher] = ratio
    for local, rows in by_local.items():
        for place, (_, higher) in enumerate(sorted(rows, reverse=True), 1):
            side.places[local, higher] = place
    return side


def _ask_nearest(engine: Engine, locals_: Iterable[Record], judged: Iterable[tuple[str, str]]) -> Side:
    """BM25 over the titles of the higher levels."""
    wanted, side = set(judged), Side()
    titles = list(_higher_titles(engine))
    index = _index(titles)
    for record in locals_:
        ranked = _rank(index, len(titles), words(record.title))
        best = ranked[0][0] if ranked else 1
        for place, (score, document) in enumerate(ranked, 1):
            pair = (record.number, titles[document][0])
            if place <= NEAREST or pair in wanted:
                side.scores[pair], side.places[pair] = score / best, place
    return side


def _higher_titles(engine: Engine) -> Iterator[tuple[str, list[str]]]:
    levels = HIGHER[Level.LOCAL]
    for line in engine.stored():
        record = Record.from_bytes(line)
        if record.level in levels and not record.status.ended:
            yield record.number, words(record.title)


def _index(titles: list[tuple[str, list[str]]]) -> dict[str, list[tuple[int, float]]]:
    """Word -> documents with the share of BM25 that does not hang on the query."""
    mean = sum(len(title) for _, title in titles) / max(len(titles), 1)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for document, (_, title) in enumerate(titles):
        length = _K1 * (1 - _B + _B * len(title) / mean)
        for word, count in Counter(title).items():
            index[word].append((document, count * (_K1 + 1) / (count + length)))
    return index


def _rank(index: dict[str, list[tuple[int, float]]], count: int, asked: list[str]) -> list[tuple[float, int]]:
    scores: dict[int, float] = defaultdict(float)
    for word in set(asked):
        holders = index.get(word, [])
        rarity = math.log(1 + (count - len(holders) + 0.5) / (len(holders) + 0.5))
        for document, share in holders:
            scores[document] += rarity * share
    return sorted(((score, document) for document, score in scores.items()), key=lambda row: (-row[0], row[1]))
