"""The meaning of every query, by brute force: what the other engines must agree with.

Small and slow on purpose, each rule written down plainly: oracle and fake in tests, and for a few hundred records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from indexer.analysis import asked
from indexer.engines.base import NAMED_BELOW, RANKS, Hit, Request, Results, Suggestion
from indexer.engines.document import Document, facet_values
from indexer.engines.memory.home_first import home_first
from indexer.engines.memory.suggestions import MemorySource
from indexer.engines.memory.writer import MemoryWriter
from indexer.engines.relevance import (
    CURRENT_FACTOR,
    MAX_EXPANSION,
    SHORT_QUERY,
    SYNONYM_WEIGHT,
    WIDEN_BELOW,
    WIDEN_COMMON,
    WIDEN_SHARE,
    WIDEN_SHARE_BIGRAMS,
    WIDEN_SHARE_PINNED,
    Piece,
    all_pins,
    asked_weight,
    contains_piece,
    idf,
    inner,
    long_latin,
    narrow,
    numbers_of,
    open_pins,
    piece,
    pieces_of,
    pins,
    readings,
    relevant,
    titled,
    units,
    wordings,
)
from indexer.engines.suggestion_rules import suggest
from indexer.engines.validation import MAX_FACET_VALUES, check, check_field, number_prefix
from indexer.query import And, Everything, Node, Not, Number, Or, Phrase, Pieces, Prefix, Range, Term, Text
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

Matches = set[int]


class MemoryEngine:
    """Records in a list; a document is named by its place in it."""

    documents: list[Document]
    #: the day of the request that is being answered
    _today: date

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.hold(records)

    def hold(self, records: Iterable[Record]) -> None:
        """Hold these records, and nothing worked out from others before."""
        self.__dict__.clear()
        self.documents = [Document(record) for record in records]

    # --- the contract -----------------------------------------------------------------------------------------------

    def search(self, request: Request) -> Results:
        """Answer a request, see `indexer.engines.base.Engine`."""
        check(request)
        self._today = request.day
        found = self._match(request.tree)
        matches = self._filtered(found, request)
        scores = {place: self._score(place, request) for place in matches}
        groups = self._groups(request.tree, matches)
        plain = sorted(matches, key=lambda place: self._order(place, request, scores[place], groups[place]))
        seen = slice(request.offset, request.offset + request.limit)
        page = home_first(plain, self.documents, request, scores, groups)[seen]
        return Results(
            total=len(matches),
            hits=tuple(
                Hit(self.documents[place].record, RANKS[groups[place]], scores[place], self._status(place, request.day))
                for place in page
            ),
            facets={name: self._facet(name, found, request) for name in request.facets},
            widened=any(self._wider(part) - self._strict(part) for part in pieces_of(request.tree)),
            home_first=page != plain[seen],
        )

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""
        return next((one.record for one in self.documents if one.record.number == number), None)

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions of what was typed."""
        self._today = day
        return suggest(MemorySource(self.documents, day, lambda node: len(self._match(node))), prefix, limit)

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word, or a pair of characters in their title."""
        return len(self._with_bigram(term) if pair else self._with_word(term))

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value."""
        check_field(field)
        return dict(Counter(value for one in self.documents for value in one.values[field]))

    def filled(self) -> dict[str, int]:
        """How many records have a value, field by field."""
        kinds = [{**one.days, **one.words, **one.values} for one in self.documents]
        return dict(Counter(name for one in kinds for name, value in one.items() if value))

    def numbers(self) -> Iterator[str]:
        """Every canonical number, in source order."""
        return (one.record.number for one in self.documents)

    def count(self) -> int:
        """How many records there are."""
        return len(self.documents)

    def close(self) -> None:
        """Nothing to let go of."""

    def writer(self, into: Path | None = None) -> MemoryWriter:  # noqa: ARG002 - no folder in memory
        """A change to this set."""
        return MemoryWriter((one.record for one in self.documents), self.hold)

    # --- what matches -----------------------------------------------------------------------------------------------

    def _match(self, node: Node) -> Matches:
        match node:
            case Everything():
                return self._all
            case Text() | Phrase() | Number() | Term() | Prefix() | Range():
                return {place for place in self._all if self._holds(place, node)}
            case Pieces():
                return self._wider(node)
            case And(parts):
                return set.intersection(self._all, *map(self._match, parts))
            case Or(parts):
                return set().union(*map(self._match, parts))
            case Not(part):
                return self._all - self._match(narrow(part))

    def _holds(self, place: int, node: Text | Phrase | Number | Term | Prefix | Range) -> bool:
        document = self.documents[place]
        match node:
            case Text(text, field, also):
                return any(
                    self._has_piece(document, name, piece(one))
                    for one in (text, *also)
                    for name in self._fields(document, field)
                )
            case Phrase(text, field):
                return any(piece(text).compact in document.compacts[name] for name in self._fields(document, field))
            case Number(text, own):
                return asked(text).rank(document.own) is not None or (
                    not own and not document.keys.isdisjoint(asked(text).mention_keys())
                )
            case Term(field, value):
                if field == "status":
                    return self._status(place, self._today).value == value
                return value in document.values.get(field, ()) or f"{field}:{value}" in document.keys
            case Prefix(text, field):
                return self._begins(document, text, field)
            case Range(field, low, high):
                day = document.days[field]
                return day is not None and (low or date.min) <= day <= (high or date.max)

    @staticmethod
    def _has_piece(document: Document, field: str, sought: Piece) -> bool:
        """All words with the numbers among them as they stand, or the piece as a whole."""
        text = document.compacts[field]
        if set(sought.needed) <= set(document.words[field]) and all(
            contains_piece(text, pin) for pin in pins(sought.compact)
        ):
            return True
        return contains_piece(text, sought)

    def _begins(self, document: Document, text: str, field: str | None) -> bool:
        if field == "number":
            return any(key.startswith("=" + number_prefix(text)) for key in document.keys)
        expanded = self._expanded(text)
        return any(word in expanded for name in self._fields(document, field) for word in document.words[name])

    def _expanded(self, text: str) -> set[str]:
        """The words that begin so; of too many the first in order."""
        start = piece(text).compact
        return set(sorted(word for word in self._vocabulary if start and word.startswith(start))[:MAX_EXPANSION])

    @staticmethod
    def _fields(document: Document, field: str | None) -> list[str]:
        return [name for name in document.texts if field in (None, name)]

    def _strict(self, node: Pieces) -> Matches:
        """The documents that hold every piece."""
        return set.intersection(self._all, *map(self._match, (*node.pieces, *node.beside)))

    def _wider(self, node: Pieces) -> Matches:
        """Where few hold every piece: also those that hold most of the weight, and those whose number is given."""
        strict = self._strict(node)
        if len(strict) >= WIDEN_BELOW:
            return strict
        named = {place for place in self._all if self._number_rank(node, place) is not None}
        most = set().union(*map(self._most_of, readings(node)))
        found = strict | named | self._pinned(most, all_pins(node))
        if not all_pins(node):
            found = self._with_units(node, found)
        return found if len(found) >= WIDEN_BELOW else found | self._pinned(most, all_pins(node, open_pins))

    def _with_units(self, node: Pieces, found: Matches) -> Matches:
        """Where these are few, also what has the rarest piece in its title, then the next, then words within them.

        Not where no document holds one of several pieces: what is asked for is not there.
        """
        if len(units(node)) > 1 and not all(map(self._match, units(node))):
            return found
        rarest_first = sorted((self._match(titled(unit)) for unit in units(node)), key=len)
        within = (self._match(titled(text)) for text in inner(node))
        for some in (*rarest_first, *(one for one in within if len(one) <= WIDEN_COMMON * len(self._all))):
            found = found if len(found) >= WIDEN_BELOW else found | some
        return found

    def _most_of(self, node: Pieces) -> Matches:
        """The documents that hold the rarest piece and most of the words, or most of the title's pairs."""
        words, pairs = relevant(node)
        held = [held for unit in units(node) if (held := self._match(unit))]
        share = WIDEN_SHARE_PINNED if all_pins(node) else WIDEN_SHARE
        most = self._most_words(node, share)
        held_pairs = {pair: self._with_bigram(pair) for pair in pairs}
        some = {word: self._with_word(word) for word in long_latin(words)}
        paired = self._most({**held_pairs, **some}, WIDEN_SHARE_BIGRAMS)
        if len(held) < 2:
            return most | paired
        rare = min(held, key=len)
        return (most & rare) | (paired & rare if len(units(node)) <= SHORT_QUERY else paired)

    def _most_words(self, node: Pieces, share: float) -> Matches:
        held_words = {word: self._with_word(word) for word in relevant(node)[0]}
        return self._most({**held_words, **{"#" + part.text: self._match(part) for part in numbers_of(node)}}, share)

    def _pinned(self, places: Matches, sought: tuple[Piece, ...]) -> Matches:
        """The documents that hold the numbers and letters of the query as they stand."""
        texts = {place: self.documents[place].compacts.values() for place in places}
        return {
            place for place in places if all(any(contains_piece(text, pin) for text in texts[place]) for pin in sought)
        }

    def _most(self, held: dict[str, Matches], share: float) -> Matches:
        """The documents that hold at least a share of the idf weight."""
        weights = {key: idf(len(self._all), len(places)) for key, places in held.items()}
        needed = share * sum(weights.values())
        sums: Counter[int] = Counter()
        for key, places in held.items():
            for place in places:
                sums[place] += weights[key]  # type: ignore[assignment] # a Counter of floats
        return {place for place, weight in sums.items() if weight >= needed > 0}

    def _with_word(self, word: str) -> Matches:
        return {place for place in self._all if any(word in text for text in self.documents[place].words.values())}

    def _with_bigram(self, pair: str) -> Matches:
        return {place for place in self._all if pair in self.documents[place].title_bigrams}

    @cached_property
    def _all(self) -> Matches:
        return set(range(len(self.documents)))

    @cached_property
    def _vocabulary(self) -> set[str]:
        return {word for one in self.documents for text in one.words.values() for word in text}

    def _values(self, place: int, field: str, day: date) -> tuple[str, ...]:
        return (self._status(place, day).value,) if field == "status" else self.documents[place].values[field]

    def _status(self, place: int, day: date) -> Status:
        return self.documents[place].record.status_on(day)

    def _filtered(self, found: Matches, request: Request, without: str = "") -> Matches:
        filters = [(field, set(values)) for field, values in request.filters if field != without]
        return {
            place
            for place in found
            if all(values & set(self._values(place, field, request.day)) for field, values in filters)
        }

    def _facet(self, name: str, found: Matches, request: Request) -> tuple[tuple[str, int], ...]:
        matches = self._filtered(found, request, without=name if request.open_facets else "")
        counts = Counter(
            value for place in matches for value in facet_values(name, self._values(place, name, request.day))
        )
        return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MAX_FACET_VALUES])

    # --- groups, relevance, order -----------------------------------------------------------------------------------

    def _number_rank(self, tree: Node, place: int) -> int | None:
        ranks = [asked(node.text).rank(self.documents[place].own) for node in numbers_of(tree)]
        return min((rank for rank in ranks if rank is not None), default=None)

    def _groups(self, tree: Node, matches: Matches) -> dict[int, int]:
        """Place in RANKS of each match."""
        free = list(pieces_of(tree))
        strict = set().union(*map(self._strict, free)) if free else self._all
        plain = {place: RANKS.index("text" if place in strict else "partial") for place in matches}
        named = {place: self._number_rank(tree, place) for place in matches}
        return {place: group if (group := named[place]) is not None else plain[place] for place in matches}

    def _score(self, place: int, request: Request) -> float:
        """BM25F over words of all text fields, plus BM25 over bigrams of the title."""
        first, *others = wordings(request.tree)
        best = self._wording_score(place, *first)
        for other in others:
            share = SYNONYM_WEIGHT * self._asked_weight(*first) / self._asked_weight(*other)
            best = max(best, share * self._wording_score(place, *other))
        return best * (CURRENT_FACTOR if self._status(place, request.day) is Status.CURRENT else 1.0)

    def _wording_score(self, place: int, words: tuple[str, ...], bigrams: tuple[str, ...]) -> float:
        document = self.documents[place]
        total = sum((self._idf(self._with_word(word)) * document.impacts.get(word, 0.0) for word in words), 0.0)
        pairs = (self._idf(self._with_bigram(pair)) * document.bigram_impacts.get(pair, 0.0) for pair in bigrams)
        return total + sum(pairs, 0.0)

    def _asked_weight(self, words: tuple[str, ...], bigrams: tuple[str, ...]) -> float:
        held = map(self._with_word, words), map(self._with_bigram, bigrams)
        return asked_weight(map(self._idf, held[0]), map(self._idf, held[1]))

    def _idf(self, held: Matches) -> float:
        return idf(len(self._all), len(held))

    def _order(self, place: int, request: Request, score: float, group: int) -> tuple[object, ...]:
        """Sort key; the number makes it unique."""
        record = self.documents[place].record
        status = self._status(place, request.day).rank
        last = self.documents[place].number_order
        if request.sort == "relevance":
            first, level = (group, status if group < NAMED_BELOW else 0), list(Level).index(record.level)
            return (*first, -score, status, level, -self.documents[place].newness, last)
        if request.sort in ("number", "title"):
            return (self.documents[place].title_order, last) if request.sort == "title" else (last,)
        day = getattr(record, request.sort.lstrip("-"))
        sign = -1 if request.sort.startswith("-") else 1
        return (day is None, sign * day.toordinal() if day else 0, last)
