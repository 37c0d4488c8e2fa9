"""A second list joined by number: nothing of it is lost, and how a row corresponds is said."""

from __future__ import annotations

import pytest

from catalogue.validity import Check
from indexer.errors import RequestError
from indexer.readers import read_document, read_text
from standard.wording import CHINESE
from tests.catalogue.validity.checks import LIST, check

SCOPE = """能力范围表,,
序号,检测项目,标准编号,备注
1,尺寸,GB/T 100-2010,限 M20 以下
2,强度,GB/T 100-2010,
3,光通量,GB/T 200-2026,
4,外观,GB/T 300,目视
5,硬度,GB/T 7-2008,本清单没有
"""


def joined(text: str = LIST, scope: str = SCOPE) -> Check:
    return check(text, second=read_document(scope.encode(), "scope.csv"))


def test_columns_come_beside_their_numbers() -> None:
    found = joined()
    assert found.joined is not None
    assert found.joined.labels == ("序号", "检测项目", "标准编号", "备注")
    assert [match.value for match, _ in found.joined.matches] == ["same", "other_edition", "undated", "none"]
    cells = list(found.joined.cells())
    assert cells[0] == ("编号相同", "1；2", "尺寸；强度", "GB/T 100-2010", "限 M20 以下")
    assert cells[1][0].endswith("GB/T 200-2026")
    assert cells[3][1:] == ("", "", "", "")


def test_rows_of_the_second_list_that_the_first_lacks_are_named() -> None:
    found = joined()
    assert found.joined is not None
    assert [str(row.number) for row in found.joined.lacking] == ["GB/T 7-2008"]
    assert found.joined.lacking[0].cells["检测项目"] == "硬度"


def test_the_columns_stand_in_the_table_and_the_json() -> None:
    found = joined()
    assert found.labels[-5:] == ("附表对应", "附表：序号", "附表：检测项目", "附表：标准编号", "附表：备注")
    value = found.to_json()
    assert value["rows"][0]["columns"]["附表：检测项目"] == "尺寸；强度"
    assert value["rows"][3]["match"] == "none"
    assert value["joined"]["counts"] == {"same": 1, "undated": 1, "other_edition": 1, "none": 1}


def test_a_pasted_second_list_without_columns_gives_its_lines() -> None:
    found = check(LIST, second=read_text("GB/T 100-2010 螺栓采购\n", "采购.txt"))
    assert found.joined is not None
    assert found.joined.labels == ("原文",)
    assert next(found.joined.cells()) == ("编号相同", "GB/T 100-2010 螺栓采购")


@pytest.mark.parametrize(("content", "kind"), [(b"a,b\n1,2\n", "joined_without_numbers"), (b"", "joined_unreadable")])
def test_a_second_list_of_no_use_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(RequestError) as caught:
        check(LIST, second=read_document(content, "scope.csv"))
    assert caught.value.kind == kind
    assert "scope.csv" in caught.value.words.in_language(CHINESE)
