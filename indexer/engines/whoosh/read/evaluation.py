"""Query tree -> which documents, as array operations. Agrees with `indexer.engines.memory.matching` to the document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from indexer.analysis import forms_of_number, query_keys
from indexer.engines.base import RANKS
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
from indexer.engines.whoosh.columns import ANY, BIGRAMS, KEYS, OBJECTS, WORDS, Array
from indexer.engines.whoosh.read.doc_sets import (
    NONE,
    all_of,
    any_of,
    both,
    distinct,
    membership,
    places,
    size,
    without,
)
from indexer.engines.whoosh.read.generation_view import Parts
from indexer.engines.whoosh.read.status_by_day import Day
from indexer.query import (
    About,
    And,
    Everything,
    Node,
    Not,
    Number,
    Or,
    PartialNumber,
    Phrase,
    Pieces,
    Prefix,
    Range,
    Term,
    Text,
)


class Evaluation:
    """One query tree on one generation. Sets of documents are as `doc_sets` has them, all valid."""

    def __init__(self, parts: Parts, day: Day) -> None:
        self._parts = parts
        self._day = day
        self._strict: dict[Pieces, Array] = {}
        self._wider: dict[Pieces, Array] = {}
        self._ranks: dict[Number | PartialNumber, dict[int, int]] = {}
        self._texts: dict[Text, Array] = {}
        self._terms: dict[tuple[str, str], Array] = {}

    def match(self, node: Node) -> Array:  # noqa: C901 - one line for each kind of node
        """The documents that a node holds."""
        match node:
            case Everything():
                return self._parts.live
            case Text():
                return self._match_text(node)
            case Phrase(text, field):
                return self._any([self._parts.containing(analyse_piece(text).compact, field)])
            case About():
                return self._about(node)
            case Number() | PartialNumber():
                return self._number(node)
            case Term(field, value):
                return self._term(field, value)
            case Prefix(text, field):
                return self._any(list(self._begins(text, field)))
            case Range():
                return self._range(node)
            case Pieces():
                return self.wider(node)
            case And(parts):
                return all_of(map(self.match, parts), self._parts.live)
            case Or(parts):
                return self._any(list(map(self.match, parts)))
            case Not(part):
                return without(self._parts.live, self.match(narrow(part)))

    def groups(self, tree: Node, places: Array) -> Array:
        """Place in RANKS of the documents at `places` (ascending), for the order of relevance."""
        free_texts = list(pieces_of(tree))
        groups = np.full(len(places), RANKS.index("partial" if free_texts else "text"), np.int8)
        for part in free_texts:
            if self.wider(part) is self.strict(part) and (tree is part or _is_part(part, tree)):
                groups[:] = RANKS.index("text")
            else:
                groups[membership(places, self.strict(part))] = RANKS.index("text")
        ranks: dict[int, int] = {}
        for number in numbers_of(tree):
            for place, rank in self._ranks_of_number(number).items():
                ranks[place] = min(rank, ranks.get(place, rank))
        for place, rank in ranks.items():
            at = int(np.searchsorted(places, place))
            if at < len(places) and places[at] == place:
                groups[at] = rank
        return groups

    def widened(self, tree: Node) -> bool:
        """Whether free text had to be widened."""
        return any(size(self.wider(part)) > size(self.strict(part)) for part in pieces_of(tree))

    # --- leaves -----------------------------------------------------------------------------------------------------

    def _any(self, sets: list[Array]) -> Array:
        return any_of(sets, self._parts.count)

    def _fields(self, field: str | None) -> list[str]:
        return [name for name in self._parts.text_fields if field in (None, name)]

    def _match_text(self, node: Text) -> Array:
        """Documents that hold a text in any of its wordings; worked out once, since readings share their pieces."""
        if node not in self._texts:
            texts = (node.text, *node.also)
            self._texts[node] = self._any([self._text(analyse_piece(text), node.field) for text in texts])
        return self._texts[node]

    def _postings(self, field: str, term: str) -> Array:
        """Documents that hold a term; looked up once."""
        if (field, term) not in self._terms:
            self._terms[field, term] = self._parts.postings(field, term)[0]
        return self._terms[field, term]

    def _text(self, piece: Piece, field: str | None) -> Array:
        """Documents where one text field holds all words, or contains the piece between borders."""
        contained = self._any([self._between_borders(piece, field)])
        if piece.needed == (piece.compact,):
            return contained  # a field that holds the word contains it
        # few hold all words and do not contain the piece: only these are looked at field by field
        others = without(self._all_words(ANY, piece.needed), contained)
        if not len(others):
            return contained
        by_field = (both(others, self._with_words(name, piece)) for name in self._fields(field))
        return self._any([contained, *by_field])

    def _with_words(self, field: str, piece: Piece) -> Array:
        """Documents where a field holds all words, and the numbers among them as they stand."""
        places = self._all_words(WORDS[field], piece.needed)
        for pin in pins(piece.compact) if len(places) else ():
            places = both(places, distinct(self._between_borders(pin, field)))
        return places

    def _all_words(self, field: str, words: tuple[str, ...]) -> Array:
        return all_of((self._postings(field, word) for word in words), NONE)

    def _between_borders(self, piece: Piece, field: str | None) -> Array:
        """Documents that contain a piece, and no Latin word or number goes on before or behind it."""
        return self._parts.containing(
            piece.compact, field, after_border=piece.starts_latin, before_border=piece.ends_latin
        )

    def _about(self, node: About) -> Array:
        """The documents whose titles are about a thing of this name."""
        holders, nearness = self._parts.postings(OBJECTS, analyse_piece(node.text).compact)
        return holders[nearness >= np.float32(least_nearness(node))]

    def _ranks_of_number(self, node: Number | PartialNumber) -> dict[int, int]:
        if node not in self._ranks:
            self._ranks[node] = self._rank_candidates(node)
        return self._ranks[node]

    def _rank_candidates(self, node: Number | PartialNumber) -> dict[int, int]:
        """Documents that are what a number asks for -> place in RANKS."""
        keys = query_keys(node)
        candidates = {int(place) for key in keys.candidates() for place in self._parts.postings(KEYS, key)[0]}
        ranks = {place: keys.rank(forms_of_number(self._parts.number(place))) for place in candidates}
        return {place: rank for place, rank in ranks.items() if rank is not None}

    def _number(self, node: Number | PartialNumber) -> Array:
        keys = () if node.own else query_keys(node).mention_keys()
        mentions = (self._parts.postings(KEYS, key)[0] for key in keys)
        return self._any([np.array(list(self._ranks_of_number(node)), np.uint32), *mentions])

    def _term(self, field: str, value: str) -> Array:
        if field == "status":
            return self._day.mask((value,)) & self._parts.live
        if field in self._parts.values:
            return self._parts.mask(field, (value,)) & self._parts.live
        return self._parts.postings(KEYS, f"{field}:{value}")[0]

    def _begins(self, text: str, field: str | None) -> Iterator[Array]:
        """Documents with a number, or a word of a text field, that begins so."""
        if field == "number":
            yield self._parts.with_prefix(KEYS, "=" + number_prefix(text))
            return
        start = analyse_piece(text).compact
        words = self._parts.expand(ANY, start, MAX_EXPANSION) if start else []
        for name in map(WORDS.__getitem__, self._fields(field)) if field and words else (ANY,) * bool(words):
            yield self._parts.between(name, words[0], words[-1])

    def _range(self, node: Range) -> Array:
        days = self._parts.days[node.field]
        low = node.low.toordinal() if node.low else 1
        inside = (days >= low) & (days <= node.high.toordinal()) if node.high else days >= low
        return inside & self._parts.live

    # --- free text --------------------------------------------------------------------------------------------------

    def strict(self, node: Pieces) -> Array:
        """The documents that hold every piece."""
        if node not in self._strict:
            self._strict[node] = all_of(map(self.match, (*node.pieces, *node.beside)), self._parts.live)
        return self._strict[node]

    def wider(self, node: Pieces) -> Array:
        """The same, widened where these are few."""
        if node not in self._wider:
            self._wider[node] = self._widen(node)
        return self._wider[node]

    def _widen(self, node: Pieces) -> Array:
        """`Matching.wider` of the memory engine, on arrays."""
        strict = self.strict(node)
        if size(strict) >= WIDEN_BELOW:
            return strict
        named = {place for number in numbers_of(node) for place in self._ranks_of_number(number)}
        most = self._any(list(chain.from_iterable(map(self._most_of, readings(node)))))
        pinned = self._with_pins(most, all_pins(node))
        documents = self._any([strict, np.array(sorted(named), np.uint32), pinned])
        if not all_pins(node):
            documents = self._with_units(node, documents)
        if size(documents) >= WIDEN_BELOW:
            return documents
        return self._any([documents, self._with_pins(most, all_pins(node, open_pins))])

    def _with_units(self, node: Pieces, documents: Array) -> Array:
        """Where these are few, also what has the rarest piece in its title, then the next, then words within them.

        Not where no document holds one of several pieces: what is asked for is not there.
        """
        node_units = units(node)
        if size(documents) >= WIDEN_BELOW:
            return documents
        if len(node_units) > 1 and not all(size(self.match(unit)) for unit in node_units):
            return documents
        rarest_first = sorted((self.match(in_titles(unit)) for unit in node_units), key=size)
        within = (self.match(in_titles(text)) for text in inner(node))
        telling = (holders for holders in within if size(holders) <= WIDEN_COMMON * self._parts.total)
        for more in chain(rarest_first, telling):
            if size(documents) >= WIDEN_BELOW:
                break
            documents = self._any([documents, more])
        return documents

    def _with_pins(self, documents: Array, pieces: tuple[Piece, ...]) -> Array:
        """Those that hold the numbers and letters of the query as they stand."""
        return all_of([documents, *(self._any([self._between_borders(piece, None)]) for piece in pieces)], documents)

    def _most_of(self, node: Pieces) -> Iterator[Array]:
        """The documents that hold the rarest piece and most of the words; and those with most of the title's pairs."""
        words, pairs = relevant(node)
        by_unit = [matches for unit in units(node) if size(matches := self.match(unit))]
        share = WIDEN_SHARE_PINNED if all_pins(node) else WIDEN_SHARE
        most = self._most_words(node, share)
        by_pair = [self._postings(BIGRAMS, pair) for pair in pairs]
        by_word = [self._postings(ANY, word) for word in long_latin(words)]
        paired = self._most([*by_pair, *by_word], WIDEN_SHARE_BIGRAMS)
        rarest = min(by_unit, key=size) if len(by_unit) > 1 else None
        yield most if rarest is None else both(most, rarest)
        yield paired if rarest is None or len(units(node)) > SHORT_QUERY else both(paired, rarest)

    def _most_words(self, node: Pieces, share: float) -> Array:
        by_word = [self._postings(ANY, word) for word in relevant(node)[0]]
        return self._most([*by_word, *(places(self.match(number)) for number in numbers_of(node))], share)

    def _most(self, holders: list[Array], share: float) -> Array:
        """The documents that hold at least a share of the idf weight."""
        weights = [idf(self._parts.total, len(documents)) for documents in holders]
        needed = share * sum(weights)
        if not needed > 0:
            return NONE
        sums = self._parts.sums
        for documents, weight in zip(holders, weights, strict=True):
            sums[documents] += weight
        matches = [documents[sums[documents] >= needed] for documents in holders]
        for documents in holders:
            sums[documents] = 0
        return self._any(matches)


def _is_part(part: Pieces, tree: Node) -> bool:
    """Whether every match of a tree is one of a part of it."""
    return isinstance(tree, And) and any(child is part or _is_part(part, child) for child in tree.parts)
