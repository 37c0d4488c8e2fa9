"""Filling an index of the cluster, and changing a copy of one."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from indexer.engines.base import SerializedRecords
from indexer.engines.document import Document
from indexer.engines.opensearch import mapping, vocabulary
from indexer.engines.opensearch.address import Address, shards_wanted
from indexer.engines.opensearch.bulk import Sender, action
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.vocabulary import NAMES, SUBJECTS, TERMS
from indexer.engines.suggestion_terms import names_of, phrases_of
from indexer.processes import Processes
from standard.record import Record

#: bytes of the records that a process is handed at once
PIECE = 8 << 20
#: seconds for which copies of a new index are waited for; it answers without them, too
WAIT_FOR_COPIES = 900
#: how many copies of each shard there are, as far as there are nodes for them
COPIES: str | bool = "0-1"
_ONE_WAIT = 30
_LONGEST_KEY = 500


class Builder:
    """A new index, filled from the first record on, with several processes."""

    def __init__(self, cluster: Cluster, index: str, workers: int = 1) -> None:
        self._cluster = cluster
        self._index = index
        self._workers = workers
        self._sender: Sender | None = None
        self._created = False
        self._place = 0

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""
        self._add(Document(record))

    def add_all(self, records: SerializedRecords, report: Callable[[int], None]) -> None:
        """Append records that are not held in memory; `report` is called with how many are done."""
        self._create(len(records))
        if self._workers > 1 and len(records) > 1:
            self._share(records, report)
            return
        for done, data in enumerate(records):
            report(done)
            self._add(Document.from_bytes(data))

    def commit(self) -> None:
        """Make the index whole: searchable, with its terms, copied, and closed to changes."""
        self._create(0)
        if self._sender is not None:
            self._sender.close()
        finish(self._cluster, self._index)
        create(self._cluster, self._index + TERMS, vocabulary.mapping(), 1)
        vocabulary.write_terms(self._cluster, self._index, Sender(self._cluster, self._index + TERMS))
        finish(self._cluster, self._index + TERMS)

    def cancel(self) -> None:
        """Remove what was written."""
        discard(self._cluster, self._index)

    def _add(self, document: Document) -> None:
        self._create(0)
        if self._sender is None:
            self._sender = Sender(self._cluster, self._index)
        self._sender.send(lines_of(document, self._place))
        self._place += 1

    def _create(self, count: int) -> None:
        if not self._created:
            create(self._cluster, self._index, mapping.mapping(), shards_wanted(count))
            self._created = True

    def _share(self, records: SerializedRecords, report: Callable[[int], None]) -> None:
        """Hand pieces of the records to the processes, each of which reads and sends its own."""
        processes = Processes(self._workers)
        waiting: deque[tuple[Future[None], int]] = deque()
        done = 0
        try:
            for piece in records.cut(PIECE, self._workers):
                sent = processes.submit(send_piece, self._cluster.address, self._index, piece, self._place)
                waiting.append((sent, len(piece)))
                self._place += len(piece)
                while len(waiting) > 2 * self._workers:
                    done += self._result(processes, waiting)
                    report(done)
            while waiting:
                done += self._result(processes, waiting)
                report(done)
        finally:
            processes.close()

    @staticmethod
    def _result(processes: Processes, waiting: deque[tuple[Future[None], int]]) -> int:
        sent, length = waiting.popleft()
        processes.result(sent)
        return length


def send_piece(address: Address, index: str, records: SerializedRecords, first: int) -> None:
    """Send some records, of which the first has this place; runs in a process of its own."""
    cluster = Cluster(address)
    sender = Sender(cluster, index)
    for place, data in enumerate(records, start=first):
        sender.send(lines_of(Document.from_bytes(data), place))
    sender.close()
    cluster.close()


class ChangeWriter:
    """A change to a set of records: a copy of its index, in which only what changes is written anew."""

    def __init__(self, cluster: Cluster, old: str, new: str, get: Callable[[str], Record | None]) -> None:
        self._cluster = cluster
        self._old, self._new = old, new
        self._get = get
        self._added: dict[str, Record] = {}
        self._removed: dict[str, Record] = {}

    def add(self, record: Record) -> None:
        """Add a record; one of the same number is replaced."""
        self.remove(record.number)
        self._added[record.number] = record

    def remove(self, number: str) -> bool:
        """Remove a record; False where there is none."""
        known = self._get(number) if number not in self._removed else None
        if known is not None:
            self._removed[number] = known
        return self._added.pop(number, None) is not None or known is not None

    def commit(self) -> None:
        """Make the changed copy whole."""
        copy(self._cluster, self._old, self._new)
        copy(self._cluster, self._old + TERMS, self._new + TERMS)
        sender = Sender(self._cluster, self._new)
        for number in self._removed.keys() - self._added.keys():
            sender.send([action("delete", key_of(number))])
        first = self._next_place()
        for place, record in enumerate(self._added.values(), start=first):
            sender.send(lines_of(Document(record), place))
        sender.close()
        refresh(self._cluster, self._new)
        touched = _terms_of([*self._removed.values(), *self._added.values()])
        vocabulary.change_terms(self._cluster, self._new, Sender(self._cluster, self._new + TERMS), touched)
        finish(self._cluster, self._new)
        finish(self._cluster, self._new + TERMS)

    def cancel(self) -> None:
        """Drop the change."""
        discard(self._cluster, self._new)

    def _next_place(self) -> int:
        body: dict[str, Any] = {"size": 0, "aggs": {"last": {"max": {"field": "place"}}}}
        last = self._cluster.search(self._old, body)["aggregations"]["last"]["value"]
        return 0 if last is None else int(last) + 1


def lines_of(document: Document, place: int) -> list[dict[str, Any] | bytes]:
    """The lines that send a record."""
    return [action("index", key_of(document.record.number)), mapping.line_of(document, place)]


def key_of(number: str) -> str:
    """The identifier of a record: its number, or a digest of one that is longer than the cluster takes."""
    if len(number.encode()) <= _LONGEST_KEY:
        return number
    return hashlib.blake2b(number.encode(), digest_size=32).hexdigest()


def create(cluster: Cluster, index: str, properties: dict[str, Any], shards: int) -> None:
    """Make a new index that is only filled so far; what a run that broke off left of one is removed."""
    discard(cluster, index)
    about = {**properties, "_meta": {"lubiao": {"layout": mapping.VERSION}}}
    cluster.make(f"/{index}", {"settings": {"index": mapping.settings(shards)}, "mappings": about})


def copy(cluster: Cluster, old: str, new: str) -> None:
    """Make a copy of an index, which shares its files on every node, to be changed."""
    discard(cluster, new)
    settings = {"index.number_of_replicas": 0, "index.auto_expand_replicas": False, "index.blocks.write": None}
    cluster.make(f"/{old}/_clone/{new}?timeout=50s", {"settings": settings})
    cluster.ask("PUT", f"/{new}/_mapping", {"_meta": {"lubiao": {"layout": mapping.VERSION}}})
    cluster.ask("GET", f"/_cluster/health/{new}?wait_for_status=yellow&timeout=50s")


def refresh(cluster: Cluster, index: str) -> None:
    """Let searches see what was written."""
    cluster.ask("POST", f"/{index}/_refresh")


def finish(cluster: Cluster, index: str) -> None:
    """Make an index durable and searchable, have it copied, and close it to changes."""
    refresh(cluster, index)
    cluster.ask("POST", f"/{index}/_flush")
    whole = {"auto_expand_replicas": COPIES, "blocks.write": True}
    cluster.ask("PUT", f"/{index}/_settings", {"index": whole})
    wait_for_copies(cluster, index)


def wait_for_copies(cluster: Cluster, index: str) -> None:
    """Wait until each shard has its copies, as long as there are nodes that make them."""
    for _ in range(WAIT_FOR_COPIES // _ONE_WAIT):
        health = cluster.ask("GET", f"/_cluster/health/{index}?wait_for_status=green&timeout={_ONE_WAIT}s")
        if health["status"] == "green" or not health["initializing_shards"]:
            return


def discard(cluster: Cluster, index: str) -> None:
    """Remove an index and what belongs to it, as far as it is there."""
    cluster.ask("DELETE", f"/{index},{index}{TERMS}", None, ignore_unavailable="true")


def _terms_of(records: Iterable[Record]) -> Iterable[tuple[str, str]]:
    for record in records:
        document = Document(record)
        yield from ((SUBJECTS, phrase) for phrase in phrases_of(document).subjects)
        yield from ((NAMES, key) for row in names_of(document) for key in row)
