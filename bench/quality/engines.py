"""An engine as the quality bench sees it: text in, numbers out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from bench.peers.lubiao import Lubiao
from bench.queries import TODAY
from standard.record import Record

#: how deep rankings are kept
DEPTH = 20
#: our engine without the preference for standards in force
NO_PREFERENCE = "lubiao, no preference"


@dataclass(frozen=True)
class Ranking:
    """The best numbers, how many were found at all, the groups of these hits, and the kinds of hints given."""

    numbers: tuple[str, ...]
    total: int
    groups: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


Ranker = Callable[[str], Ranking]
#: builds an index of records in a folder; one index may serve several engines
Builder = Callable[[Iterable[Record], Path], dict[str, Ranker]]


def build_lubiao(records: Iterable[Record], folder: Path) -> dict[str, Ranker]:
    """This project, asked through the facade as everyone asks it."""
    from catalogue import Catalogue, Search

    ours = Lubiao(folder)
    ours.build(records)
    ours.open()
    catalogue = Catalogue(ours.engine, lambda: TODAY)

    def rank(text: str) -> Ranking:
        answer = catalogue.search(Search(text, limit=DEPTH, facets=()))
        numbers = tuple(hit.record.number for hit in answer.hits)
        groups = tuple(hit.group for hit in answer.hits)
        return Ranking(numbers, answer.total, groups, tuple(hint.kind for hint in answer.hints))

    def rank_alike(text: str) -> Ranking:
        with no_preference():
            return rank(text)

    return {"lubiao": rank, NO_PREFERENCE: rank_alike}


@contextmanager
def no_preference() -> Iterator[None]:
    """Scores without the factor of standards in force; at equal scores these still come first."""
    from indexer.engines import relevance

    names = ("CURRENT_FACTOR", "CURRENT_FACTOR_SUBJECT")
    before = {name: vars(relevance)[name] for name in names}
    vars(relevance).update(dict.fromkeys(names, 1.0))
    try:
        yield
    finally:
        vars(relevance).update(before)


def peer_texts(record: Record) -> dict[str, str]:
    """The fields that peers search: those of ours that hold something in the reference catalogue."""
    return {
        "title": record.title,
        "abstract": record.abstract,
        "issuer": " ".join(record.issuers),
        "number": record.number,
    }


def jieba_words(text: str) -> list[str]:
    """What jieba alone makes of a text in search mode, lower case, marks dropped: the peers' words."""
    return [word for word in _search_cutter()(text.lower()) if any(map(str.isalnum, word))]


@cache
def _search_cutter() -> Callable[[str], list[str]]:
    """Jieba's own words by rjieba, 12 times as fast."""
    import rjieba

    return cast("Callable[[str], list[str]]", rjieba.Jieba().cut_for_search)
