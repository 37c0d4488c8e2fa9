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
#: scope and references in the wrong order
ORDER = """# 1 规范性引用文件

下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。

GB/T 8321 农药合理使用准则

# 2 范围

本文件规定了大蒜栽培的要求。

"""
#: what is near a fault and is none: no terms said as the rule says; a figure that is cited, by its number and in a row
NEAR = {
    "terms_phrase": (
        "下列术语和定义适用于本文件。\n\n## 3.1\n\n蒜薹 garlic scape\n\n大蒜的花茎。",
        "本文件没有需要界定的术语和定义。",
    ),
    "figure_not_cited": ("注：长度不含蒜苞。", "长度的量法见图1。\n\n1—茎；2—苞。\n\n图1 蒜薹的长度"),
    "requirement_in_foreword": (
        "本文件主要起草人",
        "本文件为示例文本，其中的要求和限值不得引用。\n\n本文件主要起草人",
    ),
    "requirement_in_note": ("注：长度不含蒜苞。", "注：设置目录便于对前端应用加以区分。"),
    "table_not_cited": ("等级应符合表1的规定。", "等级应符合规定，见表1\n\n1级为最好。"),
    "out_of_order": (
        "# 附录A（资料性）记录\n\n记录示例。",
        "# 附录A（资料性）记录\n\n记录示例。\n\n# 参考文献\n\n[1] 甲",
    ),
}
ENGINEERING = """1 总则

1.0.1 为保证质量，制定本标准。

2 基本规定

2.0.1 施工应符合现行国家标准GB 50300的规定。

2.0.2 施工应有记录。
"""
WORDING = "\n本标准用词说明\n\n表示很严格的，正面词采用“必须”。\n"
LISTED = "\n引用标准名录\n\n《建筑工程施工质量验收统一标准》GB 50300\n"
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
    "terms_phrase": ("下列术语和定义适用于本文件。\n\n## 3.1\n\n蒜薹 garlic scape\n\n大蒜的花茎。", "略。"),
    "figure_not_cited": ("注：长度不含蒜苞。", "图1 蒜薹的长度"),
    "out_of_order": (SOUND[SOUND.index("# 1 范围") : SOUND.index("# 3")], ORDER),
    "reference_not_listed": ("应符合GB/T 8321的规定", "应符合GB/T 8321和GB 2763的规定"),
}


def rules_of(text: str) -> list[str]:
    read, _ = read_standard_text(text.encode(), "draft.md")
    return [one.rule for one in find_faults(read)]


def test_a_sound_draft_has_no_findings() -> None:
    assert rules_of(SOUND) == []


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found(rule: str) -> None:
    before, after = FAULTS[rule]
    assert before in SOUND
    assert rule in rules_of(SOUND.replace(before, after, 1))


@pytest.mark.parametrize("rule", NEAR)
def test_what_is_near_a_fault_is_none(rule: str) -> None:
    before, after = NEAR[rule]
    assert before in SOUND
    assert rule not in rules_of(SOUND.replace(before, after, 1))


def test_an_engineering_standard_has_its_own_plan() -> None:
    assert {"missing_wording", "missing_reference_list"} <= set(rules_of(ENGINEERING))
    told = rules_of(ENGINEERING + WORDING + LISTED)
    assert "missing_wording" not in told
    assert "missing_reference_list" not in told
    assert "missing_scope" not in told
    cites_nothing = ENGINEERING.replace("符合现行国家标准GB 50300的规定", "有方案")
    assert "missing_reference_list" not in rules_of(cites_nothing)


def test_a_code_of_which_all_binds_lists_neither_words_nor_standards() -> None:
    told = rules_of("GB 55001-2021\n\n工程结构通用规范\n\n" + ENGINEERING)
    assert "missing_wording" not in told
    assert "missing_reference_list" not in told


def told_of(content: bytes, name: str = "draft.txt") -> list[str]:
    return [words.chinese for words in catalogue().check_draft(content, name=name).undecided]


def test_a_text_in_another_language_or_in_articles_is_not_judged_by_its_structure() -> None:
    english = "1 Scope\n\nThis document specifies rice.\n\n2 Requirements\n\nThe rice shall be dry.\n"
    law = "某条例\n\n第一条 为了规范，制定本条例。\n\n第二条 本条例适用于本省。\n\n第三条 单位应当遵守。\n"
    for text, told in ((english, "不是中文"), (law, "第几条")):
        assert rules_of(text) == []
        assert any(told in one for one in told_of(text.encode()))


