"""All findings on the structure of a draft."""

from __future__ import annotations

from catalogue.drafts.citing import citing_faults
from catalogue.drafts.elements import element_faults
from catalogue.drafts.findings import Finding
from catalogue.drafts.phrasing import phrasing_faults
from standard.clauses import StandardText, TextProblem


def find_faults(text: StandardText) -> tuple[tuple[Finding, ...], tuple[TextProblem, ...]]:
    """The findings of a draft, and what of it could not be read."""
    looks = (element_faults, phrasing_faults, citing_faults)
    return (tuple(one for look in looks for one in look(text)) if text.clauses else (), text.problems)
