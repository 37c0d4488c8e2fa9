"""All findings on the structure of a draft."""

from __future__ import annotations

from catalogue.drafts.citing import citing_faults
from catalogue.drafts.elements import element_faults, is_chinese, is_regulation
from catalogue.drafts.findings import Finding
from catalogue.drafts.phrasing import phrasing_faults
from catalogue.wording import Words, say
from standard.clauses import StandardText


def find_faults(text: StandardText) -> tuple[Finding, ...]:
    """The findings of a draft; none where its structure is not judged, see `why_unjudged`."""
    if why_unjudged(text) is not None:
        return ()
    looks = (element_faults, phrasing_faults, citing_faults)
    return tuple(one for look in looks for one in look(text))


def why_unjudged(text: StandardText) -> Words | None:
    """Why the structure of a text cannot be judged by GB/T 1.1: no clauses, not in Chinese, a regulation."""
    if not text.clauses:
        return say("draft_without_clauses")
    if not is_chinese(text):
        return say("draft_not_chinese")
    return say("draft_regulation") if is_regulation(text) else None
