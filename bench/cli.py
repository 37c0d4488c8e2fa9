"""The subcommands of `python -m bench`."""

from __future__ import annotations

import json
import platform
import random
from pathlib import Path
from typing import Any

import click

from bench.answers import first_by_number, listed_by_quoted_piece
from indexer.lifecycle import generations_at


@click.group()
def main() -> None:
    """Measure this program on real records."""


@main.command("answers")
@click.option("--index", type=click.Path(path_type=Path, exists=True), required=True, help="An index to ask.")
@click.option("--sample", type=click.IntRange(0), default=2000, show_default=True, help="Records asked; 0: all.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def answers(index: Path, sample: int, json_file: Path | None) -> None:
    """Numbers in every spelling, and quoted pieces of titles: how often is the right standard found first."""
    from catalogue import Catalogue

    generations = generations_at(index)
    engine = generations.open(generations.current())
    numbers = list(engine.numbers())
    chosen = numbers if not sample or sample >= len(numbers) else random.Random(1).sample(numbers, sample)
    records = [record for number in chosen if (record := engine.get(number)) is not None]
    catalogue = Catalogue(engine)
    by_number = first_by_number(catalogue, records)
    quoted = listed_by_quoted_piece(catalogue, records)
    figures: dict[str, Any] = {
        "machine": platform.processor() or platform.machine(),
        "records": len(numbers),
        "asked": len(records),
        "numbers": {name: score.share for name, score in by_number.items()},
        "quoted_pieces": quoted.share,
        "misses": {name: score.misses[:20] for name, score in {**by_number, "quoted": quoted}.items() if score.misses},
    }
    for name, share in [*figures["numbers"].items(), ("quoted piece of a title", quoted.share)]:
        click.echo(f"{name:24} {share:8.3%}")
    for name, misses in figures["misses"].items():
        for miss in misses[:5]:
            click.echo(f"  miss, {name}: {miss}")
    if json_file is not None:
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("applicable")
@click.option(
    "--index", type=click.Path(path_type=Path, exists=True), required=True, help="An index of the reference catalogue."
)
@click.option(
    "--judged",
    "files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="Judgements of products; without it the draws beside this program.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def applicable_command(index: Path, files: tuple[Path, ...], json_file: Path | None) -> None:
    """What applies to a product, and what standards ask: precision and coverage against judgements, in two halves."""
    from bench.applicable import Scores, scores
    from bench.drawn import DRAWS, StrictScores, is_drawn, strict_scores
    from bench.functions import agreement
    from catalogue import Catalogue

    catalogue = Catalogue.open(index)
    known, judged = scores(catalogue), dict[str, Scores | StrictScores]()
    for file in files or DRAWS:
        judged[file.as_posix()] = strict_scores(catalogue, file) if is_drawn(file) else scores(catalogue, file)
    for score_set in (known, *judged.values()):
        click.echo("\n".join([*score_set.lines(), ""]))
    functions = agreement(catalogue)
    for draw, (right, total) in functions.items():
        click.echo(f"functions, draw {draw}: {right} of {total} as judged ({right / max(total, 1):.1%})")
    if json_file is not None:
        more = {"judged": {name: score_set.to_json() for name, score_set in judged.items()}, "functions": functions}
        figures = {**known.to_json(), **more}
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("check")
@click.option(
    "--index", type=click.Path(path_type=Path, exists=True), required=True, help="An index of the reference catalogue."
)
@click.option("--numbers", type=click.IntRange(1), default=10_000, show_default=True)
@click.option("--one-by-one", type=click.IntRange(1), default=500, show_default=True, help="Numbers asked one by one.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def check_command(index: Path, numbers: int, one_by_one: int, seed: int, json_file: Path | None) -> None:
    """How long a list of numbers takes to check, beside looking up its numbers one by one."""
    from bench.checking import measure

    figures = measure(index, numbers, one_by_one, seed)
    click.echo(f"{figures['rows']} rows in {figures['seconds']:.2f} s, digest {figures['digest_seconds']:.2f} s")
    click.echo(f"a number: {figures['each_ms']:.2f} ms, looked up one by one {figures['one_by_one_ms']:.2f} ms")
    click.echo(f"most memory: {figures['memory_mb']:.0f} MB")
    if json_file is not None:
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("whoosh-view")
@click.option(
    "--index", type=click.Path(path_type=Path, exists=True), required=True, help="An index without small changes."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def whoosh_view_command(index: Path, json_file: Path | None) -> None:
    """Whoosh's own matchers beside our evaluator, on the same columns: medians and how many times faster ours is."""
    from bench.whoosh_view import measure

    figures = measure(index / generations_at(index).current())
    for name, row in figures.items():
        click.echo(
            f"{name:24} whoosh {row['whoosh_ms']:9.2f} ms  lubiao {row['lubiao_ms']:7.2f} ms  {row['ratio']:7.1f} x"
        )
    if json_file is not None:
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("speed")
@click.option("--records", type=click.IntRange(1000), default=300_000, show_default=True, help="Size of the catalogue.")
@click.option("--whoosh/--no-whoosh", default=True, help="Also stock Whoosh.")
@click.option(
    "--whoosh-records",
    type=click.IntRange(1000),
    default=20_000,
    show_default=True,
    help="Most records for stock Whoosh, which takes seconds for a query on more.",
)
@click.option("--fts5/--no-fts5", default=True, help="Also SQLite FTS5.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def speed_command(records: int, whoosh_records: int, json_file: Path | None, *, whoosh: bool, fts5: bool) -> None:
    """Search and indexing against stock Whoosh, tantivy and SQLite FTS5, in one run; ratios of medians."""
    from dataclasses import asdict
    from statistics import median

    from bench.speed import ratios, speed

    few = min(records, whoosh_records)
    figures = speed(records, click.echo, few=few if whoosh else 0, fts5=fts5)
    for peer, ours in (("tantivy", "lubiao"), ("fts5", "lubiao"), ("whoosh-stock", f"lubiao-{few}")):
        rows = ratios(figures, peer, ours)
        if rows:
            worst = max(rows, key=lambda name: rows[name])
            click.echo(f"lubiao / {peer}: median {median(rows.values()):.3f}, worst {rows[worst]:.2f} ({worst})")
    for line in (*figures.notes, *(f"ERROR, totals differ: {name}: {row}" for name, row in figures.differing.items())):
        click.echo(line)
    if json_file is not None:
        json_file.write_text(json.dumps(asdict(figures), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("quality")
@click.option("--catalogue", type=click.Path(path_type=Path, exists=True), help="Records instead of the reference.")
@click.option("--sets", default="", help="Some of the sets, with commas between; all without it.")
@click.option("--engines", default="", help="Some of the engines, with commas between; all without it.")
@click.option("--half", type=click.Choice(["tune", "report"]), help="One half of the queries only.")
@click.option("--sample", type=click.IntRange(10), default=2400, show_default=True, help="Size of a known-item set.")
@click.option("--processes", type=click.IntRange(1), default=2, show_default=True, help="Indexes asked at a time.")
@click.option("--misses", "misses_file", type=click.Path(path_type=Path), help="Write there what ours has not first.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def quality(
    *,
    catalogue: Path | None,
    sets: str,
    engines: str,
    half: str | None,
    sample: int,
    processes: int,
    misses_file: Path | None,
    json_file: Path | None,
) -> None:
    """Judged queries, ours beside its peers: is the right standard first, and what else is on the first page."""
    from bench.catalogues import ReferenceMissing, records_of, reference
    from bench.quality import report, run

    try:
        records = records_of(catalogue or reference())
    except ReferenceMissing as missing:
        raise click.ClickException(str(missing)) from missing
    chosen = _names_in_option(engines, run.ENGINES, "engine")
    cases = [
        case
        for case in run.all_cases(records, _names_in_option(sets, run.SETS, "set"), sample)
        if half in (None, case.half)
    ]
    click.echo(f"{len(records):,} records, {len(cases):,} queries")
    results = report.Run(cases, run.ask(records, cases, chosen, click.echo, processes), chosen)
    figures = report.figures(results)
    for line in report.tables(figures):
        click.echo(line)
    if misses_file is not None:
        misses_file.write_text("".join(f"{line}\n" for line in report.misses(results)), encoding="utf-8")
    if json_file is not None:
        content = {"machine": platform.processor() or platform.machine(), "records": len(records), "sets": figures}
        json_file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("comparison")
@click.option(
    "--index", type=click.Path(path_type=Path, exists=True), required=True, help="An index of the reference catalogue."
)
@click.option(
    "--set", "chosen", default="all", show_default=True, help="Standards counted: all, random60, seed20261213 …"
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def comparison_command(index: Path, chosen: str, json_file: Path | None) -> None:
    """Overlaps against judged pairs, beside the title ratio and the nearest titles by BM25."""
    from bench.comparison import compare_ways
    from catalogue.catalogue import today_in_shanghai
    from indexer.lifecycle import Opened

    generations = generations_at(index)
    ways = compare_ways(Opened(generations.open(generations.current())), today_in_shanghai(), chosen)
    for name, row in ways.items():
        click.echo(
            f"{name:12} from {row['threshold']:.2f} on: precision {row['precision']:.3f}, recall {row['recall']:.3f}; "
            f"first {row['first']}, in the first twelve {row['first_twelve']} of {row['same_object']}; "
            f"{row['with_candidate']} of {row['standards']} standards get a candidate, {row['unjudged']} pairs unjudged"
        )
    if json_file is not None:
        content = {"machine": platform.processor() or platform.machine(), "set": chosen, "ways": ways}
        json_file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("texts")
@click.option(
    "--index",
    type=click.Path(path_type=Path, exists=True),
    help="An index of the reference catalogue: dead references.",
)
@click.option(
    "--demonstration", type=click.Path(path_type=Path, exists=True), default="corpus/texts", show_default=True,
    help="Folder of the demonstration texts.",
)  # fmt: skip
@click.option("--differences", type=click.Path(path_type=Path, exists=True), help="What was planted in them.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def texts_command(index: Path | None, demonstration: Path, differences: Path | None, json_file: Path | None) -> None:
    """Texts compared, against planted differences, corresponding clauses and changed articles."""
    from bench.catalogues import ReferenceMissing, reference
    from bench.text_comparison import DIFFERENCES, clause_scores, demonstration_scores, judge_of, time_long_texts

    scores = demonstration_scores(demonstration, judge_of(index), differences or DIFFERENCES)
    try:
        scores["reference clauses"] = clause_scores(reference().parent / "texts")
    except ReferenceMissing as missing:
        click.echo(str(missing))
    for name, score in scores.items():
        click.echo(
            f"{name:18} precision {score.precision:6.1%} ({score.right} of {score.found}), "
            f"recall {score.recall:6.1%} ({score.right} of {score.marked})"
        )
        for kind, rows in (("missed", score.missed), ("invented", score.invented)):
            for row in rows:
                click.echo(f"    {kind}: {row}")
    seconds, clauses, peak = time_long_texts()
    click.echo(f"two texts of 300 pages, {clauses} clauses each: {seconds:.1f} s, peak {peak:.0f} MB")
    if json_file is not None:
        figures = {name: {"precision": one.precision, "recall": one.recall} for name, one in scores.items()}
        content = {"machine": platform.processor() or platform.machine(), "kinds": figures, "seconds": seconds}
        json_file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("indicators")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def indicators_command(json_file: Path | None) -> None:
    """Indicators read from reference texts and tables, against those that a person marked; in two halves."""
    from bench.catalogues import ReferenceMissing, reference
    from bench.indicators import scores

    try:
        found = scores(reference().parent / "texts")
    except ReferenceMissing as missing:
        raise click.ClickException(str(missing)) from None
    for name, score in found.items():
        click.echo(f"{name:18} {score.line}")
        if name.endswith("tune"):
            click.echo("".join(f"  missed: {one}\n" for one in score.missed), nl=False)
            click.echo("".join(f"  wrong: {one}\n" for one in score.wrong), nl=False)
    if json_file is not None:
        content = {
            name: {"right": score.right, "missed": len(score.missed), "wrong": len(score.wrong)}
            for name, score in found.items()
        }
        json_file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("judge")
@click.option("--processes", type=click.IntRange(1), default=2, show_default=True, help="Indexes asked at a time.")
def judge_command(processes: int) -> None:
    """Write queries.tsv anew: the rules of subjects.tsv, and 0 for what else the engines have in their best 20."""
    from bench.catalogues import ReferenceMissing, records_of, reference
    from bench.quality import judging, run
    from bench.quality.cases import QUERIES

    try:
        records = records_of(reference())
    except ReferenceMissing as missing:
        raise click.ClickException(str(missing)) from missing
    cases = judging.cases()
    pool = run.ask(records, cases, run.ENGINES, click.echo, processes)
    lines = judging.lines_of(judging.judgements(cases, records, pool))
    QUERIES.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@main.command("hostile-requests")
@click.option("--index", type=click.Path(path_type=Path, exists=True), required=True, help="An index to ask.")
@click.option("--seed", type=int, default=1, show_default=True, help="What the requests are drawn by.")
@click.option("--each", type=click.IntRange(1), default=20, show_default=True, help="Requests for each address.")
@click.option("--worst", type=click.IntRange(1), default=20, show_default=True, help="How many are shown.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def hostile_command(*, index: Path, seed: int, each: int, worst: int, json_file: Path | None) -> None:
    """Requests that ask for much with little, for every address: processor time and bytes, the slowest first."""
    from dataclasses import asdict

    from bench import hostile_requests
    from webapp.app import create_app

    app = create_app(index)
    rows = hostile_requests.time_requests(app, hostile_requests.requests(app, seed, each))
    for row in rows[:worst]:
        click.echo(f"{row.milliseconds:8.0f} ms {row.bytes:12,} bytes  {row.status}  {row.address[:90]}")
    for limit in (100, 200, 300):
        click.echo(f"over {limit} ms: {sum(row.milliseconds > limit for row in rows)} of {len(rows)}")
    click.echo(f"largest: {max(row.bytes for row in rows):,} bytes")
    if json_file is not None:
        figures = {"machine": platform.processor() or platform.machine(), "requests": [asdict(row) for row in rows]}
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _names_in_option(text: str, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The names in an option, in the order of the known ones; all where it is empty."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.BadParameter(f"no {what} {unknown[0]}; there are {', '.join(known)}")
    return tuple(name for name in known if name in names or not names)


@main.command("http")
@click.option("--index", type=click.Path(path_type=Path, exists=True), help="Serve this index.")
@click.option("--records", type=click.IntRange(1000), help="Serve an index of so many synthetic records, built first.")
@click.option("--url", help="Load a server that runs already, such as http://127.0.0.1:8000.")
@click.option("--pid", type=click.IntRange(1), help="Its process, for the memory.")
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
@click.option("--requests", type=click.IntRange(1), default=960, show_default=True, help="Requests of a run, at least.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def http_command(json_file: Path | None, **options: Any) -> None:
    """The result page and its JSON over HTTP, with 1, 8 and 32 clients; the reference catalogue without options."""
    from dataclasses import asdict

    from bench.http import Bench

    figures = Bench(**options).run(click.echo)
    if json_file is not None:
        json_file.write_text(json.dumps(asdict(figures), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("power-cut")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--times", type=click.IntRange(1), default=10, show_default=True, help="Reindexes and adds, each cut off."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def power_cut_command(paths: tuple[Path, ...], times: int, json_file: Path | None) -> None:
    """Power cuts right after a reindex and an add, on an ext4 in an image; root only. PATHS: sources, else corpus."""
    from dataclasses import asdict

    from bench.power_cut import cannot, power_cut

    reason = cannot()
    if reason:
        raise click.ClickException(f"an image cannot be mounted here: {reason}")
    figures = power_cut(list(paths) or [Path("corpus")], times, click.echo)
    for problem in dict.fromkeys(figures.problems):
        click.echo(f"  {problem}")
    if json_file is not None:
        json_file.write_text(json.dumps(asdict(figures), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("hostile-files")
@click.option("--program", help="Another revision's program, such as ../main/.venv/bin/lubiao; else this one.")
@click.option("--only", default="", help="Files whose name holds this.")
@click.option("--seconds", type=click.FloatRange(1), default=120, show_default=True, help="Then a load is ended.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def hostile_files_command(program: str | None, only: str, seconds: float, json_file: Path | None) -> None:
    """Load files made to hurt, each in a process of its own: seconds, peak memory, exit code, counts."""
    import sys
    from dataclasses import asdict

    from bench.hostile_files import FILES, outcomes

    command = [str(Path(program).absolute())] if program else [sys.executable, "-m", "webapp.cli"]
    rows = outcomes(command, [name for name in FILES if only in name], seconds, click.echo)
    if json_file is not None:
        figures = [asdict(row) for row in rows]
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("clauses")
@click.option(
    "--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="A folder of texts."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def clauses_command(texts: Path, json_file: Path | None) -> None:
    """Clauses of texts against lists made by reading, file by file; references and foreword facts."""
    from bench.clause_lists import scores

    figures = []
    for score in scores(texts):
        figures.append(score.figures())
        wrong = len(score.facts_wrong)
        click.echo(
            f"{score.name:20} {score.listed:4} clauses, numbers and titles right {score.share:7.2%}, "
            f"numbers alone {score.share_of_numbers:7.2%}, facts {score.facts - wrong}/{score.facts}, "
            f"problems told {score.problems}"
        )
        for name in ("missing", "extra", "titles_wrong", "facts_wrong"):
            for one in getattr(score, name)[:12]:
                click.echo(f"    {name}: {one}")
    if json_file is not None:
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@main.command("kills")
@click.argument("sources", nargs=-1, type=click.Path(exists=True))
@click.option("--times", type=click.IntRange(1), default=20, show_default=True, help="Nodes killed in all.")
@click.option("--folder", type=click.Path(path_type=Path), required=True, help="For the data of the nodes.")
@click.option("--http", type=click.IntRange(1024, 65000), default=19700, show_default=True, help="Node 1 is one above.")
@click.option("--heap", default="512m", show_default=True, help="Memory of a node.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures there.")
def kills(sources: tuple[str, ...], times: int, folder: Path, http: int, heap: str, json_file: Path | None) -> None:
    """Three nodes of a cluster, killed in turn while eight clients ask and the SOURCES are loaded again and again."""
    from bench.kills import measure
    from indexer.lifecycle import reindex
    from tools.cluster import Cluster

    with Cluster(folder, heap=heap, http=http, transport=http + 100) as nodes:
        reindex(generations_at(nodes.address), [Path(source) for source in sources])
        figures = measure(nodes.address, nodes, sources, times, click.echo)
    for name, value in figures.to_json().items():
        click.echo(f"{name:16} {value if name != 'problems' else value[:8]}")
    if json_file is not None:
        content = {"machine": platform.processor() or platform.machine(), **figures.to_json()}
        json_file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if figures.wrong or figures.lost:
        raise SystemExit(1)
