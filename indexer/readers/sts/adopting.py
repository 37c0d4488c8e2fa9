"""What a standard adopts, out of all the places that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.readers.field_labels import Cells
from indexer.readers.provenance import items_of
from indexer.readers.sts.naming import canonical
from indexer.readers.text_cells import text_of
from standard.relation import RelationKind, read_adopts


def adopting(cells: Cells, wrapped: Iterable[str]) -> Cells:
    """The cells with one list of adopted standards, `{"number", "degree"}`, and notes on what was not read.

    `wrapped` are the numbers of the documents within an `adoption`, and of the further metadata of one document. A
    degree stands in `std-xref`, in the text of 采用国际标准 or in 一致性程度; the last is that of all without one.
    """
    degree = text_of(cells.get("adopts_degree"))
    notes: list[str] = []
    degrees: dict[str, str] = {}
    for number, own in [*_said(cells.get("adopts"), notes), *((number, "") for number in wrapped)]:
        degrees[canonical(number)] = degrees.get(canonical(number)) or own
    adopts = [{"number": number, "degree": own or degree} for number, own in degrees.items()]
    told: Cells = {"adopts": adopts} if adopts else {}
    return cells | told | ({"notes": [*items_of(cells.get("notes")), *notes]} if notes else {})


def _said(value: object, notes: list[str]) -> Iterator[tuple[str, str]]:
    """Number and degree of what the cell says, an item of which is a dict of both or a text."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item["number"], item["degree"]
        elif text := text_of(item):
            relations, unread = read_adopts(text)
            notes += unread
            for relation in relations:
                corresponds = relation.kind is RelationKind.CORRESPONDS
                yield from ((number, relation.degree or "NEQ" * corresponds) for number in relation.targets)
