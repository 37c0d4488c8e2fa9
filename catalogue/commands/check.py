"""`lubiao check`: whether what a list or a document cites is in force, as a table or as a report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.filling import Original, filled_lines, read_original, write_filled
from catalogue.commands.home import home_option
from catalogue.export import disclaimer, find_report_format, save_blocks
from catalogue.validity import Check, EarlierReport, Row, Verdict, read_report, verify_report
from catalogue.wording import Words, say, value_words
from indexer.commands import DONE, PARTLY, index_option, json_option, show, spoken
from indexer.errors import RequestError
from indexer.lifecycle import check_targets
from indexer.readers import Document, read_document
from standard.errors import LubiaoError

#: most bytes of a report that is read back
_MOST_BYTES = 256 << 20
#: what a row is told in one line of
_GAP = "  "
_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@dataclass(frozen=True)
class _Wanted:
    """What of the check is written and printed, and what it is measured by."""

    output: Path | None
    force: bool
    failing: frozenset[Verdict]
    as_json: bool
    #: the list to be filled, instead of a report
    original: Original | None


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    """A day as 2023-06-30. Raises BadParameter."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(spoken(say("check_day_wrong", text=text))) from None


def _verdicts(_context: click.Context, _option: click.Parameter, text: str | None) -> frozenset[Verdict]:
    """Verdicts between commas. Raises BadParameter for one that there is not."""
    names = [one.strip() for one in (text or "").split(",") if one.strip()]
    wrong = tuple(one for one in names if one not in set(Verdict))
    if wrong or (text is not None and not names):
        raise click.BadParameter(spoken(say("check_verdict_wrong", names=wrong, known=tuple(map(str, Verdict)))))
    return frozenset(map(Verdict, names))


