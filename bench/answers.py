"""Whether the right standard comes first: numbers in every spelling, and quoted pieces of titles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.spellings import spellings
from catalogue import Catalogue, Search
from standard.number import squeeze
from standard.record import Record

#: shortest piece of a title that must be found in quotes
PIECE = 4


@dataclass
class Score:
    """How often the right standard came first (or was found), and where not."""

    total: int = 0
    right: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share of right answers, 0 to 1."""
        return self.right / self.total if self.total else 1.0


def first_by_number(catalogue: Catalogue, records: Iterable[Record]) -> dict[str, Score]:
    """Spelling -> score. Where the text is also another standard's own number, that one may come first, this second."""
    scores: dict[str, Score] = {}
    for record in records:
        written = record.given if _is_whole(record) else record.number
        for name, text in spellings(written).items():
            score = scores.setdefault(name, Score())
            score.total += 1
            hits = catalogue.search(Search(text, limit=2, facets=())).hits
            numbers = [hit.record.number for hit in hits]
            if numbers[:1] == [record.number] or (record.number in numbers and _is_number(text, numbers[0])):
                score.right += 1
            else:
                score.misses.append((record.number, text, " | ".join(numbers)))
    return scores


def _is_whole(record: Record) -> bool:
    """Whether the source wrote the whole number into its column, not only the prefix."""
    return len(squeeze(record.given)) >= len(squeeze(record.number)) - 2


def _is_number(text: str, number: str) -> bool:
    """Whether a text, separators aside, is exactly this number."""
    return squeeze(text) == squeeze(number)


def listed_by_quoted_piece(catalogue: Catalogue, records: Iterable[Record], seed: int = 1) -> Score:
    """Random pieces of titles in quotes: the standard must be among the matches."""
    draw = random.Random(seed)
    score = Score()
    for record, piece in _pieces(records, draw):
        score.total += 1
        offset, total, listed = 0, 1, False
        while offset < total and not listed:
            answer = catalogue.search(Search(f'"{piece}"', offset=offset, limit=100, facets=(), sort="number"))
            listed = record.number in (hit.record.number for hit in answer.hits)
            offset, total = offset + 100, answer.total
        if listed:
            score.right += 1
        else:
            score.misses.append((record.number, piece, record.title))
    return score


def _pieces(records: Iterable[Record], draw: random.Random) -> Iterator[tuple[Record, str]]:
    for record in records:
        title = record.title.replace('"', " ")
        if len(title) >= PIECE:
            start = draw.randrange(len(title) - PIECE + 1)
            piece = title[start : draw.randint(start + PIECE, len(title))]
            if Counter(map(str.isalnum, piece))[True]:
                yield record, piece
