"""A search that found nothing is read once more: without what no standard has, and what is no subject.

What is dropped is always said, and one tap asks for it all the same (in quotes, which are never dropped). What is left
must be a subject: the last word, which says what a thing is, stays, or nothing is dropped at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from catalogue.lookup import find_near
from catalogue.query import Reading, in_other_words, read_query, says_nothing, with_home
from catalogue.search.answer import Hint
from catalogue.search.goods_search import find_goods, hold
from catalogue.search.request import Search
from catalogue.wording import say
from indexer.analysis import HAN, compact, fold, is_han, parse, words_apart
from indexer.engines import Engine, Hit, Request, Results
from indexer.query import And, Node, PartialNumber, Phrase, Text
from standard.number import StandardNumber
from standard.publisher import region_code
from standard.word_classes import WordTable

#: kinds of tokens of a query that is nothing but words; who writes operators, quotes and numbers means what they say
_PLAIN = frozenset(["piece", "filler", "weak", "said"])
#: words of a query that are counted; who types many more does not look for a thing by its name
_COUNTED, _MOST_WORDS = 12, 18
#: a grade, size or model: 304, M12, 45号, 1.5级, PPR
_GRADE = re.compile(f"[^\\W_{HAN}]+(?:[.\\-/×·][^\\W_{HAN}]+)*(?:(?<=[0-9])[号级型寸吨克斤码])?")
#: the end of a query that wishes for the text, which the catalogue does not have
_COPY = WordTable("question_words", package="catalogue.query").rule(r"[\s的,，]*(?i:<<copy>>)+\s*$")
#: share of what was typed that the titles of a page of parts must have
_COVERED = 0.6
#: ISO's standards on management systems, which people know by these serials, and what national standards add to them
_OF_SYSTEMS, _ADOPTED = re.compile(r"900\d|140\d\d"), 10_000
#: years are days of issue (hints)
_YEAR = re.compile(r"(?<![0-9A-Za-z.-])(?:19|20)[0-9]{2}(?![0-9])")
#: first titles of a word that are read for one that ends in it
_TITLES_READ = 30
#: most words, most letters of a word, that are tried as the head of a run
_HEAD_WORDS, _HEAD_LETTERS = 3, 4
#: characters side by side that are no accident: 透明质酸钠
_LONG = 6
#: characters of a place and of a subject behind it
_PLACES = range(2, 9)


@dataclass(frozen=True)
class SecondReading:
    """How a search was read again, and what is said of it."""

    search: Search
    reading: Reading
    #: what is said beside the hints on the first reading
    told: tuple[Hint, ...] = ()
    #: whether what it finds holds a part only of what was typed
    partly: bool = False


def second_reading(
    engine: Engine, search: Search, reading: Reading, results: Results, day: date, home: str
) -> SecondReading | None:
    """A search that found nothing, or what holds a part only, read for its subject; None where it stays as it is.

    Not where filters may have been the reason.
    """
    if search.filters:
        return None
    if not reading.words and len(reading.numbers) == 1 and not results.total:
        return _of_other_nature(engine, search, reading, day, home)
    texts = [part.text for part in reading.words]
    if not texts or any(token.kind not in (*_PLAIN, "number") for token in reading.tokens):
        return None
    if reading.numbers:
        way = None if results.total else _without_sizes(reading, texts)
        return _read_so(engine, search, way, day, home, things=True) if way else None
    for again in (*_said_around(reading), *(() if results.total else _ways(engine, reading))):
        if second := _read_so(engine, search, again, day, home):
            return second
    said = any(token.kind == "said" for token in reading.tokens)  # a status or level that is asked for is no word
    if said or _is_long(texts) or any(_YEAR.search(text) for text in texts):
        return None
    return _of_goods(engine, search, reading, results, day, home)


def _read_so(
    engine: Engine, search: Search, again: _Way, day: date, home: str, *, things: bool = False
) -> SecondReading | None:
    """A search read as another text; None where nothing holds it, or, for `things`, the last word of it."""
    meant = search.at(text=again.text, offset=search.offset)
    read = with_home(read_query(again.text), home)
    subject = again.text.split()[-1] if things or not again.dropped else ""
    if not _holds(engine, read.tree, meant, day, subject):
        return None
    return SecondReading(meant, read, (_left_out(engine, search, again, day),), partly=bool(again.dropped))


def _without_sizes(reading: Reading, texts: Sequence[str]) -> _Way | None:
    """A number and things without their sizes, gb70 螺栓 for gb70 3x8螺栓; None where no thing or no size is there."""
    left, dropped = reading.text, list[str]()
    for text in texts:
        size = _GRADE.match(fold(text))
        if size and any(map(str.isdigit, size[0])):
            dropped.append(text[: size.end()])
            left = left.replace(text, text[size.end() :], 1)
    again = " ".join(left.split())
    things = [text for text in texts if not _is_grade(text)]
    quoted = " ".join(f'"{size}"' for size in dropped)
    return _Way(again, f"{again} {quoted}", tuple(dropped)) if dropped and things else None


def _left_out(engine: Engine, search: Search, again: _Way, day: date) -> Hint:
    """What was left out or read otherwise, with the query that insists on it."""
    insist = search.at(text=again.insisted, offset=0)
    total = engine.search(Request(read_query(again.insisted).tree, day, search.filters, limit=0)).total
    words = say(again.sentence, dropped=again.dropped, text=again.text, kinds=again.kinds)
    return Hint("left_out", words, query=again.insisted, search=insist, total=total)


def _of_goods(
    engine: Engine, search: Search, reading: Reading, results: Results, day: date, home: str
) -> SecondReading | None:
    """The goods that a query names, or their kind; nothing in place of parts that hold little of it."""
    texts = [part.text for part in reading.words]
    if results.total and _cover(results.hits, texts):
        return None
    if len(texts) > 1 and all(_is_known(engine, text) for text in texts[:_COUNTED]):
        return None
    goods = find_goods(engine, texts, day)
    if goods is None:
        return SecondReading(search, _literally(reading, texts)) if results.total else None
    insisted = " ".join(f'"{text}"' for text in texts)
    dropped = tuple(filter(None, " ".join(texts).replace(goods.name, " ").split()))
    sentence = "kind_shown" if goods.kinds else "words_left_out"
    way = _Way(goods.name, insisted, dropped or (goods.name,), sentence, goods.kinds)
    meant = search.at(text=goods.query, offset=search.offset)
    read = with_home(read_query(goods.query), home)
    return SecondReading(meant, read, (_left_out(engine, search, way, day),), partly=True)


def _literally(reading: Reading, texts: Sequence[str]) -> Reading:
    """A reading that finds what holds all that was typed as it stands, so nothing where only parts were found."""
    return replace(reading, tree=And(tuple(map(Phrase, texts))))


def _cover(hits: Sequence[Hit], texts: Sequence[str]) -> bool:
    """Whether the titles of most hits have more than half of what was typed, by pairs of characters and by words."""
    wanted = {pair for text in texts for pair in _pairs(text)}
    held = (len(wanted & set(_pairs(hit.record.title))) for hit in hits)
    if 2 * sum(_COVERED * len(wanted) <= count for count in held) > len(hits):
        return True
    runs = {compact(text)[at : at + _LONG] for text in texts for at in range(len(compact(text)) - _LONG + 1)}
    return any(run in compact(hit.record.title) for run in runs if all(map(is_han, run)) for hit in hits)


def _pairs(text: str) -> list[str]:
    line = compact(text)
    return ["".join(pair) for pair in pairwise(line)] or [line]


def _of_other_nature(engine: Engine, search: Search, reading: Reading, day: date, home: str) -> SecondReading | None:
    """For a number that is not there and that nothing mentions the same of another nature: GB/T 19001 for GB19001.

    It does not answer for the number itself: it is asked for by a condition, and comes among what is related.
    """
    (named,) = reading.numbers
    number = named.number
    if any(token.kind not in ("number", "piece") for token in reading.tokens) or isinstance(number, PartialNumber):
        return None
    near = find_near(engine, str(number), day)
    if number.prefix == "ISO" and _OF_SYSTEMS.fullmatch(number.serial):  # what adopts it bears its serial
        adopted = str(int(number.serial) + _ADOPTED)
        found = engine.search(Request(PartialNumber(adopted, stem="GB"), day, limit=1)).hits
        return _of_number(parse(found[0].record.number) if found else None, search, home)
    other = parse(near[0].number) if near else None
    return _of_number(other if other is not None and other.serial == number.serial else None, search, home)


def _of_number(other: StandardNumber | None, search: Search, home: str) -> SecondReading | None:
    """All editions of a number, by a condition."""
    if other is None:
        return None
    meant = search.at(text=f"标准号:{other.series}-*")
    return SecondReading(meant, with_home(read_query(meant.text), home))


@dataclass(frozen=True)
class _Way:
    """Another text for the query, and how the first one is insisted on."""

    text: str
    insisted: str
    dropped: tuple[str, ...]
    sentence: str = "words_left_out"
    #: what is shown instead, where that is a kind of what was asked for
    kinds: tuple[str, ...] = ()


def _said_around(reading: Reading) -> Iterator[_Way]:
    """The query without a wish for the text, 全文下载, and with the place before a subject apart from it."""
    texts = [part.text for part in reading.words]
    subject = _COPY.without(reading.text)
    if subject.strip() and subject != reading.text:
        dropped = reading.text[len(subject) :].strip()
        yield _Way(subject, f'{subject} "{dropped}"', (dropped,))
    elif len(texts) == 1:
        yield from _apart(texts[0])


def _ways(engine: Engine, reading: Reading) -> Iterator[_Way]:
    """The query with what nothing has left out."""
    texts = [part.text for part in reading.words]
    if len(texts) == 1 or _is_long(texts) or any(_YEAR.search(text) for text in texts):
        return
    units = [unit for text in texts for unit in _units(engine, text)][:_COUNTED]
    held = {unit: _is_known(engine, unit) for unit in units}
    subjects = [unit for unit in held if not _is_grade(unit)]
    apart = [unit for unit in subjects if held[unit]] if len(texts) > 1 else subjects
    head = apart[-1] if apart else ""
    if not head or not held[head] or len(subjects) == len(held) == sum(held.values()):
        return
    if not _is_subject(engine, head, beside_grade=len(held) == 2 and any(map(_has_digit, held))):
        return
    kept = [unit for unit in subjects if unit == head or (held[unit] and len(unit) > 1)]
    dropped = tuple(unit for unit in held if unit not in kept)
    quoted = " ".join(f'"{text}"' for text in dropped)
    yield _Way(" ".join(kept), f"{quoted} {' '.join(kept)}", dropped)


def _is_long(texts: Sequence[str]) -> bool:
    return sum(len(words_apart(fold(text))) for text in texts) > _MOST_WORDS


def _apart(text: str) -> Iterator[_Way]:
    """山东 大蒜 for 山东大蒜, 湖南省 桥梁加固 for 湖南省桥梁加固."""
    for end in reversed(_PLACES):
        place, subject = text[:end], text[end:]
        if len(subject) > 1 and all(map(is_han, place)) and region_code(place) is not None:
            yield _Way(f"{place} {subject}", f'"{text}"', (), "read_apart")
            return


def _has_digit(unit: str) -> bool:
    return any(map(str.isdigit, unit))


def _is_grade(unit: str) -> bool:
    return _GRADE.fullmatch(fold(unit)) is not None or not any(map(is_han, unit))


def _units(engine: Engine, text: str) -> Iterator[str]:
    """A word of the query as it is held, else its words end to end, grades with their measure: 45号, 钢."""
    grade = _GRADE.match(fold(text))
    start = grade.end() if grade and grade.end() < len(text) else 0
    if start:
        yield text[:start]
    rest = text[start:]
    if not any(map(is_han, rest)) or _is_known(engine, rest):
        yield rest
        return
    head = _head(engine, rest)
    before = words_apart(fold(rest[: len(rest) - len(head)]))
    if head or any(len(word) > 1 and _is_known(engine, word) for word in before):
        yield from (*before, *((head,) if head else ()))
    else:
        yield rest


def _head(engine: Engine, text: str) -> str:
    """The longest end of a run of words that titles have: 辣椒 of 满口香辣椒; empty where there is none."""
    words = words_apart(fold(text))
    ends = ["".join(words[-count:]) for count in range(min(len(words) - 1, _HEAD_WORDS), 0, -1)]
    shorter = [text[-length:] for length in range(_HEAD_LETTERS, 1, -1)]
    shorter = [end for end in shorter if len(end) < len(text) and len(words_apart(fold(end))) == 1]
    longest = sorted({end for end in (*ends, *shorter) if len(end) > 1 and text.endswith(end)}, key=len, reverse=True)
    return next((end for end in longest if _count(engine, Phrase(end, "title"))), "")


def _is_known(engine: Engine, text: str) -> bool:
    return _count(engine, in_other_words(Text(text))) > 0


def _is_subject(engine: Engine, word: str, *, beside_grade: bool) -> bool:
    """Whether some title is nothing but a thing of this name, so ends in it: 辣椒, 轮胎; 新鲜 and 附加 are attributes.

    What stands beside nothing but a grade is one; a single character only there: 45号钢.
    """
    if says_nothing(word) or len(word) < 2 or beside_grade:
        return beside_grade and not says_nothing(word)
    hits = engine.search(Request(Phrase(word, "title"), date.min, limit=_TITLES_READ)).hits
    return any(fold(hit.record.title).endswith(fold(word)) for hit in hits)


def _count(engine: Engine, tree: Node) -> int:
    return engine.search(Request(tree, date.min, limit=0)).total


def _holds(engine: Engine, tree: Node, search: Search, day: date, subject: str) -> bool:
    """Whether some standard holds all of a tree, or, where a `subject` is given, those found first hold that."""
    hits = engine.search(Request(tree, day, search.filters, limit=1)).hits
    return bool(hits) and (hits[0].group != "partial" or (bool(subject) and hold(hits, (subject,))))
