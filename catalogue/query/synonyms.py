"""Everyday words and English -> the words of Chinese titles, for queries only; documents stay as they are.

`tables/synonyms.tsv` has words that mean the same: all `words` of a line stand for one another, and whoever says one of
`asked` also means `words`, but not the other way round. `tables/other_names.tsv` has pairs that a tool made of titles
and a tree of goods. `tables/english.tsv` has English terms.

A known word counts only where it begins and ends at a border (`indexer.analysis.word_cutting.borders`): no word of the
dictionary may reach across its ends, so 内存 is not found in 国内存储, nor 红豆 in 红豆杉, which is a word by itself.
Longer known words win over shorter ones, left over right. What was put in is never looked up again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, islice, zip_longest
from typing import Literal

from indexer.analysis import HAN, borders, fold

Kind = Literal["synonym", "english"]

#: most alternatives of one piece
MAX_ALTERNATIVES = 6
#: fewest letters of an English term by which it is known from its beginning
SHORTEST_BEGUN = 4
#: longest English term, in words
MAX_WORDS = 4
#: English words that say nothing about a subject: a query may leave them out
_FILLERS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "under", "with"]
)
_LATIN_WORD = re.compile(f"[^\\W_{HAN}]+")
#: what may stand between the words of one English term
_BETWEEN = re.compile(r"[ \-‐‑–/]")
#: British -> American, on both sides of the comparison, so that it does no harm where it makes a word that is none
_AMERICAN = (
    (re.compile(r"(?<=..)our(?=s?$|ed|ing|ant|less|ful|imetr)"), "or"),
    (re.compile(r"(?<=..)is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=..)ys(?=(?:e|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|er|ers|ing)$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"c(?=es?$)"), "s"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"aluminium"), "aluminum"),
    (re.compile(r"^tyre"), "tire"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"(?<=m)ould"), "old"),
    (re.compile(r"plough"), "plow"),
    (re.compile(r"jewellery"), "jewelry"),
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A piece of a query said in another way: one word of it replaced."""

    #: the word as it was typed, at `span` of the piece
    typed: str
    replacement: str
    #: the whole piece with the replacement
    text: str
    kind: Kind
    span: tuple[int, int]


def alternatives(text: str) -> tuple[Alternative, ...]:
    """Other ways to say one piece of free text, the likeliest first, at most MAX_ALTERNATIVES.

    Each replaces one word. With several known words in the piece they take turns, so that none is left out. English
    terms of several words are known with blanks or hyphens between them; `phrases` tells which pieces to join for that.
    """
    places = [[new for word in words for new in _at(text, word)] for words in _known_words(fold(text))]
    turns = chain.from_iterable(zip_longest(*places))
    return tuple(islice((alternative for alternative in turns if alternative is not None), MAX_ALTERNATIVES))


