"""Several parts, built one after another or by several processes, joined to one: the same that one build would write.

Documents keep the order of the parts. Columns are joined one after another, so memory stays with the largest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, pairwise
from pathlib import Path

import numpy as np

from indexer.engines.whoosh.build import OWN_FACETS
from indexer.engines.whoosh.codec import write_contents
from indexer.engines.whoosh.files import PACK, Array, Pack, PackWriter, Texts
from indexer.engines.whoosh.schema import BIGRAMS, FIELDS, WORDS
from indexer.engines.whoosh.vocabulary_writer import KINDS, write_vocabularies
from indexer.fields import DAY_FIELDS, VALUE_FIELDS

#: columns with one value for each document, taken over as they are
_PLAIN = (
    *(f"length_{name}" for name in (*WORDS.values(), BIGRAMS)),
    *(f"day_{field.name}" for field in DAY_FIELDS),
    "status",
    "succeeded",
    "newness",
)
#: bytes copied at once
_BLOCK = 1 << 24


def join(folders: list[Path], into: Path) -> int:
    """Write the parts in `folders` as one part into a new folder; the number of documents."""
    packs = [Pack(folder / PACK) for folder in folders]
    counts = [len(pack.texts("records")) for pack in packs]
    offsets = _starts(counts)
    into.mkdir(parents=True)
    writer = PackWriter(into / PACK)
    try:
        _join_all(writer, packs, offsets)
        writer.close()
    except BaseException:
        writer.cancel()
        raise
    write_contents(into, sum(counts))
    return sum(counts)


def _join_all(writer: PackWriter, packs: list[Pack], offsets: list[int]) -> None:
    _join_records(writer, packs)
    for name, weighted in FIELDS.items():
        _join_postings(writer, packs, offsets, name, weighted=weighted)
    _join_grams(writer, packs, offsets)
    for name in (*(f"values_{field.name}" for field in VALUE_FIELDS), *(f"facet_{name}" for name in OWN_FACETS)):
        _join_values(writer, packs, offsets, name)
    for name in _PLAIN:
        writer.add(name, np.concatenate([pack.array(name) for pack in packs]))
    for name in ("number", "title"):
        _join_ranks(writer, packs, name)
    _join_suggestions(writer, packs, offsets)


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each of several begins when they stand end to end; and the end of the last."""
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return starts


def _join_records(writer: PackWriter, packs: list[Pack]) -> None:
    """Records are streamed first, as `PartWriter` does."""
    starts = [pack.array("records.starts") for pack in packs]
    for pack in packs:
        data = pack.array("records")
        for place in range(0, len(data), _BLOCK):
            writer.stream(data[place : place + _BLOCK].tobytes())
    writer.end_stream("records")
    sizes = _starts(int(one[-1]) for one in starts)
    shifted = (one[:-1] + size for one, size in zip(starts, sizes, strict=False))
    writer.add("records.starts", np.concatenate([*shifted, np.array(sizes[-1:])]))


def _join_postings(writer: PackWriter, packs: list[Pack], offsets: list[int], name: str, *, weighted: bool) -> None:
    terms, ends, documents, impacts = _joined_runs(packs, offsets, name, weighted=weighted)
    writer.add(f"{name}.runs", ends)
    writer.add(f"{name}.documents", documents)
    if weighted:
        writer.add(f"{name}.impacts", impacts)
    writer.add_bytes(name, terms)


def _joined_runs(
    packs: list[Pack], offsets: list[int], name: str, *, weighted: bool = False
) -> tuple[list[bytes], Array, Array, Array]:
    """The terms of all, where each one's run begins, the documents, and what the terms weigh there."""
    terms, places = _merged([pack.texts(name) for pack in packs])
    runs = [pack.array(f"{name}.runs") for pack in packs]
    counts = np.zeros(len(terms), np.int64)
    for here, run in zip(places, runs, strict=True):
        counts[here] += np.diff(run)
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    documents = np.empty(int(ends[-1]), np.uint32)
    impacts = np.empty(int(ends[-1]) if weighted else 0, np.float32)
    free = ends[:-1].copy()
    for pack, here, run, offset in zip(packs, places, runs, offsets, strict=False):
        lengths = np.diff(run)
        to = _spread(free[here], lengths)
        documents[to] = pack.array(f"{name}.documents") + np.uint32(offset)
        if weighted:
            impacts[to] = pack.array(f"{name}.impacts")
        free[here] += lengths
    return terms, ends, documents, impacts


