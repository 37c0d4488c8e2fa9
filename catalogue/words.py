"""What is said to the reader, in both languages of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class Words(str):
    """A name or sentence for the reader: the text itself is Chinese, `english` says the same.

    So it can stand wherever a text is wanted, and whoever shows English has it at hand.
    """

    __slots__ = ("english",)
    #: empty where nobody has put it into English
    english: str

    def __new__(cls, chinese: str, english: str = "") -> Self:
        """The words in both languages."""
        made = super().__new__(cls, chinese)
        made.english = english
        return made


#: name -> the sentence in Chinese and in English; both take the same values
SENTENCES: Mapping[str, tuple[str, str]] = {
    # hints
    "cut": (
        "查询有 {length} 个字符，只用了前 {limit} 个。",
        "The query has {length} characters; only the first {limit} were used.",
    ),
    "empty_query": (
        "查询里只有标点，没有可检索的词。可以输入标准号、产品名称或标题中的几个字。",
        "The query has punctuation only. Type a standard's number, a product, or some words of a title.",
    ),
    "widened": (
        "同时包含全部检索词的标准不足十条，已补充包含大部分检索词的标准（列在“部分匹配”）。",
        "Fewer than ten standards hold all the words; those that hold most of them were added as “Partial matches”.",
    ),
    "number_near": (
        "目录中没有 {number}；相近的有 {near}。",
        "The catalogue has no {number}; near it are {near}.",
    ),
    "number_missing": (
        "目录中没有 {number}，也没有它的其他版本。",
        "The catalogue has neither {number} nor another edition of it.",
    ),
    "prefix_near": (
        "目录中没有 {number}；相近的代号有 {near}。",
        "The catalogue has no {number}; prefixes like it are {near}.",
    ),
    "prefix_unknown": ("目录中没有 {number}。", "The catalogue has no {number}."),
    "filters_empty": (
        "在当前筛选条件下没有结果；去掉筛选条件有 {total} 条。",
        "Nothing fits these filters; without them there are {total}.",
    ),
    "unknown_words": ("目录里没有出现过：{unknown}。", "Nowhere in the catalogue: {unknown}."),
    "never_together": (
        "没有同时包含这些词的标准；只查“{best}”有 {total} 条。",
        "No standard holds all these words; “{best}” alone finds {total}.",
    ),
    "nothing": (
        "没有符合条件的标准。可以减少条件，或换一个说法。",
        "Nothing fits. Ask for less, or put it in other words.",
    ),
    "past_end": ("共 {total} 条，没有这一页。", "There are {total}; there is no such page."),
    # places of a query that cannot be read as meant
    "or_without_side": ("“or”的一边没有内容", "“or” has nothing on one side"),
    "not_without_word": ("“-”后面没有内容", "“-” has nothing after it"),
    "too_many_words": (
        "查询太长，只用了前 {limit} 个词",
        "the query is too long; only its first {limit} words were used",
    ),
    "quote_open": ("引号没有配对，按普通文字处理", "a quotation mark without its pair was read as text"),
    "no_such_field": (
        "没有名为“{name}”的字段，按普通文字处理",
        "there is no field named “{name}”; it was read as text",
    ),
    "value_empty": ("“{field}:”后面没有内容", "“{field}:” has nothing after it"),
    "region_unknown": (
        "不认识地区“{value}”；可写 山东、青岛 或 37、3702",
        "unknown region “{value}”; write Shandong, Qingdao, or 37, 3702",
    ),
    "value_unknown": ("“{field}”没有“{value}”这个值", "“{field}” has no value “{value}”"),
    "day_unreadable": (
        "“{field}”看不懂“{value}”；可写 2020、2020-05、2020-05-01、2020..2024、>=2020",
        "“{field}” cannot be “{value}”; write 2020, 2020-05, 2020-05-01, 2020..2024, or >=2020",
    ),
    # facts that do not agree
    "abolished_before": (
        "记录的状态是“{status}”，但废止日期 {day} 已过。",
        "The recorded status is “{status}”, but the day of abolition, {day}, has passed.",
    ),
    "successor_in_force": (
        "记录的状态是“现行”，但 {number} 已于 {day} 实施并代替本标准。",
        "The recorded status is “In force”, but {number} took effect on {day} and replaces this standard.",
    ),
    "sources_differ": (
        "{source}对“{field}”的记载不同：{value}",
        "{source} gives another value for “{field}”: {value}",
    ),
    "another_source": ("另一来源", "Another source"),
    # why a standard applies to a product
    "why_title": ("题名的对象是“{name}”", "Its title is about “{name}”"),
    "why_kind": ("题名的对象是一种“{name}”", "Its title is about a kind of “{name}”"),
    "why_among": ("题名把“{name}”与其他对象并列", "Its title names “{name}” among others"),
    "why_field": ("题名属于“{name}”领域", "Its title is of the field “{name}”"),
    "why_material": ("题名的对象是“{name}”或其制成品", "Its title is about “{name}” or what is made of it"),
    "why_related": ("题名提到“{name}”，对象是别的东西", "Its title names “{name}”, but is about something else"),
    "why_industry": ("归在国民经济行业分类 {code}", "Filed under GB/T 4754 {code}"),
    "why_cited": (
        "本产品的 {count} 项标准引用，如 {numbers}",
        "Cited by {count} standards of the product, such as {numbers}",
    ),
    "why_class": ("与产品标准同类：{code}", "Of the same class as the product's standards: {code}"),
    "why_class_name": ("分类名称就是本产品：{code}", "Of the class that has the product's name: {code}"),
    "why_wider": ("适用于“{word}”，依据分类 {code}", "Holds for all of “{word}”, by the class {code}"),
    "why_head": ("适用于各种“{word}”", "Holds for “{word}” of every kind"),
    "why_older": ("同一标准还有更新的版本 {number}，也已实施", "A newer edition, {number}, is in force, too"),
    "only_withdrawn": (
        "题名相符的 {count} 项标准都已失效；检索可以看到它们和代替标准。",
        "All {count} standards that name it are no longer in force; a search shows them and what replaced them.",
    ),
    "product_unknown": (
        "没有题名的对象是“{product}”的标准；检索可以找到提到这些词的标准。",
        "No standard's title is about “{product}”; a search finds those that mention the words.",
    ),
    "wider_product": ("可以改查范围更大的“{head}”。", "Ask for the wider “{head}” instead."),
    # errors
    "product_missing": ("没有写明产品、服务或行业分类代码", "No product, service or code of an industry is given"),
    "sort_unknown": ("sort={value} 不认识；可用 {known}", "sort={value} is unknown; use {known}"),
    "limit_out_of_range": (
        "limit={value} 超出范围；可用 0 到 {most}",
        "limit={value} is out of range; use 0 to {most}",
    ),
    "offset_negative": (
        "offset={value} 是负数；可用 0 或更大的整数",
        "offset={value} is negative; use a whole number from 0 on",
    ),
    "filter_unknown": ("不能按 {value} 筛选；可用 {known}", "{value} is no filter; use {known}"),
    "not_whole": ("{name}={value} 不是整数", "{name}={value} is not a whole number"),
    "standard_missing": ("目录中没有标准“{given}”", "The catalogue has no standard “{given}”"),
    "standard_missing_near": (
        "目录中没有标准“{given}”；相近的有：{near}",
        "The catalogue has no standard “{given}”; near it are {near}",
    ),
    "code_missing": ("“{scheme}”里没有“{code}”", "“{scheme}” has no “{code}”"),
}


def say(sentence: str, /, **values: object) -> Words:
    """The sentence of this name with its values; lists are joined, `Words` among the values keep their language."""
    chinese, english = SENTENCES[sentence]
    return Words(
        chinese.format(**{key: _put(value, "、") for key, value in values.items()}),
        english.format(**{key: _put(in_english(value), ", ") for key, value in values.items()}),
    )


def in_english(value: object) -> object:
    """The English of words that have it; anything else as it is."""
    return value.english or value if isinstance(value, Words) else value


def _put(value: object, comma: str) -> str:
    return comma.join(map(str, value)) if isinstance(value, tuple) else str(value)
