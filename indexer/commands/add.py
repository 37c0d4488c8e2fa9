"""`lubiao add`: a few standards added or changed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.commands.command_line import (
    PARTLY,
    PATHS,
    generations_of,
    index_option,
    json_option,
    show,
)
from indexer.lifecycle import (
    change,
    check_targets,
    read_few,
)
from standard.wording import say


@click.command("add", short_help="Add or change a few standards.")
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Where unreadable rows are written.")
@index_option
@json_option
def add_command(paths: tuple[Path, ...], index: str, rejects: Path | None, *, as_json: bool) -> None:
    """Add or change a few standards; searches see them within a second.

    They are kept in a journal, so that the next reindex does not lose them.

    \b
    Example:
      lubiao add new-standards.csv
    """
    generations = generations_of(index)
    check_targets(generations.folder, paths, rejects)
    few = read_few(paths, rejects)
    name, added, changed, _ = change(generations, few.records)
    value = {
        "read": few.read,
        "added": added,
        "changed": changed,
        "rejected": few.rejected,
        "generation": name,
        "problems": [problem.to_json() for problem in few.problems],
    }
    lines = [say("read_few", read=few.read, added=added, changed=changed, rejected=few.rejected, name=name)]
    show(value, [*lines, *few.lines(rejects)], as_json=as_json)
    sys.exit(PARTLY if few.rejected else 0)
