"""THE field table: every field that can be asked, shown, counted or sorted by, and how.

Engines build their schema from it, the grammar its field names, the help page its rows, `docs/query-language.md` its
table (a test compares).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Field:
    """One field."""

    name: str
    #: text (words and substrings), object (of a title), number, keyword (one exact value), code (a value or all below
    #: it), day
    kind: str
    label_zh: str
    label_en: str
    #: further names in the query language
    aliases: tuple[str, ...] = ()
    #: weight of a text field in relevance
    boost: float = 0.0
    #: how strongly a text field's length counts against it (BM25's b)
    length_weight: float = 0.3
    #: words of a text that is neither long nor short; fixed, so that what a word weighs in a document never changes
    typical_length: float = 10.0
    facet: bool = False


FIELDS = (
    Field("title", "text", "题名", "title", ("标题", "名称", "标准名称"), boost=1.0),
    Field("object", "object", "对象", "object", ("标准化对象",)),
    Field("alt_titles", "text", "其他题名", "other titles", boost=0.5),
    Field("title_en", "text", "英文题名", "English title", ("英文名称",), boost=0.5),
    Field("abstract", "text", "摘要", "abstract", ("范围", "适用范围", "scope"), boost=0.25, typical_length=40.0),
    Field("issuer", "text", "发布单位", "issued by", ("发布部门", "发布机构", "批准发布部门"), boost=0.25, facet=True),
    Field("department", "text", "主管部门", "authority", boost=0.1),
    Field("committee", "text", "归口单位", "committee", ("归口", "技术委员会"), boost=0.1),
    Field("drafter", "text", "起草单位", "drafted by", boost=0.1, typical_length=20.0),
    Field("number", "number", "标准号", "number", ("标准编号", "编号")),
    Field("replaces", "number", "代替", "replaces", ("代替标准",)),
    Field("replaced_by", "number", "被代替", "replaced by", ("被替代",)),
    Field("adopts", "number", "采标", "adopts", ("采用标准", "采用国际标准")),
    Field("cites", "number", "引用", "cites", ("引用标准", "规范性引用文件")),
    Field("level", "keyword", "层级", "level", ("级别", "类别"), facet=True),
    Field("status", "keyword", "状态", "status", facet=True),
    Field("nature", "keyword", "性质", "nature", ("标准性质",)),
    Field("function", "keyword", "功能", "function", ("标准功能",), facet=True),
    Field("prefix", "keyword", "代号", "prefix", ("标准代号",)),
    Field("year", "keyword", "年份", "year", ("年代号",), facet=True),
    Field("ics", "code", "ICS", "ICS", ("国际标准分类号",), facet=True),
    Field("ccs", "code", "CCS", "CCS", ("中国标准分类号", "中标分类"), facet=True),
    Field("gbt4754", "code", "国民经济分类", "GB/T 4754", ("国民经济行业",)),
    Field("region", "code", "地区", "region", ("省市",), facet=True),
    Field("source", "keyword", "来源", "source"),
    Field("issued", "day", "发布日期", "issued", ("发布",)),
    Field("effective", "day", "实施日期", "effective", ("实施",)),
    Field("abolished", "day", "废止日期", "abolished", ("废止",)),
)

TEXT_FIELDS = tuple(field for field in FIELDS if field.kind == "text")
#: fields that hold values or codes, each one column in an index
VALUE_FIELDS = (
    *(field for field in FIELDS if field.kind in ("keyword", "code")),
    Field("issuer", "keyword", "发布单位", "issued by", facet=True),
)
DAY_FIELDS = tuple(field for field in FIELDS if field.kind == "day")


@cache
def field_named(name: str) -> Field | None:
    """The field with this name, label or alias, in any case."""
    return _by_name().get(name.strip().lower())


@cache
def _by_name() -> dict[str, Field]:
    rows = ((text, field) for field in FIELDS for text in (field.name, field.label_zh, field.label_en, *field.aliases))
    return {text.lower(): field for text, field in rows}
