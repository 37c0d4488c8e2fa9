"""`lubiao compare`: up to four standards side by side, and the texts of two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.compared_texts import list_text_lines
from catalogue.commands.home import home_option
from catalogue.comparison import ComparedText, Comparison, FieldRow, TextComparison, fact_words
from catalogue.export import compared_json, find_compared_format, save_blocks, write_compared
from catalogue.search import Addresses
from catalogue.wording import Words, say, value_words
from indexer.commands import index_option, json_option, show, spoken
from indexer.errors import RequestError
from indexer.lifecycle import check_targets
from indexer.readers import read_standard_text

_TEXTS = 2


@click.command("compare", short_help="Up to four standards side by side, and the texts of two.")
@click.argument("numbers", nargs=-1, metavar="NUMBER|FILE NUMBER|FILE...")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it: .xlsx .docx .html .json")
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@home_option
@json_option
@click.pass_obj
def compare_command(
    addresses: Addresses,
    /,
    numbers: tuple[str, ...],
    output: Path | None,
    index: str,
    home: str,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Two to four standards side by side: what of their records is equal, and what both cite, replace and adopt.

    Of two whose texts are there: clauses, terms, references, obligations and indicators, too. A FILE is read as the
    text of a standard and not kept. A number with a blank in it is put in quotes.

    \b
    Examples:
      lubiao compare "DB37/T 2960-2017" "GB/T 15776-2023"
      lubiao compare draft.docx "GB/T 99901-2024" --output report.xlsx
    """
    if not numbers:
        raise click.UsageError(spoken(say("number_wanted")))
    files = [Path(name) for name in numbers if _is_file(name)]
    if output is not None:
        find_compared_format(output.suffix)
        check_targets(index, files, output)
    catalogue = Catalogue.open(index, home=home)
    found = _compare_files(catalogue, numbers) if files else catalogue.compare(numbers)
    lines = list(_lines(found) if isinstance(found, Comparison) else list_text_lines(found))
    if output is not None:
        save_blocks(write_compared(found, output.suffix, addresses), output, force=force)
        lines = [say("check_written", path=output)]
    show(compared_json(found, addresses), lines, as_json=as_json)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _compare_files(catalogue: Catalogue, names: tuple[str, ...]) -> TextComparison:
    if len(names) != _TEXTS:
        raise RequestError("compare_files_two", count=len(names))
    left, right = (_read(name) if _is_file(name) else name for name in names)
    return catalogue.compare_texts(left, right)


def _read(name: str) -> ComparedText:
    text, document = read_standard_text(Path(name))
    return ComparedText(Path(name).name, text, tuple(problem.words for problem in document.problems))


def _lines(found: Comparison) -> Iterator[Words | str]:
    for record in found.records:
        status = value_words("status", record.status_on(found.day).value)
        yield say("compare_standard", number=record.number, title=record.title, status=status)
    yield from (_row(row) for row in found.rows if row.holders)
    for kind, rows in found.named.items():
        for row in rows:
            name = "compare_named_dead" if row.dead else "compare_named"
            by = tuple(found.records[place].number for place in row.holders)
            yield say(name, kind=fact_words(kind), number=row.number, by=by)
    for record, checks in zip(found.records, found.checks, strict=True):
        yield from (say("compare_check", number=record.number, text=check.text) for check in checks)
    if found.texts is not None:
        yield from list_text_lines(found.texts)
    else:
        yield found.missing_texts


def _row(row: FieldRow) -> Words:
    values = tuple(value_words(row.field, value) if value else Words("-") for value in row.values)
    return say(f"compare_{row.verdict}", field=row.words, values=say("compare_bar").join(values))
