"""What sentences ask, with the words that only hold the sign of a verb."""

from __future__ import annotations

import pytest

from standard.clauses import Obligation, obligation
from standard.clauses.obligations import sentences

CASES = [
    ("样品应在4 ℃保存。", "requirement"),
    ("结构工程必须执行本规范。", "requirement"),
    ("作业人员须持证上岗。", "requirement"),
    ("不得检出沙门氏菌。", "requirement"),
    ("严禁烟火。", "requirement"),
    ("不可与其他货物混放。", "requirement"),
    ("导入时应对证书的有效性进行验证。", "requirement"),
    ("测试前，应用清水冲洗。", "requirement"),
    ("土壤宜为壤土。", "recommendation"),
    ("种植密度不宜过大。", "recommendation"),
    ("供应商的应急响应能力宜每年评价。", "recommendation"),
    ("可采用顶空法。", "permission"),
    ("合同双方可以另行约定。", "permission"),
    ("每批不必全检。", "permission"),
    ("该方法能检出0.1 mg/kg。", "possibility"),
    ("贮存不当可能导致霉变。", "possibility"),
    ("本文件适用于大蒜的分级。", "statement"),
    ("反应完成后，相应的应力为零。", "statement"),
    ("供应链与应用程序的性能、功能和可靠性。", "statement"),
    ("节能与可再生能源的适宜性。", "statement"),
    ("可追溯性和可维护性。", "statement"),
    ("效应、感应、响应与适应。", "statement"),
    ("引用《应当注意事项》。", "statement"),
    ("The label shall show the mass.", "requirement"),
    ("Samples should be dry.", "recommendation"),
]


@pytest.mark.parametrize(("sentence", "asked"), CASES)
def test_what_a_sentence_asks(sentence: str, asked: str) -> None:
    assert obligation(sentence).value == asked


def test_the_strongest_verb_counts() -> None:
    assert obligation("样品宜避光，应密封，可冷藏。") is Obligation.REQUIREMENT


def test_an_imperative_instructs_only_among_steps() -> None:
    assert obligation("称取5 g样品。", steps=True) is Obligation.INSTRUCTION
    assert obligation("称取5 g样品。") is Obligation.STATEMENT
    assert obligation("样品称取5 g。", steps=True) is Obligation.STATEMENT


def test_sentences_end_at_stops_but_not_within_a_title() -> None:
    assert sentences("应干燥。见《样品。制备》的规定；不得受潮。") == [
        "应干燥。",
        "见《样品。制备》的规定；",
        "不得受潮。",
    ]
