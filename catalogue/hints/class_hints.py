"""Hints on codes of classifications that no standard has: whether there is such a code, and what a class above has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalogue.hints.probe import Trial
from catalogue.query import Reading, Span, rewritten, with_field
from catalogue.search import Hint, Search, facet_label
from catalogue.wording import say
from indexer.fields import field_named
from indexer.query import Term
from standard.classification import Scheme, codes

_SCHEMES = frozenset(scheme.value for scheme in Scheme)
#: a search with another code in place of the one that was asked for
_Instead = Callable[[str], Search]


def class_hints(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """For each code of the query and then of the filters that no standard has: what it is, and a class above it."""
    for field, code, instead in (*_of_query(trial, reading), *_of_filters(trial.search)):
        if not trial.count(Term(field, code)):
            yield _hint(trial, field, code, instead)


def _of_query(trial: Trial, reading: Reading) -> Iterator[tuple[str, str, _Instead]]:
    for part in reading.parts:
        if part.field is not None and part.field.name in _SCHEMES:
            yield part.field.name, part.value, _put(trial, reading, part.span, part.field.name)


def _put(trial: Trial, reading: Reading, span: Span, name: str) -> _Instead:
    return lambda code: trial.with_text(rewritten(reading, {span: with_field(name, code)}))


def _of_filters(search: Search) -> Iterator[tuple[str, str, _Instead]]:
    for name, values in search.filters:
        for value in values if name in _SCHEMES else ():
            yield name, value, _exchange(search.without_filter(name, value), name)


def _exchange(search: Search, name: str) -> _Instead:
    return lambda code: search.with_filter(name, code)


def _hint(trial: Trial, field: str, code: str, instead: _Instead) -> Hint:
    """That there is no such code, or none with standards; and the nearest class above with which there is something."""
    known = codes(Scheme(field))
    kind = "class_empty" if code in known else "class_unknown"
    named = field_named(field)
    words = {"name": named.label_zh if named is not None else field, "code": facet_label(field, code)}
    for length in range(len(code) - 1, 0, -1):
        above = code[:length]
        search = instead(above)
        total = trial.total(search) if above in known else 0
        if total:
            said = say(f"{kind}_above", **words, above=facet_label(field, above), total=total)
            return trial.offer(kind, said, search, total)
    return Hint(kind, say(kind, **words))
