"""How long a list takes to check, beside asking for its numbers one by one."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalogue import Catalogue
from catalogue.lookup import StandardNotFound
from indexer.engines import Engine
from indexer.lifecycle import Following
from indexer.readers import read_text


def measure(index: Path, numbers: int, peer_numbers: int, seed: int) -> dict[str, Any]:
    """Seconds and numbers a second of one check of a list, and of looking up some of its numbers one by one.

    The list is drawn from the records of the index; every tenth number gets a year that there is not.
    """
    engine = Following(index).current().engine
    lines = list(_lines(engine, numbers, seed))
    catalogue = Catalogue.open(index)
    begun = time.perf_counter()
    check = catalogue.check_document(read_text("\n".join(lines)))
    found = {"seconds": time.perf_counter() - begun, "rows": len(check.rows)}
    begun = time.perf_counter()
    digest = check.digest.sha256
    found["digest_seconds"] = time.perf_counter() - begun
    begun = time.perf_counter()
    for line in lines[:peer_numbers]:
        try:
            catalogue.standard(line)
        except StandardNotFound:
            continue
    each = (time.perf_counter() - begun) / max(len(lines[:peer_numbers]), 1)
    found["each_ms"] = found["seconds"] / max(len(lines), 1) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**found, "digest": digest, "one_by_one_ms": each * 1000, "memory_mb": memory}


def _lines(engine: Engine, count: int, seed: int) -> Iterator[str]:
    known = sorted(engine.numbers())
    drawn = random.Random(seed).choices(known, k=count)
    for at, number in enumerate(drawn):
        series, dash, year = number.rpartition("-")
        yield f"{series}-1911" if at % 10 == 9 and dash and year.isdecimal() else number
