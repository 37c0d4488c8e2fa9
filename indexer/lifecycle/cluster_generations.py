"""Generations of a catalogue in a cluster: as those of a folder, with the cluster's own means.

::

    lubiao                    alias: the generation that answers; moving it is one act of the cluster
    lubiao-000007             one generation, an index: its manifest stands in the `_meta` of its mapping
    lubiao-000007-terms       what it suggests
    lubiao-000007-files       its small files: the journal, unresolved adoptions, texts of standards
    lubiao-000007-texts-…     the clauses of these texts
    lubiao-locks              who is building, who is switching, and until when that holds unless it is said again

A generation without a manifest is not whole: being built, or left by a crash. The small files are read from a copy in a
folder of this machine, which is fetched anew where it is not as the manifest says.
"""

from __future__ import annotations

import base64
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer import index_files
from indexer.engines import Address, Cluster, is_cluster
from indexer.errors import IndexBusy, IndexDamaged, IndexFault, IndexMissing
from indexer.lifecycle.checksums import checksum
from indexer.lifecycle.generations import Generations, Manifest, writable

#: seconds for which the alias is not looked up again, and for which a lock holds unless it is renewed
LOOKED_UP, HELD = 0.5, 30.0
#: bytes of a file in one document
PART = 1 << 20
_FILES = "files"


def generations_at(address: Path | str) -> Generations:
    """The generations of the index at an address. Raises AddressUnknown, and IndexFault where a cluster is astray."""
    return ClusterGenerations(str(address)) if is_cluster(address) else Generations(address)


