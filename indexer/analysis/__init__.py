"""What the words of a text are; the same code for documents and queries."""

from indexer.analysis.number_keys import Own, left_out, mention_keys, mentioned, own, own_keys, parse, query_keys
from indexer.analysis.phrases import LONGEST_START, Offered, offered, starts
from indexer.analysis.pinyin import entries
from indexer.analysis.pinyin_input import LONGER, WHOLE, Cut, cuts, fit, has_length
from indexer.analysis.text_folding import (
    HAN,
    bigrams,
    compact,
    compact_folded,
    compact_with_places,
    fold,
    is_han,
    is_latin,
)
from indexer.analysis.word_cutting import borders, cut, parts_of, words, words_apart, words_folded

__all__ = [
    "HAN",
    "LONGER",
    "LONGEST_START",
    "WHOLE",
    "Cut",
    "Offered",
    "Own",
    "bigrams",
    "borders",
    "compact",
    "compact_folded",
    "compact_with_places",
    "cut",
    "cuts",
    "entries",
    "fit",
    "fold",
    "has_length",
    "is_han",
    "is_latin",
    "left_out",
    "mention_keys",
    "mentioned",
    "offered",
    "own",
    "own_keys",
    "parse",
    "parts_of",
    "query_keys",
    "starts",
    "words",
    "words_apart",
    "words_folded",
]
