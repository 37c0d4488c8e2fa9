"""The words shown for values, and the words that are understood for them."""

from __future__ import annotations

from functools import cache

from indexer.fields import Field
from standard.function import Function
from standard.publisher import Level
from standard.status import Status
from standard.wording import Words

#: value -> (Chinese, English, further words that are understood)
LEVELS: dict[Level, tuple[str, str, tuple[str, ...]]] = {
    Level.NATIONAL: ("国家标准", "National", ("国标", "国家")),
    Level.INDUSTRY: ("行业标准", "Industry", ("行标", "行业")),
    Level.LOCAL: ("地方标准", "Local", ("地标", "地方", "省标", "市标")),
    Level.GROUP: ("团体标准", "Group", ("团标", "团体")),
    Level.ENTERPRISE: ("企业标准", "Enterprise", ("企标", "企业")),
    Level.INTERNATIONAL: ("国际标准", "International", ("国际",)),
    Level.FOREIGN: ("国外标准", "Foreign", ("国外", "外国标准")),
    Level.REGULATION: ("计量与特种设备技术规范", "Technical regulation", ("计量规范", "计量", "技术规范")),
    Level.UNKNOWN: ("层级未知", "Unknown", ("未知", "未分层级")),
}
STATUSES: dict[Status, tuple[str, str, tuple[str, ...]]] = {
    Status.CURRENT: ("现行", "In force", ("有效", "现行有效", "in force")),
    Status.CURRENT_PARTIAL: ("部分有效", "Partly in force", ("部分现行",)),
    Status.UPCOMING: ("即将实施", "Upcoming", ("未实施", "即将")),
    Status.UNKNOWN: ("状态未知", "Unknown", ("未知", "不明", "状态不明")),
    Status.DRAFT: ("制定中", "Draft", ("草案", "计划")),
    Status.SUSPENDED: ("暂停实施", "Suspended", ("暂停", "暂缓")),
    Status.CONVERTED: ("已转化", "Converted", ("转化", "转行标")),
    Status.REPLACED: ("被代替", "Replaced", ("被替代", "代替")),
    Status.ABOLISHED: ("废止", "Abolished", ("作废", "已废止", "失效")),
}
NATURES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "mandatory": ("强制性", "Mandatory", ("强制", "强标")),
    "recommended": ("推荐性", "Recommended", ("推荐", "推标")),
    "guidance": ("指导性技术文件", "Guidance", ("指导", "指导性")),
}
FUNCTIONS: dict[Function, tuple[str, str, tuple[str, ...]]] = {
    Function.PRODUCT: ("产品要求", "Product requirements", ("产品", "技术要求", "技术条件")),
    Function.SAFETY: (
        "安全、卫生、环保与能耗",
        "Safety, hygiene, environment",
        ("安全", "卫生", "环保", "能耗"),
    ),
    Function.TEST: ("试验、检验与计量", "Tests and measurement", ("试验方法", "检验", "试验", "方法", "检测", "计量")),
    Function.PACKAGING: (
        "标签、包装、运输与贮存",
        "Labels, packaging, storage",
        ("包装", "标签", "运输", "贮存"),
    ),
    Function.PROCESS: ("生产、施工与操作", "Production and operation", ("规程", "生产", "操作", "施工")),
    Function.MANAGEMENT: ("管理、服务与评价", "Management and services", ("管理", "服务", "评价")),
    Function.TERMS: ("术语、分类与代码", "Terms, classes, codes", ("术语", "分类", "代码", "符号")),
}
GROUPS: dict[str, tuple[str, str]] = {
    "exact": ("精确匹配", "Exact match"),
    "series": ("同一标准的其他版本", "Other editions"),
    "text": ("相关标准", "Matching standards"),
    "partial": ("部分匹配", "Partial matches"),
}
#: kind of a recognised part of a query -> its name
CHIPS: dict[str, tuple[str, str]] = {
    "number": ("标准号", "Number"),
    "publisher": ("代号", "Prefix"),
    "prefix": ("开头", "Begins with"),
    "phrase": ("原样", "Exactly"),
    "not": ("排除", "Without"),
    "synonym": ("同义词", "Also"),
}
#: verdict of a check -> its name, for rows of any nature
VERDICTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "in_force": ("现行", "In force", ()),
    "successor_announced": ("现行，将被代替", "In force, to be replaced", ()),
    "upcoming": ("尚未实施", "Not yet in force", ()),
    "replaced": ("已被代替", "Replaced", ()),
    "partly_replaced": ("部分被代替", "Partly replaced", ()),
    "abolished": ("已废止", "Abolished", ()),
    "other_edition": ("目录中只有其他版本", "Other editions only", ()),
    "undated": ("未注日期", "Undated", ()),
    "not_found": ("目录中没有", "Not in the catalogue", ()),
    "ambiguous": ("需人工确认", "To be decided by a person", ()),
    "not_a_number": ("未识别出标准号", "No number read", ()),
    "contradictory": ("数据相互矛盾", "Contradictory data", ()),
}
#: why a row, line or paragraph of a checked document gave no row
REASONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "blank": ("空行", "Blank", ()),
    "header": ("表头", "Header of the table", ()),
    "title": ("表名、小节名或说明", "Title or note", ()),
    "continued": ("上一行标准号的后半部分", "Rest of the number above", ()),
    "no_citation": ("没有引用标准的正文", "Text that cites nothing", ()),
    "other_table": ("与清单无关的表格", "Table of other things", ()),
}
#: how a row of a check compares with an earlier one -> its name
CHANGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "unchanged": ("无变化", "Unchanged", ()),
    "changed": ("有变化", "Changed", ()),
    "new": ("清单新增", "New in the list", ()),
    "gone": ("清单已删去", "Gone from the list", ()),
    "still_open": ("仍无结论", "Still without an answer", ()),
}
#: how a row of a check corresponds to a second list -> its name
MATCHES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "same": ("编号相同", "Same number", ()),
    "undated": ("一方未注年代号", "One names no edition", ()),
    "other_edition": ("附表为其他版本", "Another edition in the second list", ()),
    "none": ("附表中没有", "Not in the second list", ()),
}
#: what an officer decides -> its name: the words of reviews
CONCLUSIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "different": ("不同对象", "Different objects", ("不是同一对象", "不重复", "无关")),
    "kept": ("继续有效", "Kept", ("保留", "并存")),
    "revise": ("修订", "To be revised", ("建议修订", "revise")),
    "merge": ("整合", "To be merged", ("合并", "建议整合", "merge")),
    "convert": ("转化", "To be converted", ("建议转化", "convert")),
    "abolish": ("废止", "To be abolished", ("建议废止", "abolish")),
    "open": ("待定", "Open", ("待核", "未定")),
}
#: what a sentence of a standard asks (GB/T 1.1-2020, annex C) -> its name
OBLIGATIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "requirement": ("要求", "Requirement", ("应", "shall")),
    "instruction": ("指示", "Instruction", ()),
    "recommendation": ("推荐", "Recommendation", ("宜", "should")),
    "permission": ("允许", "Permission", ("可", "may")),
    "possibility": ("能力和可能性", "Possibility", ("能", "can")),
    "statement": ("陈述", "Statement", ()),
}
_Row = tuple[str, str, tuple[str, ...]]
#: fields whose values are all known -> value -> its words
CLOSED: dict[str, dict[str, _Row]] = {
    "level": {level.value: words for level, words in LEVELS.items()},
    "status": {status.value: words for status, words in STATUSES.items()},
    "nature": NATURES,
    "function": {function.value: words for function, words in FUNCTIONS.items()},
    "verdict": VERDICTS,
    "reason": REASONS,
    "change": CHANGES,
    "match": MATCHES,
    "conclusion": CONCLUSIONS,
    "obligation": OBLIGATIONS,
}


