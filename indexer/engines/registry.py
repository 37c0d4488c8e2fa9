"""Name or address -> engine: the one place that knows which engines there are.

An address is a path, or the name of an engine, a colon, and the place: `index`, `memory:index`; of a cluster it is
`opensearch+https://node1:9200,node2:9200/lubiao`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from indexer.engines.base import BUILD_MEMORY, Builder, Engine
from indexer.engines.memory import MemoryEngine
from indexer.engines.opensearch import Address, OpenSearchKind, is_cluster
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import AddressUnknown
from standard.record import Record

#: two letters and more, so that no drive is taken for an engine
_NAMED = re.compile(r"([A-Za-z][A-Za-z0-9+]+):(.+)", re.DOTALL)


class EngineKind(Protocol):
    """An engine, before anything is open: how sets of records are read from their places, and written there."""

    def open(self, place: Path) -> Engine:
        """The set of records at a place. Raises an `indexer.errors.IndexFault`."""

    def create(self, place: Path, workers: int = 1, memory: int = BUILD_MEMORY) -> Builder:
        """A writer of a set of records at a new place, with so many processes and within so many bytes."""

    def reads(self, file: str) -> bool:
        """Whether a file of a generation (relative to its place) is one that is read there."""


#: what stands at a path without a name before it
DEFAULT = "whoosh"
#: name -> engine
ENGINES: dict[str, EngineKind] = {"whoosh": WhooshEngine, "memory": MemoryEngine}


def locate(address: Path | str) -> tuple[EngineKind, Path]:
    """The engine that an address names, and the place. A `Path` is always a path.

    Raises AddressUnknown for a name that no engine has, and IndexFault for a cluster that cannot be asked as told.
    """
    if is_cluster(address):
        cluster = OpenSearchKind(Address.read(str(address)))
        return cluster, cluster.folder
    named = _NAMED.fullmatch(address) if isinstance(address, str) else None
    if named is None:
        return ENGINES[DEFAULT], Path(address)
    name, place = named.groups()
    if name.lower() not in ENGINES:
        raise AddressUnknown(str(address), name)
    return ENGINES[name.lower()], Path(place)


def in_memory(records: Iterable[Record] = ()) -> Engine:
    """Records to search at once, a few hundred of them at most: nothing is written."""
    return MemoryEngine(records)
