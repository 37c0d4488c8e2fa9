"""The shipped catalogue: every row well formed, and every fact in it a fact of the reference catalogue."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from dataclasses import fields
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from standard.classification import ccs, ics
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record
from standard.status import Status
from standard.status_words import status_of_word

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FILES = sorted(CORPUS.glob("*.tsv"))
RELATIONS = ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by")
DAYS = ("issued", "effective", "abolished", "checked")
#: how a relation reads from the other end
OTHER_END = {
    "replaces": "replaced_by",
    "replaced_by": "replaces",
    "replaces_partly": "replaced_partly_by",
    "replaced_partly_by": "replaces_partly",
}
ADOPTION = re.compile(r"(?P<number>.+) \((?P<degree>IDT|MOD|NEQ|EQV)\)")

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

Row = dict[str, str]


@cache
def read(path: Path) -> tuple[Row, ...]:
    """The rows of a file as column -> cell, empty cells left out."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    cells = (line.split("\t") for line in lines[1:])
    return tuple({name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in cells)


def all_rows() -> list[Row]:
    return [row for path in FILES for row in read(path)]


def by_number() -> dict[str, Row]:
    return {row["number"]: row for row in all_rows()}


def cells(row: Row, column: str) -> list[str]:
    return row[column].split(";") if column in row else []


def edges() -> set[tuple[str, str]]:
    """Every replacement as (new, old), whichever end states it."""
    ends = [(row["number"], other, name) for row in all_rows() for name in RELATIONS for other in cells(row, name)]
    return {(one, other) if name.startswith("replaces") else (other, one) for one, other, name in ends}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """Each file of the corpus."""
    found: Path = request.param
    return found


def test_a_file_says_its_subject_facts_and_days(path: Path) -> None:
    heads = path.read_text(encoding="utf-8").splitlines()[:3]
    assert [head.partition(":")[0] for head in heads] == ["# subject", "# facts", "# collected"]
    assert re.search(r"[\u4e00-\u9fff]+ / [a-z]", heads[0])
    days = sorted(row["checked"] for row in read(path))
    assert f"{days[0]} to {days[-1]}" in heads[2]


def test_columns_are_fields_of_a_record_and_none_is_empty(path: Path) -> None:
    columns = path.read_text(encoding="utf-8").splitlines()[3].split("\t")
    assert set(columns) <= {field.name for field in fields(Record)}
    assert len(set(columns)) == len(columns)
    assert {name for row in read(path) for name in row} == set(columns)


def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not re.search("[\r\ufeff\u200b\u3000\u00a0]", text)
    for cell in (cell for row in read(path) for cell in row.values()):
        assert cell == " ".join(cell.split())


def test_every_row_has_what_a_row_must_have() -> None:
    assert len(FILES) >= 25
    assert len(all_rows()) >= 1400
    assert all({"number", "title", "level", "source", "checked"} <= set(row) for row in all_rows())


def test_numbers_are_canonical_and_unique() -> None:
    numbers = [row["number"] for row in all_rows()]
    assert [str(StandardNumber(number)) for number in numbers] == numbers
    assert [number for number, count in Counter(numbers).items() if count > 1] == []


def test_the_level_is_that_of_the_number() -> None:
    for row in all_rows():
        assert StandardNumber(row["number"]).level is Level(row["level"]), row["number"]


def test_related_numbers_are_canonical_and_never_the_row_itself() -> None:
    for row in all_rows():
        for number in (number for column in RELATIONS for number in cells(row, column)):
            assert str(StandardNumber(number)) == number != row["number"]


def test_adoptions_name_an_international_edition_and_a_degree() -> None:
    found = [cell for row in all_rows() for cell in cells(row, "adopts")]
    assert found
    for cell in found:
        match = ADOPTION.fullmatch(cell)
        assert match, cell
        number = StandardNumber(match["number"])
        assert str(number) == match["number"]
        assert number.level is Level.INTERNATIONAL


def test_relations_between_two_rows_stand_on_both() -> None:
    rows = by_number()
    for row in rows.values():
        for column, other_end in OTHER_END.items():
            for number in cells(row, column):
                if number in rows:
                    assert row["number"] in cells(rows[number], other_end), (row["number"], column, number)


def test_a_replacement_is_whole_or_partial_never_both() -> None:
    for row in all_rows():
        named = [number for column in RELATIONS for number in cells(row, column)]
        assert len(set(named)) == len(named), row["number"]


def test_days_are_days_in_order_and_none_lies_after_the_look_up() -> None:
    for row in all_rows():
        days = {name: date.fromisoformat(row[name]) for name in DAYS if name in row}
        assert all(day.isoformat() == row[name] for name, day in days.items())
        assert all(day.year > 1950 for day in days.values()), row
        assert days.get("issued", date.min) <= days["checked"], row
        assert days.get("issued", date.min) <= days.get("effective", date.max), row


def test_status_words_are_known_and_agree_with_the_days() -> None:
    for row in all_rows():
        word, effective = row.get("status_word", ""), row.get("effective", "")
        status = status_of_word(word) if word else Status.UNKNOWN
        assert not word or status is not Status.UNKNOWN, word
        if effective and status is Status.UPCOMING:
            assert effective > row["checked"], row
        if effective and status is Status.CURRENT:
            assert effective <= row["checked"], row


def test_codes_stand_in_the_tables() -> None:
    for row in all_rows():
        assert None not in map(ics, cells(row, "ics")), row
        assert None not in map(ccs, cells(row, "ccs")), row


def test_issuers_are_whole_names_and_an_address_belongs_to_the_source() -> None:
    for row in all_rows():
        assert not any(body.endswith(".") for body in [*cells(row, "issuers"), *cells(row, "department")]), row
        assert "url" not in row or row["url"].partition("//")[2].startswith(row["source"] + "/"), row


def test_in_every_subject_levels_meet(path: Path) -> None:
    assert len(read(path)) >= 30
    assert len({row["level"] for row in read(path)}) >= 3
    assert {"national", "industry"} <= {row["level"] for row in read(path)}


def test_the_shandong_standards_and_those_of_others_stand_side_by_side() -> None:
    shandong = [path.stem for path in FILES if any(row["number"].startswith("DB37") for row in read(path))]
    assert len(shandong) >= 20
    others = {row["number"][2:4] for row in all_rows() if row["number"].startswith("DB")} - {"37"}
    assert len(others) >= 20


def test_no_title_is_damaged() -> None:
    """Brackets are closed, nothing is cut or left of a page's code, and its number does not run into the title."""
    for row in all_rows():
        opened, closed = (sum(row["title"].count(sign) for sign in signs) for signs in ("(（", ")）"))
        assert opened == closed, row
        if row["level"] != "international":
            assert not re.search(r"[?？<>&\ufffd]|\.\.|…$|英文版", row["title"]), row
            assert _squeezed(row["number"][:-5]) not in _squeezed(row["title"]), row


# What corpus/README.md says is to be seen here
def told(section: str) -> list[tuple[str, list[str]]]:
    """The rows of one kind in README's table of what is to be seen: what it is, and the file and numbers named."""
    lines = (CORPUS / "README.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    rows = [(row[0], re.findall(r"`([^`]+)`", row[1])) for row in table if len(row) == 2]
    return [(what, named) for what, named in rows if what.startswith(section)]


def test_the_chains_of_editions_are_there() -> None:
    rows, shown = by_number(), told("a chain of editions")
    assert shown
    for _, chain in shown:
        assert len(chain) >= 3
        for old, new in pairwise(chain):
            assert old in cells(rows[new], "replaces"), (old, new)
            assert new in cells(rows[old], "replaced_by"), (old, new)


def test_the_replacements_in_part_are_there() -> None:
    rows, shown = by_number(), told("a replacement in part")
    assert shown
    for _, (old, *parts) in shown:
        assert parts
        for new in parts:
            assert old in cells(rows[new], "replaces_partly")
            assert new in cells(rows[old], "replaced_partly_by")


def test_the_adoptions_are_there_with_the_standard_adopted() -> None:
    rows, shown = by_number(), told("an adoption")
    assert {what.split()[-1] for what, _ in shown} == {"IDT", "MOD", "NEQ"}
    for what, (number, adopted) in shown:
        assert f"{adopted} ({what.split()[-1]})" in cells(rows[number], "adopts")
        assert rows[adopted]["level"] == "international"


def test_every_adopted_standard_is_a_row() -> None:
    rows = by_number()
    named = {cell.split(" (")[0] for row in rows.values() for cell in cells(row, "adopts")}
    assert named <= set(rows)


def test_the_subjects_at_all_five_levels_are_there() -> None:
    five, shown = ["national", "industry", "local", "group", "enterprise"], told("one subject at five levels")
    assert shown
    for _, (file, *numbers) in shown:
        level = {row["number"]: row["level"] for row in read(CORPUS / file)}
        assert [level[number] for number in numbers] == five


def test_the_counts_in_the_readme_are_true() -> None:
    table = _count_table((CORPUS / "README.md").read_text(encoding="utf-8"))
    levels = [name for name in next(iter(table.values())) if name != "all"]
    for path in FILES:
        counts = Counter(row["level"] for row in read(path))
        assert table[path.name] == {**{level: counts[level] for level in levels}, "all": counts.total()}
    total = Counter(row["level"] for row in all_rows())
    assert table["all"] == {**{level: total[level] for level in levels}, "all": total.total()}
    assert set(total) <= set(levels)


def _count_table(text: str) -> dict[str, dict[str, int]]:
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    start = next(index for index, line in enumerate(lines) if line[:2] == ["file", "subject"])
    names = lines[start][2:]
    body = [line for line in lines[start + 2 :] if len(line) == len(names) + 2]
    return {line[0]: {name: int(cell) for name, cell in zip(names, line[2:], strict=True)} for line in body}


# Against the reference catalogue
@pytest.fixture(scope="module")
def originals(reference: Path) -> dict[str, list[dict[str, Any]]]:
    """The reference catalogue's rows by number without separators."""
    found: dict[str, list[dict[str, Any]]] = {}
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.setdefault(_squeezed(row["code"]), []).append(row)
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
        candidates = originals.get(_squeezed(row["number"])) or originals.get(_squeezed(row["number"]) + "E", [])
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
        _squeezed(other) in _squeezed(original.get("replaces_raw") or "")
        for number, other in ((new, old), (old, new))
        for original in originals.get(_squeezed(number), [])
    )


def _is_next_edition(new: str, old: str, originals: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether both are editions of one number, the reference has none between them, and the old one has ended.

    Of the same title they may differ in the nature (GB, GB/T), and the new one may be about to take effect.
    """
    year, later = int(old[-4:]), int(new[-4:])
    if _series(new) != _series(old) or year >= later or _squeezed(new) not in originals:
        return False
    if any(_squeezed(f"{form}-{middle}") in originals for form in _natures(new) for middle in range(year + 1, later)):
        return False
    ends = {original.get("status") for original in originals.get(_squeezed(old), [])}
    if new[:-5] == old[:-5] and "作废" in ends:
        return True
    upcoming = any(original.get("status") == "即将实施" for original in originals[_squeezed(new)])
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
    folded = (unicodedata.normalize("NFKC", original["title"]) for original in originals.get(_squeezed(number), []))
    return {re.sub(r"[\W_]", "", title).lower() for title in folded}


def test_adoptions_are_those_of_the_list(reference: Path) -> None:
    lines = (reference / "domain" / "adoptions.csv").read_text(encoding="utf-8").splitlines()
    known = {tuple(line.split(",")[:3]) for line in lines}
    for row in all_rows():
        for cell in cells(row, "adopts"):
            number, degree = cell.removesuffix(")").split(" (")
            assert (row["number"], number, degree) in known


def _squeezed(text: str) -> str:
    return re.sub(r"[\s/—–-]", "", text).upper()
