"""A table as a grid: every cell at each row and column that it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_ROWS, MOST_COLUMNS = 2000, 200
#: places that merged cells of one table may cover; beyond, a cell covers its own place only
_MOST_COVERED = 400_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text, and how many rows and columns it is merged over."""

    text: str
    rows: int = 1
    columns: int = 1
    #: counted from 1; 0: the first column that is free
    column: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Texts by row and column; `first[r][c]` is where the cell that covers a place begins."""

    texts: tuple[tuple[str, ...], ...]
    first: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.texts[0]) if self.texts else 0

    def part(self, start: int, end: int) -> Grid:
        """The columns from one to before another."""
        return Grid(
            tuple(row[start:end] for row in self.texts),
            tuple(tuple((row, column - start) for row, column in places[start:end]) for places in self.first),
        )

    def width(self, row: int, column: int) -> int:
        """How many columns the cell at a place covers in its row."""
        return sum(place == self.first[row][column] for place in self.first[row])


def lay_out(rows: Iterable[Sequence[GridCell | str]]) -> Grid:
    """A grid of rows of cells from left to right, each at the first column that no cell from above covers.

    Cells beyond 2,000 rows or 200 columns are left out.
    """
    taken: dict[tuple[int, int], tuple[str, tuple[int, int]]] = {}
    height = covered = 0
    for at, row in enumerate(rows):
        if at == MOST_ROWS:
            break
        height, column = at + 1, 0
        for given in row:
            cell = given if isinstance(given, GridCell) else GridCell(given)
            column = cell.column - 1 if cell.column else column
            while (at, column) in taken:
                column += 1
            down_to, over_to = max(1, min(cell.rows, MOST_ROWS)), max(1, min(cell.columns, MOST_COLUMNS - column))
            covered += down_to * over_to
            if covered > _MOST_COVERED:
                down_to = over_to = 1
            for down in range(down_to):
                for over in range(over_to):
                    taken.setdefault((at + down, column + over), (cell.text.strip(), (at, column)))
            column += max(1, cell.columns)
            if column >= MOST_COLUMNS:
                break
    width = max((column for _, column in taken), default=-1) + 1
    places = [[(row, column) for column in range(width)] for row in range(height)]
    return Grid(
        tuple(tuple(taken[place][0] if place in taken else "" for place in row) for row in places),
        tuple(tuple(taken[place][1] if place in taken else place for place in row) for row in places),
    )
