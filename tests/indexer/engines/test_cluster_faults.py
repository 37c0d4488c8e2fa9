"""What a cluster answers instead of a result: which of it is asked for again, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest
from opensearchpy import ConnectionError as NoConnection
from opensearchpy import TransportError
from opensearchpy.exceptions import AuthenticationException, AuthorizationException, NotFoundError, SSLError

from indexer.engines.opensearch import Address, Cluster
from indexer.engines.opensearch.address import Identity
from indexer.errors import IndexFault, IndexMissing, IndexNotWritable

ADDRESS = Address.read("opensearch+https://node1,node2/lubiao")


def told(kind: str, reason: str = "why", *, root: bool = True) -> dict[str, Any]:
    """An error as the cluster puts it; a coordinating node names no root cause."""
    cause = {"type": kind, "reason": reason}
    return {"error": {"root_cause": [cause] if root else [], "caused_by": cause, "type": "whole", "reason": "of all"}}


FLOOD = "index [lubiao-000001] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark]"


@pytest.mark.parametrize(
    ("error", "kind", "fault", "again"),
    [
        (NoConnection("N/A", "refused", OSError("refused")), "cluster_down", IndexFault, True),
        (SSLError("N/A", "self-signed", OSError("self-signed")), "cluster_certificate", IndexFault, False),
        (AuthenticationException(401, "", "Unauthorized"), "cluster_password", IndexFault, False),
        (AuthorizationException(403, "", told("security_exception")), "cluster_forbidden", IndexFault, False),
        (
            AuthorizationException(403, "", told("cluster_block", "read-only")),
            "cluster_blocked",
            IndexNotWritable,
            False,
        ),
        (TransportError(429, "", told("cluster_block_exception", FLOOD)), "cluster_blocked", IndexNotWritable, False),
        (TransportError(429, "", told("rejected_execution_exception")), "cluster_refused", IndexFault, True),
        (NotFoundError(404, "", told("index_not_found_exception")), "cluster_index_missing", IndexMissing, False),
        (TransportError(503, "", told("no_shard_available_action_exception")), "cluster_partial", IndexFault, True),
        (TransportError(503, "", told("too_many_buckets_exception", root=False)), "cluster_partial", IndexFault, False),
        (TransportError(400, "", told("parsing_exception")), "cluster_refused", IndexFault, False),
    ],
)
def test_each_fault_has_its_own_sentence(
    monkeypatch: pytest.MonkeyPatch, error: TransportError, kind: str, fault: type[IndexFault], again: bool
) -> None:
    asked: list[str] = []
    ticks = iter(range(0, 1000, 15))  # the second attempt is within the patience of 20 s, the third is not
    monkeypatch.setattr("indexer.engines.opensearch.cluster.time.monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr("indexer.engines.opensearch.cluster.time.sleep", lambda _: None)
    cluster = Cluster(ADDRESS, Identity())

    def refuse(method: str, *_: object, **__: object) -> None:
        asked.append(method)
        raise error

    monkeypatch.setattr(cluster._client.transport, "perform_request", refuse)
    with pytest.raises(fault) as raised:
        cluster.ask("GET", "/")
    assert raised.value.kind == kind
    assert (len(asked) > 1) is again
    assert raised.value.words.chinese
    assert raised.value.words.english


def test_an_answer_from_some_shards_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.engines.opensearch.cluster.PATIENCE", 0.0)
    cluster = Cluster(ADDRESS, Identity())
    some = {"_shards": {"total": 3, "successful": 2, "failed": 1}, "hits": {"hits": []}, "timed_out": False}
    monkeypatch.setattr(cluster._client.transport, "perform_request", lambda *_, **__: some)
    with pytest.raises(IndexFault) as raised:
        cluster.search("lubiao", {})
    assert raised.value.kind == "cluster_partial"
