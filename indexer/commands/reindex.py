"""`lubiao reindex`: the whole index anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from indexer.commands.command_line import (
    PARTLY,
    PATHS,
    ProgressLine,
    as_json_text,
    generations_of,
    index_option,
    json_option,
    shipped_corpus,
    show,
)
from indexer.engines import BUILD_MEMORY
from indexer.lifecycle import (
    REJECTS,
    Report,
    check_targets,
    reindex,
    reject_lines,
    writable,
)
from standard.wording import Words, heard, say


@click.command("reindex", short_help="Build the whole index anew and switch to it.")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--if-needed", is_flag=True, help="Do nothing where sources and rules are those of the current index.")
@click.option("--allow-shrink", is_flag=True, help="Also where more than 10 % of the records would be lost.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read and build.")
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=BUILD_MEMORY >> 20,
    show_default=True,
    help="MB that all of it may take.",
)
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Where unreadable rows are written.")
@click.option(
    "--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the counts there."
)
@click.option(
    "--texts",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of texts of standards, each in a file named by its number (also several times).",
)
@index_option
@json_option
def reindex_command(
    paths: tuple[Path, ...],
    texts: tuple[Path, ...],
    index: str,
    rejects: Path | None,
    report_file: Path | None,
    workers: int,
    memory: int,
    *,
    if_needed: bool,
    allow_shrink: bool,
    as_json: bool,
) -> None:
    """Build the whole index anew and switch to it; people can search meanwhile.

    PATHS are files or folders: JSONL, CSV, TSV (each also .gz), XLSX, STS XML, saved pages and answers of the
    official platforms; what is below a folder `texts` of theirs are texts of standards.
    Without any the shipped corpus is read.

    \b
    Example:
      lubiao reindex catalogue.jsonl.gz --rejects rejects.jsonl
    """
    generations, sources = generations_of(index), list(paths) or [shipped_corpus()]
    rejects = rejects or generations.folder / REJECTS
    check_targets(generations.folder, [*sources, *texts], rejects, report_file)
    report = reindex(
        generations,
        sources,
        texts=list(texts),
        rejects=rejects,
        if_needed=if_needed,
        progress=ProgressLine(quiet=as_json),
        workers=workers,
        memory=memory << 20,
        allow_shrink=allow_shrink,
    )
    if report_file is not None:
        _write(report_file, as_json_text(report.to_json()) + "\n")
    show(report.to_json(), _report_lines(report, rejects), as_json=as_json)
    sys.exit(PARTLY if report.rejected or report.texts_rejected else 0)


def _write(path: Path, text: str) -> None:
    """Write a file that the operator asked for beside the index. Raises IndexNotWritable."""
    with writable(path):
        path.write_text(text, encoding="utf-8")


def _report_lines(report: Report, rejects: Path) -> Iterable[Words]:
    if not report.built:
        return [say("up_to_date", name=report.generation, count=report.count)]
    lines = [
        say("read_all", read=report.read, indexed=report.indexed, merged=report.merged, rejected=report.rejected),
        say("built", name=report.generation, count=report.count),
        say("build_cost", seconds=report.seconds, megabytes=report.peak_memory_mb),
    ]
    if report.texts or report.texts_rejected:
        lines.append(say("texts_read", count=report.texts, clauses=report.clauses, rejected=report.texts_rejected))
        lines += ["  " + problem.words for problem in report.text_problems]
    if report.adoptions:
        lines.append(say("adoptions_read", count=report.adoptions, unresolved=report.adoptions_unresolved))
    if report.replayed:
        lines.append(say("replayed", count=report.replayed))
    for file, names in report.unknown_columns.items():
        lines.append(say("columns_unknown", file=file, names=tuple(map(heard, names))))
    if report.note:
        lines.append(report.note)
    if report.cleared:
        lines.append(say("cleared", names=report.cleared))
    return [*lines, *reject_lines(report.rejected, report.problems, rejects)]
