"""tantivy (Rust) with jieba's words, without and with a field of the title's character pairs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.quality.engines import DEPTH, Ranker, Ranking, jieba_words, peer_texts
from indexer.analysis import compact, is_han
from standard.record import Record

#: field of words -> boost, those of `indexer.fields`
FIELDS = {"title": 1.0, "abstract": 0.25, "issuer": 0.25, "number": 1.0}
#: boost of the title's character pairs
PAIRS = 2.0
HEAP = 256 << 20


def build_tantivy(records: Iterable[Record], folder: Path) -> dict[str, Ranker]:
    """One index for two engines; any of the words in any of the fields, BM25 as tantivy comes."""
    import tantivy

    folder.mkdir(parents=True)
    build = tantivy.SchemaBuilder()
    for name in (*FIELDS, "pairs"):
        build.add_text_field(name, tokenizer_name="blanks", index_option="freq")
    build.add_text_field("key", tokenizer_name="raw", index_option="basic", stored=True)
    schema = build.build()
    index: Any = tantivy.Index(schema, path=str(folder))
    index.register_tokenizer("blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    writer = index.writer(HEAP, 1)
    for record in records:
        writer.add_document(_document(record))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(terms: list[tuple[str, str, float]]) -> Ranking:
        query, should = tantivy.Query, tantivy.Occur.Should
        parts = [(should, query.boost_query(query.term_query(schema, *pair), boost)) for *pair, boost in terms]
        hits = searcher.search(query.boolean_query(parts), DEPTH, count=False).hits if parts else ()
        numbers = tuple(searcher.doc(address).get_first("key") for _, address in hits)
        return Ranking(numbers, len(numbers))

    return {
        "tantivy": lambda text: rank(_words(text)),
        "tantivy-bigrams": lambda text: rank([*_words(text), *_pairs(text)]),
    }


def _document(record: Record) -> Any:
    import tantivy

    made = tantivy.Document()
    for name, text in peer_texts(record).items():
        made.add_text(name, " ".join(jieba_words(text)))
    made.add_text("pairs", " ".join(_neighbours(record.title)))
    made.add_text("key", record.number)
    return made


def _words(text: str) -> list[tuple[str, str, float]]:
    words = dict.fromkeys(jieba_words(text))
    return [(name, word, boost) for word in words for name, boost in FIELDS.items()]


def _pairs(text: str) -> list[tuple[str, str, float]]:
    """Pairs within the pieces of a query only: what stands on both sides of a blank are no neighbours."""
    pairs = dict.fromkeys(pair for piece in text.split() for pair in _neighbours(piece))
    return [("pairs", pair, PAIRS) for pair in pairs]


def _neighbours(text: str) -> list[str]:
    """Pairs of neighbouring characters, one of them Chinese: 第1 and 1部 tell parts apart."""
    return [first + second for first, second in pairwise(compact(text)) if is_han(first) or is_han(second)]
