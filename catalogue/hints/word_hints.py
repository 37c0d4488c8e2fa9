"""Hints on the words of a query: which of them the catalogue lacks, what they may have meant, which go together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise

from catalogue.hints.did_you_mean import near_words
from catalogue.hints.number_hints import strange_numbers
from catalogue.hints.probe import Trial
from catalogue.hints.word_spans import cut, is_chinese
from catalogue.query import (
    Part,
    Reading,
    Span,
    in_other_words,
    phrases,
    rewritten,
    rewritten_at,
    says_nothing,
    serial_number,
    touches,
    with_field,
)
from catalogue.search import Hint
from catalogue.wording import say
from indexer.analysis import parse
from indexer.query import And, Node, Number, Or, Phrase, Pieces, Text
from standard.folding import fold_characters

#: words of a query that are counted one by one, and unknown words whose spelling is looked at
COUNTED, SPELLED = 16, 2
#: words within the words of a query that are counted, and ranges of years that are tried
WITHIN, YEARS = 40, 4
#: a range of years that was not written as one
_YEARS = re.compile(
    r"(?<![\w:.-])(?P<first>(?:19|20)\d\d)年?(?: ?(?:-|\.\.|~|至|到) ?(?P<last>(?:19|20)\d\d)年?)?(?![\w.-])"
)


@dataclass(frozen=True)
class Unit:
    """A word of the query, or a word within one that is not held as a whole."""

    text: str
    span: Span
    #: how many standards hold it
    count: int
    #: what of the query it stands in
    part: Part


def word_hints(trial: Trial, reading: Reading, before: list[Hint], *, found: bool) -> Iterator[Hint]:
    """Words that no standard holds and what may be meant; without such, where nothing was `found`, what goes together.

    Words at the places of hints that come `before` are left out.
    """
    units = list(islice(_units(trial, reading, [hint.span for hint in before if hint.span is not None]), WITHIN))
    unknown = list(_side_by_side(reading, [unit for unit in units if not unit.count]))
    if unknown:
        yield _unknown(trial, reading, [unit for unit in units if unit.count], unknown)
        for unit in unknown[:SPELLED]:
            yield from _spelled(trial, reading, unit)
    elif len(units) > 1 and not found:
        yield from _together(trial, reading, units)


def range_hints(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """For years beside words, and for what looks like a range of them: the days of issue."""
    taken = [part.span for part in reading.parts]
    text = fold_characters(reading.text)
    for match in islice(_YEARS.finditer(text), YEARS):
        if touches(match.span(), taken) or match.group() == text.strip() == match["first"]:
            continue
        low, high = sorted((match["first"], match["last"] or match["first"]))
        days = with_field("发布日期", f"{low}..{high}" if low != high else low)
        search = trial.with_text(rewritten_at(reading.text, match.span(), days))
        total = trial.total(search)
        if total:
            words = say("range_of_years", given=match.group(), total=total)
            yield replace(trial.offer("range_of_years", words, search, total), span=match.span())


def _units(trial: Trial, reading: Reading, left_out: list[Span]) -> Iterator[Unit]:
    """The words of a query with their counts; numbers and what looks like one have hints of their own."""
    left_out = [*left_out, *strange_numbers(reading)]
    words = () if any(number.own for number in reading.numbers) else reading.words[:COUNTED]
    terms = dict(_terms(trial, words))
    for place, part in enumerate(words):
        if place in terms:
            yield Unit(part.text, part.span, terms[place], part)
        elif parse(part.text) is None and not touches(part.span, left_out):
            yield from _words_of(trial, part, part.span)
    for part in _phrases(reading):
        units = list(_words_of(trial, part, (part.span[0] + 1, part.span[1] - 1)))
        yield from units if len(units) > 1 else ()
    for part in reading.parts:
        if part.field is not None and part.field.kind == "text":
            units = list(_words_of(trial, part, part.value_span))
            yield from (unit for unit in units if len(units) == 1 and not unit.count)


def _terms(trial: Trial, words: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Places of the words of English terms like `stainless steel`, each with how many standards hold the term."""
    texts = [part.text for part in words]
    for first, end in phrases(texts):
        count = trial.count(in_other_words(Text(" ".join(texts[first:end]))))
        yield from ((place, count) for place in range(first, end) if count)


def _phrases(reading: Reading) -> list[Part]:
    return [part for part in reading.parts if part.kind == "phrase"]


def _words_of(trial: Trial, part: Part, span: Span) -> Iterator[Unit]:
    """A part as one unit where standards hold it or it is one word; else its words."""
    count = _count(trial, part.text)
    spans = cut(part.text) if not count else ()
    if len(spans) < 2:
        yield Unit(part.text, span, count, part)
        return
    for start, end in spans:
        word = part.text[start:end]
        yield Unit(word, (span[0] + start, span[0] + end), _count(trial, word), part)


def _count(trial: Trial, text: str) -> int:
    """How many standards hold a word, or are called so where it may be a serial number."""
    serial = serial_number(text)
    return trial.count(Or((Text(text), serial)) if serial is not None else in_other_words(Text(text)))


def _side_by_side(reading: Reading, unknown: list[Unit]) -> Iterator[Unit]:
    """Unknown words as the reader sees them: what was cut within one word of the query is one again."""
    for _, run in groupby(enumerate(unknown), key=lambda row: (row[1].part, row[1].span[0] - _length(unknown, row[0]))):
        units = [unit for _, unit in run]
        span = (units[0].span[0], units[-1].span[1])
        text = reading.text[slice(*span)] if units[0].part.field is None else units[0].text
        yield Unit(text, span, 0, units[0].part)


