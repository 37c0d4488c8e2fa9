"""Relations between standards, read from sentences and from the cells of catalogues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from standard.folding import fold_characters
from standard.number import StandardNumber, find_numbers
from standard.publisher import Level
from standard.relation_phrases import DEGREES, IN_PART, LINK, MARK, PARTING, PHRASES, UNRELATED, Phrase, RelationKind
from standard.wording import say

__all__ = ["Reading", "Relation", "RelationKind", "degree_of_word", "read_adopts", "read_replaces", "relations"]

_TAGS = re.compile(r"&lt;.*?&gt;|<[^<>]*>|&\w+;")
#: a line break within a number or between two Chinese characters, of which text taken out of pages and PDFs is full
_BREAK = re.compile(r"(?<=[/.—–-])\s*\n\s*|\s*\n\s*(?=[/.])|(?<=[\u4e00-\u9fff])[ \t]*\n[ \t]*(?=[\u4e00-\u9fff])")
#: where a number runs into the next one, in cells that lost their separator: `JJG146-2003JJF1001-1998`
_GLUE = re.compile(r"(?:(?<=[-—–:]\d{4})|(?<=[-—–]\d\d))(?=[A-Z]{2})")
#: something like a number, for notes
_LIKE_NUMBER = re.compile(rf"(?<![A-Za-z/])[A-Za-z][A-Za-z/]* ?\d[^\u4e00-\u9fff,;、{MARK}\s]*")
#: followed by a title without 《》
_TITLED = re.compile(r"\s*(?:\([^()]*\))?\s*(?!废止|作废)[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Relation:
    """One statement: the standard whose text was read stands in `kind` to `targets`."""

    kind: RelationKind
    #: canonical numbers
    targets: tuple[str, ...]
    #: `IDT`, `MOD`, `NEQ`, the old `EQV`, or empty
    degree: str = ""
    #: whether every target names its edition: a dated reference means only that edition
    dated: bool = False


#: relations, and notes (Chinese, they are shown) on what was not read
Reading = tuple[tuple[Relation, ...], tuple[str, ...]]


def relations(text: str) -> list[Relation]:
    """The relations that a sentence or a platform's cell states, in the order of the text, references last.

    A number that no phrase speaks of is a reference; the edition a foreword compares with, the rules a text was
    drafted by and its earlier editions are none. 等同, 修改 and 等效 adopt; 非等效 and 参照 only correspond (GB/T
    1.2-2020, 4.1). Nothing found: an empty list.
    """
    read = _Text.of(text)
    claims, left = _phrased(read)
    return _told(read, claims + [_Claim(RelationKind.REFERENCES, "", (number,)) for number in read.marks(left)])


def read_replaces(text: str) -> Reading:
    """The relations in a cell of a column 代替标准, and notes on what looks like a number and was not read.

    A cell may say 被…代替 and more; a number without a word is replaced, if it is dated and Chinese. Cells of
    metrology regulations go on with the normative references, without a separator or as the whole list: these are
    references, not replaced. To call a standard replaced that is not would be the greater harm, so what is unclear is
    a reference.
    """
    read = _Text.of(_GLUE.sub("|", text))
    claims, left = _phrased(read)
    told = {str(read.numbers[number]) for claim in claims for number in claim.numbers}
    rest = tuple(number for number in read.marks(left) if str(read.numbers[number]) not in told)
    replaced = _replaced(read, rest)
    claims += _in_parts(read, replaced)
    claims += [_Claim(RelationKind.REFERENCES, "", (number,)) for number in rest if number not in replaced]
    return tuple(_told(read, claims)), _unread(left, "代替")


def read_adopts(text: str, degree: str = "") -> Reading:
    """The relations in a cell of a column 采标 (采用国际标准), and notes on what was not read.

    A number without a word is adopted in the degree that a column beside it gives (`IDT` or 等同), if any.
    """
    read = _Text.of(text)
    claims, left = _phrased(read)
    claims += [_adoption(degree_of_word(degree), "", (number,)) for number in read.marks(left)]
    return tuple(_told(read, claims)), _unread(left, "采标")


def degree_of_word(word: str) -> str:
    """The degree of conformity that a word or sign means (等同, `idt`, `≡` -> `IDT`); empty where it means none."""
    return DEGREES.get(fold_characters(word).strip(" ()").removesuffix("采用").lower(), "")


class _Claim(NamedTuple):
    """Numbers, by their place among those of the text, that stand in one relation."""

    kind: RelationKind
    degree: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class _Text:
    """A text on one line in ASCII forms, with a `MARK` in place of each of its numbers."""

    masked: str
    numbers: tuple[StandardNumber, ...]

    @classmethod
    def of(cls, text: str) -> _Text:
        """The text as the phrases want it; values that tell of no relation are cut out."""
        joined = _BREAK.sub("", _TAGS.sub(" ", text.replace(MARK, " ")))
        line = UNRELATED.sub(" ", fold_characters(joined))
        found = find_numbers(line)
        masked, at = "", 0
        for match in found:
            masked += line[at : match.span[0]] + MARK
            at = match.span[1]
        return cls(masked + line[at:], tuple(match.number for match in found))

    @cached_property
    def places(self) -> dict[int, int]:
        """Where a number stands in the masked text -> its place among the numbers."""
        marks = (at for at, sign in enumerate(self.masked) if sign == MARK)
        return {at: number for number, at in enumerate(marks)}

    @cached_property
    def after(self) -> tuple[str, ...]:
        """Of each number, the text up to the next."""
        return tuple(self.masked.split(MARK)[1:])

    def marks(self, left: str, start: int = 0, end: int | None = None) -> tuple[int, ...]:
        """The numbers that stand in a stretch of the masked text, or of what is left of it."""
        return tuple(self.places[start + at] for at, sign in enumerate(left[start:end]) if sign == MARK)

    def chinese(self, number: int) -> bool:
        """Whether a number is of a Chinese standard."""
        return self.numbers[number].level not in (Level.INTERNATIONAL, Level.FOREIGN)

    def dated(self, number: int) -> bool:
        """Whether a number names its edition."""
        return self.numbers[number].year is not None


def _phrased(read: _Text) -> tuple[list[_Claim], str]:
    """What the phrases state, and the masked text with all that they took blanked out."""
    claims: list[_Claim] = []
    left = read.masked
    for phrase in PHRASES:
        for match in list(phrase.pattern.finditer(left)):
            numbers = read.marks(left, *match.span("list"))
            if not (phrase.foreign and any(read.chinese(number) for number in numbers)):
                claims += _claims(read, phrase, match, numbers)
                left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    return claims, left


def _claims(read: _Text, phrase: Phrase, match: re.Match[str], numbers: tuple[int, ...]) -> list[_Claim]:
    """What one phrase states of its numbers; the lead-in of a reference list speaks of each alone."""
    if phrase.kind is None:
        return []
    if phrase.kind is RelationKind.REFERENCES:
        return [_Claim(phrase.kind, "", (number,)) for number in numbers]
    word = match.groupdict().get("degree")
    if word is not None:
        return [_adoption(DEGREES[word.lower()], word, numbers)]
    if phrase.kind is RelationKind.REPLACES:
        return _in_parts(read, numbers)
    return [_Claim(phrase.kind, "", numbers)]


def _adoption(degree: str, word: str, numbers: tuple[int, ...]) -> _Claim:
    """Adopted, or for NEQ and for words that name no degree (参照) only corresponding."""
    corresponds = degree == "NEQ" or (word and not degree)
    return _Claim(RelationKind.CORRESPONDS if corresponds else RelationKind.ADOPTS, degree, numbers)


def _in_parts(read: _Text, numbers: tuple[int, ...]) -> list[_Claim]:
    """Replaced numbers, those of which the text says (部分) as replaced in part."""
    parts = tuple(number for number in numbers if IN_PART.match(read.after[number]))
    whole = tuple(number for number in numbers if number not in parts)
    claims = (_Claim(RelationKind.REPLACES, "", whole), _Claim(RelationKind.REPLACES_PARTLY, "", parts))
    return [claim for claim in claims if claim.numbers]


def _replaced(read: _Text, rest: tuple[int, ...]) -> tuple[int, ...]:
    """Of the numbers without a word in a cell of replaced standards, those that it can mean; see `read_replaces`.

    They are the first ones, as far as separators go; none where one of them is undated or foreign, where a list of
    metrology regulations (JJG, JJF) holds others, or where titles without 《》 follow the numbers.
    """
    head: list[int] = []
    for number in rest:
        head.append(number)
        if not (LINK.fullmatch(read.after[number]) and PARTING.search(read.after[number])):
            break
    metrology = {str(read.numbers[number]).startswith(("JJG", "JJF")) for number in head}
    first = read.after[rest[0]] if len(rest) > 1 else ""
    titled = _TITLED.match(first) and not LINK.fullmatch(first)
    if len(metrology) > 1 or titled or not all(read.dated(number) and read.chinese(number) for number in head):
        return ()
    return tuple(head)


def _told(read: _Text, claims: list[_Claim]) -> list[Relation]:
    """The claims as relations, references last and without those to what stands in another relation."""
    found: list[Relation] = []
    ordered = sorted(claims, key=lambda claim: (claim.kind is RelationKind.REFERENCES, claim.numbers))
    told: set[str] = set()
    for claim in ordered:
        targets = tuple(dict.fromkeys(str(read.numbers[number]) for number in claim.numbers))
        relation = Relation(claim.kind, targets, claim.degree, all(read.dated(number) for number in claim.numbers))
        if relation not in found and not (claim.kind is RelationKind.REFERENCES and told.issuperset(targets)):
            found.append(relation)
        told.update(targets)
    return found


def _unread(left: str, column: str) -> tuple[str, ...]:
    """Notes on what is left of a cell and looks like a number."""
    return tuple(say("note_unread", column=column, given=piece.strip()).chinese for piece in _LIKE_NUMBER.findall(left))
