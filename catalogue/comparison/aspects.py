"""What is done with the object of a standard or asked of it, and which aspect holds which."""

from __future__ import annotations

from functools import cache, lru_cache

from standard.function import Function
from standard.tables import rows

_PACKAGE = "catalogue.comparison"
#: how near two aspects are: the same; the other one holds it; the other title names none where a whole production is
#: meant, or the first names none; it names none beside another aspect; others
SAME, HELD, OPEN, UNSAID, OTHER = 1.0, 0.92, 0.85, 0.55, 0.4
#: aspects that are all of what is done with an object
_WHOLE = frozenset(("栽培", "饲养", "加工", "造林"))
#: aspects that are nothing done: what an object is like, and how it is told of
_LIKE = frozenset(("代码", "元数据", "数据", "术语", "质量", "安全", "限量", "分级"))
#: aspects that are work on living things and goods, before which may stand how it is done: 容器 before 育苗
_PRACTICAL = frozenset(
    ("栽培", "繁育", "制种", "饲养", "加工", "播种", "施肥", "采收", "卫生", "清洗", "消毒", "贮藏", "造林")
)
#: aspects that a mandatory standard on the safety of an object binds, too
_BOUND = frozenset(("验收", "使用", "维护", "运行", "管理", "质量", "施工", "设计", "服务"))
#: aspects of standards that say all about how an object is dealt with
_DEALING = frozenset(("管理", "运行", "使用", "服务"))
#: functions of titles that name no aspect and still say what they are about
_PLAIN = {Function.PRODUCT: "质量", Function.TERMS: "术语", Function.TEST: "测定", Function.PACKAGING: "包装"}


@lru_cache(maxsize=1 << 13)
def find_aspect_at_end(text: str) -> tuple[str, str] | None:
    """The longest word for an aspect that a text ends in, and the aspect. Raises TableError."""
    known = _map_words()
    words = (text[at:] for at in range(max(len(text) - _longest(), 0), len(text)))
    return next(((word, known[word]) for word in words if word in known), None)


def compare_aspects(
    first: tuple[str, ...], first_function: Function, other: tuple[str, ...], other_function: Function
) -> float:
    """How much a standard on some aspects speaks of those of the first one: SAME, HELD, OPEN, UNSAID or OTHER.

    Without an aspect a title says by its function what it asks for. Raises TableError.
    """
    own = first or _by_function(first_function)
    foreign = other or _by_function(other_function)
    if set(own) & set(foreign):
        return SAME
    if any(is_held(aspect, foreign) for aspect in own):
        return HELD
    if own and foreign:
        return OTHER
    whole = (_WHOLE | _DEALING) & set(own) if own else not foreign or _DEALING & set(foreign)
    return OPEN if whole else UNSAID


def aspect_of(word: str) -> str:
    """The aspect that a word names; empty for other words. Raises TableError."""
    return _map_words().get(word, "")


def is_held(aspect: str, others: tuple[str, ...]) -> bool:
    """Whether some aspects are or hold another one. Raises TableError."""
    return aspect in others or any((other, aspect) in _holdings() for other in others)


def are_practical(aspects: tuple[str, ...]) -> bool:
    """Whether some aspects are work on living things and goods, before which may stand how it is done."""
    return bool(aspects) and _PRACTICAL.issuperset(aspects)


def is_bound_by_safety(aspects: tuple[str, ...]) -> bool:
    """Whether what is asked of an object is bound by what its safety demands."""
    return not _BOUND.isdisjoint(aspects)


def is_done(found: tuple[str, str] | None) -> bool:
    """Whether an aspect was found that is something done, not what an object is like or how it is told of."""
    return found is not None and bool(found[1]) and found[1] not in _LIKE


def is_aspect(word: str) -> bool:
    """Whether a word names an aspect, whatever stands behind it. Raises TableError."""
    return word in _map_words()


def words_for(aspects: tuple[str, ...]) -> tuple[str, ...]:
    """The words of titles for some aspects and for those that hold them. Raises TableError."""
    wanted = {*aspects, *(wider for wider, held in _holdings() if held in aspects)}
    return tuple(word for word, aspect in _map_words().items() if aspect in wanted)


def _by_function(function: Function) -> tuple[str, ...]:
    return (_PLAIN[function],) if function in _PLAIN else ()


@cache
def _map_words() -> dict[str, str]:
    return {row["word"]: row["class"] for row in rows("aspects", _PACKAGE)}


@cache
def _longest() -> int:
    return max(map(len, _map_words()))


@cache
def _holdings() -> frozenset[tuple[str, str]]:
    return frozenset((row["aspect"], row["holds"]) for row in rows("aspect_holdings", _PACKAGE))
