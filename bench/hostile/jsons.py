"""JSON made to hurt."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from bench.hostile.workbooks import MIB, many

SOUND = '{"number": "GB 1-2020", "title": "甲"}\n'


def packed(name: str, pieces: Iterable[str], folder: Path) -> Path:
    """A file packed with gzip."""
    path = folder / name
    with gzip.open(path, "wb", compresslevel=6) as file:
        for piece in pieces:
            file.write(piece.encode())
    return path


def plain(name: str, pieces: Iterable[str], folder: Path) -> Path:
    """A file as it is."""
    path = folder / name
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece.encode())
    return path


def rejects(size: int, folder: Path) -> Path:
    """Millions of lines that are each a reject, in some kilobytes."""
    return packed("a.jsonl.gz", many("[]\n", size, SOUND), folder)


def garbage(folder: Path) -> Path:
    """Something behind the end of the packed data."""
    path = packed("a.jsonl.gz", [SOUND], folder)
    path.write_bytes(path.read_bytes() + b"garbage" * 1000)
    return path


def endless(size: int, name: str, folder: Path) -> Path:
    """A string that does not end."""
    return plain(name, many("x", size, SOUND + '{"number": "', ""), folder)


def nested(count: int, folder: Path) -> Path:
    """An array of objects that each hold a MB of empty lists."""
    lists = "[" + "[]," * 340_000 + "[]]"
    rows = (f'{{"number": "GB {at}-2020", "title": "甲", "drafters": {lists}}},\n' for at in range(count))
    return plain("a.json", ["[", *rows, SOUND, "]"], folder)


def deep(folder: Path) -> Path:
    """Lists within lists, as deep as JSON is read and deeper."""
    rows = ['{"number": "GB 2-2020", "title": "乙", "people": %s}\n' % ("[" * n + "]" * n) for n in (900, 990, 400_000)]
    return plain("a.jsonl", [SOUND, *rows], folder)


def keys(count: int, folder: Path) -> Path:
    """Rows that each have a key of their own, of half a MB."""
    rows = (f'{{"number": "GB {at}-2020", "title": "甲", "{at}{"k" * 500_000}": 1}}\n' for at in range(count))
    return packed("a.jsonl.gz", [SOUND, *rows], folder)


def long_cells(count: int, folder: Path) -> Path:
    """Rows with cells as long as they may be, each another."""
    texts = ("大" * 32_000, "1" * 32_000, "《" * 32_000)
    rows = (
        f'{{"number": "GB {at}-2020", "title": "甲", "issued": "{at}{texts[1]}", "issuers": "{at}{texts[0]}", '
        f'"ics": "{at}{texts[1]}", "replaces": "{at}{texts[0]}"}}\n'
        for at in range(count)
    )
    return packed("a.jsonl.gz", [SOUND, *rows], folder)


def patterns(folder: Path) -> Path:
    """Long cells of what patterns look for, over and over, in every field."""
    fields = ["title_en", "abstract", "status", "level", "nature", "issued", "ics", "ccs", "gbt4754", "region"]
    fields += ["issuers", "department", "committee", "drafters", "people", "replaces", "replaced_by", "adopts", "cites"]
    fields += ["filing", "source", "url", "checked", "notes", "conflicts", "alt_titles", "given"]
    pieces = (
        "<b",
        "&amp;",
        "《",
        "(",
        "、",
        "a, ",
        "GB/T ",
        "1.",
        "代替",
        "C31/",
        "2020-",
        "部 ",
        " ",
        "ISO ",
        "-",
        "等",
        "A1 ",
    )
    rows = (
        f'{{"number": "GB {at}-2020", "title": "甲", "{field}": "{piece * (32_000 // len(piece))}"}}\n'
        for at, (field, piece) in enumerate((field, piece) for field in fields for piece in pieces)
    )
    return plain("a.jsonl", [SOUND, *rows], folder)


def odd(folder: Path) -> Path:
    """A day of 400 digits, and a key that is half a surrogate."""
    rows = [f'{{"number": "GB 2-2020", "title": "乙", "issued": {"9" * 400}}}\n']
    rows.append('{"number": "GB 3-2020", "title": "丙", "\\ud800": 1}\n')
    return plain("a.jsonl", [SOUND, *rows], folder)


FILES: dict[str, Callable[[Path], Path]] = {
    "gz: 21 million lines of rejects": partial(rejects, 63 * MIB),
    "gz: garbage behind the end": garbage,
    "jsonl: endless string": partial(endless, 500 * MIB, "a.jsonl"),
    "json: endless string": partial(endless, 500 * MIB, "a.json"),
    "json: lists of a MB": partial(nested, 60),
    "jsonl: deep lists": deep,
    "gz: keys of half a MB": partial(keys, 1500),
    "gz: long cells": partial(long_cells, 3000),
    "jsonl: long cells of patterns": patterns,
    "jsonl: huge day, half surrogate": odd,
}
