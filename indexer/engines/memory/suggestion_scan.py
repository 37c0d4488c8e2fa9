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
from indexer.engines.suggestion_terms import MIN_TITLES, is_common, names_of, phrases_of, spoken_starts_of, starts_of
from indexer.query import Node


class MemorySource:
    """Where the memory engine's suggestions come from, on one day."""

    def __init__(self, documents: Sequence[Document], day: date, count: Callable[[Node], int]) -> None:
        self._documents = documents
        self._day = day
        self.count = count

    def numbers(self, typed: Typed, limit: int) -> list[Suggestion]:
        """Standards whose number begins so, by reading, status and number."""
        by_number: dict[str, Document] = {}
        for prefix in typed.number_keys:
            begun = [document for document in self._documents if any(key.startswith(prefix) for key in document.keys)]
            by_number |= {
                document.record.number: document for document in sorted(begun, key=self._number_order)
            } | by_number
            if typed.separated and by_number:
                break
        return [self._suggestion("number", document) for document in list(by_number.values())[:limit]]

    def subjects(self, typed: Typed, limit: int) -> list[tuple[str, int]]:
        """Phrases of titles."""
        common = {phrase for phrase, count in self._phrases.items() if is_common(count, len(self._documents))}
        fits = {
            phrase: best
            for phrase in self._phrases
            if (best := _best(typed, typed.compact, [phrase], entries(phrase))) is not None
        }
        ordered = sorted(fits, key=lambda phrase: (fits[phrase], phrase in common, -self._phrases[phrase], phrase))
        return [(phrase, self._phrases[phrase]) for phrase in ordered[:limit]]

    def titles(self, typed: Typed, subject: str, limit: int) -> list[Suggestion]:
        """Standards whose title holds what was typed, then those by pinyin."""
        plain = [document for document in self._documents if _holds_all(document, typed.pieces)]
        spoken = self._spoken(typed, subject) if typed.cuts else []
        if typed.cuts and not plain and not spoken:
            side_by_side = (self._side_by_side(*halves) for halves in typed.cuts[0].halves())
            spoken = next(filter(None, side_by_side), [])
        ordered = sorted(plain, key=self._title_order(typed.compact)) + sorted(spoken, key=self._title_order(subject))
        documents = list({document.record.number: document for document in ordered}.values())
        return [self._suggestion("title", document) for document in documents[:limit]]

    def _spoken(self, typed: Typed, subject: str) -> list[Document]:
        if subject:
            return [document for document in self._documents if subject in phrases_of(document).subjects]
        heads = ((document, entries(phrases_of(document).head)) for document in self._documents)
        return [
            document
            for document, head_entries in heads
            if any(fit(typed.cuts, entry) is not None for entry in head_entries)
        ]

    def _side_by_side(self, first: Cut, second: Cut) -> list[Document]:
        spoken = {phrase: entries(phrase) for phrase in self._phrases}
        whole = {phrase for phrase in spoken if any(has_length(first, entry) for entry in spoken[phrase])}
        begun = {phrase for phrase in spoken if any(fit((second,), entry) is not None for entry in spoken[phrase])}
        subjects = ((document, set(phrases_of(document).subjects)) for document in self._documents)
        return [document for document, phrases in subjects if phrases & whole and phrases & begun]

    @cached_property
    def _phrases(self) -> dict[str, int]:
        """The phrases of titles, with how many have them."""
        titles = Counter(phrase for document in self._documents for phrase in phrases_of(document).subjects)
        return {phrase: count for phrase, count in titles.items() if count >= MIN_TITLES}

    def names(self, typed: Typed, limit: int) -> list[str]:
        """Keys of names."""
        counts = Counter(key for document in self._documents for row in names_of(document) for key in row)
        fits = {
            key: best
            for key in counts
            if (best := _best(typed, typed.start, starts_of(key), spoken_starts_of(key))) is not None
        }
        return sorted(fits, key=lambda key: (fits[key], -counts[key], key))[:limit]

    def _number_order(self, document: Document) -> tuple[int, str]:
        return (document.record.status_on(self._day).rank, document.number_order)

    def _title_order(self, start: str) -> Callable[[Document], tuple[int, bool, int, str]]:
        """Those in force first, then those that begin so, then shorter ones."""
        return lambda document: (
            document.record.status_on(self._day).rank,
            not document.title_order.startswith(start[:TITLE_KEY]),
            len(document.words.get("title", ())),
            document.number_order,
        )

    def _suggestion(self, kind: str, document: Document) -> Suggestion:
        return Suggestion(kind, document.record.title, document.record.number, document.record.status_on(self._day))


def _best(typed: Typed, start: str, beginnings: Iterable[str], spoken: Iterable[str]) -> int | None:
    """How well what was typed fits any beginning of a thing, plain or by pinyin."""
    fits = [plain_fit(beginning, start) for beginning in beginnings if beginning.startswith(start)]
    fits += [best for entry in spoken if (best := fit(typed.cuts, entry)) is not None]
    return min(fits, default=None)


def _holds_all(document: Document, pieces: Sequence[Piece]) -> bool:
    title = document.compacts.get("title", "")
    return bool(pieces) and all(piece_starts(title, piece) for piece in pieces)
