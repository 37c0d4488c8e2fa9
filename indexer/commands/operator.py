"""The operator's commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from indexer.commands.command_line import (
    FAILED,
    PARTLY,
    SHANGHAI,
    ProgressLine,
    generations_of,
    index_option,
    json_option,
    show,
)
from indexer.engines import BUILD_MEMORY, Request
from indexer.errors import IndexDamaged
from indexer.lifecycle import (
    REJECTS,
    Generations,
    Report,
    change,
    check_targets,
    read_few,
    reindex,
    reject_lines,
    roll_back,
    verify,
    writable,
)
from indexer.query import Number
from standard.number import NumberError, StandardNumber

#: editions of one standard that are named
_MOST_EDITIONS = 20
#: a source that cannot be read is a reject, the rest goes on
_PATHS = click.Path(exists=True, readable=False, path_type=Path)


@click.command("reindex", short_help="Build the whole index anew and switch to it.")
@click.argument("paths", nargs=-1, type=_PATHS)
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
@index_option
@json_option
def reindex_command(
    paths: tuple[Path, ...],
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
    official platforms. Without any the shipped corpus is read.

    \b
    Example:
      lubiao reindex catalogue.jsonl.gz --rejects rejects.jsonl
    """
    generations, sources = generations_of(index), list(paths) or [shipped_corpus()]
    rejects = rejects or generations.folder / REJECTS
    check_targets(generations.folder, sources, rejects, report_file)
    report = reindex(
        generations,
        sources,
        rejects=rejects,
        if_needed=if_needed,
        progress=ProgressLine(quiet=as_json),
        workers=workers,
        memory=memory << 20,
        allow_shrink=allow_shrink,
    )
    if report_file is not None:
        _write(report_file, json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n")
    show(report.to_json(), _report_lines(report, rejects), as_json=as_json)
    sys.exit(PARTLY if report.rejected else 0)


@click.command("add", short_help="Add or change a few standards.")
@click.argument("paths", nargs=-1, required=True, type=_PATHS)
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
    lines = [f"读取 {few.read} 行：新增 {added}，更新 {changed}，退回 {few.rejected}；当前版本 {name}"]
    show(value, [*lines, *few.lines(rejects)], as_json=as_json)
    sys.exit(PARTLY if few.rejected else 0)


@click.command("remove", short_help="Remove standards by their numbers.")
@click.argument("numbers", nargs=-1, required=True)
@index_option
@json_option
def remove_command(numbers: tuple[str, ...], index: str, *, as_json: bool) -> None:
    """Remove standards by their numbers; the next reindex does not bring them back.

    \b
    Example:
      lubiao remove "GB/T 1.1-2009"
    """
    asked = list(dict.fromkeys(map(_canonical, numbers)))
    generations = generations_of(index)
    name, _, _, missing = change(generations, [], asked)
    removed = [number for number in asked if number not in missing]
    editions = _editions(generations, missing)
    value = {"removed": removed, "missing": missing, "editions": editions, "generation": name}
    lines = [f"删除 {len(removed)} 项；当前版本 {name}", *(_missing_line(one, editions) for one in missing)]
    show(value, lines, as_json=as_json)
    sys.exit(PARTLY if missing else 0)


@click.command("verify", short_help="Check the current index.")
@index_option
@json_option
def verify_command(index: str, *, as_json: bool) -> None:
    """Check the current index: files, counts, a sample of searches, and the journal of small changes.

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
def generations_command(index: str, *, as_json: bool) -> None:
    """List the generations of the index that are kept.

    \b
    Example:
      lubiao generations
    """
    generations = generations_of(index)
    current, problem = _current(generations)
    rows = [_generation(generations, name) for name in generations.names()]
    leftovers = generations.leftovers()
    value = {
        "current": current,
        "generations": rows,
        "leftovers": leftovers,
        **({"problem": problem} if problem else {}),
    }
    lines = [f"{'*' if row['name'] == current else ' '} {row['name']}  {_generation_words(row)}" for row in rows]
    lines += [f"  {name}  未建成：正在重建，或上次中断留下的；下次 reindex 会清除" for name in leftovers]
    show(value, [*lines, problem] if problem else lines, as_json=as_json)
    sys.exit(FAILED if problem else 0)


@click.command("rollback", short_help="Go back to an earlier generation of the index.")
@click.option("--to", metavar="GENERATION", default="", help="Which generation, earlier or later; see `generations`.")
@index_option
@json_option
def rollback_command(to: str, index: str, *, as_json: bool) -> None:
    """Go back to the generation before the current one, or to any that is kept.

    What was added or removed since is taken back, also from the journal.

    \b
    Examples:
      lubiao rollback
      lubiao rollback --to 000012
    """
    name, was = roll_back(generations_of(index), to)
    back = f"；要换回来：lubiao rollback --to {was}" if was else ""
    lines = [f"已从 {was or '（读不出）'} 换到 {name}，零星更改的记录也回到当时{back}"]
    show({"generation": name, "was": was}, lines, as_json=as_json)


COMMANDS = (reindex_command, add_command, remove_command, verify_command, generations_command, rollback_command)


def shipped_corpus() -> Path:
    """The corpus folder of this project: what is known by subject, and the large catalogue beside it."""
    folder = Path(__file__).resolve().parent.parent.parent / "corpus"
    if not folder.is_dir():
        raise click.UsageError("没有给出 PATH，程序旁边也没有 corpus 文件夹")
    return folder


def _write(path: Path, text: str) -> None:
    """Write a file that the operator asked for beside the index. Raises IndexNotWritable."""
    with writable(path):
        path.write_text(text, encoding="utf-8")


def _current(generations: Generations) -> tuple[str, str]:
    """The generation that answers, and what is wrong where CURRENT names none; then the kept ones are listed still."""
    try:
        return generations.current(), ""
    except IndexDamaged as error:
        return "", str(error)


def _generation(generations: Generations, name: str) -> dict[str, Any]:
    """A generation as data; one that cannot be read says why."""
    try:
        manifest = generations.manifest(name)
    except IndexDamaged as error:
        return {"name": name, "problem": str(error)}
    created = datetime.fromisoformat(manifest.created).astimezone(SHANGHAI).isoformat(timespec="seconds")
    return {"name": name, "created": created, "count": manifest.count, "full": manifest.full == name}


def _generation_words(row: dict[str, Any]) -> str:
    if "problem" in row:
        return str(row["problem"])
    kind = "全量" if row["full"] else "零星更改"
    return f"{row['created'][:19].replace('T', ' ')}  {row['count']:,} 条  {kind}"


def _editions(generations: Generations, numbers: Iterable[str]) -> dict[str, list[str]]:
    """Number without a year -> the editions that the catalogue has of it."""
    engine = generations.open(generations.current())
    editions = {}
    for number in numbers:
        hits = engine.search(Request(Number(number, own=True), limit=_MOST_EDITIONS, sort="number")).hits
        same = [hit.record.number for hit in hits if hit.record.number.startswith(f"{number}-")]
        if same:
            editions[number] = same
    return editions


def _missing_line(number: str, editions: dict[str, list[str]]) -> str:
    if number in editions:
        return f"{number} 没有写年份，未删除；目录中有 {'、'.join(editions[number])}，请写出要删除的那一版"
    return f"目录中没有：{number}"


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
    if report.note:
        lines.append(report.note)
    if report.cleared:
        lines.append(f"清除了上次中断留下的 {'、'.join(report.cleared)}")
    return [*lines, *reject_lines(report.rejected, report.problems, rejects)]
