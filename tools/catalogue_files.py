"""Rows of the shipped catalogue -> text files by level and prefix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from standard.number import StandardNumber
from standard.publisher import Level
from standard.tables import rows as table
from tools.catalogue_row import Row

COLUMNS = (
    *("number", "title", "level", "status_word", "issued", "effective", "abolished", "ics", "ccs"),
    *("issuers", "department", "committee", "replaces", "replaces_partly", "replaced_by", "replaced_partly_by"),
    *("source", "url", "checked"),
)
#: a prefix with fewer rows shares a file with others of its level
_OWN_FILE = 200
#: how many serial numbers the files of a prefix have
_STRETCHES = {"GB": 10_000, "GB-T": 2_500}
_LEVELS = {
    Level.NATIONAL: "国家标准 / national standards",
    Level.INDUSTRY: "行业标准 / industry standards",
    Level.LOCAL: "地方标准 / local standards",
    Level.GROUP: "团体标准 / group standards",
    Level.ENTERPRISE: "企业标准 / enterprise standards",
    Level.REGULATION: "计量技术规范等 / metrology and other regulations",
}


def files_of(rows: Iterable[Row]) -> dict[str, str]:
    """File name -> text. The rows are in order; no file is so long that it cannot be read."""
    placed = [(row, StandardNumber(row["number"])) for row in rows]
    counts = Counter((number.level, _code(number)) for _, number in placed)
    files: dict[str, tuple[str, list[Row]]] = {}
    for row, number in placed:
        stem, what = _place(number, counts[number.level, _code(number)])
        files.setdefault(f"{number.level.value}{stem}.tsv", (what, []))[1].append(row)
    return {name: _text(what, members) for name, (what, members) in sorted(files.items())}


def _place(number: StandardNumber, count: int) -> tuple[str, str]:
    """The end of the file's name, and what the file holds."""
    what, code = _LEVELS[number.level], _code(number)
    if number.level in (Level.GROUP, Level.ENTERPRISE):
        return "", what
    if number.level is Level.LOCAL:
        region = number.region[:2]
        return f"-{region or 'others'}", f"{what}, {_region(region)} DB{region}" if region else what
    if count < _OWN_FILE:
        return "-others", f"{what}, prefixes of fewer than {_OWN_FILE} rows"
    stretch, serial = _STRETCHES.get(code), re.match(r"\d+", (number.base or number).serial)
    if number.level is not Level.NATIONAL or stretch is None or serial is None:
        return f"-{code}", f"{what}, {code}"
    first = int(serial[0]) // stretch * stretch
    return f"-{code}-{max(first, 1):05}", f"{what}, {code.replace('-', '/')} {max(first, 1)} to {first + stretch - 1}"


def _code(number: StandardNumber) -> str:
    """Of an industry all natures, of national standards each: `GB-T`, `LY`, `JJG`."""
    prefix = re.match(r"[A-Za-z]+(?:/[A-Z])?", number.base.prefix if number.base else number.prefix)
    code = prefix[0] if prefix else ""
    return code.replace("/", "-") if number.level is Level.NATIONAL else code.partition("/")[0]


def _region(code: str) -> str:
    return next((row["name_zh"] for row in table("regions") if row["code"] == code), "")


def _text(what: str, rows: list[Row]) -> str:
    columns = [column for column in COLUMNS if any(column in row for row in rows)]
    days = sorted(row["checked"] for row in rows if "checked" in row)
    return "\n".join([*_heads(what, rows, days), "\t".join(columns), *_lines(rows, columns), ""])


def _heads(what: str, rows: list[Row], days: list[str]) -> Iterator[str]:
    sites = ", ".join(site for site, _ in Counter(row["source"] for row in rows).most_common())
    yield f"# subject: {what}"
    yield f"# facts: {sites}; what was left out and left empty stands in README.md"
    yield f"# collected: {days[0]} to {days[-1]}, row by row in the column `checked`"
    yield f"# rows: {len(rows)}"


def _lines(rows: list[Row], columns: list[str]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(row.get(column, "") for column in columns)
