"""The meaning of suggestions, by brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from indexer.analysis.pinyin import entries
from indexer.analysis.spelling import fit
from indexer.document import TITLE_KEY, Document
from indexer.engines.base import Suggestion
from indexer.matching import Piece, piece_starts
from indexer.query import Node
from indexer.suggestible import MIN_TITLES, is_common, names_of, offered_by, spoken_starts_of, starts_of
from indexer.suggestions import Typed, plain_fit


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

    def subjects(self, typed: Typed, limit: int) -> list[str]:
        """Phrases of titles."""
        titles = Counter(phrase for one in self._documents for phrase in offered_by(one).subjects)
        common = {phrase for phrase, count in titles.items() if is_common(count, len(self._documents))}
        fits = {
            phrase: best
            for phrase, count in titles.items()
            if count >= MIN_TITLES and (best := _best(typed, typed.compact, [phrase], entries(phrase))) is not None
        }
        return sorted(fits, key=lambda one: (fits[one], one in common, -titles[one], one))[:limit]

    def titles(self, typed: Typed, subjects: Sequence[str], limit: int) -> list[Suggestion]:
        """Standards whose title holds what was typed, then those by pinyin."""
        plain = [one for one in self._documents if _holds_all(one, typed.pieces)]
        found = {one.record.number: one for one in sorted(plain, key=self._title_order(typed.compact))}
        if typed.cuts and subjects:
            spoken = [one for one in self._documents if subjects[0] in offered_by(one).subjects]
        else:
            heads = ((one, entries(offered_by(one).head)) for one in self._documents)
            spoken = [one for one, spelled in heads if any(fit(typed.cuts, entry) is not None for entry in spelled)]
        for one in sorted(spoken, key=self._title_order(subjects[0] if subjects else "")):
            found.setdefault(one.record.number, one)
        return [self._suggestion("title", one) for one in list(found.values())[:limit]]

    def names(self, typed: Typed, limit: int) -> list[str]:
        """Keys of names."""
        counts = Counter(key for one in self._documents for key in names_of(one))
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
