"""What a value in a sentence is besides an indicator: a condition, a sample, a setting, a date, a clause."""

from __future__ import annotations

import re
from bisect import bisect_left

from catalogue.indicators.folded_text import FoldedText
from standard.number import find_numbers

_HAN = "\u3400-\u9fff"
#: what holds figures that are no values: a clause, a table, a day, a formula, a name of a substance
_NOT_VALUES = (
    r"第 ?[\d.()~、和至到-]+ ?[条章节款项页号部~]",
    r"(?:表|图|式|公式|附录|条款?|章|见|按照?) ?\(?[A-Z]?\.?\d+(?:[.-]\d+)*(?:[~、和]\d[\d.]*)*\)?",
    r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.])|(?<![A-Za-z])[A-Z]\.\d+(?:\.\d+)*",
    r"(?<!\d)(?:19|20)\d\d ?年(?! ?(?:以|限))(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?",
    r"\d{1,2} ?月 ?\d{1,2} ?日|(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)",
    r"\$\$?[^$]*\$\$?|#[0-9A-Fa-f]{6}",
    r"\d+[,，]\d+['′’]?-[A-Za-z\u3400-\u9fff]|\d+['′’]|(?<![\d.])\d+ ?-(?=[\u3400-\u9fff])",
)
_NO_VALUES = re.compile("|".join(_NOT_VALUES))
#: a number glued to letters is a part of a name (PM2.5, C10-C13), but for pH
_IN_NAME = re.compile(r"(?:[A-Za-zα-λν-ω_\d.]|[A-Za-z]\d*-)$")
_AFTER_PH = re.compile(r"(?:^|[^A-Za-z])(?:pH|PH|ph)$")
#: a condition ends so: 不超过 25 m2 时
_WHEN = re.compile(
    r"\)?(?:\(含\))?(?:及?以[上下内])?(?:[^，。;；,:\n]{0,10}?)(?:时|的?情况下|的?条件下|的前提下)(?=[，,。;；:\n]|$|[应宜不可取为按])"
)
_AT_TIME = re.compile(r"\)?(?:之?后|之?前(?!提)|期间|起)(?!\S{0,4}(?:完成|结束|达到))")
_UNLESS = re.compile(r"(?:如果|若|当)(?:(?!则|应|宜)[^。;；])*$")
_THEN = re.compile(r"[^，。;；,]{0,10}[，,] ?则")
_IF = re.compile(r"(?:^|[，。;,；])\s*(?:当|若|如果|如|对于?|在)(?=[^，。;,；]*$)")
#: one character that is no unit is a unit that a scan spoilt: 100旷的仓库
_OF = re.compile(rf"\)?(?:\(含\))?(?:及?以[上下内])?[{_HAN}]?的")
_THING_BEHIND = re.compile(rf"\)? ?(?:地区|区域|部位|范围|场所|人员|儿童|[{_HAN}])")
_MODAL = re.compile(r"应|宜|须|不得|必须|至少|不准|严禁|禁止|控制在|要求|保证|确保")
#: what is asked for by what it has: 应采用强度不低于30 MPa的混凝土, 至少设置2个, 应接受不少于60 h的培训
_CHOSEN = re.compile(
    r"(?:应|宜|须|必须|不得|可)[^，。;的 ]{0,14}$|(?:至少|随机|每\S{1,6})(?:有|选取|选择|设置)|不应有|选取"
)
_SAMPLE = re.compile(
    r"(?:称取|称量|准确称|取|移取|吸取|量取|加入|加|注入|置于|稀释至?|定容至?|静置|搅拌|振荡|超声|加热|冷却|保持|升温|升至?|转动|施加|浸泡|蒸馏|离心|混匀|取样量?|称样量?|试样量?|进样量?|取样量应?为|称样量应?为|精确至?到?)(?:了|约|应?为)?[\s约(]*$"
)
_SIZE = re.compile(r" ?[×xX*]\s?(?:\d|[\u3400-\u9fff])")
_FORMULA = re.compile(r" ?(?:[-+×*/=] ?[A-Za-zα-ωΑ-Ω(]|[A-Za-zα-ω]\d* ?[-+=])")


def without_figures(folded: FoldedText, original: str) -> str:
    """The folded text with a sign for each figure that is no value: standards, clauses, days, formulas."""
    masked = list(folded.text)
    spans = [match.span() for match in _NO_VALUES.finditer(folded.text)]
    if any(character in original for character in "/ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        spans += [_folded_span(folded, *match.span) for match in find_numbers(original)]
    for start, end in spans:
        for at in range(start, end):
            if masked[at].isdigit():
                masked[at] = "■"
    return "".join(masked)


def _folded_span(folded: FoldedText, start: int, end: int) -> tuple[int, int]:
    return bisect_left(folded.places, start), min(bisect_left(folded.places, end), len(folded.text))


def is_part_of_name(text: str, at: int) -> bool:
    """Whether the figure at a place belongs to a name: PM2.5, C10, 4-二氨基."""
    before = text[max(0, at - 3) : at]
    return bool(_IN_NAME.search(before)) and not _AFTER_PH.search(text[max(0, at - 4) : at])


def is_condition(before: str, after: str, *, followed: bool, loose: bool) -> bool:
    """Whether a limit is a condition: 超过25 m2时, 建筑面积大于300 m2的仓库, 海拔800 m以下地区.

    `before` is the sentence up to the limit, `after` what follows the value and, where `followed`, 以下 and its like;
    `loose` is a limit that words alone make one without 不 (大于, 超过): where the sentence goes on, it is a case.
    """
    if _WHEN.match(after) or _AT_TIME.match(after) or (_UNLESS.search(before[-80:]) and _THEN.match(after)):
        return True
    part = re.split(r"[，。;；,:]", before)[-1]
    if _OF.match(after):
        return loose or not _CHOSEN.search(part)
    if (followed or loose) and _THING_BEHIND.match(after):
        return not _MODAL.search(part)
    return bool(_IF.search(before)) and "时" in re.split(r"[，。;；,]", after)[0]


def is_sample(before: str) -> bool:
    """Whether the words before a value take a sample or set an instrument: 称取5 g."""
    return bool(_SAMPLE.search(before[-12:]))


def is_formula(after: str) -> bool:
    """Whether what follows a value goes on calculating, or gives a size: 100-w1, 50 mm×50 mm."""
    return bool(_SIZE.match(after) or _FORMULA.match(after))
