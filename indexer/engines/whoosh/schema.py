"""The Whoosh schema, made from the field table. Texts arrive as ready words, so no analyser of Whoosh cuts anything."""

from __future__ import annotations

from whoosh.analysis.tokenizers import RegexTokenizer, SpaceSeparatedTokenizer
from whoosh.fields import KEYWORD, Schema

from indexer.document import Document
from indexer.fields import TEXT_FIELDS

#: stands between keys, which may contain blanks
SEPARATOR = "\x1f"
KEYS = "keys"
BIGRAMS = "bigrams"
#: text field -> its field in Whoosh
WORDS = {field.name: f"words_{field.name}" for field in TEXT_FIELDS}


def schema() -> Schema:
    """Words of each text field, bigrams of the title, exact keys."""
    texts = {name: KEYWORD(analyzer=SpaceSeparatedTokenizer(), scorable=True) for name in (*WORDS.values(), BIGRAMS)}
    return Schema(**texts, **{KEYS: KEYWORD(analyzer=RegexTokenizer(f"[^{SEPARATOR}]+"))})


def whoosh_document(document: Document) -> dict[str, str]:
    """The fields of one document as Whoosh takes them."""
    fields = {WORDS[name]: " ".join(words) for name, words in document.words.items()}
    return {**fields, BIGRAMS: " ".join(document.title_bigrams), KEYS: SEPARATOR.join(sorted(document.keys))}
