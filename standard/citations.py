"""A standard as a text cites it: the words, the number read from them, and what had to be understood for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from standard.number import StandardNumber


class Reading(StrEnum):
    """What had to be understood to read a number that is not written out by itself."""

    #: the number stands there
    WRITTEN = "written"
    #: one of several with one prefix or year, `GB 2760、2762`
    INHERITED = "inherited"
    #: one of a range, `GB 50254～50259-96`, or of a list of parts, `第1～5部分`
    RANGE = "range"
    #: run together with the one before, `JGJ138-2001YB9082-97`
    RUN_TOGETHER = "run_together"
    #: a missing slash, dash or blank was put in, `DLT5168-2016`
    MENDED = "mended"
    #: no number: letters are broken or missing, `IGI46-2005`; what it may be is offered, never assumed
    BROKEN = "broken"
    #: a row of a list that names no standard number
    NONE = "none"
    #: a person said which number is meant
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Citation:
    """One standard cited in a piece of text; a range or a list gives one for each number."""

    #: the text that names it, as it stands there
    given: str
    #: where `given` stands in the piece of text: start and end, in characters
    span: tuple[int, int]
    #: None where no number can be read for certain
    number: StandardNumber | None
    #: the title that stands beside it, 《…》 or the neighbouring cell; empty where none does
    title: str = ""
    reading: Reading = Reading.WRITTEN
    #: what a broken number may be
    offered: tuple[StandardNumber, ...] = ()
    #: words of the edition beside the number: `2018年版`, a re-confirmed year `(89)`
    edition: str = ""
