"""Standards near a number that the catalogue lacks: other editions, another nature, parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indexer.analysis import parse
from indexer.engines import Engine, Request
from indexer.query import Node, Number, PartialNumber, Prefix
from standard.record import Record

#: near numbers that are offered
NEAR = 5


def find_near(engine: Engine, text: str, day: date) -> list[Record]:
    """Records that a number which is not there may have meant: its other editions, parts, GB for GB/T."""
    number = parse(text)
    if number is None:
        return []
    nodes: list[Node] = [Number(number.series, own=True)] if number.series else []
    start = stem(number.prefix)
    if number.serial and start not in ("T", "Q", "*"):
        nodes.append(PartialNumber(number.serial, stem=start))
        others = (start + nature for nature in ("", "/T", "/Z") if start + nature != number.prefix)
        nodes.extend(Prefix(f"{other} {number.serial}.", "number") for other in others)
    return _find_first(engine, nodes, day)


def find_parts(engine: Engine, text: str, day: date) -> list[Record]:
    """The first parts of a number that itself is no standard: of `DB37/T 2548` those of `DB37/T 2548.1`."""
    number = parse(text)
    if number is None or not number.serial:
        return []
    return _find_first(engine, [Prefix(f"{number.series}.", "number")], day)


def stem(prefix: str) -> str:
    """A prefix without its nature: GB for GB/T."""
    return prefix.split("/", maxsplit=1)[0].replace(" ", "")


def _find_first(engine: Engine, nodes: Sequence[Node], day: date) -> list[Record]:
    records: dict[str, Record] = {}
    for node in nodes:
        results = engine.search(Request(node, day, limit=NEAR))
        records.update({hit.record.number: hit.record for hit in results.hits})
    return list(records.values())[:NEAR]
