"""A standard in one line, as lists of several commands print it."""

from __future__ import annotations

from catalogue.search import AnswerHit
from catalogue.wording import Words, value_words
from standard.wording import COMMA


def hit_line(hit: AnswerHit) -> Words:
    """Number, title, status, and what replaced it where it has ended."""
    line = f"{hit.record.number}  {hit.record.title}  [" + value_words("status", hit.status.value) + "]"
    return line + "  → " + COMMA.join(hit.record.replaced_by) if hit.status.ended and hit.record.replaced_by else line