def value_named(field: str, word: str) -> str | None:
    """The value of `level`, `status`, `nature`, `function` that a word of either language means; None for none."""
    return _words(field).get(word.strip().lower())


def known_values(field: str) -> Words:
    """The words for all values of `level`, `status` or `nature`, side by side."""
    rows = CLOSED[field].values()
    return Words("、".join(row[0] for row in rows), ", ".join(row[1] for row in rows))


def label(field: str, value: str, *, english: bool = False) -> str:
    """The word shown for a value of `level`, `status`, `nature` or `function`; another value is shown as it is."""
    row = CLOSED.get(field, {}).get(value)
    if row is None:
        return value
    return row[1] if english else row[0]


def value_words(field: str, value: str) -> Words:
    """The same in both languages; English only for the values that this table has."""
    row = CLOSED.get(field, {}).get(value)
    return Words(row[0], row[1]) if row is not None else Words(value)


def field_words(field: Field) -> Words:
    """The name of a field, English with a capital as headings have it."""
    return Words(field.label_zh, field.label_en[:1].upper() + field.label_en[1:])


@cache
def _words(field: str) -> dict[str, str]:
    rows = CLOSED[field].items()
    return {word.lower(): value for value, (zh, en, more) in rows for word in (zh, en, *more, value)}
