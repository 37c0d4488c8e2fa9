"""Every fact in the shipped subjects is a fact of the reference catalogue."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.corpus_rows import (
    Row,
    all_rows,
    cells,
    edges,
    squeezed,
)

#: what corpus/README.md says was mended: the reference's text -> ours
MENDED_TITLES = {"第1单:": "第1单元:", "规则.第": "规则第"}
MENDED_BODIES = {
    "国家质量监督检验检疫.": "国家质量监督检验检疫总局",
    "国家质量检验检疫总局": "国家质量监督检验检疫总局",
    "国家市场监督管理总局.": "国家市场监督管理总局",
    "中华人员共和国商务部": "中华人民共和国商务部",
    "卫生健康委员会": "国家卫生健康委员会",
}
#: known beyond the reference catalogue, which has the standard in its English edition only
KNOWN_DAYS = {("GB 5749-2022", "issued"): "2022-03-15"}
#: (new, old): replacements across two numbers, known beyond the reference catalogue
KNOWN_REPLACEMENTS = {
    ("GB 5749-2022", "GB 5749-2006"),
    ("GB/T 1.1-2000", "GB/T 1.2-1996"),
    ("GB/T 1.1-2009", "GB/T 1.2-2002"),
    ("GB/T 1.2-2020", "GB/T 20000.2-2009"),
    ("GB/T 1.2-2020", "GB/T 20000.9-2014"),
    ("GB/T 2659.1-2022", "GB/T 2659-2000"),
    ("GB/T 7408.1-2023", "GB/T 7408-2005"),
    ("GB/T 18965-2008", "GB 18965-2003"),
    ("GB/T 19000-2000", "GB/T 19000.1-1994"),
    ("GB/T 19001-2000", "GB/T 19002-1994"),
    ("GB/T 19001-2000", "GB/T 19003-1994"),
    ("GB/T 19693-2008", "GB 19693-2005"),
}
#: (new, old): one number given twice to different standards
NO_REPLACEMENTS = {
    ("GB/T 1.2-2002", "GB/T 1.2-1996"),
    ("GB/T 1.2-2020", "GB/T 1.2-2002"),
    ("GB/T 19002-2018", "GB/T 19002-1994"),
}


@pytest.fixture(scope="module")
def originals(reference: Path) -> dict[str, list[dict[str, Any]]]:
    """The reference catalogue's rows by number without separators."""
    found: dict[str, list[dict[str, Any]]] = {}
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.setdefault(squeezed(row["code"]), []).append(row)
    return found


