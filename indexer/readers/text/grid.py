"""The columns in which the cells of a table stand that says how far each is merged."""

from __future__ import annotations

from indexer.readers.limits import MOST_COLUMNS
from indexer.readers.problem import Unreadable
from indexer.readers.text.bounds import MOST_STEPS
from indexer.readers.text.collecting import Draft


class Grid:
    """Puts the cells of a table into their columns, beside those that reach down from the rows above."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        #: column -> the last row that a cell above reaches down to
        self._covered: dict[int, int] = {}
        self.row = 0
        self._column = 1
        self._line = 0
        self._steps = 0

    def begin_row(self, line: int = 0) -> None:
        """The next row."""
        self.row += 1
        self._column, self._line = 1, line

    def cell(self, text: str, span: tuple[int, int] = (1, 1)) -> None:
        """The next cell of the row, merged over so many rows and columns. Raises `Full`."""
        while self._column <= MOST_COLUMNS and self._covered.get(self._column, 0) >= self.row:
            self._column += 1
            self._steps += 1
        rows, columns = span
        # browsers bound it, too
        columns = min(max(columns, 1), MOST_COLUMNS)
        self._steps += columns
        if self._steps > MOST_STEPS:
            raise Unreadable("document_too_many_elements", most=MOST_STEPS)
        self._draft.cell(text, self.row, self._column, line=self._line, span=(rows, columns))
        if rows > 1:
            self._covered |= dict.fromkeys(range(self._column, self._column + columns), self.row + rows - 1)
        self._column += columns
