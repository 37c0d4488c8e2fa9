"""Queries of Whoosh's beside trees of ours that mean the same, and the same documents in Whoosh's own codec."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import whoosh.query
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage

from indexer.analysis.number_keys import query_keys
from indexer.engines.document import Document
from indexer.engines.validation import number_prefix
from indexer.engines.whoosh.columns.schema import ANY, BIGRAMS, KEYS, OBJECTS, WORDS, schema
from indexer.query import And, Everything, Node, Not, Number, Or, Prefix, Term, Text
from standard.record import Record
from tests.indexer.engines.catalogues import numbers, record

#: Whoosh's queries have no types
asked: Any = whoosh.query
#: a query of Whoosh's, and the tree that means the same
Pair = tuple[Any, Node]


def term(word: str, field: str = ANY) -> Any:
    """A word as Whoosh asks for it."""
    return asked.Term(field, word)


def stock(records: Iterable[Record]) -> Any:
    """The records in Whoosh's own codec, written by its own writer: the same terms in the same fields."""
    storage: Any = RamStorage
    index = storage().create_index(schema())
    writer = index.writer()
    for one in records:
        document = Document(one)
        words = {WORDS[field]: list(texts) for field, texts in document.words.items() if texts}
        terms = {
            ANY: list(chain(*words.values())),
            BIGRAMS: document.title_bigrams,
            OBJECTS: list(document.objects),
            KEYS: sorted(document.keys),
        }
        writer.add_document(**words, **{name: some for name, some in terms.items() if some}, record=one.number)
    writer.commit()
    return index


def found_in(index: Any, query: Any) -> set[str]:
    """The numbers that Whoosh finds in such an index."""
    with index.searcher() as searcher:
        return {searcher.stored_fields(place)["record"] for place in searcher.docs_for_query(query)}


def combined(leaves: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """Pairs put together by all, any and none of."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(
                lambda pairs: (asked.And([one for one, _ in pairs]), And(tuple(other for _, other in pairs)))
            ),
            st.lists(inner, min_size=2, max_size=3).map(
                lambda pairs: (asked.Or([one for one, _ in pairs]), Or(tuple(other for _, other in pairs)))
            ),
            st.tuples(inner, inner).map(
                lambda pairs: (
                    asked.And([pairs[0][0], asked.Not(pairs[1][0])]),
                    And((pairs[0][1], Not(pairs[1][1]))),
                )
            ),
        ),
        max_leaves=4,
    )


#: words that stand in no other word but one that is cut into it, too: so a piece is found where its word is
PLAIN = ("大蒜", "技术", "生活", "饮用水", "饮用", "标准化", "标准", "物流", "sda", "sdas", "1", "11", "a")
plain_titles = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=5).map(" ".join)
plain_records = st.builds(
    record,
    numbers,
    plain_titles,
    abstract=st.just("") | plain_titles,
    alt_titles=st.lists(plain_titles, max_size=2).map(tuple),
    issuers=st.lists(plain_titles, max_size=2).map(tuple),
    replaces=st.lists(numbers, max_size=2).map(tuple),
)
#: catalogues of such words
plain_catalogues = st.lists(plain_records, min_size=1, max_size=12, unique_by=lambda one: one.number)


def _number(text: str, *, own: bool) -> Pair:
    node = Number(text, own)
    keys = [key for key in query_keys(node).candidates() if key[0] in "=~"]
    return asked.Or([term(key, KEYS) for key in (*keys, *(() if own else query_keys(node).mention_keys()))]), node


_beginnings = st.sampled_from(["大", "标准", "s", "sda", "1", "饮", "没有"])
_fields = st.sampled_from(["title", "alt_titles", "abstract", "issuer"])
#: pairs that mean the same to the document in a catalogue of plain words
exact_pairs = combined(
    st.one_of(
        st.sampled_from(PLAIN).map(lambda word: (term(word), Text(word))),
        st.builds(lambda word, field: (term(word, WORDS[field]), Text(word, field)), st.sampled_from(PLAIN), _fields),
        _beginnings.map(lambda start: (asked.Prefix(ANY, start), Prefix(start))),
        st.builds(lambda start, field: (asked.Prefix(WORDS[field], start), Prefix(start, field)), _beginnings, _fields),
        st.sampled_from(["GB", "GB/T 1.", "DB37", "T/SDA "]).map(
            lambda start: (asked.Prefix(KEYS, "=" + number_prefix(start)), Prefix(start, "number"))
        ),
        numbers.map(lambda number: (term(f"replaces:{number}", KEYS), Term("replaces", number))),
        st.builds(lambda number, own: _number(number, own=own), numbers, st.booleans()),
        st.just((asked.Every(), Everything())),
    )
)
