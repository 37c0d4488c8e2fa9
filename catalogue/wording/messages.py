"""What is said to the reader, in both languages of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from catalogue.wording.home import HOME
from catalogue.wording.refusals import REFUSALS
from catalogue.wording.second_reading import SECOND_READING


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
    # why a hit stands where it stands
    "why_exact": ("标准号就是所查的号，排在最前。", "Its number is the one asked for: first of all."),
    "why_series": (
        "是所查标准的其他版本、修改单或所含部分，排在所查标准之后。",
        "Another edition, an amendment or a part of the standard asked for: right after it.",
    ),
    "why_text": ("符合全部检索内容。", "It holds all that was asked for."),
    "why_partial": (
        "只符合大部分检索内容，排在全部符合的之后。",
        "It holds most of what was asked for: behind those that hold all.",
    ),
    "why_word": (
        "“{term}”在{fields}中：稀有程度 {rarity} × 在本条中的分量 {share} = {weight}",
        "“{term}” in {fields}: rarity {rarity} × share in this record {share} = {weight}",
    ),
    "why_pairs": ("题名中连写的字“{terms}”：共 {weight}", "Neighbouring characters in the title “{terms}”: {weight}"),
    "why_missing": ("没有的词：{terms}", "Words it lacks: {terms}"),
    "why_other_words": (
        "按同义说法“{terms}”计分，乘以 {factor}",
        "Counted by other words for the same, “{terms}”: times {factor}",
    ),
    "why_current": ("现行标准：乘以 {factor}", "In force: times {factor}"),
    "why_score": (
        "得分 {score}；同分时现行的在前，然后按层级（国家标准在前），然后新版在前，然后按标准号。",
        "Score {score}; of equal scores what is in force comes first, then by level, then the newer, then by number.",
    ),
    "why_no_score": (
        "没有可计分的词：现行的在前，然后按层级（国家标准在前），然后新版在前，然后按标准号。",
        "No words to score by: what is in force comes first, then by level, then the newer, then by number.",
    ),
    # hints
    "cut": (
        "查询有 {length} 个字符，只用了前 {limit} 个。",
        "The query has {length} characters; only the first {limit} were used.",
    ),
    "trials_spent": (
        "查询很长，没有试完所有可能的改法。",
        "The query is long; not every way on from it was tried.",
    ),
    "empty_query": (
        "查询里只有标点或符号，没有可检索的词。可以输入标准号、产品名称或标题中的几个字。",
        "The query has punctuation and signs only. Type a standard's number, a product, or some words of a title.",
    ),
    "widened": (
        "同时包含全部检索词的标准不足十条，已补充包含大部分检索词的标准（列在“部分匹配”）。",
        "Fewer than ten standards hold all the words; those that hold most of them were added as “Partial matches”.",
    ),
    # hints on numbers
    "prefix_all": (
        "“{prefix}”是标准代号，已列出这一代号的全部 {total} 项标准；要在文字里查它，请加引号。",
        "“{prefix}” is a prefix; these are all {total} standards that bear it. To find it in texts, put it in quotes.",
    ),
    "prefix_none": (
        "“{prefix}”是标准代号，目录中没有这一代号的标准。",
        "“{prefix}” is a prefix; the catalogue has no standard that bears it.",
    ),
    "prefix_other": ("代号 {prefix} 另有 {total} 项标准。", "The prefix {prefix} has another {total} standards."),
    "number_ended": (
        "{number} 的状态是“{status}”，现行的是 {instead}。",
        "{number} is no longer in force ({status}); in force is {instead}.",
    ),
    "number_near": (
        "目录中没有 {number}；相近的有 {near}。",
        "The catalogue has no {number}; near it are {near}.",
    ),
    "number_parts": (
        "目录中没有 {number} 本身，有它的部分 {total} 项。",
        "The catalogue has no {number} itself, but {total} parts of it.",
    ),
    "number_siblings": (
        "目录中没有 {number}，有同一标准的其他部分 {total} 项。",
        "The catalogue has no {number}, but {total} other parts of the same standard.",
    ),
    "number_missing": (
        "目录中没有 {number}，也没有它的其他版本。",
        "The catalogue has neither {number} nor another edition of it.",
    ),
    "serial_missing": (
        "目录中没有顺序号为 {number} 的标准。",
        "The catalogue has no standard with the serial number {number}.",
    ),
    "prefix_near": (
        "目录中没有 {number}，也没有代号 {prefix}；相近的有 {near}。",
        "The catalogue has neither {number} nor the prefix {prefix}; near it are {near}.",
    ),
    "prefix_unknown": (
        "目录中没有 {number}，也没有代号 {prefix}。",
        "The catalogue has neither {number} nor the prefix {prefix}.",
    ),
    # hints on words, filters and parts of the query
    "filter_empty": (
        "在当前筛选条件下没有结果；去掉“{name}：{value}”有 {total} 项。",
        "Nothing fits these filters; without “{name}: {value}” there are {total}.",
    ),
    "filters_empty": (
        "在当前筛选条件下没有结果；去掉全部筛选条件有 {total} 项。",
        "Nothing fits these filters; without all of them there are {total}.",
    ),
    "part_empty": (
        "没有同时符合全部条件的标准；去掉“{part}”有 {total} 项。",
        "Nothing fits all of this; without “{part}” there are {total}.",
    ),
    "class_unknown": ("{name} 里没有 {code} 这一类。", "{name} has no class {code}."),
    "class_unknown_above": (
        "{name} 里没有 {code} 这一类；上面的 {above} 有 {total} 项。",
        "{name} has no class {code}; {above} above it has {total}.",
    ),
    "class_empty": ("目录中没有 {name} {code} 类的标准。", "The catalogue has no standard of the class {name} {code}."),
    "class_empty_above": (
        "目录中没有 {name} {code} 类的标准；上面的 {above} 有 {total} 项。",
        "The catalogue has no standard of the class {name} {code}; {above} above it has {total}.",
    ),
    "other_field": (
        "“{field}”中没有“{value}”；“{other}”中有 {total} 项。",
        "“{value}” stands nowhere in “{field}”, but in “{other}” of {total}.",
    ),
    "unquoted": (
        "没有原样含有“{phrase}”的标准；不加引号有 {total} 项。",
        "Nothing holds “{phrase}” as it stands; without the quotes there are {total}.",
    ),
    "range_of_years": (
        "“{given}”按文字检索；按发布日期检索有 {total} 项。",
        "“{given}” was read as text; as days of issue it finds {total}.",
    ),
    "unknown_words": ("目录里没有出现过：{unknown}。", "Nowhere in the catalogue: {unknown}."),
    "unknown_words_without": (
        "目录里没有出现过：{unknown}；去掉后有 {total} 项。",
        "Nowhere in the catalogue: {unknown}; without that there are {total}.",
    ),
    "spelling": (
        "目录里没有“{given}”，是不是“{near}”？有 {total} 项。",
        "The catalogue has no “{given}”. Did you mean “{near}”? It finds {total}.",
    ),
    "never_together": (
        "没有同时包含这些词的标准；只查“{best}”有 {total} 项。",
        "No standard holds all these words; “{best}” alone finds {total}.",
    ),
    "nothing": (
        "没有符合条件的标准。可以减少条件，或换一个说法。",
        "Nothing fits. Ask for less, or put it in other words.",
    ),
    "past_end": ("共 {total} 条，没有这一页。", "There are {total}; there is no such page."),
    # places of a query that cannot be read as meant
    "mistake": (
        "“{given}”（第 {place} 个字符）：{message}，{handled}。",
        "“{given}” (character {place}): {message}; {handled}.",
    ),
    "as_text": ("按普通文字处理", "it was read as text"),
    "left_out": ("没有采用", "it was left out"),
    "ends_swapped": ("已经对调", "the ends were swapped"),
    "or_without_side": ("“or”的一边没有内容", "“or” has nothing on one side"),
    "not_without_word": ("“{sign}”后面没有内容", "“{sign}” has nothing after it"),
    "too_many_words": (
        "查询太长，只用前 {limit} 个词",
        "the query is too long; only its first {limit} words count",
    ),
    "too_deep": (
        "括号或排除套得太深，只看 {limit} 层",
        "brackets or exclusions within one another: only {limit} levels count",
    ),
    "quote_open": ("引号没有配对", "a quotation mark without its pair"),
    "bracket_alone": ("括号没有配对", "a bracket without its pair"),
    "star_alone": (
        "“*”只能跟在词或编号的开头部分后面，例如 hydro*、GB/T 1.*",
        "“*” stands only behind the beginning of a word or number, as in hydro* or GB/T 1.*",
    ),
    "dash_long": (
        "破折号不表示排除；要排除一个词，请在它前面写“-”",
        "a long dash does not exclude; write “-” before the word",
    ),
    "no_such_field": ("没有名为“{name}”的字段", "there is no field named “{name}”"),
    "range_reversed": (
        "范围的起点 {low} 晚于终点 {high}",
        "the range begins at {low}, after its end {high}",
    ),
    "value_empty": ("“{field}:”后面没有内容", "“{field}:” has nothing after it"),
    "year_unknown": (
        "“{value}”不是年份；请写四位数字，例如 2020",
        "“{value}” is no year; write four digits, such as 2020",
    ),
    "region_unknown": (
        "不认识地区“{value}”；可写 山东、青岛 或 37、3702",
        "unknown region “{value}”; write Shandong, Qingdao, or 37, 3702",
    ),
    "day_unreadable": (
        "“{field}”看不懂“{value}”；可写 2020、2020-05、2020-05-01、2020..2024、>=2020",
        "“{field}” cannot be “{value}”; write 2020, 2020-05, 2020-05-01, 2020..2024, or >=2020",
    ),
    # facts that do not agree
    "abolished_before": (
        "记录的状态是“{status}”，但废止日期 {day} 已过。",
        "The recorded status is “{status}”, but the day of abolition, {day}, has passed.",
    ),
    "year_after_issue": (
        "标准号中的年代号 {year} 晚于记录的发布日期 {day}。",
        "The year in the number, {year}, is later than the recorded day of issue, {day}.",
    ),
    "successor_in_force": (
        "记录的状态是“现行”，但 {number} 已于 {day} 实施并代替本标准。",
        "The recorded status is “In force”, but {number} took effect on {day} and replaces this standard.",
    ),
    "effective_before_issued": (
        "记录的实施日期 {effective} 早于发布日期 {issued}。",
        "The recorded day of effect, {effective}, is earlier than the day of issue, {issued}.",
    ),
    "newer_in_force": (
        "记录的状态是“现行”，但同一标准还有更新的版本 {number}，也已实施。",
        "The recorded status is “In force”, but a newer edition, {number}, is in force, too.",
    ),
    "adopted_ended": (
        "采用的 {number} 状态是“{status}”。",
        "{number}, which it adopts, is no longer in force ({status}).",
    ),
    "adopted_ended_instead": (
        "采用的 {number} 状态是“{status}”，现行的是 {instead}。",
        "{number}, which it adopts, is no longer in force ({status}); in force is {instead}.",
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
        "没有题名的对象是“{product}”的标准；检索这些词有 {total} 项。",
        "No standard's title is about “{product}”; a search for the words finds {total}.",
    ),
    "product_nowhere": (
        "没有题名的对象是“{product}”的标准，目录里也没有提到它的。可以换一个名称，或写得更宽一些。",
        "No standard's title is about “{product}”, and none mentions it. Try another name, or a wider one.",
    ),
    "wider_product": ("可以改查范围更大的“{head}”。", "Ask for the wider “{head}” instead."),
    # errors
    "product_missing": ("没有写明产品、服务或行业分类代码", "No product, service or code of an industry is given"),
    "sort_unknown": ("sort={value} 不认识；可用 {known}", "sort={value} is unknown; use {known}"),
    **REFUSALS,
    **HOME,
    **SECOND_READING,
    "value_known": (
        "“{field}”没有“{value}”这个值；可用 {known}",
        "“{field}” has no value “{value}”; use {known}",
    ),
    "format_unknown": (
        "没有“{name}”这种导出格式；可用 {known}",
        "There is no kind of file “{name}”; use {known}",
    ),
    "ignored": (
        "地址中的“{names}”没有用到，请检查拼写；翻页用 offset。",
        "“{names}” in the address was not used; check the spelling. To turn pages use offset.",
    ),
    "index_missing": (
        "还没有索引 {path}；请先运行 lubiao reindex",
        "There is no index {path} yet; run lubiao reindex first",
    ),
    "index_address": (
        "索引地址里的引擎不是本程序已知的；请改正服务器的设置",
        "The address of the index names an engine that is not known; correct the settings of the server",
    ),
    "index_damaged": (
        "索引 {path} 缺失、损坏或版本不符；请运行 lubiao reindex 重建，或 lubiao rollback 回到上一版本",
        "{path} of the index is missing, damaged or of another version; run lubiao reindex or lubiao rollback",
    ),
    "stands_in": (
        "当前索引已损坏，现由保留的版本 {generation} 应答，可能不是最新的。管理员请运行 lubiao rollback 或 reindex。",
        "The index is damaged. Generation {generation} answers, perhaps out of date (operator: run lubiao rollback).",
    ),
    "index_busy": ("另一个程序正在更新索引 {path}", "Another program is changing the index {path}"),
    "index_not_writable": ("索引 {path} 不能写入", "The index {path} cannot be written"),
    "filter_unknown": ("不能按 {value} 筛选；可用 {known}", "{value} is no filter; use {known}"),
    "not_whole": ("{name}={value} 不是整数", "{name}={value} is not a whole number"),
    "standard_missing": ("目录中没有标准“{given}”", "The catalogue has no standard “{given}”"),
    "not_a_number": (
        "“{given}”不是完整的标准号；按这些字检索有 {total} 项",
        "“{given}” is no complete number of a standard; a search for it finds {total}",
    ),
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
