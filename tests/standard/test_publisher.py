"""Publishers: what a prefix says, and regions by code and name."""

from __future__ import annotations

import pytest

from standard.publisher import Level, publisher, region_code, region_name, regions
from standard.tables import rows


@pytest.mark.parametrize(
    ("prefix", "kind", "level", "nature"),
    [
        ("GB", "national", Level.NATIONAL, "mandatory"),
        ("GB/T", "national", Level.NATIONAL, "recommended"),
        ("GB/Z", "national", Level.NATIONAL, "guidance"),
        ("GJB", "military", Level.NATIONAL, "mandatory"),
        ("JB/T", "industry", Level.INDUSTRY, "recommended"),
        ("JGJ", "industry_engineering", Level.INDUSTRY, "mandatory"),
        ("DB37", "local", Level.LOCAL, "mandatory"),
        ("DB37/T", "local", Level.LOCAL, "recommended"),
        ("DB37/Z", "local", Level.LOCAL, "guidance"),
        ("DB3702/T", "local", Level.LOCAL, "recommended"),
        ("DBS37", "local", Level.LOCAL, "mandatory"),
        ("DBJ/T", "local_engineering", Level.LOCAL, "recommended"),
        ("T/SDAS", "group", Level.GROUP, "voluntary"),
        ("Q/GDW", "enterprise", Level.ENTERPRISE, "enterprise"),
        ("JJG(交通)", "metrology", Level.REGULATION, "mandatory"),
        ("TSG", "regulation", Level.REGULATION, "mandatory"),
        ("ISO", "international", Level.INTERNATIONAL, ""),
        ("ASTM", "foreign", Level.FOREIGN, ""),
    ],
)
def test_what_a_prefix_says(prefix: str, kind: str, level: Level, nature: str) -> None:
    found = publisher(prefix)
    assert found is not None
    assert (found.prefix, found.kind, found.level, found.nature) == (prefix, kind, level, nature)
    assert found.name_zh


def test_authority_and_status() -> None:
    found = [publisher(prefix) for prefix in ("JB", "ZB", "DB3702/T")]
    assert [row and (row.authority, row.status) for row in found] == [
        ("工业和信息化部", "current"),
        ("原国家标准局", "historic"),
        ("青岛市", "current"),
    ]


@pytest.mark.parametrize("prefix", ["", "XX", "GB/", "gb/t", "DB99/T", "DB3799/T", "T/", "DB37/X"])
def test_unknown_prefixes(prefix: str) -> None:
    assert publisher(prefix) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("青岛", "3702"),
        ("青岛市", "3702"),
        ("Qingdao", "3702"),
        ("qingdao", "3702"),
        ("3702", "3702"),
        ("山东", "37"),
        ("山东省", "37"),
        ("Shandong", "37"),
        ("内蒙古", "15"),
        ("广西", "45"),
        ("吉林", "22"),
        ("吉林市", "2202"),
        ("莱芜", "3712"),
        ("历下区", "370102"),
        ("雄安新区", "1331"),
        ("市中区", None),
        ("市辖区", None),
        ("火星", None),
        ("", None),
    ],
)
def test_region_codes(name: str, code: str | None) -> None:
    assert region_code(name) == code


def test_region_names() -> None:
    assert region_name("3702") == "青岛市"
    assert region_name("440400") == "珠海市"
    assert region_name("99") == "99"
    assert len([code for code in regions() if code.startswith("37") and len(code) == 4]) == 17


@pytest.mark.parametrize("name", ["industry_codes", "prefixes", "prefixes_seen", "foreign_prefixes", "regions"])
def test_tables_have_no_row_twice(name: str) -> None:
    keys = [row.get("code") or row["prefix"] for row in rows(name)]
    assert len(keys) == len(set(keys))
    assert all(keys)
