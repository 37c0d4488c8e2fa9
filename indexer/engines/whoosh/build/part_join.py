"""Several parts, built one after another or by several processes, joined to one: the same that one build would write.

Documents keep the order of the parts. Columns are joined one after another and the large ones range by range, so that
memory stays with what there is one of for each document, and with the vocabularies of suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np

from indexer import index_files
from indexer.engines.whoosh.build.sorted_merge import merged_pairs, merged_runs, merged_terms
from indexer.engines.whoosh.build.spool import BLOCK, EndsSpool, Spool, TextsSpool
from indexer.engines.whoosh.columns import (
    BIGRAMS,
    FIELDS,
    KINDS,
    NAME,
    OWN_FACETS,
    PACK,
    STARTS,
    SUMS,
    WORDS,
    Array,
    Kind,
    Pack,
    PackWriter,
    write_vocabularies,
)
from indexer.engines.whoosh.view import write_contents
from indexer.fields import DAY_FIELDS, VALUE_FIELDS

#: columns with one value for each document, taken over as they are
_PLAIN = (
    *(f"length_{name}" for name in (*WORDS.values(), BIGRAMS)),
    *(f"day_{field.name}" for field in DAY_FIELDS),
    "status",
    "succeeded",
    "newness",
)
_VALUES = (*(f"values_{field.name}" for field in VALUE_FIELDS), *(f"facet_{name}" for name in OWN_FACETS))


def join(folders: list[Path], into: Path) -> int:
    """Write the parts in `folders` as one part into a new folder; the number of documents."""
    packs = [Pack(folder / PACK) for folder in folders]
    counts = [pack.length(SUMS) for pack in packs]
    offsets = _starts(counts)
    index_files.make_new_folder(into)
    writer = PackWriter(into / PACK)
    try:
        _join_all(writer, packs, offsets, into)
        write_contents(into, sum(counts), writer)
        writer.close()
    except BaseException:
        writer.cancel()
        raise
    return sum(counts)


def _join_all(writer: PackWriter, packs: list[Pack], offsets: list[int], into: Path) -> None:
    for step in (
        partial(_join_records, writer, packs),
        *(
            partial(_join_postings, writer, packs, offsets, name, into, weighted=has_impacts)
            for name, has_impacts in FIELDS.items()
        ),
        partial(_join_grams, writer, packs, offsets, into),
        *(partial(_join_values, writer, packs, offsets, name) for name in _VALUES),
        *(partial(_join_plain, writer, packs, name) for name in _PLAIN),
        *(partial(_join_ranks, writer, packs, name, into) for name in ("number", "title")),
        partial(_join_suggestions, writer, packs, offsets),
    ):
        step()
        for pack in packs:
            pack.release()


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each of several begins when they stand end to end; and the end of the last."""
    return [0, *accumulate(lengths)]


def _join_records(writer: PackWriter, packs: list[Pack]) -> None:
    """Records are streamed first, as `PartWriter` does."""
    starts = [pack.array(STARTS) for pack in packs]
    for pack in packs:
        data = pack.unchecked(NAME)  # each record keeps its checksum
        for place in range(0, len(data), BLOCK):
            writer.stream(data[place : place + BLOCK].tobytes())
            pack.release()
    writer.end_stream(NAME)
    sizes = _starts(int(column[-1]) for column in starts)
    shifted = (column[:-1] + size for column, size in zip(starts, sizes, strict=False))
    writer.add(STARTS, np.concatenate([*shifted, np.array(sizes[-1:])]))
    _join_plain(writer, packs, SUMS)


def _join_postings(
    writer: PackWriter, packs: list[Pack], offsets: list[int], name: str, into: Path, *, weighted: bool
) -> None:
    terms, ends = TextsSpool(into), EndsSpool(into / "spool.ends")
    documents, impacts = Spool(into / "spool.documents", np.uint32), Spool(into / "spool.impacts", np.float32)
    for merged in merged_runs(packs, offsets, name, weighted=weighted):
        terms.append(merged.terms)
        ends.append(merged.counts)
        documents.append(merged.documents)
        impacts.append(merged.impacts)
    ends.close(writer, f"{name}.runs")
    documents.close(writer, f"{name}.documents")
    impacts.close(writer if weighted else None, f"{name}.impacts")
    terms.close(writer, name)


