"""A part opens as a Whoosh index, by Whoosh's own means, as docs/whoosh.md says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index

from indexer.engines.whoosh.view import query_parser

PAGE = Path(__file__).resolve().parent.parent.parent.parent / "docs" / "whoosh.md"


def titles(folder: Path, text: str, field: str = "words") -> list[str]:
    """The titles that Whoosh finds for a query text in the first generation of an index."""
    with whoosh_index.open_dir(str(folder / "000001" / "base")).searcher() as searcher:
        found = searcher.search(query_parser(field).parse(text), limit=None)
        return [json.loads(hit["record"])["title"] for hit in found]


def test_the_example_of_the_documentation_runs(corpus_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(corpus_index.parent)
    names: dict[str, Any] = {}
    exec(compile(code, PAGE.name, "exec"), names)
    assert names["numbers"]
    assert names["counts"]["exact"] == 1
    assert 1 < names["counts"]["titles"] <= names["how_many_hold_it"]


def test_a_run_of_chinese_asks_for_all_its_words(corpus_index: Path) -> None:
    found = titles(corpus_index, "大蒜贮藏")
    assert found
    assert sorted(found) == sorted(titles(corpus_index, "大蒜 AND 贮藏"))


def test_whoosh_operators_and_fields(corpus_index: Path) -> None:
    with_it = titles(corpus_index, "大蒜", "words_title")
    without = titles(corpus_index, "大蒜 NOT 栽培", "words_title")
    assert 0 < len(without) < len(with_it)
    assert all("大蒜" in title for title in with_it)
    assert set(titles(corpus_index, "words_title:大蒜")) == set(with_it)
    assert set(titles(corpus_index, "大蒜*", "words_title")) >= set(with_it)


def test_nothing_is_found_where_there_is_nothing(corpus_index: Path) -> None:
    assert titles(corpus_index, "没有这个词的目录 AND 大蒜甲乙丙丁") == []
