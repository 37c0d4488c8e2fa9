"""Other words for the same in a query: everyday words and English beside those of the titles.

A document that holds one of them instead holds the piece, too, and counts for a little less (`indexer.query.Text`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from catalogue.query.synonyms import alternatives, is_filler, phrases
from indexer.query import And, Node, Number, Or, Pieces, Text

Span = tuple[int, int]
#: most other words that are looked for beside all pieces of a query: each makes one more reading of it
MAX_REWORDED = 12


@dataclass(frozen=True)
class Reworded:
    """A word of a query and what is looked for beside it."""

    typed: str
    #: its place in the query
    span: Span
    others: tuple[str, ...]


def reworded(tree: Node) -> Node:
    """A query tree whose free text is also looked for in other words; negated and quoted parts stay as they are."""
    match tree:
        case Pieces(pieces):
            return replace(tree, pieces=tuple(_pieces(pieces)))
        case And(parts):
            return And(tuple(map(reworded, parts)))
        case Or(parts):
            return Or(tuple(map(reworded, parts)))
        case _:
            return tree


def in_other_words(piece: Text) -> Text:
    """A piece with all other ways to say it."""
    texts = [alternative.text for alternative in _alternatives(piece.text)]
    return replace(piece, also=tuple(dict.fromkeys([*texts, *_all_at_once(piece.text)])))


def other_names(text: str) -> tuple[str, ...]:
    """Other ways to say a whole text, which may be English of several words."""
    return tuple(dict.fromkeys(alternative.text for alternative in _alternatives(" ".join(text.split()))))


def rewordings(text: str, words: Sequence[tuple[str, Span]]) -> Iterator[Reworded]:
    """What `reworded` adds to the plain words of a query text, given with their places."""
    left = MAX_REWORDED
    for first, end in _runs([word for word, _ in words]):
        start, stop = words[first][1][0], words[end - 1][1][1]
        single = end == first + 1
        if single or _neighbours([span for _, span in words[first:end]], text):
            for span, others in _by_place(_joined([word for word, _ in words[first:end]])):
                place = (start + span[0], start + span[1]) if single else (start, stop)
                if others[:left]:
                    yield Reworded(text[slice(*place)], place, others[:left])
                left = max(left - len(others), 0)


def _pieces(pieces: Sequence[Text | Number]) -> Iterator[Text | Number]:
    texts = [part.text if isinstance(part, Text) else "" for part in pieces]
    runs = _runs(texts)
    spoken = (alternative for run in runs for alternative in _alternatives(_joined(texts[slice(*run)])))
    english = any(alternative.kind == "english" for alternative in spoken)
    left = MAX_REWORDED
    for first, end in runs:
        part = pieces[first]
        if isinstance(part, Number):
            yield part
        elif not (english and is_filler(part.text)) or len(pieces) == 1:
            last = pieces[end - 1]
            longer = (
                tuple(_joined([*texts[first : end - 1], text]) for text in last.also) if isinstance(last, Text) else ()
            )
            text = in_other_words(replace(part, text=_joined(texts[first:end])))
            also = tuple(dict.fromkeys((*text.also, *longer)))[:left]
            left -= len(also)
            yield replace(text, also=also)


def _runs(texts: Sequence[str]) -> list[Span]:
    """The pieces, those together that make one English term."""
    joined = dict(phrases(texts))
    runs: list[Span] = []
    at = 0
    while at < len(texts):
        runs.append((at, joined.get(at, at + 1)))
        at = runs[-1][1]
    return runs


def _joined(texts: Sequence[str]) -> str:
    return " ".join(texts)


def _by_place(text: str) -> list[tuple[Span, tuple[str, ...]]]:
    """What words of a piece stand for, place by place."""
    replacements: dict[Span, list[str]] = {}
    for alternative in _alternatives(text):
        replacements.setdefault(alternative.span, []).append(alternative.replacement)
    return [(span, tuple(texts)) for span, texts in replacements.items()]


def _all_at_once(text: str) -> Iterator[str]:
    """A piece with several words that are said otherwise, each replaced by the first that says the same."""
    places = _by_place(text)
    if len(places) > 1:
        for (start, end), others in sorted(places, reverse=True):
            text = text[:start] + others[0] + text[end:]
        yield text


def _neighbours(spans: Sequence[Span], text: str) -> bool:
    """Whether nothing but blanks stands between some words."""
    return all(not text[before[1] : after[0]].strip() for before, after in pairwise(spans))


#: asked for the pieces of each query several times
_alternatives = lru_cache(maxsize=1024)(alternatives)
