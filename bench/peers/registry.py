"""The engines of the speed bench by the names that its figures have."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.peers.base import Peer
from bench.peers.fts5 import Fts5
from bench.peers.lubiao import Lubiao
from bench.peers.tantivy import Tantivy
from bench.peers.whoosh_stock import WhooshStock

#: name -> an engine for a folder; `-2` builds with two processes, tantivy with two threads
PEERS: dict[str, Callable[[Path], Peer]] = {
    "lubiao": Lubiao,
    "lubiao-2": partial(Lubiao, workers=2),
    "tantivy": Tantivy,
    "tantivy-2": partial(Tantivy, threads=2),
    "fts5": Fts5,
    "whoosh-stock": WhooshStock,
}
