"""The engine of one catalogue in one cluster: which index stands for which place."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.base import BUILD_MEMORY
from indexer.engines.opensearch.address import Address, Identity
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.mapping import VERSION
from indexer.engines.opensearch.writing import Builder
from indexer.errors import IndexDamaged, IndexMissing


class OpenSearchKind:
    """Places below a folder of this machine stand for indexes: `folder/000007` for `lubiao-000007`.

    Only small files that a generation keeps beside its records are ever in the folder (`indexer.lifecycle`).
    """

    def __init__(self, address: Address, folder: Path | None = None, identity: Identity | None = None) -> None:
        """`folder` is one of this machine's for what is read again and again; that of the user, unless told."""
        self.cluster = Cluster(address, identity)
        self.folder = folder or address.folder

    def open(self, place: Path) -> OpenSearchEngine:
        """The set of records at a place. Raises IndexMissing, and IndexDamaged for one of another layout."""
        index = self.index_at(place)
        try:
            answer = self.cluster.ask("GET", f"/{index}/_mapping")
        except IndexMissing as error:
            raise IndexMissing("cluster_index_missing", self.cluster.path, reason=index) from error
        meta = next(iter(answer.values()))["mappings"].get("_meta", {}).get("lubiao")
        if not isinstance(meta, dict):
            raise IndexDamaged("cluster_foreign", self.cluster.path, index=index)
        if meta.get("layout") != VERSION:
            raise IndexDamaged(
                "cluster_layout", self.cluster.path, index=index, version=meta.get("layout"), known=VERSION
            )
        return OpenSearchEngine(self.cluster, index, self.index_at)

    def create(self, place: Path, workers: int = 1, memory: int = BUILD_MEMORY) -> Builder:
        """A writer of a set of records at a new place, with so many processes; what is in memory is little."""
        del memory
        return Builder(self.cluster, self.index_at(place), workers)

    def reads(self, file: str) -> bool:  # noqa: ARG002 - whatever it is called
        """No file of a generation is read by the engine."""
        return False

    def index_at(self, place: Path) -> str:
        """The index that stands for a place below the folder."""
        return self.cluster.index("-".join(place.relative_to(self.folder).parts))
