"""`lubiao text`: the clauses of a standard's text, or what it requires."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.export import find_requirements_format, save_blocks
from catalogue.search import Addresses
from catalogue.standards import TextView
from catalogue.wording import Words, say, value_words
from indexer.commands import index_option, json_option, show, spoken
from indexer.errors import RequestError
from indexer.lifecycle import check_targets
from standard.clauses import Clause


@click.command("text", short_help="The clauses of a standard's text, or what it requires.")
@click.argument("number", nargs=-1, metavar="NUMBER...")
@click.option("--clause", default="", metavar="CLAUSE", help="Only this clause and what it holds, with its text: 5.2")
@click.option("--requirements", is_flag=True, help="What is required, recommended, allowed, instead of the outline.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the requirements: .xlsx .json")
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@home_option
@json_option
@click.pass_obj
def text_command(
    addresses: Addresses,
    /,
    number: tuple[str, ...],
    clause: str,
    output: Path | None,
    index: str,
    home: str,
    *,
    requirements: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Show the outline of a standard's text, where it was loaded with the catalogue.

    \b
    Examples:
      lubiao text DB37/T 99901-2025
      lubiao text DB37/T 99901-2025 --clause 4.5
      lubiao text DB37/T 99901-2025 --output requirements.xlsx
    """
    if not number:
        raise click.UsageError(spoken(say("number_wanted")))
    write = find_requirements_format(output.suffix.lower().removeprefix(".")) if output is not None else None
    found = Catalogue.open(index, home=home).text(" ".join(number))
    if output is not None and write is not None:
        check_targets(index, [], output)
        save_blocks(write(found, addresses), output, force=force)
    lines = _requirements(found) if requirements else _lines(found, clause)
    show(found.to_json(addresses), list(lines), as_json=as_json)


def _lines(found: TextView, clause: str) -> Iterator[Words | str]:
    yield say("text_head", number=found.record.number, title=found.text.title)
    if clause:
        one = found.text.find(clause)
        if one is None:
            raise RequestError("clause_missing", clause=clause[:40], number=found.record.number)
        for part in one.walk():
            yield from _clause(part)
        return
    yield from (_heading(part) for part in found.text.walk() if part.title)
    yield from (say("text_problem", text=problem.words) for problem in found.text.problems)


def _heading(clause: Clause) -> str:
    return "  " * clause.level + f"{clause.number} {clause.title}".strip()


def _clause(clause: Clause) -> Iterator[str]:
    yield f"{clause.number} {clause.title}".strip()
    yield from (f"    {line}" for line in clause.text.splitlines())


def _requirements(found: TextView) -> Iterator[Words]:
    yield say("text_head", number=found.record.number, title=found.text.title)
    for one in found.text.requirements:
        yield say(
            "requirement_line",
            id=one.id,
            obligation=value_words("obligation", one.obligation.value),
            text=f"{one.lead}{one.text}",
        )
