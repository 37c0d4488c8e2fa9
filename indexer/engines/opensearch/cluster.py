"""Asking a cluster: every request goes through here, and every failure becomes an error that says what to do."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from opensearchpy import ConnectionError as NoConnection
from opensearchpy import OpenSearch, TransportError
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ImproperlyConfigured,
    NotFoundError,
    SSLError,
)

from indexer.engines.opensearch.address import Address, Identity
from indexer.errors import IndexFault, IndexMissing, IndexNotWritable

#: seconds for one answer, and for which a request is made again while nodes are lost
TIMEOUT, PATIENCE = 60, 20.0
_PAUSE = 0.1
#: answers that may be others a moment later: too many requests, no node, not all shards
_AGAIN = (429, 502, 503, 504)
Answer = dict[str, Any]


class Cluster:
    """The catalogue of a name in a cluster. Safe to use from several threads; one for each process."""

    def __init__(self, address: Address, identity: Identity | None = None) -> None:
        """Raises IndexMissing for a file of the identity that is not there."""
        self.address = address
        identity = Identity.from_environment() if identity is None else identity
        files = {"ca_certs": identity.trusted, "client_cert": identity.certificate, "client_key": identity.key}
        given: Any = {name: value for name, value in files.items() if value and address.secure}
        try:
            self._client = OpenSearch(
                address.urls,
                http_auth=(identity.user, identity.password) if identity.user else None,
                verify_certs=True,
                timeout=TIMEOUT,
                max_retries=len(address.hosts),
                retry_on_timeout=True,
                retry_on_status=(502, 504),
                maxsize=16,
                dead_timeout=2,
                timeout_cutoff=1,
                **given,
            )
        except (ImproperlyConfigured, OSError) as error:
            raise IndexFault("cluster_certificate", self.path, reason=str(error)) from error

    @property
    def path(self) -> Path:
        """The address, as errors of an index name their place."""
        return Path(str(self.address))

    def index(self, generation: str) -> str:
        """The index of a generation, or of a part of one."""
        return f"{self.address.name}-{generation}"

    def ask(self, method: str, url: str, body: Any = None, *, patient: bool = True, **params: Any) -> Answer:
        """Make a request; while nodes are lost it is made again, at another one. Raises an IndexFault."""
        return cast(
            "Answer",
            self._tried(lambda: self._client.transport.perform_request(method, url, params, body), patient=patient),
        )

    def exists(self, url: str) -> bool:
        """Whether there is something at a path."""
        return bool(self._tried(lambda: self._client.transport.perform_request("HEAD", url)))

    def search_all(self, index: str, bodies: Sequence[Answer]) -> list[Answer]:
        """Several searches at once; each answer is from all shards. Raises IndexFault where one cannot be."""
        if not bodies:
            return []
        head = json.dumps({"index": index, "allow_partial_search_results": False})
        lines = "".join(f"{head}\n{json.dumps(body, ensure_ascii=False)}\n" for body in bodies)

        def search() -> list[Answer]:
            answers = self._client.transport.perform_request(
                "POST", "/_msearch", {"max_concurrent_searches": 8}, lines.encode(), headers=_LINES
            )["responses"]
            for answer in answers:
                self._check(answer)
            return cast("list[Answer]", answers)

        return cast("list[Answer]", self._tried(search))

    def search(self, index: str, body: Answer) -> Answer:
        """One search, answered from all shards. Raises IndexFault where it cannot be."""

        def search() -> Answer:
            answer = self._client.transport.perform_request(
                "POST", f"/{index}/_search", {"allow_partial_search_results": "false"}, body
            )
            self._check(answer)
            return cast("Answer", answer)

        return cast("Answer", self._tried(search))

    def bulk(self, lines: bytes) -> Answer:
        """Lines of actions and sources. Raises IndexFault where the request as a whole cannot be made."""
        return cast(
            "Answer",
            self._tried(lambda: self._client.transport.perform_request("POST", "/_bulk", None, lines, headers=_LINES)),
        )

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def _check(self, answer: Answer) -> None:
        """Raise for an answer that is not from all shards."""
        if "error" in answer:
            raise TransportError(int(answer.get("status", 500)), _type_of(answer["error"]), answer)
        shards = answer["_shards"]
        if answer.get("timed_out") or shards["successful"] < shards["total"]:
            raise TransportError(503, "search_phase_execution_exception", answer)

    def _tried(self, request: Callable[[], Any], *, patient: bool = True) -> Any:
        until = time.monotonic() + (PATIENCE if patient else 0)
        while True:
            try:
                return request()
            except TransportError as error:
                fault = self._fault(error)
                if not _may_pass(error) or time.monotonic() > until:
                    raise fault from error
                time.sleep(_PAUSE)

    def _fault(self, error: TransportError) -> IndexFault:
        """What an error of the client means for who asks."""
        said = _reason(error)
        match error:
            case SSLError():
                return IndexFault("cluster_certificate", self.path, reason=said)
            case NoConnection():
                return IndexFault("cluster_down", self.path, hosts=", ".join(self.address.hosts), reason=said)
            case AuthenticationException():
                return IndexFault("cluster_password", self.path)
            case NotFoundError():
                return IndexMissing("cluster_index_missing", self.path, reason=said)
            case AuthorizationException() if "block" in said:
                return IndexNotWritable("cluster_blocked", self.path, reason=said)
            case AuthorizationException():
                return IndexFault("cluster_forbidden", self.path, reason=said)
        if error.status_code == 429 and "block" in said:
            return IndexNotWritable("cluster_blocked", self.path, reason=said)
        if error.status_code == 503:
            return IndexFault("cluster_partial", self.path, reason=said)
        return IndexFault("cluster_refused", self.path, status=error.status_code, reason=said)


_LINES = {"content-type": "application/x-ndjson"}


def _type_of(error: Any) -> str:
    return str(error.get("type", "")) if isinstance(error, Mapping) else str(error)


def _reason(error: TransportError) -> str:
    """What the cluster, or the system, says is wrong: its first cause."""
    info = error.info
    if isinstance(info, Mapping) and isinstance(info.get("error"), Mapping):
        cause = info["error"]
        causes = cause.get("root_cause") or [cause]
        first = causes[0] if causes else cause
        return f"{first.get('type', '')}: {first.get('reason', '')}"
    return str(info if info is not None and not isinstance(info, Mapping) else error.error)


def _may_pass(error: TransportError) -> bool:
    """Whether the same request may be answered a moment later."""
    if isinstance(error, SSLError):
        return False
    if isinstance(error, NoConnection):
        return True
    return error.status_code in _AGAIN and "block" not in _reason(error)
