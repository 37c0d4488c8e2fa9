"""What was typed -> how it can be read as pinyin: whole syllables, initials, Chinese characters, mixed.

`dasuan`, `ds`, `dasuanjs` and `da蒜` all mean 大蒜…; the last syllable may be unfinished. Needs no dictionary: the
entries (`indexer.analysis.pinyin`) say how phrases are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from indexer.analysis.text_folding import HAN

#: most letters and characters that are read as pinyin, and ways to cut them that are tried
MAX_TYPED, MAX_CUTS = 40, 8
#: most beginnings of initials that are looked at: characters with several readings multiply
MAX_INITIALS = 64
#: what a syllable may be begun with where it is not written out
_INITIALS = frozenset("abcdefghjklmnopqrstwxyz") | {"zh", "ch", "sh"}
#: letters of the longest syllable
_LONGEST = len("zhuang")
_PINYIN = re.compile(f"(?=[{HAN}]*[a-z])[a-z{HAN}]{{1,{MAX_TYPED}}}")
_CHARACTER = rb"[\x80-\xff]+"
#: how well an entry fits, best first: a phrase whose syllables are all written out and no more; one of as many
#: characters as were meant; a longer phrase, or one with just these initials; one that only an unlikelier cut fits
WHOLE, EXACT, LONGER, UNLIKELY = range(4)


class Part(NamedTuple):
    """What was typed for one character: itself, or how it is read."""

    character: str = ""
    letters: str = ""
    #: whether the letters are all of the syllable; else they begin it
    whole: bool = False


@dataclass(frozen=True)
class Cut:
    """One way to cut what was typed, a token for each character that is meant."""

    tokens: tuple[str, ...]
    #: whether no other way needs fewer characters
    shortest: bool

    @cached_property
    def written_out(self) -> bool:
        """Whether every token is a syllable or a character."""
        return all(token in syllables() or not token.isascii() for token in self.tokens)

    @property
    def only_initials(self) -> bool:
        """Whether the initials of an entry decide."""
        return all(token.isascii() and len(token) == 1 for token in self.tokens)

    def halves(self) -> Iterator[tuple[Cut, Cut]]:
        """Two phrases that may have been meant side by side, the first one written out and as long as can be."""
        for place in range(len(self.tokens) - 1, 1, -1):
            first = Cut(self.tokens[:place], shortest=True)
            if first.written_out:
                yield first, Cut(self.tokens[place:], shortest=True)

    def fit(self, *, exact: bool) -> int:
        """How well an entry fits that has as many characters as tokens (`exact`), or more."""
        if exact and self.written_out:
            return WHOLE
        if not self.shortest:
            return LONGER if exact and self.only_initials else UNLIKELY
        return EXACT if exact else LONGER

    def initials(self, read: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
        """What the initials of a fitting entry begin with, at most MAX_INITIALS ways; `read` reads a character.

        Of a long text only the first tokens count where their readings would make more: the pattern decides anyway.
        """
        letters: list[list[str]] = []
        ways = 1
        for token in self.tokens:
            letters.append([token[0]] if token.isascii() else sorted({reading[0] for reading in read(token)}))
            ways *= len(letters[-1])
            if ways > MAX_INITIALS:
                letters.pop()
                break
        return map("".join, product(*letters))

    @cached_property
    def pattern(self) -> re.Pattern[bytes]:
        """Finds the fitting entries among lines of them; group 1 is there for those that end with the last token."""
        return re.compile(rb"\t" + b"".join(map(_pattern_of, self.parts)) + rb"(\n)?")

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each character of a fitting entry must be, or be read as."""
        last = len(self.tokens) - 1
        return tuple(
            Part(letters=token, whole=token in syllables() and token not in _INITIALS and place != last)
            if token.isascii()
            else Part(character=token)
            for place, token in enumerate(self.tokens)
        )


def cuts(typed: str) -> tuple[Cut, ...]:
    """The ways to read a compacted text as pinyin, likelier ones first; none for one without letters, or with digits.

    >>> [cut.tokens for cut in cuts("xian")]
    [('xian',), ('xia', 'n'), ('xi', 'an')]
    >>> [cut.tokens for cut in cuts("ga")]
    [('ga',), ('g', 'a')]
    """
    if not _PINYIN.fullmatch(typed):
        return ()
    ways = _cuts(typed)
    fewest = min(map(len, ways), default=0)
    chosen = [tokens for tokens in ways if len(tokens) <= fewest + 1]
    if _INITIALS.issuperset(typed) and (letters := tuple(typed)) not in chosen:
        chosen.append(letters)
    return tuple(Cut(tokens, len(tokens) == fewest) for tokens in chosen)


def fit(ways: tuple[Cut, ...], entry: str) -> int | None:
    """How well an entry fits best, or None where it does not."""
    line = entry.encode() + b"\n"
    matches = [(way, match) for way in ways if (match := way.pattern.search(line))]
    return min((way.fit(exact=match[1] is not None) for way, match in matches), default=None)


def has_length(cut: Cut, entry: str) -> bool:
    """Whether an entry fits and has no more characters."""
    match = cut.pattern.search(entry.encode() + b"\n")
    return match is not None and match[1] is not None


def _pattern_of(part: Part) -> bytes:
    if part.character:
        return part.character.encode() + b"[a-z]+"
    return _CHARACTER + part.letters.encode() + (b"(?![a-z])" if part.whole else b"[a-z]*")


def _cuts(typed: str) -> list[tuple[str, ...]]:
    """The ways to cut `typed`, those with few tokens first, then those that begin with longer ones."""
    ways: dict[int, list[tuple[str, ...]]] = {len(typed): [()]}
    for at in reversed(range(len(typed))):
        here = [
            (token, *rest)
            for token in _tokens(typed, at)
            for rest in ways[at + len(token)]
            if not rest or not _are_torn(token, rest[0])
        ]
        ways[at] = sorted(here, key=len)[:MAX_CUTS]
    return ways[0]


def _are_torn(token: str, following: str) -> bool:
    """Whether two tokens are one syllable so that nobody would mean two by them: `g`, `an`."""
    return (
        token not in syllables()
        and token.isascii()
        and (following[0] in "aeo" or (following[0] == "h" and len(following) > 1 and token in ("z", "c", "s")))
    )


def _tokens(typed: str, at: int) -> Iterator[str]:
    """What may stand at a place, longest first."""
    if not typed[at].isascii():
        yield typed[at]
        return
    if typed[at:] in _beginnings():
        yield typed[at:]
    for length in range(min(_LONGEST, len(typed) - at), 0, -1):
        token = typed[at : at + length]
        if (token in syllables() or token in _INITIALS) and at + length < len(typed):
            yield token


@cache
def syllables() -> frozenset[str]:
    """The syllables of pinyin without tones, ü as v."""
    table = files("indexer.analysis").joinpath("tables/syllables.txt").read_text(encoding="utf-8")
    return frozenset(" ".join(line for line in table.splitlines() if not line.startswith("#")).split())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(syllable[:length] for syllable in syllables() for length in range(1, len(syllable) + 1))
