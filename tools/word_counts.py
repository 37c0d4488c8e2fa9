"""How often the words of the word tables stand in the titles of a catalogue: the counts that are a word's source.

`heads 2721` counts titles with an element whose object ends in the word (what is left of it without words of a
function), `ends 412` titles with an element that ends in it, `titles 97` titles that hold it, `bodies 31` organisations
that are called so at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.analysis import cut, fold
from indexer.readers import Problem, read
from standard.function import title_segments, without_function_words
from standard.record import Record
from standard.tables import parse

ROOT = Path(__file__).resolve().parent.parent
#: tables with the columns word, class (or function) and source
TABLES = tuple(
    ROOT / name
    for name in (
        "standard/tables/functions.tsv",
        "standard/tables/title_words.tsv",
        "standard/tables/number_words.tsv",
        "standard/tables/obligation_words.tsv",
        "indexer/analysis/tables/title_words.tsv",
        "indexer/readers/tables/cell_words.tsv",
        "indexer/readers/tables/label_words.tsv",
        "indexer/readers/tables/number_cell_words.tsv",
        "indexer/readers/tables/organisation_words.tsv",
        "indexer/readers/tables/placeholders.tsv",
        "catalogue/applicable/tables/title_words.tsv",
        "catalogue/comparison/tables/aspects.tsv",
        "catalogue/query/tables/question_words.tsv",
        "catalogue/search/tables/shop_words.tsv",
    )
)
#: fewest titles that speak for a word; one that fewer have needs another source
FEWEST = 5
#: longest word that is counted, in characters
LONGEST = 12
COUNTED = re.compile(r"(heads|ends|titles|bodies) (\d+)")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass
class Counts:
    """In how many titles something stands where: `heads` and `ends` by what an element ends in."""

    titles: list[str] = field(default_factory=list)
    heads: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    #: different organisations, by what they end in
    bodies: Counter[str] = field(default_factory=Counter)
    #: last words of objects, as the segmenter cuts them
    last_words: Counter[str] = field(default_factory=Counter)

    def of(self, measure: str, word: str) -> int:
        """How many titles speak for a word by a measure of `COUNTED`."""
        if measure == "titles":
            return sum(word in title for title in self.titles)
        return {"heads": self.heads, "ends": self.ends, "bodies": self.bodies}[measure][word]


def records_of(catalogue: Path) -> Iterator[Record]:
    """The records in a file; its rejects are left out."""
    return (row for row in read([catalogue]) if not isinstance(row, Problem))


def count(records: Iterable[Record]) -> Counts:
    """Count the titles and the organisations."""
    counts, bodies = Counts(), set[str]()
    for record in records:
        title = record.title
        bodies.update((*record.issuers, *record.drafters))
        elements = [fold(element) for element in title_segments(title)]
        objects = [left for left in map(without_function_words, elements) if left]
        counts.titles.append(fold(title))
        counts.ends.update(_ends(elements))
        counts.heads.update(_ends(objects))
        counts.last_words.update({cut(text)[-1] for text in objects if _HAN.fullmatch(text)})
    for body in bodies:
        counts.bodies.update(_ends([fold(body)]))
    return counts


def candidates(counts: Counts, known: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Last words of objects that end in none of the known words, with their counts, the most frequent first."""
    for word, times in counts.last_words.most_common():
        if times < FEWEST:
            return
        if not word.endswith(known):
            yield word, times


def make_tables(counts: Counts) -> dict[Path, str]:
    """Each word table, with its counts as they are in this catalogue."""
    return {path: update_counts(path.read_text(encoding="utf-8"), counts) for path in TABLES}


def update_counts(text: str, counts: Counts) -> str:
    """The text of a word table with the counts in its last column worked out."""
    lines = [_update_line(line, counts) for line in text.split("\n")]
    return "\n".join(lines)


def unsupported_words(text: str, name: str) -> list[str]:
    """Words of a table whose source is a count below `FEWEST`. Raises TableError."""
    rows = ((row, COUNTED.fullmatch(row["source"])) for row in parse(text, name))
    return [row["word"] for row, match in rows if match and int(match[2]) < FEWEST]


def _update_line(line: str, counts: Counts) -> str:
    if line.startswith("# counted:"):
        return f"# counted: {len(counts.titles):,} titles"
    cells = line.split("\t")
    match = COUNTED.fullmatch(cells[-1])
    if match is None:
        return line
    return "\t".join((*cells[:-1], f"{match[1]} {counts.of(match[1], fold(cells[0]))}"))


def _ends(texts: list[str]) -> set[str]:
    """Everything that one of some texts ends in, up to `LONGEST` characters."""
    return {text[-length:] for text in texts for length in range(1, min(len(text), LONGEST) + 1)}
