"""Suggestions out of the cluster; agrees with `indexer.engines.memory.suggestion_scan` to the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from indexer.analysis import LONGER, WHOLE, Cut
from indexer.engines.base import Suggestion
from indexer.engines.document import TITLE_KEY
from indexer.engines.opensearch.clauses import NOTHING, Clause, all_of, any_of, begins, holds, term, terms, without
from indexer.engines.opensearch.cluster import Answer, Cluster
from indexer.engines.opensearch.evaluation import Evaluation
from indexer.engines.opensearch.figures import WINDOW, Figures
from indexer.engines.opensearch.status_key import status_key
from indexer.engines.opensearch.stored import record_of
from indexer.engines.opensearch.vocabulary import NAMES, SUBJECTS, TERMS, pattern_of, says, spoken_patterns
from indexer.engines.suggestion_rules import Typed
from indexer.engines.suggestion_terms import COMMON_MIN, COMMON_SHARE
from indexer.query import Node

#: of titles in force those that begin as typed, then the others
_BEGINS_FIRST = "rank * 2 + (doc['title_order'].value.startsWith(params.start) ? 0 : 1)"


class OpenSearchSource:
    """Where the suggestions of a generation come from, on one day."""

    def __init__(self, cluster: Cluster, index: str, figures: Figures, day: date) -> None:
        self._cluster = cluster
        self._index = index
        self._figures = figures
        self._day = day
        self._evaluation = Evaluation(figures, day)

    def numbers(self, typed: Typed, limit: int) -> list[Suggestion]:
        """Standards whose number begins so, by reading, status and number."""
        bodies = [
            self._body(begins("keys", prefix), [status_key(self._day), "number_order"], limit)
            for prefix in typed.number_keys
        ]
        found: dict[str, Suggestion] = {}
        for answer in self._cluster.search_all(self._index, bodies):
            rows = self._suggestions("number", answer)
            found = {row.number: found.get(row.number, row) for row in [*found.values(), *rows]}
            if typed.separated and found:
                break
        return list(found.values())[:limit]

    def subjects(self, typed: Typed, limit: int) -> list[tuple[str, int]]:
        """Phrases of titles."""
        most = max(COMMON_MIN, COMMON_SHARE * self._figures.total)
        script = {"source": "doc['count'].value > params.most ? 1 : 0", "params": {"most": most}}
        common = {"_script": {"type": "number", "script": script, "order": "asc"}}
        return self._best(SUBJECTS, typed, typed.compact, limit, [common])

    def titles(self, typed: Typed, subject: str, limit: int) -> list[Suggestion]:
        """Standards whose title holds what was typed, then those by pinyin."""
        held = [holds("title", piece.compact, after_border=piece.starts_latin) for piece in typed.pieces]
        plain = self._titles(all_of(held) if held else NOTHING, typed.compact, limit)
        rows = list(plain)
        if len(plain) < limit and typed.cuts:
            spoken = self._titles(self._spoken(typed, subject), subject, limit)
            if not plain and not spoken:
                for halves in typed.cuts[0].halves():
                    spoken = self._titles(self._side_by_side(*halves), subject, limit)
                    if spoken:
                        break
            rows += spoken
        return list({row.number: row for row in rows}.values())[:limit]

    def names(self, typed: Typed, limit: int) -> list[str]:
        """Keys of names."""
        return [key for key, _ in self._best(NAMES, typed, typed.start, limit, [])]

    def count(self, node: Node) -> int:
        """How many standards a query finds."""
        return self._figures.count(self._evaluation.match(node))

    def _best(self, kind: str, typed: Typed, start: str, limit: int, first: Sequence[Any]) -> list[tuple[str, int]]:
        """The terms that suit best, and of equally good ones the most frequent."""
        by_fit: dict[int, list[Clause]] = {WHOLE: [term("begun", start)], LONGER: [begins("begun", start)]}
        for fit, pattern in spoken_patterns(typed.cuts):
            by_fit.setdefault(fit, []).extend(says("spoken", [pattern]))
        better: list[Clause] = []
        bodies = []
        for fit in sorted(by_fit):
            here = without(any_of(by_fit[fit]), better)
            better = [*better, *by_fit[fit]]
            query = all_of([term("kind", kind), here])
            sort = [*first, {"count": "desc"}, "text"]
            bodies.append(
                {"query": query, "size": limit, "sort": sort, "_source": ["text", "count"], "track_total_hits": False}
            )
        answers = self._cluster.search_all(self._index + TERMS, bodies)
        rows = (hit["_source"] for answer in answers for hit in answer["hits"]["hits"])
        return [(row["text"], int(row["count"])) for row in rows][:limit]

    def _spoken(self, typed: Typed, subject: str) -> Clause:
        """The titles with the subject, or that begin so pronounced."""
        if subject:
            return term("subjects", subject)
        return any_of(says("head_spoken", (pattern for _, pattern in spoken_patterns(typed.cuts))))

    def _side_by_side(self, first: Cut, second: Cut) -> Clause:
        """The titles with a phrase that is all of the first half, and one that begins as the second."""
        whole = self._phrases([pattern_of(first, exact=True)])
        begun = self._phrases([pattern for _, pattern in spoken_patterns([second])]) if whole else []
        return all_of([terms("subjects", whole), terms("subjects", begun)])

    def _phrases(self, patterns: Sequence[str]) -> list[str]:
        query = all_of([term("kind", SUBJECTS), any_of(says("spoken", patterns))])
        body: Answer = {"query": query, "size": WINDOW, "sort": ["text"], "_source": False, "track_total_hits": False}
        found: list[str] = []
        while True:
            hits = self._cluster.search(self._index + TERMS, body)["hits"]["hits"]
            found += [hit["sort"][0] for hit in hits]
            if len(hits) < WINDOW:
                return found
            body["search_after"] = hits[-1]["sort"]

    def _titles(self, query: Clause, start: str, limit: int) -> list[Suggestion]:
        """Those in force first, then those that begin so, then shorter ones."""
        if query == NOTHING:
            return []
        sort = [status_key(self._day, _BEGINS_FIRST, start=start[:TITLE_KEY]), "title_length", "number_order"]
        answer = self._cluster.search(self._index, self._body(query, sort, limit))
        return self._suggestions("title", answer)

    def _body(self, query: Clause, sort: list[Any], limit: int) -> Answer:
        return {"query": query, "size": limit, "sort": sort, "_source": ["stored"], "track_total_hits": False}

    def _suggestions(self, kind: str, answer: Answer) -> list[Suggestion]:
        records = (record_of(hit) for hit in answer["hits"]["hits"])
        return [Suggestion(kind, record.title, record.number, record.status_on(self._day)) for record in records]