def test_numbers_broken_over_lines_and_letters_of_fonts_are_read_as_meant() -> None:
    text = SOUND.replace("GB/T 8321 农药", "GB/T 8321.\n1—2000 农药").replace("合GB/T 8321的", "合GB/T 8321.\n1—2000的")
    found = catalogue().check_draft(text.replace("#", "").encode(), name="draft.txt")
    assert "GB/T 8321.1-2000" in {row.number or row.given for row in found.references}
    fonts = SOUND.replace("GB/T", "犌犅／犜")
    found = catalogue().check_draft(fonts.encode(), name="draft.md")
    assert "GB/T 8321" in {row.number or row.given for row in found.references}


def test_what_the_draft_replaces_is_no_dead_reference() -> None:
    text = "DB37/T 9-2026\n\n大蒜栽培\n\n" + SOUND.replace(
        "本文件由山东省农业农村厅提出", "本文件代替GB/T 8321—2000。本文件由山东省农业农村厅提出"
    )
    assert [
        row.number for row in catalogue().check_draft(text.encode(), name="draft.md").dead if "8321" in row.given
    ] == []


def test_a_unit_that_nobody_knows_is_undecided() -> None:
    text = SOUND.replace("| 长度 | ≥50 cm |", "| 长度/(丈/垄) | ≥50 |")
    assert any("丈/垄" in one for one in told_of(text.encode(), "draft.md"))


def test_a_table_without_columns_is_told_once() -> None:
    text = SOUND.replace("| 项目 | 一级 |\n|---|---|\n| 长度 | ≥50 cm |", "项目\n\n一级\n\n长度\n\n≥50")
    assert sum("表1" in one for one in told_of(text.encode(), "draft.md")) == 1


def test_the_line_of_the_unit_above_a_table_is_no_lost_table() -> None:
    text = SOUND.replace("表1 等级\n\n", "表1 等级\n\n单位为厘米\n\n").replace("≥50 cm", "≥50")
    found = catalogue().check_draft(text.encode(), name="draft.md")
    assert [str(one.limit) for one in found.indicators] == ["≥50 cm"]
    assert not any("表1" in one.chinese for one in found.undecided)


def test_two_editions_in_one_file_and_numbers_that_go_backwards_are_told() -> None:
    assert any("版" in one for one in told_of((SOUND + SOUND).encode(), "draft.md"))
    assert any(
        "倒退" in one
        for one in told_of((SOUND.replace("## 4.2 等级", "## 4.2 等级\n\n## 2.9 倒退的条")).encode(), "draft.md")
    )


def test_a_text_that_is_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.standard_texts.MOST_CHARACTERS", 100)
    found = catalogue().check_draft(SOUND.encode(), name="draft.md")
    assert not found.findings
    assert any("超过 100 字" in one.chinese for one in found.undecided)


@pytest.mark.parametrize("nature", ["GB 4-2025", "GB/T 2-2020"])
def test_beside_a_mandatory_standard_the_loosest_grades_count(nature: str) -> None:
    other, _ = read_standard_text(SOUND.replace("| 一级 |\n|---|---|", "| 一级 | 二级 |\n|---|---|---|")
                                  .replace("| ≥50 cm |", "| ≥50 cm | ≥20 cm |").encode(), "b.md")  # fmt: skip
    known = Catalogue(in_memory((record("GB/T 2-2020", "大蒜栽培技术规程"), record("GB 4-2025", "大蒜栽培技术规范"),
        *(record(f"GB/T {number}-2020", f"钢管第{number}号") for number in range(100, 300)))), lambda: DAY,
        find_text=lambda number: other if number == nature else None)  # fmt: skip
    text = "DB37/T XXXX—2026\n\n大蒜栽培技术规程\n\n" + SOUND.replace("≥50 cm", "≥30 cm")
    (compared,) = known.check_draft(text.encode(), name="draft.md").compared
    verdicts = [row.verdict.value for row in compared.rows if row.left is not None]
    assert verdicts == (["stricter"] if nature == "GB 4-2025" else ["looser"])


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
