"""Record -> Document: all that engines index of a record, worked out once and the same for every engine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from indexer.analysis.fold import bigrams, compact_folded, fold
from indexer.analysis.numbers import Own, mentioned, own, parse
from indexer.analysis.words import words_folded
from indexer.fields import DAY_FIELDS, RELATION_FIELDS, TEXT_FIELDS, Field
from indexer.matching import bigram_impact, word_impact
from standard import classification
from standard.function import function_of
from standard.record import Record

_DIGITS = re.compile(r"[0-9]+")
#: how much of a title serves to complete what is typed
TITLE_KEY = 40


class _Analysed(NamedTuple):
    """A text as it is looked for: as a substring, and by its words."""

    compact: str
    words: tuple[str, ...]


def _analyse(text: str) -> _Analysed:
    folded = fold(text)
    return _Analysed(compact_folded(folded), tuple(words_folded(folded)))


#: the same for texts that many records share
_usual = lru_cache(maxsize=4096)(_analyse)
_REPEATED = frozenset({"issuer", "department", "committee"})


@dataclass(frozen=True)
class Document:
    """What engines see of a record. Everything is computed when first asked for."""

    record: Record

    @cached_property
    def own(self) -> Own:
        """Its number and the forms it answers to."""
        return own(self.record.number)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Text field -> text; fields without text are left out."""
        rows = ((field.name, _TEXTS[field.name](self.record)) for field in TEXT_FIELDS)
        return {name: text for name, text in rows if text}

    @cached_property
    def compacts(self) -> dict[str, str]:
        """Text field -> the form in which substrings are looked for."""
        return {name: one.compact for name, one in self._analysed.items()}

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Text field -> its words, with repetitions."""
        return {name: one.words for name, one in self._analysed.items()}

    @cached_property
    def _analysed(self) -> dict[str, _Analysed]:
        return {name: (_usual if name in _REPEATED else _analyse)(text) for name, text in self.texts.items()}

    @cached_property
    def impacts(self) -> dict[str, float]:
        """Word of any text field -> what it weighs here, but for its idf."""
        found: dict[str, list[tuple[Field, int, int]]] = {}
        for field in TEXT_FIELDS:
            text = self.words.get(field.name, ())
            for word, count in Counter(text).items():
                found.setdefault(word, []).append((field, count, len(text)))
        return {word: word_impact(counts) for word, counts in found.items()}

    @cached_property
    def bigram_impacts(self) -> dict[str, float]:
        """Pair of neighbouring characters of the title -> what it weighs here, but for its idf."""
        pairs = self.title_bigrams
        return {pair: bigram_impact(count, len(pairs)) for pair, count in Counter(pairs).items()}

    @cached_property
    def title_bigrams(self) -> list[str]:
        """Pairs of neighbouring Chinese characters of the title, with repetitions."""
        return bigrams(self.compacts.get("title", ""))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Exact keys: of its number (`indexer.analysis.numbers`), relations (`replaces:…`) and title (`!…`)."""
        return frozenset(self._keys())

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """Keyword or code field -> values; a code brings all codes above it."""
        return {name: tuple(dict.fromkeys(read(self.record))) for name, read in _VALUES.items()}

    @cached_property
    def number_order(self) -> str:
        """Text that sorts like the number: GB/T 1.2 before GB/T 1.10. Unique."""
        return _DIGITS.sub(lambda run: run.group().zfill(12), self.record.number) + " " + self.record.number

    @cached_property
    def title_order(self) -> str:
        """Text that sorts like the title."""
        return self.compacts.get("title", "")

    @cached_property
    def newness(self) -> int:
        """What tells the newer edition: the year in its number, then the day issued, as far as it is of that year.

        (A converted standard keeps an issue date from long before its number: GB/T 5606.1-1996, issued in 1985.)
        """
        issued, number = self.record.issued, parse(self.record.number)
        year = number.year if number is not None and number.year else (issued.year if issued else 0)
        return year * 1000 + (issued.timetuple().tm_yday if issued and issued.year == year else 0)

    @cached_property
    def days(self) -> dict[str, date | None]:
        """Day field -> day."""
        return {field.name: getattr(self.record, field.name) for field in DAY_FIELDS}

    def _keys(self) -> Iterator[str]:
        record = self.record
        yield from self.own.keys()
        for field in RELATION_FIELDS:
            yield from (f"{field.name}:{key}" for key in _RELATIONS[field.name](record))
        related = (number for read in _RELATIONS.values() for number in read(record))
        texts = (record.title, *record.alt_titles, record.abstract)
        yield from mentioned(texts, related)
        yield "!" + self.compacts.get("title", "")[:TITLE_KEY]


#: text field -> how it is read; several values are kept apart by a line break, which no substring crosses
_TEXTS: dict[str, Callable[[Record], str]] = {
    "title": lambda record: record.title,
    "alt_titles": lambda record: "\n".join(record.alt_titles),
    "title_en": lambda record: record.title_en,
    "abstract": lambda record: record.abstract,
    "issuer": lambda record: "\n".join(record.issuers),
    "department": lambda record: record.department,
    "committee": lambda record: record.committee,
    "drafter": lambda record: "\n".join(record.drafters),
}

_RELATIONS: dict[str, Callable[[Record], tuple[str, ...]]] = {
    "replaces": lambda record: record.replaces + record.replaces_partly,
    "replaced_by": lambda record: record.replaced_by + record.replaced_partly_by,
    "adopts": lambda record: tuple(adoption.number for adoption in record.adopts),
    "cites": lambda record: record.cites,
}


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _prefix(record: Record) -> tuple[str, ...]:
    number = parse(record.number)
    return _some(number.prefix) if number is not None else ()


def _ics(record: Record) -> Iterator[str]:
    """`67.080.20` -> 67, 67.080, 67.080.20."""
    for code in record.ics:
        parts = code.split(".")
        yield from (".".join(parts[: place + 1]) for place in range(len(parts)))


def _ccs(record: Record) -> Iterator[str]:
    """`B31` -> B, B30/39, B31."""
    for code in record.ccs:
        found = classification.ccs(code)
        yield from dict.fromkeys((code[:1], *_some(found.parent if found is not None else ""), code))


def _gbt4754(record: Record) -> Iterator[str]:
    """`C3856` -> C, C38, C385, C3856."""
    for code in record.gbt4754:
        yield from (code[:length] for length in (1, 3, 4, 5) if length <= len(code))


def _region(record: Record) -> Iterator[str]:
    """`370213` -> 37, 3702, 370213."""
    yield from dict.fromkeys(record.region[:length] for length in (2, 4, 6) if record.region)


#: keyword or code field -> how it is read
_VALUES: dict[str, Callable[[Record], Iterator[str] | tuple[str, ...]]] = {
    "level": lambda record: (record.level.value,),
    "status": lambda record: (record.status.value,),
    "nature": lambda record: _some(record.nature),
    "function": lambda record: (function_of(record).value,),
    "prefix": _prefix,
    "year": lambda record: _some(str(record.year or "")),
    "ics": _ics,
    "ccs": _ccs,
    "gbt4754": _gbt4754,
    "region": _region,
    "source": lambda record: _some(record.source),
    "issuer": lambda record: record.issuers,
}


def facet_values(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a document's values that are counted: ICS by field (`67`), CCS by class (`B`), the others all."""
    length = {"ics": 2, "ccs": 1}.get(field)
    return values if length is None else tuple(value for value in values if len(value) == length)
