"""The rows of the help page and the examples of the start page: what is written here is tested by running it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Topic(NamedTuple):
    """One way of asking: the query text, and what it finds."""

    query: str
    meaning: str


class Start(NamedTuple):
    """Examples for one kind of reader."""

    who: str
    asks: str
    queries: tuple[str, ...]
    #: products for which it is shown what applies
    products: tuple[str, ...] = ()
    #: pages for them: name, and endpoint
    ways: tuple[tuple[str, str], ...] = ()


class Sight(NamedTuple):
    """What the relations of standards look like: what is shown, and the search that leads to it."""

    shows: str
    query: str


STARTS = (
    Start(
        "企业",
        "我的产品适用哪些标准，引用的标准是否现行有效",
        ("大蒜", "GB 5749", "饮用水 卫生"),
        ("轮胎", "养老服务"),
    ),
    Start(
        "标准化工作者",
        "本地标准与国家标准、行业标准有无重复交叉，是否应当复审",
        ("养老机构 地区:山东", "GB/T 1.*"),
        ways=(
            ("标准比对", "overlaps.show"),
            ("工作清单", "overlaps.worklist"),
            ("标准对比", "compare.show"),
            ("体系覆盖", "coverage.show"),
            ("采标", "adoptions.show"),
            ("草案检查", "draft.form"),
            ("条文检索", "texts.find"),
        ),
    ),
    Start(
        "社会公众",
        "看懂一个标准号，找到它的现行版本",
        ("GB/T 1.1-2009", "《生活饮用水卫生标准》", "饮用水 状态:现行"),
    ),
)

SIGHTS = (
    Sight("一项标准的历次版本，从最早到现行", "GB 2760"),
    Sight("部分被代替的标准", "GB 10055-2007"),
    Sight("采用国际标准的标准，注明一致性程度", "采标:ISO 9001:2015"),
    Sight("同一标准化对象的国家、行业、地方、团体、企业标准", "光伏"),
)

TOPICS = (
    Topic("大蒜 技术", "多个词，用空格分开：检索包含全部检索词的标准。"),
    Topic(
        "关于大蒜的国家标准",
        "“国标”“地标”“现行”、年份和代号识别为筛选条件，可以移除；“标准”“有哪些”等词不要求出现在题名中。",
    ),
    Topic("GB/T 1.1-2020", "标准号：该标准排在最前，其后是该标准的其他版本。"),
    Topic("GB/T 1.1", "不带年代号：列出该标准的各个版本。"),
    Topic("DB37/T", "标准代号：列出该代号的全部标准。"),
    Topic("GB/T 1.*", "以 * 结尾：所有以 GB/T 1. 开头的标准号。"),
    Topic('"养老机构"', "双引号中的文字须完整出现。"),
    Topic("养老 -护理", "减号（前有空格，后接一个词）：排除包含该词的标准，也可写作 NOT。"),
    Topic("大蒜 or 生姜", "or：符合其中一侧即可，也可写作“或”；空格的优先级高于 or。"),
    Topic("(大蒜 or 生姜) 技术", "括号：括号内先组合，再与其他词同时满足。"),
    Topic("题名:养老", "字段名加冒号：只在该字段中检索。字段名见下表。"),
    Topic("层级:地方 状态:现行", "按层级和状态限定，可与检索词同用。"),
    Topic("发布日期:2018..2024", "日期范围，含两端，可省略一端；也可写作 2018-2024。"),
    Topic("ics:67", "分类号包含其下级：67 包含 67.080。"),
)

SPELLINGS = (
    "GB/T 1.1-2020",
    "GBT1.1-2020",
    "gb/t 1.1—2020",
    "ＧＢ／Ｔ １．１－２０２０",
    "GB_T 1.1-2020",
    "《GB/T 1.1-2020》",
)

#: field of `indexer.fields` -> an example that finds something in the shipped catalogue
FIELD_TOPICS: Mapping[str, str] = {
    "title": "题名:大蒜",
    "number": "标准号:GB/T 1.1-2020",
    "level": "层级:国家标准",
    "status": "状态:现行",
    "nature": "性质:强制性",
    "function": "功能:试验方法",
    "prefix": "代号:DB37/T",
    "year": "年份:2020",
    "ics": "ics:01.120",
    "ccs": "ccs:A00",
    "region": "地区:山东",
    "issuer": "发布单位:国家标准化管理委员会",
    "issued": "发布日期:2018..2024",
    "effective": "实施日期:2020-01-01..",
    "replaces": "代替:GB/T 1.1-2009",
    "replaced_by": "被代替:GB/T 1.1-2020",
    "adopts": "采标:ISO 9001:2015",
    "source": "来源:iso.org",
}

SHORTCUTS = (
    ("/", "光标移到检索框"),
    ("Enter", "在检索框中：开始检索，或打开选中的建议"),
    ("↓ ↑", "在检索框中：选择建议，按 Esc 收起"),
    ("Tab", "依次移到下一个链接或选项，同时按 Shift 则反向"),
    ("空格", "在筛选项上：勾选或取消"),
    ("Esc", "在展开的筛选条件中：收起"),
)


class ProblemTopic(NamedTuple):
    """A kind of error that the API answers with: anchor on the help page, HTTP status, title, what to do."""

    slug: str
    status: int
    title: str
    advice: str


PROBLEMS = (
    ProblemTopic("request", 400, "请求参数有误", "参数名、排序、筛选字段或页码不在允许的范围内，detail 说明是哪一个。"),
    ProblemTopic(
        "query",
        400,
        "检索式有误",
        "严格模式（strict=1）下检索式不能解析，span 是出错的位置。",
    ),
    ProblemTopic("not-found", 404, "未找到该标准", "目录中没有此标准号，near 列出相近的标准号。"),
    ProblemTopic("no-code", 404, "没有此分类号", "分类表和目录中均没有此代码。"),
    ProblemTopic("no-page", 404, "没有此页面", "地址不存在，请检查拼写。"),
    ProblemTopic("method", 405, "不支持这种请求方法", "查新接口用 POST，其余接口只接受 GET 和 HEAD。"),
    ProblemTopic("host", 400, "请求头 Host 有误", "请求头 Host 不是主机名，请检查客户端或反向代理的设置。"),
    ProblemTopic("too-long", 414, "地址过长", "路径和参数最多 32 KiB，请缩短检索式或减少筛选条件。"),
    ProblemTopic(
        "body",
        413,
        "请求内容过长",
        "提交的清单文件最多 10 MB，连同表单的其他内容最多 24 MB；其他页面的请求内容最多 64 KiB。",
    ),
    ProblemTopic("list-too-long", 413, "清单过长", "文件最多 10 MB，标准号最多 20,000 个，请分几次查新。"),
    ProblemTopic(
        "media",
        415,
        "不支持这种请求内容",
        "请用 JSON、multipart/form-data，或直接以文件内容作为请求内容（curl 用 --data-binary）。",
    ),
    ProblemTopic(
        "list-unreadable", 422, "清单无法识别", "文件损坏、加密、是扫描件，或其中没有标准号；problems 说明原因。"
    ),
    ProblemTopic("server", 500, "服务器内部错误", "程序缺陷，已记入日志。"),
    ProblemTopic("index", 503, "索引暂不可用", "索引缺失或损坏，需要运维人员处理，detail 说明原因。"),
    ProblemTopic("busy", 503, "服务器繁忙", "同时到达的请求过多，请稍后再试。"),
    ProblemTopic("exports-busy", 503, "导出任务过多", "同时导出的文件数已达上限，请稍后再试。"),
    ProblemTopic("checks-busy", 503, "查新任务过多", "同时查新的清单已达上限，请稍后再试。"),
    ProblemTopic("overlaps-busy", 503, "比对任务过多", "等待比对的清单已达上限，请稍后再试。"),
    ProblemTopic("slow", 503, "处理超时", "请求未在规定时间内完成，已中止。请缩短检索式，或稍后再试。"),
)
