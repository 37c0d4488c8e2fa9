"""Stock Whoosh with jieba's own ChineseAnalyzer: what most projects put together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.quality.engines import DEPTH, Ranker, Ranking, peer_texts
from standard.record import Record

#: field -> boost, those of `indexer.fields`
FIELDS = {"title": 1.0, "abstract": 0.25, "issuer": 0.25, "number": 1.0}


def build_whoosh(records: Iterable[Record], folder: Path) -> dict[str, Ranker]:
    """Any of the words in any of the fields, BM25F as Whoosh comes."""
    import jieba
    from jieba.analyse import ChineseAnalyzer
    from whoosh import fields, index
    from whoosh.query.compound import Or
    from whoosh.query.terms import Term

    folder.mkdir(parents=True)
    jieba.setLogLevel("WARNING")
    analyzer: Any = ChineseAnalyzer()
    texts = {name: fields.TEXT(analyzer=analyzer, phrase=False, field_boost=boost) for name, boost in FIELDS.items()}
    made: Any = index.create_in(str(folder), fields.Schema(key=fields.STORED(), **texts))
    writer = made.writer(limitmb=512)
    for record in records:
        writer.add_document(key=record.number, **{name: text for name, text in peer_texts(record).items() if text})
    writer.commit()
    searcher = made.searcher()

    def rank(text: str) -> Ranking:
        words = dict.fromkeys(token.text for token in analyzer(text))
        terms = [Term(name, word) for word in words for name in FIELDS]
        hits = searcher.search(Or(terms), limit=DEPTH) if terms else ()
        numbers = tuple(hit["key"] for hit in hits)
        return Ranking(numbers, len(numbers))

    return {"whoosh-stock": rank}
