"""What all commands share: options, output, exit codes 0 done, 1 done with rejects, 2 wrong usage, 3 failed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import click

from indexer.lifecycle import Generations, generations_at
from standard.wording import CHINESE, LANGUAGES, Words, in_json, say, words_of

Command = TypeVar("Command", bound=Callable[..., Any])

DONE, PARTLY, USAGE, FAILED = 0, 1, 2, 3
#: where the language of a call is kept
_LANGUAGE = "lubiao.language"
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
        help="Folder of the index, or the address of a cluster.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`: print one JSON document instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)


def generations_of(index: str) -> Generations:
    """The generations of the index at an address. Raises AddressUnknown."""
    return generations_at(index)


def language_option(program: Command) -> Command:
    """`--language zh|en` of the program, or LUBIAO_LANGUAGE: what all commands speak."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=CHINESE,
        envvar="LUBIAO_LANGUAGE",
        show_default=True,
        show_envvar=True,
        expose_value=False,
        is_eager=True,
        callback=_choose,
        help="Language of everything that is printed.",
    )(program)


def _choose(context: click.Context, _: click.Parameter, chosen: str) -> None:
    context.meta[_LANGUAGE] = chosen


def language() -> str:
    """The language of this call of the program, one of LANGUAGES."""
    context = click.get_current_context(silent=True)
    chosen: str = CHINESE if context is None else context.meta.get(_LANGUAGE, CHINESE)
    return chosen


def spoken(words: Words | str) -> str:
    """Words in the language of this call; a text as it is."""
    return words_of(words).in_language(language())


def show(value: dict[str, Any], lines: Iterable[Words | str], *, as_json: bool) -> None:
    """Print a result as JSON or as lines."""
    tell(as_json_text(value) if as_json else "\n".join(map(spoken, lines)))


def as_json_text(value: dict[str, Any]) -> str:
    """A result as JSON, words in it in the language of this call."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=in_json(language()))


def tell(words: Words | str, *, err: bool = False) -> None:
    """Print a line for people."""
    # names of files may hold bytes that no encoding has
    click.echo(spoken(words).encode("utf-8", "replace").decode(), err=err)


#: stage of a reindex -> the sentence that names it
_STAGES = {"read": "progress_read", "texts": "progress_texts", "index": "progress_index"}


class ProgressLine:
    """Progress for people, on standard error: a bar on a terminal, now and then a plain line elsewhere."""

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
            self._bar = click.progressbar(
                length=total, label=spoken(self._title(stage)), show_pos=True, file=sys.stderr
            )
        self._bar.update(done - self._bar.pos)
        if done >= total:
            self._bar.render_finish()
            self._bar = None

    def _line(self, stage: str, done: int, total: int | None) -> None:
        tenth = done * 10 // total if total else done // 20_000
        if (stage, tenth) != self._said:
            self._said = (stage, tenth)
            tell(self._title(stage) + f" {done:,}" + (f" / {total:,}" if total else ""), err=True)

    @staticmethod
    def _title(stage: str) -> Words:
        return say(_STAGES[stage])


def shipped_corpus() -> Path:
    """The corpus folder of this project: what is known by subject, and the large catalogue beside it."""
    folder = Path(__file__).resolve().parent.parent.parent / "corpus"
    if not folder.is_dir():
        raise click.UsageError(spoken(say("no_sources")))
    return folder
