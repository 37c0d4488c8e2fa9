"""A standard in one line, as lists of several commands print it."""

from __future__ import annotations

from catalogue.search import AnswerHit
from catalogue.wording import label


def hit_line(hit: AnswerHit) -> str:
    """Number, title, status, and what replaced it where it has ended."""
    successor = f"  → {'、'.join(hit.record.replaced_by)}" if hit.status.ended and hit.record.replaced_by else ""
    return f"{hit.record.number}  {hit.record.title}  [{label('status', hit.status.value)}]{successor}"
