"""The function of a standard (标准功能), which is what it asks for, read from its title and classes.

GB/T 20001 (parts 1 to 8, 10, 11) names kinds of standards by their function, and the last words of a title say the
kind (GB/T 1.1-2020, 6.1.4: the supplementary element): 术语, 试验方法, 规范, 规程. The words stand in the tables
`functions` and `title_words`.

A pattern takes many times as long as a look at the end of a text or for a character in it; so where most texts cannot
match, that is looked at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from standard.folding import fold_characters
from standard.publisher import Level
from standard.record import Record
from standard.tables import TableError, rows
from standard.word_classes import WordTable


class Function(StrEnum):
    """What a standard asks for, in the order in which an enterprise needs it."""

    #: what a product must be: requirements, dimensions, grades, interfaces
    PRODUCT = "product"
    #: safety, hygiene, limits for people, environment and energy
    SAFETY = "safety"
    #: tests, sampling, analysis, verification of instruments
    TEST = "test"
    #: labels, packaging, transport, storage
    PACKAGING = "packaging"
    #: production, construction, operation: what to do in which order
    PROCESS = "process"
    #: management, services, evaluation, people
    MANAGEMENT = "management"
    #: terms, symbols, classification, codes, data formats
    TERMS = "terms"


@dataclass(frozen=True)
class Finding:
    """The function of a standard, and what says so."""

    function: Function
    #: `title` (its words), `number` (a kind of document that has one function), `class` (ICS, CCS),
    #: or `object`: no word says it, and a title that only names something is taken for a product
    sign: str
    #: the words or the code: `试验方法`, `JJG`, `ICS 19.100`
    evidence: str = ""


@dataclass(frozen=True)
class _Class:
    """Classes whose standards share a function."""

    pattern: re.Pattern[str]
    function: Function
    #: also for titles that only name something
    always: bool


#: kinds of documents that have one function: instruments are verified and calibrated, tests of substances
_NUMBERS = {"JJG": Function.TEST, "JJF": Function.TEST, "JJD": Function.TEST, "TSG": Function.SAFETY}
_TITLE = WordTable("title_words")
#: what says nothing of the function: amendments, languages, brackets at the end
_TRAILING = _TITLE.rule(r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]|《|》)|<<kind of standard>>|第?\d+号修改单)+$")
_TRAILING_ENDS = (")", "]", "《", "》", "标准", "修改单")
_PART = re.compile(r"第[\d一二三四五六七八九十.-]+部分\s*[::]?")
_SEGMENTS = re.compile(r"(?:[\s::—_]|--+)+")
#: notes at the end of an element: `田间药效试验准则(二)`
_NOTE = re.compile(r"(?:\([^()]*\))+$")
#: a method within an element: `压汞法和气体吸附法测定固体材料孔径分布`
_METHOD = _TITLE.rule(r"测量(?:和|与|、)?评价|法(?:直接)?<<finding out>>|中.+的(?:测定|检测)")
#: `要求和试验方法` is a product standard that says how to test: the tests stand behind what they serve
_SERVING = _TITLE.rule(r"<<after requirement>>(?:[和及与、]|以及|及其)其?<<testing>>的?<<way of testing>>?$")
#: `检测方法与评价` tests
_EVALUATING = _TITLE.rule(r"(?<=方法)[和及与、](?:结果)?<<evaluating>>$")
#: every joining word in `_SERVING` and `_EVALUATING` has one of these characters
_JOINING = re.compile("[和及与、]")
#: what may be left before a word that named the function
_MODIFIER = _TITLE.rule(r"<<modifier>>$")
#: words at the end that leave the function open: what stands before them decides
_OPEN = _TITLE.rule(r"(?:<<modifier>>|<<modifier before open>>)*((?:的(?=确定|规定))?<<open>>)$")
_FOOD = "食品安全国家标准"


def function_of(record: Record) -> Function:
    """The function of a standard."""
    return find_function(record).function


def find_function(record: Record) -> Finding:
    """The function of a standard, with what says so: its kind, its title from the last words on, its classes."""
    prefix = record.number[:3]
    segments = title_segments(record.title)
    if prefix in _NUMBERS and record.level in (Level.REGULATION, Level.UNKNOWN):
        named = _by_title(segments)  # 计量器具命名与分类编码 verifies nothing
        if named is None or named.function is not Function.TERMS:
            return Finding(_NUMBERS[prefix], "number", prefix)
    return _by_title(segments) or _food(segments) or _by_the_rest(record, segments)


def _by_the_rest(record: Record, segments: tuple[str, ...]) -> Finding:
    """The function where the last words of the title leave it open."""
    open_word = _open_word(segments)
    return _by_class(record, open_word) or _by_method(segments) or _by_open_word(open_word)


@lru_cache(maxsize=1024)
def title_segments(title: str) -> tuple[str, ...]:
    """The elements of a title (引导要素、主体要素、补充要素) and of its part, without what names no subject."""
    folded = fold_characters(title).strip()
    if folded.endswith(_TRAILING_ENDS):
        folded = _TRAILING.without(folded)
    if "部分" in folded:
        folded = _PART.sub(" ", folded)
    elements = [_NOTE.sub("", element) if element.endswith(")") else element for element in _SEGMENTS.split(folded)]
    fields = _TITLE.words("committee field")
    return tuple(element for element in elements if element and not element.isdigit() and element not in fields)


def function_word(text: str) -> tuple[Function, str] | None:
    """The function that the last words of a text name, with these words; the longest known words decide."""
    words, lengths = _words()
    for length in lengths.get(text[-2:]) or lengths.get(text[-1:], ()):
        if (function := words.get(text[-length:])) is not None:
            return function, text[-length:]
    return None


def without_function_words(text: str) -> str:
    """What is left of an element when all words at its end that name functions are removed.

    `栽培技术规程` -> nothing, `硫化机技术条件` -> 硫化机, `中铅的测定` -> 中铅.
    """
    left = text
    while left and left[-1] in _last_characters():
        open_word, ending = _open(left), function_word(left)
        modifier = _MODIFIER.search(left) if left.endswith(_TITLE.words("modifier")) else None
        taken = len(ending[1]) if ending else 0
        for match in (open_word, modifier):
            taken = max(taken, len(match[0])) if match else taken
        if not taken:
            break
        left = left[:-taken].removesuffix("及其").rstrip("和及与、的之")
    return left


def _by_title(segments: tuple[str, ...]) -> Finding | None:
    """By the last element that names a function; within it by the last words, passing over those that leave it open."""
    deciding = [segment for segment in segments if segment.endswith(_TITLE.words("deciding"))]
    for segment in (*reversed(deciding), *reversed(segments)):
        for text in _shorten(_main(segment)):
            if (ending := function_word(text)) is not None:
                function, word = ending
                return Finding(function, "title", segment[len(text) - len(word) :])
    return None


def _main(segment: str) -> str:
    """An element without what only serves its main words: the tests of `要求和试验方法`."""
    return _EVALUATING.without(_SERVING.without(segment)) if _JOINING.search(segment) else segment


def _open(text: str) -> re.Match[str] | None:
    """The open words at the end of a text."""
    return _OPEN.search(text) if text.endswith(_TITLE.words("open")) else None


def _shorten(text: str) -> Iterator[str]:
    """A text, and what is left of it as open words are taken from its end."""
    yield text
    while (match := _open(text)) is not None and match.start():
        text = text[: match.start()].rstrip("和及与、的")
        yield text


def _food(segments: tuple[str, ...]) -> Finding | None:
    """A national food safety standard that names only a product limits what may be in it (食品安全法, article 26)."""
    return Finding(Function.SAFETY, "title", _FOOD) if segments[:1] == (_FOOD,) else None


def _by_class(record: Record, open_word: str) -> Finding | None:
    """What its classes are all about, ICS 01.040 vocabularies; some classes only where a word leaves it open."""
    rows = _rows_of(record.ics, record.ccs)
    return next((Finding(row.function, "class", code) for row, code in rows if open_word or row.always), None)


@lru_cache(maxsize=4096)
def _rows_of(ics: tuple[str, ...], ccs: tuple[str, ...]) -> tuple[tuple[_Class, str], ...]:
    """The rows of the table that some of these classes belong to, each with the first that does."""
    codes = [*(f"ICS {code}" for code in ics), *(f"CCS {code}" for code in ccs)]
    matches = ((row, next((code for code in codes if row.pattern.match(code)), None)) for row in _classes())
    return tuple((row, code) for row, code in matches if code is not None)


def _by_method(segments: tuple[str, ...]) -> Finding | None:
    """A method that stands before what it is used on."""
    match = next((match for segment in segments if (match := _METHOD.search(segment))), None)
    return Finding(Function.TEST, "title", match[0]) if match is not None else None


def _open_word(segments: tuple[str, ...]) -> str:
    """The last open word of the title: 规程 of `应用技术规程 第2部分：大蒜`."""
    return next((match[1] for segment in reversed(segments) if (match := _open(_main(segment)))), "")


def _by_open_word(word: str) -> Finding:
    """What an open word leaves: 规程 says how to do a thing, others what it must be; without one it is a product."""
    if not word:
        return Finding(Function.PRODUCT, "object")
    return Finding(Function.PROCESS if word in _TITLE.words("procedural") else Function.PRODUCT, "title", word)


@cache
def _words() -> tuple[dict[str, Function], dict[str, tuple[int, ...]]]:
    """Words with their functions, and last characters, one or two -> lengths of the words with that ending.

    The longest first; those of two characters have the words of one as well. Raises TableError.
    """
    known = {row["word"]: _function(row["function"]) for row in rows("functions") if not row["word"].startswith("^")}
    lengths: dict[str, set[int]] = {}
    for word in known:
        lengths.setdefault(word[-2:], set()).add(len(word))
    for ending in lengths:
        lengths[ending] |= lengths.get(ending[-1:], set())
    return known, {ending: tuple(sorted(found, reverse=True)) for ending, found in lengths.items()}


@cache
def _last_characters() -> frozenset[str]:
    """The last characters of all words that `without_function_words` takes: most texts end otherwise."""
    words = (*_words()[0], *_TITLE.words("open"), *_TITLE.words("modifier"))
    return frozenset(word[-1] for word in words)


@cache
def _classes() -> tuple[_Class, ...]:
    """The rows of the table that name classes: `^ICS 01\\.040`; one with `…` speaks of open words only."""
    named = [(row["word"], _function(row["function"])) for row in rows("functions") if row["word"].startswith("^")]
    return tuple(
        _Class(re.compile(word.removesuffix("…")), function, not word.endswith("…")) for word, function in named
    )


def _function(name: str) -> Function:
    try:
        return Function(name)
    except ValueError:
        raise TableError("table_value", table="functions", error=f"{name!r} is no function") from None
