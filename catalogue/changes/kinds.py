"""The kinds of change, and which of them are changes of the standard itself."""

from __future__ import annotations

from enum import StrEnum

from catalogue.wording import Words, say

#: what an entry is about: the standard changed, or the record of it was corrected
STANDARD, RECORD = "standard", "record"


class Kind(StrEnum):
    """What happened to a standard, or to its record, in the order in which they are shown."""

    ANNOUNCED = "announced"
    NEW_EDITION = "new_edition"
    AMENDED = "amended"
    IN_FORCE = "in_force"
    SUCCESSOR_ANNOUNCED = "successor_announced"
    REPLACED = "replaced"
    PARTLY_REPLACED = "partly_replaced"
    ABOLITION_ANNOUNCED = "abolition_announced"
    ABOLISHED = "abolished"
    CONVERTED = "converted"
    CONFIRMED = "confirmed"
    ADDED = "added"
    REMOVED = "removed"
    TITLE_CORRECTED = "title_corrected"
    CLASS_CORRECTED = "class_corrected"
    DATE_CORRECTED = "date_corrected"
    STATUS_CORRECTED = "status_corrected"
    RELATION_CORRECTED = "relation_corrected"
    SOURCE_CHANGED = "source_changed"
    DETAILS_CORRECTED = "details_corrected"

    @property
    def what(self) -> str:
        """STANDARD or RECORD."""
        return STANDARD if _PLACE[self] < _PLACE[Kind.ADDED] else RECORD

    @property
    def place(self) -> int:
        """Place in the order."""
        return _PLACE[self]

    @property
    def words(self) -> Words:
        """Its name for people."""
        return say(f"change_{self.value}")


_PLACE = {kind: place for place, kind in enumerate(Kind)}
