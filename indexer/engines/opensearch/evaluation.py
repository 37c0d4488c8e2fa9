"""Query tree -> queries to the cluster. Agrees with `indexer.engines.memory.matching` to the document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate, chain

from indexer.analysis import forms_of_number, query_keys
from indexer.engines.base import PAIR, RANKS, WORD
from indexer.engines.opensearch.clauses import (
    EVERYTHING,
    NOTHING,
    Clause,
    all_of,
    any_of,
    begins,
    between,
    has_status,
    holds,
    holds_piece,
    most_of,
    term,
    terms,
    without,
)
from indexer.engines.opensearch.figures import Figures
from indexer.engines.opensearch.mapping import NEARNESS
from indexer.engines.relevance import (
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
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
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

_TEXTS = tuple(field.name for field in TEXT_FIELDS)
_VALUES = frozenset(field.name for field in VALUE_FIELDS)
_DAYS = frozenset(field.name for field in DAY_FIELDS)
_LAST_DAY = date.max.toordinal()
_TEXT, _PARTIAL = RANKS.index("text"), RANKS.index("partial")


class Evaluation:
    """One query tree on one generation and day."""

    def __init__(self, figures: Figures, day: date) -> None:
        self._figures = figures
        self._day = day
        self._strict: dict[Pieces, Clause] = {}
        self._wider: dict[Pieces, Clause] = {}
        self._ranks: dict[Number | PartialNumber, dict[str, int]] = {}

    def match(self, node: Node) -> Clause:  # noqa: C901 - one line for each kind of node
        """The query for what a node holds."""
        match node:
            case Everything():
                return EVERYTHING
            case Text(text, field, also):
                return any_of(self._text(analyse_piece(wording), field) for wording in (text, *also))
            case Phrase(text, field):
                return any_of(holds(name, analyse_piece(text).compact) for name in _fields(field))
            case About(text):
                name, least = analyse_piece(text).compact, least_nearness(node)
                return terms("objects", (f"{name}\t{near}" for near in NEARNESS if near >= least))
            case Number() | PartialNumber():
                return self._number(node)
            case Term(field, value):
                return self._term(field, value)
            case Prefix(text, field):
                return self._begins(text, field)
            case Range(field, low, high):
                last = high.toordinal() if high else _LAST_DAY
                return between(f"day_{field}", low.toordinal() if low else 1, last)
            case Pieces():
                return self.wider(node)
            case And(parts):
                return all_of(list(map(self.match, parts)))
            case Or(parts):
                return any_of(list(map(self.match, parts)))
            case Not(part):
                return without(EVERYTHING, [self.match(narrow(part))])

    def groups(self, tree: Node) -> list[tuple[int, Clause]]:
        """(place in RANKS, query) for each group of matches, in order; a match belongs to the first that finds it."""
        ranks: dict[str, int] = {}
        for node in numbers_of(tree):
            for number, rank in self.ranks_of_number(node).items():
                ranks[number] = min(rank, ranks.get(number, rank))
        named = [
            (rank, terms("number", sorted(number for number, of in ranks.items() if of == rank)))
            for rank in sorted(set(ranks.values()))
        ]
        free_texts = list(pieces_of(tree))
        if all(self.wider(part) == self.strict(part) for part in free_texts) and (
            not free_texts or any(tree is part or _is_part(part, tree) for part in free_texts)
        ):
            return [*named, (_TEXT, EVERYTHING)]
        return [*named, (_TEXT, any_of(map(self.strict, free_texts))), (_PARTIAL, EVERYTHING)]

    def widened(self, tree: Node) -> bool:
        """Whether free text had to be widened."""
        changed = [part for part in pieces_of(tree) if self.wider(part) != self.strict(part)]
        pairs = [clause for part in changed for clause in (self.wider(part), self.strict(part))]
        counts = self._figures.count_all(pairs)
        return any(wider > strict for wider, strict in zip(counts[::2], counts[1::2], strict=True))

    # --- leaves -----------------------------------------------------------------------------------------------------

    def _text(self, piece: Piece, field: str | None) -> Clause:
        """Records where one text field holds all words, or contains the piece between borders."""
        contained = holds_piece(_fields(field), piece)
        if piece.needed == (piece.compact,):
            return contained  # a field that holds the word contains it
        return any_of([contained, *(_with_words(name, piece) for name in _fields(field))])

    def ranks_of_number(self, node: Number | PartialNumber) -> dict[str, int]:
        """Numbers of the records that are what a number asks for -> place in RANKS."""
        if node not in self._ranks:
            keys = query_keys(node)
            numbers = self._figures.numbers_with(tuple(sorted(set(keys.candidates()))))
            ranks = {number: keys.rank(forms_of_number(number)) for number in numbers}
            self._ranks[node] = {number: rank for number, rank in ranks.items() if rank is not None}
        return self._ranks[node]

    def _number(self, node: Number | PartialNumber) -> Clause:
        meant = terms("number", sorted(self.ranks_of_number(node)))
        return meant if node.own else any_of([meant, terms("keys", query_keys(node).mention_keys())])

    def _term(self, field: str, value: str) -> Clause:
        if field == "status":
            return has_status(value, self._day)
        key = term("keys", f"{field}:{value}")
        return any_of([term(f"value_{field}", value), key]) if field in _VALUES else key

    def _begins(self, text: str, field: str | None) -> Clause:
        """Records with a number, or a word of a text field, that begins so."""
        if field == "number":
            return begins("keys", "=" + number_prefix(text))
        start = analyse_piece(text).compact
        words = self._figures.expand(start) if start else ()
        if not words:
            return NOTHING
        return between("word" if field is None else f"words_{field}", words[0], words[-1])

    # --- free text --------------------------------------------------------------------------------------------------

    def strict(self, node: Pieces) -> Clause:
        """The records that hold every piece; where these are few, by their numbers: a query has its bounds."""
        if node not in self._strict:
            strict = all_of(list(map(self.match, (*node.pieces, *node.beside))))
            if self._figures.count(strict) < WIDEN_BELOW:
                strict = terms("number", self._figures.numbers_of(strict))
            self._strict[node] = strict
        return self._strict[node]

    def wider(self, node: Pieces) -> Clause:
        """The same, widened where these are few."""
        if node not in self._wider:
            strict = self.strict(node)
            few = self._figures.count(strict) < WIDEN_BELOW
            self._wider[node] = self._widen(node, strict) if few else strict
        return self._wider[node]

    def _widen(self, node: Pieces, strict: Clause) -> Clause:
        """`Matching.wider` of the memory engine, with queries in place of sets."""
        named = terms("number", sorted({number for part in numbers_of(node) for number in self.ranks_of_number(part)}))
        most = any_of(list(chain.from_iterable(map(self._most_of, readings(node)))))
        found = any_of([strict, named, _with_pins(most, all_pins(node))])
        if not all_pins(node):
            found = self._with_units(node, found)
        if self._figures.count(found) >= WIDEN_BELOW:
            return found
        return any_of([found, _with_pins(most, all_pins(node, open_pins))])

    def _with_units(self, node: Pieces, found: Clause) -> Clause:
        """Where these are few, also what has the rarest piece in its title, then the next, then words within them.

        Not where no record holds one of several pieces: what is asked for is not there.
        """
        node_units = units(node)
        whole = list(map(self.match, node_units))
        titled = [self.match(in_titles(unit)) for unit in node_units]
        within = [self.match(in_titles(text)) for text in inner(node)]
        counts = self._figures.count_all([EVERYTHING, *whole, *titled, *within])
        total, counts = counts[0], counts[1:]
        if len(node_units) > 1 and not all(counts[: len(whole)]):
            return found
        of_titled = counts[len(whole) : len(whole) + len(titled)]
        rarest_first = [titled[at] for at in sorted(range(len(titled)), key=of_titled.__getitem__)]
        of_within = zip(within, counts[len(whole) + len(titled) :], strict=True)
        telling = [clause for clause, count in of_within if count <= WIDEN_COMMON * total]
        steps = list(accumulate([found, *rarest_first, *telling], lambda sofar, more: any_of([sofar, more])))
        sizes = self._figures.count_all(steps)
        return next((step for step, size in zip(steps, sizes, strict=True) if size >= WIDEN_BELOW), steps[-1])

    def _most_of(self, node: Pieces) -> Iterator[Clause]:
        """The records that hold the rarest piece and most of the words; and those with most of the title's pairs."""
        words, pairs = relevant(node)
        of_units = list(map(self.match, units(node)))
        counts = self._figures.count_all(of_units)
        by_unit = [(clause, count) for clause, count in zip(of_units, counts, strict=True) if count]
        share = WIDEN_SHARE_PINNED if all_pins(node) else WIDEN_SHARE
        numbers = [self.match(number) for number in dict.fromkeys(numbers_of(node))]
        most = self._most([*(term("words", word) for word in words), *numbers], share)
        latin = [term("words", word) for word in long_latin(words)]
        paired = self._most([*(term("pairs", pair) for pair in pairs), *latin], WIDEN_SHARE_BIGRAMS)
        rarest = min(by_unit, key=lambda unit: unit[1])[0] if len(by_unit) > 1 else None
        yield most if rarest is None else all_of([most, rarest])
        yield paired if rarest is None or len(units(node)) > SHORT_QUERY else all_of([paired, rarest])

    def _most(self, holders: list[Clause], share: float) -> Clause:
        """The records that hold at least a share of the idf weight."""
        total, *counts = self._figures.count_all([EVERYTHING, *holders])
        weights = [idf(total, count) for count in counts]
        needed = share * sum(weights)
        return most_of(list(zip(holders, weights, strict=True)), needed) if needed > 0 else NOTHING


