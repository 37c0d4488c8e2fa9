"""What a value is a value of: characteristic, object, grade and unit, from the words before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from catalogue.indicators.unit_reading import split_unit
from catalogue.indicators.units import unit_text

_BREAK = re.compile(r"[，。;；!？\n]|,(?!\d)|(?<![A-Za-z\d]):(?!\d)")
_LEADS = re.compile(
    r"^(?:[a-z0-9]\)|\([a-z0-9]\)|[-*·—\s]+|且|并且|并|其中|其余|其(?=[\u4e00-\u9fff])|但|则|均|而|以及|同时|或者|或|及|对于?(?=[\u4e00-\u9fff]+的)|时的|时(?=$|[应宜不])|的|(?:应当?|宜|须|必须)(?:采用|选用|使用)?|当)+"
)
_TAILS = re.compile(
    r"(?:不?(?:应该?|得|宜|可|能|须|必须|要)|均|都|总?控制在|保持在?|保证|维持在?|设置|设|布置|配备|随机选择|选择|选取"
    r"|采用|选用|取|为|是|在|由|至|到|等于|约|其|的|有|具有|含有|包含|随机|测值|取值|[ :=(\[、])+$"
)
_LIMITED = re.compile(
    r"(?:排放|允许|最高允许|最大允许|最高|最大|最低|最小|允许最大|允许最高)*(?:限值|限量值?|限额|允许值|允许量)$"
)
_ASKED = re.compile(r"(?:规定值|要求|指标)$")
_PLACE_ONLY = re.compile(r"(?:在|从|于)[^的]{1,16}")
_GRADE = re.compile(
    r"(?:特级|[一二三四五]级|[ⅠⅡⅢⅣⅤ]级|[1-5A-E]级|优等|一等|二等|合格|优级|优质)(?:品)?|(?:约束|基准|引导|限定|准入|先进)值|(?:优等|一等|合格|优级)品"
)
#: what a grade without 品 may stand before: 一级含水率
_MEASURED = re.compile(r".{0,4}(?:率|量|水分|杂质|灰分|值)")
_EACH = re.compile(r"^每(?P<unit>亩|公顷|平方米|立方米|吨|千克|公斤|升|天|日|小时|分钟|年|hm2|m2|m3|kg|t|h|d)")
_BASIS = re.compile(r"\(?(?:以)?(干基|湿基|干物质|干重|湿重|鲜重|绝干|收到基|空气干燥基|干燥基)(?:计)?\)?")
#: what is said with what it is an amount of: 铅的含量 is 铅含量
_AMOUNTS = frozenset(
    {
        "含量",
        "浓度",
        "残留量",
        "总量",
        "数量",
        "用量",
        "质量分数",
        "体积分数",
        "检出量",
        "迁移量",
        "释放量",
        "总和",
        "排放浓度",
    }
)
_WITHIN = re.compile(r"(?P<object>[^()]{2,20}?(?<![集空其途当]))中(?![心性等段部间级小型和医药])(?P<name>.{1,40})")
_GENERAL = re.compile(
    r"(?:技术|数量)?(?:要求|指标)值?|项目|尺寸|参数|性能|数值|(?:规定|标准|允许|最大|最小)值|(?:浓度|含量|排放)?(?:限值|限量)"
    r"|含量|(?:最[高大])?(?:允许|排放)?浓度"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A characteristic with what was told apart from it."""

    name: str
    object: str = ""
    grade: str = ""
    unit: str = ""
    #: where or when it is measured: 边线外, 对结构不利时
    where: str = ""
    #: the unit that a value is counted by: 亩 of 每亩施用量
    each: str = ""
    #: whether the words themselves say that the value is an upper limit: 排放限值
    limited: bool = False


def read_name(text: str) -> Named:
    """The characteristic that the words before a limit name; what else they say is told apart."""
    words = _after_break(text)
    before = None
    while before != words:
        before, words = words, _TAILS.sub("", _LEADS.sub("", words.strip()).strip()).strip()
    if _PLACE_ONLY.fullmatch(words):
        return Named("")
    words, unit = split_unit(words)
    named = Named(words, unit=unit)
    if each := _EACH.match(words):
        named = replace(named, name=_LEADS.sub("", words[each.end() :]), each=unit_text(each["unit"]))
    named = _without_limit(named)
    named = _without_object(named)
    if not re.search(r"[\u3400-\u9fffA-Za-zα-ω]", named.name):
        return replace(named, name="")
    return named


def is_general(words: str) -> bool:
    """Whether a heading says no more than that there are values: 要求, 指标."""
    return _GENERAL.fullmatch("".join(words.split())) is not None


def grade_of(words: str) -> str:
    """The grade that words name (`一级`, `优等品`), or empty."""
    match = _GRADE.search(words)
    return match[0] if match else ""


def grade_within(name: str) -> str:
    """The grade among the words of a name, where they do not say something else: 三级跳远, 一级公路."""
    match = _GRADE.search(name)
    if match is None:
        return ""
    rest = name[match.end() :]
    parted = not rest or rest[0] in "的)(、: " or _MEASURED.fullmatch(rest)
    return match[0] if match[0][-1] in "品值" or (parted and not name[: match.start()].strip(" (")) else ""


def is_grade(words: str) -> bool:
    """Whether words are a grade and nothing else."""
    return _GRADE.fullmatch("".join(words.split())) is not None


def basis_of(words: str) -> str:
    """On what a share is counted, as the words say: 干基, 湿基; empty where they do not."""
    match = _BASIS.search(words)
    return (
        {"干物质": "干基", "干重": "干基", "绝干": "干基", "湿重": "湿基", "鲜重": "湿基"}.get(match[1], match[1])
        if match
        else ""
    )


def _after_break(text: str) -> str:
    """The words after the last mark that parts them, which stands in no bracket."""
    depth, start = 0, 0
    for at, character in enumerate(text):
        depth = max(0, depth + (character in "([（") - (character in ")]）"))
        if not depth and _BREAK.match(text, at):
            start = at + 1
    if depth:
        start = max(start, *(text.rfind(bracket) + 1 for bracket in "([（"))
    rest = text[start:]
    if not rest.strip(" ()") and start:
        return _after_break(text[: start - 1]) if text[start - 1] == ":" else ""
    return rest


def _without_limit(named: Named) -> Named:
    """`颗粒物排放限值` is an upper limit of 颗粒物; `能耗限额约束值` has the grade 约束值."""
    name, grade = named.name, grade_within(named.name)
    if grade and name != grade:
        rest = name.replace(grade, "", 1).strip("的 ()")
        name = rest if rest and not rest.startswith(("别", "配")) else name
    shorter = _LIMITED.sub("", name)
    limited = shorter != name or grade.endswith("值")
    shorter = _ASKED.sub("", shorter) or shorter
    return replace(named, name=shorter or ("" if is_general(name) else name), grade=grade, limited=limited)


def _without_object(named: Named) -> Named:
    """`住宅单元的疏散距离` is the 疏散距离 of 住宅单元, `大蒜中铅的含量` the 铅含量 of 大蒜."""
    name, thing, depth = named.name, named.object, 0
    for at in range(len(name) - 1, 0, -1):
        depth += (name[at] == ")") - (name[at] == "(")
        if name[at] == "的" and depth == 0 and at < len(name) - 1:
            name, thing = name[at + 1 :].strip(), name[:at].strip()
            break
    if name in _AMOUNTS and thing:
        name, thing = thing + name, ""
    if not thing and (within := _WITHIN.fullmatch(name)):
        name, thing = within["name"], within["object"]
    return replace(named, name=name, object=thing)
