"""tantivy (Rust), with its own aggregations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.peers.base import FACETS, ROWS, VALUES, Clause, Reply, clauses, facets_of, gram_texts, relevance_terms
from bench.queries import TODAY
from indexer.engines import Document, Request
from standard.record import Record

#: memory of the writer, bytes
HEAP = 512 << 20


class Tantivy:
    """One index in a folder."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import tantivy

        self._lib: Any = tantivy
        self._threads = threads
        self._folder = folder
        build = tantivy.SchemaBuilder()
        for name in ("any", "bigrams"):
            build.add_text_field(name, tokenizer_name="blanks", index_option="freq")
        build.add_text_field("grams", tokenizer_name="blanks", index_option="position")
        build.add_text_field("keys", tokenizer_name="raw", index_option="basic")
        for name in FACETS:
            build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        build.add_text_field("record", tokenizer_name="raw", index_option="basic", stored=True)
        self._schema = build.build()

    def build(self, records: Iterable[Record]) -> None:
        """Index the records in a new folder."""
        self._folder.mkdir(parents=True)
        writer = self._index().writer(HEAP, self._threads)
        for record in records:
            writer.add_document(self._document(Document(record)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index that was committed last."""
        self._searcher: Any = self._index().searcher()

    def _index(self) -> Any:
        index = self._lib.Index(self._schema, path=str(self._folder))
        blanks = self._lib.TextAnalyzerBuilder(self._lib.Tokenizer.whitespace()).build()
        index.register_tokenizer("blanks", blanks)
        return index

    def _document(self, document: Document) -> Any:
        made = self._lib.Document()
        made.add_text("any", " ".join(word for text in document.words.values() for word in text))
        made.add_text("bigrams", " ".join(document.title_bigrams))
        for text in gram_texts(document):
            made.add_text("grams", text)
        for key in document.keys:
            made.add_text("keys", key)
        for name, values in facets_of(document, TODAY).items():
            for value in values:
                made.add_text(name, value)
        made.add_text("record", json.dumps(document.record.to_json(), ensure_ascii=False))
        return made

    def search(self, request: Request) -> Reply:
        """Ten records and seven facets, by one search and one aggregation."""
        query = self._query(request)
        results = self._searcher.search(query, ROWS, count=True, offset=request.offset)
        terms = {name: {"terms": {"field": name, "size": VALUES}} for name in request.facets}
        counts = self._searcher.aggregate(query, terms) if terms else {}
        documents = (self._searcher.doc(address) for _, address in results.hits)
        return Reply(
            results.count,
            tuple(Record.from_json(json.loads(document.get_first("record"))) for document in documents),
            {name: {row["key"]: row["doc_count"] for row in rows["buckets"]} for name, rows in counts.items()},
        )

    def _query(self, request: Request) -> Any:
        query, occur = self._lib.Query, self._lib.Occur
        must = [(occur.Must, self._clause(clause)) for clause in clauses(request.tree)]
        for field, values in request.filters:
            any_value = query.boolean_query([(occur.Should, self._term(field, value)) for value in values])
            must.append((occur.Must, query.const_score_query(any_value, 0.0)))
        should = [(occur.Should, self._term(*pair)) for pair in relevance_terms(request.tree)]
        return query.boolean_query([*must, *should]) if must else query.all_query()

    def _clause(self, clause: Clause) -> Any:
        query = self._lib.Query
        if len(clause.phrase) == 1:
            return self._term("grams", clause.phrase[0])
        if clause.phrase:
            return query.phrase_query(self._schema, "grams", list(clause.phrase))
        any_term = query.boolean_query([(self._lib.Occur.Should, self._term(*pair)) for pair in clause.any_of])
        return query.const_score_query(any_term, 0.0)

    def _term(self, field: str, text: str) -> Any:
        return self._lib.Query.term_query(self._schema, field, text)

    def close(self) -> None:
        """Let go of the searcher."""
        self._searcher = None
