"""Hints on filters, fields and phrases that leave nothing: what there is without each of them."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.hints.probe import Trial
from catalogue.hints.word_spans import cut
from catalogue.query import Part, Reading, rewritten, with_field, without
from catalogue.search import Hint, facet_label
from catalogue.wording import field_words, say
from indexer.fields import FIELDS, field_named

#: parts of a query without which another one is tried, and offers of one kind
TRIED, OFFERED = 8, 3


def filter_hints(trial: Trial) -> Iterator[Hint]:
    """What there is without each filter, or, where none of them alone is to blame, without any."""
    offered = [hint for name, _ in trial.search.filters[:TRIED] for hint in _without_filter(trial, name)]
    yield from offered[:OFFERED]
    if not offered and trial.search.filters:
        search = trial.search.at(filters=(), offset=0)
        total = trial.total(search)
        if total:
            yield trial.offer("filters_empty", say("filters_empty", total=total), search, total)


def part_hints(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """What there is without each field, phrase or exclusion of the query, without the quotes, in another field."""
    for part in reading.parts[:TRIED]:
        if part.field is not None and part.field.kind == "text":
            yield from _in_other_field(trial, reading, part)
        if part.kind == "phrase":
            yield from _unquoted(trial, reading, part)
    if reading.parts and len(reading.parts) + len(reading.words) > 1:
        least = trial.total(trial.search)  # what only says what comes first leaves as much
        offered = (_without_part(trial, reading, part) for part in reading.parts[:TRIED])
        yield from [hint for hint in offered if hint is not None and (hint.total or 0) > least][:OFFERED]


def _without_filter(trial: Trial, name: str) -> Iterator[Hint]:
    search = trial.search.without_filter(name)
    total = trial.total(search)
    field = field_named(name)
    if total and field is not None:
        values = tuple(facet_label(name, value) for value in trial.search.chosen(name))
        words = say("filter_empty", name=field_words(field), value=values, total=total)
        yield trial.offer("filters_empty", words, search, total)


def _without_part(trial: Trial, reading: Reading, part: Part) -> Hint | None:
    search = trial.with_text(without(reading, part.span))
    total = trial.total(search) if search.text.strip() else 0
    if not total:
        return None
    typed = reading.text[slice(*part.span)]
    return trial.offer("part_empty", say("part_empty", part=typed, total=total), search, total)


def _in_other_field(trial: Trial, reading: Reading, part: Part) -> Iterator[Hint]:
    """The same words in each other text field, the one with the most first."""
    typed = reading.text[slice(*part.value_span)]
    tries = []
    for field in FIELDS:
        if part.field is not None and field.kind == "text" and field is not part.field:
            search = trial.with_text(rewritten(reading, {part.span: with_field(field.label_zh, typed)}))
            tries.append((trial.total(search), field, search))
    for total, field, search in sorted(tries, key=lambda row: -row[0])[:2]:
        if total and part.field is not None:
            names = {"field": field_words(part.field), "other": field_words(field)}
            words = say("other_field", value=part.text, total=total, **names)
            yield trial.offer("other_field", words, search, total)


def _unquoted(trial: Trial, reading: Reading, part: Part) -> Iterator[Hint]:
    """The phrase without its quotes, or else its words one by one."""
    apart = " ".join(part.text[start:end] for start, end in cut(part.text))
    for text in dict.fromkeys((part.text, apart)):
        search = trial.with_text(rewritten(reading, {part.span: text}))
        total = trial.total(search)
        if total:
            yield trial.offer("unquoted", say("unquoted", phrase=part.text, total=total), search, total)
            return