@click.command("check", short_help="Whether what a list or a document cites is in force.")
@click.argument("file", type=_FILE, required=False)
@click.option("--on", "day", callback=_day, metavar="DAY", help="As of this day, 2023-06-30; today if not given.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write a report: .xlsx .docx .csv .json"
)
@click.option("--fill", is_flag=True, help="Write a copy of FILE with the verdicts in it: .xlsx .xlsm .csv .tsv")
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@click.option("--baseline", type=_FILE, help="Compare with an earlier report: .xlsx .csv .json")
@click.option("--join", "second", type=_FILE, help="A second list whose columns are joined by number.")
@click.option(
    "--fail-on",
    "failing",
    callback=_verdicts,
    metavar="VERDICTS",
    help="Exit with 1 for these verdicts only: replaced,abolished,not_found",
)
@click.option("--verify", "report", type=_FILE, help="Whether a report still fits its digest; takes no FILE.")
@index_option
@home_option
@json_option
def check_command(
    file: Path | None,
    day: date | None,
    output: Path | None,
    baseline: Path | None,
    second: Path | None,
    failing: frozenset[Verdict],
    report: Path | None,
    index: str,
    home: str,
    *,
    fill: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Whether the standards that FILE cites are in force: a list, or a document in running text; `-` is standard input.

    Exits with 0 where all rows are in force, with 1 where any is not.

    \b
    Examples:
      lubiao check list.xlsx --output report.docx
      lubiao check list.xlsx --fill
      lubiao check manual.docx --on 2023-06-30 --json
      lubiao check list.csv --baseline last-year.xlsx --fail-on replaced,abolished,not_found
      lubiao check --verify report.xlsx
    """
    if report is not None:
        if file is not None:
            raise click.UsageError(spoken(say("check_verify_alone")))
        sys.exit(_verify(report, as_json=as_json))
    if file is None:
        raise click.UsageError(spoken(say("check_file_missing")))
    original = read_original(file, output) if fill else None
    target = original.target if original else output
    if target is not None:
        if not fill:
            find_report_format(target.suffix)
        check_targets(index, [path for path in (file, baseline, second) if path and str(path) != "-"], target)
    document = original.document if original else _document(file)
    earlier = _report(baseline) if baseline else None
    catalogue = Catalogue.open(index, home=home)
    check = catalogue.check_document(
        document, day, baseline=earlier, second=_document(second) if second is not None else None
    )
    if not check.rows and check.problems:
        raise LubiaoError("check_unreadable", reason=check.problems[0].words)
    sys.exit(_tell(check, _Wanted(target, force, failing, as_json, original)))


# --- reading ----------------------------------------------------------------------------------------------------------


def _document(path: Path) -> Document:
    return read_document(sys.stdin.buffer.read(), "") if str(path) == "-" else read_document(path)


def _report(path: Path) -> EarlierReport:
    """The report in a file. Raises RequestError."""
    if str(path) == "-":
        return read_report(sys.stdin.buffer.read(), "")
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise RequestError("report_unreadable", name=path.name, reason=error.strerror) from error
    if len(data) > _MOST_BYTES:
        raise RequestError("report_too_large", name=path.name, most=_MOST_BYTES >> 20)
    return read_report(data, path.name)


# --- answering --------------------------------------------------------------------------------------------------------


def _verify(path: Path, *, as_json: bool) -> int:
    found = verify_report(_report(path))
    report = found.report
    if found.agrees:
        day, generation = report.day or "", report.generation
        head = say("report_agrees", name=report.name, rows=len(report.rows), day=day, generation=generation)
    else:
        head = say("report_disagrees", name=report.name, count=len(found.changes))
    lines = [head, *(_GAP + words for words in found.changes), *found.remarks]
    show(found.to_json(), lines, as_json=as_json)
    return DONE if found.agrees else PARTLY


def _tell(check: Check, wanted: _Wanted) -> int:
    """Print the check, or write it; the exit code."""
    written: dict[str, Any] = {"output": str(wanted.output)} if wanted.output else {}
    said: Iterable[Words] = ()
    if wanted.original is not None:
        filled = write_filled(wanted.original, check, force=wanted.force)
        written |= {"filled": filled.rows, "remarks": list(filled.notes)}
        said = filled_lines(filled, wanted.original, check)
    elif wanted.output is not None:
        chosen = find_report_format(wanted.output.suffix)
        save_blocks(chosen.write(check), wanted.output, force=wanted.force)
        said = (say("check_written", path=wanted.output),)
    if wanted.as_json:
        show(check.to_json() | written, (), as_json=True)
    else:
        show({}, _lines(check, said), as_json=False)
    if wanted.failing:
        return PARTLY if check.problems or wanted.failing & check.counts.keys() else DONE
    return DONE if check.all_in_force else PARTLY


def _lines(check: Check, said: Iterable[Words]) -> Iterator[Words | str]:
    """The rows, unless they were written to a file, of which it is said; what they come to."""
    said = tuple(said)
    if not said:
        for at, row in enumerate(check.rows):
            yield from _row_lines(check, at, row)
    yield from _summary(check)
    yield from said
    yield disclaimer(check)


def _row_lines(check: Check, at: int, row: Row) -> Iterator[Words]:
    shown = row.number or " ".join(row.given.split())
    line = f"{row.row:>4}{_GAP}{shown}{_GAP}[" + value_words("verdict", row.verdict.value) + f"]{_GAP}{row.title}"
    instead = row.replaced_by or ((row.in_force,) if row.in_force and row.in_force != row.number else ())
    if instead:
        line += f"{_GAP}→ " + "、".join(instead)
    yield line
    if row.duplicate_of:
        yield " " * 6 + say("check_row_duplicate", row=row.duplicate_of)
    if row.notes:
        yield " " * 6 + say("check_row_note", place=row.place.words, note=row.note)
    if check.comparison is not None:
        change = check.comparison.changes[at]
        yield " " * 6 + value_words("change", change.kind.value) + " " + change.words
    if check.joined is not None:
        yield " " * 6 + value_words("match", check.joined.matches[at][0].value)


def _summary(check: Check) -> Iterator[Words]:
    yield say(
        "check_head",
        name=check.name or "-",
        count=len(check.rows),
        day=check.day,
        generation=check.generation,
        data_date=check.data_date or "—",
    )
    for verdict, count in check.counts.items():
        yield say("fact", name=value_words("verdict", verdict.value), value=count)
    skips = tuple(value_words("reason", reason) + f" {count}" for reason, count in check.skips.items())
    if skips:
        yield say("check_skipped", count=len(check.skipped), reasons=skips)
    if not check.rows:
        yield say("check_nothing_cited")
    yield from (say("beware", text=problem.words) for problem in check.problems)
    yield from check.notes
    if check.comparison is not None:
        kinds = tuple(value_words("change", kind.value) + f" {n}" for kind, n in check.comparison.counts.items())
        yield say("check_compared", name=check.comparison.report.name, day=check.comparison.report.day, counts=kinds)
        for gone in check.comparison.gone:
            yield say("fact", name=value_words("change", "gone"), value=gone["number"] or gone["given"])
    if check.joined is not None:
        matches = tuple(value_words("match", match.value) + f" {n}" for match, n in check.joined.counts.items())
        yield say("check_joined", name=check.joined.name, counts=matches, lacking=len(check.joined.lacking))
        for row in check.joined.lacking:
            yield _GAP + say("check_lacking", given=row.entry.citation.given, place=row.entry.place.words)
