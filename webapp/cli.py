"""The program `lubiao`: the commands of all packages, `serve`, and the exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from catalogue.cli import COMMANDS as READER_COMMANDS
from catalogue.errors import StandardNotFound
from catalogue.grammar import QueryError
from indexer.cli import COMMANDS as OPERATOR_COMMANDS
from indexer.cli import shipped_corpus
from indexer.command_line import FAILED, PARTLY, USAGE, index_option
from indexer.errors import IndexMissing, RequestError
from indexer.generations import Generations
from indexer.reindex import reindex
from standard.errors import LubiaoError

#: error -> exit code; the first that fits
_CODES: tuple[tuple[type[LubiaoError], int], ...] = (
    (RequestError, USAGE),
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
            notes: list[str] = getattr(error, "__notes__", [])
            if ctx.meta.get(_JSON):
                value = {"error": str(error), "kind": type(error).__name__, **({"notes": notes} if notes else {})}
                click.echo(json.dumps(value, ensure_ascii=False))
            click.echo("\n".join([f"lubiao: {error}", *notes]), err=True)
            sys.exit(code)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="lubiao", prog_name="lubiao")
def main() -> None:
    """鲁标: one search over national, industry, local, group and enterprise standards.

    Exit codes: 0 done, 1 done with rejects or negative answers, 2 wrong usage, 3 failed.
    """


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--threads", type=click.IntRange(1, 256), default=8, show_default=True, help="Requests answered at once.")
@click.option(
    "--prefix", default="", help="Path under which a reverse proxy serves the pages, such as /standards-search."
)
@index_option
def serve_command(host: str, port: int, threads: int, prefix: str, index: Path) -> None:
    """Serve the pages and the API; builds the index from the shipped corpus if there is none.

    \b
    Example:
      lubiao serve --port 8000
    """
    from waitress.server import create_server

    from webapp.app import create_app

    build_if_missing(index)
    app = create_app(index)
    try:
        server = create_server(app, host=host, port=port, threads=threads, url_prefix=prefix, ident=None)
    except OSError as error:
        raise LubiaoError(f"不能监听 {host}:{port}：{error.strerror}；请用 --port 换一个端口") from error
    click.echo(f"鲁标 http://{host}:{getattr(server, 'effective_port', port)}{prefix}/  (Ctrl-C 停止)")
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("已停止")


def build_if_missing(index: Path) -> None:
    """Build a first index from the shipped corpus; an index that is there is never touched, not even a damaged one."""
    generations = Generations(index)
    try:
        generations.current()
    except IndexMissing:
        click.echo("还没有索引，先用随附的目录建立……")
        report = reindex(generations, [shipped_corpus()])
        click.echo(f"收录 {report.indexed:,} 项标准，用时 {report.seconds:.1f} 秒")


for command in (*OPERATOR_COMMANDS, *READER_COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    main()
