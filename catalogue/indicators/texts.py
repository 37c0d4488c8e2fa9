"""The text of a standard -> its indicators, each with its clause and place, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from catalogue.indicators.folded_text import fold_text
from catalogue.indicators.indicator import Indicator, Operator
from catalogue.indicators.limits import limit_before
from catalogue.indicators.names import read_name
from catalogue.indicators.sentences import read_sentence
from catalogue.indicators.table_reading import Reading, Unread, table_indicators
from standard.clauses import Clause, ClauseKind, ClauseTable, Passage, PassageKind, StandardText
from standard.wording import say

_ANNEXES = (ClauseKind.ANNEX, ClauseKind.NORMATIVE_ANNEX, ClauseKind.INFORMATIVE_ANNEX)
_READ = frozenset({ClauseKind.CLAUSE, ClauseKind.ARTICLE, ClauseKind.DIVISION, *_ANNEXES})
_PASSED_OVER = re.compile(r"范围|术语.*|符号.*|缩略语|规范性引用文件|引用标准|参考文献")
#: clauses whose bare values are settings of a test, not what is asked of the thing
_METHOD = re.compile(
    r"试验|检验方法|测定|测试|检测方法|试剂|仪器|设备和材料|分析步骤|取样|抽样|采样|制样|标定|校准|计算|检出限|精密度|准确度|原理|结果表[述示]"
)
_ABOUT_METHODS = re.compile(r"检测|试验|测定|测试|检验|方法")
_LIMITS = frozenset({Operator.LE, Operator.LT, Operator.GE, Operator.GT, Operator.ABSENT, Operator.SAMPLING_PLAN})
_LEADS = re.compile(r"下列|以下|如下|[:：]$")
#: how a lead goes on after what it is about: 取值不应小于下列规定值
_ASKING = re.compile(
    r"(?:取值)?(?:均|都)?(?:不?(?:应|宜|得|须|必须))?(?:符合|满足|达到|小于|大于|低于|高于|少于|多于|超过|按照?|取)?"
    r"(?:下列|以下|如下).*$|(?:为|:|：)$",
    re.DOTALL,
)
#: what a list of cases begins with: values in it are conditions
_CASES = re.compile(r"(?:情况|情形|条件|规定)之一|下列(?:情况|情形|条件)|有下列")
_TABLE_NAMED = re.compile(r"表 ?(?P<number>[A-Z]?\.?\d+(?:[.-]\d+)*)")
_UNIT_LINE = re.compile(r"单位(?:为|：|:)")
_SENTENCES = re.compile(r"[^。\n]+")


def text_indicators(text: StandardText) -> Reading:
    """The indicators of a standard's text in its order, and what could not be read: tables without columns, cells.

    Scope, references, terms, forewords, notes, examples and explanations state none. In clauses of test methods and in
    informative annexes only limits count: other values there set an instrument or describe a usual design.
    """
    problems: list[Unread] = []
    about_methods = _ABOUT_METHODS.search(text.title) is not None
    found = [
        one
        for clause in text.clauses
        if clause.kind in _READ and not _PASSED_OVER.fullmatch(clause.title)
        for one in _below(clause, "", problems, limits_only=False, about_methods=about_methods)
    ]
    return Reading(tuple(found), tuple(problems))


def _below(
    clause: Clause, title: str, problems: list[Unread], *, limits_only: bool, about_methods: bool
) -> Iterator[Indicator]:
    """The indicators of a clause and of all within it; `title` is the nearest title above."""
    method = not about_methods and _METHOD.search(clause.title) is not None
    limits_only = limits_only or method or clause.kind is ClauseKind.INFORMATIVE_ANNEX
    title = clause.title or title
    for one in _own(clause, title, problems):
        if not limits_only or one.op in _LIMITS:
            yield one
    for child in clause.children:
        yield from _below(child, title, problems, limits_only=limits_only, about_methods=about_methods)


def _own(clause: Clause, title: str, problems: list[Unread]) -> Iterator[Indicator]:
    """The indicators of a clause's own passages and tables; `title` names what a value without a name is a value of."""
    lead = before = ""
    caption: ClauseTable | None = None
    sense = _senses(clause)
    for content in clause.content:
        if isinstance(content, ClauseTable) and _is_caption(content):
            caption, before = content, content.rows[0][0]
            continue
        if isinstance(content, ClauseTable):
            table = content
            if caption is not None and not table.label:
                table = replace(table, label=caption.label, title=caption.title)
            yield from _of_table(clause, table, before, sense.get(_number(table.label)), problems)
            continue
        if content.kind in (PassageKind.PARAGRAPH, PassageKind.ITEM) and not _CASES.search(lead):
            yield from _of_passage(clause, content, lead, title)
        if _LEADS.search(content.text):
            lead = content.text
        elif content.kind is PassageKind.PARAGRAPH and _CASES.search(lead):
            lead = lead if content.text.endswith((";", "；")) else ""
        before = content.text


def _is_caption(table: ClauseTable) -> bool:
    """Whether what stands for a table is no more than its caption and the line of its unit."""
    return table.flattened and len(table.rows) == 1 and _UNIT_LINE.match(table.rows[0][0]) is not None


def _of_passage(clause: Clause, passage: Passage, lead: str, title: str) -> Iterator[Indicator]:
    named = _ASKING.sub("", lead)
    for sentence in _SENTENCES.finditer(passage.text):
        found, _ = read_sentence(sentence[0], named)
        for one in found:
            name = one.name or (read_name(title).name if len(title) <= 20 else "")
            start, end = one.span[0] + sentence.start(), one.span[1] + sentence.start()
            yield replace(
                one, name=name, clause=clause.number, place=passage.place, span=(start, end), text=passage.text
            )


def _of_table(
    clause: Clause, table: ClauseTable, before: str, op: Operator | None, problems: list[Unread]
) -> Iterator[Indicator]:
    caption = f"{table.label} {table.title}".strip()
    if table.flattened or (table.rows and all(len(row) == 1 for row in table.rows)):
        problems.append(Unread(caption, table.place, say("indicator_table_flattened", table=caption), clause.number))
        return
    unit_line = before if _UNIT_LINE.search(before) else table.title if _UNIT_LINE.search(table.title) else ""
    read = table_indicators(table.rows, table.title, unit_line, op, table.place)
    problems.extend(replace(one, clause=clause.number) for one in read.problems)
    yield from map(partial(replace, clause=clause.number), read.indicators)


def _senses(clause: Clause) -> dict[str, Operator]:
    """What sentences make of the numbers of a table: 不应低于表1的规定."""
    found: dict[str, Operator] = {}
    for passage in clause.paragraphs + clause.items:
        words = fold_text(passage.text).text
        for table in _TABLE_NAMED.finditer(words):
            limit = limit_before(words, 0, table.start())
            if limit:
                found[table["number"]] = limit.op
    return found


def _number(label: str) -> str:
    match = _TABLE_NAMED.search(label)
    return match["number"] if match else ""
