"""Stock Whoosh on its own codec, facets by its stored columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.peers.base import FACETS, ROWS, Clause, Reply, clauses, facets_of, gram_texts, relevance_terms
from bench.queries import TODAY
from indexer.engines import Document, Request
from standard.record import Record


class WhooshStock:
    """One index in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _create(self) -> Any:
        from whoosh import fields, index
        from whoosh.analysis.tokenizers import RegexTokenizer

        self._folder.mkdir(parents=True)
        blanks, keys = RegexTokenizer(r"\S+"), RegexTokenizer(r"[^\x1f]+")
        texts = {name: fields.KEYWORD(analyzer=blanks, scorable=True) for name in ("any", "bigrams")}
        facets = {name: fields.STORED() for name in FACETS}
        schema = fields.Schema(
            **texts,
            grams=fields.TEXT(analyzer=blanks, phrase=True),
            keys=fields.KEYWORD(analyzer=keys),
            level=fields.KEYWORD(stored=True),
            status=fields.KEYWORD(stored=True),
            record=fields.STORED(),
            **{name: field for name, field in facets.items() if name not in ("level", "status")},
        )
        return index.create_in(str(self._folder), schema)

    def build(self, records: Iterable[Record]) -> None:
        """Index the records in a new folder."""
        writer = self._create().writer(limitmb=256)
        for record in records:
            document = Document(record)
            facets: dict[str, Any] = dict(facets_of(document, TODAY))
            facets["level"], facets["status"] = facets["level"][0], facets["status"][0]
            writer.add_document(
                any=" ".join(word for text in document.words.values() for word in text),
                bigrams=" ".join(document.title_bigrams),
                grams=" ¶ ".join(gram_texts(document)),
                keys="\x1f".join(document.keys),
                record=json.dumps(record.to_json(), ensure_ascii=False),
                **facets,
            )
        writer.commit()

    def open(self) -> None:
        """Open the index that was committed last."""
        from whoosh import index

        self._searcher: Any = index.open_dir(str(self._folder), readonly=True).searcher()

    def search(self, request: Request) -> Reply:
        """Ten records and seven facets."""
        query = self._query(request)
        results = self._searcher.search(query, limit=request.offset + ROWS)
        counts: dict[str, Counter[str]] = {name: Counter() for name in request.facets}
        total = 0
        for document in self._searcher.docs_for_query(query):
            total += 1
            stored = self._searcher.stored_fields(document) if counts else {}
            for name, counter in counts.items():
                value = stored.get(name, ())
                counter.update([value] if isinstance(value, str) else value)
        page = [results[place]["record"] for place in range(request.offset, min(len(results), request.offset + ROWS))]
        records = tuple(Record.from_json(json.loads(text)) for text in page)
        return Reply(total, records, {name: dict(counter) for name, counter in counts.items()})

    def _query(self, request: Request) -> Any:
        query = _whoosh_query()
        must = [self._clause(clause) for clause in clauses(request.tree)]
        for field, values in request.filters:
            must.append(query.ConstantScoreQuery(query.Or([query.Term(field, value) for value in values]), 0.0))
        if not must:
            return query.Every()
        should = [query.Term(field, term) for field, term in relevance_terms(request.tree)]
        base = query.And(must)
        return query.AndMaybe(base, query.Or(should)) if should else base

    def _clause(self, clause: Clause) -> Any:
        query = _whoosh_query()
        if clause.phrase:
            return query.Phrase("grams", list(clause.phrase))
        return query.ConstantScoreQuery(query.Or([query.Term(*pair) for pair in clause.any_of]), 0.0)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def _whoosh_query() -> Any:
    """Whoosh's query classes; it does not declare what it exports."""
    import whoosh.query

    return whoosh.query
