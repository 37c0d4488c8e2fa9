"""Text -> the one spelling that is indexed and asked for.

`fold` keeps every character at its place (one in, one out), so what matched can be marked in the original.
`compact` is the form in which substrings are looked for: separators say nothing in Chinese titles
(`标准化工作导则  第1部分：结构` is written with any of them or none), but keep Latin words and numbers apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from standard.folding import fold_characters

#: runs of letters and digits; all else separates, a line break for good
_RUN = re.compile(r"[^\W_]+|\n")
#: what is written without blanks between words: Chinese characters, and 〇
HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: digits written low (CO₂, PM₂.₅), and Roman numerals and the micro sign that are written as letters as well; what
#: would become several characters (Ⅱ) stays, for every character keeps its place
_COMPATIBLE = {
    **{0x2080 + digit: str(digit) for digit in range(10)},
    **{ord(sign): letter for signs, letter in (("Ⅰⅰ", "i"), ("Ⅴⅴ", "v"), ("Ⅹⅹ", "x"), ("µ", "μ")) for sign in signs},
}
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(f"[^\\W_{HAN}]")


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Half width, lower case, simplified, common characters for radicals; as long as `text`. Line breaks stay."""
    if "\n" in text:
        return "\n".join(map(fold, text.split("\n")))
    common, traditional = fold_characters(text), _any_traditional()
    return _lower(common.translate(_simplified()) if traditional.search(common) else common)


def compact(text: str) -> str:
    """`fold`, with separators dropped; between two Latin words or numbers one blank stays, and so do line breaks."""
    return compact_folded(fold(text))


def compact_folded(folded: str) -> str:
    """`compact` of a text that is folded already."""
    if folded.isalnum():  # one run, as most names are: half the time of finding it
        return folded
    runs = _RUN.findall(folded)
    if len(runs) < 2:
        return runs[0] if runs else ""
    parts = [runs[0]]
    for before, run in pairwise(runs):
        if is_latin(before[-1]) and is_latin(run[0]):
            parts.append(" ")
        parts.append(run)
    return "".join(parts)


def compact_with_places(text: str) -> tuple[str, list[int]]:
    """`compact`, and for each of its characters the place in `text` that it comes from."""
    folded = fold(text)
    parts: list[str] = []
    places: list[int] = []
    for run in _RUN.finditer(folded):
        if parts and is_latin(parts[-1][-1]) and is_latin(run.group()[0]):
            parts.append(" ")
            places.append(run.start() - 1)
        parts.append(run.group())
        places.extend(range(*run.span()))
    return "".join(parts), places


def is_han(character: str) -> bool:
    """Whether a character is Chinese."""
    return _HAN.match(character) is not None


def is_latin(character: str) -> bool:
    """Whether a character is a letter of another script, or a digit."""
    return _LATIN.match(character) is not None


def bigrams(compacted: str) -> list[str]:
    """Pairs of neighbouring Chinese characters of a compacted text, in order."""
    pairs = pairwise(compacted)
    return [first + second for first, second in pairs if is_han(first) and is_han(second)]


def _lower(text: str) -> str:
    """Lower case without changing the length (`İ` would become two characters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in text)


@cache
def _any_traditional() -> re.Pattern[str]:
    """Whether a text holds a traditional character: looking for one is much faster than changing none."""
    return re.compile("[" + re.escape("".join(map(chr, _simplified()))) + "]")


@cache
def _simplified() -> dict[int, str]:
    """Traditional -> simplified, from OpenCC's table."""
    table = files("indexer.analysis").joinpath("tables/traditional.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {**{ord(old): new for old, new in rows if len(old) == 1}, **_COMPATIBLE}
