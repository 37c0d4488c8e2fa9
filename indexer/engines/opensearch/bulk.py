"""Sending many records: in portions that the cluster can take; what it cannot take now is sent again, none is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from indexer.engines.opensearch.cluster import Cluster
from indexer.errors import IndexFault

#: bytes of one request
PORTION = 4 << 20
#: seconds for which what is refused for want of room is sent again, and between two attempts at first and at most
PATIENCE = 600.0
_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_FULL = (429, 503)


def action(kind: str, key: str) -> dict[str, Any]:
    """The line before a document: what is to be done with which one."""
    return {kind: {"_id": key}}


class Sender:
    """Collects lines for one index, and sends them. Raises IndexFault where one is refused for good."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._rows: list[bytes] = []
        self._size = 0

    def send(self, lines: Sequence[dict[str, Any] | bytes]) -> None:
        """One action, with its document where it has one."""
        head: Any = {kind: {"_index": self._index, **about} for kind, about in dict(lines[0]).items()}  # type: ignore[arg-type]
        rest = [line if isinstance(line, bytes) else _json(line) for line in lines[1:]]
        row = b"\n".join([_json(head), *rest, b""])
        self._rows.append(row)
        self._size += len(row)
        if self._size >= PORTION:
            self.close()

    def close(self) -> None:
        """Send what is left."""
        rows, self._rows, self._size = self._rows, [], 0
        until, pause = time.monotonic() + PATIENCE, _PAUSE
        while rows:
            items = [next(iter(item.values())) for item in self._cluster.bulk(b"".join(rows))["items"]]
            refused = [(row, item) for row, item in zip(rows, items, strict=True) if _is_refused(item)]
            for row, item in refused:
                if item["status"] not in _FULL or _is_blocked(item) or time.monotonic() > until:
                    raise self._fault(row, item)
            rows = [row for row, _ in refused]
            if rows:
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _fault(self, row: bytes, item: dict[str, Any]) -> IndexFault:
        error = item.get("error", {})
        reason = f"{error.get('type', '')}: {error.get('reason', '')}"
        cause = error.get("caused_by", {}).get("reason")
        number = str(item.get("_id", row[:80].decode(errors="replace")))
        kind = "cluster_blocked" if _is_blocked(item) else "cluster_record_refused"
        return IndexFault(kind, self._cluster.path, number=number, reason=f"{reason} ({cause})" if cause else reason)


def _is_refused(item: dict[str, Any]) -> bool:
    """Whether an action was not carried out; one that removes what is not there was."""
    return int(item["status"]) >= 300 and not (item["status"] == 404 and item.get("result") == "not_found")


def _is_blocked(item: dict[str, Any]) -> bool:
    return "block" in str(item.get("error", {}).get("type", ""))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
