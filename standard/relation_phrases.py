"""The phrases that state a relation between standards, as one table of patterns.

`standard.relation` puts one `MARK` in place of every number before it asks the patterns, so that a pattern sees
本标准代替□《牵引车》和□。
The table is in order of precedence: a number that one phrase has claimed is gone for the next.
Wording after GB/T 1.1 (forewords) and GB/T 1.2-2020 (adoption), the platforms' pages and their cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

#: stands for one number; of the private use area, so no text holds it
MARK = "\ue000"


class RelationKind(StrEnum):
    """How a standard stands to another; said of the standard whose text or cell is read."""

    #: 代替: takes the place of the targets as a whole
    REPLACES = "replaces"
    #: 部分代替
    REPLACES_PARTLY = "replaces_partly"
    #: 被代替
    REPLACED_BY = "replaced_by"
    #: 被部分代替
    REPLACED_PARTLY_BY = "replaced_partly_by"
    #: 调整(转号): the target's text under a new number
    RENUMBERS = "renumbers"
    #: 转化为: lives on under the target's number
    CONVERTED_TO = "converted_to"
    #: 修改单
    AMENDS = "amends"
    #: 采用: IDT, MOD, or the old EQV (GB/T 1.2-2020, 4.1)
    ADOPTS = "adopts"
    #: 对应: NEQ and 参照采用, which are no adoption
    CORRESPONDS = "corresponds"
    #: 引用
    REFERENCES = "references"


#: words and signs of conformity -> degree; 参照 (1984 rules) has none. EQV is the word of 1988-2001, its sign `=`
DEGREES = {
    "等同": "IDT", "idt": "IDT", "≡": "IDT",
    "修改": "MOD", "mod": "MOD",
    "等效": "EQV", "eqv": "EQV", "=": "EQV",
    "非等效": "NEQ", "neq": "NEQ", "≠": "NEQ",
    "参照": "", "≈": "",
}  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """One wording: every number in the pattern's group `list` stands in `kind` (none: in no relation worth keeping).

    A pattern with a group `degree` decides between adopts and corresponds by it.
    """

    kind: RelationKind | None
    pattern: re.Pattern[str]
    #: counts only for targets that are no Chinese standards
    foreign: bool = False


#: a title, or brackets without a number in them
_ASIDE = rf"(?:《[^》{MARK}]*》|\([^(){MARK}]*\))"
#: between two numbers of one list
_LINK = rf"(?:[\s,;、%/和及与并或等]|{_ASIDE})+"
_LIST = rf"(?P<list>{MARK}(?:{_LINK}{MARK})*)"
#: text of a sentence without a number
_SAME = rf"[^{MARK}。;]"
#: the same with numbers
_ALL = r"[^。]{0,400}"
_REPLACE = r"(?:代替|替代|取代)"
#: a piece of a standard
_CLAUSE = r"(?:第\s*[\d一二三四五六七八九十.、,~至到和与-]{1,30}\s*[章条节款]|附录\s*[A-Z])"
_BEGIN = r"(?:实施|施行|生效)之日起"
_OWN = r"本(?:文件|标准|部分|规范|规程|导则|指南|办法)"


def _phrases(kind: RelationKind | None, *patterns: str, foreign: bool = False) -> list[Phrase]:
    """Phrases of one kind."""
    return [Phrase(kind, re.compile(pattern, re.IGNORECASE), foreign) for pattern in patterns]


PHRASES: tuple[Phrase, ...] = (
    # the edition compared with, the drafting rules, the list of earlier editions, a notice of abolition
    *_phrases(
        None,
        rf"与\s*{_LIST}{_ASIDE}?{_SAME}{{0,30}}?(?:相比|比较)",
        rf"(?:按照?|依据|根据)\s*{_LIST}{_ASIDE}?{_SAME}{{0,20}}?(?:起草|编写|编制|制定)",
        rf"历次版本{_SAME}{{0,40}}(?P<list>{MARK}{_ALL})",
        rf"废止\s*{_LIST}{_ALL}?(?:公告|通告|通知|决定)",
        # of a reference: what the cited standard adopts, 「GB/T 230.1-2018 金属材料 (ISO 6508-1:2016, MOD)」
        rf"(?<={MARK})[^{MARK}。;()]{{0,80}}\(\s*{_LIST}[^()]{{0,20}}?\b(?:IDT|MOD|NEQ|EQV)\s*\)",
    ),
    # everything that follows the lead-in of a reference list, or stands before its closing sentence
    *_phrases(
        RelationKind.REFERENCES,
        rf"引用{_SAME}{{0,12}}?(?:文件|标准){_SAME}{{0,4}}?(?P<list>{MARK}.*)",
        rf"(?P<list>{MARK}.{{0,600}}?)凡是?不?注",
    ),
    *_phrases(
        RelationKind.REPLACED_PARTLY_BY,
        rf"被部分{_REPLACE}(?:的?标准)?\s*:\s*{_LIST}",
        rf"[被由]\s*{_LIST}{_ASIDE}?\s*部分{_REPLACE}",
        # of the text read only a clause, or all but one: "第5章被 A 代替", "被 A 代替(第5章除外)"
        rf"(?:{_CLAUSE}|部分(?:内容|条款|条文)){_SAME}{{0,8}}?[被由]\s*{_LIST}{_ASIDE}?{_SAME}{{0,8}}?{_REPLACE}",
        rf"[被由]\s*{_LIST}[^{MARK}。;,]{{0,20}}?{_REPLACE}\s*\(?[^{MARK}。;,()]{{0,30}}?(?:除外|部分)",
        rf"自{_SAME}{{0,80}}?{_LIST}{_ASIDE}?\s*{_BEGIN}{_SAME}{{0,80}}?条{_SAME}{{0,80}}?废止",
    ),
    *_phrases(
        RelationKind.REPLACED_BY,
        rf"被(?:全部)?{_REPLACE}(?:的?标准号?|情况)?\s*:\s*{_LIST}",
        rf"{_REPLACE}(?:者|{_OWN}的标准)\s*:?\s*{_LIST}",
        rf"[被由]\s*{_LIST}[^{MARK}。;,]{{0,20}}?(?:所|全部)?{_REPLACE}",
        # torn off: 「被A被A代替」
        rf"被\s*{_LIST}(?=\s)",
        rf"自{_SAME}{{0,80}}?{_LIST}{_ASIDE}?\s*{_BEGIN}{_SAME}{{0,80}}?废止",
    ),
    *_phrases(
        RelationKind.REPLACES_PARTLY,
        rf"部分{_REPLACE}(?:了|的?标准号?)?\s*:?\s*{_LIST}",
        rf"自{_OWN}{_BEGIN}{_SAME}{{0,80}}?{_LIST}{_SAME}{{0,80}}?条{_SAME}{{0,80}}?废止",
    ),
    *_phrases(
        RelationKind.REPLACES,
        rf"{_REPLACE}[^{MARK}。;:,]{{0,12}}[:,;]?\s*{_LIST}",
        rf"自{_OWN}{_BEGIN}{_SAME}{{0,80}}?{_LIST}{_SAME}{{0,80}}?废止",
        rf"原\s*{_LIST}{_ASIDE}?{_SAME}{{0,6}}?(?:废止|作废)",
    ),
    *_phrases(RelationKind.RENUMBERS, rf"转号\)?\s*:?\s*{_LIST}", rf"由\s*{_LIST}{_ASIDE}?\s*(?:转号|转化|调整|转)"),
    *_phrases(RelationKind.CONVERTED_TO, rf"(?:转化|转号|转|调整)为{_SAME}{{0,6}}?{_LIST}"),
    *_phrases(
        RelationKind.ADOPTS,
        rf"与\s*{_LIST}{_SAME}{{0,80}}?一致性程度{_SAME}{{0,4}}?\(?(?P<degree>非等效|等同|修改|IDT|MOD|NEQ)",
        rf"(?P<degree>非等效|等同|等效|修改|参照)地?(?:采用|转化|于){_SAME}{{0,15}}?{_LIST}",
        rf"(?<![A-Z])(?P<degree>IDT|MOD|NEQ|EQV)(?![A-Z])\s*:?\s*{_LIST}",
        rf"{_LIST}{_ASIDE}?\s*[,;(]*\s*(?P<degree>IDT|MOD|NEQ|EQV|(?:非等效|等同|等效|修改)(?=采用|\s*\)|\s*$))",
        rf"(?:采用|采标|对应)(?:的?国际标准号?|号|标准|关系|情况)\s*:\s*{_LIST}",
    ),
    *_phrases(
        RelationKind.ADOPTS,
        rf"(?P<degree>非等效|等同|等效|修改|参照)\s*[:,]?\s*{_LIST}",
        rf"(?P<degree>[≡=≈≠])\s*{_LIST}",
        foreign=True,
    ),
    *_phrases(
        RelationKind.AMENDS,
        rf"修改(?:了|单)?\s*:?\s*{_LIST}",
        rf"{_LIST}{_ASIDE}?{_SAME}{{0,12}}?(?:修改单|局部修订|勘误)",
    ),
)

#: labels whose value states no relation, with that value up to the next label
UNRELATED = re.compile(
    r"(?:标准类别|主管部门|公告|发布单位|批准部门|采标中文名称)\s*:.*?"
    r"(?=(?:标准类别|主管部门|被?部分代替|被?代替标准|替代|采标情况|备注)\s*:|$)",
)
#: after a number: that only part of it is replaced: (部分), 中的第5章, (第5章除外), 第3.1条
IN_PART = re.compile(
    rf"\s*{_ASIDE}??\s*(?:\(\s*部分[^()]*\)"
    rf"|\(?\s*(?:中的?|的)\s*(?:{_CLAUSE}|第?[\d.~-]+\s*[章条节款]|表\s*\d|强制性条文|有关|相关|部分)|\(?\s*{_CLAUSE}"
    rf"|[^{MARK};。]{{0,40}}?除外"
    rf"|[^{MARK},;。()]{{0,30}}?(?<![\d一二三四五六七八九十])部分(?:内容|条款|条文)?\s*(?:$|[,;。]))"
)
#: between two numbers of one list
LINK = re.compile(_LINK)
#: what in such a link parts two numbers of a cell: 「JJG334-1993(部分内容)GB/T4340.1-1999」 has none
PARTING = re.compile(r"[\s,;、%/和及与]|《")
