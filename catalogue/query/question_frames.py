"""Questions as whole sentences: 我公司生产蒜片需要执行什么标准, 办一家养老院要符合哪些标准.

Who asks, what is done with the subject and how a standard is asked for stand in no title. They are told apart only
where a query has the form of such a sentence and words end there, so that titles (生产线, 办公家具) are not torn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from catalogue.query.lexer import Token
from indexer.analysis import borders, fold

_WHO = (
    "(?:(?:我们?|咱们?|本)(?:这个)?(?:公司|工?厂|企业|单位|店|合作社|家)|我司|我们|咱们|我国|我)的?"
    "(?:是|想要?|打算|准备|计划|需要|要)?"
)
_DOES = (
    "(?:(?:咨询|请教|问|了解|知道|查询?|找)(?:一下)?|生产|制造|加工|销售|经营|开办|开设|开发|举办|成立|从事|出口|进口|采购"
    "|购买|使用|执行|采用|办厂|建厂|做|办|开|卖|买|建|种植?|养殖?)"
)
_ONE = "(?:一?(?:家|个|间|所|座|款|批|种|台)|一)"
_NEED = "(?:需要|应该|应当|必须|需|应|要|得|该)"
_ACT = "(?:检[测验]|按照?|依据|根据|参照|执行|符合|满足|遵守|遵循|达到|采用|做|办理?|通过|具备|注意|用|看)"
_WHAT = "(?:什么样?|哪几?[个些项种]|啥)的?"
_HOW = "(?:怎么样?|怎样|如何)(?:做|办|弄|写)?"
#: what is asked about beside the subject, and says nothing of it
_MATTER = "(?:(?:的|相关)?(?:要求|规定|条件|手续|资质|问题|事项|项目|指标)?[呢吗啊]?)"

#: who asks and what he does: 我公司生产, 我想开一家
_OPENING = re.compile(rf"(?P<asker>(?:请问)?{_WHO})(?:{_ONE}?(?:{_DOES}){{1,2}}{_ONE}?的?)?")
#: what is done, by itself: 开一家, 办个
_BEGINNING = re.compile(rf"(?:请问)?{_DOES}{_ONE}")
#: the same in a question that goes on with 需要执行, 要符合
_MAKING = re.compile(rf"(?:请问)?(?:企业|公司|工厂|厂家)?(?:生产|制造|销售|经营|出口|进口){_ONE}?")
#: how a standard is asked for, and what is asked of the subject: 需要执行什么 + 标准, 应该怎么 + 标注
_QUESTION = re.compile(
    rf"(?P<piece>.*?)(?P<filler>(?:{_NEED}{_ACT}?|{_ACT}){_WHAT}|{_NEED}?{_HOW})(?P<asked>.*?)(?P<matter>{_MATTER})",
    re.DOTALL,
)
#: what standards are asked for, said otherwise: 需要做哪些检测
_PROOF = re.compile("(?:检测|检验|测试|试验|认证|检查)(?:项目|报告)?")
#: what ends the words about the asker: 我们是一家生产轮胎的企业
_ASKER = re.compile("的(?:企业|公司|工厂|厂家?|单位|商家)$")
_NOTHING = re.compile(
    rf"(?:{_WHO}|{_DOES}|{_ONE}|{_NEED}|{_ACT}|{_WHAT}|{_HOW}|请问|[有都的是吗呢了和与及]"
    r"|标准|[国行地团企]标|要求|规定|相关|有关|公司|企业|工厂|单位|\W)+"
)


def sentence(tokens: list[Token]) -> list[Token]:
    """The tokens with what only makes a question of a subject as `filler`; those of other queries as they are."""
    ended = list(_question(tokens[-1])) if tokens else []
    found = [*tokens[:-1], *ended]
    return [*_opened(found[0], asks=len(ended) > 1 or tokens[-1] not in ended), *found[1:]] if found else tokens


def says_nothing(text: str) -> bool:
    """Whether a text has only words that say nothing alone.

    >>> says_nothing("一家 要哪些标准"), says_nothing("养老院")
    (True, False)
    """
    return _NOTHING.fullmatch(text) is not None


def _question(token: Token) -> Iterator[Token]:
    match = _QUESTION.fullmatch(token.text) if token.kind == "piece" else None
    if match is None:
        yield token
        return
    proof = "weak" if _PROOF.fullmatch(match["asked"]) else "piece"
    kinds = {"piece": "piece", "filler": "filler", "asked": proof, "matter": "filler"}
    yield from (_part(token, kinds[name], match.span(name)) for name in kinds if match[name])


def _opened(token: Token, *, asks: bool) -> list[Token]:
    """A word with what opens a sentence told apart."""
    end = _opening_end(token.text, asks=asks) if token.kind == "piece" else 0
    if not end:
        return [token]
    tail = _ASKER.search(token.text, end)
    places = (("filler", 0, end), ("piece", end, last := tail.start() if tail else len(token.text)))
    parts = (*places, ("filler", last, len(token.text)))
    return [_part(token, kind, (start, stop)) for kind, start, stop in parts if start < stop]


def _opening_end(text: str, *, asks: bool) -> int:
    """Where the opening ends: the last place where a word ends, too; 0 where there is none."""
    opening = _OPENING.match(text)
    others = (pattern.match(text) for pattern in ((_BEGINNING, _MAKING) if asks else (_BEGINNING,)))
    ends = [opening.end(), opening.end("asker")] if opening else [other.end() for other in others if other]
    words = borders(fold(text)) if ends else frozenset()
    return next((end for end in ends if end in words), 0)


def _part(token: Token, kind: str, span: tuple[int, int]) -> Token:
    start = token.span[0]
    return replace(token, kind=kind, text=token.text[slice(*span)], span=(start + span[0], start + span[1]))
