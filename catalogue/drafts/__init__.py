"""What is to be looked at in a draft that nobody has published: its references, its structure, its indicators."""

from catalogue.drafts.draft import ComparedLimits, DraftCheck, FindText, check_draft, check_draft_file
from catalogue.drafts.faults import find_faults
from catalogue.drafts.findings import Finding

__all__ = ["ComparedLimits", "DraftCheck", "FindText", "Finding", "check_draft", "check_draft_file", "find_faults"]
