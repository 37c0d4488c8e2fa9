"""How to cite a standard: GB/T 7714-2015, 4.1 and example A.4 (标准文献)."""

from __future__ import annotations

from catalogue.search import AnswerHit, Listing, Search
from catalogue.standards.standard_view import StandardView
from standard.record import Record

#: issuers named before 等 (GB/T 7714-2015, 8.1.2)
MAX_ISSUERS = 3


def cite(record: Record) -> str:
    """`责任者. 题名: 标准号[S]. 年.` Place and publisher of the print are not in the catalogue and left out."""
    issuers = ", ".join(record.issuers[:MAX_ISSUERS]) + (", 等" if len(record.issuers) > MAX_ISSUERS else "")
    number = record.parsed.display if record.parsed is not None else record.number
    parts = [issuers, f"{record.title}: {number}[S]", str(record.year or "")]
    return "".join(f"{part}. " for part in parts if part).strip()


def list_single(view: StandardView) -> Listing:
    """A list of one standard, for citing it in a file."""
    hit = AnswerHit(view.record, view.status, "exact", 0.0)
    search = Search(view.record.number)
    return Listing(search, 1, 1, (hit,), (), view.day, view.record.checked, view.generation, single=True)
