"""The parts that queries to a cluster are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from indexer.engines.opensearch.substrings import tokens_within
from indexer.engines.relevance import Piece

#: a query as the cluster reads it
Clause = dict[str, Any]

EVERYTHING: Clause = {"match_all": {}}
NOTHING: Clause = {"match_none": {}}


def all_of(clauses: Iterable[Clause]) -> Clause:
    """What each of some queries finds."""
    needed = [clause for clause in clauses if clause != EVERYTHING]
    if NOTHING in needed:
        return NOTHING
    if len(needed) < 2:
        return needed[0] if needed else EVERYTHING
    return {"bool": {"filter": needed}}


def any_of(clauses: Iterable[Clause]) -> Clause:
    """What any of some queries finds."""
    given = [clause for clause in clauses if clause != NOTHING]
    if EVERYTHING in given:
        return EVERYTHING
    if len(given) < 2:
        return given[0] if given else NOTHING
    return {"bool": {"should": given, "minimum_should_match": 1}}


def without(clause: Clause, excluded: Iterable[Clause]) -> Clause:
    """What a query finds and none of others does."""
    left_out = [one for one in excluded if one != NOTHING]
    return {"bool": {"filter": [clause], "must_not": left_out}} if left_out else clause


def term(field: str, value: object) -> Clause:
    """Records that have a value."""
    return {"term": {field: {"value": value}}}


def terms(field: str, values: Iterable[object]) -> Clause:
    """Records that have any of some values."""
    listed = list(values)
    if len(listed) == 1:
        return term(field, listed[0])
    return {"terms": {field: listed}} if listed else NOTHING


def begins(field: str, prefix: str) -> Clause:
    """Records with a value that begins so."""
    return {"prefix": {field: {"value": prefix}}}


def between(field: str, low: object, high: object) -> Clause:
    """Records with a value between two, both included."""
    return {"range": {field: {"gte": low, "lte": high}}}


def has(field: str) -> Clause:
    """Records with any value."""
    return {"exists": {"field": field}}


def holds(text_field: str, compacted: str, *, after_border: bool = False, before_border: bool = False) -> Clause:
    """Records of which a text field contains a text, see `substrings`."""
    tokens = tokens_within(compacted, after_border=after_border, before_border=before_border)
    if not tokens:
        return term("texts", text_field)
    return {"match_phrase": {f"substring_{text_field}": {"query": tokens}}}


def holds_piece(text_fields: Sequence[str], piece: Piece) -> Clause:
    """Records of which a text field contains a piece, and no Latin word or number goes on before or behind it."""
    return any_of(
        holds(field, piece.compact, after_border=piece.starts_latin, before_border=piece.ends_latin)
        for field in text_fields
    )


def has_status(status: str, day: date) -> Clause:
    """Records that have a status on a day."""
    return term(f"status_{status}", day.toordinal())


def most_of(holders: Sequence[tuple[Clause, float]], needed: float) -> Clause:
    """Records that hold at least so much of the weight of some queries."""
    scored = [{"constant_score": {"filter": clause, "boost": weight}} for clause, weight in holders]
    # sums are of 32 bits there, so that what holds exactly the share is let in by a little
    return {"function_score": {"query": {"bool": {"should": scored}}, "min_score": needed * (1 - 1e-6)}}
