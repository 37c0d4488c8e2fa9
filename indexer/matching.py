"""The rules of matching and relevance that all engines share: pieces, widening, BM25F. Numbers in, numbers out, no I/O.

The constants are the whole tuning of relevance; `docs/architecture.md` says what each was measured against.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis.fold import HAN, bigrams, compact, is_han
from indexer.analysis.words import words
from indexer.fields import Field
from indexer.query import And, Node, Not, Number, Or, Phrase, Pieces, Text

#: free text that fewer documents than this hold is widened
WIDEN_BELOW = 10
#: share of the idf weight of words (or title bigrams) that the wider answer must hold
WIDEN_SHARE = 0.6
#: BM25's saturation of repeated words
K1 = 1.2
#: weight of title bigrams against words: they find what jieba cuts differently
BIGRAM_WEIGHT = 2.0
#: length normalisation of title bigrams, and how many a usual title has
BIGRAM_LENGTH_WEIGHT = 0.3
TYPICAL_BIGRAMS = 13.0
#: factor on the score of standards in force
CURRENT_FACTOR = 1.1
#: most words that a prefix stands for
MAX_EXPANSION = 256
_SINGLE = struct.Struct("f")


#: a Latin run that has a digit or is a single letter, with its Chinese neighbours
_LATIN = f"[^\\W_{HAN}]"
_PIN = re.compile(f"[{HAN}]?(?<!{_LATIN})(?:(?={_LATIN}*[0-9]){_LATIN}+|{_LATIN}(?!{_LATIN}))[{HAN}]?")


@dataclass(frozen=True)
class Piece:
    """A piece of free text, analysed."""

    #: what is looked for as a substring
    compact: str
    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    #: whether the substring must begin, end at a border between Latin words or numbers
    starts_latin: bool
    ends_latin: bool


@lru_cache(maxsize=1024)
def piece(text: str) -> Piece:
    """A piece, phrase or query text as engines look for it."""
    flat = " ".join(text.split())
    line = compact(flat)
    return Piece(
        compact=line,
        words=tuple(dict.fromkeys(words(flat))),
        bigrams=tuple(dict.fromkeys(bigrams(line))),
        starts_latin=bool(line) and not is_han(line[0]),
        ends_latin=bool(line) and not is_han(line[-1]),
    )


@lru_cache(maxsize=1024)
def pins(compacted: str) -> tuple[Piece, ...]:
    """What of a piece must be held as it stands, wherever its words are held: numbers and single letters.

    With the Chinese character before and behind, so that 第1部分 does not answer for 第2部分, nor A类 for B类.
    """
    return tuple(piece(text) for text in dict.fromkeys(_PIN.findall(compacted)))


def all_pins(node: Pieces) -> tuple[Piece, ...]:
    """The pins of a free text."""
    return tuple(dict.fromkeys(pin for text in relevant_texts(node) for pin in pins(piece(text).compact)))


def contains_piece(text: str, sought: Piece) -> bool:
    """Whether a compacted text contains a piece that begins and ends at borders."""
    return re.search(piece_pattern(sought), text) is not None


def piece_starts(text: str, sought: Piece) -> bool:
    """Whether a compacted text contains a piece, or a word that begins with its last one, from a border on."""
    before = f"(?<!{_LATIN})" if sought.starts_latin else ""
    return re.search(before + re.escape(sought.compact), text) is not None


@lru_cache(maxsize=1024)
def piece_pattern(sought: Piece) -> re.Pattern[str]:
    """The pattern that finds a piece, with its borders."""
    before = f"(?<!{_LATIN})" if sought.starts_latin else ""
    after = f"(?!{_LATIN})" if sought.ends_latin else ""
    return re.compile(before + re.escape(sought.compact) + after)


def relevant_texts(tree: Node) -> Iterator[str]:
    """The texts of a tree that relevance looks at: all but negated ones."""
    if isinstance(tree, Text | Phrase):
        yield tree.text
    elif isinstance(tree, Pieces):
        yield from (part.text for part in tree.pieces if isinstance(part, Text))
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from relevant_texts(part)


def relevant(tree: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and title bigrams that relevance counts, each once, in order."""
    pieces = [piece(text) for text in relevant_texts(tree)]
    sought_words = dict.fromkeys(word for one in pieces for word in one.words)
    sought_bigrams = dict.fromkeys(pair for one in pieces for pair in one.bigrams)
    return tuple(sought_words), tuple(sought_bigrams)


def numbers_of(tree: Node) -> Iterator[Number]:
    """The numbers of a tree that give groups: all but negated ones."""
    if isinstance(tree, Number):
        yield tree
    elif isinstance(tree, Pieces):
        yield from (part for part in tree.pieces if isinstance(part, Number))
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from numbers_of(part)


def pieces_of(tree: Node) -> Iterator[Pieces]:
    """The free texts of a tree that are not negated."""
    if isinstance(tree, Pieces):
        yield tree
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from pieces_of(part)


def word_impact(counts: Iterable[tuple[Field, int, int]]) -> float:
    """What a word weighs in a document, but for its idf: BM25F over (text field, how often, length in words).

    Rounded as it is stored, so that every engine adds the same numbers.
    """
    frequency = sum(
        (
            _weighted(field.boost * count, length / field.typical_length, field.length_weight)
            for field, count, length in counts
        ),
        0.0,
    )
    return single(frequency * (K1 + 1) / (K1 + frequency))


def bigram_impact(count: int, length: int) -> float:
    """What a pair of neighbouring characters of the title weighs, but for its idf."""
    frequency = _weighted(count, length / TYPICAL_BIGRAMS, BIGRAM_LENGTH_WEIGHT)
    return single(BIGRAM_WEIGHT * frequency * (K1 + 1) / (K1 + frequency))


def _weighted(count: float, length: float, weight: float) -> float:
    """A frequency, less in a long text."""
    return count / (1 - weight + weight * length)


def single(number: float) -> float:
    """A number as 32 bits hold it."""
    return float(_SINGLE.unpack(_SINGLE.pack(number))[0])


def idf(count: int, frequency: int) -> float:
    """Weight of a word that `frequency` of `count` documents hold (BM25's, never negative)."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def narrow(node: Node) -> Node:
    """A negated part: its free text by words and phrases only, never widened."""
    match node:
        case Pieces(pieces):
            return And(pieces)
        case And(parts):
            return And(tuple(map(narrow, parts)))
        case Or(parts):
            return Or(tuple(map(narrow, parts)))
        case Not(part):
            return Not(narrow(part))
        case _:
            return node
