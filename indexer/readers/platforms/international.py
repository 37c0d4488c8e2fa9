"""Records of the international catalogues, a JSON object a standard: ISO Open Data, and lists of ISO and IEC."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from standard.number import NumberError, StandardNumber
from standard.status import Status

#: ISO's stages: published from 60.00 on, withdrawn from 95.60 on (95.20 is a ballot on that)
_STAGE = re.compile(r"(\d\d)\.?(\d\d)$")
_PUBLISHED, _WITHDRAWN = (60, 0), (95, 60)
#: IEC's words
_WORDS = {
    "PUBLISHED": Status.CURRENT,
    "REVISED": Status.REPLACED,
    "REPLACED": Status.REPLACED,
    "WITHDRAWN": Status.ABOLISHED,
}
#: amendments and corrigenda, which replace no edition
_SUPPLEMENT = re.compile(r"[/+](?:amd|cor|add|suppl|ish|frag)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def answer(value: Mapping[str, object]) -> Mapping[str, Any] | None:
    """The pairs of a record of an international catalogue; None for anything else."""
    if {"reference", "deliverableType", "currentStage"} <= value.keys():
        return _of_open_data(value)
    if {"id", "stage"} <= value.keys() and not {"title_en", "published"}.isdisjoint(value):
        return _of_list(value)
    return None


def _of_open_data(value: Mapping[str, object]) -> Mapping[str, Any]:
    """ISO Open Data (deliverables). `replaces` and `replacedBy` name lines of that file, not numbers: left out."""
    title = value.get("title")
    title = title.get("en") if isinstance(title, dict) else title
    stage = str(value["currentStage"])
    return {
        **_pairs(value["reference"], title, stage.zfill(4), value.get("publicationDate")),
        "ics": value.get("icsCode"),
        "committee": value.get("ownerCommittee"),
        "source": "ISO Open Data",
    }


def _of_list(value: Mapping[str, object]) -> Mapping[str, Any]:
    number, stage = value["id"], str(value["stage"])
    return {
        **_pairs(number, value.get("title_en"), stage, value.get("published")),
        **_relations(str(number), value.get("relations")),
        "abolished": value.get("obsoleted"),
        "ics": value.get("ics"),
        "committee": value.get("tc"),
        "source": "www.iso.org" if _STAGE.match(stage) else "www.iec.ch",
    }


def _pairs(number: object, title: object, stage: str, published: object) -> dict[str, Any]:
    issued = published if isinstance(published, str) and _DAY.match(published) else None
    return {
        "number": number,
        "title": title,
        "status": _status(stage).value,
        "status_word": stage,
        "issued": issued,
    }


def _status(stage: str) -> Status:
    """The status that a stage of ISO or a word of IEC means."""
    found = _STAGE.match(stage)
    if found is None:
        return _WORDS.get(stage.upper(), Status.UNKNOWN)
    reached = int(found[1]), int(found[2])
    return Status.DRAFT if reached < _PUBLISHED else Status.ABOLISHED if reached >= _WITHDRAWN else Status.CURRENT


def _relations(number: str, relations: object) -> dict[str, list[str]]:
    """What an edition replaces and is replaced by.

    `updates` is said of the older edition as well as of the newer: the years decide.
    """
    found: dict[str, list[str]] = {"replaces": [], "replaced_by": []}
    year = _year(number)
    for pair in relations if isinstance(relations, list) and year else ():
        match pair:
            case ["obsoletes" | "updates", str(other)] if (there := _year(other)) and there != year:
                found["replaces" if there < year else "replaced_by"].append(other)
    return found


def _year(number: str) -> int:
    """The year of an edition; 0 for amendments, corrigenda, and what is no number of an edition."""
    try:
        return 0 if _SUPPLEMENT.search(number) else StandardNumber(number).year or 0
    except NumberError:
        return 0
