"""The fields of the postings, made from the field table, and the same as a Whoosh schema.

Texts arrive as ready words, so no analyser of Whoosh cuts anything; the schema holds no object of ours or jieba's.
"""

from __future__ import annotations

from whoosh.analysis.tokenizers import RegexTokenizer
from whoosh.fields import KEYWORD, STORED, Schema

from indexer.fields import TEXT_FIELDS

#: words of any text field, with what they weigh
ANY = "words"
#: text field -> the field of its words
WORDS = {field.name: f"words_{field.name}" for field in TEXT_FIELDS}
#: pairs of neighbouring characters of the title, with what they weigh
BIGRAMS = "bigrams"
#: names of the object of the title, with how near they are to it
OBJECTS = "objects"
#: exact keys (`indexer.analysis.number_keys`)
KEYS = "keys"
#: all of them -> whether they weigh anything
FIELDS = {ANY: True, **dict.fromkeys(WORDS.values(), False), BIGRAMS: True, OBJECTS: True, KEYS: False}
#: facets that count other values than their field has; the others are counted in the field's own column
OWN_FACETS = ("ics", "ccs")


def schema() -> Schema:
    """The fields as Whoosh knows them; a term is what it is, blanks and all."""
    fields = {name: KEYWORD(analyzer=RegexTokenizer(r"(?s).+"), scorable=True) for name in FIELDS}
    return Schema(**fields, record=STORED)
