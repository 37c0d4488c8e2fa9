"""Characters that are written for one another: one explicit table, for numbers and for text.

Never NFKC: it turns ① into 1 and ㎡ into m2, and so glues list marks and units to the number beside them.
Text taken out of a PDF holds the radicals ⾏⽅⼯ for 行方工, hundreds in a document; those are mended too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

#: U+FF01-FF5E, one to one with ASCII
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = [
    0x09,
    0x0A,
    0x0B,
    0x0C,
    0x0D,
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
]
#: hyphens and dashes, minus, small and full-width hyphen, box-drawing lines, and the Japanese long-vowel mark
_DASHES = [*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D, 0x2500, 0x2501, 0x30FC]
#: division and fraction slash, box-drawing and mathematical diagonals
_SLASHES = [0x2215, 0x2044, 0x2571, 0x29F8, 0xFF0F]
_TILDES = [0xFF5E, 0x301C, 0x223C, 0x223D]
#: full-width and ideographic full stop, middle dot, bullet, katakana dot
_DOTS = [0xFF0E, 0x3002, 0xB7, 0x2022, 0x30FB]
_WIDTHLESS = [0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060, 0xAD]
#: U+2E81-2EF3 with the character each stands for (Unicode 14, Equivalent_Unified_Ideograph)
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛"
    "⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑"
    "⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)


def _to(codes: list[int], character: str) -> dict[int, str]:
    return dict.fromkeys(codes, character)


def _common() -> dict[int, int | str]:
    """The pairs that hold in text of every sort."""
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    radicals = dict(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True))
    return {**_WIDE, **kangxi, **radicals, **_to(_BLANKS, " "), **_to(_DASHES, "-"), **_to(_SLASHES, "/")}


_CHARACTERS = _common()
_NUMBERS = {**_CHARACTERS, **_to(_TILDES, "~"), **_to(_DOTS, "."), ord("\\"): "/", **dict.fromkeys(_WIDTHLESS)}
#: whether a text holds any of the characters that change: looking for one is several times as fast as changing none
_ANY_CHARACTER = re.compile("[" + re.escape("".join(map(chr, _CHARACTERS))) + "]")
_ANY_NUMBER = re.compile("[" + re.escape("".join(map(chr, _NUMBERS))) + "]")
_ANY_WIDTHLESS = re.compile("[" + "".join(map(chr, _WIDTHLESS)) + "]")
#: 一 read for a dash by OCR: only between a digit and a four-digit year
_SCANNED_DASH = re.compile(r"(?<=[0-9])一(?=(?:19|20)[0-9]{2}(?![0-9]))")


def fold_characters(text: str) -> str:
    """`text` with one character for each character: widths, radicals, blanks, dashes and slashes folded.

    Nothing is deleted, so places in the result are places in `text`. Case stays.
    """
    return text.translate(_CHARACTERS) if _ANY_CHARACTER.search(text) else text


def fold(text: str) -> str:
    """`text` as the number grammar reads it: all that `fold_characters` does, dots and tildes too, zero width deleted.

    >>> fold("ＧＢ∕Ｔ　１。１—２０２０")
    'GB/T 1.1-2020'
    """
    return _mend_scanned_dash(text.translate(_NUMBERS) if _ANY_NUMBER.search(text) else text)


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """`fold(text)`, and for each of its characters the place in `text` that it came from."""
    if not _ANY_WIDTHLESS.search(text):
        return fold(text), range(len(text))
    kept = [at for at, character in enumerate(text) if ord(character) not in _NO_WIDTH]
    return fold(text), kept


_NO_WIDTH = frozenset(_WIDTHLESS)


def _mend_scanned_dash(text: str) -> str:
    return _SCANNED_DASH.sub("-", text) if "一" in text else text


_CAPITALS = {code: code - 32 for code in range(ord("a"), ord("z") + 1)} | {
    code: code - 16 for code in range(0x2170, 0x2180)
}
_ANY_SMALL = re.compile("[" + "".join(map(chr, _CAPITALS)) + "]")


def capitals(text: str) -> str:
    """ASCII letters and Roman numerals in capitals, one character for one (`str.upper` makes two of ß)."""
    return text.translate(_CAPITALS) if _ANY_SMALL.search(text) else text
