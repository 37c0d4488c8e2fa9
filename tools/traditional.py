"""The table of traditional characters: OpenCC (a development dependency) is asked for the simplified form of each."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "indexer" / "analysis" / "tables" / "traditional.tsv"
#: CJK unified ideographs, extension A, compatibility ideographs
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


def make_tables() -> dict[Path, str]:
    """The table's file, and what it must hold by the OpenCC that is installed; raises ImportError where none is."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    characters = [chr(code) for low, high in RANGES for code in range(low, high + 1)]
    pairs = [(character, convert(character)) for character in characters]
    rows = [f"{old}\t{new}" for old, new in pairs if new != old and len(new) == 1]
    head = [
        "# traditional -> simplified, one character each",
        f"# source: OpenCC {version('opencc')}, configuration t2s, Apache-2.0, https://github.com/BYVoid/OpenCC",
        "traditional\tsimplified",
    ]
    return {TARGET: "\n".join([*head, *rows]) + "\n"}
