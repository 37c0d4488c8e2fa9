"""What the trees of goods know of a name."""

from __future__ import annotations

import pytest

from standard.products import (
    Tree,
    find_kinds,
    find_last_product,
    find_other_names,
    find_steps,
    find_steps_alike,
    is_another,
    is_product,
    is_substance,
    split_name,
    strip_name,
)


def names(word: str) -> list[str]:
    return [step.name for step in find_steps(word)]


def test_steps_lead_up_both_trees() -> None:
    assert names("枕套")[0] == "床上用织物制品"
    assert {"纺织产品", "床上用品"} <= set(names("枕套"))
    assert names("电炒锅")[:2] == ["家用电热烹调器具", "家用厨房电器具"]
    assert names("克苏鲁") == []
    assert {step.tree for step in find_steps("枕套")} == {Tree.TAX, Tree.GOODS}


def test_other_names_lead_both_ways() -> None:
    assert find_other_names("猕猴桃") == ("奇异果",)
    assert find_other_names("奇异果") == ("猕猴桃",)
    assert names("奇异果")[0] == "猕猴桃"
    assert find_other_names("克苏鲁") == ()


def test_what_a_node_holds_is_a_kind_of_it() -> None:
    assert "微波管" not in find_kinds("枕套")
    assert {"发射管", "微波管"} <= set(find_kinds("电子管"))


@pytest.mark.parametrize(
    ("longer", "name", "another"),
    [("玩具汽车", "汽车", True), ("甜玉米", "玉米", False), ("克苏鲁汽车", "汽车", False), ("汽车", "汽车", False)],
)
def test_a_longer_name_may_be_another_product(longer: str, name: str, another: bool) -> None:
    assert is_another(longer, name) is another


def test_the_last_product_of_a_compound() -> None:
    assert find_last_product("大号毛毯") == "毛毯"
    assert find_last_product("毛毯") == ""
    assert find_last_product("") == ""


def test_a_name_that_is_in_no_tree_goes_by_what_is_called_alike() -> None:
    assert not is_product("防水漆")
    assert [step.code for step in find_steps_alike("防水漆")][:1] == ["0205"]
    assert next(step.name for step in find_steps_alike("火腿肠")) == "熟肉制品"
    assert find_steps_alike("克苏鲁") == []
    assert find_steps_alike("") == []


def test_substances() -> None:
    assert is_substance("丙烯")
    assert not is_substance("枕套")


def test_names_of_nodes_are_read_plainly() -> None:
    assert strip_name("水果（园林水果）") == "水果"
    assert strip_name("其他未列明水果") == "水果"
    assert split_name("糖果、巧克力、蜜饯及类似食品") == ("糖果", "巧克力", "蜜饯", "类似食品")
