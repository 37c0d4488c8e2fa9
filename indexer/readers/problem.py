"""What could not be read: each row is a record or a problem, so nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from standard.wording import Words, say

#: characters of an offending value that are kept; enough to find it in the file
SHOWN = 200

#: `Problem.line` of what concerns a whole file
WHOLE_FILE = 0


@dataclass(frozen=True)
class Problem:
    """A row, or a file, that gave no record."""

    #: as named by the caller; a sheet of a workbook follows behind `#`
    file: str
    #: counted from 1; 0 means the whole file
    line: int
    #: the text that is wrong, cut to 200 characters
    value: str
    #: name of the sentence that says what is wrong and what to do, and its values
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Cut the value, and make both texts such that any file and terminal can take them."""
        object.__setattr__(self, "value", printable(self.value[: SHOWN + 1], SHOWN))
        object.__setattr__(self, "file", printable(self.file, len(self.file)))

    def __str__(self) -> str:
        return self.words.chinese

    @property
    def why(self) -> Words:
        """The reason in both languages."""
        return say(self.kind, **self.values)

    @property
    def reason(self) -> str:
        """The reason in Chinese."""
        return self.why.chinese

    @property
    def words(self) -> Words:
        """The place and the reason."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: " + self.why

    def to_json(self) -> dict[str, str | int]:
        """A line of the rejects file; its reason stands in it in both languages."""
        why = self.why
        told = {"reason": why.chinese, "reason_en": why.english}
        return {"file": self.file, "line": self.line, "value": self.value, **told}


class Unreadable(Exception):
    """A value that leaves a row without a record; becomes a `Problem` where file and line are known."""

    def __init__(self, kind: str, value: str = "", /, **values: object) -> None:
        super().__init__(kind)
        #: name of the sentence, and its values
        self.kind = kind
        self.values = values
        #: the text that is wrong
        self.value = value

    @property
    def words(self) -> Words:
        """The reason in both languages."""
        return say(self.kind, **self.values)

    @property
    def reason(self) -> str:
        """The reason in Chinese."""
        return self.words.chinese

    def __str__(self) -> str:
        return self.reason

    def at(self, file: str, line: int) -> Problem:
        """The problem at its place."""
        return Problem(file, line, self.value, self.kind, self.values)


def printable(text: str, limit: int) -> str:
    """Half surrogates, which no encoding can write, become `?`; what is longer than `limit` ends in an ellipsis."""
    text = text[: limit + 1].encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= limit else text[: limit - 1] + "…"


def said(error: BaseException) -> str:
    """An error of the program in a few words, for a reason."""
    return printable(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__, SHOWN)
