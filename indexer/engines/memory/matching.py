"""What a query tree matches: each rule written down once, plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from indexer.analysis import query_keys
from indexer.engines.base import RANKS
from indexer.engines.document import Document
from indexer.engines.relevance import (
    MAX_EXPANSION,
    SHORT_QUERY,
    WIDEN_BELOW,
    WIDEN_COMMON,
    WIDEN_SHARE,
    WIDEN_SHARE_BIGRAMS,
    WIDEN_SHARE_PINNED,
    Piece,
    all_pins,
    analyse_piece,
    contains_piece,
    idf,
    in_titles,
    inner,
    least_nearness,
    long_latin,
    narrow,
    numbers_of,
    open_pins,
    pieces_of,
    pins,
    readings,
    relevant,
    units,
)
from indexer.engines.validation import number_prefix
from indexer.query import About, And, Everything, Leaf, Node, Not, Or, Phrase, Pieces, Prefix, Range, Term, Text
from standard.status import Status

#: documents, named by their places
Matches = set[int]


class Matching:
    """Documents on one day; what a tree holds of them, and why."""

    def __init__(self, documents: Sequence[Document], day: date) -> None:
        self.documents = documents
        self.day = day

    def status(self, place: int) -> Status:
        """The status of a document on the day."""
        return self.documents[place].record.status_on(self.day)

    def groups(self, tree: Node, matches: Matches) -> dict[int, int]:
        """Place in RANKS of each match."""
        free = list(pieces_of(tree))
        strict = set().union(*map(self.strict, free)) if free else self.all
        plain = {place: RANKS.index("text" if place in strict else "partial") for place in matches}
        named = {place: self.number_rank(tree, place) for place in matches}
        return {place: group if (group := named[place]) is not None else plain[place] for place in matches}

    def number_rank(self, tree: Node, place: int) -> int | None:
        """Place in RANKS of a document that is what a number of the tree asks for."""
        ranks = [query_keys(node).rank(self.documents[place].number_forms) for node in numbers_of(tree)]
        return min((rank for rank in ranks if rank is not None), default=None)

    def match(self, node: Node) -> Matches:
        """The documents that a node holds."""
        match node:
            case Everything():
                return self.all
            case Pieces():
                return self.wider(node)
            case And(parts):
                return set.intersection(self.all, *map(self.match, parts))
            case Or(parts):
                return set().union(*map(self.match, parts))
            case Not(part):
                return self.all - self.match(narrow(part))
            case leaf:
                return {place for place in self.all if self._holds(place, leaf)}

    def _holds(self, place: int, node: Leaf) -> bool:
        document = self.documents[place]
        match node:
            case Text(text, field, also):
                return any(
                    self._has_piece(document, name, analyse_piece(wording))
                    for wording in (text, *also)
                    for name in self._fields(document, field)
                )
            case Phrase(text, field):
                return any(
                    analyse_piece(text).compact in document.compacts[name] for name in self._fields(document, field)
                )
            case About(text):
                return document.objects.get(analyse_piece(text).compact, 0.0) >= least_nearness(node)
            case Term(field, value):
                if field == "status":
                    return self.status(place).value == value
                return value in document.values.get(field, ()) or f"{field}:{value}" in document.keys
            case Prefix(text, field):
                return self._begins(document, text, field)
            case Range(field, low, high):
                day = document.days[field]
                return day is not None and (low or date.min) <= day <= (high or date.max)
            case number:
                return query_keys(number).rank(document.number_forms) is not None or (
                    not number.own and not document.keys.isdisjoint(query_keys(number).mention_keys())
                )

    @staticmethod
    def _has_piece(document: Document, field: str, piece: Piece) -> bool:
        """All words with the numbers among them as they stand, or the piece as a whole."""
        text = document.compacts[field]
        if set(piece.needed) <= set(document.words[field]) and all(
            contains_piece(text, pin) for pin in pins(piece.compact)
        ):
            return True
        return contains_piece(text, piece)

    def _begins(self, document: Document, text: str, field: str | None) -> bool:
        if field == "number":
            return any(key.startswith("=" + number_prefix(text)) for key in document.keys)
        expanded = self._expand(text)
        return any(word in expanded for name in self._fields(document, field) for word in document.words[name])

    def _expand(self, text: str) -> set[str]:
        """The words that begin so; of too many the first in order."""
        start = analyse_piece(text).compact
        return set(sorted(word for word in self._vocabulary if start and word.startswith(start))[:MAX_EXPANSION])

    @staticmethod
    def _fields(document: Document, field: str | None) -> list[str]:
        return [name for name in document.texts if field in (None, name)]

    def strict(self, node: Pieces) -> Matches:
        """The documents that hold every piece."""
        return set.intersection(self.all, *map(self.match, (*node.pieces, *node.beside)))

    def wider(self, node: Pieces) -> Matches:
        """Where few hold every piece: also those that hold most of the weight, and those whose number is given."""
        strict = self.strict(node)
        if len(strict) >= WIDEN_BELOW:
            return strict
        named = {place for place in self.all if self.number_rank(node, place) is not None}
        most = set().union(*map(self._most_of, readings(node)))
        matches = strict | named | self._with_pins(most, all_pins(node))
        if not all_pins(node):
            matches = self._with_units(node, matches)
        return matches if len(matches) >= WIDEN_BELOW else matches | self._with_pins(most, all_pins(node, open_pins))

    def _with_units(self, node: Pieces, matches: Matches) -> Matches:
        """Where these are few, also what has the rarest piece in its title, then the next, then words within them.

        Not where no document holds one of several pieces: what is asked for is not there.
        """
        if len(units(node)) > 1 and not all(map(self.match, units(node))):
            return matches
        rarest_first = sorted((self.match(in_titles(unit)) for unit in units(node)), key=len)
        within = (self.match(in_titles(text)) for text in inner(node))
        for more in (*rarest_first, *(holders for holders in within if len(holders) <= WIDEN_COMMON * len(self.all))):
            matches = matches if len(matches) >= WIDEN_BELOW else matches | more
        return matches

    def _most_of(self, node: Pieces) -> Matches:
        """The documents that hold the rarest piece and most of the words, or most of the title's pairs."""
        words, pairs = relevant(node)
        by_unit = [matches for unit in units(node) if (matches := self.match(unit))]
        share = WIDEN_SHARE_PINNED if all_pins(node) else WIDEN_SHARE
        most = self._most_words(node, share)
        by_pair = {pair: self.with_bigram(pair) for pair in pairs}
        by_word = {word: self.with_word(word) for word in long_latin(words)}
        paired = self._most({**by_pair, **by_word}, WIDEN_SHARE_BIGRAMS)
        if len(by_unit) < 2:
            return most | paired
        rare = min(by_unit, key=len)
        return (most & rare) | (paired & rare if len(units(node)) <= SHORT_QUERY else paired)

    def _most_words(self, node: Pieces, share: float) -> Matches:
        by_word = {word: self.with_word(word) for word in relevant(node)[0]}
        return self._most({**by_word, **{f"#{part}": self.match(part) for part in numbers_of(node)}}, share)

    def _with_pins(self, places: Matches, pieces: tuple[Piece, ...]) -> Matches:
        """The documents that hold the numbers and letters of the query as they stand."""
        texts = {place: self.documents[place].compacts.values() for place in places}
        return {
            place
            for place in places
            if all(any(contains_piece(text, piece) for text in texts[place]) for piece in pieces)
        }

    def _most(self, holders: dict[str, Matches], share: float) -> Matches:
        """The documents that hold at least a share of the idf weight."""
        weights = {key: idf(len(self.all), len(places)) for key, places in holders.items()}
        needed = share * sum(weights.values())
        sums: Counter[int] = Counter()
        for key, places in holders.items():
            for place in places:
                sums[place] += weights[key]  # type: ignore[assignment] # a Counter of floats
        return {place for place, weight in sums.items() if weight >= needed > 0}

    def with_word(self, word: str) -> Matches:
        """The documents that hold a word in any text field."""
        return {place for place in self.all if any(word in text for text in self.documents[place].words.values())}

    def with_bigram(self, pair: str) -> Matches:
        """The documents that hold a pair of characters in their title."""
        return {place for place in self.all if pair in self.documents[place].title_bigrams}

    @cached_property
    def all(self) -> Matches:
        """Every document."""
        return set(range(len(self.documents)))

    @cached_property
    def _vocabulary(self) -> set[str]:
        return {word for document in self.documents for text in document.words.values() for word in text}
