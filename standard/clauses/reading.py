"""Blocks -> the text of a standard: which layout it has, its headings, its tree, and the facts in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from standard.clauses.articles import articles, chapters_in_numerals, nested
from standard.clauses.blocks import Block
from standard.clauses.content import contents
from standard.clauses.cover import named, without_title
from standard.clauses.foreword import foreword_of
from standard.clauses.headings import FOREWORD, Candidate, candidates
from standard.clauses.lines import Line, lines_of, squeeze
from standard.clauses.numbering import chosen, missing_before, missing_between
from standard.clauses.references import references_of
from standard.clauses.terms import CHAPTER, term_of
from standard.clauses.tree import Section, clauses_of, passages, sections_of
from standard.clauses.values import Clause, ClauseKind, StandardText, Term, TextProblem, problem
from standard.number import StandardNumber
from standard.place import Place

_EXPLANATION = re.compile(
    r"(?:附[：:]?|:caption:)?(?:[\u4e00-\u9fff]{0,20}(?:规范|标准|规程|导则))?条文说明|(?:附[：:]?)?制[定修]订?说明"
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,3})+)\s+[\u3400-\u9fff]")
#: what is told of numbers that are left out
_LEFT_OUT = frozenset({"clauses_begin_missing", "clauses_number_missing"})
#: headings in front of an explanation that is one
_FEWEST_BEFORE = 4
_RESTART = re.compile(r"1\s*(?:范围|总则|主题内容与适用范围|引言)")
_SECOND = re.compile(r"2\s*(?:规范性引用文件|引用标准|引用文件|术语|术语和定义|基本规定|名词、?术语)")
_FOREWORD_SENTENCE = re.compile(
    r"本(?:文件|标准|部分|规范|规程|导则|指南)(?:按照|依据|代替|由|非?等[同效]采用|是|主要|的某些|起草|首次)"
)
#: lines of sentences, as no cover has them
_PROSE = re.compile(r"[，。；]|^[—–-]|^.{24}")
#: lines of a cover
_COVER = 60
#: weight from which on a number that does not fit is told
_LIKELY = 2.0


@dataclass
class _Read:
    """A text while it is read."""

    sections: list[Section] = field(default_factory=list)
    front: list[Line] = field(default_factory=list)
    problems: list[TextProblem] = field(default_factory=list)


def read_clauses(blocks: Iterable[Block]) -> StandardText:
    """The text of a standard in the blocks of a document.

    Never raises for what the blocks hold: what could not be read is among the problems. Of two editions in one
    document the first is read.
    """
    prepared = lines_of(blocks)
    lines, problems = list(prepared.lines), list(prepared.problems)
    edition, second = _first_edition(lines)
    if second:
        problems.append(problem("clauses_second_edition", lines[edition].place))
        lines = lines[:edition]
    body, explanation = _parted(lines)
    read = _read(body, prepared.contents)
    if explanation:
        explained = _read(explanation, ())
        read.sections += [_explaining(explanation[0].place), *map(_of_explanation, explained.sections)]
        # only what needs it is explained: numbers left out there are none missing
        read.problems += [one for one in explained.problems if one.kind not in _LEFT_OUT]
    numbers, title = named(read.front)
    if not read.sections:
        problems.append(problem("clauses_none", read.front[0].place if read.front else Place()))
    return text_of(read.sections, numbers, title, [*problems, *read.problems], _cover(read.front))


def text_of(
    sections: Sequence[Section],
    numbers: tuple[StandardNumber, ...],
    title: str,
    problems: Iterable[TextProblem] = (),
    cover: Sequence[str] = (),
) -> StandardText:
    """The text that sections make; for formats that mark sections themselves.

    `cover`: lines that may say what the standard replaces and adopts, beside the foreword.
    """
    clauses = clauses_of(sections)
    told = list(problems)
    references, unread = references_of(clauses, numbers)
    told += unread
    terms = _terms(clauses, told)
    kinds = (ClauseKind.FOREWORD, ClauseKind.ADDITIONAL)
    said = [passage for one in clauses if one.kind in kinds for passage in passages(one.content)]
    return StandardText(numbers, title, clauses, terms, references, foreword_of(said, cover), tuple(told))


def _cover(front: Sequence[Line]) -> list[str]:
    """The lines of a cover, as the facts of the foreword are read from them."""
    return [squeeze(line.text) if "代" in line.text else line.text for line in front[:_COVER] if line.table is None]


def _first_edition(lines: Sequence[Line]) -> tuple[int, bool]:
    """Where a second edition begins, if there is one: its first chapter, and the cover before it."""
    starts = [at for at, line in enumerate(lines) if _RESTART.fullmatch(line.squeezed)]
    seconds = [at for at, line in enumerate(lines) if _SECOND.fullmatch(line.squeezed)]
    real = [at for at in starts if any(at < other <= at + 400 for other in seconds)]
    explained = next((at for at, line in enumerate(lines) if _EXPLANATION.fullmatch(line.squeezed)), len(lines))
    real = [at for at in real if at < explained]
    if len(real) < 2 or not any(real[0] < other < real[1] for other in seconds):
        return len(lines), False
    begin = real[1]
    for at in range(real[1] - 1, max(real[1] - 80, real[0]), -1):
        if lines[at].squeezed.startswith(("ICS", "UDC", "中华人民共和国")) or lines[at].squeezed == "前言":
            begin = at
    return begin, True


def _parted(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The text, and the explanation of its clauses behind it (条文说明)."""
    numbers = [(at, match[1]) for at, line in enumerate(lines) if (match := _NUMBERED.match(line.text))]
    for at, line in enumerate(lines):
        if line.table is None and _EXPLANATION.fullmatch(line.squeezed):
            before = [_key(number) for place, number in numbers if place < at]
            behind = next((_key(number) for place, number in numbers if place > at), None)
            # a page's link to the explanation is no explanation: the numbers go on behind it
            if len(before) >= _FEWEST_BEFORE and behind is not None and behind < max(before):
                return lines[:at], lines[at:]
    return lines, []


