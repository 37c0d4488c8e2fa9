"""How many titles speak of all of a wider object: the counts that are the source of the rows of the table `wider`.

A row says that titles call what a class holds by a word. The count says in how many titles of the catalogue that are
national, of an industry or regulations the word stands for all of it (`catalogue.applicable.generality`): with none
the row brings nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from catalogue.applicable.generality import is_general
from standard.function import find_function
from standard.publisher import Level
from standard.record import Record
from standard.tables import parse
from tools.word_counts import records_of

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "standard" / "tables" / "wider.tsv"
_LEVELS = (Level.NATIONAL, Level.INDUSTRY, Level.REGULATION)
_COLUMNS = ("class", "word", "reach", "titles")


def make_tables(catalogue: Path) -> dict[Path, str]:
    """The table with the counts of a catalogue. Raises OSError, KeyError."""
    text = TABLE.read_text(encoding="utf-8")
    return {TABLE: update(text, count(records_of(catalogue), {row["word"] for row in parse(text, TABLE.stem)}))}


def count(records: Iterable[Record], words: set[str]) -> Counter[str]:
    """Word -> in how many titles it stands for all that it holds."""
    counted: Counter[str] = Counter()
    for record in records:
        named = [word for word in words if word in record.title] if record.level in _LEVELS else []
        if named:
            function, binding = find_function(record).function, record.nature == "mandatory"
            counted.update(
                word for word in named if is_general(record.title, word, function, near=True, binding=binding)
            )
    return counted


def update(text: str, counted: Counter[str]) -> str:
    """The text of the table with the counts worked out."""
    rows = parse(text, TABLE.stem)
    head = [line for line in text.splitlines() if line.startswith("#")]
    body = ["\t".join((row["class"], row["word"], row["reach"], str(counted[row["word"]]))) for row in rows]
    return "\n".join([*head, "\t".join(_COLUMNS), *body]) + "\n"
