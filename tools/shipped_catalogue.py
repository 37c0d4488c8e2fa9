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
from tools.catalogue_additions import Committees, add, bodies_in, by_number, committees_of, listed_standards
from tools.catalogue_files import files_of
from tools.catalogue_row import CollectedRow, Row, RowLeftOut, ShippedRow, read_row, signs_of, year_of

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
    rows, left, emptied = select_rows(reference, subject_rows(corpus))
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


def select_rows(reference: Path, known: dict[str, Row]) -> tuple[list[Row], Counter[str], Counter[str]]:
    """The rows in their order, and how many rows and values were left out, by reason.

    Of a number in `known` only what its row there lacks is given: department and committee.
    """
    left: Counter[str] = Counter()
    emptied: Counter[str] = Counter()
    second = list(_lines(reference / "catalogue-more.jsonl.gz"))
    more = by_number(second)
    with (reference / "domain" / "committees.csv").open(encoding="utf-8-sig", newline="") as table:
        committees = committees_of(csv.DictReader(table))
    rows: list[ShippedRow] = []
    for row in _plausible_rows(_lines(reference / "catalogue.jsonl.gz"), left):
        addition = more.get(str(row.number))
        try:
            if str(row.number) in known:
                left["stands in a file of subjects"] += 1
                rows += _lacking(row, known[str(row.number)], addition, committees, emptied)
                continue
            if addition:
                add(row, addition, committees)
        except RowLeftOut as reason:
            left[str(reason)] += 1
            continue
        emptied += row.emptied
        rows.append(row)
    there = {row.number for row in rows} | {StandardNumber(number) for number in known}
    rows += [row for row in listed_standards(second, left) if row.number not in there]
    emptied["issuers: a name so rare that it may be a misprint"] = _drop_rare_issuers(rows)
    rows.sort(key=lambda row: row.number)
    return [row.cells for row in rows], left, emptied


def _drop_rare_issuers(rows: Iterable[ShippedRow]) -> int:
    """Empty the issuers of the state's and industries' standards that hardly any row names; how many these were."""
    named = [row for row in rows if "issuers" in row.cells and row.number.level in _STATE]
    counts = Counter(name for row in named for name in row.cells["issuers"].split(";"))
    rare = [row for row in named if any(counts[name] < _RARE for name in row.cells["issuers"].split(";"))]
    for row in rare:
        del row.cells["issuers"]
    return len(rare)


def subject_rows(corpus: Path) -> dict[str, Row]:
    """Number -> row of the files by subject, which count where both know a number."""
    row_of_number = {}
    for path in sorted((corpus / "subjects").glob("*.tsv")):
        row_of_number.update({row["number"]: row for row in parse(path.read_text("utf-8"), path.name)})
    return row_of_number


def _plausible_rows(rows: Iterable[CollectedRow], left: Counter[str]) -> Iterator[ShippedRow]:
    """Rows that can stand alone, without those that others put in doubt."""
    readable: list[ShippedRow] = []
    numbers: Counter[StandardNumber] = Counter()
    for collected in rows:
        try:
            row = read_row(collected)
        except RowLeftOut as reason:
            left[str(reason)] += 1
            continue
        numbers[row.number] += 1
        readable.append(row)
    numbers_of_title, editions = _numbers_of_title(readable), _editions(readable)
    for row in readable:
        if numbers[row.number] > 1:
            left["two rows for one number"] += 1
        elif len(numbers_of_title.get(_title_and_day(row), ())) > 1:
            left["one title under two numbers on one day"] += 1
        elif row.disputed and not _has_ended_since(row, editions):
            left["sources disagree on the status"] += 1
        elif row.cells.get("status_word") == "现行" and _is_followed(row, editions):
            left["in force beside a later edition in force"] += 1
        else:
            yield row


def _numbers_of_title(rows: Iterable[ShippedRow]) -> dict[tuple[str, str, str], set[str]]:
    """Title, day of issue and code -> the numbers without year."""
    numbers: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        if key := _title_and_day(row):
            numbers.setdefault(key, set()).add(str(row.number))
    return numbers


def _title_and_day(row: ShippedRow) -> tuple[str, str, str]:
    title = signs_of(row.cells["title"])
    if "issued" not in row.cells or len(title) < _SPEAKING or row.number.prefix.startswith(_ALIKE):
        return (str(row.number), "", "")
    return (title, row.cells["issued"], row.number.prefix)


def _editions(rows: Iterable[ShippedRow]) -> dict[tuple[str, str], list[ShippedRow]]:
    """Number without year and nature, and title -> editions in force."""
    editions: dict[tuple[str, str], list[ShippedRow]] = {}
    for row in rows:
        if row.cells.get("status_word") == "现行":
            editions.setdefault(_edition(row), []).append(row)
    return editions


def _edition(row: ShippedRow) -> tuple[str, str]:
    return (re.sub(r"/[TZ](?= )", "", str(row.number)[:-5]), signs_of(row.cells["title"]))


def _is_followed(row: ShippedRow, editions: dict[tuple[str, str], list[ShippedRow]]) -> bool:
    """Whether a later edition under the same title took effect before this one was looked up and found in force."""
    year, checked = year_of(row.number), row.cells["checked"]
    later = [edition for edition in editions[_edition(row)] if year_of(edition.number) > year]
    return any(edition.cells.get("effective", f"{year_of(edition.number)}-12-31") <= checked for edition in later)


def _has_ended_since(row: ShippedRow, editions: dict[tuple[str, str], list[ShippedRow]]) -> bool:
    """Whether the next edition took effect between the two readings that disagree."""
    later = [edition for edition in editions.get(_edition(row), ()) if year_of(edition.number) > year_of(row.number)]
    return any(BEFORE < edition.cells.get("effective", "") <= row.cells["checked"] for edition in later)


def _lacking(
    row: ShippedRow, known: Row, addition: CollectedRow | None, committees: Committees, emptied: Counter[str]
) -> Iterator[ShippedRow]:
    """What a row of the subjects lacks, as a row without a status, which overrules no other row."""
    if addition and signs_of(addition["title"]) == signs_of(known["title"]):
        cells = {name: cell for name, cell in bodies_in(addition, committees, emptied).items() if not known.get(name)}
        if cells:
            named = {name: known[name] for name in ("number", "title", "level", "source")}
            yield ShippedRow(row.number, named | cells, row.status)


def _lines(path: Path) -> Iterator[CollectedRow]:
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
