"""Letters that a font maps to rare Chinese characters: 犌犅／犜 for GB/T, as text taken out of many PDFs has them.

The fonts that standards were set in hold the ASCII letters at the codes of row 0xA0 of GBK, each 0x80 higher than in
ASCII: 犌 is 0xA0C7, G is 0x47. None of these characters is used in the Chinese of standards.
"""

from __future__ import annotations

import re

_ROW, _SHIFT = 0xA0, 0x80


def _letters() -> dict[int, str]:
    letters = (chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)))
    return {ord(bytes((_ROW, ord(letter) + _SHIFT)).decode("gbk")): letter for letter in letters}


_MAPPED = _letters()
_ANY = re.compile("[" + "".join(map(chr, _MAPPED)) + "]")
#: fewer of them may be a name: 犇
FEWEST = 3


def mapped_letters(text: str) -> int:
    """How many characters of a text are letters that a font mapped."""
    return len(_ANY.findall(text))


def mend_letters(text: str) -> str:
    """The text with the letters as they were meant.

    >>> mend_letters("犌犅／犜")
    'GB／T'
    """
    return text.translate(_MAPPED)