def _length(units: list[Unit], place: int) -> int:
    """Characters of the units before a place: those of neighbours differ from their starts by the same amount."""
    return sum(len(unit.text) for unit in units[:place])


def _without(reading: Reading, kept: list[Unit], *, apart: bool) -> str:
    """The query with only these of its words; those of a word that was cut joined again, or `apart`."""
    changes = {unit.part.span: "" for unit in kept}
    changes.update({part.span: "" for part in (*reading.words, *_phrases(reading))})
    changes.update({token.span: "" for token in reading.tokens if token.kind == "filler"})
    for before, unit in pairwise([None, *kept]):
        if unit is None:
            continue
        near = before is not None and before.part == unit.part and before.span[1] == unit.span[0] and not apart
        changes[unit.part.span] += ("" if near or not changes[unit.part.span] else " ") + unit.text
    return rewritten(reading, changes)


def _unknown(trial: Trial, reading: Reading, known: list[Unit], unknown: list[Unit]) -> Hint:
    """The unknown words, and the query with the others, or with those of them that go together."""
    names = tuple(dict.fromkeys(unit.text for unit in unknown))
    edges = {place for unit in unknown for place in unit.span}
    known = [unit for unit in known if len(unit.text) > 1 or edges.isdisjoint(unit.span)]
    for text in _ways_on(trial, reading, known, unknown):
        if not _is_subject(text):
            continue
        search = trial.with_text(text)
        total = trial.total(search) if not says_nothing(text) else 0
        if total:
            sentence = "unknown_word_without" if len(names) == 1 else "unknown_words_without"
            words = say(sentence, unknown=names, total=total)
            return trial.offer("unknown_words", words, search, total)
    return Hint("unknown_words", say("unknown_word" if len(names) == 1 else "unknown_words", unknown=names))


def _is_subject(text: str) -> bool:
    """Whether what is left of a query says enough: a Chinese word of two characters, or a number or Latin word."""
    return any(len(word) > 1 for word in text.split())


def _ways_on(trial: Trial, reading: Reading, known: list[Unit], unknown: list[Unit]) -> Iterator[str]:
    """The query without its unknown words, in the order in which it is tried; worked out only as far as needed."""
    if not known and len({unit.part for unit in unknown}) == len(reading.words) + len(reading.parts):
        return
    yield _without(reading, known, apart=False)
    yield _without(reading, known, apart=True)
    yield _without(reading, _joint(trial, reading, known), apart=True)


def _spelled(trial: Trial, reading: Reading, unit: Unit) -> Iterator[Hint]:
    """What an unknown word may have meant, put in its place; with its neighbours where it alone says too little."""
    for start, end in _contexts(unit):
        typed = reading.text[start:end] if unit.part.field is None else unit.text
        hints = list(_near(trial, reading, typed, (start, end)))
        if hints:
            yield from hints
            return


def _contexts(unit: Unit) -> Iterator[Span]:
    """The word itself, and with up to three of the characters before, behind it in the same word of the query."""
    start, end = unit.span
    low, high = unit.part.span
    yield unit.span
    if unit.part.field is None and is_chinese(unit.text):
        for more in (1, 2, 3):
            yield from ((start - more, end),) if start - more >= low else ()
            yield from ((start, end + more),) if end + more <= high else ()


def _near(trial: Trial, reading: Reading, typed: str, span: Span) -> Iterator[Hint]:
    for near in near_words(trial, typed):
        whole = trial.with_text(rewritten_at(reading.text, span, near))
        for search in (whole, trial.with_text(near)):
            total = trial.total(search)
            if total:
                yield trial.offer("spelling", say("spelling", given=typed, near=near, total=total), search, total)
                break


def _together(trial: Trial, reading: Reading, units: list[Unit]) -> Iterator[Hint]:
    """The most telling words that some standard holds together."""
    kept = _joint(trial, reading, units)
    search = trial.with_text(_without(reading, kept, apart=True))
    more = kept and len(kept) < len(units) and not says_nothing(search.text)
    total = trial.total(search) if more else 0
    if total:
        yield trial.offer("never_together", say("never_together", best=search.text, total=total), search, total)


def _joint(trial: Trial, reading: Reading, units: list[Unit]) -> list[Unit]:
    """From the rarest word on each that some standard holds beside those before, in the order of the query."""
    others = _others(reading.tree)
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda unit: unit.count):
        nodes = dict.fromkeys(Text(other.text) for other in (*kept, unit))
        if trial.count(And((*nodes, *others)), trial.search.filters):
            kept.append(unit)
    return sorted(kept, key=lambda unit: unit.span)


def _others(tree: Node) -> tuple[Node, ...]:
    """What a query asks for beside its words."""
    parts = tree.parts if isinstance(tree, And) else (tree,) if isinstance(tree, Pieces) else ()
    return tuple(node for part in parts if not isinstance(part, Phrase) for node in _wordless(part))


def _wordless(part: Node) -> tuple[Node, ...]:
    """A part of a query without its words."""
    if not isinstance(part, Pieces):
        return (part,)
    return (*(piece for piece in part.pieces if isinstance(piece, Number)), *part.beside)
