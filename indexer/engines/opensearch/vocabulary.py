"""What is suggested, in an index beside the records: phrases of titles, organisations and classes, with their counts.

::

    kind      `subjects` or `names`
    text      the phrase, or the key of a name (`indexer.engines.suggestion_terms`)
    count     how many records have it
    begun     how it may be begun to be typed
    spoken    its pinyin entries (`indexer.analysis.pinyin`)

It is read off the index of records when that is whole, so that counts are those of the records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.analysis import Cut, Part, entries
from indexer.engines.opensearch.bulk import Sender, action
from indexer.engines.opensearch.clauses import EVERYTHING, Clause, term
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.counting import count_values
from indexer.engines.opensearch.mapping import LONGEST_KEY
from indexer.engines.suggestion_terms import MIN_TITLES, spoken_starts_of, starts_of

SUBJECTS, NAMES = "subjects", "names"
#: kind -> fewest records that a term must have
FEWEST = {SUBJECTS: MIN_TITLES, NAMES: 1}
#: between the name of an index of records and that of its terms
TERMS = "-terms"


def mapping() -> dict[str, Any]:
    """The mapping of terms."""
    keyword = {"type": "keyword", "ignore_above": LONGEST_KEY}
    found_only = {**keyword, "doc_values": False}
    return {
        "dynamic": "strict",
        "_source": {"includes": ["text", "count"]},
        "properties": {
            "kind": found_only,
            "text": keyword,
            "count": {"type": "integer"},
            "begun": found_only,
            "spoken": found_only,
        },
    }


def write_terms(cluster: Cluster, records: str, sender: Sender) -> None:
    """Write all terms of an index of records; they are read off it bit by bit."""
    for kind, fewest in FEWEST.items():
        for text, count in count_values(cluster, records, kind, EVERYTHING):
            if count >= fewest:
                sender.send(_lines(kind, text, count))
    sender.close()


def change_terms(cluster: Cluster, records: str, sender: Sender, touched: Iterable[tuple[str, str]]) -> None:
    """Write the terms (kind, text) anew of which records came or went."""
    wanted = list(dict.fromkeys(touched))
    bodies = [{"size": 0, "track_total_hits": True, "query": term(kind, text)} for kind, text in wanted]
    for start in range(0, len(wanted), _AT_ONCE):
        answers = cluster.search_all(records, bodies[start : start + _AT_ONCE])
        for (kind, text), answer in zip(wanted[start : start + _AT_ONCE], answers, strict=True):
            count = int(answer["hits"]["total"]["value"])
            if count >= FEWEST[kind]:
                sender.send(_lines(kind, text, count))
            else:
                sender.send([action("delete", _key(kind, text))])
    sender.close()


_AT_ONCE = 500


def _lines(kind: str, text: str, count: int) -> list[Any]:
    begun, spoken = ((text,), entries(text)) if kind == SUBJECTS else (starts_of(text), spoken_starts_of(text))
    row = {"kind": kind, "text": text, "count": count, "begun": list(begun), "spoken": list(spoken)}
    return [action("index", _key(kind, text)), row]


def _key(kind: str, text: str) -> str:
    """The identifier of a term."""
    return f"{kind}-{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"


def spoken_patterns(ways: Iterable[Cut]) -> Iterator[tuple[int, str]]:
    """(how well it fits, pattern of the entries that do) for each way to read what was typed.

    The patterns are those of `Cut.pattern` as the cluster writes them; they begin with the initials, so that it looks
    at few entries.
    """
    for cut in ways:
        for exact in (True, False):
            yield cut.fit(exact=exact), pattern_of(cut, exact=exact)


def pattern_of(cut: Cut, *, exact: bool) -> str:
    """The pattern of entries with as many characters as were meant, or with more.

    >>> pattern_of(Cut(("da", "s"), shortest=True), exact=True)
    'ds[^\\t]*\\t[^a-z\\t]da[^a-z\\t]s[a-z]*'
    """
    initials = "".join(token[0] if token.isascii() else "[^\t]" for token in cut.tokens)
    return f"{initials}[^\t]*\t{''.join(map(_part, cut.parts))}" + ("" if exact else "[^a-z\t].*")


def _part(part: Part) -> str:
    if part.character:
        return part.character + "[a-z]+"
    return f"[^a-z\t]{part.letters}" + ("" if part.whole else "[a-z]*")


def says(field: str, patterns: Iterable[str]) -> list[Clause]:
    """Records, or terms, with an entry that fits any of the patterns."""
    return [{"regexp": {field: {"value": pattern, "max_determinized_states": 100_000}}} for pattern in patterns]
