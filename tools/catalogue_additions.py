"""The second file of a collected catalogue: departments, committees, replacements and ends of standards known already.

They were parsed out of sentences by patterns, so each is looked at once more, and left out where it is no whole name,
where the committee's code is that of another one, or where the row bears another title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from standard.number import NumberError, StandardNumber
from standard.status import Status
from standard.status_words import status_of_word
from tools.catalogue_bodies import department_of, is_committee
from tools.catalogue_relations import relations_of
from tools.catalogue_row import CollectedRow, Row, RowLeftOut, ShippedRow, number_of, signs_of, title_in, year_of

#: the system of standards for building and construction, in its edition of 2014 and for houses
_OFFICIAL_LISTS, LISTS = "SimpleStdCN:", "工程建设标准体系"
#: what these lists misspell, or name by its explanations
_MISSPELT = frozenset({"GB 50116-2013", "GB 50168-2006", "GB 50169-2006", "GB 50217-2007"})
#: committee's code -> its names
Committees = Mapping[str, frozenset[str]]


def committees_of(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Code -> names, out of the table of committees."""
    return {row["code"]: frozenset({row["name_zh"], *row["variant_names"].split("|")} - {""}) for row in rows}


def by_number(rows: Iterable[CollectedRow]) -> dict[str, CollectedRow]:
    """Canonical number -> row, of those that add to a known standard; a number that comes twice is left out."""
    rows_of_number: dict[str, list[CollectedRow]] = {}
    for collected in rows:
        if collected["new"]:
            continue
        try:
            rows_of_number.setdefault(str(StandardNumber(collected["code"])), []).append(collected)
        except NumberError:
            continue
    return {number: several[0] for number, several in rows_of_number.items() if len(several) == 1}


def listed_standards(rows: Iterable[CollectedRow], left: Counter[str]) -> Iterator[ShippedRow]:
    """Standards that an official list of building standards and one more list know: number and title, nothing else.

    Lists that stand alone misspell titles, and some disagree with what is known elsewhere.
    """
    for collected in rows:
        official = any(source.startswith(_OFFICIAL_LISTS) for source in collected["sources"])
        if collected["code"] in _MISSPELT:
            left["title cut or damaged"] += 1
        elif collected["new"] and official and len(set(collected["sources"])) > 1:
            try:
                number = number_of(collected)
                title = title_in(collected, number)
            except RowLeftOut as reason:
                left[str(reason)] += 1
                continue
            cells = {"number": str(number), "title": title, "level": number.level.value, "source": LISTS}
            yield ShippedRow(number, cells, Status.UNKNOWN)
        elif collected["new"]:
            left["second file: in one list alone, or a plan"] += 1


def add(row: ShippedRow, collected: CollectedRow, committees: Committees) -> None:
    """Add to a row what it lacks. Raises `LeftOut` where the second file contradicts its status."""
    if signs_of(collected["title"]) != signs_of(row.cells["title"]):
        row.emptied["additions: another title"] += 1
        return
    _compare(row, collected)
    for column, value in bodies_in(collected, committees, row.emptied).items():
        if column == "department" and row.cells.get(column, value) != value:
            row.emptied["department: sources name two"] += 1
            del row.cells[column]
        else:
            row.cells[column] = value
    _replace(row, collected)


def bodies_in(collected: CollectedRow, committees: Committees, emptied: Counter[str]) -> Row:
    """Department and committee, where each is the whole name of one body."""
    cells: Row = {}
    department_cell, committee = collected.get("department") or "", _without_code(collected.get("committee") or "")
    code = collected.get("committee_code")
    names = committees.get(code) if code else None
    if department := department_of(department_cell):
        cells["department"] = department
    if committee and is_committee(committee) and (not names or committee in names):
        cells["committee"] = committee
    emptied["department: no whole name of one body"] += bool(department_cell) and "department" not in cells
    emptied["committee: no whole name of one body, or another's code"] += bool(committee) and "committee" not in cells
    return cells


def _compare(row: ShippedRow, collected: CollectedRow) -> None:
    """Raises `LeftOut` where one file says that the standard has ended and the other that it has not."""
    status = status_of_word(collected.get("status") or "")
    if status is not Status.UNKNOWN and row.status is not Status.UNKNOWN and status.ended != row.status.ended:
        raise RowLeftOut("sources disagree on the status")


def _replace(row: ShippedRow, collected: CollectedRow) -> None:
    """What replaces it, and the day on which it ended."""
    relations = relations_of({**collected, "replaces_raw": ""}, row.number)
    row.emptied["replacements: against the course of time or unclear"] += relations.doubtful
    for column, numbers in relations.numbers.items():
        known = [number for name in row.cells if name.startswith("replace") for number in row.cells[name].split(";")]
        more = [str(number) for number in numbers if str(number) not in known]
        row.cells[column] = ";".join(filter(None, [row.cells.get(column, ""), *more]))
    followers = [StandardNumber(number) for number in row.cells.get("replaced_by", "").split(";") if number]
    checked = date.fromisoformat(row.cells["checked"])
    if row.status is Status.CURRENT and any(year_of(follower) < checked.year for follower in followers):
        raise RowLeftOut("in force and replaced at once")
    ended = collected.get("abolish_date")
    if ended and row.status.ended and row.cells.get("effective", "") < ended:
        row.cells["abolished"] = ended
        # the day of an end was looked up where the end was
        row.cells["checked"] = max(row.cells["checked"], ended)


def _without_code(name: str) -> str:
    """`TC230（全国地理信息标准化技术委员会）` -> the name."""
    match = re.fullmatch(r"(?:SAC/)?TC ?\d+[(（](.+)[)）]", name.strip())
    return match[1] if match else name.strip()
