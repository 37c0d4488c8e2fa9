"""Overlaps of local with higher standards, against judged pairs (`overlaps.tsv`, by the rules of `overlaps.md`).

The pairs are in halves by the local standard (last bit of its number's SHA-256): rules are mended by `tune`. Of both
halves titles were read once while the first rules were made, so that `report` is a second half but no unread one; the
eight standards that were read first are in `tune`. Pairs at the border are not counted.
Beside ours: the title ratio of the pair, and the place of the right one among the nearest titles by BM25.
"""

from __future__ import annotations

import difflib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalogue.comparison import HIGHER, THRESHOLD, find_overlaps
from indexer.analysis import words
from indexer.engines import Engine
from indexer.lifecycle import Opened
from standard.publisher import Level
from standard.record import Record
from standard.tables import parse

PAIRS = Path(__file__).parent / "overlaps.tsv"
HALVES = ("tune", "report")
SAME = "same_object"
#: places that count as found, as ours are cut there, too
FIRST = 12
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


def judged_pairs(half: str) -> dict[tuple[str, str], str]:
    """(local, higher) -> verdict of the pairs of a half, without those at the border. Raises TableError."""
    rows = parse(PAIRS.read_text(encoding="utf-8"), "overlaps")
    return {
        (row["local"], row["higher"]): row["verdict"] for row in rows if row["half"] == half and row["border"] != "yes"
    }


def compare_ways(opened: Opened, day: Any, half: str) -> dict[str, Any]:
    """Way of comparing -> its figures on a half; ours at the default threshold, the others at their best there."""
    judged = judged_pairs(half)
    locals_ = [
        record for number in dict.fromkeys(local for local, _ in judged) if (record := opened.engine.get(number))
    ]
    ours = _ask_ours(opened, day, locals_)
    ratio, nearest = _ask_ratio(opened.engine, judged), _ask_nearest(opened.engine, locals_, judged)
    rows = {"lubiao": ours.figures(judged, THRESHOLD)}
    for name, side in (("title ratio", ratio), ("BM25", nearest)):
        rows[name] = side.figures(judged, side.best_threshold(judged))
    return rows


def _ask_ours(opened: Opened, day: Any, locals_: Iterable[Record]) -> Side:
    side = Side()
    for record in locals_:
        found = find_overlaps(opened, record, day)
        for place, row in enumerate((*found.candidates, *found.related), 1):
            side.scores[record.number, row.candidate.number] = row.score
            side.places[record.number, row.candidate.number] = place
    return side


def _ask_ratio(engine: Engine, judged: Iterable[tuple[str, str]]) -> Side:
    side = Side()
    for local, higher in judged:
        one, other = engine.get(local), engine.get(higher)
        if one is not None and other is not None:
            side.scores[local, higher] = difflib.SequenceMatcher(None, one.title, other.title, autojunk=False).ratio()
    by_local = defaultdict(list)
    for (local, higher), score in side.scores.items():
        by_local[local].append((score, higher))
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
            if place <= FIRST or pair in wanted:
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
