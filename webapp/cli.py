"""The program `lubiao`: the commands of all packages, `serve`, and the exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from catalogue.commands import COMMANDS as READER_COMMANDS
from catalogue.commands import home_option
from catalogue.lookup import StandardNotFound
from catalogue.query import QueryError
from indexer.commands import COMMANDS as OPERATOR_COMMANDS
from indexer.commands import (
    FAILED,
    PARTLY,
    USAGE,
    ProgressLine,
    index_option,
    language,
    language_option,
    shipped_corpus,
    spoken,
    tell,
)
from indexer.errors import AddressUnknown, IndexDamaged, IndexMissing, RequestError
from indexer.lifecycle import generations_at, reindex
from standard.errors import LubiaoError
from standard.wording import Words, say
from webapp.addresses import PageAddresses
from webapp.crash import CRASHED, INTERRUPTED, message_of, write_details

#: error -> exit code; the first that fits
_CODES: tuple[tuple[type[LubiaoError], int], ...] = (
    (RequestError, USAGE),
    (AddressUnknown, USAGE),
    (QueryError, USAGE),
    (StandardNotFound, PARTLY),
    (LubiaoError, FAILED),
)


_JSON = "lubiao.json"


class Program(click.Group):
    """Turns errors of the project into a sentence on standard error and an exit code, here and nowhere else."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether errors are wanted as JSON, too."""
        ctx.meta[_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except LubiaoError as error:
            code = next(code for kind, code in _CODES if isinstance(error, kind))
            _tell(ctx, error, error.words, error.remarks)
            sys.exit(code)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            # what click itself turns into a message and a code
            raise
        except KeyboardInterrupt:
            tell("lubiao: " + say("interrupted"), err=True)
            sys.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in words and not as a traceback
            _tell(ctx, error, message_of(error, write_details(error)), [])
            sys.exit(CRASHED)


def _tell(ctx: click.Context, error: Exception, words: Words, remarks: list[Words]) -> None:
    """An error in words on standard error, and as JSON on standard output where that was asked for."""
    message, notes = spoken(words), [spoken(remark) for remark in remarks]
    if ctx.meta.get(_JSON):
        value = {"error": message, "kind": type(error).__name__, **({"notes": notes} if notes else {})}
        tell(json.dumps(value, ensure_ascii=False))
    tell("\n".join([f"lubiao: {message}", *notes]), err=True)


@click.group(
    cls=Program,
    # the commands take from `obj` what puts addresses into their JSON
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110, "obj": PageAddresses()},
)
@language_option
@click.version_option(package_name="lubiao", prog_name="lubiao")
def main() -> None:
    """鲁标: one search over national, industry, local, group and enterprise standards.

    Exit codes: 0 done, 1 done with rejects or negative answers, 2 wrong usage, 3 failed, 70 a mistake of the program,
    130 interrupted.
    """


@main.command("serve", short_help="Serve the pages and the API.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; if not given one a processor, at most 4.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=2, show_default=True, help="Requests a worker works on at once."
)
@click.option(
    "--queue", type=click.IntRange(0, 1024), default=64, show_default=True, help="Requests that wait for a worker."
)
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0.1, 600),
    default=10,
    show_default=True,
    help="Seconds until an answer begins, waiting included; then 503.",
)
@click.option("--prefix", default="", help="Path under which a reverse proxy serves the pages: /standards-search.")
@click.option(
    "--proxies",
    type=click.IntRange(0, 10),
    help="Reverse proxies whose X-Forwarded-* headers are believed; 0 if not given.",
)
@click.option("--access-log", is_flag=True, help="Print a line for each request.")
@index_option
@home_option
def serve_command(**options: Any) -> None:
    """Serve the pages and the API; builds the index from the shipped corpus if there is none.

    \b
    Example:
      lubiao serve --port 8000 --workers 2
    """
    from webapp.serving import Settings, choose_worker_count, free_address, serve

    prefix = "/".join(["", *filter(None, options.pop("prefix").split("/"))])
    settings = Settings(prefix=prefix, workers=options.pop("workers") or choose_worker_count(), **options)
    free_address(settings.host, settings.port)
    build_if_missing(settings.index, choose_worker_count())
    chosen = language()  # announce from a thread, which knows no call
    serve(settings, lambda words: click.echo(words.in_language(chosen)))
    tell(say("stopped"))


def build_if_missing(index: Path | str, workers: int) -> None:
    """Build a first index from the shipped corpus with so many processes, and show how far it is.

    An index that is there is never touched, not even a damaged one. Raises IndexDamaged where there is nothing whole to
    answer from.
    """
    generations = generations_at(index)
    try:
        generations.current()
    except IndexMissing:
        tell(say("first_index"))
        report = reindex(generations, [shipped_corpus()], progress=ProgressLine(), workers=workers)
        tell(say("first_index_built", count=report.indexed, seconds=report.seconds))
    except IndexDamaged:
        if not generations.newest_whole():
            raise


for command in (*OPERATOR_COMMANDS, *READER_COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    main()
