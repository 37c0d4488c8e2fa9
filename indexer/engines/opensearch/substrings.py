"""A compacted text as tokens, one for each character, so that a phrase of them is a substring.

`_` stands for the blank between two Latin words, `/` for the border between two values of a field; `|` stands before
and behind each run of Latin letters and digits: a piece that must not begin or end inside such a run is looked for with
the mark, any other without.
"""

from __future__ import annotations

import re

from indexer.analysis import HAN

_LATIN_RUN = re.compile(f"[^\\W_{HAN}]+")
_MARKS = str.maketrans({" ": "_", "\n": "/"})
_BORDER = "|"


def tokens_of(compacted: str) -> str:
    """The tokens of a text, with blanks between them.

    >>> tokens_of("gb 1大蒜")
    '| g b | _ | 1 | 大 蒜'
    """
    return " ".join(_marked(compacted))


def tokens_within(compacted: str, *, after_border: bool = False, before_border: bool = False) -> str:
    """The tokens of a piece that is looked for; whether it must begin and end at borders of Latin runs.

    >>> tokens_within("gb", after_border=True)
    '| g b'
    """
    marked = _marked(compacted)
    if not after_border:
        marked = marked.removeprefix(_BORDER)
    if not before_border:
        marked = marked.removesuffix(_BORDER)
    return " ".join(marked)


def _marked(compacted: str) -> str:
    return _LATIN_RUN.sub(rf"{_BORDER}\g<0>{_BORDER}", compacted).translate(_MARKS)
