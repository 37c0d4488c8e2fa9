"""What is suggested while somebody types: the rules that all engines share.

Five kinds, always in this order: numbers that begin so in any spelling; subjects, which are words and phrases of titles
worth a search; titles that hold what was typed; organisations; classes of ICS, CCS and GB/T 4754. All but numbers are
found by pinyin too (`indexer.analysis.pinyin`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from indexer.analysis import LONGER, LONGEST_START, WHOLE, Cut, compact, cuts
from indexer.engines.base import Suggestion
from indexer.engines.relevance import Piece, analyse_piece
from indexer.engines.validation import number_prefix
from indexer.query import Node, Phrase, Term, Text
from standard.folding import fold
from standard.number import squeeze

KINDS = ("number", "subject", "title", "organisation", "class")
#: how many of eight each kind may have while others want room
_SHARES = {"number": 2, "subject": 3, "title": 3, "organisation": 1, "class": 1}
#: who takes what is left free
_FILLING = ("number", "title", "organisation", "class", "subject")
_EIGHT = sum(_SHARES.values()) - 2
#: most words of what was typed that titles are asked to hold
MAX_PIECES = 4
#: letters and digits of a number typed without the /T between them: GB1354 for GB/T 1354
_WITHOUT_T = re.compile(r"(DB\d\d(?=\d)|(?!DB)[A-Z]{1,4})(\d.*)")


@dataclass(frozen=True)
class Typed:
    """What has been typed so far, looked at in every way that suggestions need."""

    text: str

    @cached_property
    def compact(self) -> str:
        """As substrings of titles and beginnings of phrases are looked for."""
        return compact(self.text)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What titles must hold: the words between blanks."""
        between_blanks = (analyse_piece(word) for word in dict.fromkeys(self.text.split()))
        return tuple(piece for piece in between_blanks if piece.compact)[:MAX_PIECES]

    @cached_property
    def start(self) -> str:
        """As beginnings of names are looked for."""
        return self.compact[:LONGEST_START]

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """As pinyin."""
        return cuts(re.sub(r"[ ']", "", self.compact))

    @cached_property
    def number_keys(self) -> tuple[str, ...]:
        """Beginnings of keys of numbers (`indexer.analysis.number_keys`), the strictest reading first."""
        spelled = squeeze(self.text)
        if not spelled or not spelled[0].isascii():
            return ()
        keys = ["=" + number_prefix(self.text), "?" + spelled]
        if spelled[0].isdigit():
            keys.append("#" + fold(self.text).strip().upper())
        without = _WITHOUT_T.fullmatch(spelled)
        return (*keys, "?" + "T".join(without.groups())) if without else tuple(keys)

    @property
    def separated(self) -> bool:
        """Whether the marks of a number were typed: then other readings count only where this one finds nothing."""
        return re.search(r"[.\-]", fold(self.text)) is not None

    @property
    def has_digit(self) -> bool:
        """Whether it may be a number before all else."""
        return re.search(r"\d", self.compact) is not None


class Source(Protocol):
    """Where suggestions are taken from: one engine, on one day. Each answer is in order and at most `limit` long."""

    def numbers(self, typed: Typed, limit: int) -> Sequence[Suggestion]:
        """Standards whose number begins so, those in force first."""

    def subjects(self, typed: Typed, limit: int) -> Sequence[tuple[str, int]]:
        """Phrases that several titles have (see `suggestion_terms`) and how many, best fit and most frequent first."""

    def titles(self, typed: Typed, subject: str, limit: int) -> Sequence[Suggestion]:
        """Standards whose title holds what was typed.

        Where it is pinyin, then those with the subject that was found; without one, those that begin so, or that hold
        two phrases side by side (`Cut.halves`).
        """

    def names(self, typed: Typed, limit: int) -> Sequence[str]:
        """Keys of names (`indexer.engines.suggestion_terms.names_of`) that can be begun so."""

    def count(self, node: Node) -> int:
        """How many standards a query finds."""


