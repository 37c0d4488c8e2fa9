"""What a search for goods by their name in a shop finds: the goods, else other names, else what they are a kind of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby

from catalogue.query import read_query
from catalogue.search.goods_names import (
    endings,
    find_kinds_of,
    find_names,
    without_measure,
    without_shop_ending,
    without_shop_words,
)
from indexer.analysis import bigrams, compact, fold, is_han, words_apart
from indexer.engines import Engine, Hit, Request
from standard.function import title_segments, without_function_words
from standard.products import is_ending, is_product

_NOTES = re.compile(r"\([^()]*\)")

#: names that an engine is asked for, kinds of each of the first, and titles that are read
_TRIED, _KINDS_TRIED, _READ = 6, 4, 10
#: so many titles with a name are enough, whatever they are about
_ENOUGH = 5
#: shortest name that is looked for within words
_SHORTEST = 2


@dataclass(frozen=True)
class Goods:
    """What of a query names goods, and the query that finds them by title."""

    #: as typed
    name: str
    query: str
    #: what they are called there, where it is another name or a kind
    kinds: tuple[str, ...] = ()
    #: kinds that are looked for beside the name, which few titles have
    beside: tuple[str, ...] = ()


def split_runs(texts: Sequence[str]) -> list[list[str]]:
    """The words of each run of Chinese in a query that names goods; grades and what is written otherwise part them."""
    plain = [without_shop_ending(fold(text)) for text in texts]
    words = [word for text in plain for word in (*words_apart(text), "")]
    runs = (list(run) for is_chinese, run in groupby(words, _is_chinese) if is_chinese)
    return [left for left in map(without_shop_words, map(without_measure, runs)) if left]


def list_names(texts: Sequence[str]) -> list[str]:
    """All names of goods in a query, the last first."""
    return [name for run in reversed(split_runs(texts)) for name in find_names(run)]


def find_goods(engine: Engine, texts: Sequence[str], day: date) -> Goods | None:
    """The goods that a query names, by the last name that titles have; None where they have neither it nor a kind."""
    runs = split_runs(texts)
    if not runs:
        return None
    named = [name for run in reversed(runs) for name in find_names(run)]
    at_end = [name for name in named if "".join(runs[-1]).endswith(name)]
    alone = runs[0] if len(runs) == len(runs[0]) == 1 else []  # a single character is a name only by itself: 45号钢
    last = sorted({*at_end, *endings(runs[-1]), *alone}, key=len, reverse=True)
    typed = [name for name in reversed(last) if name not in at_end]
    inside = [] if at_end else named[:1]
    graded = not all(map(is_han, "".join(texts)))  # what stands beside a grade is its subject: 304不锈钢
    return (
        _find_held(engine, last[-_TRIED:], day)
        or _find_kinds(engine, [*at_end[:2], *typed[:1]], day, alike=True)
        or _find_held(engine, inside, day)
        or _find_kinds(engine, inside, day, alike=False)
        or _find_held(engine, (named + (last if graded else []))[:_KINDS_TRIED], day, enough=1)
    )


def _find_held(engine: Engine, names: Sequence[str], day: date, enough: int = _ENOUGH) -> Goods | None:
    """The first of some names that titles are about; beside few such titles those on its kind."""
    for name in names:
        total = _count_objects(engine, name, day, enough)
        if total:
            more = _find_kinds(engine, [name], day, alike=False) if total < _ENOUGH else None
            kinds = more.kinds if more is not None else ()
            return Goods(name, _in_titles((name, *kinds)), beside=kinds)
    return None


def _count(engine: Engine, names: Sequence[str], day: date) -> int:
    """How many titles have one of some names."""
    return engine.search(Request(read_query(_in_titles(names)).tree, day, limit=0)).total


def _find_kinds(engine: Engine, names: Sequence[str], day: date, *, alike: bool) -> Goods | None:
    """What titles call goods of these names or their kind."""
    for name in names:
        for kinds in find_kinds_of(name, alike=alike)[:_KINDS_TRIED]:
            if _count(engine, kinds, day):
                return Goods(name, _in_titles(kinds), kinds)
    return None


def hold(hits: Sequence[Hit], names: Sequence[str]) -> bool:
    """Whether at least half of some hits have one of some names in their titles, be it with words between."""
    titles = [fold(hit.record.title) for hit in hits]
    return 2 * sum(any(_has(title, name) for name in names) for title in titles) >= len(titles)


def _has(title: str, name: str) -> bool:
    """Whether a title has a name; one that no tree knows as a word of its own: 消毒剂 is no 毒剂."""
    if len(name) < _SHORTEST or not is_product(name):
        return name in words_apart(title)
    return set(bigrams(name)) <= set(bigrams(compact(title)))


def _count_objects(engine: Engine, name: str, day: date, enough: int) -> int:
    """How many titles have a name, where they are about it: one of the first ends in it, or `enough` have it as a word.

    What no tree knows must end more than one title, and as words of its own: 理液 of 处理液 is no name.
    """
    results = engine.search(Request(read_query(_in_titles((name,))).tree, day, limit=_READ))
    titles = [hit.record.title for hit in results.hits]
    objects = [_object(segment) for title in titles for segment in title_segments(title)]
    known = is_product(name)
    if any(text.endswith(name) and (known or _ends_in_words(text, name)) for text in objects) and (
        known or results.total > 1 or is_ending(name)
    ):
        return results.total
    as_word = results.total >= enough and any(name in words_apart(fold(title)) for title in titles)
    return results.total if as_word else 0


def _ends_in_words(text: str, name: str) -> bool:
    """Whether a text ends in a name that begins where a word does."""
    ends = accumulate(reversed(words_apart(text)), lambda end, word: word + end, initial="")
    return name in ends


def _object(segment: str) -> str:
    """What an element of a title is about, without what stands in brackets behind it."""
    return without_function_words(_NOTES.sub("", fold(segment)))


def _is_chinese(word: str) -> bool:
    return bool(word) and all(map(is_han, word))


def _in_titles(names: Sequence[str]) -> str:
    return " or ".join(f"题名:{name}" for name in names)
