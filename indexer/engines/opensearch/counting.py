"""Counts over all matches, exact on any number of shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from indexer.engines.base import Axis, Request
from indexer.engines.document import depth_of
from indexer.engines.opensearch.clauses import Clause, all_of, has_status, terms
from indexer.engines.opensearch.cluster import Answer, Cluster
from indexer.engines.opensearch.figures import WINDOW
from indexer.engines.opensearch.mapping import STATUSES
from indexer.engines.validation import MAX_FACET_VALUES
from indexer.errors import IndexFault

#: what of a code field is counted as a facet, as a pattern of Lucene: see `indexer.engines.document.facet_values`
_FACET_CODES = {"ics": "..", "ccs": "."}
#: values that each shard tells of; where there are more, all are read
_SHARD_VALUES = 20_000
#: values of one field that are counted in one answer
_NESTED = 5_000
#: a pattern of nothing
_NOTHING = "#"


def filters_of(request: Request, without: str = "") -> list[Clause]:
    """The filters of a request, but for that of one field."""
    return [_filter(field, values, request) for field, values in request.filters if field != without]


def _filter(field: str, values: Sequence[str], request: Request) -> Clause:
    if field == "status":
        return {"bool": {"should": [has_status(value, request.day) for value in values]}}
    return terms(f"value_{field}", values)


def facet_bodies(request: Request, match: Clause) -> dict[str, Answer]:
    """Facet -> the search that counts it; those that count the same matches share one."""
    filtered = {field for field, _ in request.filters}
    bodies: dict[str, Answer] = {}
    shared: Answer = {"size": 0, "track_total_hits": False, "query": all_of([match, *filters_of(request)]), "aggs": {}}
    for name in request.facets:
        is_open = request.open_facets and name in filtered
        own = {**shared, "query": all_of([match, *filters_of(request, without=name)]), "aggs": {}}
        body = own if is_open else shared
        body["aggs"][name] = _aggregation(name, request)
        bodies[name] = body
    return bodies


def _aggregation(name: str, request: Request) -> Answer:
    if name == "status":
        return {"filters": {"filters": {one.value: has_status(one.value, request.day) for one in STATUSES}}}
    values: Answer = {
        "field": f"value_{name}",
        "size": MAX_FACET_VALUES,
        "shard_size": _SHARD_VALUES,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    if name in _FACET_CODES:
        values["include"] = _FACET_CODES[name]
    return {"terms": values}


def read_facet(cluster: Cluster, index: str, name: str, body: Answer, answer: Answer) -> tuple[tuple[str, int], ...]:
    """The values of a facet with their counts, most frequent first."""
    counted = answer["aggregations"][name]
    if name == "status":
        rows = [(value, int(bucket["doc_count"])) for value, bucket in counted["buckets"].items()]
    elif counted.get("doc_count_error_upper_bound", 0):
        every = count_values(cluster, index, f"value_{name}", body["query"])
        length = len(_FACET_CODES.get(name, ""))
        rows = [(value, count) for value, count in every if not length or len(value) == length]
    else:
        rows = [(bucket["key"], int(bucket["doc_count"])) for bucket in counted["buckets"]]
    return tuple(sorted((row for row in rows if row[1]), key=lambda row: (-row[1], row[0]))[:MAX_FACET_VALUES])


def count_values(cluster: Cluster, index: str, field: str, query: Clause) -> Iterator[tuple[str, int]]:
    """Every value of a field with how many of the matches have it, in the order of values."""
    for key, count in _composite(cluster, index, [field], query):
        yield key[0], count


def count_pairs(
    cluster: Cluster, index: str, axes: tuple[Axis, Axis], query: Clause, request: Request
) -> dict[tuple[str, str], int]:
    """(value of one field, value of another) -> how many of the matches have both."""
    counted = [axis for axis in axes if axis.field != "status"]
    statuses = [status.value for status in STATUSES] if len(counted) < len(axes) else [""]
    table: dict[tuple[str, str], int] = {}
    for status in statuses:
        narrowed = all_of([query, has_status(status, request.day)]) if status else query
        for key, count in _count_fields(cluster, index, counted, narrowed):
            values = iter(key)
            row, column = (status if axis.field == "status" else next(values) for axis in axes)
            table[row, column] = count
    return table


def _count_fields(
    cluster: Cluster, index: str, axes: Sequence[Axis], query: Clause
) -> Iterable[tuple[tuple[str, ...], int]]:
    """The values of one or two fields at their depths; of no field the count of all matches."""
    if not axes:
        body = {"size": 0, "track_total_hits": True, "query": query}
        total = int(cluster.search(index, body)["hits"]["total"]["value"])
        return [((), total)] if total else []
    nested = _nested(cluster, index, axes, query)
    if nested is not None:
        return nested
    found = _composite(cluster, index, [f"value_{axis.field}" for axis in axes], query)
    return (
        (key, count)
        for key, count in found
        if all(axis.depth in (None, depth_of(axis.field, value)) for axis, value in zip(axes, key, strict=True))
    )


def _nested(
    cluster: Cluster, index: str, axes: Sequence[Axis], query: Clause
) -> list[tuple[tuple[str, ...], int]] | None:
    """Values that are counted in one answer; None where there are too many for that."""
    aggregations: Answer = {}
    for axis in reversed(axes):
        values: Answer = {"field": f"value_{axis.field}", "size": _NESTED}
        if axis.depth is not None:
            values["include"] = _codes_at(axis.field, axis.depth)
        inner = {"aggs": aggregations} if aggregations else {}
        aggregations = {"all": {"terms": values, **inner}}
    try:
        answer = cluster.search(index, {"size": 0, "track_total_hits": False, "query": query, "aggs": aggregations})
    except IndexFault as error:
        if "too_many_buckets" not in str(error.values.get("reason")):
            raise
        return None
    rows: list[tuple[tuple[str, ...], int]] = []
    return rows if _collect(answer["aggregations"]["all"], (), len(axes), rows) else None


def _collect(counted: Answer, above: tuple[str, ...], depth: int, rows: list[tuple[tuple[str, ...], int]]) -> bool:
    """Add what is counted below some values; False where values were left out."""
    if counted["sum_other_doc_count"]:
        return False
    for bucket in counted["buckets"]:
        key = (*above, str(bucket["key"]))
        if len(key) == depth:
            rows.append((key, int(bucket["doc_count"])))
        elif not _collect(bucket["all"], key, depth, rows):
            return False
    return True


def _codes_at(field: str, depth: int) -> str:
    """A pattern of the codes at a depth, see `indexer.engines.document.depth_of`."""
    match field:
        case "ics":
            return r"[^.]*" + r"\.[^.]*" * (depth - 1)
        case "ccs":
            return {1: ".", 2: ".*/.*", 3: "[^/][^/]+"}.get(depth, _NOTHING)
        case "region":
            return "." * (2 * depth) + ".?"
        case _:
            return ".?.?" if depth == 1 else "." * (depth + 1)


def _composite(
    cluster: Cluster, index: str, fields: Sequence[str], query: Clause
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every combination of values with how many records have it, read answer by answer."""
    sources: list[Any] = [{str(at): {"terms": {"field": field}}} for at, field in enumerate(fields)]
    composite: Answer = {"size": WINDOW, "sources": sources}
    body = {"size": 0, "track_total_hits": False, "query": query, "aggs": {"all": {"composite": composite}}}
    while True:
        counted = cluster.search(index, body)["aggregations"]["all"]
        for bucket in counted["buckets"]:
            yield tuple(bucket["key"][str(at)] for at in range(len(fields))), int(bucket["doc_count"])
        if "after_key" not in counted or len(counted["buckets"]) < WINDOW:
            return
        composite["after"] = counted["after_key"]