def _key(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))


def _read(lines: list[Line], entries: Sequence[Line]) -> _Read:
    found = list(candidates(lines, entries))
    heads = chosen(found)
    read = _Read()
    if by_article := articles(lines):
        heads = nested(by_article)
    elif (in_numerals := chapters_in_numerals(lines)) and len(in_numerals) > len(heads):
        heads = in_numerals
    else:
        read.problems += _doubts(lines, found, heads)
    first = heads[0].at if heads else len(lines)
    read.front = lines[:first]
    _, title = named(read.front)
    lines = _without_titles(lines, heads, title)
    heads = _renumbered(lines, heads)
    sections, problems = sections_of([line for line in lines if line is not _GONE], heads)
    read.sections, read.problems = sections, read.problems + problems
    if not any(one.kind is ClauseKind.FOREWORD for one in sections) and (front := _unnamed_foreword(read.front, title)):
        made = contents(front)
        read.sections.insert(0, Section("", "", ClauseKind.FOREWORD, (FOREWORD,), front[0].place, made.content))
        read.problems.append(problem("clauses_foreword_unmarked", front[0].place))
    return read


#: stands for a line that is left out, so that the places of the others stay
_GONE = Line("", Place())


def _without_titles(lines: list[Line], heads: Sequence[Candidate], title: str) -> list[Line]:
    """Lines without the title of the standard where it is repeated before the first chapter."""
    body = next((head.at for head in heads if head.key[0] > 0), None)
    if body is None or not title:
        return lines
    kept = without_title(lines[:body], title)
    front = next((head.at for head in heads), body)
    if len(kept) <= front:
        return lines
    return [*kept, *[_GONE] * (body - len(kept)), *lines[body:]]


def _renumbered(lines: list[Line], heads: Sequence[Candidate]) -> list[Candidate]:
    """The headings with their places among the lines that are left."""
    shift, shifts = 0, []
    for line in lines:
        shifts.append(shift)
        shift += line is _GONE
    return [replace(head, at=head.at - shifts[head.at]) for head in heads]


def _doubts(lines: Sequence[Line], found: Sequence[Candidate], heads: Sequence[Candidate]) -> list[TextProblem]:
    """Numbers that are missing, damaged, or do not rise."""
    problems: list[TextProblem] = []
    first = next((head for head in heads if head.number), None)
    if first is not None and missing_before(first.key):
        problems.append(problem("clauses_begin_missing", lines[first.at].place, read=first.number))
    for before, after in pairwise(heads):
        if before.key[0] > 0 and missing_between(before.key, after.key):
            place = lines[after.at].place
            problems.append(problem("clauses_number_missing", place, before=before.number, after=after.number))
    for head in heads:
        if head.damaged is not None:
            kind = "clauses_number_damaged" if head.damaged else "clauses_number_lost"
            problems.append(problem(kind, lines[head.at].place, given=head.damaged, read=head.number))
    taken = {head.at for head in heads}
    last: Candidate | None = None
    waiting = iter(heads)
    upcoming = next(waiting, None)
    for one in found:
        while upcoming is not None and upcoming.at <= one.at:
            last, upcoming = upcoming, next(waiting, None)
        risen = last is None or one.key > last.key
        if last is not None and not risen and one.at not in taken and one.number and one.rest and one.weight >= _LIKELY:
            place = lines[one.at].place
            problems.append(problem("clauses_number_backwards", place, given=one.number, after=last.number))
    return problems


def _unnamed_foreword(front: Sequence[Line], title: str) -> list[Line]:
    """The lines of a foreword whose heading could not be read: from the first sentences before one that is its."""
    start = next((at for at, line in enumerate(front) if _FOREWORD_SENTENCE.search(line.squeezed)), None)
    if start is None:
        return []
    while start and front[start - 1].table is None and _PROSE.search(front[start - 1].text):
        start -= 1
    return without_title(front[start:], title)


def _explaining(place: Place) -> Section:
    return Section("", "条文说明", ClauseKind.EXPLANATION, (0,), place)


def _of_explanation(section: Section) -> Section:
    return Section(
        section.number, section.title, ClauseKind.EXPLANATION, (0, *section.key), section.place, section.content
    )


def _terms(clauses: Sequence[Clause], problems: list[TextProblem]) -> tuple[Term, ...]:
    found: list[Term] = []
    for chapter in clauses:
        if chapter.kind is not ClauseKind.CLAUSE or not CHAPTER.search(chapter.title):
            continue
        for clause in chapter.walk():
            if clause is chapter or clause.children:
                continue
            term = term_of(clause)
            if term is not None:
                found.append(term)
            else:
                problems.append(problem("clauses_term_unread", clause.place, number=clause.number))
    return tuple(found)
