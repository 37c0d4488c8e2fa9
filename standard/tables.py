"""The code tables in the folder `tables`: tab-separated text, first lines `# source: …` and `# date: …`.

The scripts in `tools` write those that have a source outside; docs/data-formats.md describes them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from standard.errors import LubiaoError


class TableError(LubiaoError):
    """A code table that is missing, damaged or lacks a code that it needs; the message names table and line."""


@cache
def rows(name: str, package: str = "standard") -> list[dict[str, str]]:
    """Every row of the table `name` (`ics`), column name -> value, in the order of the file; not to be changed.

    `package` has it in its folder `tables`. Raises `TableError` where the table is missing or damaged.
    """
    return parse(_text(name, package), name)


def facts(name: str) -> dict[str, str]:
    """What the first lines of the table `name` say of it: `source`, `date`. Raises `TableError` as `rows` does."""
    return _heads(_text(name, "standard"))


def parse(text: str, name: str) -> list[dict[str, str]]:
    """The rows of a table's text; lines that begin with `#` and empty lines are skipped.

    `name` is for messages. Raises `TableError` where there is no row, a column name is repeated, a row has more or
    fewer cells than there are columns, or a first line `# rows: …` counts other than what is there: a table cut short
    must never pass for a short table.
    """
    lines = [(at, line.split("\t")) for at, line in enumerate(text.split("\n"), 1) if line and line[0] != "#"]
    if len(lines) < 2:
        raise TableError("table_no_rows", table=name)
    columns = lines[0][1]
    if len(set(columns)) < len(columns):
        raise TableError("table_column_twice", table=name, columns=columns)
    for at, cells in lines[1:]:
        if len(cells) != len(columns):
            raise TableError("table_cells", table=name, line=at, cells=len(cells), columns=len(columns))
    if _heads(text).get("rows", str(len(lines) - 1)) != str(len(lines) - 1):
        raise TableError("table_rows", table=name, rows=len(lines) - 1, expected=_heads(text)["rows"])
    return [dict(zip(columns, cells, strict=True)) for _, cells in lines[1:]]


def _heads(text: str) -> dict[str, str]:
    """The first lines `# key: value`."""
    heads = [line[1:].partition(":") for line in text.split("\n") if line.startswith("#")]
    return {key.strip(): value.strip() for key, _, value in heads}


def _text(name: str, package: str) -> str:
    """The table's text; the system's and the decoder's errors become `TableError`."""
    try:
        return (files(package) / "tables" / f"{name}.tsv").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError("table_unreadable", table=name, error=error) from error
