"""Any tree of clauses, printed in the form of GB/T 1.1 in one of several layouts, is read back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from standard.clauses import Passage, PassageKind
from tests.standard.clauses.lines_of_text import read_lines

NUMBER = "GB/T 99999—2031"
#: characters that begin no word with a meaning of its own: 表, 图, 注, 例, 附
SIGNS = "样品检测设备管理流程环境人员质量安全记录控制水分温度土壤灌溉育苗采收"
#: trees are large, and shrinking one takes minutes
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@dataclass(frozen=True)
class Leaf:
    """A clause as it is printed: its number, its title, its paragraphs and items."""

    number: str
    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]


WORDS = st.text(SIGNS, min_size=2, max_size=9)
SENTENCES = st.builds(
    lambda subject, verb, rest: f"{subject}{verb}符合{rest}。", WORDS, st.sampled_from(["应", "宜", "可"]), WORDS
)
ITEMS = st.lists(WORDS, min_size=2, max_size=4)


@st.composite
def trees(draw: st.DrawFn) -> list[Leaf]:
    """The clauses of a standard in their order, with numbers as GB/T 1.1 has them."""
    found = [
        Leaf("1", "范围", ("本文件规定了样品的检测。",), ()),
        Leaf("2", "规范性引用文件", ("本文件没有规范性引用文件。",), ()),
    ]
    chapters = draw(st.integers(1, 9))
    for chapter in range(3, 3 + chapters):
        found += draw(clauses(str(chapter), 1))
    for letter in "ABCD"[: draw(st.integers(0, 4))]:
        found += draw(clauses(letter, 1))
    return found


@st.composite
def clauses(draw: st.DrawFn, number: str, level: int) -> list[Leaf]:
    children = draw(st.integers(2, 11)) if level < 4 and draw(st.integers(0, 3)) == 0 else 0
    titled = bool(children) or level == 1 or draw(st.booleans())
    paragraphs: tuple[str, ...] = tuple(draw(st.lists(SENTENCES, min_size=0 if titled else 1, max_size=2)))
    listed = bool(paragraphs) and draw(st.booleans())
    items: tuple[str, ...] = tuple(draw(ITEMS)) if listed else ()
    found = [Leaf(number, draw(WORDS) if titled else "", paragraphs, items)]
    for at in range(1, children + 1):
        found += draw(clauses(f"{number}.{at}", level + 1))
    return found


def printed(leaf: Leaf, between: str) -> Iterator[str]:
    """The lines of a clause; `between` stands between its number and what follows."""
    paragraphs = list(leaf.paragraphs)
    if len(leaf.number) == 1 and leaf.number.isalpha():
        yield from (f"附录{leaf.number}", "（规范性）", leaf.title)
    else:
        yield from f"{leaf.number}{between}{leaf.title or paragraphs.pop(0)}".split("\n")
    yield from paragraphs
    yield from (f"{label}) {item}；" for label, item in zip("abcd", leaf.items, strict=False))


def plain(tree: list[Leaf], between: str = " ") -> list[str]:
    return [line for leaf in tree for line in printed(leaf, between)]


def with_pages(tree: list[Leaf]) -> list[str]:
    """With a table of contents, and the standard's number and the page's at the foot of pages."""
    entries = [f"{leaf.number} {leaf.title} {'.' * 30} {at}" for at, leaf in enumerate(tree, 1) if leaf.title]
    lines = ["目  次", *entries, "I", NUMBER]
    body = plain(tree)
    for page, at in enumerate(range(0, len(body), 12), 1):
        lines += [*body[at : at + 12], str(page), NUMBER]
    return [*lines, NUMBER, NUMBER]


def broken(tree: list[Leaf]) -> list[str]:
    """With numbers broken behind each dot, as some programs take them out of pages."""
    lines: list[str] = []
    for line in plain(tree):
        number = re.match(r"(?:[A-Z]|\d+)(?:\.\d+)+ ", line)
        lines += line.replace(".", ".\n", number[0].count(".")).split("\n") if number else [line]
    return lines


LAYOUTS = {
    "blank": plain,
    "wide blank": lambda tree: plain(tree, "　"),
    "number alone": lambda tree: plain(tree, "\n"),
    "pages": with_pages,
    "broken numbers": broken,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None, phases=PHASES)
@given(tree=trees())
def test_a_printed_tree_is_read_back(layout: str, tree: list[Leaf]) -> None:
    text = read_lines("\n".join(LAYOUTS[layout](tree)))
    read = [
        Leaf(
            clause.number.removeprefix("附录"),
            clause.title,
            tuple(one.text for one in clause.paragraphs),
            tuple(one.text.rstrip("；") for one in clause.items),
        )
        for clause in text.walk()
    ]
    assert read == tree
    assert [one.kind for one in text.problems] == []


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(tree=trees(), noise=st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["2020", "3.2", "0.5", "17"]))))
def test_numbers_in_between_hide_no_clause(tree: list[Leaf], noise: list[tuple[int, str]]) -> None:
    lines = plain(tree)
    for at, number in noise:
        lines.insert(min(at, len(lines)), f"{number} mg/kg")
    read = [clause.number.removeprefix("附录") for clause in read_lines("\n".join(lines)).walk()]
    assert read == [leaf.number for leaf in tree]


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(tree=trees(), at=st.integers(0, 30))
def test_ids_of_requirements_stay_when_another_clause_changes(tree: list[Leaf], at: int) -> None:
    before = {one.id: one.text for one in read_lines("\n".join(plain(tree))).requirements}
    changed = tree[2 + at % (len(tree) - 2)]
    other = [
        Leaf(leaf.number, leaf.title, (*leaf.paragraphs, "样品应干燥。"), leaf.items) if leaf is changed else leaf
        for leaf in tree
    ]
    after = {one.id: one.text for one in read_lines("\n".join(plain(other))).requirements}
    kept = {key: text for key, text in before.items() if key.rpartition("-")[0] != changed.number}
    assert kept.items() <= after.items()


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=60))
def test_no_text_is_too_odd(lines: list[str]) -> None:
    text = read_lines("\n".join(lines) or "。")
    assert all(isinstance(one.words.chinese, str) for one in text.problems)


def test_items_have_their_labels_and_levels() -> None:
    text = read_lines("1 范围\n样品应：\na) 干燥；\n1) 室温；\n2) 冷藏；\nb) 清洁。\n2 要求\n——轻；\n——薄。")
    items = [one for clause in text.walk() for one in clause.content if isinstance(one, Passage)]
    assert [(one.label, one.level) for one in items if one.kind is PassageKind.ITEM] == [
        ("a)", 1), ("1)", 2), ("2)", 2), ("b)", 1), ("——", 1), ("——", 1),
    ]  # fmt: skip
