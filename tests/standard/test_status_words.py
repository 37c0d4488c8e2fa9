"""What the words of platforms and catalogues mean."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from standard.status import Status
from standard.status_words import status_of_word
from standard.tables import rows

WORDS = {
    "现行": "current",
    "现行有效": "current",
    "有效": "current",
    "已公开": "current",
    "确认有效": "current",
    "修订中": "current",
    "即将废止": "current",
    "部分有效": "current_partial",
    "被部分代替": "current_partial",
    "即将实施": "upcoming",
    "未实施": "upcoming",
    "已发布": "upcoming",
    "废止": "abolished",
    "作废": "abolished",
    "已作废": "abolished",
    "被代替": "replaced",
    "有更新版": "replaced",
    "代替": "replaced",
    "历史": "replaced",
    "转行标": "converted",
    "转推荐性": "converted",
    "暂缓实施": "suspended",
    "征求意见": "draft",
    "正在起草": "draft",
    "TOBEIMP": "upcoming",
    "withdrawn": "abolished",
}


@pytest.mark.parametrize(("word", "status"), WORDS.items())
def test_words(word: str, status: str) -> None:
    assert status_of_word(word) is Status(status)


@pytest.mark.parametrize("spelling", [" 现 行 ", "标准状态：现行", "状态:现行", "现行。", "现\u3000行"])
def test_spelling_does_not_matter(spelling: str) -> None:
    assert status_of_word(spelling) is Status.CURRENT


@pytest.mark.parametrize("status", Status)
def test_a_status_is_a_word_for_itself(status: Status) -> None:
    assert status_of_word(status.value.upper()) is status


@pytest.mark.parametrize("word", ["", "?", "现", "推荐性", "2020-01-01"])
def test_other_words_are_unknown(word: str) -> None:
    assert status_of_word(word) is Status.UNKNOWN


def test_the_table_names_each_word_once_with_a_status_and_a_reason() -> None:
    words = [row["word"] for row in rows("statuses")]
    assert len(set(words)) == len(words)
    assert all(row["status"] in set(Status) and row["meaning"] for row in rows("statuses"))


def test_every_word_of_the_reference_catalogue_is_known(reference: Path) -> None:
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    words = {row["status"] for row in found if row.get("status")}
    words |= {word for row in found for word in row.get("status_conflicts") or ()}
    assert len(words) >= 8
    assert [word for word in words if status_of_word(word) is Status.UNKNOWN] == []
