"""SQLite's FTS5, facets by a table of values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.peers.base import ROWS, Clause, Reply, clauses, facets_of, gram_texts, relevance_terms
from bench.queries import TODAY
from indexer.engines import Document, Request
from standard.record import Record

_SCHEMA = """
CREATE VIRTUAL TABLE texts USING fts5(
    words, bigrams, grams, keys, content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE TABLE facets (id INTEGER, name TEXT, value TEXT);
CREATE TABLE records (id INTEGER PRIMARY KEY, record TEXT);
"""
_COLUMNS = {"any": "words", "bigrams": "bigrams", "grams": "grams", "keys": "keys"}


class Fts5:
    """One database file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        """Connect."""
        self._base = sqlite3.connect(self._folder / "fts5.db")

    def build(self, records: Iterable[Record]) -> None:
        """Index the records in a new folder."""
        self._folder.mkdir(parents=True)
        self.open()
        self._base.executescript(_SCHEMA)
        for place, record in enumerate(records, start=1):
            self._add(place, Document(record))
        self._base.execute("CREATE INDEX by_value ON facets (name, value, id)")
        self._base.execute("CREATE INDEX by_id ON facets (id)")
        self._base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self._base.commit()
        self.close()

    def _add(self, place: int, document: Document) -> None:
        words = " ".join(word for text in document.words.values() for word in text)
        keys = " ".join(map(_key, document.keys))
        row = (place, words, " ".join(document.title_bigrams), " ¶ ".join(gram_texts(document)), keys)
        self._base.execute("INSERT INTO texts(rowid, words, bigrams, grams, keys) VALUES (?, ?, ?, ?, ?)", row)
        values = ((place, name, value) for name, facet in facets_of(document, TODAY).items() for value in facet)
        self._base.executemany("INSERT INTO facets VALUES (?, ?, ?)", values)
        record = json.dumps(document.record.to_json(), ensure_ascii=False)
        self._base.execute("INSERT INTO records VALUES (?, ?)", (place, record))

    def search(self, request: Request) -> Reply:
        """Ten records and seven facets."""
        matched, values = self._select(request)
        total = self._base.execute(f"SELECT count(*) FROM ({matched})", values).fetchone()[0]
        rows = self._base.execute(f"{matched}{self._order(request)} LIMIT {ROWS} OFFSET {request.offset}", values)
        records = tuple(self._record(row[0]) for row in rows.fetchall())
        counts: dict[str, dict[str, int]] = {name: {} for name in request.facets}
        if counts:
            statement = f"SELECT name, value, count(*) FROM facets WHERE id IN ({matched}) GROUP BY name, value"
            for name, value, count in self._base.execute(statement, values):
                counts[name][value] = count
        return Reply(total, records, counts)

    def _select(self, request: Request) -> tuple[str, list[str]]:
        conditions, values = [], []
        if parts := clauses(request.tree):
            conditions.append("texts MATCH ?")
            values.append(" AND ".join(map(_match, parts)))
        table, key = ("texts", "rowid") if parts else ("records", "id")
        for field, accepted in request.filters:
            marks = ", ".join("?" * len(accepted))
            conditions.append(f"{key} IN (SELECT id FROM facets WHERE name = '{field}' AND value IN ({marks}))")
            values += accepted
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"SELECT {key} FROM {table}{where}", values

    def _order(self, request: Request) -> str:
        return " ORDER BY rank" if relevance_terms(request.tree) else ""

    def _record(self, place: int) -> Record:
        text = self._base.execute("SELECT record FROM records WHERE id = ?", (place,)).fetchone()[0]
        return Record.from_json(json.loads(text))

    def close(self) -> None:
        """Disconnect."""
        self._base.close()


def _match(clause: Clause) -> str:
    if clause.phrase:
        return f'grams : "{" ".join(clause.phrase)}"'
    terms = (f'{_COLUMNS[field]} : "{_key(term) if field == "keys" else term}"' for field, term in clause.any_of)
    return "(" + " OR ".join(terms) + ")"


def _key(key: str) -> str:
    """A key as one token: letters, digits and Chinese characters only."""
    return "k" + key.encode().hex()
