"""The tables of goods are what their sources say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from standard.tables import facts, rows
from tools import product_tables


def source(folder: Path) -> Path:
    (folder / "products.tsv").write_text(
        "# a note\ncode\tname\tincluded\tother_names\n1\t货物\t\t\n101\t猕猴桃 \t\t猕猴桃=奇异果\n", encoding="utf-8"
    )
    (folder / "goods_groups.tsv").write_text(
        "class\tgroup\tgroup_name\tname\n28\t2802\t玩具\t毛绒玩具\n28\t2802\t玩具\t毛绒玩具\n", encoding="utf-8"
    )
    return folder


def test_rows_are_taken_over_once_each_and_counted(tmp_path: Path) -> None:
    made = {path.stem: text for path, text in product_tables.make_tables(source(tmp_path)).items()}
    assert made["products"].splitlines()[2:] == [
        "# rows: 2",
        "code\tname\tincluded\tother_names",
        "1\t货物\t\t",
        "101\t猕猴桃\t\t猕猴桃=奇异果",
    ]
    assert made["goods_groups"].splitlines()[2:] == [
        "# rows: 1",
        "class\tgroup\tgroup_name\tname",
        "28\t2802\t玩具\t毛绒玩具",
    ]


def test_a_source_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    (source(tmp_path) / "products.tsv").write_text("code\tname\n1\t货物\n", encoding="utf-8")
    with pytest.raises(KeyError, match="included"):
        product_tables.make_tables(tmp_path)


@pytest.mark.parametrize("name", product_tables.TABLES)
def test_the_tables_say_where_they_are_from(name: str) -> None:
    assert facts(name)["source"]
    assert int(facts(name)["rows"]) == len(rows(name))
    assert tuple(rows(name)[0]) == product_tables.TABLES[name][0]


def test_codes_have_something_above() -> None:
    codes = {row["code"] for row in rows("products")}
    assert [
        code for code in codes if len(code) > 1 and not any(code[:end] in codes for end in range(1, len(code)))
    ] == []


def test_only_brands_of_cigarettes_share_a_code() -> None:
    counted = Counter(row["code"] for row in rows("products"))
    assert {code[:7] for code, count in counted.items() if count > 1} == {"1030402"}
