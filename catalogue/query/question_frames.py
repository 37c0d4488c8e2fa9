"""Questions as whole sentences: 我公司生产蒜片需要执行什么标准, 办一家养老院要符合哪些标准.

Who asks, what is done with the subject and how a standard is asked for stand in no title. They are told apart only
where a query has the form of such a sentence and words end there, so that titles (生产线, 办公家具) are not torn. The
words stand in the table `question_words`, by what they do in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.query.lexer import Token
from indexer.analysis import borders, fold
from standard.word_classes import WordTable

_WORDS = WordTable("question_words", package="catalogue.query")
_WHO = "(?:<<we>>(?:这个)?(?:<<firm>>|<<shop>>)|<<ourselves>>)的?<<wish>>?"
_DOES = "(?:<<inquire>>(?:一下)?|<<do>>)"
_ONE = "(?:一?<<counter>>|一)"
_HOW = "<<how>><<manage>>?"
_WHAT = "<<what>>的?"
#: what is asked about beside the subject, and says nothing of it
_MATTER = "(?:(?:的|相关)?<<matter>>?[呢吗啊]?)"

#: who asks and what he does: 我公司生产, 我想开一家
_OPENING = _WORDS.rule(f"(?P<asker>(?:请问)?{_WHO})(?:{_ONE}?(?:{_DOES}){{1,2}}{_ONE}?的?)?")
#: what is done, by itself: 开一家, 办个
_BEGINNING = _WORDS.rule(f"(?:请问)?{_DOES}{_ONE}")
#: the same in a question that goes on with 需要执行, 要符合
_MAKING = _WORDS.rule(f"(?:请问)?<<firm>>?<<trade>>{_ONE}?")
#: how a standard is asked for, and what is asked of the subject: 需要执行什么 + 标准, 应该怎么 + 标注
_QUESTION = _WORDS.rule(
    f"(?P<piece>.*?)(?P<filler>(?:<<need>><<comply>>?|<<comply>>){_WHAT}|<<need>>?{_HOW})"
    f"(?P<asked>.*?)(?P<matter>{_MATTER})"
)
#: what standards are asked for, said otherwise: 需要做哪些检测
_PROOF = _WORDS.rule("<<proof>>(?:项目|报告)?")
#: what ends the words about the asker: 我们是一家生产轮胎的企业
_ASKER = _WORDS.rule("的<<firm>>$")
_NOTHING = _WORDS.rule(
    f"(?:{_WHO}|{_DOES}|{_ONE}|<<need>>|<<comply>>|{_WHAT}|{_HOW}|<<firm>>|<<matter of standards>>|<<level in short>>"
    r"|请问|[有都的是吗呢了和与及]|\W)+"
)


def read_sentence(tokens: list[Token]) -> list[Token]:
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
    tail = _ASKER.pattern.search(token.text, end)
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
