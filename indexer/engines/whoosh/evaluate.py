"""Query tree -> which documents, as array operations. Agrees with `indexer.engines.memory` to the document."""

from __future__ import annotations

from functools import reduce

import numpy as np

from indexer.analysis.numbers import asked, own
from indexer.engines.base import RANKS
from indexer.engines.checking import number_prefix
from indexer.engines.whoosh.days import Day
from indexer.engines.whoosh.files import Array
from indexer.engines.whoosh.parts import Parts, joined
from indexer.engines.whoosh.schema import ANY, BIGRAMS, KEYS, WORDS
from indexer.matching import (
    MAX_EXPANSION,
    WIDEN_BELOW,
    WIDEN_SHARE,
    Piece,
    all_pins,
    idf,
    narrow,
    numbers_of,
    piece,
    pieces_of,
    pins,
    relevant,
)
from indexer.query import And, Everything, Node, Not, Number, Or, Phrase, Pieces, Prefix, Range, Term, Text

_NOWHERE = np.empty(0, np.uint32)


class Evaluation:
    """One query tree on one generation. Masks are boolean arrays over all documents; only valid ones are ever set."""

    def __init__(self, parts: Parts, day: Day) -> None:
        self._parts = parts
        self._day = day
        self._strict: dict[Pieces, Array] = {}
        self._wider: dict[Pieces, Array] = {}
        self._names: dict[str, dict[int, int]] = {}

    def match(self, node: Node) -> Array:  # noqa: C901 - one line for each kind of node
        """The documents that a node holds."""
        match node:
            case Everything():
                return self._parts.live.copy()
            case Text(text, field):
                return self._mask(self._text(piece(text), field))
            case Phrase(text, field):
                return self._mask(self._containing(piece(text).compact, field))
            case Number():
                return self._number(node)
            case Term(field, value):
                return self._term(field, value)
            case Prefix(text, field):
                return self._mask(self._begins(text, field))
            case Range():
                return self._range(node)
            case Pieces():
                return self.wider(node).copy()
            case And(parts):
                return reduce(np.logical_and, map(self.match, parts), self._parts.live)
            case Or(parts):
                return reduce(np.logical_or, map(self.match, parts), np.zeros(self._parts.count, bool))
            case Not(part):
                return self._parts.live & ~self.match(narrow(part))

    def groups(self, tree: Node, places: Array) -> Array:
        """Place in RANKS of the documents at `places` (ascending), for the order of relevance."""
        free = list(pieces_of(tree))
        groups = np.full(len(places), RANKS.index("partial" if free else "text"), np.int8)
        for part in free:
            groups[self.strict(part)[places]] = RANKS.index("text")
        named: dict[int, int] = {}
        for number in numbers_of(tree):
            for place, group in self._named(number.text).items():
                named[place] = min(group, named.get(place, group))
        for place, group in named.items():
            at = int(np.searchsorted(places, place))
            if at < len(places) and places[at] == place:
                groups[at] = group
        return groups

    def widened(self, tree: Node) -> bool:
        """Whether free text had to be widened."""
        return any(bool((self.wider(part) & ~self.strict(part)).any()) for part in pieces_of(tree))

    # --- leaves -----------------------------------------------------------------------------------------------------

    def _fields(self, field: str | None) -> list[str]:
        return [name for name in self._parts.text_fields if field in (None, name)]

    def _mask(self, places: Array | list[int]) -> Array:
        mask = np.zeros(self._parts.count, bool)
        mask[places] = True
        return mask

    def _text(self, sought: Piece, field: str | None) -> Array:
        """Places where one text field holds all words, or contains the piece between borders."""
        contained = self._between_borders(sought, field)
        if sought.words == (sought.compact,):
            return contained  # a field that holds the word contains it
        return joined([contained, *(self._with_words(name, sought) for name in self._fields(field))])

    def _with_words(self, field: str, sought: Piece) -> Array:
        """Places where a field holds all words, and the numbers among them as they stand."""
        places = self._all_words(field, sought.words)
        for pin in pins(sought.compact) if len(places) else ():
            places = np.intersect1d(places, self._between_borders(pin, field))
        return places.astype(np.uint32)

    def _all_words(self, field: str, words: tuple[str, ...]) -> Array:
        places = [self._parts.postings(WORDS[field], word)[0] for word in words]
        return reduce(_common, sorted(places, key=len)) if places else _NOWHERE

    def _containing(self, text: str, field: str | None) -> Array:
        return joined([_NOWHERE, *(self._parts.containing(name, text) for name in self._fields(field))])

    def _between_borders(self, sought: Piece, field: str | None) -> Array:
        """Documents that contain a piece, and no Latin word or number goes on before or behind it."""
        found = (
            self._parts.containing(
                name, sought.compact, after_border=sought.starts_latin, before_border=sought.ends_latin
            )
            for name in self._fields(field)
        )
        return joined([_NOWHERE, *found])

    def _named(self, text: str) -> dict[int, int]:
        if text not in self._names:
            self._names[text] = self._name(text)
        return self._names[text]

    def _name(self, text: str) -> dict[int, int]:
        """Documents that are what a number asks for -> place in RANKS."""
        sought = asked(text)
        candidates = {int(place) for key in sought.candidates() for place in self._parts.postings(KEYS, key)[0]}
        ranks = {place: sought.rank(own(self._parts.number(place))) for place in candidates}
        return {place: rank for place, rank in ranks.items() if rank is not None}

    def _number(self, node: Number) -> Array:
        mask = self._mask(list(self._named(node.text)))
        for key in () if node.own else asked(node.text).mention_keys():
            mask[self._parts.postings(KEYS, key)[0]] = True
        return mask

    def _term(self, field: str, value: str) -> Array:
        if field == "status":
            return self._day.mask((value,)) & self._parts.live
        if field in self._parts.values:
            return self._parts.mask(field, (value,)) & self._parts.live
        return self._mask(self._parts.postings(KEYS, f"{field}:{value}")[0])

    def _begins(self, text: str, field: str | None) -> Array:
        if field == "number":
            keys = self._parts.expand(KEYS, "=" + number_prefix(text))
            return joined([_NOWHERE, *(self._parts.postings(KEYS, key)[0] for key in keys)])
        names = [WORDS[name] for name in self._fields(field)]
        start = piece(text).compact
        words = (
            sorted(
                {
                    word
                    for name in map(WORDS.__getitem__, self._parts.text_fields)
                    for word in self._parts.expand(name, start)
                }
            )
            if start
            else []
        )
        found = (self._parts.postings(name, word)[0] for word in words[:MAX_EXPANSION] for name in names)
        return joined([_NOWHERE, *found])

    def _range(self, node: Range) -> Array:
        days = self._parts.days[node.field]
        low = node.low.toordinal() if node.low else 1
        inside = (days >= low) & (days <= node.high.toordinal()) if node.high else days >= low
        return inside & self._parts.live

    # --- free text --------------------------------------------------------------------------------------------------

    def strict(self, node: Pieces) -> Array:
        """The documents that hold every piece."""
        if node not in self._strict:
            self._strict[node] = reduce(np.logical_and, map(self.match, node.pieces), self._parts.live)
        return self._strict[node]

    def wider(self, node: Pieces) -> Array:
        """The same, widened where these are few."""
        if node not in self._wider:
            self._wider[node] = self._widen(node)
        return self._wider[node]

    def _widen(self, node: Pieces) -> Array:
        """`MemoryEngine._wider`, on arrays."""
        strict = self.strict(node)
        if int(strict.sum()) >= WIDEN_BELOW:
            return strict
        mask = strict.copy()
        for number in numbers_of(node):
            mask[list(self._named(number.text))] = True
        words, pairs = relevant(node)
        held = [self._parts.postings(ANY, word)[0] for word in words]
        held += [np.flatnonzero(self.match(number)) for number in numbers_of(node)]
        most = self._most(held) | self._most([self._parts.postings(BIGRAMS, pair)[0] for pair in pairs])
        for pin in all_pins(node):
            most &= self._mask(self._between_borders(pin, None))
        return mask | most

    def _most(self, held: list[Array]) -> Array:
        weights = [idf(self._parts.total, len(places)) for places in held]
        needed = WIDEN_SHARE * sum(weights)
        sums = np.zeros(self._parts.count)
        for places, weight in zip(held, weights, strict=True):
            sums[places] += weight
        return (sums >= needed) & (needed > 0)


def _common(few: Array, many: Array) -> Array:
    """What two ascending arrays have in common."""
    if not len(few) or not len(many):
        return _NOWHERE
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    common: Array = few[many[at] == few]
    return common