def _join_suggestions(writer: PackWriter, packs: list[Pack], offsets: list[int]) -> None:
    # one after another, since each is large
    write_vocabularies(writer, (_vocabulary(packs, offsets, kind) for kind in KINDS))


def _vocabulary(packs: list[Pack], offsets: list[int], kind: Kind) -> tuple[Kind, list[str], Array, Array]:
    terms: list[str] = []
    counts, documents = [], []
    for merged in merged_runs(packs, offsets, kind.name):
        terms += [term.decode() for term in merged.terms]
        counts.append(merged.counts)
        documents.append(merged.documents)
    return kind, terms, np.concatenate(counts), np.concatenate(documents)


def _join_grams(writer: PackWriter, packs: list[Pack], offsets: list[int], into: Path) -> None:
    shifts = {"positions": _starts(len(pack.array("grams.signs")) - 1 for pack in packs), "documents": offsets}
    signs = Spool(into / "spool.signs", np.uint8)
    for place, pack in enumerate(packs):
        signs.append(pack.array("grams.signs")[min(place, 1) :])
        pack.release()
    signs.close(writer, "grams.signs")
    pairs, ends = Spool(into / "spool.pairs", np.uint64), EndsSpool(into / "spool.ends")
    columns = {name: Spool(into / f"spool.{name}", np.uint32) for name in shifts}
    for different, counts, joined in merged_pairs(packs, shifts):
        pairs.append(different)
        ends.append(counts)
        for spool, column in zip(columns.values(), joined, strict=True):
            spool.append(column)
    pairs.close(writer, "grams.pairs")
    ends.close(writer, "grams.runs")
    for name, spool in columns.items():
        spool.close(writer, f"grams.{name}")


def _join_plain(writer: PackWriter, packs: list[Pack], name: str) -> None:
    writer.add(name, np.concatenate([pack.array(name) for pack in packs]))


def _join_values(writer: PackWriter, packs: list[Pack], offsets: list[int], name: str) -> None:
    codes: dict[bytes, int] = {}
    translations = [
        np.array(
            [
                0,
                *(
                    codes.setdefault(value, len(codes) + 1)
                    for value in map(pack.texts(name).raw, range(len(pack.texts(name))))
                ),
            ],
            np.uint32,
        )
        for pack in packs
    ]
    narrow = np.min_scalar_type(len(codes))
    for column in ("first", "more"):
        translated = [here[pack.array(f"{name}.{column}")] for pack, here in zip(packs, translations, strict=True)]
        writer.add(f"{name}.{column}", np.concatenate(translated).astype(narrow))
    owners = (pack.array(f"{name}.owners") + np.uint32(at) for pack, at in zip(packs, offsets, strict=False))
    writer.add(f"{name}.owners", np.concatenate(list(owners)))
    writer.add_bytes(name, list(codes))


def _join_ranks(writer: PackWriter, packs: list[Pack], name: str, into: Path) -> None:
    """Ranks of the parts are places in their sorted keys."""
    keys = TextsSpool(into)
    places: list[list[Array]] = [[] for _ in packs]
    total = 0
    for terms, range_places in merged_terms([pack.texts(f"order_{name}") for pack in packs]):
        keys.append(terms)
        for known, pack_places in zip(places, range_places, strict=True):
            known.append(pack_places + np.uint32(total))
        total += len(terms)
    of_pack = map(np.concatenate, places)
    ranks = [
        pack_places[pack.array(f"rank_{name}").astype(np.int64)]
        for pack, pack_places in zip(packs, of_pack, strict=True)
    ]
    keys.close(writer, f"order_{name}")
    writer.add(f"rank_{name}", np.concatenate(ranks).astype(np.float64))
