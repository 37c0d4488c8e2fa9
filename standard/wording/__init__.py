"""What is said to people: words in both languages as values, and the one table of all sentences."""

from standard.wording.table import heard, page_texts, say, sentences
from standard.wording.words import CHINESE, COMMA, ENGLISH, LANGUAGES, SILENCE, Words, in_json, words_of

__all__ = [
    "CHINESE",
    "COMMA",
    "ENGLISH",
    "LANGUAGES",
    "SILENCE",
    "Words",
    "heard",
    "in_json",
    "page_texts",
    "say",
    "sentences",
    "words_of",
]
