"""What all commands share: options, output, exit codes 0 done, 1 done with rejects, 2 wrong usage, 3 failed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import click

from indexer.generations import Generations

Command = TypeVar("Command", bound=Callable[..., Any])

DONE, PARTLY, USAGE, FAILED = 0, 1, 2, 3


def index_option(command: Command) -> Command:
    """`--index FOLDER`, or LUBIAO_INDEX."""
    return click.option(
        "--index",
        "index",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("index"),
        envvar="LUBIAO_INDEX",
        show_default=True,
        show_envvar=True,
        help="Folder of the index.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`: print one JSON document instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)


def generations_of(index: Path) -> Generations:
    """The generations of an index folder; `opensearch+http://` addresses are not known to this version."""
    return Generations(index)


def show(value: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print a result as JSON or as lines."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


class ProgressLine:
    """Progress for people: a bar on a terminal, a plain line for every tenth elsewhere; always on standard error."""

    _TITLES: ClassVar = {"read": "读取", "index": "建索引"}

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._said: tuple[str, int] = ("", -1)

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Show where a stage stands."""
        if self._quiet:
            return
        if self._terminal:
            self._bar(stage, done, total)
        else:
            self._line(stage, done, total)

    def _bar(self, stage: str, done: int, total: int | None) -> None:
        width = 32
        filled = width * done // total if total else 0
        share = f" {done * 100 // total:3d} %" if total else ""
        end = "\n" if total is not None and done >= total else ""
        bar = f"[{'█' * filled}{'·' * (width - filled)}]" if total else ""
        click.echo(f"\r{self._TITLES[stage]} {bar}{share} {done:,}" + end, err=True, nl=False)

    def _line(self, stage: str, done: int, total: int | None) -> None:
        tenth = done * 10 // total if total else done // 20_000
        if (stage, tenth) != self._said:
            self._said = (stage, tenth)
            click.echo(f"{self._TITLES[stage]} {done:,}" + (f" / {total:,}" if total else ""), err=True)
