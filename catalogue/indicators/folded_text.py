"""A sentence with one character for each sign, and where each of them stood before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standard.folding import fold_characters

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_HAN = "\u3400-\u9fff"
#: signs of one meaning, besides widths and dashes (`standard.folding`)
_SIGNS = {
    **dict.fromkeys("⩽≦≯", "≤"),
    **dict.fromkeys("⩾≧≮", "≥"),
    **dict.fromkeys("~～〜∼∽", "~"),
    **dict.fromkeys("µ", "μ"),
    **dict.fromkeys("【〔", "("),
    **dict.fromkeys("】〕", ")"),
    **dict.fromkeys("•・⋅∙", "·"),
    "∶": ":",
    "﹣": "-",
    "，": "，",
}
#: characters that stand for several
_SEVERAL = {"㎡": "m2", "㎥": "m3", "㎎": "mg", "㎏": "kg", "㎜": "mm", "㎝": "cm", "㎞": "km", "½": "1/2", "¼": "1/4"}
_LONG_SIGNS = {"<=": "≤ ", ">=": "≥ ", "=<": "≤ ", "=>": "≥ ", "°C": "℃ ", "+/-": "±  "}
#: blanks and line breaks between two Chinese characters, or after the point of a broken number
_GAP = re.compile(
    rf"(?<=[{_HAN}])[ \n]+(?=[{_HAN}])|(?<=\d[.])[ \n]*\n[ \n]*(?=\d)|(?<=[{_HAN}、，]) +(?=[{_HAN}、，])"
    r"|(?<=\d\.) (?=\d\d[A-Za-z%])"
)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded for reading; `places[i]` is where its character i stood, and one more for its end."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text before folding of a span after it."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def fold_text(text: str) -> FoldedText:
    """Widths, dashes, signs and superscripts in one spelling; torn words and numbers joined again."""
    characters: list[str] = []
    places: list[int] = []
    raised = False
    for at, character in enumerate(text):
        raised, before = character in _SUPERSCRIPTS, raised
        new = _one(character, characters, first=raised and not before)
        characters.extend(new)
        places.extend([at] * len(new))
    folded = "".join(characters)
    for signs, sign in _LONG_SIGNS.items():
        folded = folded.replace(signs, sign)
    kept = [True] * len(folded)
    for gap in _GAP.finditer(folded):
        kept[gap.start() : gap.end()] = [False] * len(gap[0])
    chosen = [at for at in range(len(folded)) if kept[at]]
    return FoldedText("".join(folded[at] for at in chosen), (*(places[at] for at in chosen), len(text)))


def _one(character: str, before: list[str], *, first: bool) -> str:
    if character in _SUPERSCRIPTS:
        power = "^" if first and before and before[-1].isdigit() else ""
        return power + _SUPERSCRIPTS[character]
    if character in _SEVERAL:
        return _SEVERAL[character]
    if character == "\n":
        return character
    return _SIGNS.get(character) or fold_characters(character)[:1] or " "
