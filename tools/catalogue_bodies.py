"""The cell of the issuing body in a collected catalogue -> issuers or department, where it can be true.

Some sources name the department in charge, an institute or a committee instead, cut names, or give the body of today
for a standard that is older than it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

from indexer.readers import issuers_of
from standard.number import StandardNumber
from standard.publisher import Level
from standard.tables import parse

#: how the name of a body ends that issues national standards, and of one that issues those of an industry or a place
_STATE = re.compile(r"(?:部|局|署|委员会|委|院|办公室|总后勤部|中国人民银行)$")
_INDUSTRY = re.compile(r"(?:部|局|署|委员会|委|办公室|中国人民银行|总公司|总社|总会|公司|集团)$")
_PLACE = re.compile(r"(?:局|厅|委员会|政府|办公室)$")
#: bodies that issue standards of the state, none of an industry
_NO_INDUSTRY = frozenset(
    {"国家标准化管理委员会", "国家标准局", "国家技术监督局", "国家质量技术监督局", "国家市场监督管理总局"}
)
_GROUP = re.compile(r"(?:会|联盟|中心|促进会|院|所|公司|商会|基金会|平台|企业)$")
_NEVER = re.compile(r"技术委员会|标委会|工作组|研究所|研究院|设计院|出版社|大学|/|[,，]|\.$|[A-Za-z]{4}")
#: how the name of a body in charge ends, and of one that a standard is drawn up under
_IN_CHARGE = re.compile(r"(?:部|局|署|委员会|委|院|办公室|银行|总社|协会|联合会|学会|厅|[)）])$")
_UNDER = re.compile(r"(?:委员会|分会|标委会|工作组|协会|联合会|研究院|研究所|中心|局|厅|部|署|总社|学会|院)$")
#: two names in one, and names cut in front
_RUN_TOGETHER = re.compile(r"(?:部|局|署|会)(?:国家|中华|住房|农业|交通)|^(?:家|华|中人|民共)")
_NO_COMMITTEE = re.compile(r"[,，;；/《》?？]|\.$|归口|主管|会[、 ]|委员会.*全国|一起与观测|准准")
_NATIONAL_COMMITTEE = "国家标准化管理委员会"
#: the source that names the department in charge of a national standard as its issuer
_DEPARTMENTS = "LDAssistant:biaozhun_guojia"


def bodies_of(collected: dict[str, object], number: StandardNumber, emptied: Counter[str]) -> dict[str, str]:
    """The cells `issuers` and `department`; what is left empty is counted."""
    cell = str(collected.get("issuer") or "").strip()
    if not cell:
        return {}
    names, cut = issuers_of(cell)
    names, _ = issuers_of(";".join(names))
    national = number.level is Level.NATIONAL
    if national and collected["sources"][0] == _DEPARTMENTS and _NATIONAL_COMMITTEE not in names[1:]:  # type: ignore[index]
        if department := department_of(cell):
            return {"department": department}
    elif names and not cut and all(_may_issue(name, number) for name in names):
        return {"issuers": ";".join(names)}
    emptied["issuers: cut, of another time, or no issuing body"] += 1
    return {}


def department_of(cell: str) -> str:
    """The body in charge that a cell names; empty where it is not one whole name."""
    names, cut = issuers_of(cell)
    if len(names) != 1 or cut or _NEVER.search(cell):
        return ""
    name = names[0]
    return name if len(name) > 2 and _IN_CHARGE.search(name) and not _RUN_TOGETHER.search(name) else ""


def is_committee(name: str) -> bool:
    """Whether the name is a whole one of a body that standards are drawn up under."""
    return len(name) > 3 and bool(_UNDER.search(name)) and not _NO_COMMITTEE.search(name)


def _may_issue(name: str, number: StandardNumber) -> bool:
    """Whether a body issues standards of this level, and was there in the year of the number."""
    own = int(str(number)[-4:]) if str(number)[-4:].isdecimal() else number.year or 0
    if not any(first <= own <= last for first, last in _years(name)) or " " in name:
        return False
    if number.level is Level.INDUSTRY and name in _NO_INDUSTRY:
        return False
    if number.level is Level.GROUP:
        return bool(_GROUP.search(name))
    ending = {Level.NATIONAL: _STATE, Level.LOCAL: _PLACE}.get(number.level, _INDUSTRY)
    return bool(ending.search(name)) and not _NEVER.search(name)


def _years(name: str) -> list[tuple[int, int]]:
    """The years in which a body issued standards; all years where the table does not have it."""
    return next((years for ending, years in _table().items() if name.endswith(ending)), [(0, 9999)])


@cache
def _table() -> dict[str, list[tuple[int, int]]]:
    """End of a body's name -> first and last years; the year of a number may be the one before its issue."""
    text = (files("tools") / "issuing_bodies.tsv").read_text("utf-8")
    years_of_body: dict[str, list[tuple[int, int]]] = {}
    for row in parse(text, "issuing_bodies"):
        years_of_body.setdefault(row["body"], []).append((int(row["first"]), int(row["last"] or 9999)))
    return years_of_body
