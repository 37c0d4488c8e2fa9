"""The meaning of suggestions, by brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from indexer.analysis import Cut, entries, fit, has_length
from indexer.engines.base import Suggestion
from indexer.engines.document import TITLE_KEY, Document
from indexer.engines.relevance import Piece, piece_starts
from indexer.engines.suggestion_rules import Typed, plain_fit
from indexer.engines.suggestion_terms import MIN_TITLES, is_common, names_of, offered_by, spoken_starts_of, starts_of
from indexer.query import Node


class MemorySource:
    """Where the memory engine's suggestions come from, on one day."""

    def __init__(self, documents: Sequence[Document], day: date, count: Callable[[Node], int]) -> None:
        self._documents = documents
        self._day = day
        self.count = count

    def numbers(self, typed: Typed, limit: int) -> list[Suggestion]:
        """Standards whose number begins so, by reading, status and number."""
        found: dict[str, Document] = {}
        for prefix in typed.number_keys:
            begun = [one for one in self._documents if any(key.startswith(prefix) for key in one.keys)]
            found |= {one.record.number: one for one in sorted(begun, key=self._number_order)} | found
            if typed.separated and found:
                break
        return [self._suggestion("number", one) for one in list(found.values())[:limit]]

    def subjects(self, typed: Typed, limit: int) -> list[tuple[str, int]]:
        """Phrases of titles."""
        common = {phrase for phrase, count in self._phrases.items() if is_common(count, len(self._documents))}
        fits = {
            phrase: best
            for phrase in self._phrases
            if (best := _best(typed, typed.compact, [phrase], entries(phrase))) is not None
        }
        ordered = sorted(fits, key=lambda one: (fits[one], one in common, -self._phrases[one], one))
        return [(one, self._phrases[one]) for one in ordered[:limit]]

    def titles(self, typed: Typed, subject: str, limit: int) -> list[Suggestion]:
        """Standards whose title holds what was typed, then those by pinyin."""
        plain = [one for one in self._documents if _holds_all(one, typed.pieces)]
        spoken = self._spoken(typed, subject) if typed.cuts else []
        if typed.cuts and not plain and not spoken:
            halves = (self._side_by_side(*one) for one in typed.cuts[0].halves())
            spoken = next(filter(None, halves), [])
        ordered = sorted(plain, key=self._title_order(typed.compact)) + sorted(spoken, key=self._title_order(subject))
        found = list({one.record.number: one for one in ordered}.values())
        return [self._suggestion("title", one) for one in found[:limit]]

    def _spoken(self, typed: Typed, subject: str) -> list[Document]:
        if subject:
            return [one for one in self._documents if subject in offered_by(one).subjects]
        heads = ((one, entries(offered_by(one).head)) for one in self._documents)
        return [one for one, spelled in heads if any(fit(typed.cuts, entry) is not None for entry in spelled)]

    def _side_by_side(self, first: Cut, second: Cut) -> list[Document]:
        spelled = {phrase: entries(phrase) for phrase in self._phrases}
        whole = {one for one, found in spelled.items() if any(has_length(first, entry) for entry in found)}
        begun = {one for one, found in spelled.items() if any(fit((second,), entry) is not None for entry in found)}
        subjects = ((one, set(offered_by(one).subjects)) for one in self._documents)
        return [one for one, phrases in subjects if phrases & whole and phrases & begun]

    @cached_property
    def _phrases(self) -> dict[str, int]:
        """The phrases of titles, with how many have them."""
        titles = Counter(phrase for one in self._documents for phrase in offered_by(one).subjects)
        return {phrase: count for phrase, count in titles.items() if count >= MIN_TITLES}

    def names(self, typed: Typed, limit: int) -> list[str]:
        """Keys of names."""
        counts = Counter(key for one in self._documents for row in names_of(one) for key in row)
        fits = {
            key: best
            for key in counts
            if (best := _best(typed, typed.start, starts_of(key), spoken_starts_of(key))) is not None
        }
        return sorted(fits, key=lambda key: (fits[key], -counts[key], key))[:limit]

    def _number_order(self, one: Document) -> tuple[int, str]:
        return (one.record.status_on(self._day).rank, one.number_order)

    def _title_order(self, start: str) -> Callable[[Document], tuple[int, bool, int, str]]:
        """Those in force first, then those that begin so, then shorter ones."""
        return lambda one: (
            one.record.status_on(self._day).rank,
            not one.title_order.startswith(start[:TITLE_KEY]),
            len(one.words.get("title", ())),
            one.number_order,
        )

    def _suggestion(self, kind: str, one: Document) -> Suggestion:
        return Suggestion(kind, one.record.title, one.record.number, one.record.status_on(self._day))


def _best(typed: Typed, start: str, begun: Iterable[str], spoken: Iterable[str]) -> int | None:
    """How well what was typed fits any beginning of a thing, plain or by pinyin."""
    fits = [plain_fit(one, start) for one in begun if one.startswith(start)]
    fits += [best for entry in spoken if (best := fit(typed.cuts, entry)) is not None]
    return min(fits, default=None)


def _holds_all(document: Document, pieces: Sequence[Piece]) -> bool:
    title = document.compacts.get("title", "")
    return bool(pieces) and all(piece_starts(title, one) for one in pieces)
