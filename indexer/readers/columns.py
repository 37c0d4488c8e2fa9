"""The columns of a file: which field each stands for, which nobody knows, and what a row holds under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from indexer.readers.field_labels import Cells
from indexer.readers.labels_in_words import column_field
from indexer.readers.placeholders import holds, without_placeholders
from indexer.readers.problem import printable

#: unknown labels that are remembered of a file, what stands for further ones, and how much of a label is shown
_MOST_UNKNOWN, _FURTHER, _SHOWN = 100, "……", 60


@dataclass
class Labels:
    """The labels of one file; remembers those that nobody knows, as many as anyone can look at."""

    unknown: dict[str, None] = field(default_factory=dict)

    def note(self, labels: Iterable[str]) -> None:
        """Remember labels that nobody knows."""
        for label in labels:
            shown = printable(label, _SHOWN)
            if len(self.unknown) < _MOST_UNKNOWN:
                self.unknown[shown] = None
            elif shown not in self.unknown:
                self.unknown[_FURTHER] = None

    def fields(self, labels: Iterable[object]) -> list[str]:
        """The field of each column of a table, empty for what is left out."""
        return [self._field(label) for label in labels]

    def cells(self, pairs: Mapping[str, object]) -> Cells:
        """A JSON object as a row. Where two keys stand for one field the first that holds something counts."""
        cells: Cells = {}
        for label, value in pairs.items():
            name = column_field(label)
            if name and holds(value):
                if name not in cells or name in _LIKE:
                    _put(cells, name, without_placeholders(value) if isinstance(value, list) else value)
            elif name is None:
                self.note([label])
        return cells

    def _field(self, label: object) -> str:
        text = str(label).strip() if label is not None else ""
        name = column_field(text)
        if name is None and text:
            self.note([text])
        return name or ""


def table_cells(fields: list[str], row: Iterable[object]) -> Cells:
    """A row of a table; as in `Labels.cells` the first column of a field that holds something counts."""
    cells: Cells = {}
    for name, value in zip(fields, row, strict=False):
        # most cells of a wide table are empty, so that is asked first
        if name and value is not None and value != "" and holds(value):
            _put(cells, name, value)
    return cells


def _put(cells: Cells, name: str, value: object) -> None:
    """The first value of a field counts, unless a later one is more like one (`_LIKE`)."""
    if name not in cells or (name in _LIKE and _LIKE[name](value) and not _LIKE[name](cells[name])):
        cells[name] = value


def _has_letter(value: object) -> bool:
    return isinstance(value, str | list | tuple) and any(map(str.isalpha, str(value)))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.lstrip().lower().startswith("http")


#: a column 编号 may count the rows, and our own export has the path of a page before the source's address
_LIKE: dict[str, Callable[[object], bool]] = {"number": _has_letter, "url": _is_address}
