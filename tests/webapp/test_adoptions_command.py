"""`lubiao adoptions`, on an index that was built from a catalogue and a table of adoptions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

ROWS = (
    {"number": "GB/T 1-2001", "title": "甲", "status": "现行"},
    {"number": "GB/T 2-2001", "title": "乙", "status": "现行"},
    {"id": "ISO 11:2000", "title_en": "Bulbs", "stage": "95.99", "relations": [["updates", "ISO 11:2015"]]},
    {"number": "ISO 11:2015", "title": "Bulbs", "status": "现行", "source": "www.iso.org", "checked": "2025-06-01"},
)
TABLE = """standard\tadopted\tdegree\tsource\tday
GB/T 1-2001\tISO 11:2000\tIDT\t封面\t2026-07-01
GB/T 2-2001\tISO 11:2015\tMOD\tthird-party text 7\t
GB/T 3-2001\tISO 11:2000\tIDT\t封面\t
GB/T 1-2001\tISO 13:2000\tNEQ\t封面\t
GB/T 2-2001\tISO 12:2015\t差不多\t封面\t
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("adoptions")
    rows, table = folder / "rows.jsonl", folder / "adopted.tsv"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    table.write_text(TABLE, encoding="utf-8")
    done = run("reindex", str(rows), str(table), "--index", str(folder / "index"))
    assert done.exit_code == 1
    assert "adopted.tsv:6" in done.output
    assert "采标关系 4 项，其中 1 项" in done.output
    return str(folder / "index")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_all_of_them_with_the_unresolved(index: str) -> None:
    output = run("adoptions", "--index", index).output
    assert "GB/T 1-2001 甲（现行）采用 ISO 11:2000（IDT）" in output
    assert "现行的是 ISO 11:2015" in output
    assert "GB/T 1-2001 甲（现行）对应 ISO 13:2000（NEQ，非等效，不属于采用）" in output
    assert "第三方文本" in output
    assert "该版本的状态查询于 2025-06-01（" in output
    assert "GB/T 3-2001 采用 ISO 11:2000（IDT），来源：封面" in output


def test_as_json(index: str) -> None:
    found = json.loads(run("adoptions", "--withdrawn", "--json", "--index", index).output)
    assert [(row["number"], row["state"], row["instead"]) for row in found["rows"]] == [
        ("GB/T 1-2001", "withdrawn", ["ISO 11:2015"])
    ]
    assert (found["rows"][0]["source"], found["rows"][0]["checked"]) == ("封面", "2026-07-01")


def test_a_standard_that_only_an_adoption_names(index: str) -> None:
    found = json.loads(run("adoptions", "GB/T", "3", "--json", "--index", index).output)
    assert (found["rows"], [row["number"] for row in found["unresolved"]]) == ([], ["GB/T 3-2001"])


def test_a_number_that_nobody_has(index: str) -> None:
    done = run("adoptions", "GB/T 999-2001", "--index", index)
    assert done.exit_code == 1
    assert "GB/T 999-2001" in done.output


def test_add_refuses_what_only_a_reindex_can_merge(index: str, tmp_path: Path) -> None:
    table = tmp_path / "more.tsv"
    table.write_text(TABLE.splitlines()[0] + "\nGB/T 1-2001\tISO 11:2015\tIDT\t封面\t\n", encoding="utf-8")
    done = run("add", str(table), "--index", index)
    assert done.exit_code == 1
    assert "lubiao reindex" in done.output


def test_a_standard_that_came_since_is_no_longer_unresolved(index: str, tmp_path: Path) -> None:
    row = tmp_path / "row.jsonl"
    row.write_text(json.dumps({"number": "GB/T 3-2001", "title": "丙", "status": "现行"}) + "\n", encoding="utf-8")
    assert run("add", str(row), "--index", index).exit_code == 0
    for number in ((), ("GB/T 3-2001",)):
        found = json.loads(run("adoptions", *number, "--json", "--index", index).output)
        assert ("GB/T 3-2001", "ISO 11:2000") in [(row["number"], row["adopted"]) for row in found["rows"]]
        assert found["unresolved"] == []
