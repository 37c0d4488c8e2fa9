"""What the words of a text are; the same code for documents and queries."""

from indexer.analysis.number_keys import (
    NumberForms,
    forms_of_number,
    keys_of_mentions,
    keys_of_number,
    left_out,
    mention_keys,
    parse,
    query_keys,
)
from indexer.analysis.phrases import LONGEST_START, TitlePhrases, starts, title_phrases
from indexer.analysis.pinyin import entries
from indexer.analysis.pinyin_input import LONGER, WHOLE, Cut, Part, cuts, fit, has_length
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
from indexer.analysis.title_objects import ITSELF, LONGEST_SUBJECT, TREATED, title_objects
from indexer.analysis.word_cutting import borders, cut, parts_of, words, words_apart, words_folded

__all__ = [
    "HAN",
    "ITSELF",
    "LONGER",
    "LONGEST_START",
    "LONGEST_SUBJECT",
    "TREATED",
    "WHOLE",
    "Cut",
    "NumberForms",
    "Part",
    "TitlePhrases",
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
    "forms_of_number",
    "has_length",
    "is_han",
    "is_latin",
    "keys_of_mentions",
    "keys_of_number",
    "left_out",
    "mention_keys",
    "parse",
    "parts_of",
    "query_keys",
    "starts",
    "title_objects",
    "title_phrases",
    "words",
    "words_apart",
    "words_folded",
]
