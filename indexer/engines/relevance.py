"""The rules of matching and relevance that all engines share: pieces, widening, BM25F. Numbers in, numbers out, no I/O.

The constants are the whole tuning of relevance; `docs/architecture.md` says what each was measured against.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from indexer.analysis import (
    HAN,
    ITSELF,
    LONGEST_SUBJECT,
    TREATED,
    bigrams,
    compact,
    fold,
    is_han,
    is_latin,
    parts_of,
    words,
    words_apart,
)
from indexer.fields import Field
from indexer.query import About, And, Node, Not, Number, Or, PartialNumber, Phrase, Pieces, Text

#: free text that fewer documents than this hold is widened
WIDEN_BELOW = 10
#: share of the idf weight of the words that the wider answer must hold, the rarest piece in any case: who asks for
#: 茶叶 加工 wants tea; and where a number or letter says which part or grade is meant
WIDEN_SHARE = 0.4
WIDEN_SHARE_PINNED = 0.65
#: share of the idf weight of title bigrams, and of Latin words of so many letters, that will do instead
WIDEN_SHARE_BIGRAMS = 0.6
LONG_LATIN = 5
#: pieces of a query that is typed word by word
SHORT_QUERY = 3
#: share of the documents from which on a word within a word says too little to widen by: 标准 of 标准化
WIDEN_COMMON = 0.01
#: BM25's saturation of repeated words
K1 = 1.2
#: weight of title bigrams against words: they find what jieba cuts differently
BIGRAM_WEIGHT = 2.0
#: length normalisation of title bigrams (strong: of titles that hold what is asked the one that says nothing else comes
#: first), and how many a usual title has
BIGRAM_LENGTH_WEIGHT = 0.75
TYPICAL_BIGRAMS = 13.0
#: factor on the score of a wording with synonyms
SYNONYM_WEIGHT = 0.85
#: factor on the score of standards in force
CURRENT_FACTOR = 1.1
#: what the score counts for more where all that is asked for is one subject and the title is about it, times how near
#: (`indexer.analysis.title_objects`)
OBJECT_BONUS = 1.0
#: factor on the score of standards in force where all that is asked for is one subject
CURRENT_FACTOR_SUBJECT = 1.5
#: factor on the score of home's local standards where they are compared with local standards of other places
HOME_FACTOR = 1.05
#: the same where all that is asked for is one subject: what stands near it by the words is alike to who asks so
HOME_FACTOR_SUBJECT = 1.3
#: most words that a prefix stands for
MAX_EXPANSION = 256
_SINGLE = struct.Struct("f")
#: a number, or a whole column of numbers
Value = Any


#: a Latin run that has a digit or is a single letter, with its Chinese neighbours
_LATIN = f"[^\\W_{HAN}]"
_PIN = re.compile(f"[{HAN}]?(?<!{_LATIN})(?:(?={_LATIN}*[0-9]){_LATIN}+|{_LATIN}(?!{_LATIN}))[{HAN}]?")


@dataclass(frozen=True)
class Piece:
    """A piece of free text, analysed."""

    #: what is looked for as a substring
    compact: str
    words: tuple[str, ...]
    #: the words that a document must hold: those that are not made of others, 农药 and 残留, not 农药残留
    needed: tuple[str, ...]
    bigrams: tuple[str, ...]
    #: whether the substring must begin, end at a border between Latin words or numbers
    starts_latin: bool
    ends_latin: bool


@lru_cache(maxsize=1024)
def analyse_piece(text: str) -> Piece:
    """A piece, phrase or query text as engines look for it."""
    flat = " ".join(text.split())
    line = compact(flat)
    distinct = tuple(dict.fromkeys(words(flat)))
    return Piece(
        compact=line,
        words=distinct,
        needed=tuple(word for word in distinct if "".join(parts_of(word)) != word),
        bigrams=tuple(dict.fromkeys(bigrams(line))),
        starts_latin=bool(line) and not is_han(line[0]),
        ends_latin=bool(line) and not is_han(line[-1]),
    )


@lru_cache(maxsize=1024)
def pins(compacted: str) -> tuple[Piece, ...]:
    """The numbers and single letters of a piece, which a document must hold exactly as they stand in the query.

    With the Chinese character before and behind, so that 第1部分 does not answer for 第2部分, nor A类 for B类.
    """
    return tuple(analyse_piece(text) for text in dict.fromkeys(_PIN.findall(compacted)))


@lru_cache(maxsize=1024)
def open_pins(compacted: str) -> tuple[Piece, ...]:
    """The same, where the piece may have been torn off: a number or letter at its edge may go on there."""
    return tuple(
        replace(
            analyse_piece(match.group()),
            starts_latin=analyse_piece(match.group()).starts_latin and match.start() > 0,
            ends_latin=analyse_piece(match.group()).ends_latin and match.end() < len(compacted),
        )
        for match in _PIN.finditer(compacted)
    )


def all_pins(node: Pieces, pins_of: Callable[[str], tuple[Piece, ...]] = pins) -> tuple[Piece, ...]:
    """The pins of a free text, whole or open."""
    return tuple(dict.fromkeys(pin for text in relevant_texts(node) for pin in pins_of(analyse_piece(text).compact)))


def contains_piece(text: str, piece: Piece) -> bool:
    """Whether a compacted text contains a piece that begins and ends at borders."""
    return next(piece_spans(text, piece), None) is not None


def piece_starts(text: str, piece: Piece) -> bool:
    """Whether a compacted text contains a piece, or a word that begins with its last one, from a border on."""
    return next(piece_spans(text, piece, open_end=True), None) is not None


def piece_spans(text: str, piece: Piece, *, open_end: bool = False) -> Iterator[tuple[int, int]]:
    """Where a compacted text contains a piece, with its borders, or with an `open_end` where its last word may go on.

    From left to right, none overlapping. Not by a pattern: to compile one with all Chinese characters takes 2 ms.
    """
    length = len(piece.compact)
    at = text.find(piece.compact)
    while at >= 0:
        end = at + length
        torn = (piece.starts_latin and at > 0 and is_latin(text[at - 1])) or (
            piece.ends_latin and not open_end and end < len(text) and is_latin(text[end])
        )
        if not torn:
            yield at, end
        at = text.find(piece.compact, at + 1 if torn or not length else end)


def positive_nodes(tree: Node) -> Iterator[Node]:
    """All nodes of a tree but negated ones, free texts before their pieces."""
    yield tree
    parts: tuple[Node, ...] = tree.parts if isinstance(tree, And | Or) else ()
    for part in (*tree.pieces, *tree.beside) if isinstance(tree, Pieces) else parts:
        yield from positive_nodes(part)


def relevant_texts(tree: Node) -> Iterator[str]:
    """The texts of a tree that relevance looks at."""
    return (node.text for node in positive_nodes(tree) if isinstance(node, Text | Phrase | About))


def texts_of(tree: Node) -> Iterator[Text]:
    """The pieces of a tree that are not negated."""
    return (node for node in positive_nodes(tree) if isinstance(node, Text))


def numbers_of(tree: Node) -> Iterator[Number | PartialNumber]:
    """The numbers of a tree that give groups: all but negated ones."""
    return (node for node in positive_nodes(tree) if isinstance(node, Number | PartialNumber))


def pieces_of(tree: Node) -> Iterator[Pieces]:
    """The free texts of a tree that are not negated."""
    return (node for node in positive_nodes(tree) if isinstance(node, Pieces))


def relevant(tree: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and title bigrams that relevance counts, each once, in order."""
    return relevant_in(relevant_texts(tree))


