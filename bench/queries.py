"""The query classes of the speed bench: trees, chosen by how many documents hold their words."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date

from indexer.analysis import is_han, words
from indexer.engines import Engine, Request
from indexer.query import Everything, Node, Number, Phrase, Pieces, Text

#: the day for which statuses are asked: fixed, so that runs compare
TODAY = date(2026, 11, 24)
#: queries of each class
EACH = 12
#: documents that a query must have at least
ENOUGH = 10
#: (field, values) of a request
Filters = tuple[tuple[str, tuple[str, ...]], ...]
TWO_FILTERS: Filters = (("level", ("national",)), ("status", ("current",)))


def query_classes(engine: Engine, seed: int = 1) -> dict[str, list[Request]]:
    """Class -> requests without page and facets, drawn out of what one engine of a run holds; all are asked them."""
    draw = random.Random(seed)
    every = list(engine.numbers())
    share = _by_share(engine, _titles(engine, draw.sample(every, min(3000, len(every)))), draw)
    titles = _titles(engine, draw.sample(every, 400))
    several = list(_common_enough(engine, (_several(title, draw) for title in titles)))
    phrases = list(_common_enough(engine, (Phrase(piece) for title in titles if (piece := _piece(title, draw)))))
    numbers = [Number(number, own=True) for number in draw.sample(every, EACH)]
    classes: dict[str, list[Node]] = {
        "number": list(numbers),
        "rare word": [_words(word) for word in share["rare"]],
        "common word": [_words(word) for word in share["common"]],
        "two to four words": list(several),
        "phrase": list(phrases),
    }
    requests = {name: [Request(tree, TODAY) for tree in trees] for name, trees in classes.items()}
    requests["words and two filters"] = [Request(tree, TODAY, TWO_FILTERS) for tree in several]
    requests["filters only"] = [Request(Everything(), TODAY, TWO_FILTERS)] * 3
    requests["everything"] = [Request(Everything(), TODAY)] * 3
    requests["deep page"] = [Request(_words(word), TODAY, offset=1000) for word in share["common"]]
    return requests


def _common_enough(engine: Engine, trees: Iterable[Node | None]) -> Iterator[Node]:
    """The first trees that enough documents hold, so that nothing is widened."""
    kept = 0
    for tree in trees:
        if kept < EACH and tree is not None and engine.search(Request(tree, TODAY, limit=0)).total >= ENOUGH:
            results = engine.search(Request(tree, TODAY, limit=0))
            kept += not results.widened
            yield from () if results.widened else (tree,)


def _words(*texts: str) -> Pieces:
    return Pieces(tuple(map(Text, texts)))


def _titles(engine: Engine, numbers: list[str]) -> list[str]:
    return [record.title for number in numbers if (record := engine.get(number)) is not None]


def _by_share(engine: Engine, titles: list[str], draw: random.Random) -> dict[str, list[str]]:
    """Chinese words that few (a handful) and many (1 to 10 %) documents hold."""
    seen = {word for title in titles for word in words(title) if _usual(word)}
    by_share: dict[str, list[str]] = {"rare": [], "common": []}
    for word in sorted(sorted(seen), key=lambda _: draw.random()):  # a set has another order in each process
        total = engine.search(Request(_words(word), TODAY, limit=0)).total
        if 10 <= total <= 60:
            by_share["rare"].append(word)
        elif total > engine.count() / 100:
            by_share["common"].append(word)
        if min(map(len, by_share.values())) >= EACH:
            break
    return {name: share_words[:EACH] for name, share_words in by_share.items()}


def _usual(word: str) -> bool:
    """Two characters that are one word, also when they stand alone."""
    return len(word) == 2 and all(map(is_han, word)) and words(word) == [word]


def _several(title: str, draw: random.Random) -> Pieces | None:
    chosen = [word for word in dict.fromkeys(words(title)) if _usual(word)]
    return _words(*draw.sample(chosen, draw.randint(2, min(4, len(chosen))))) if len(chosen) >= 2 else None


def _piece(title: str, draw: random.Random) -> str:
    runs = [run for run in "".join(sign if is_han(sign) else " " for sign in title).split() if len(run) >= 6]
    if not runs:
        return ""
    start = draw.randint(0, len(runs[0]) - 5)
    return runs[0][start : start + 5]
