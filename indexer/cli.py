"""The operator's commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from indexer.command_line import FAILED, PARTLY, ProgressLine, generations_of, index_option, json_option, show
from indexer.engines.whoosh import MEMORY
from indexer.errors import IndexDamaged
from indexer.readers import Problem, read
from indexer.reindex import Report, change, reindex
from indexer.verify import verify
from standard.number import NumberError, StandardNumber
from standard.record import Record

_PATHS = click.Path(exists=True, path_type=Path)


@click.command("reindex")
@click.argument("paths", nargs=-1, type=_PATHS)
@click.option("--if-needed", is_flag=True, help="Do nothing where sources and rules are those of the current index.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that build the index.")
@click.option(
    "--memory", type=click.IntRange(64), default=MEMORY >> 20, show_default=True, help="MB that building may take."
)
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Where unreadable rows are written.")
@click.option(
    "--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the counts there."
)
@index_option
@json_option
def reindex_command(
    paths: tuple[Path, ...],
    index: Path,
    rejects: Path | None,
    report_file: Path | None,
    workers: int,
    memory: int,
    *,
    if_needed: bool,
    as_json: bool,
) -> None:
    """Build the whole index anew and switch to it; people can search meanwhile.

    PATHS are files or folders: JSONL, CSV, TSV (each also .gz), XLSX, STS XML, saved pages and answers of the
    official platforms. Without any the shipped corpus is read.

    \b
    Example:
      lubiao reindex catalogue.jsonl.gz --rejects rejects.jsonl
    """
    report = reindex(
        generations_of(index),
        list(paths) or [shipped_corpus()],
        rejects=rejects,
        if_needed=if_needed,
        progress=ProgressLine(quiet=as_json),
        workers=workers,
        memory=memory << 20,
    )
    if report_file is not None:
        report_file.write_text(json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(report.to_json(), _report_lines(report, rejects or index / "rejects.jsonl"), as_json=as_json)
    sys.exit(PARTLY if report.rejected else 0)


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=_PATHS)
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Where unreadable rows are written.")
@index_option
@json_option
def add_command(paths: tuple[Path, ...], index: Path, rejects: Path | None, *, as_json: bool) -> None:
    """Add or change a few standards; searches see them within a second.

    They are kept in a journal, so that the next reindex does not lose them.

    \b
    Example:
      lubiao add new-standards.csv
    """
    rows = list(read(paths))
    problems = [row for row in rows if isinstance(row, Problem)]
    records = [row for row in rows if isinstance(row, Record)]
    if rejects is not None:
        rows_out = (json.dumps(problem.to_json(), ensure_ascii=False) + "\n" for problem in problems)
        rejects.write_text("".join(rows_out), encoding="utf-8")
    name, added, changed, _ = change(generations_of(index), records)
    value = {
        "read": len(rows),
        "added": added,
        "changed": changed,
        "rejected": len(problems),
        "generation": name,
        "problems": [problem.to_json() for problem in problems],
    }
    lines = [f"读取 {len(rows)} 行：新增 {added}，更新 {changed}，退回 {len(problems)}；当前版本 {name}"]
    show(value, [*lines, *map(_problem_line, problems)], as_json=as_json)
    sys.exit(PARTLY if problems else 0)


@click.command("remove")
@click.argument("numbers", nargs=-1, required=True)
@index_option
@json_option
def remove_command(numbers: tuple[str, ...], index: Path, *, as_json: bool) -> None:
    """Remove standards by their numbers; the next reindex does not bring them back.

    \b
    Example:
      lubiao remove "GB/T 1.1-2009"
    """
    asked = [_canonical(number) for number in numbers]
    name, _, _, missing = change(generations_of(index), [], asked)
    removed = [number for number in asked if number not in missing]
    value = {"removed": removed, "missing": missing, "generation": name}
    lines = [f"删除 {len(removed)} 项；当前版本 {name}", *(f"目录中没有：{number}" for number in missing)]
    show(value, lines, as_json=as_json)
    sys.exit(PARTLY if missing else 0)


@click.command("verify")
@index_option
@json_option
def verify_command(index: Path, *, as_json: bool) -> None:
    """Check the current index: files, counts, and a sample of searches.

    \b
    Example:
      lubiao verify
    """
    generations = generations_of(index)
    name = generations.current()
    problems = verify(generations, name)
    count = generations.manifest(name).count if not problems else 0
    value = {"ok": not problems, "generation": name, "count": count, "problems": problems}
    show(
        value,
        [f"版本 {name}：{'完好，' + str(count) + ' 条' if not problems else '有问题'}", *problems],
        as_json=as_json,
    )
    sys.exit(FAILED if problems else 0)


@click.command("generations")
@index_option
@json_option
def generations_command(index: Path, *, as_json: bool) -> None:
    """List the generations of the index that are kept.

    \b
    Example:
      lubiao generations
    """
    generations = generations_of(index)
    current = generations.current()
    rows = [generations.manifest(name) for name in generations.names()]
    value = {
        "current": current,
        "generations": [{"name": row.name, "created": row.created, "count": row.count} for row in rows],
    }
    lines = [f"{'*' if row.name == current else ' '} {row.name}  {row.created}  {row.count:,} 条" for row in rows]
    show(value, lines, as_json=as_json)


@click.command("rollback")
@index_option
@json_option
def rollback_command(index: Path, *, as_json: bool) -> None:
    """Go back to the generation before the current one.

    \b
    Example:
      lubiao rollback
    """
    generations = generations_of(index)
    with generations.switching():
        current = generations.current()
        older = [name for name in generations.names() if name < current]
        if not older:
            raise click.UsageError(f"{current} 之前没有保留的版本")
        problems = verify(generations, older[-1])
        if problems:
            raise IndexDamaged(f"版本 {older[-1]} 已损坏：{problems[0]}", index)
        generations.switch(older[-1])
    show({"generation": older[-1], "was": current}, [f"已从 {current} 回到 {older[-1]}"], as_json=as_json)


COMMANDS = (reindex_command, add_command, remove_command, verify_command, generations_command, rollback_command)


def shipped_corpus() -> Path:
    """The corpus folder of this project."""
    folder = Path(__file__).resolve().parent.parent / "corpus"
    if not folder.is_dir():
        raise click.UsageError("没有给出 PATH，程序旁边也没有 corpus 文件夹")
    return folder


def _canonical(text: str) -> str:
    """A number as the index has it; one that no grammar reads as it is."""
    try:
        return str(StandardNumber(text))
    except NumberError:
        return text.strip()


def _report_lines(report: Report, rejects: Path) -> Iterable[str]:
    if not report.built:
        return [f"索引已是最新（版本 {report.generation}，{report.count:,} 条），无需重建"]
    lines = [
        f"读取 {report.read:,} 行 = 收录 {report.indexed:,} + 合并 {report.merged:,} + 退回 {report.rejected:,}",
        f"当前版本 {report.generation}：{report.count:,} 条",
        f"用时 {report.seconds:.1f} 秒，内存峰值 {report.peak_memory_mb:,.0f} MB",
    ]
    if report.replayed:
        lines.append(f"重放了 {report.replayed} 项零星更改")
    for file, names in report.unknown_columns.items():
        lines.append(f"{file}：未识别的列 {'、'.join(names)}（已忽略）")
    if report.rejected:
        lines.append(f"退回的行及原因见 {rejects}")
    return lines


def _problem_line(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: {problem.reason}"
