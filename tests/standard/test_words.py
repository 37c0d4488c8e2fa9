"""Words keep both languages through all that is done with them."""

from __future__ import annotations

import copy
import json
import pickle
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from indexer.errors import IndexDamaged
from indexer.readers import Problem, Unreadable
from standard.errors import LubiaoError
from standard.number import NumberError, StandardNumber
from standard.wording import CHINESE, COMMA, ENGLISH, SILENCE, Words, heard, in_json, say, words_of

BOTH = Words("现行", "In force")


def test_each_language_is_said() -> None:
    assert BOTH.in_language(CHINESE) == "现行"
    assert BOTH.in_language(ENGLISH) == "In force"
    assert Words("大蒜").in_language(ENGLISH) == "大蒜", "a name that nobody has put into English"


def test_no_operation_loses_a_language() -> None:
    assert Words("现行！", "In force！") == BOTH + "！"
    assert Words("[现行]", "[In force]") == "[" + BOTH + "]"
    assert BOTH + Words("（部分）", " (partly)") == Words("现行（部分）", "In force (partly)")
    assert COMMA.join([BOTH, "GB 1", Words("废止", "Abolished")]) == Words(
        "现行、GB 1、废止", "In force, GB 1, Abolished"
    )
    assert Words("状态：{status}", "Status: {status}").format({"status": BOTH}) == Words(
        "状态：现行", "Status: In force"
    )
    assert Words("{all}", "{all}").format({"all": (BOTH, "x")}) == Words("现行、x", "In force, x")
    for text in (str(BOTH), f"{BOTH}", "%s" % BOTH):  # noqa: UP031 - each way to make a text
        assert "现行" in text
        assert "In force" in text


def test_words_are_no_text() -> None:
    assert not isinstance(BOTH, str)
    rows = [BOTH, BOTH]
    with pytest.raises(TypeError):
        "、".join(rows)  # type: ignore[arg-type]
    assert BOTH != "现行"  # type: ignore[comparison-overlap]


def test_words_without_english_stay_whole_beside_others() -> None:
    assert Words("大蒜") + BOTH == Words("大蒜现行", "大蒜In force")
    assert words_of("GB/T 1.1") == Words("GB/T 1.1", "GB/T 1.1")
    assert not SILENCE
    assert BOTH


def test_json_is_in_the_language_asked_for() -> None:
    value = {"rows": [{"label": BOTH}], "count": 1}
    assert json.loads(json.dumps(value, default=in_json(CHINESE))) == {"rows": [{"label": "现行"}], "count": 1}
    assert json.loads(json.dumps(value, default=in_json(ENGLISH))) == {"rows": [{"label": "In force"}], "count": 1}
    with pytest.raises(TypeError, match="Path"):
        json.dumps({"path": Path("x")}, default=in_json(ENGLISH))


def test_an_unknown_sentence_or_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no_such_sentence")
    with pytest.raises(KeyError):
        say("number_missing")


@pytest.mark.parametrize(
    "error",
    [
        LubiaoError("file_exists", path=Path("x.csv")),
        IndexDamaged("file_damaged", Path("pack"), reason=say("pack_cut")),
    ],
)
def test_errors_come_whole_from_other_processes(error: LubiaoError) -> None:
    error.remarks.append(BOTH)
    for one in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(one) is type(error)
        assert (str(one), one.words, one.remarks) == (str(error), error.words, [BOTH])
    assert str(error) == error.words.chinese
    assert error.words.english not in ("", str(error))


def test_a_number_error_says_why_in_both_languages() -> None:
    with pytest.raises(NumberError) as caught:
        StandardNumber("GB/T 1.1-2020 x")
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert "不是标准号：编号后面还有其他内容" in str(error)
        assert "is no standard number: something follows the number" in error.words.english
        assert error.span == caught.value.span


def test_a_problem_is_told_in_both_languages() -> None:
    problem = Unreadable("title_too_long", "长长", most=300).at("list.csv", 3)
    assert problem == Problem("list.csv", 3, "长长", "title_too_long", {"most": 300})
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert str(problem) == "list.csv:3: 题名超过 300 个字；请检查各列是否错位"
    assert problem.words.english.startswith("list.csv:3: the title has more than 300 characters")
    assert problem.to_json() == {
        "file": "list.csv",
        "line": 3,
        "value": "长长",
        "reason": "题名超过 300 个字；请检查各列是否错位",
        "reason_en": "the title has more than 300 characters; see whether columns are shifted",
    }


@pytest.mark.parametrize(
    ("note", "english"),
    [
        ("ICS 与 CCS 两栏填反，已对调", "The columns ICS and CCS were swapped"),
        (
            "发布日期 2018-02-30 是不存在的日期，未采用",
            "The day of issue 2018-02-30 is a day that there is not; it was left out",
        ),
        ("ICS 01,140 读作 01.140、03", "ICS 01,140 was read as 01.140, 03"),
        ("标准号的格式未知，按原样收录", "The number is of no known form and was taken in as it stands"),
        ("GB/T 4754 C1.+ 无法识别，未采用", "GB/T 4754 C1.+ could not be read and was left out"),
        ("来源自己的备注", ""),
    ],
)
def test_notes_that_records_keep_are_heard_in_english(note: str, english: str) -> None:
    assert heard(note) == Words(note, english)


def test_every_note_is_heard_again() -> None:
    notes = tomllib.loads((files("standard.wording") / "texts" / "notes.toml").read_text("utf-8"))
    assert len(notes) > 15
    for name, row in notes.items():
        values = {field: "GB/T 1-2020" for _, field, _, _ in Formatter().parse(row["zh"]) if field}
        assert heard(say(name, **values).chinese) == say(name, **values)
