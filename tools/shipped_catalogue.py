"""`python -m tools.shipped_catalogue`: make corpus/catalogue anew from two files of collected records.

Prints what is shipped by level and field, and what is left out by reason. The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from standard.number import StandardNumber
from standard.publisher import Level
from standard.tables import parse
from tools.catalogue_additions import Committees, add, bodies_in, committees_of, listed, numbered
from tools.catalogue_files import files_of
from tools.catalogue_row import Given, Kept, LeftOut, Row, kept, signs_of, year_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
#: levels whose issuing bodies are few, and how many rows at least name one of them
_STATE, _RARE = (Level.NATIONAL, Level.INDUSTRY, Level.REGULATION), 5
#: the day of the earlier of two readings of one site
BEFORE = "2026-03-01"
#: a shorter title may be that of several standards
_SPEAKING = 8
#: industries that gave one title to many standards on one day: parts of tools, kinds of tubes
_ALIKE = ("SJ", "JJ")


@click.command()
@click.argument("reference", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--corpus", type=click.Path(file_okay=False, path_type=Path), default=CORPUS, help="Folder to write to.")
def main(reference: Path, corpus: Path) -> None:
    """Make corpus/catalogue anew from catalogue.jsonl.gz and catalogue-more.jsonl.gz in the folder REFERENCE."""
    rows, left, emptied = shipped(reference, subjects(corpus))
    folder = corpus / "catalogue"
    folder.mkdir(parents=True, exist_ok=True)
    files = files_of(rows)
    for old in set(folder.glob("*.tsv")) - {folder / name for name in files}:
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    size = sum(len(text.encode()) for text in files.values())
    click.echo(f"{len(rows):,} rows in {len(files)} files, {size / 1e6:.1f} MB\n")
    click.echo("\n".join([*_counts(rows), "", *_reasons("left out", left), "", *_reasons("left empty", emptied)]))


def shipped(reference: Path, known: dict[str, Row]) -> tuple[list[Row], Counter[str], Counter[str]]:
    """The rows in their order, and how many rows and values were left out, by reason.

    Of a number in `known` only what its row there lacks is given: department and committee.
    """
    left: Counter[str] = Counter()
    emptied: Counter[str] = Counter()
    second = list(_lines(reference / "catalogue-more.jsonl.gz"))
    more = numbered(second)
    with (reference / "domain" / "committees.csv").open(encoding="utf-8-sig", newline="") as table:
        committees = committees_of(csv.DictReader(table))
    rows: list[Kept] = []
    for row in _judged(_lines(reference / "catalogue.jsonl.gz"), left):
        addition = more.get(str(row.number))
        try:
            if str(row.number) in known:
                left["stands in a file of subjects"] += 1
                rows += _lacking(row, known[str(row.number)], addition, committees, emptied)
                continue
            if addition:
                add(row, addition, committees)
        except LeftOut as reason:
            left[str(reason)] += 1
            continue
        emptied += row.emptied
        rows.append(row)
    there = {row.number for row in rows} | {StandardNumber(number) for number in known}
    rows += [row for row in listed(second, left) if row.number not in there]
    emptied["issuers: a name so rare that it may be a misprint"] = _drop_rare_issuers(rows)
    rows.sort(key=lambda row: row.number)
    return [row.cells for row in rows], left, emptied


def _drop_rare_issuers(rows: Iterable[Kept]) -> int:
    """Empty the issuers of the state's and industries' standards that hardly any row names; how many these were."""
    named = [row for row in rows if "issuers" in row.cells and row.number.level in _STATE]
    counts = Counter(name for row in named for name in row.cells["issuers"].split(";"))
    rare = [row for row in named if any(counts[name] < _RARE for name in row.cells["issuers"].split(";"))]
    for row in rare:
        del row.cells["issuers"]
    return len(rare)


def subjects(corpus: Path) -> dict[str, Row]:
    """Number -> row of the files by subject, which count where both know a number."""
    found = {}
    for path in sorted((corpus / "subjects").glob("*.tsv")):
        found.update({row["number"]: row for row in parse(path.read_text("utf-8"), path.name)})
    return found


def _judged(rows: Iterable[Given], left: Counter[str]) -> Iterator[Kept]:
    """Rows that can stand alone, without those that others put in doubt."""
    judged: list[Kept] = []
    numbers: Counter[StandardNumber] = Counter()
    for given in rows:
        try:
            row = kept(given)
        except LeftOut as reason:
            left[str(reason)] += 1
            continue
        numbers[row.number] += 1
        judged.append(row)
    alike, editions = _alike(judged), _editions(judged)
    for row in judged:
        if numbers[row.number] > 1:
            left["two rows for one number"] += 1
        elif len(alike.get(_title_and_day(row), ())) > 1:
            left["one title under two numbers on one day"] += 1
        elif row.disputed and not _has_ended_since(row, editions):
            left["sources disagree on the status"] += 1
        elif row.cells.get("status_word") == "现行" and _is_followed(row, editions):
            left["in force beside a later edition in force"] += 1
        else:
            yield row


def _alike(rows: Iterable[Kept]) -> dict[tuple[str, str, str], set[str]]:
    """Title, day of issue and code -> the numbers without year."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        if key := _title_and_day(row):
            found.setdefault(key, set()).add(str(row.number))
    return found