def relevant_in(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same of some texts."""
    pieces = list(map(analyse_piece, texts))
    distinct_words = dict.fromkeys(word for piece in pieces for word in piece.words)
    distinct_bigrams = dict.fromkeys(pair for piece in pieces for pair in piece.bigrams)
    return tuple(distinct_words), tuple(distinct_bigrams)


def units(node: Pieces) -> tuple[Text, ...]:
    """What a free text is about, one by one: its pieces; where it is one piece, the words of that."""
    texts = [part for part in node.pieces if isinstance(part, Text)]
    if len(texts) != 1:
        return tuple(texts)
    return tuple(Text(word, texts[0].field) for word in dict.fromkeys(words_apart(fold(texts[0].text))))


def inner(node: Pieces) -> tuple[Text, ...]:
    """Words that a free text of one word is made of, the last first: what a thing is stands last in Chinese.

    家具, then 木制 of 木制家具; 灭火 of 灭火器, but not 火器, which reaches across a border between two of them.
    """
    parts = units(node)
    if len(parts) != 1:
        return ()
    return tuple(Text(part, parts[0].field) for part in reversed(parts_of(parts[0].text)))


def in_titles(unit: Text) -> Text:
    """The same in titles: who asks for 质量管理 does not mean what some 市场监督管理局 issued."""
    return unit if unit.field else replace(unit, field="title")


def is_subject(tree: Node) -> bool:
    """Whether a query asks for one subject and nothing else: one piece of text, in any text field."""
    texts = [node for node in positive_nodes(tree) if isinstance(node, Text | Phrase | About)]
    if len(texts) != 1 or any(numbers_of(tree)):
        return False
    if not isinstance(texts[0], About) and texts[0].field not in (None, "title"):
        return False
    return len(analyse_piece(texts[0].text).compact) <= LONGEST_SUBJECT


def least_nearness(node: About) -> float:
    """How near a name must be to the object of a title that is about it."""
    return ITSELF if node.itself else TREATED


def object_factor(nearness: Value) -> Value:
    """Factor on the score of a document whose title is so near to being about the subject that is asked for."""
    return 1 + OBJECT_BONUS * nearness


def home_factor(tree: Node) -> float:
    """Factor on the score of home's local standards among local standards."""
    return HOME_FACTOR_SUBJECT if is_subject(tree) else HOME_FACTOR


def current_factor(subject: str) -> float:
    """Factor on the score of standards in force; `subject` is what is asked for where that is one subject only."""
    return CURRENT_FACTOR_SUBJECT if subject else CURRENT_FACTOR


def long_latin(query_words: Iterable[str]) -> list[str]:
    """The Latin words that pairs of Chinese characters must not make up for; short ones may be torn."""
    return [word for word in query_words if len(word) >= LONG_LATIN and is_latin(word[0])]


def readings(node: Pieces) -> tuple[Pieces, ...]:
    """A free text as it was typed, and with a synonym in place of one piece, or of each."""
    plain = tuple(replace(part, also=()) if isinstance(part, Text) else part for part in node.pieces)
    variants = [plain]
    for place, part in enumerate(node.pieces):
        alternatives = (replace(part, text=text, also=()) for text in part.also) if isinstance(part, Text) else ()
        variants.extend((*plain[:place], alternative, *plain[place + 1 :]) for alternative in alternatives)
    variants.append(
        tuple(Text(part.also[0], part.field) if isinstance(part, Text) and part.also else part for part in node.pieces)
    )
    return tuple(map(Pieces, dict.fromkeys(variants)))


def word_impact(counts: Iterable[tuple[Field, int, int]]) -> float:
    """What a word weighs in a document, but for its idf: BM25F over (text field, how often, length in words).

    Rounded as it is stored, so that every engine adds the same numbers.
    """
    frequency = sum((field_weight(field, count, length) for field, count, length in counts), 0.0)
    return single(saturate(frequency))


def bigram_impact(length: int) -> float:
    """What a pair of neighbouring characters weighs in a title of so many pairs, but for its idf.

    However often it stands there: a title that repeats 自行车 is not more about bicycles.
    """
    return single(pair_weight(length))


# These four are plain arithmetic, so that they also work on whole columns and give the same number for each value.


def field_weight(field: Field, count: Value, length: Value) -> Value:
    """What a word that stands so often in a text of so many words adds to its frequency."""
    return _weigh_by_length(field.boost * count, length / field.typical_length, field.length_weight)


def pair_weight(length: Value) -> Value:
    """What a pair weighs in a title of so many pairs."""
    return BIGRAM_WEIGHT * saturate(_weigh_by_length(1.0, length / TYPICAL_BIGRAMS, BIGRAM_LENGTH_WEIGHT))


def saturate(frequency: Value) -> Value:
    """BM25's saturation: the tenth repetition says less than the first."""
    return frequency * (K1 + 1) / (K1 + frequency)


def _weigh_by_length(count: Value, length: Value, weight: float) -> Value:
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
        case Text():
            return replace(node, also=())
        case Pieces(pieces, beside):
            return And(tuple(map(narrow, (*pieces, *beside))))
        case And(parts):
            return And(tuple(map(narrow, parts)))
        case Or(parts):
            return Or(tuple(map(narrow, parts)))
        case Not(part):
            return Not(narrow(part))
        case _:
            return node
