"""What could not be read: each row is a record or a problem, so nothing is dropped silently."""

from __future__ import annotations

from dataclasses import dataclass

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
    #: a sentence (Chinese) that says what is wrong and what to do
    reason: str

    def __post_init__(self) -> None:
        """Cut the value, and make both texts such that any file and terminal can take them."""
        object.__setattr__(self, "value", printable(self.value[: SHOWN + 1], SHOWN))
        object.__setattr__(self, "file", printable(self.file, len(self.file)))

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"

    def to_json(self) -> dict[str, str | int]:
        """A line of the rejects file."""
        return {"file": self.file, "line": self.line, "value": self.value, "reason": self.reason}


class Unreadable(Exception):
    """A value that leaves a row without a record; becomes a `Problem` where file and line are known."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value

    def at(self, file: str, line: int) -> Problem:
        """The problem at its place."""
        return Problem(file, line, self.value, self.reason)


def printable(text: str, limit: int) -> str:
    """Half surrogates, which no encoding can write, become `?`; what is longer than `limit` ends in an ellipsis."""
    text = text[: limit + 1].encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= limit else text[: limit - 1] + "…"


def said(error: BaseException) -> str:
    """An error of the program in a few words, for a reason."""
    return printable(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__, SHOWN)
