"""`python -m tools.adoptions`: make corpus/adoptions.tsv, and the editions of what is adopted, from collected lists.

A row is shipped where a source of it can be named. What a list has from memory, completed by memory, or from a public
text that cannot be named is left out, and counted by reason. The same lists give the same bytes.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from standard.number import NumberError, StandardNumber
from standard.record import THIRD_PARTY
from standard.relation import degree_of_word
from tools.international_editions import adopted_editions, editions_of, table_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
#: the collected lists; where two state the same, the first counts
LISTS = ("domain/adoptions-more.csv", "platforms/adoptions.csv", "domain/adoptions.csv")
#: further ones, read one by one; what a list states counts before
FURTHER = Path(__file__).resolve().parent / "further_adoptions.tsv"
COLUMNS = ("standard", "adopted", "degree", "source", "day")
HEAD = (
    "# what Chinese standards adopt, each with where it is stated; see README.md",
    "# a third-party text is a public file that says so; it may be wrong, and was compared with both titles only",
)
#: what a list says of the source -> how it is named; the first pattern counts
_SOURCES = (
    (r"captured std\.samr page", "std.samr.gov.cn"),
    (r"biaozhun\.org record", "www.biaozhun.org"),
    (r"cover of (GB/T [\d-]+)", r"\1, cover"),
    (r"find_string (\d+) \((JR/T [\d.-]+), normative references", r"\2, normative references (third-party text \1)"),
    (r"(tang730125633/\S+ \S+)", rf"{THIRD_PARTY} \1"),
    (r"find_string (?:id )?(\d+)", rf"{THIRD_PARTY} \1"),
)
_MEMORY = re.compile(r"\bown\b|model memory")
_UNDATED_THERE = re.compile("undated there|edition from")


class Stated(NamedTuple):
    """A row of `corpus/adoptions.tsv`."""

    standard: str
    adopted: str
    degree: str
    source: str
    day: str = ""


@click.command()
@click.argument("reference", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--corpus", type=click.Path(file_okay=False, path_type=Path), default=CORPUS, help="Folder to write to.")
def main(reference: Path, corpus: Path) -> None:
    """Make corpus/adoptions.tsv and corpus/international/ anew from the lists in the folder REFERENCE."""
    rows, left = select_rows(reference, FURTHER)
    editions = adopted_editions(editions_of(reference), [row.adopted for row in rows])
    (corpus / "international").mkdir(parents=True, exist_ok=True)
    (corpus / "adoptions.tsv").write_text(adoptions_table(rows), encoding="utf-8")
    (corpus / "international" / "adopted.tsv").write_text(table_of(editions), encoding="utf-8")
    known = {edition.number for edition in editions}
    click.echo(f"{len(rows)} adoptions, {len(editions)} editions of what is adopted\n")
    click.echo("\n".join(f"left out, {why}: {count}" for why, count in sorted(left.items())))
    absent = (row for row in rows if row.adopted not in known)
    click.echo("\n".join(f"edition not listed: {row.standard} {row.adopted}" for row in absent))


def select_rows(reference: Path, further: Path | None = None) -> tuple[list[Stated], Counter[str]]:
    """The rows that are shipped, in the order of their numbers, and how many are left out, by reason.

    `further` is a table of rows as they are shipped, without days.
    """
    left: Counter[str] = Counter()
    rows: dict[tuple[str, str], Stated] = {}
    for listed in _listed(reference):
        why, row = _read(listed)
        if row is None:
            left[why] += 1
            continue
        series = StandardNumber(row.adopted).series or row.adopted
        known = rows.setdefault((row.standard, series), row)
        if known is not row:
            left["stated by another list already"] += 1
    for row in _further(further) if further is not None else ():
        series = StandardNumber(row.adopted).series or row.adopted
        if rows.setdefault((row.standard, series), row) is not row:
            left["stated by another list already"] += 1
    dated = {StandardNumber(row.standard).series for row in rows.values() if StandardNumber(row.standard).year}
    for key, row in list(rows.items()):
        if StandardNumber(row.standard).year is None:
            left["no year, and the dated one is there" if row.standard in dated else "no year"] += 1
            del rows[key]
    return sorted(rows.values(), key=lambda row: (StandardNumber(row.standard), row.adopted)), left


def adoptions_table(rows: list[Stated]) -> str:
    """The text of `corpus/adoptions.tsv`."""
    return "\n".join([*HEAD, *("\t".join(line) for line in (COLUMNS, *rows))]) + "\n"


def _listed(reference: Path) -> Iterator[dict[str, str]]:
    for name in LISTS:
        with (reference / name).open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _further(path: Path) -> Iterator[Stated]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    yield from (Stated(**row) for row in csv.DictReader(lines, delimiter="\t"))


def _read(listed: dict[str, str]) -> tuple[str, Stated | None]:
    """The row that is shipped, or why none is."""
    said = f"{listed.get('confidence', '')} {listed['source']}"
    if _MEMORY.search(said):
        return "from memory", None
    source = next((re.sub(f".*?{what}.*", name, said) for what, name in _SOURCES if re.search(what, said)), "")
    if not source:
        return "no source that can be named", None
    try:
        standard, adopted = StandardNumber(listed["gb"]), StandardNumber(listed["international"])
    except NumberError:
        return "number not read", None
    if standard.kind == "plan":
        return "a plan, no standard", None
    # a year that the text itself does not give was completed by whoever made the list
    number = adopted.series if _UNDATED_THERE.search(said) else str(adopted)
    degree = "" if "MOD elsewhere" in said else degree_of_word(listed["degree"])
    return "", Stated(str(standard), number, degree, source)


if __name__ == "__main__":
    main()
