"""The words of the pages: one word or sentence for each value that the catalogue knows by a name.

Whole words and sentences only, never pieces to be joined; `webapp.language` has their English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask import Flask

from catalogue.validity import Verdict
from catalogue.wording import GROUPS, Words, field_words, value_words
from indexer.fields import Field, field_named
from standard.publisher import Level
from standard.status import Status
from webapp.language import plain


class Look(NamedTuple):
    """How a status is shown, and what it means."""

    #: name of a symbol of templates/symbols.html; each status has its own, so that colour is never the only sign
    shape: str
    #: colour family of static/tokens.css: `good`, `part`, `soon`, `ended`, `calm`
    tone: str
    meaning: str


LOOKS: Mapping[Status, Look] = {
    Status.CURRENT: Look("check", "good", "已实施，来源未记录废止或被代替。"),
    Status.CURRENT_PARTIAL: Look("half", "part", "来源记录部分内容已废止或被代替，其余内容仍然有效。"),
    Status.UPCOMING: Look("clock", "soon", "已发布，未到实施日期。实施前旧版本的状态不变。"),
    Status.SUSPENDED: Look("pause", "part", "来源记录暂停实施。"),
    Status.REPLACED: Look("turn", "ended", "已被其他标准全部代替，代替已生效。"),
    Status.ABOLISHED: Look("cross", "ended", "已废止，来源未记录代替标准。"),
    Status.CONVERTED: Look("swap", "ended", "已转化为其他类别的标准，例如国家标准转化为行业标准。"),
    Status.DRAFT: Look("draft", "calm", "计划或草案，尚未发布。"),
    Status.UNKNOWN: Look("question", "calm", "来源未提供状态，本站不依日期推断其现行。"),
}

#: how the verdicts of a check are shown
VERDICTS: Mapping[Verdict, Look] = {
    Verdict.IN_FORCE: Look("check", "good", "所查日期现行，来源未记录废止或被代替。"),
    Verdict.SUCCESSOR_ANNOUNCED: Look("arrow", "part", "所查日期现行，代替它的标准已发布、尚未实施。"),
    Verdict.UPCOMING: Look("clock", "soon", "所查日期尚未实施。"),
    Verdict.REPLACED: Look("turn", "ended", "已被其他标准代替，列出从代替标准到现行标准的全部环节。"),
    Verdict.PARTLY_REPLACED: Look("half", "part", "部分条款已被代替或废止，其余仍然有效。"),
    Verdict.ABOLISHED: Look("cross", "ended", "已废止，来源未记录代替标准。"),
    Verdict.OTHER_EDITION: Look("swap", "part", "目录中没有所引用的版本，有同一编号的其他版本。"),
    Verdict.UNDATED: Look("info", "soon", "引用时未注年代号，列出现行的版本。"),
    Verdict.NOT_FOUND: Look("search", "calm", "目录中没有这一标准号，可能未收录，也可能有误。"),
    Verdict.AMBIGUOUS: Look("question", "part", "标准号残缺或可指多项标准，需要选定。"),
    Verdict.NOT_A_NUMBER: Look("draft", "calm", "这一行没有识别出标准号。"),
    Verdict.CONTRADICTORY: Look("warn", "ended", "来源记录的状态、日期或代替关系相互矛盾，请核对。"),
}

#: what a level is, with the prefixes by which it is known
LEVEL_MEANINGS: Mapping[Level, str] = {
    Level.NATIONAL: "国务院标准化行政主管部门等发布，代号为 GB（强制性）、GB/T（推荐性）、GB/Z（指导性技术文件）。",
    Level.INDUSTRY: "国务院有关行政主管部门发布，代号为行业代号，例如 NY/T（农业）、HG/T（化工）。",
    Level.LOCAL: "省级或设区的市级标准化行政主管部门发布，代号为 DB 加行政区划代码，DB37 为山东省。",
    Level.GROUP: "学会、协会、商会等社会团体发布，代号为 T/ 加社会团体代号。",
    Level.ENTERPRISE: "企业自行制定并公开，代号为 Q/ 加企业代号。",
    Level.INTERNATIONAL: "ISO、IEC、ITU 等国际组织发布。",
    Level.FOREIGN: "其他国家或地区的标准化机构发布，例如 EN、ASTM、JIS。",
    Level.REGULATION: "常与标准一并引用的技术规范，例如计量检定规程 JJG、特种设备安全技术规范 TSG。",
    Level.UNKNOWN: "未能识别编号。",
}

GROUP_MEANINGS: Mapping[str, str] = {
    "exact": "标准号与检索的标准号完全一致的标准。",
    "series": "该标准的其他版本和修改单。",
    "text": "包含全部检索词的标准。",
    "partial": "包含全部检索词的标准不足 10 项时，补充包含大部分检索词的标准。",
}

#: the sort orders offered, with the order that a second click turns to
SORTS: Mapping[str, tuple[str, str]] = {
    "relevance": ("相关度", "relevance"),
    "-issued": ("发布日期，新的在前", "issued"),
    "issued": ("发布日期，旧的在前", "-issued"),
    "-effective": ("实施日期，新的在前", "effective"),
    "effective": ("实施日期，旧的在前", "-effective"),
    "number": ("标准号", "number"),
    "title": ("题名", "title"),
}

#: what the page of an ended standard says first
ENDINGS: Mapping[Status, str] = {
    Status.REPLACED: "本标准已被代替",
    Status.ABOLISHED: "本标准已废止",
    Status.CONVERTED: "本标准已转化为其他类别的标准",
}

#: words of the link of a hint, by its kind; other hints show the query they lead to
HINT_LINKS: Mapping[str, str] = {
    "filters_empty": "去掉筛选条件",
    "search": "按此检索",
}

RELATIONS: Mapping[str, str] = {
    "replaced_by": "被以下标准代替",
    "replaced_partly_by": "被以下标准部分代替",
    "replaces": "代替以下标准",
    "replaces_partly": "部分代替以下标准",
    "amended_by": "修改单",
    "amends": "修改以下标准",
    "adopts": "采用的国际标准和国外标准",
    "adopted_by": "被以下标准采用",
    "cites": "规范性引用文件",
    "cited_by": "被以下标准引用",
}
DEGREES: Mapping[str, str] = {
    "IDT": "IDT 等同采用",
    "MOD": "MOD 修改采用",
    "NEQ": "NEQ 非等效",
    "EQV": "EQV 等效采用（旧称）",
}


def init_app(app: Flask) -> None:
    """Give the templates the words and looks of values."""
    app.jinja_env.globals.update(
        LOOKS=LOOKS,
        VERDICTS=VERDICTS,
        RELATIONS=RELATIONS,
        DEGREES=DEGREES,
        label=label,
        field_label=field_label,
        group_label=group_label,
        field_names=field_names,
        thousands=thousands,
    )


def thousands(count: int) -> str:
    """A count as both languages write it: 12,345."""
    return f"{count:,}"


def label(field: str, value: str) -> str:
    """The word for a value of `level`, `status` or `nature`."""
    return plain(value_words(field, value))


def field_label(name: str) -> str:
    """The word for a field or filter."""
    field = field_named(name)
    return plain(field_words(field)) if field is not None else name


def field_names(field: Field) -> list[str]:
    """All that a field can be called in a query beside its label here."""
    names = dict.fromkeys((field.name, field.label_zh, field.label_en, *field.aliases))
    here = field_label(field.name).lower()
    return [name for name in names if name.lower() != here]


def group_label(name: str) -> str:
    """The heading of a group of hits."""
    return plain(Words(*GROUPS[name]))
