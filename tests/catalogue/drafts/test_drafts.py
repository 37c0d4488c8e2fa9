"""What a draft is told: each rule has a draft that trips it and a near one that does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue import Catalogue
from catalogue.drafts import find_faults
from indexer.engines import in_memory
from indexer.readers import read_standard_text
from standard.status import Status
from tests.indexer.engines.catalogues import record
from webapp.cli import main

DAY = date(2026, 11, 30)
SOUND = """# 前言

本文件按照GB/T 1.1—2020的规定起草。

本文件由山东省农业农村厅提出并组织实施。本文件由山东省农业标准化技术委员会归口。

本文件起草单位：甲研究院。

本文件主要起草人：张三。

# 1 范围

本文件规定了大蒜栽培的要求。

# 2 规范性引用文件

下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。

GB/T 8321 农药合理使用准则

# 3 术语和定义

下列术语和定义适用于本文件。

## 3.1

蒜薹 garlic scape

大蒜的花茎。

# 4 要求

## 4.1 采收

蒜薹应在晴天采收，农药使用应符合GB/T 8321的规定。

## 4.2 等级

等级应符合表1的规定。

表1 等级

| 项目 | 一级 |
|---|---|
| 长度 | ≥50 cm |

注：长度不含蒜苞。

# 附录A（资料性）记录

记录示例。
"""
#: rule -> what of the sound draft is changed into what
FAULTS = {
    "missing_foreword": (SOUND[: SOUND.index("# 1 范围")], ""),
    "missing_scope": ("# 1 范围", "# 1 概况"),
    "missing_references": ("# 2 规范性引用文件", "# 2 背景"),
    "missing_terms": ("# 3 术语和定义", "# 3 背景"),
    "references_phrase": ("下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。", ""),
    "annex_mark": ("# 附录A（资料性）记录", "# 附录A 记录"),
    "foreword_rule": ("本文件按照GB/T 1.1—2020的规定起草。", ""),
    "foreword_committee": ("本文件由山东省农业农村厅提出并组织实施。本文件由山东省农业标准化技术委员会归口。", ""),
    "foreword_drafters": ("本文件主要起草人：张三。", ""),
    "requirement_in_foreword": ("本文件主要起草人", "生产者应遵守本文件。\n\n本文件主要起草人"),
    "requirement_in_scope": ("本文件规定了大蒜栽培的要求。", "本文件规定了大蒜栽培的要求。生产者应遵守本文件。"),
    "requirement_in_note": ("注：长度不含蒜苞。", "注：长度应不含蒜苞。"),
    "number_gap": ("## 4.2 等级", "## 4.3 等级"),
    "table_not_cited": ("等级应符合表1的规定。", "等级应符合规定。"),
    "term_not_used": ("蒜薹应在晴天采收", "应在晴天采收"),
    "reference_not_cited": ("农药使用应符合GB/T 8321的规定", "农药使用应合理"),
    "reference_not_listed": ("应符合GB/T 8321的规定", "应符合GB/T 8321和GB 2763的规定"),
}


def rules_of(text: str) -> list[str]:
    read, _ = read_standard_text(text.encode(), "draft.md")
    return [one.rule for one in find_faults(read)[0]]


def test_a_sound_draft_has_no_findings() -> None:
    assert rules_of(SOUND) == []


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found(rule: str) -> None:
    before, after = FAULTS[rule]
    assert before in SOUND
    assert rule in rules_of(SOUND.replace(before, after, 1))


def test_no_references_said_as_the_rule_says_is_no_finding() -> None:
    start, end = SOUND.index("下列文件"), SOUND.index("# 3")
    text = SOUND[:start] + "本文件没有规范性引用文件。\n\n" + SOUND[end:]
    assert rules_of(text.replace("应符合GB/T 8321的规定", "应合理")) == []


def catalogue() -> Catalogue:
    records = (
        record("GB/T 8321-2000", "农药合理使用准则", status=Status.ABOLISHED),
        record("GB/T 2-2020", "大蒜栽培技术规程"),
        record("GB 4-2025", "大蒜栽培技术规范"),
        # what words tell depends on how rare they are
        *(record(f"GB/T {number}-2020", f"钢管第{number}号") for number in range(100, 300)),
    )
    return Catalogue(in_memory(records), lambda: DAY)


def test_the_references_of_a_draft_get_verdicts() -> None:
    text = SOUND.replace("GB/T 8321 农", "GB/T 8321—2000 农").replace("合GB/T 8321", "合GB/T 8321—2000")
    found = catalogue().check_draft(text.encode(), name="draft.md")
    assert "GB/T 8321-2000" in {row.number for row in found.dead}


def test_standards_on_the_object_come_mandatory_first_and_without_text_is_said() -> None:
    text = "DB37/T XXXX—2026\n\n大蒜栽培技术规程\n\n" + SOUND
    found = catalogue().check_draft(text.encode(), name="draft.md")
    assert [one.candidate.number for one in found.overlaps] == ["GB 4-2025", "GB/T 2-2020"]
    assert found.without_text == ("GB 4-2025", "GB/T 2-2020")
    assert [one.name for one in found.indicators] == ["长度"]


def test_a_text_without_clauses_is_undecided() -> None:
    found = catalogue().check_draft("没有章条的一段话。".encode(), name="draft.txt")
    assert not found.findings
    assert any("没有读出章条" in words.chinese for words in found.undecided)


def test_a_damaged_pdf_is_an_error(tmp_path: Path) -> None:
    rows, draft = tmp_path / "rows.jsonl", tmp_path / "draft.pdf"
    rows.write_text('{"number": "GB 1-2020", "title": "甲", "status": "current"}\n', "utf-8")
    draft.write_bytes(b"%PDF-1.4\nbroken")
    index = str(tmp_path / "index")
    assert CliRunner().invoke(main, ["reindex", str(rows), "--index", index]).exit_code == 0
    assert CliRunner().invoke(main, ["draft", str(draft), "--index", index]).exit_code == 3
