"""Record -> Document: all that engines index of a record, worked out once and the same for every engine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from indexer.analysis import (
    NumberForms,
    bigrams,
    compact_folded,
    fold,
    forms_of_number,
    keys_of_mentions,
    keys_of_number,
    parse,
    title_objects,
    words_folded,
)
from indexer.engines.lock_free_property import Once
from indexer.engines.relevance import bigram_impact, word_impact
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, Field
from standard import classification
from standard.function import Function, function_of
from standard.record import Record

_DIGITS = re.compile(r"[0-9]+")
#: how much of a title serves to complete what is typed
TITLE_KEY = 40


def _analyse(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as it is looked for: as a substring, and by its words."""
    folded = fold(text)
    return compact_folded(folded), tuple(words_folded(folded))


#: the same for texts that many records share
_analyse_repeated = lru_cache(maxsize=4096)(_analyse)
_REPEATED = frozenset({"issuer", "department", "committee"})


@dataclass(frozen=True)
class Document:
    """What engines see of a record. Everything is computed when first asked for."""

    record: Record

    @classmethod
    def from_bytes(cls, data: bytes) -> Document:
        """The document of a record that is stored so, and is stored again as it is."""
        document = cls(Record.from_bytes(data))
        document.__dict__["stored"] = data
        return document

    @Once
    def stored(self) -> bytes:
        """The record as bytes."""
        return self.record.to_bytes()

    @Once
    def number_forms(self) -> NumberForms:
        """Its number and the forms it answers to."""
        return forms_of_number(self.record.number)

    @Once
    def texts(self) -> dict[str, str]:
        """Text field -> text; fields without text are left out."""
        record = self.record
        return {name: text for name, read in _TEXTS.items() if (text := read(record))}

    @Once
    def compacts(self) -> dict[str, str]:
        """Text field -> the form in which substrings are looked for."""
        return {name: compact for name, (compact, _) in self._analysed.items()}

    @Once
    def words(self) -> dict[str, tuple[str, ...]]:
        """Text field -> its words, with repetitions."""
        return {name: words for name, (_, words) in self._analysed.items()}

    @Once
    def _analysed(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        return {name: (_analyse_repeated if name in _REPEATED else _analyse)(text) for name, text in self.texts.items()}

    @Once
    def impacts(self) -> dict[str, float]:
        """Word of any text field -> what it weighs here, but for its idf."""
        occurrences: dict[str, list[tuple[Field, int, int]]] = {}
        for field in TEXT_FIELDS:
            words = self.words.get(field.name, ())
            for word, count in Counter(words).items():
                occurrences.setdefault(word, []).append((field, count, len(words)))
        return {word: word_impact(counts) for word, counts in occurrences.items()}

    @Once
    def bigram_impacts(self) -> dict[str, float]:
        """Pair of neighbouring characters of the title -> what it weighs here, but for its idf."""
        return dict.fromkeys(self.title_bigrams, bigram_impact(len(self.title_bigrams)))

    @Once
    def title_bigrams(self) -> list[str]:
        """Pairs of neighbouring Chinese characters of the title, with repetitions."""
        return bigrams(self.compacts.get("title", ""))

    @Once
    def objects(self) -> dict[str, float]:
        """Name under which the object of the title may be asked for -> how near it is to the object, at most 1."""
        return title_objects(self.record.title, Function(self.values["function"][0]))

    @Once
    def keys(self) -> frozenset[str]:
        """Exact keys: of its number (`indexer.analysis.number_keys`), relations (`replaces:…`) and title (`!…`)."""
        record = self.record
        keys = keys_of_number(record.number)
        related: list[str] = []
        for name, read in _RELATIONS.items():
            numbers = read(record)
            keys += [f"{name}:{number}" for number in numbers]
            related += numbers
        keys += [ADOPTS_ANY] if record.adopts else []
        keys += keys_of_mentions((record.title, *record.alt_titles, record.abstract), related)
        keys.append("!" + self.compacts.get("title", "")[:TITLE_KEY])
        return frozenset(keys)

    @Once
    def values(self) -> dict[str, tuple[str, ...]]:
        """Keyword or code field -> values; a code brings all codes above it."""
        record = self.record
        return {name: read(record) for name, read in _VALUES.items()}

    @Once
    def number_order(self) -> str:
        """Text that sorts like the number, see `number_order`."""
        return number_order(self.record.number)

    @Once
    def title_order(self) -> str:
        """Text that sorts like the title."""
        return self.compacts.get("title", "")

    @Once
    def newness(self) -> int:
        """Larger for a newer edition: by the year in the number, then by the day of issue where it lies in that year.

        (A converted standard keeps an issue date from long before its number: GB/T 5606.1-1996, issued in 1985.)
        """
        issued, number = self.record.issued, parse(self.record.number)
        year = number.year if number is not None and number.year else (issued.year if issued else 0)
        return year * 1000 + ((issued - date(year, 1, 1)).days + 1 if issued and issued.year == year else 0)

    @Once
    def days(self) -> dict[str, date | None]:
        """Day field -> day."""
        return {field.name: getattr(self.record, field.name) for field in DAY_FIELDS}


def number_order(number: str) -> str:
    """Text that sorts like a number: GB/T 1.2 before GB/T 1.10. Unique; the same in every set of records."""
    return _DIGITS.sub(lambda run: run.group().zfill(12), number) + " " + number


#: key of whatever adopts a standard, `Term("adopts", "*")`
ADOPTS_ANY = "adopts:*"

#: text field -> how it is read; several values are kept apart by a line break, which no substring crosses
_TEXTS: dict[str, Callable[[Record], str]] = {
    "title": lambda record: record.title,
    "alt_titles": lambda record: "\n".join(record.alt_titles),
    "title_en": lambda record: "\n".join(_english_titles(record)) if record.adopts else record.title_en,
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


def _english_titles(record: Record) -> tuple[str, ...]:
    """Its own English title, and those of what it adopts: who knows the one asks for the other by it."""
    titles = (record.title_en, *(adoption.title for adoption in record.adopts))
    return _unique(title for title in titles if title)


def _optional(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _prefix(record: Record) -> tuple[str, ...]:
    number = parse(record.number)
    return _optional(number.prefix) if number is not None else ()


@lru_cache(maxsize=4096)
def _ics(codes: tuple[str, ...]) -> tuple[str, ...]:
    """`67.080.20` -> 67, 67.080, 67.080.20."""
    pieces = [code.split(".") for code in codes]
    return _unique(".".join(piece[: place + 1]) for piece in pieces for place in range(len(piece)))


@lru_cache(maxsize=4096)
def _ccs(codes: tuple[str, ...]) -> tuple[str, ...]:
    """`B31` -> B, B30/39, B31."""
    known = [(code, classification.ccs(code)) for code in codes]
    return _unique(
        value for code, entry in known for value in (code[:1], *_optional(entry.parent if entry else ""), code)
    )


@lru_cache(maxsize=4096)
def _gbt4754(codes: tuple[str, ...]) -> tuple[str, ...]:
    """`C3856` -> C, C38, C385, C3856."""
    return _unique(code[:length] for code in codes for length in (1, 3, 4, 5) if length <= len(code))


@lru_cache(maxsize=4096)
def _region(code: str) -> tuple[str, ...]:
    """`370213` -> 37, 3702, 370213."""
    return _unique(code[:length] for length in (2, 4, 6)) if code else ()


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


#: keyword or code field -> how it is read
_VALUES: dict[str, Callable[[Record], tuple[str, ...]]] = {
    "level": lambda record: (record.level.value,),
    "status": lambda record: (record.status.value,),
    "nature": lambda record: _optional(record.nature),
    "function": lambda record: (function_of(record).value,),
    "prefix": _prefix,
    "year": lambda record: _optional(str(record.year or "")),
    "ics": lambda record: _ics(record.ics),
    "ccs": lambda record: _ccs(record.ccs),
    "gbt4754": lambda record: _gbt4754(record.gbt4754),
    "region": lambda record: _region(record.region),
    "source": lambda record: _optional(record.source),
    "issuer": lambda record: _unique(record.issuers) if len(record.issuers) > 1 else record.issuers,
}


@lru_cache(maxsize=4096)
def facet_values(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a document's values that are counted: ICS by field (`67`), CCS by class (`B`), the others all."""
    length = {"ics": 2, "ccs": 1}.get(field)
    return values if length is None else tuple(value for value in values if len(value) == length)


def depth_of(field: str, code: str) -> int:
    """How deep a code stands in the tree of a code field: 1 for `67`, 2 for `67.080`, 3 for `67.080.20`."""
    match field:
        case "ics":
            return code.count(".") + 1
        case "ccs":  # B, B30/39, B31
            return 1 if len(code) == 1 else 2 if "/" in code else 3
        case "region":
            return len(code) // 2
        case _:  # C, C38, C385, C3856
            return max(len(code) - 1, 1)
