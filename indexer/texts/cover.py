"""What the cover and the foreword of a text tell of its standard, as the cells of a row."""

from __future__ import annotations

import re

from indexer.readers import Document, Paragraph, Table
from standard.clauses import Clause, StandardText
from standard.folding import fold_characters

#: lines of a document in which its cover is
_COVER = 60
_ICS = re.compile(r"ICS\s*:?\s*(\d\d(?:\.\d{2,3}(?:\.\d\d)?)?(?:\s*[;,、]\s*\d\d\.\d{3}(?:\.\d\d)?)*)")
_CCS = re.compile(r"(?:CCS\s*:?\s*)?([A-Z])\s?(\d\d)(?:/\d\d)?\s*$")
_DAY = r"(\d{4})\s*[-年./—]\s*(\d{1,2})\s*[-月./—]\s*(\d{1,2})\s*日?\s*"
_DAYS = {"issued": re.compile(_DAY + "(?:发布|批准|公布)"), "effective": re.compile(_DAY + "(?:起\\s*)?(?:实施|施行)")}
_SCOPE = re.compile(r"范围|主题内容与适用范围")


def cells_of_cover(text: StandardText, document: Document, number: str) -> dict[str, object]:
    """Field -> value of what the text tells; what it does not tell is left out.

    A text whose title could not be read is called by its number: the catalogue may know the title.
    """
    foreword = text.foreword
    cells: dict[str, object] = {
        "number": number,
        "title": text.title or number,
        "abstract": _scope(text),
        "replaces": "、".join(foreword.replaces),
        "cites": [str(one.number) for one in text.references if one.normative],
        "department": foreword.proposer,
        "committee": foreword.committee,
        "drafters": list(foreword.units),
        "people": list(foreword.people),
        **_codes_and_days(document),
    }
    return {name: value for name, value in cells.items() if value}


def _codes_and_days(document: Document) -> dict[str, object]:
    cells: dict[str, object] = {}
    for line in _lines(document):
        if "ics" not in cells and (ics := _ICS.search(line)):
            cells["ics"] = ics[1]
        if "ccs" not in cells and (ccs := _CCS.match(line)):
            cells["ccs"] = f"{ccs[1]}{ccs[2]}"
        for name, pattern in _DAYS.items():
            if name not in cells and (day := pattern.search(line)):
                cells[name] = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    return cells


def _lines(document: Document) -> list[str]:
    """The first lines of a document, folded."""
    lines: list[str] = []
    for block in document.blocks[:_COVER]:
        if isinstance(block, Paragraph):
            lines += block.text.splitlines()
        elif isinstance(block, Table):
            lines += (line for row in block.rows for cell in row for line in cell.text.splitlines())
        if len(lines) > _COVER:
            break
    return [fold_characters(line).strip() for line in lines[:_COVER]]


def _scope(text: StandardText) -> str:
    """What the clause of its scope says."""
    scope: Clause | None = next((one for one in text.clauses if _SCOPE.fullmatch(one.title.replace(" ", ""))), None)
    return scope.text.replace("\n", " ") if scope is not None else ""
