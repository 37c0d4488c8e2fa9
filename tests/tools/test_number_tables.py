"""The tables behind numbers are what their script makes of its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.number_tables import Table, regions, tables


@pytest.mark.parametrize("at", range(3))
def test_tables_are_what_the_script_writes(reference: Path, at: int) -> None:
    table = tables(reference / "domain")[at]
    assert table.path.read_text("utf-8") == table.text


def test_a_table_counts_its_rows() -> None:
    table = Table("t", ("code", "name"), [{"code": "1", "name": "一"}, {"code": "2"}], "here")
    assert table.text.split("\n")[2:] == ["# rows: 2", "code\tname", "1\t一", "2\t", ""]


def test_regions_merge_by_code() -> None:
    china = [{"code": "37", "level": "1", "name_zh": "山东省"}]
    shandong = [
        {"code4": "37", "name_zh": "山东省", "name_en": "Shandong", "status": "current"},
        {"code4": "3712", "name_zh": "莱芜市", "name_en": "Laiwu", "status": "abolished"},
    ]
    counties = [{"code6": "370102", "name_zh": "历下区"}]
    merged = regions(china, shandong, counties)
    assert [row["code"] for row in merged] == ["1331", "37", "370102", "3712", "6111"]
    assert merged[1] == {"code": "37", "level": "1", "name_zh": "山东省", "name_en": "Shandong", "status": "current"}
    assert (merged[3]["status"], merged[2]["level"]) == ("abolished", "3")