def terms_of(tree: Node) -> list[tuple[str, str]]:
    """The words and pairs whose frequencies a tree needs."""
    words, pairs = relevant(tree)
    return [*((word, WORD) for word in words), *((pair, PAIR) for pair in pairs)]


def _fields(field: str | None) -> tuple[str, ...]:
    """The text fields in which a text is looked for."""
    if field is None:
        return _TEXTS
    return (field,) if field in _TEXTS else ()


def _with_words(field: str, piece: Piece) -> Clause:
    """Records where a field holds all words, and the numbers among them as they stand."""
    if not piece.needed:
        return all_of([term("texts", field), *(holds_piece((field,), pin) for pin in pins(piece.compact))])
    words = [term(f"words_{field}", word) for word in piece.needed]
    return all_of([*words, *(holds_piece((field,), pin) for pin in pins(piece.compact))])


def _with_pins(clause: Clause, pieces: tuple[Piece, ...]) -> Clause:
    """Those that hold the numbers and letters of the query as they stand."""
    return all_of([clause, *(holds_piece(_TEXTS, piece) for piece in pieces)])


def _is_part(part: Pieces, tree: Node) -> bool:
    """Whether every match of a tree is one of a part of it."""
    return isinstance(tree, And) and any(child is part or _is_part(part, child) for child in tree.parts)
