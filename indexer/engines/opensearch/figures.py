"""Counts that queries are understood by, each asked once: nothing in a generation ever changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from indexer.engines.opensearch.clauses import Clause, begins, term, terms
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.relevance import MAX_EXPANSION

#: counts that are kept
_KEPT = 1 << 16
#: documents that one answer may have; more are read answer by answer
WINDOW = 10_000
_WORDS = {"word": "words", "pair": "pairs"}


class Figures:
    """Counts of one generation."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._counts: dict[str, int] = {}
        self.expand = lru_cache(maxsize=256)(self._expand)
        self.numbers_with = lru_cache(maxsize=1024)(self._numbers_with)

    def count(self, clause: Clause) -> int:
        """How many records a query finds."""
        return self.count_all([clause])[0]

    def count_all(self, clauses: Sequence[Clause]) -> list[int]:
        """The same of several, in one request."""
        keys = [json.dumps(clause, ensure_ascii=False) for clause in clauses]
        missing = {key: clause for key, clause in zip(keys, clauses, strict=True) if key not in self._counts}
        if missing:
            if len(self._counts) > _KEPT:
                self._counts = {}
            bodies = [{"size": 0, "track_total_hits": True, "query": clause} for clause in missing.values()]
            answers = self._cluster.search_all(self._index, bodies)
            found = {key: int(answer["hits"]["total"]["value"]) for key, answer in zip(missing, answers, strict=True)}
            self._counts |= found
            return [found[key] if key in found else self._counts[key] for key in keys]
        return [self._counts[key] for key in keys]

    @property
    def total(self) -> int:
        """How many records there are."""
        return self.count({"match_all": {}})

    def frequencies(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """(word, `word`) or (pair, `pair`) -> how many records hold it; one request for all that are not known."""
        wanted = list(dict.fromkeys(words))
        counts = self.count_all([term(_WORDS[kind], text) for text, kind in wanted])
        return dict(zip(wanted, counts, strict=True))

    def _expand(self, start: str) -> tuple[str, ...]:
        """The words that begin so; of too many the first in order."""
        order = {"size": MAX_EXPANSION, "order": {"_key": "asc"}, "include": _escaped(start) + ".*"}
        body = {
            "size": 0,
            "query": begins("word", start),
            "aggs": {"words": {"terms": {"field": "word", **order}}},
        }
        answer = self._cluster.search(self._index, body)
        return tuple(bucket["key"] for bucket in answer["aggregations"]["words"]["buckets"])

    def _numbers_with(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The numbers of the records that have any of some keys."""
        return self.numbers_of(terms("keys", keys))

    def numbers_of(self, clause: Clause) -> tuple[str, ...]:
        """The numbers of the records that a query finds, in order."""
        found: list[str] = []
        body: dict[str, Any] = {
            "size": WINDOW,
            "_source": False,
            "track_total_hits": False,
            "query": clause,
            "sort": ["number"],
        }
        while True:
            hits = self._cluster.search(self._index, body)["hits"]["hits"]
            found += [hit["sort"][0] for hit in hits]
            if len(hits) < WINDOW:
                return tuple(found)
            body["search_after"] = hits[-1]["sort"]


def _escaped(text: str) -> str:
    """A text in a pattern of Lucene: every character by itself."""
    return "".join(f"\\{character}" if not character.isalnum() else character for character in text)
