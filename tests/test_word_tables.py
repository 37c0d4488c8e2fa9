"""The tables of words: each word once in a class, in order, with a source that says where it comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from standard.classification import Scheme, codes
from standard.publisher import Level, publisher
from standard.tables import parse
from tools.word_counts import COUNTED, FEWEST, TABLES

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"(ICS|CCS|GB/T 4754) (\S+)")
SCHEMES = {"ICS": Scheme.ICS, "CCS": Scheme.CCS, "GB/T 4754": Scheme.GBT4754}
USAGE = re.compile(r"usage: \S.{10,}")
NAMES = [path.relative_to(ROOT).as_posix() for path in TABLES]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows that name words, each with its class; the table `functions` names classes of ICS and CCS, too."""
    found = parse(path.read_text(encoding="utf-8"), path.stem)
    return [{"class": row.get("function", ""), **row} for row in found if not row["word"].startswith("^")]


def test_every_table_of_words_is_known() -> None:
    heads = ("word\tclass\tsource", "word\tfunction\tsource")
    folders = ("standard", "indexer", "catalogue", "webapp")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.tsv")]
    assert sorted(path for path in found if set(heads) & set(path.read_text("utf-8").split("\n"))) == sorted(TABLES)


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_the_first_lines_say_what_it_is_for_and_where_it_is_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    heads = [line for line in lines if line.startswith("#")]
    assert lines[: len(heads)] == heads
    assert re.search(r"\((?:standard|indexer|catalogue)/\S+\.py", heads[0])
    for key in ("# source: ", "# date: ", "# rows: "):
        assert sum(line.startswith(key) for line in heads) == 1


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_words_are_in_order_and_once(path: Path) -> None:
    keys = [(row["class"], row["word"]) for row in rows(path)]
    assert keys == sorted(set(keys))
    assert all(word == "".join(word.split()) and word for _, word in keys)


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_each_word_has_a_source(path: Path) -> None:
    for row in rows(path):
        counted, named = COUNTED.fullmatch(row["source"]), NAMED.fullmatch(row["source"])
        if counted:
            assert int(counted[2]) >= FEWEST, row
        elif named:
            code = codes(SCHEMES[named[1]]).get(named[2])
            assert code is not None, row
            assert row["word"] in code.name_zh, row
        else:
            assert USAGE.fullmatch(row["source"]), row


@pytest.mark.parametrize("path", [path for path in TABLES if path.stem not in ("cell_words", "aspects")], ids=str)
def test_no_class_is_left_unused(path: Path) -> None:
    code = "".join(one.read_text("utf-8") for one in (ROOT / path.relative_to(ROOT).parts[0]).rglob("*.py"))
    for name in {row["class"] for row in rows(path)}:
        assert any(sign in code for sign in (f"<<{name}>>", f"after {name}>>", f'words("{name}")', f'= "{name}"')), name


def test_words_of_cells_name_levels_and_natures() -> None:
    path = next(path for path in TABLES if path.stem == "cell_words")
    levels = {level.value for level in Level} - {"unknown"}
    assert {row["class"] for row in rows(path)} == {*levels, "mandatory", "recommended", "guidance", "yes"}


def test_aspects_are_called_by_one_of_their_words() -> None:
    path = next(path for path in TABLES if path.stem == "aspects")
    words = {row["word"]: row["class"] for row in rows(path)}
    assert all(words.get(name) == name for name in words.values())
    held = parse((path.parent / "aspect_holdings.tsv").read_text("utf-8"), "aspect_holdings")
    assert {name for row in held for name in row.values()} <= set(words.values())


def test_words_for_prefixes_name_prefixes() -> None:
    path = next(path for path in TABLES if path.stem == "number_words")
    for row in rows(path):
        prefix = row["class"].removesuffix("/*").removesuffix("*")
        assert prefix in ("", "T", "Q", "local", "province") or publisher(prefix) is not None, row
