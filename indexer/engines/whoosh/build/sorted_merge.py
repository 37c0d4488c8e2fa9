"""Sorted columns of several parts -> one, a range at a time, so that memory does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, pairwise
from typing import Any, NamedTuple

import numpy as np

from indexer.engines.whoosh.columns import Array, Pack, Stretches, Texts

#: about how many terms and postings are merged at once
RANGE = 1 << 18
#: of each list, from where to where
Slices = list[slice]
#: the key at a place of a sorted list
Keys = Callable[[int], Any]


class MergedRange(NamedTuple):
    """A range of the terms of all."""

    terms: list[bytes]
    #: in how many documents each is
    counts: Array
    #: these, term by term, and what the terms weigh there
    documents: Array
    impacts: Array


def merged_terms(sorted_texts: Sequence[Texts]) -> Iterator[tuple[list[bytes], list[Array]]]:
    """All different texts, sorted, a range at a time; and the places of each list's texts among those of the range."""
    weights = [np.arange(len(texts) + 1) for texts in sorted_texts]
    for slices in _ranges([texts.raw for texts in sorted_texts], weights, [texts.at for texts in sorted_texts]):
        yield _merge_range(sorted_texts, slices)


def merged_runs(
    packs: Sequence[Pack], offsets: Sequence[int], name: str, *, weighted: bool = False
) -> Iterator[MergedRange]:
    """The terms of a field of all parts and their documents; those of a part are counted from its offset on."""
    texts = [pack.texts(name) for pack in packs]
    runs = [pack.array(f"{name}.runs") for pack in packs]
    documents = [pack.stretches(f"{name}.documents") for pack in packs]
    impacts = [pack.stretches(f"{name}.impacts") for pack in packs] if weighted else []
    weights = [run + np.arange(len(run)) for run in runs]
    for slices in _ranges([part.raw for part in texts], weights, [part.at for part in texts]):
        terms, places = _merge_range(texts, slices)
        range_runs = [run[part_slice.start : part_slice.stop + 1] for run, part_slice in zip(runs, slices, strict=True)]
        counts, to = spread_runs(len(terms), places, range_runs)
        yield MergedRange(
            terms,
            counts,
            gather(documents, range_runs, to, np.uint32, offsets),
            gather(impacts, range_runs, to, np.float32) if weighted else np.empty(0, np.float32),
        )


def merged_pairs(
    packs: Sequence[Pack], shifts: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Array, Array, list[Array]]]:
    """The pairs of characters of all parts, a range at a time: which, how often, and the columns that are shifted."""
    pairs = [pack.array("grams.pairs") for pack in packs]
    runs = [pack.array("grams.runs") for pack in packs]
    columns = {name: [pack.stretches(f"grams.{name}") for pack in packs] for name in shifts}
    weights = [run + np.arange(len(run)) for run in runs]
    for slices in _ranges([column.__getitem__ for column in pairs], weights, [_finder(column) for column in pairs]):
        parts = [column[part_slice] for column, part_slice in zip(pairs, slices, strict=True)]
        different = np.unique(np.concatenate(parts))
        range_runs = [run[part_slice.start : part_slice.stop + 1] for run, part_slice in zip(runs, slices, strict=True)]
        counts, to = spread_runs(len(different), [np.searchsorted(different, part) for part in parts], range_runs)
        yield different, counts, [gather(columns[name], range_runs, to, np.uint32, shifts[name]) for name in shifts]


def spread_runs(total: int, places: Sequence[Array], runs: Sequence[Array]) -> tuple[Array, list[Array]]:
    """How long the runs of all parts are together, and where those of each part go when they stand end to end."""
    counts = np.zeros(total, np.int64)
    for here, run in zip(places, runs, strict=True):
        counts[here] += np.diff(run)
    free = np.cumsum(counts) - counts
    to = []
    for here, run in zip(places, runs, strict=True):
        lengths = np.diff(run)
        to.append(_spread(free[here], lengths))
        free[here] += lengths
    return counts, to


def gather(
    columns: Sequence[Stretches],
    runs: Sequence[Array],
    to: Sequence[Array],
    dtype: type[np.generic],
    offsets: Iterable[int] | None = None,
) -> Array:
    """The stretches of columns that belong to runs, each value where it goes."""
    out = np.empty(sum(map(len, to)), dtype)
    for column, run, here, offset in zip(columns, runs, to, offsets or [0] * len(columns), strict=False):
        values = column[int(run[0]) : int(run[-1])]
        out[here] = values + np.uint32(offset) if offset else values
    return out


def _ranges(keys: Sequence[Keys], weights: Sequence[Array], find: Sequence[Callable[[Any], int]]) -> Iterator[Slices]:
    """Ranges of several sorted lists, in each the same keys of all; the largest list decides where they begin."""
    largest = max(range(len(weights)), key=lambda part: int(weights[part][-1]))
    weight = weights[largest]
    size = RANGE // len(weights) + 1
    borders = np.unique(np.searchsorted(weight[:-1], np.arange(size, int(weight[-1]), size)))
    starts = [0] * len(weights)
    for border in borders[borders < len(weight) - 1].tolist():
        key = keys[largest](border)
        ends = [find_in_part(key) for find_in_part in find]
        yield [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        starts = ends
    yield [slice(start, len(part_weights) - 1) for start, part_weights in zip(starts, weights, strict=True)]


def _finder(values: Array) -> Callable[[Any], int]:
    return lambda key: int(np.searchsorted(values, key))


def _merge_range(sorted_texts: Sequence[Texts], slices: Slices) -> tuple[list[bytes], list[Array]]:
    texts = [
        part_texts.raw(at)
        for part_texts, part_slice in zip(sorted_texts, slices, strict=True)
        for at in range(part_slice.start, part_slice.stop)
    ]
    # the lists are sorted, so this is one merge
    order = sorted(range(len(texts)), key=texts.__getitem__)
    different = [True, *(texts[place] != texts[following] for place, following in pairwise(order))][: len(order)]
    places = np.empty(len(texts), np.uint32)
    places[np.asarray(order, np.int64)] = np.cumsum(different) - 1
    terms = [texts[place] for place in compress(order, different)]
    return terms, np.split(places, np.cumsum([part_slice.stop - part_slice.start for part_slice in slices])[:-1])


def _spread(starts: Array, lengths: Array) -> Array:
    """Where everything of some runs goes, that begin at `starts` and are so long."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)
