"""ICS, CCS and GB/T 4754 as trees."""

from __future__ import annotations

import subprocess
import sys

import pytest

from standard import classification
from standard.classification import Code, Scheme, ccs, codes, find_codes, gbt4754, ics, top
from standard.tables import TableError


@pytest.mark.parametrize(
    ("code", "name", "above"),
    [
        (ics("67.080.20"), "蔬菜及其制品", ["67", "67.080"]),
        (ics("67.080"), "水果、蔬菜及其制品", ["67"]),
        (ics("67"), "食品技术", []),
        (ccs("B31"), "蔬菜", ["B", "B30/39"]),
        (ccs("B30/39"), "经济作物", ["B"]),
        (gbt4754("C3851"), "家用制冷电器具制造", ["C", "C38", "C385"]),
    ],
)
def test_a_code_knows_its_name_and_what_is_above(code: Code | None, name: str, above: list[str]) -> None:
    assert code is not None
    assert name in code.name_zh
    assert [one.code for one in code.above] == above
    assert code.level == len(above) + 1


@pytest.mark.parametrize("scheme", Scheme)
def test_the_trees_hold_together(scheme: Scheme) -> None:
    for code in codes(scheme).values():
        assert code.scheme is scheme
        assert all(child.parent == code.code for child in code.children)
        assert not code.above or code in code.above[-1].children
        assert code.level == len(code.above) + 1


@pytest.mark.parametrize(
    ("scheme", "sizes"), [("ics", (40, 401, 941)), ("ccs", (24, 225, 1608)), ("gbt4754", (20, 97))]
)
def test_the_levels_are_complete(scheme: str, sizes: tuple[int, ...]) -> None:
    levels = [code.level for code in codes(Scheme(scheme)).values()]
    assert tuple(levels.count(level) for level in range(1, len(sizes) + 1)) == sizes


def test_a_ccs_group_is_looked_up_not_computed() -> None:
    """A group may begin and end at any number."""
    parents = {code.code: code.parent for code in codes(Scheme.CCS).values()}
    assert [parents[code] for code in ("A60", "A65", "A75")] == ["A50/64", "A65/74", "A75/79"]


def test_the_two_codes_that_the_source_misprints() -> None:
    assert (ccs("FF2"), ccs("D47")) == (None, None)
    assert [str(code) for code in (ccs("K22"), ccs("D50")) if code] == ["K22", "D50"]


@pytest.mark.parametrize("code", ["", "67.08", "67.080.2", "b31", "B31 ", "00", "Z99/99", "C38510"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert (ics(code), ccs(code), gbt4754(code)) == (None, None, None)


def test_the_field_of_a_code_that_the_table_lacks() -> None:
    assert ics("65.050") is None
    assert str(top(Scheme.ICS, "65.050")) == "65"
    assert str(top(Scheme.CCS, "N90")) == "N"
    assert top(Scheme.ICS, "12.200") is None


def test_codes_are_found_by_name() -> None:
    assert [str(code) for code in find_codes(Scheme.ICS, "蔬菜及其制品")][:2] == ["67.080.20", "67.080"]
    assert str(find_codes(Scheme.CCS, "蔬菜")[0]) == "B31"
    assert "97.180" in [str(code) for code in find_codes(Scheme.ICS, "MISCELLANEOUS DOMESTIC")]
    assert next(code.level for code in find_codes(Scheme.ICS, "水")) == 2
    assert find_codes(Scheme.ICS, " ") == []
    assert find_codes(Scheme.ICS, "没有这样的名称") == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("A", "1", ""), ("A", "1", "")], "stands twice"),
        ([("A", "1", ""), ("A01", "2", "B")], "no parent for A01"),
    ],
)
def test_a_table_that_does_not_hold_together_is_an_error(
    monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, str, str]], says: str
) -> None:
    table = [{"code": code, "level": level, "parent": parent, "name_zh": "x"} for code, level, parent in rows]
    monkeypatch.setattr(classification, "rows", lambda _: table)
    with pytest.raises(TableError) as raised:
        codes.__wrapped__(Scheme.CCS)
    assert says in raised.value.words.english


def test_importing_reads_no_table() -> None:
    """A command that needs no codes must not pay for them."""
    code = "import standard.classification, standard.tables as t; print(t.rows.cache_info().currsize)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
