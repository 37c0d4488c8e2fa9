"""Trees with counts: every code in its place, those that only standards have too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalogue import Catalogue
from catalogue.statistics.class_trees import SCHEMES, TREES, CodeNotFound, Node, find_issuers, read_branch
from indexer.engines import in_memory
from tests.indexer.engines.catalogues import DAY, FIXED, record

#: one standard in a group, two below it, and one with a code that no table has
COUNTS = {"67": 4, "67.080": 3, "67.080.20": 2, "67.999": 1, "67.999.10": 1, "99.5": 1}


def nodes(children: tuple[Node, ...]) -> dict[str, Node]:
    return {node.code: node for node in children}


def walk(scheme: str, code: str = "") -> Iterator[Node]:
    for child in read_branch(scheme, code, {}).children:
        yield child
        if child.divided:
            yield from walk(scheme, child.code)


def test_the_top_has_every_field_with_its_count() -> None:
    top = read_branch("ics", "", COUNTS)
    assert (top.node, top.above) == (None, ())
    assert len(top.children) >= 40
    assert nodes(top.children)["67"].count == 4
    assert nodes(top.children)["03"].count == 0
    assert (nodes(top.children)["67"].name.chinese, nodes(top.children)["67"].name.english) == (
        "食品技术",
        "Food technology",
    )
    assert all(not child.children for child in top.children)


def test_a_branch_shows_the_way_to_it_and_two_levels_below() -> None:
    place = read_branch("ics", "67", COUNTS)
    assert place.node is not None
    assert (place.node.code, place.node.count, place.node.divided) == ("67", 4, True)
    fruits = nodes(place.children)["67.080"]
    assert fruits.count == 3
    assert nodes(fruits.children)["67.080.20"].count == 2
    deeper = read_branch("ics", "67.080.20", COUNTS)
    assert [node.code for node in deeper.above] == ["67", "67.080"]
    assert deeper.children == ()


def test_codes_that_no_table_has_stand_below_what_they_begin_with() -> None:
    place = read_branch("ics", "67", COUNTS)
    stray = nodes(place.children)["67.999"]
    assert (stray.name.chinese, stray.count) == ("", 1)
    assert "67.999.10" in nodes(place.children), "the table does not know what stands between"
    assert "99.5" in nodes(read_branch("ics", "", COUNTS).children)
    assert [node.code for node in read_branch("ics", "67.999.10", COUNTS).above] == ["67"]


@pytest.mark.parametrize(("scheme", "code"), [("ics", "没有"), ("ics", "67.080.98"), ("ccs", "I"), ("region", "99")])
def test_a_code_that_nobody_has(scheme: str, code: str) -> None:
    with pytest.raises(CodeNotFound) as caught:
        read_branch(scheme, code, COUNTS)
    assert code in str(caught.value)
    assert code in caught.value.words.english


@pytest.mark.parametrize("scheme", TREES)
def test_every_code_is_reached_once_from_the_top(scheme: str) -> None:
    codes = [node.code for node in walk(scheme)]
    assert len(codes) == len(set(codes)) > 100
    for code in codes[:: len(codes) // 20]:
        assert read_branch(scheme, code, {}).node is not None


def test_a_city_stands_below_its_province() -> None:
    place = read_branch("region", "3702", {"37": 5, "3702": 2, "370299": 1})
    assert [(node.code, node.name.chinese) for node in place.above] == [("37", "山东省")]
    assert nodes(place.children)["370299"].count == 1


def test_counts_of_the_catalogue_fit_the_tree() -> None:
    catalogue = Catalogue(in_memory(FIXED), today=lambda: DAY)
    for scheme in TREES:
        counts = catalogue.counts(scheme)
        tops = {node.code: node.count for node in read_branch(scheme, "", counts).children if node.count}
        assert sum(tops.values()) >= max(counts.values(), default=0)
        for code in counts:
            place = read_branch(scheme, code, counts)
            assert place.node is not None
            assert all(above.count >= place.node.count for above in place.above), code


def test_issuers_come_by_count_and_are_found_in_any_width_and_case() -> None:
    counts = {"山东标准化协会": 2, "ABC协会": 5, "甲公司": 2}
    assert [(row.name, row.count) for row in find_issuers(counts)] == [
        ("ABC协会", 5),
        ("山东标准化协会", 2),
        ("甲公司", 2),
    ]
    assert [row.name for row in find_issuers(counts, "ａｂｃ")] == ["ABC协会"]
    assert [row.name for row in find_issuers(counts, "協會")] == ["ABC协会", "山东标准化协会"]
    assert find_issuers(counts, "没有") == []
    assert len(find_issuers(counts, " ")) == 3


def test_json_has_the_names_of_the_api() -> None:
    value = read_branch("ics", "67", COUNTS).to_json()
    assert set(value) == {"scheme", "node", "above", "children"}
    assert value["node"] == {
        "code": "67",
        "name": "食品技术",
        "name_en": "Food technology",
        "count": 4,
        "divided": True,
    }
    assert next(row for row in value["children"] if row["code"] == "67.080")["children"]


def test_every_scheme_has_its_name_in_both_languages() -> None:
    assert all(words and words.english for words in SCHEMES.values())
    engine = in_memory([record("NY/T 1-2010", "甲")])
    assert all(isinstance(Catalogue(engine).counts(scheme), dict) for scheme in SCHEMES)
