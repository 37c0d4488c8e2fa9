"""SQLite's FTS5 with its trigram tokenizer, as it comes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.quality.engines import DEPTH, Ranker, Ranking, peer_texts
from standard.record import Record

_SCHEMA = "CREATE VIRTUAL TABLE texts USING fts5(title, abstract, issuer, number, tokenize='trigram')"
_RANKED = "SELECT number FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 1.0, 0.25, 0.25, 1.0) LIMIT ?"
#: what is shorter than three characters has no trigram: titles that hold it, short ones first
_SHORT = "SELECT number FROM titles WHERE {} ORDER BY length(title) LIMIT ?"


def build_fts5(records: Iterable[Record], folder: Path) -> dict[str, Ranker]:
    """Any of the trigrams of the query's pieces, BM25; where there are none, titles that hold all of the pieces."""
    folder.mkdir(parents=True)
    base = sqlite3.connect(folder / "fts5.db")
    base.execute(_SCHEMA)
    base.execute("CREATE TABLE titles (title, number)")
    base.executemany("INSERT INTO texts VALUES (:title, :abstract, :issuer, :number)", map(peer_texts, records))
    base.execute("INSERT INTO titles SELECT title, number FROM texts")
    base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    base.commit()

    def rank(text: str) -> Ranking:
        pieces = text.lower().split()
        trigrams = dict.fromkeys(piece[at : at + 3] for piece in pieces for at in range(len(piece) - 2))
        if trigrams:
            query = " OR ".join('"' + trigram.replace('"', '""') + '"' for trigram in trigrams)
            rows = base.execute(_RANKED, (query, DEPTH)).fetchall()
        else:
            holding = " AND ".join(["title LIKE ?"] * len(pieces)) or "0"
            rows = base.execute(_SHORT.format(holding), (*(f"%{piece}%" for piece in pieces), DEPTH)).fetchall()
        return Ranking(tuple(row[0] for row in rows), len(rows))

    return {"fts5": rank}