def _title_and_day(row: Kept) -> tuple[str, str, str]:
    title = signs_of(row.cells["title"])
    if "issued" not in row.cells or len(title) < _SPEAKING or row.number.prefix.startswith(_ALIKE):
        return (str(row.number), "", "")
    return (title, row.cells["issued"], row.number.prefix)


def _editions(rows: Iterable[Kept]) -> dict[tuple[str, str], list[Kept]]:
    """Number without year and nature, and title -> editions in force."""
    found: dict[tuple[str, str], list[Kept]] = {}
    for row in rows:
        if row.cells.get("status_word") == "现行":
            found.setdefault(_edition(row), []).append(row)
    return found


def _edition(row: Kept) -> tuple[str, str]:
    return (re.sub(r"/[TZ](?= )", "", str(row.number)[:-5]), signs_of(row.cells["title"]))


def _is_followed(row: Kept, editions: dict[tuple[str, str], list[Kept]]) -> bool:
    """Whether a later edition under the same title took effect before this one was looked up and found in force."""
    year, checked = year_of(row.number), row.cells["checked"]
    later = [other for other in editions[_edition(row)] if year_of(other.number) > year]
    return any(other.cells.get("effective", f"{year_of(other.number)}-12-31") <= checked for other in later)


def _has_ended_since(row: Kept, editions: dict[tuple[str, str], list[Kept]]) -> bool:
    """Whether the next edition took effect between the two readings that disagree."""
    later = [other for other in editions.get(_edition(row), ()) if year_of(other.number) > year_of(row.number)]
    return any(BEFORE < other.cells.get("effective", "") <= row.cells["checked"] for other in later)


def _lacking(
    row: Kept, known: Row, addition: Given | None, committees: Committees, emptied: Counter[str]
) -> Iterator[Kept]:
    """What a row of the subjects lacks, as a row without a status: such a one never counts more than another."""
    if addition and signs_of(addition["title"]) == signs_of(known["title"]):
        cells = {name: cell for name, cell in bodies_in(addition, committees, emptied).items() if not known.get(name)}
        if cells:
            named = {name: known[name] for name in ("number", "title", "level", "source")}
            yield Kept(row.number, named | cells, row.status)


def _lines(path: Path) -> Iterator[Given]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _counts(rows: list[Row]) -> Iterator[str]:
    """A table of how many rows of each level have each field, as corpus/README.md prints it."""
    levels = [level.value for level in Level if any(row["level"] == level.value for row in rows)]
    names = dict.fromkeys(name for row in rows for name in row)
    yield "| field | " + " | ".join([*levels, "all"]) + " |"
    yield "|---" * (len(levels) + 2) + "|"
    for name in names:
        counts = Counter(row["level"] for row in rows if name in row)
        yield f"| {name} | " + " | ".join(str(counts[level]) for level in levels) + f" | {counts.total()} |"


def _reasons(what: str, counts: Counter[str]) -> Iterator[str]:
    yield f"{what}: {counts.total():,}"
    yield from (f"| {reason} | {count} |" for reason, count in counts.most_common() if count)


if __name__ == "__main__":
    main()
