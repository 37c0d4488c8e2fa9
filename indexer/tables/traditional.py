"""Rebuild `indexer/analysis/tables/traditional.tsv`: `python -m indexer.tables.traditional`.

Asks OpenCC (a development dependency) for the simplified form of every single Chinese character.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).parent.parent / "analysis" / "tables" / "traditional.tsv"
#: CJK unified ideographs, extension A, compatibility ideographs
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


def main() -> None:
    """Write the table."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    characters = [chr(code) for low, high in RANGES for code in range(low, high + 1)]
    pairs = [(one, convert(one)) for one in characters]
    rows = [f"{old}\t{new}" for old, new in pairs if new != old and len(new) == 1]
    head = [
        "# traditional -> simplified, one character each",
        f"# source: OpenCC {version('opencc')}, configuration t2s, Apache-2.0, https://github.com/BYVoid/OpenCC",
        "traditional\tsimplified",
    ]
    TARGET.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