def _join_suggestions(writer: PackWriter, packs: list[Pack], offsets: list[int]) -> None:
    vocabularies = []
    for kind in KINDS:
        terms, ends, documents, _ = _joined_runs(packs, offsets, kind.name)
        vocabularies.append((kind, [term.decode() for term in terms], np.diff(ends), documents))
    write_vocabularies(writer, vocabularies)


def _spread(starts: Array, lengths: Array) -> Array:
    """Where everything of some runs goes, that begin at `starts` and are so long."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)


def _merged(sorted_texts: list[Texts]) -> tuple[list[bytes], list[Array]]:
    """All different texts, sorted, and for each list the places of its texts among them."""
    every = [text for texts in sorted_texts for text in _all(texts)]
    # the lists are sorted, so this is one merge
    order = sorted(range(len(every)), key=every.__getitem__)
    different = [True, *(every[one] != every[other] for one, other in pairwise(order))][: len(order)]
    places = np.empty(len(every), np.uint32)
    places[np.asarray(order, np.int64)] = np.cumsum(different) - 1
    terms = [every[one] for one in compress(order, different)]
    return terms, np.split(places, np.cumsum([len(texts) for texts in sorted_texts])[:-1])


def _all(texts: Texts) -> Iterator[bytes]:
    return map(texts.raw, range(len(texts)))


def _join_grams(writer: PackWriter, packs: list[Pack], offsets: list[int]) -> None:
    signs = [pack.array("grams.signs") for pack in packs]
    writer.add("grams.signs", np.concatenate([signs[0], *(one[1:] for one in signs[1:])]))
    shifts = _starts(len(one) - 1 for one in signs)
    pairs = np.unique(np.concatenate([pack.array("grams.pairs") for pack in packs]))
    runs = [pack.array("grams.runs") for pack in packs]
    places = [np.searchsorted(pairs, pack.array("grams.pairs")) for pack in packs]
    counts = np.zeros(len(pairs), np.int64)
    for here, run in zip(places, runs, strict=True):
        counts[here] += np.diff(run)
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    writer.add("grams.pairs", pairs)
    writer.add("grams.runs", ends)
    for column, shift in (("positions", shifts), ("documents", offsets)):
        joined, free = np.empty(int(ends[-1]), np.uint32), ends[:-1].copy()
        for pack, here, run, offset in zip(packs, places, runs, shift, strict=False):
            joined[_spread(free[here], np.diff(run))] = pack.array(f"grams.{column}") + np.uint32(offset)
            free[here] += np.diff(run)
        writer.add(f"grams.{column}", joined)


def _join_values(writer: PackWriter, packs: list[Pack], offsets: list[int], name: str) -> None:
    codes: dict[bytes, int] = {}
    translations = [
        np.array([0, *(codes.setdefault(value, len(codes) + 1) for value in _all(pack.texts(name)))], np.uint32)
        for pack in packs
    ]
    narrow = np.min_scalar_type(len(codes))
    for column in ("first", "more"):
        translated = [here[pack.array(f"{name}.{column}")] for pack, here in zip(packs, translations, strict=True)]
        writer.add(f"{name}.{column}", np.concatenate(translated).astype(narrow))
    owners = (pack.array(f"{name}.owners") + np.uint32(at) for pack, at in zip(packs, offsets, strict=False))
    writer.add(f"{name}.owners", np.concatenate(list(owners)))
    writer.add_bytes(name, list(codes))


def _join_ranks(writer: PackWriter, packs: list[Pack], name: str) -> None:
    """Ranks of the parts are places in their sorted keys."""
    keys, places = _merged([pack.texts(f"order_{name}") for pack in packs])
    ranks = [here[pack.array(f"rank_{name}").astype(np.int64)] for pack, here in zip(packs, places, strict=True)]
    writer.add_bytes(f"order_{name}", keys)
    writer.add(f"rank_{name}", np.concatenate(ranks).astype(np.float64))
