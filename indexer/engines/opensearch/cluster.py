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
#: what they say of which it will be the same: changes are blocked, more values are counted than an answer may have
_LASTING = ("block", "too_many_buckets")
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

    def ask(self, method: str, url: str, body: Any = None, **params: Any) -> Answer:
        """Make a request; while nodes are lost it is made again, at another one. Raises an IndexFault."""
        return cast("Answer", self._tried(lambda: self._client.transport.perform_request(method, url, params, body)))

    def make(self, url: str, body: Any) -> None:
        """Make an index that was not there; one that is there now was made by a request whose answer was lost."""
        try:
            self.ask("PUT", url, body)
        except IndexFault as fault:
            if "resource_already_exists" not in str(fault.values.get("reason")):
                raise

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

    def _tried(self, request: Callable[[], Any]) -> Any:
        until = time.monotonic() + PATIENCE
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
        error_told = info["error"]
        # a coordinating node that fails by itself, as with too many buckets, names no root cause
        first = next(iter(error_told.get("root_cause", ())), None) or error_told.get("caused_by") or error_told
        return f"{first.get('type', '')}: {first.get('reason', '')}"
    return str(info if info is not None and not isinstance(info, Mapping) else error.error)


def _may_pass(error: TransportError) -> bool:
    """Whether the same request may be answered a moment later."""
    if isinstance(error, SSLError):
        return False
    if isinstance(error, NoConnection):
        return True
    return error.status_code in _AGAIN and not any(lasting in _reason(error) for lasting in _LASTING)