class ClusterGenerations(Generations):
    """The generations of a catalogue in a cluster."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._cluster = Cluster(Address.read(address))
        self._name = self._cluster.address.name
        self._seen: tuple[float, str] = (0.0, "")
        self._fetched: set[str] = set()

    def stamp(self) -> object:
        """The generation that answers, looked up now and then."""
        at, name = self._seen
        if time.monotonic() - at > LOOKED_UP:
            try:
                name = self._pointed()
            except IndexFault:
                return name or None  # what is open goes on; its next question says what is wrong
            self._seen = time.monotonic(), name
        return name or None

    def current(self) -> str:
        """Name of the generation that the alias names; raises IndexMissing or IndexDamaged."""
        name = self._pointed()
        names = self.names()
        if not name and not names:
            raise IndexMissing("index_missing", self._cluster.path)
        if not name:
            raise IndexDamaged("cluster_alias_missing", self._cluster.path, alias=self._name, names=tuple(names))
        if name not in names:
            raise IndexDamaged("cluster_alias_astray", self._cluster.path, alias=self._name, name=name)
        return name

    def names(self) -> list[str]:
        """All whole generations, oldest first."""
        return sorted(name for name, manifest in self._manifests().items() if manifest)

    def leftovers(self) -> list[str]:
        """Generations without a manifest."""
        return sorted(name for name, manifest in self._manifests().items() if not manifest)

    def new(self) -> str:
        """A name that no generation in the cluster has."""
        return f"{max(map(int, self._manifests()), default=0) + 1:06d}"

    def manifest(self, name: str) -> Manifest:
        """What a generation says of itself; its small files are at hand then. Raises IndexDamaged."""
        manifest = super().manifest(name)
        if name not in self._fetched:
            self._fetch(manifest)
            self._fetched.add(name)
        return manifest

    def switch(self, name: str) -> None:
        """Make a whole generation the current one, in one act of the cluster."""
        remove = {"remove": {"index": f"{self._name}-*", "alias": self._name, "must_exist": False}}
        add = {"add": {"index": self._cluster.index(name), "alias": self._name}}
        self._cluster.ask("POST", "/_aliases", {"actions": [remove, add]})
        self._seen = (0.0, "")

    def _pointed(self) -> str:
        try:
            indexes = list(self._cluster.ask("GET", f"/{self._name}-*/_alias/{self._name}"))
        except IndexMissing:
            return ""
        if len(indexes) > 1:
            raise IndexDamaged("cluster_alias_double", self._cluster.path, alias=self._name, names=tuple(indexes))
        return indexes[0].removeprefix(f"{self._name}-")

    def _manifests(self) -> dict[str, str]:
        """Name of every generation, whole or not -> its manifest, which may be empty."""
        found = re.compile(re.escape(self._name) + r"-(\d{6,})(-.+)?")
        known: dict[str, str] = {}
        for index, about in self._cluster.ask("GET", f"/{self._name}-*/_mapping").items():
            match = found.fullmatch(index)
            if match:
                meta = about["mappings"].get("_meta", {}).get("lubiao", {})
                whole = "" if match[2] or meta.get("name") != match[1] else str(meta["manifest"])
                known[match[1]] = known.get(match[1]) or whole
        return known

    def _manifest_bytes(self, name: str) -> bytes:
        manifest = self._manifests().get(name)
        if not manifest:
            raise FileNotFoundError(2, "no manifest", name)
        return manifest.encode()

    def _keep(self, manifest: Manifest, content: bytes) -> None:
        """Send the small files, then the manifest that makes the generation whole."""
        index = f"{self._cluster.index(manifest.name)}-{_FILES}"
        self._cluster.ask("PUT", f"/{index}", {"settings": _SMALL, "mappings": _FILE_MAPPING})
        root = self.folder / manifest.name
        for file in manifest.files:
            data = (root / file).read_bytes()
            for part in range(0, max(len(data), 1), PART):
                row = {"file": file, "part": part, "data": base64.b64encode(data[part : part + PART]).decode()}
                self._cluster.ask("POST", f"/{index}/_doc", row)
        self._cluster.ask("POST", f"/{index}/_refresh")
        meta = self._cluster.ask("GET", f"/{self._cluster.index(manifest.name)}/_mapping")
        layout = next(iter(meta.values()))["mappings"]["_meta"]["lubiao"]["layout"]
        about = {"layout": layout, "name": manifest.name, "manifest": content.decode()}
        self._cluster.ask("PUT", f"/{self._cluster.index(manifest.name)}/_mapping", {"_meta": {"lubiao": about}})
        self._fetched.add(manifest.name)

    def _fetch(self, manifest: Manifest) -> None:
        """Have the small files of a generation on this machine, as its manifest says."""
        root = self.folder / manifest.name
        missing = [file for file, expected in manifest.files.items() if not _is_there(root / file, expected)]
        for file in missing:
            body = {"size": 10_000, "query": {"term": {"file": file}}, "sort": ["part"]}
            hits = self._cluster.search(f"{self._cluster.index(manifest.name)}-{_FILES}", body)["hits"]["hits"]
            with writable(self.folder):
                index_files.make_folders((root / file).parent)
                index_files.write_whole(root / file, b"".join(base64.b64decode(hit["_source"]["data"]) for hit in hits))

    def discard(self, name: str) -> None:
        """Remove a generation: first its index, with the manifest, then what belongs to it."""
        self._cluster.ask("DELETE", f"/{self._cluster.index(name)}?ignore_unavailable=true")
        rest = [index for index in self._indexes() if index.startswith(self._cluster.index(name) + "-")]
        if rest:
            self._cluster.ask("DELETE", f"/{','.join(rest)}?ignore_unavailable=true")
        index_files.remove_tree(self.folder / name)

    def _indexes(self) -> list[str]:
        return list(self._cluster.ask("GET", f"/{self._name}-*/_mapping"))

    @contextmanager
    def _lock(self, name: str, until: float) -> Iterator[None]:
        with writable(self.folder):
            index_files.make_folders(self.folder)
        lock = Lock(self._cluster, f"{self._name}-locks", name)
        while not lock.take():
            if time.monotonic() > until:
                raise IndexBusy("index_busy", self._cluster.path)
            time.sleep(_PAUSE)
        with lock.held():
            yield


class Lock:
    """A right that one program has at a time: a document that says until when, renewed while it is held."""

    def __init__(self, cluster: Cluster, index: str, name: str) -> None:
        self._cluster, self._index, self._name = cluster, index, name.strip(".")
        self._owner = f"{socket.gethostname()}-{secrets.token_hex(8)}"

    def take(self) -> bool:
        """Take it where nobody has it, or where whoever had it has not renewed it; whether that worked."""
        with suppress(IndexFault):
            self._cluster.ask("PUT", f"/{self._index}", {"settings": _SMALL, "mappings": {"dynamic": False}})
        try:
            self._cluster.ask("PUT", f"/{self._index}/_create/{self._name}", self._row())
        except IndexFault as error:
            if not _is_conflict(error):
                raise
            return self._take_over()
        return True

    def _take_over(self) -> bool:
        try:
            row = self._cluster.ask("GET", f"/{self._index}/_doc/{self._name}")
        except IndexMissing:
            return False
        if row["_source"]["until"] > time.time():
            return False
        version = f"if_seq_no={row['_seq_no']}&if_primary_term={row['_primary_term']}"
        try:
            self._cluster.ask("PUT", f"/{self._index}/_doc/{self._name}?{version}", self._row())
        except IndexFault as error:
            if not _is_conflict(error):
                raise
            return False
        return True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep it for as long as this lasts, and give it back."""
        ended = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(ended,), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
            with suppress(IndexFault):
                self._cluster.ask("DELETE", f"/{self._index}/_doc/{self._name}")

    def _renew(self, ended: threading.Event) -> None:
        while not ended.wait(HELD / 3):
            with suppress(IndexFault):  # the next time will do
                self._cluster.ask("PUT", f"/{self._index}/_doc/{self._name}", self._row())

    def _row(self) -> dict[str, object]:
        return {"owner": self._owner, "until": time.time() + HELD}


_PAUSE = 0.05
_SMALL = {"number_of_shards": 1, "auto_expand_replicas": "0-2"}
_FILE_MAPPING = {
    "dynamic": "strict",
    "properties": {"file": {"type": "keyword"}, "part": {"type": "long"}, "data": {"type": "binary"}},
}


def _is_there(path: Path, expected: str) -> bool:
    with suppress(OSError):
        return checksum(path) == expected
    return False


def _is_conflict(error: IndexFault) -> bool:
    return error.values.get("status") == 409
