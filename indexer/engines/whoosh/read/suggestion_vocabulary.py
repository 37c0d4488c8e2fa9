"""The vocabularies of suggestions, read over all parts of a generation.

They are laid out as `indexer.engines.whoosh.columns.suggestion_columns` says. A term is named by its place among those
of the base; those that only the delta has follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from indexer.analysis import LONGER, WHOLE, Cut
from indexer.engines.suggestion_terms import COMMON_MIN, COMMON_SHARE, MIN_TITLES
from indexer.engines.whoosh.columns import CHARACTERS, HEADS, NAMES, SUBJECTS, Array, Pack, Texts, terms_of
from indexer.engines.whoosh.read.generation_view import Parts, concatenate

_NONE = np.empty(0, np.int64)
#: terms that suit a text, and how well all of them do
TermMatches = tuple[int, Array]


class Lines:
    """Sorted keys of one part, each of a term."""

    def __init__(self, pack: Pack, name: str, ids: Array) -> None:
        self._texts = pack.texts(name)
        self._ids = ids
        self._terms = terms_of(pack, name)

    def begun(self, prefix: str) -> Iterator[TermMatches]:
        """Terms of the keys that begin so."""
        start, end = self._texts.range(prefix.encode())
        whole = start + int(start < end and self._texts[start] == prefix)
        while whole < end and whole > start and self._texts[whole] == prefix:
            whole += 1
        yield WHOLE, self._ids[self._terms[start:whole]]
        yield LONGER, self._ids[self._terms[whole:end]]

    def spoken(self, cut: Cut, initials: str) -> Iterator[TermMatches]:
        """Terms of the entries with these initials that one way to read pinyin fits."""
        start, end = self._texts.range(initials.encode())
        if start == end:
            return
        if cut.only_initials:
            whole = self._texts.at(initials.encode() + b"\n")
            yield cut.fit(exact=True), self._ids[self._terms[start:whole]]
            yield cut.fit(exact=False), self._ids[self._terms[whole:end]]
            return
        matches = list(cut.pattern.finditer(self._texts.between(start, end)))
        for exact in (True, False):
            ends = [match.start() for match in matches if (match[1] is not None) is exact]
            places = np.searchsorted(self._texts.starts[start:end] - self._texts.starts[start], ends, "right") - 1
            yield cut.fit(exact=exact), self._ids[self._terms[start:end][places]]


class Vocabulary:
    """One vocabulary: what begins as typed or is so pronounced, the most frequent first."""

    def __init__(self, parts: Parts, name: str, *, fewest: int = 1, common: float = np.inf) -> None:
        packs = parts.packs
        self._parts = parts
        self._terms = [pack.texts(name) for pack in packs]
        self._ids, self._new, self._ranks = _number_terms(packs, name, self._terms)
        self._runs = [pack.array(f"{name}.runs") for pack in packs]
        self._documents = [pack.array(f"{name}.documents") for pack in packs]
        self._check(packs, name)
        self._lines = [Lines(pack, f"{name}.spoken", ids) for pack, ids in zip(packs, self._ids, strict=True)]
        self._begun = (
            [Lines(pack, f"{name}.begun", ids) for pack, ids in zip(packs, self._ids, strict=True)]
            if f"{name}.begun" in packs[0]
            else None
        )
        self._fewest, self._common = fewest, common

    def begun(self, prefix: str) -> Iterator[TermMatches]:
        """Terms that begin so, or by a key of theirs."""
        if self._begun is not None:
            for lines in self._begun:
                yield from lines.begun(prefix)
            return
        for texts, ids in zip(self._terms, self._ids, strict=True):
            start, end = texts.range(prefix.encode())
            whole = start + int(start < end and texts[start] == prefix)
            yield WHOLE, ids[start:whole]
            yield LONGER, ids[whole:end]

    def spoken(self, ways: tuple[Cut, ...], read: Callable[[str], tuple[str, ...]]) -> Iterator[TermMatches]:
        """Terms that are so pronounced."""
        for cut in ways:
            for initials in cut.initials(read):
                for lines in self._lines:
                    yield from lines.spoken(cut, initials)

    def best(self, matches: list[TermMatches], limit: int) -> list[tuple[str, int]]:
        """The terms that suit best, and of equally good ones the most frequent, with how many have them; each once."""
        chosen: list[int] = []
        for fit in sorted({fit for fit, _ in matches}):
            ids = np.unique(np.concatenate([term_ids for match_fit, term_ids in matches if match_fit == fit]))
            places = self._places[ids[~np.isin(ids, chosen)]]
            places = places[places < len(self._order)]
            missing = limit - len(chosen)
            if len(places) > missing:
                places = np.partition(places, missing - 1)[:missing]
            chosen += self._order[np.sort(places)].tolist()
            if len(chosen) == limit:
                break
        return [(self._text(term_id), int(self._counts[term_id])) for term_id in chosen]

    def frequent(self, ids: Array) -> Array:
        """Those of the terms that enough documents have, each once."""
        ids = np.unique(ids)
        return ids[self._places[ids] < len(self._order)]

    def documents(self, ids: Array) -> Array:
        """Valid documents that hold any of the terms, with repetitions."""
        chosen = np.zeros(len(self._ranks), bool)
        chosen[ids] = True
        by_part = []
        for part_ids, runs, documents, offset in zip(
            self._ids, self._runs, self._documents, self._parts.offsets, strict=True
        ):
            places = np.flatnonzero(chosen[part_ids])
            starts, counts = runs[places], runs[places + 1] - runs[places]
            ends = np.cumsum(counts)
            total = int(ends[-1]) if len(ends) else 0
            by_part.append(
                documents[np.repeat(starts - (ends - counts), counts) + np.arange(total)] + np.uint32(offset)
            )
        holders = concatenate(by_part).astype(np.int64)
        return holders[self._parts.live[holders]]

    def find(self, term: str) -> Array:
        """The id of a term, alone in an array; empty where the vocabulary lacks it."""
        for texts, ids in zip(self._terms, self._ids, strict=True):
            place = texts.at(term.encode())
            if place < len(texts) and texts[place] == term:
                return ids[place : place + 1]
        return _NONE

    @cached_property
    def _order(self) -> Array:
        """The terms that count, the most frequent first; common ones last."""
        counts = self._counts
        shown = np.flatnonzero(counts >= self._fewest)
        counts = counts[shown]
        return shown[np.lexsort((self._ranks[shown], -counts, counts > self._common))]

    @cached_property
    def _places(self) -> Array:
        """Place of every term in that order; behind its end for those that do not count."""
        places = np.full(len(self._ranks), len(self._order), np.int64)
        places[self._order] = np.arange(len(self._order))
        return places

    @cached_property
    def _counts(self) -> Array:
        """How many valid documents hold each term."""
        counts = np.zeros(len(self._ranks), np.int64)
        live = self._parts.live
        for ids, runs, documents, offset in zip(
            self._ids, self._runs, self._documents, self._parts.offsets, strict=True
        ):
            valid = np.concatenate([[0], np.cumsum(live[documents + np.uint32(offset)])])
            counts[ids] += valid[runs[1:]] - valid[runs[:-1]]
        return counts

    def _text(self, term_id: int) -> str:
        base = len(self._terms[0])
        return self._terms[0][term_id] if term_id < base else self._terms[1][int(self._new[term_id - base])]

    def _check(self, packs: list[Pack], name: str) -> None:
        for pack, texts, runs in zip(packs, self._terms, self._runs, strict=True):
            pack.check(f"{name}.runs", length=len(texts) + 1)
            pack.check(f"{name}.documents", length=int(runs[-1]))


class Vocabularies:
    """All of them, and how characters are read."""

    def __init__(self, parts: Parts) -> None:
        common = max(COMMON_MIN, COMMON_SHARE * parts.total)
        self.subjects = Vocabulary(parts, SUBJECTS, fewest=MIN_TITLES, common=common)
        self.heads = Vocabulary(parts, HEADS)
        self.names = Vocabulary(parts, NAMES)
        self._characters = [pack.texts(CHARACTERS) for pack in parts.packs]

    def read(self, character: str) -> tuple[str, ...]:
        """The readings of a character in what is suggested."""
        readings: set[str] = set()
        for texts in self._characters:
            start, end = texts.range(character.encode())
            readings |= {texts[place][len(character) :] for place in range(start, end)}
        return tuple(readings)


def _number_terms(packs: list[Pack], name: str, terms: list[Texts]) -> tuple[list[Array], Array, Array]:
    """Ids of each part's terms, places in the delta of those that are new there, and ranks by text of all ids."""
    base = np.arange(len(terms[0]))
    if len(packs) == 1:
        return [base], _NONE, base
    packs[1].check(f"{name}.ranks", length=len(terms[1]))
    ranks = packs[1].array(f"{name}.ranks")
    new = ranks != np.floor(ranks)
    ids = np.where(new, len(base) + np.cumsum(new) - 1, ranks).astype(np.int64)
    return [base, ids], np.flatnonzero(new), concatenate([base.astype(np.float64), ranks[new]])
