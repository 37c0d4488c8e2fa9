"""Suggestions out of the columns; agrees with `indexer.engines.memory.suggestion_scan` to the last one."""

from __future__ import annotations

from functools import reduce

import numpy as np

from indexer.analysis import Cut
from indexer.engines.base import Suggestion
from indexer.engines.document import TITLE_KEY
from indexer.engines.suggestion_rules import Typed
from indexer.engines.whoosh.columns import KEYS, Array
from indexer.engines.whoosh.read.doc_sets import size
from indexer.engines.whoosh.read.evaluation import Evaluation
from indexer.engines.whoosh.read.generation_view import Parts
from indexer.engines.whoosh.read.status_by_day import STATUSES, Day
from indexer.engines.whoosh.read.suggestion_vocabulary import TermMatches, Vocabularies, Vocabulary
from indexer.query import Node

#: what of a title's length in words counts for its place
_LONG = 1023
_NOWHERE = np.empty(0, np.int64)


class WhooshSource:
    """Where the suggestions of a generation come from, on one day."""

    def __init__(self, parts: Parts, vocabularies: Vocabularies, day: Day) -> None:
        self._parts = parts
        self._vocabularies = vocabularies
        self._day = day
        self._evaluation = Evaluation(parts, day)

    def numbers(self, typed: Typed, limit: int) -> list[Suggestion]:
        """Standards whose number begins so."""
        chosen: list[int] = []
        for prefix in typed.number_keys:
            places = np.flatnonzero(self._mask(self._parts.with_prefix(KEYS, prefix)))
            chosen = self._append(chosen, places, self._day.statuses[places].astype(np.int64), limit)
            if len(chosen) >= limit or (typed.separated and chosen):
                break
        return [self._suggestion("number", place) for place in chosen]

    def subjects(self, typed: Typed, limit: int) -> list[tuple[str, int]]:
        """Phrases of titles."""
        return self._best(self._vocabularies.subjects, typed, typed.compact, limit)

    def titles(self, typed: Typed, subject: str, limit: int) -> list[Suggestion]:
        """Standards whose title holds what was typed, then those by pinyin."""
        plain = self._holding(typed)
        chosen = self._append([], plain, self._title_order(plain, typed.compact), limit)
        if len(chosen) < limit and typed.cuts:
            spoken = self._spoken(typed, subject)
            if not len(spoken) and not chosen:
                side_by_side = (self._side_by_side(*halves) for halves in typed.cuts[0].halves())
                spoken = next((places for places in side_by_side if len(places)), spoken)
            chosen = self._append(chosen, spoken, self._title_order(spoken, subject), limit)
        return [self._suggestion("title", place) for place in chosen]

    def names(self, typed: Typed, limit: int) -> list[str]:
        """Keys of names."""
        return [key for key, _ in self._best(self._vocabularies.names, typed, typed.start, limit)]

    def count(self, node: Node) -> int:
        """How many standards a query finds."""
        return size(self._evaluation.match(node))

    def _best(self, vocabulary: Vocabulary, typed: Typed, start: str, limit: int) -> list[tuple[str, int]]:
        matches: list[TermMatches] = [*vocabulary.begun(start), *vocabulary.spoken(typed.cuts, self._vocabularies.read)]
        return vocabulary.best(matches, limit)

    def _holding(self, typed: Typed) -> Array:
        """Places of the titles that hold all words typed, each once."""
        masks = [
            self._mask(self._parts.containing(piece.compact, "title", after_border=piece.starts_latin))
            for piece in typed.pieces
        ]
        return np.flatnonzero(reduce(np.logical_and, masks)) if masks else _NOWHERE

    def _spoken(self, typed: Typed, subject: str) -> Array:
        """Places of the titles with the subject, or that begin so pronounced."""
        if subject:
            return self._vocabularies.subjects.documents(self._vocabularies.subjects.find(subject))
        heads = self._vocabularies.heads
        ids_by_fit = [ids for _, ids in heads.spoken(typed.cuts, self._vocabularies.read)]
        return heads.documents(np.concatenate(ids_by_fit)) if ids_by_fit else _NOWHERE

    def _mask(self, places: Array) -> Array:
        mask = np.zeros(self._parts.count, bool)
        mask[places] = True
        return mask

    def _side_by_side(self, first: Cut, second: Cut) -> Array:
        subjects, read = self._vocabularies.subjects, self._vocabularies.read
        whole = [ids for fit, ids in subjects.spoken((first,), read) if fit == first.fit(exact=True)]
        begun = [ids for _, ids in subjects.spoken((second,), read)] if any(map(len, whole)) else []
        if not any(map(len, begun)):
            return _NOWHERE
        masks = (self._mask(subjects.documents(subjects.frequent(np.concatenate(ids)))) for ids in (whole, begun))
        return np.flatnonzero(reduce(np.logical_and, masks))

    def _title_order(self, places: Array, start: str) -> Array:
        """Those in force first, then those that begin so, then shorter ones."""
        begins = self._mask(self._parts.with_prefix(KEYS, "!" + start[:TITLE_KEY]))
        status = self._day.statuses[places].astype(np.int64)
        length = np.minimum(self._parts.lengths["title"][places], _LONG)
        return (status * 2 + ~begins[places]) * (_LONG + 1) + length

    def _append(self, chosen: list[int], places: Array, order: Array, limit: int) -> list[int]:
        """`chosen`, and of the places those first in order and by number, up to the limit; each once."""
        most = limit + len(chosen)
        if len(places) > 4 * most:
            keep = order <= np.partition(order, most - 1)[most - 1]
            places, order = places[keep], order[keep]
        ranked = places[np.lexsort((self._parts.ranks["number"][places], order))]
        return list(dict.fromkeys([*chosen, *ranked.tolist()]))[:limit]

    def _suggestion(self, kind: str, place: int) -> Suggestion:
        record = self._parts.record(place)
        return Suggestion(kind, record.title, record.number, STATUSES[self._day.statuses[place]])