def suggest(source: Source, prefix: str, limit: int) -> list[Suggestion]:
    """The suggestions for what was typed."""
    typed = Typed(prefix)
    if limit <= 0 or not typed.compact:
        return []
    subjects = _without_longer(source.subjects(typed, 2 * limit))
    names = [_suggestion_of_name(key) for key in source.names(typed, 2 * limit)]
    by_kind: dict[str, Sequence[Suggestion]] = {
        "number": source.numbers(typed, limit),
        "subject": [Suggestion("subject", text) for text in subjects],
        "title": _first_of_each_text(source.titles(typed, subjects[0] if subjects else "", 2 * limit)),
        "organisation": _first_of_each_text(suggestion for suggestion in names if suggestion.kind == "organisation"),
        "class": [suggestion for suggestion in names if suggestion.kind == "class"],
    }
    shares = share({kind: len(rows) for kind, rows in by_kind.items()}, limit, numbers_first=typed.has_digit)
    shown = {kind: [_with_count(source, suggestion) for suggestion in by_kind[kind][: shares[kind]]] for kind in KINDS}
    # the best fit stays first; the others stand as their counts say, which see more than titles
    shown["subject"][1:] = sorted(shown["subject"][1:], key=lambda suggestion: -(suggestion.count or 0))
    return [suggestion for kind in KINDS for suggestion in shown[kind]]


def share(available: Mapping[str, int], limit: int, *, numbers_first: bool) -> dict[str, int]:
    """How many of each kind are shown: its share, then what others leave free.

    >>> share({"number": 0, "subject": 9, "title": 9, "organisation": 0, "class": 1}, 8, numbers_first=False)
    {'number': 0, 'subject': 3, 'title': 4, 'organisation': 0, 'class': 1}
    """
    shown, free = dict.fromkeys(KINDS, 0), limit
    first = _first_shares(limit, numbers_first=numbers_first)
    for kinds, shares in ((KINDS, first), (_FILLING, dict.fromkeys(KINDS, limit))):
        for kind in kinds:
            more = min(free, shares[kind], available[kind] - shown[kind])
            shown[kind] += more
            free -= more
    return shown


def _first_shares(limit: int, *, numbers_first: bool) -> dict[str, int]:
    shares = {kind: max(1, eighths * limit // _EIGHT) for kind, eighths in _SHARES.items()}
    return shares | {"number": limit} if numbers_first else shares


def plain_fit(start: str, typed: str) -> int:
    """How well a text fits that begins as typed."""
    return WHOLE if start == typed else LONGER


def asks(suggestion: Suggestion) -> Node | None:
    """What a suggestion searches for; None for one that is a standard."""
    match suggestion.kind:
        case "subject":
            return Text(suggestion.text)
        case "organisation":
            return Phrase(suggestion.text, suggestion.field)
        case "class":
            return Term(suggestion.field, suggestion.value)
    return None


def _suggestion_of_name(key: str) -> Suggestion:
    name, field, *code = key.split("\t")
    return Suggestion("class" if code else "organisation", name, field=field, value=code[0] if code else name)


def _without_longer(subjects: Sequence[tuple[str, int]]) -> list[str]:
    """The subjects without those that only lengthen an earlier one and stand in as many titles."""
    kept: list[tuple[str, int]] = []
    for text, count in subjects:
        if not any(count == shorter_count and text.startswith(shorter) for shorter, shorter_count in kept):
            kept.append((text, count))
    return [text for text, _ in kept]


def _first_of_each_text(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """The first one of each text: a name in its first field, the best of the standards of one title."""
    first: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        first.setdefault(suggestion.text, suggestion)
    return list(first.values())


def _with_count(source: Source, suggestion: Suggestion) -> Suggestion:
    node = asks(suggestion)
    return suggestion if node is None else replace(suggestion, count=source.count(node))
