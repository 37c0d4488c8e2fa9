"""What of a record was corrected: field by field, without what an event accounts for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from catalogue.changes.entry import Entry
from catalogue.changes.kinds import Kind
from standard.record import Record
from standard.status import Status

#: field -> kind of correction; in the order in which they are told
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("title", "title_en"), Kind.TITLE_CORRECTED),
    "status": Kind.STATUS_CORRECTED,
    **dict.fromkeys(("issued", "effective", "abolished", "reviewed"), Kind.DATE_CORRECTED),
    **dict.fromkeys(("ics", "ccs", "gbt4754"), Kind.CLASS_CORRECTED),
    **dict.fromkeys(("replaced_by", "replaced_partly_by", "adopts", "cites"), Kind.RELATION_CORRECTED),
    **dict.fromkeys(("replaces", "replaces_partly"), Kind.RELATION_CORRECTED),
    "source": Kind.SOURCE_CHANGED,
    **dict.fromkeys(("level", "nature", "region", "issuers", "department"), Kind.DETAILS_CORRECTED),
    **dict.fromkeys(("committee", "drafters", "people", "abstract", "filing", "example"), Kind.DETAILS_CORRECTED),
}
#: what comes with other changes, and is told only where nothing else is
_BESIDE: dict[str, Kind] = {
    "url": Kind.SOURCE_CHANGED,
    **dict.fromkeys(("alt_titles", "conflicts", "notes", "given", "status_word"), Kind.DETAILS_CORRECTED),
}
#: relations of a newer standard that the older one tells of, too, at its own end
_TOLD_BY_THE_OTHER = ("replaces", "replaces_partly")


def corrections(
    before: Record, after: Record, told: Collection[str], day: date, has_record: Callable[[str], bool]
) -> list[Entry]:
    """The corrections of a record, each field once; fields that an event has told of are left out.

    `has_record` says whether a number has a record in either generation: what a standard replaces is told there.
    """
    found = _changed(before, after, _KINDS, day)
    left_out = {name for name in _TOLD_BY_THE_OTHER if _is_told_elsewhere(name, before, after, has_record)}
    return [entry for entry in found if entry.field not in left_out and entry.field not in told]


def beside(before: Record, after: Record, day: date) -> list[Entry]:
    """One entry for a record in which only what comes beside the facts is another: address, notes, other sources."""
    return _changed(before, after, _BESIDE, day)[:1] if not _changed(before, after, _KINDS, day) else []


def _changed(before: Record, after: Record, kinds: dict[str, Kind], day: date) -> list[Entry]:
    was, now = before.to_json(), after.to_json()
    # an unknown status is not printed
    was, now = ({"status": Status.UNKNOWN.value, **values} for values in (was, now))
    return [
        Entry(after, kind, name, was.get(name), now.get(name), day)
        for name, kind in kinds.items()
        if was.get(name) != now.get(name)
    ]


def _is_told_elsewhere(name: str, before: Record, after: Record, has_record: Callable[[str], bool]) -> bool:
    others = set(getattr(before, name)) ^ set(getattr(after, name))
    return all(map(has_record, others))