def phrases(pieces: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Which neighbouring pieces make one English term: `pieces[first:end]` for each, two pieces or more.

    From left to right, the longest first; they never overlap. `alternatives` knows `" ".join(pieces[first:end])`.
    """
    words = [_english_words(piece) for piece in pieces]
    terms: list[tuple[int, int]] = []
    first = 0
    while first < len(words):
        end = next((end for end in _ends(words, first) if _english(tuple(chain(*words[first:end])))), first + 1)
        if end > first + 1:
            terms.append((first, end))
        first = end
    return tuple(terms)


def is_filler(piece: str) -> bool:
    """Whether a piece is an English word like `of` or `for`, which no Chinese title has in its place."""
    return fold(piece) in _FILLERS


def begun(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Known terms that a text is or that it begins, with the words of the titles for each; the text itself first.

    Of what it only begins: English terms, in the order of the table's spellings, from SHORTEST_BEGUN letters on.
    """
    typed = " ".join(_BETWEEN.split(fold(text).strip()))
    exact = dict.fromkeys(
        known.replacement for known in alternatives(typed) if known.typed == typed and _is_han(known.replacement)
    )
    if exact:
        yield typed, tuple(exact)
    if len(typed) >= SHORTEST_BEGUN:
        terms = _spelled_terms()
        for term, chinese in islice(terms, bisect_left(terms, (typed,)), None):
            if not term.startswith(typed):
                break
            if term != typed:
                yield term, chinese


def english_words() -> frozenset[str]:
    """The English terms of one word that have Chinese ones, in the spellings of the table."""
    terms = (fold(term) for names, _ in rows("english.tsv") for term in names.split("|"))
    return frozenset(term for term in terms if _LATIN_WORD.fullmatch(term))


@dataclass(frozen=True, slots=True)
class _KnownWord:
    start: int
    end: int
    replacements: tuple[str, ...]
    kind: Kind


def _at(text: str, word: _KnownWord) -> list[Alternative]:
    """The alternatives for one place of a piece."""
    span = (word.start, word.end)
    before, typed, after = text[: word.start], text[slice(*span)], text[word.end :]
    return [Alternative(typed, new, before + new + after, word.kind, span) for new in word.replacements]


def _known_words(folded: str) -> Iterator[list[_KnownWord]]:
    """Known words of a folded text, longest first from the left, without overlap; one may be both kinds (PET, pet)."""
    places = sorted(borders(folded))
    reached = 0
    for index, start in enumerate(places):
        if start >= reached:
            both = (_synonym_at(folded, places, index), _english_at(folded, start))
            known = [word for word in both if word is not None]
            if known:
                reached = max(word.end for word in known)
                yield [word for word in known if word.end == reached]


def _synonym_at(folded: str, places: Sequence[int], index: int) -> _KnownWord | None:
    start = places[index]
    table = _synonyms()
    for end in reversed(places[index + 1 : index + 1 + table.longest]):
        replacements = table.words.get(folded[start:end])
        if replacements is not None:
            return _KnownWord(start, end, replacements, "synonym")
    return None


def _english_at(folded: str, start: int) -> _KnownWord | None:
    """The English term that begins here, of up to MAX_WORDS words."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < MAX_WORDS and (word := _LATIN_WORD.match(folded, at)) is not None:
        words.append(word)
        at = word.end() + 1
        if not _BETWEEN.match(folded, word.end()):
            break
    for count in range(len(words), 0, -1):
        replacements = _english(tuple(word.group() for word in words[:count]))
        if replacements is not None:
            return _KnownWord(start, words[count - 1].end(), replacements, "english")
    return None


def _ends(words: Sequence[Sequence[str]], first: int) -> Iterator[int]:
    """Where a run of pieces that are English words may end, farthest first."""
    end, count = first, 0
    while end < len(words) and words[end] and count + len(words[end]) <= MAX_WORDS:
        count += len(words[end])
        end += 1
    yield from range(end, first + 1, -1)


def _english_words(piece: str) -> tuple[str, ...]:
    """The words of a Latin piece; none where it has anything else in it."""
    words = _BETWEEN.split(fold(piece))
    return tuple(words) if all(map(_LATIN_WORD.fullmatch, words)) else ()


def _english(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The Chinese words of an English term."""
    table = _english_terms()
    return next((table[key] for key in _keys(words) if key in table), None)


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    """The ways in which a term may stand in the table: as it is, and with its last word in the singular."""
    *before, last = map(_american, words)
    for form in _singulars(last):
        yield " ".join((*before, form))


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]


def _american(word: str) -> str:
    """One spelling for British and American words."""
    for pattern, american in _AMERICAN:
        word = pattern.sub(american, word)
    return word


@dataclass(frozen=True, slots=True)
class _Synonyms:
    #: folded word -> what else to look for
    words: Mapping[str, tuple[str, ...]]
    #: length of the longest word
    longest: int


@cache
def _synonyms() -> _Synonyms:
    """The table of synonyms by given word: first the words it stands for both ways, then those it asks for."""
    both: dict[str, list[str]] = {}
    one_way: dict[str, list[str]] = {}
    for _field, words, more in rows("synonyms.tsv"):
        group = words.split()
        for word in group if len(group) > 1 else ():
            both.setdefault(fold(word), []).extend(other for other in group if other != word)
        for word in more.split():
            one_way.setdefault(fold(word), []).extend(group)
    for name, other, way, *_ in rows("other_names.tsv"):
        if way != "no":
            both.setdefault(fold(other), []).append(name)
        if way == "both":
            both.setdefault(fold(name), []).append(other)
    merged = {word: tuple(dict.fromkeys(both.get(word, []) + one_way.get(word, []))) for word in {*both, *one_way}}
    return _Synonyms(merged, max(map(len, merged)))


@cache
def _english_terms() -> Mapping[str, tuple[str, ...]]:
    """The table of English terms by every spelling under which one is looked up."""
    table: dict[str, tuple[str, ...]] = {}
    singulars: dict[str, tuple[str, ...]] = {}
    for terms, words in rows("english.tsv"):
        chinese = tuple(words.split())
        for term in terms.split("|"):
            first, *others = _keys(tuple(_BETWEEN.split(fold(term))))
            table[first] = chinese
            singulars.update((key, chinese) for key in others)
    return singulars | table


def _is_han(word: str) -> bool:
    """Whether a word is one of Chinese titles, not AI for 人工智能."""
    return _LATIN_WORD.fullmatch(word) is None


@cache
def _spelled_terms() -> list[tuple[str, tuple[str, ...]]]:
    """English terms in the spellings of the table, folded and sorted, with their Chinese words."""
    lines = ((terms, tuple(words.split())) for terms, words in rows("english.tsv"))
    return sorted((" ".join(_BETWEEN.split(fold(term))), words) for terms, words in lines for term in terms.split("|"))


def rows(table: str) -> list[list[str]]:
    """The rows of a table of this package, without its comments and its heading."""
    text = files("catalogue.query").joinpath("tables", table).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]
