"""The addresses of the API, each with an example that answers: a part of the help, and what `/api` itself says."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for

from catalogue.search import Search
from webapp.addresses import here


class Interface(NamedTuple):
    """An address of the API, as a link to an example."""

    href: str
    shown: str
    meaning: str


def interfaces() -> list[Interface]:
    """All of them."""
    return [
        Interface(
            url_for("api.search", q="大蒜", limit=5),
            "/api/search?q=大蒜&limit=5",
            "检索。参数：q、sort、limit（至多 100）、offset、strict，以及 level、status、year、ics 等筛选字段。",
        ),
        Interface(
            url_for("api.standard", number="GB_T_1.1-2020"),
            "/api/standards/GB_T_1.1-2020",
            "一项标准的全部信息，标准号书写形式不限。",
        ),
        Interface(
            url_for("api.history", number="GB_T_1.1-2020"),
            "/api/standards/GB_T_1.1-2020/history",
            "一项标准的历次版本、修改单、代替关系（全部、部分和条文）、引用和被引用。",
        ),
        Interface(
            url_for("pages.guide", _anchor="api-check"),
            "POST /api/check",
            "查新：清单、文件或正文中引用的标准是否现行。参数：on、fail_on，用法见帮助。",
        ),
        Interface(
            url_for("api.suggest", q="GB/T 1."),
            "/api/suggest?q=GB/T 1.",
            "输入时的建议：标准号、检索词、标准、单位和分类，也可用拼音或拼音首字母。",
        ),
        Interface(
            url_for("browse.tree_json", scheme="ics", code="67"),
            "/api/browse/ics/67",
            "分类树的一个节点：上级、下级和标准数量。另有 ccs、gbt4754、region、issuer。",
        ),
        Interface(
            here().clauses_json(Search(text="pH")),
            "/api/clauses?q=pH",
            "标准文本中包含检索词的条款。另有 /api/standards/标准号/text：一份文本的条款、术语、引用和要求。",
        ),
        *_changing(),
        *_comparing(),
        Interface(url_for("api.about"), "/api/about", "目录收录的数量、来源、日期和缺失情况。"),
        Interface(
            url_for("export.results", name="csv", q="大蒜"),
            "/search/export.csv?q=大蒜",
            "检索结果的文件：csv、xlsx、ris、bib、txt（GB/T 7714）、json，至多 10,000 项。",
        ),
        Interface(url_for("api.health"), "/healthz", "服务是否可用，供监控使用。"),
    ]


def _changing() -> list[Interface]:
    """Those that tell what changes."""
    return [
        Interface(
            url_for("changes.show_json", what="standard"),
            "/api/changes?what=standard",
            "两个版本之间的变化。参数：since、what、kind、number、level、region、ics、ccs、offset、limit。",
        ),
        Interface(
            url_for("calendar.month_json", q="大蒜"),
            "/api/calendar?q=大蒜",
            "某月开始实施和不再有效的标准：month 和检索的参数，或清单 number。另有 /calendar.ics 和 /feeds/ 的订阅。",
        ),
    ]


def _comparing() -> list[Interface]:
    """Those that set standards against one another."""
    return [
        Interface(
            here().compare_json(("GB/T 1.1-2020", "GB/T 1.1-2009")),
            "/api/compare?number=GB/T 1.1-2020&number=GB/T 1.1-2009",
            "两至四项标准的题录并列对比：number 出现两至四次。",
        ),
        Interface(
            here().adoptions_json([("number", "ISO 9001")]),
            "/api/adoptions?number=ISO 9001",
            "采标关系和所采版本的状态。参数：number（国际标准的也可以）、withdrawn=1。",
        ),
        Interface(
            here().overlaps_json([("number", "DB37/T 3092-2018")]),
            "/api/overlaps?number=DB37/T 3092-2018",
            "可能重复交叉的上级标准。参数：number，或 level、region、ics、ccs、issuer、department，"
            "另有 against、check、least。"
            "清单未完成时返回 202，请按 Retry-After 再问。",
        ),
        Interface(
            here().monitoring_json([("region", "37")]),
            "/api/monitoring?region=37",
            "两个版本之间，上级标准的变化影响哪些标准。参数：region、level、since。另有订阅 /monitoring.atom。",
        ),
        Interface(
            url_for("coverage.show_json", by="ics", under="67"),
            "/api/coverage?by=ics&under=67",
            "各分类在各层级的现行标准数量、标龄、复审提示和缺口。参数：by、region、against、under、gap。",
        ),
    ]
