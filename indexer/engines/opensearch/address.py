"""Where a cluster is, and how one proves to it who asks.

An address names the nodes and the catalogue: `opensearch+https://node1:9200,node2:9200/lubiao`. Who asks, and whom is
trusted, stands in the environment, never in the address, which is printed and logged::

    LUBIAO_OPENSEARCH_USER, LUBIAO_OPENSEARCH_PASSWORD (or LUBIAO_OPENSEARCH_PASSWORD_FILE)
    LUBIAO_OPENSEARCH_CA                              certificates that are trusted, in place of those of the system
    LUBIAO_OPENSEARCH_CERT, LUBIAO_OPENSEARCH_KEY     a certificate of one's own
    LUBIAO_OPENSEARCH_SHARDS                          shards of a new generation; else by its size
    LUBIAO_CACHE                                      folder for the small files of generations
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import AddressUnknown, IndexMissing

#: names of the engine in addresses
SCHEMES = ("opensearch+http", "opensearch+https")
_ADDRESS = re.compile(r"(?P<scheme>opensearch\+https?)://(?P<hosts>[^/@]+)/(?P<name>[^/]+)/?", re.IGNORECASE)
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
#: names of catalogues: what the cluster takes for the beginning of an index's name
_NAME = re.compile(r"[a-z0-9][a-z0-9_.]{0,99}")
_PORT = 9200
_ENVIRONMENT = "LUBIAO_OPENSEARCH_"


def is_cluster(address: Path | str) -> bool:
    """Whether an address is meant to name a cluster."""
    return isinstance(address, str) and address.lower().partition(":")[0] in SCHEMES


@dataclass(frozen=True)
class Address:
    """The nodes of a cluster, and the name of a catalogue there."""

    secure: bool
    #: `host:port`, each
    hosts: tuple[str, ...]
    name: str

    @classmethod
    def read(cls, text: str) -> Address:
        """Read an address. Raises AddressUnknown, which never repeats a password that somebody put in it."""
        match = _ADDRESS.fullmatch(text)
        hosts = tuple(match["hosts"].split(",")) if match else ()
        if match is None or not _NAME.fullmatch(match["name"]) or not all(map(_HOST.fullmatch, hosts)):
            shown = re.sub(r"//[^/@]*@", "//…@", text)
            raise AddressUnknown(shown, shown, "cluster_address")
        with_ports = (host if re.search(r":\d+$", host) else f"{host}:{_PORT}" for host in hosts)
        return cls(match["scheme"].lower().endswith("s"), tuple(with_ports), match["name"])

    def __str__(self) -> str:
        return f"opensearch+http{'s' * self.secure}://{','.join(self.hosts)}/{self.name}"

    @property
    def folder(self) -> Path:
        """The folder of this machine that stands for the catalogue: in LUBIAO_CACHE, or with the user's caches."""
        given = os.environ.get("LUBIAO_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache", "lubiao")
        nodes = hashlib.blake2b(",".join(sorted(self.hosts)).encode(), digest_size=6).hexdigest()
        return Path(given).expanduser().absolute() / f"{self.name}-{nodes}"

    @property
    def urls(self) -> list[str]:
        """The nodes as the client takes them."""
        return [f"http{'s' * self.secure}://{host}" for host in self.hosts]


@dataclass(frozen=True)
class Identity:
    """Who asks, and whom is trusted; empty where nothing is set."""

    user: str = ""
    password: str = ""
    #: files
    trusted: str = ""
    certificate: str = ""
    key: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Identity:
        """What the environment says. Raises IndexMissing for a file that is named and not there."""
        given = {name: environment.get(_ENVIRONMENT + name, "") for name in ("USER", "PASSWORD", "CA", "CERT", "KEY")}
        for name in ("CA", "CERT", "KEY"):
            if given[name] and not Path(given[name]).is_file():
                raise IndexMissing("cluster_file_missing", Path(given[name]), variable=_ENVIRONMENT + name)
        password_file = environment.get(_ENVIRONMENT + "PASSWORD_FILE", "")
        if password_file and not given["PASSWORD"]:
            try:
                given["PASSWORD"] = Path(password_file).read_text(encoding="utf-8").strip()
            except OSError as error:
                variable = _ENVIRONMENT + "PASSWORD_FILE"
                raise IndexMissing("cluster_file_missing", Path(password_file), variable=variable) from error
        return cls(given["USER"], given["PASSWORD"], given["CA"], given["CERT"], given["KEY"])

    def __repr__(self) -> str:
        return f"Identity(user={self.user!r})"


def shards_wanted(count: int | None, environment: Mapping[str, str] = os.environ) -> int:
    """How many shards a new index of so many records gets: what the environment says, else one for each 1.5 million."""
    given = environment.get(_ENVIRONMENT + "SHARDS", "")
    if given.isdigit() and 0 < int(given) <= _MOST_SHARDS:
        return int(given)
    return min(max(-(-(count or 0) // _RECORDS_OF_SHARD), 1), _MOST_SHARDS)


_RECORDS_OF_SHARD, _MOST_SHARDS = 1_500_000, 64
