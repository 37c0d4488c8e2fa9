"""Other names of products and subjects, which queries are also looked for by: `catalogue/query/tables/other_names.tsv`.

Three sources. `tree`: what the tax tree calls a product besides, where no title says it and it is the name of nothing
else: who asks by it means the product. `spelling`: what two editions of a standard spell with another character of the
same sound, 成型 and 成形, each in a fair share of the titles. `read`: pairs that a person took from words that editions
of one standard put in place of each other, or that one title puts side by side, `头部防护 安全帽`; with `no` pairs of
the other sources that a person found to be false. These stay; only their counts are made anew.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from catalogue.query.synonyms import rows
from indexer.analysis import HAN, compact, entries, fold, parse, title_objects, words_apart
from standard.function import function_of, title_segments
from standard.products import is_product, names_besides
from standard.record import Record
from tools.word_counts import records_of

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "catalogue/query/tables/other_names.tsv"
HEAD = """\
# Other names of products and subjects: who asks for `other` also means `name`; with `both` also the other way round;
# with `no` neither. `titles`: titles that are about `name`, and that hold `other`.
# Made by `python -m tools` (tools/other_names.py), where the sources are explained.
# source: `tree` standard/tables/products.tsv; `spelling` editions of standards; `read` editions and titles, by a person
# date: 2026-11-30
"""
COLUMNS = ("name", "other", "way", "source", "titles")
#: how near a name must be to the object of a title that counts as being about it
NEAR = 0.7
#: how many titles must have the rarer spelling, of those that have the other; fewer are slips of the pen
FAIR_SHARE = 0.05
#: shortest and longest name
SHORTEST, LONGEST = 2, 10
_HAN_ONLY = re.compile(f"[{HAN}]{{{SHORTEST},{LONGEST}}}")


@dataclass
class Evidence:
    """What titles say about names."""

    #: name -> titles that are about it
    about: Counter[str] = field(default_factory=Counter)
    #: all titles, folded
    text: str = ""
    #: (word of an edition, word of the next one in its place)
    replaced: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Row:
    """A pair of names."""

    name: str
    other: str
    way: str
    source: str


def make_tables(catalogue: Path) -> dict[Path, str]:
    """The table, by the titles of a catalogue. Raises OSError."""
    evidence = gather(records_of(catalogue))
    return {TABLE: write_table([*_read_rows(), *find_rows(evidence)], evidence)}


def gather(records: Iterable[Record]) -> Evidence:
    """What the titles of a catalogue are about, and which words its editions put in place of others."""
    evidence, titles, editions = Evidence(), list[str](), defaultdict[str, list[Record]](list)
    for record in records:
        near = title_objects(record.title, function_of(record))
        evidence.about.update(name for name, nearness in near.items() if nearness >= NEAR)
        titles.append(fold(record.title))
        number = parse(record.number)
        if number is not None and number.year and not number.amendment:
            editions[number.loose.removesuffix(f"|{number.year}")].append(record)
    evidence.text = "\n".join(titles)
    for same in editions.values():
        for old, new in pairwise(sorted(same, key=lambda record: record.year or 0)):
            evidence.replaced.update(_differing(_words(old.title), _words(new.title)))
    return evidence


@cache
def known_words() -> frozenset[str]:
    """The words of the table that was made by hand."""
    return frozenset(word for _, words, asked in rows("synonyms.tsv") for word in f"{words} {asked}".split())


def find_rows(evidence: Evidence) -> Iterator[Row]:
    """The pairs that need no judgement."""
    yield from _tree_rows(evidence)
    for old, new in sorted(evidence.replaced):
        if len(old) >= SHORTEST and old not in known_words() and sound_alike(old, new):
            rarer, other = sorted((evidence.text.count(old), evidence.text.count(new)))
            if rarer >= FAIR_SHARE * other:
                yield Row(new, old, "both", "spelling")


def write_table(rows: Iterable[Row], evidence: Evidence) -> str:
    """The text of the table: each pair once, and only those with titles, unless a person judged them."""
    lines: dict[frozenset[str], str] = {}
    for row in rows:
        titles = evidence.about[compact(row.name)], evidence.text.count(fold(row.other))
        if row.source == "read" or (fold(row.name) in evidence.text and (titles[1] or row.way != "both")):
            cells = (row.name, row.other, row.way, row.source, f"{titles[0]}/{titles[1]}")
            lines.setdefault(frozenset((row.name, row.other)), "\t".join(cells))
    return "\n".join([HEAD + f"# rows: {len(lines)}", "\t".join(COLUMNS), *sorted(lines.values())]) + "\n"


def sound_alike(one: str, two: str) -> bool:
    """Whether two words differ in one character, and are read alike."""
    if len(one) != len(two) or sum(a != b for a, b in zip(one, two, strict=True)) != 1:
        return False
    return bool(_sounds(one) & _sounds(two))


def _sounds(word: str) -> set[str]:
    """How a word may be read, without its characters."""
    return {re.sub(f"[{HAN}]", " ", entry) for entry in entries(word)}


def _tree_rows(evidence: Evidence) -> Iterator[Row]:
    """Names that only the tree has, of products that titles are about; a name of several products is left out."""
    pairs = dict.fromkeys(names_besides())
    owners = Counter(other for _, other in pairs)
    for name, other in pairs:
        plain = _HAN_ONLY.fullmatch(name) and _HAN_ONLY.fullmatch(other) and "或" not in other
        if not plain or owners[other] > 1 or other in known_words() or is_product(other) or name in other:
            continue
        if evidence.about[name] and other not in evidence.text:
            yield Row(name, other, "asked", "tree")


def _words(title: str) -> list[str]:
    return [word for element in title_segments(title) for word in words_apart(fold(element))]


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The words in which two titles of equally many words differ."""
    if len(old) == len(new):
        yield from ((one, two) for one, two in zip(old, new, strict=True) if one != two)


def _read_rows() -> list[Row]:
    """The rows of the table that a person judged."""
    if not TABLE.is_file():
        return []
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [Row(*cells[:4]) for cells in (line.split("\t") for line in lines[1:]) if cells[3] == "read"]
