"""What all commands share: options, output, exit codes 0 done, 1 done with rejects, 2 wrong usage, 3 failed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import click

from indexer.lifecycle import Generations

Command = TypeVar("Command", bound=Callable[..., Any])

DONE, PARTLY, USAGE, FAILED = 0, 1, 2, 3
#: the time that is shown: China has one zone and no summer time
SHANGHAI = timezone(timedelta(hours=8))
#: a source that cannot be read is a reject, the rest goes on
PATHS = click.Path(exists=True, readable=False, path_type=Path)


def index_option(command: Command) -> Command:
    """`--index FOLDER`, or LUBIAO_INDEX."""
    return click.option(
        "--index",
        "index",
        # whether it can be read is seen, and said, when it is opened
        type=click.Path(file_okay=False, readable=False),
        default="index",
        envvar="LUBIAO_INDEX",
        show_default=True,
        show_envvar=True,
        help="Folder of the index.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`: print one JSON document instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)


def generations_of(index: str) -> Generations:
    """The generations of the index at an address. Raises AddressUnknown."""
    return Generations(index)


def show(value: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print a result as JSON or as lines."""
    text = json.dumps(value, ensure_ascii=False, indent=1) if as_json else "\n".join(lines)
    # names of files may hold bytes that no encoding has
    click.echo(text.encode("utf-8", "replace").decode())


class ProgressLine:
    """Progress for people, on standard error: a bar on a terminal, now and then a plain line elsewhere."""

    _TITLES: ClassVar = {"read": "读取", "index": "建索引"}

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._said: tuple[str, int] = ("", -1)
        self._bar: Any = None

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Show where a stage stands."""
        if self._quiet:
            return
        if self._terminal and stage == "index" and total:
            self._advance(stage, done, total)
        else:
            self._line(stage, done, total)

    def _advance(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = click.progressbar(length=total, label=self._TITLES[stage], show_pos=True, file=sys.stderr)
        self._bar.update(done - self._bar.pos)
        if done >= total:
            self._bar.render_finish()
            self._bar = None

    def _line(self, stage: str, done: int, total: int | None) -> None:
        tenth = done * 10 // total if total else done // 20_000
        if (stage, tenth) != self._said:
            self._said = (stage, tenth)
            click.echo(f"{self._TITLES[stage]} {done:,}" + (f" / {total:,}" if total else ""), err=True)


def shipped_corpus() -> Path:
    """The corpus folder of this project: what is known by subject, and the large catalogue beside it."""
    folder = Path(__file__).resolve().parent.parent.parent / "corpus"
    if not folder.is_dir():
        raise click.UsageError("没有给出 PATH，程序旁边也没有 corpus 文件夹")
    return folder