@pytest.fixture(scope="module")
def international(reference: Path) -> dict[str, dict[str, Any]]:
    """The ISO list by number."""
    with gzip.open(reference / "iso.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def test_chinese_rows_state_what_the_reference_states(originals: dict[str, list[dict[str, Any]]]) -> None:
    wrong = []
    for row in all_rows():
        if row["level"] == "international":
            continue
        candidates = originals.get(squeezed(row["number"])) or originals.get(squeezed(row["number"]) + "E", [])
        faults = [_differences(row, original) for original in candidates] or [["not in the reference"]]
        if all(faults):
            wrong.append((row["number"], faults))
    assert wrong == []


def _differences(row: Row, original: dict[str, Any]) -> list[str]:
    """Columns of a row that the original does not bear out; an empty cell states nothing."""
    title = "".join(original["title"].split()).removesuffix("（英文版）")
    for damaged, whole in MENDED_TITLES.items():
        title = title.replace(damaged, whole)
    names = (original.get("issuer") or "").strip()
    names = MENDED_BODIES.get(names, names)
    checks = {
        "title": "".join(row["title"].split()) == title,
        "status_word": row.get("status_word", "") == (original.get("status") or ""),
        "issued": _is_day(row, "issued", original.get("issue_date")),
        "effective": _is_day(row, "effective", original.get("implement_date")),
        "ics": all(code in (original.get("ics") or "") for code in cells(row, "ics")),
        "ccs": all(code in (original.get("ccs") or "").replace(" ", "") for code in cells(row, "ccs")),
        "issuers": all(body in names for body in [*cells(row, "issuers"), *cells(row, "department")]),
        "url": row.get("url", "") in ("", original.get("url")),
    }
    return [name for name, holds in checks.items() if not holds]


def _is_day(row: Row, name: str, original: str | None) -> bool:
    return name not in row or row[name] in ((original or "")[:10], KNOWN_DAYS.get((row["number"], name)))


def test_international_rows_state_what_the_iso_list_states(international: dict[str, dict[str, Any]]) -> None:
    for row in all_rows():
        if row["level"] != "international":
            continue
        original = international[row["number"]]
        assert row["title"] == " ".join(original["title_en"].split())
        assert row["status_word"] == ("废止" if original["stage"] == "95.99" else "现行")
        assert original["stage"] in {"60.60", "90.20", "90.60", "90.92", "90.93", "95.99"}
        assert set(cells(row, "ics")) <= set(original["ics"])
        assert "issued" not in row
        assert "effective" not in row


def test_replacements_are_borne_out(
    originals: dict[str, list[dict[str, Any]]], international: dict[str, dict[str, Any]]
) -> None:
    assert not edges() & NO_REPLACEMENTS
    unknown = [
        (new, old)
        for new, old in sorted(edges() - KNOWN_REPLACEMENTS)
        if ["obsoletes", old] not in international.get(new, {}).get("relations", [])
        and not _is_named(new, old, originals)
        and not _is_next_edition(new, old, originals)
    ]
    assert unknown == []


def _is_named(new: str, old: str, originals: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether the reference's cell on either standard names the other one."""
    return any(
        squeezed(other) in squeezed(original.get("replaces_raw") or "")
        for number, other in ((new, old), (old, new))
        for original in originals.get(squeezed(number), [])
    )


def _is_next_edition(new: str, old: str, originals: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether both are editions of one number, the reference has none between them, and the old one has ended.

    Of the same title they may differ in the nature (GB, GB/T), and the new one may be about to take effect.
    """
    year, later = int(old[-4:]), int(new[-4:])
    if _series(new) != _series(old) or year >= later or squeezed(new) not in originals:
        return False
    if any(squeezed(f"{form}-{middle}") in originals for form in _natures(new) for middle in range(year + 1, later)):
        return False
    ends = {original.get("status") for original in originals.get(squeezed(old), [])}
    if new[:-5] == old[:-5] and "作废" in ends:
        return True
    upcoming = any(original.get("status") == "即将实施" for original in originals[squeezed(new)])
    return bool(_titles(new, originals) & _titles(old, originals)) and (upcoming or bool(ends & {"作废", "废止"}))


def _series(number: str) -> str:
    """The number without edition and nature: `GB/T 1.1-2020` -> `GB 1.1`."""
    return re.sub(r"^([A-Z]+\d*)/[TZ] ", r"\1 ", number[:-5])


def _natures(number: str) -> list[str]:
    """The number without edition as it is written for each nature."""
    prefix, _, rest = _series(number).partition(" ")
    return [f"{prefix} {rest}", f"{prefix}/T {rest}", f"{prefix}/Z {rest}"]


def _titles(number: str, originals: dict[str, list[dict[str, Any]]]) -> set[str]:
    """The reference's titles of a standard without signs."""
    folded = (unicodedata.normalize("NFKC", original["title"]) for original in originals.get(squeezed(number), []))
    return {re.sub(r"[\W_]", "", title).lower() for title in folded}


def test_adoptions_are_those_of_the_list(reference: Path) -> None:
    lines = (reference / "domain" / "adoptions.csv").read_text(encoding="utf-8").splitlines()
    known = {tuple(line.split(",")[:3]) for line in lines}
    for row in all_rows():
        for cell in cells(row, "adopts"):
            number, degree = cell.removesuffix(")").split(" (")
            assert (row["number"], number, degree) in known
