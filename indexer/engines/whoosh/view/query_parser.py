"""Whoosh's own query parser, with words cut as ours are cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.tokenizers import Tokenizer
from whoosh.fields import KEYWORD, Schema
from whoosh.qparser.default import QueryParser

from indexer.analysis import words
from indexer.engines.whoosh.columns import ANY, WORDS


class WordTokenizer(Tokenizer):
    """Cuts what stands in a query into the words that documents are indexed by (`indexer.analysis.words`)."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """The words of a text, as Whoosh's tokens."""
        for word in words(value):
            yield Token(text=word)


def query_parser(field: str = ANY) -> QueryParser:
    """A parser of Whoosh's query language for the index of a part; `field` is asked where the query names none.

    A run of Chinese is cut into its words, all of which a document must hold: `大蒜贮藏` asks for 大蒜 and 贮藏.
    """
    field_type = KEYWORD(analyzer=WordTokenizer())
    field_type.multitoken_query = "and"
    return QueryParser(field, Schema(**dict.fromkeys((ANY, *WORDS.values()), field_type)))
