"""The server under load: throughput, times and errors of the result page and its JSON, and what the workers hold.

The load comes from h2load (Debian's nghttp2-client), which writes down each request's time. It uses the addresses in
the same order for each client, so the classes alternate: however far a client gets in the list, it has asked all of
them.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import click

from bench.catalogues import real_records, synthetic
from bench.memory import family
from indexer.analysis import is_han, words
from indexer.lifecycle import Manifest, generations_at
from standard.record import Record

#: clients of the runs, one after the other
CLIENTS = (1, 8, 32)
#: what is asked: name of a row -> path
TARGETS = {"page": "/search", "api": "/api/search"}
#: queries of each class
EACH = 12
#: titles that the queries are taken from
_SAMPLE = 3000
_TOOL = "h2load"
_READY = re.compile(r"(http://\S+?)/ ")
#: one query: the parameters of an address
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Run:
    """One load: times are milliseconds from sending to the last byte, `errors` all that was not answered with 200."""

    target: str
    clients: int
    requests: int
    errors: int
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass
class Figures:
    """What a bench measured, in the form of the JSON file."""

    records: int
    workers: int
    runs: list[Run] = field(default_factory=list)
    #: user and system time of all processes of the server; says more than times do where others use the machine
    cpu_ms_per_request: float = 0.0
    #: proportional set size of each process of the server after the load, MiB, the largest first
    pss_mib: list[float] = field(default_factory=list)


class CannotMeasure(click.ClickException):
    """Something that the bench needs is not there; the message says what to do."""

    exit_code = 3


def queries(records: list[Record], seed: int = 1) -> dict[str, list[Query]]:
    """Class -> what people ask; deterministic, out of the titles and numbers of the records."""
    draw = random.Random(seed)
    sample = draw.sample(records, min(_SAMPLE, len(records)))
    seen = Counter(word for record in sample for word in _usual(record.title))
    common = [word for word, _ in seen.most_common(EACH)]
    several = [
        " ".join(title_words) for record in sample if len(title_words := _usual(record.title)[: draw.randint(2, 4)]) > 1
    ]
    numbers = [record.number for record in sample[:EACH]]
    classes = {
        "number": numbers,
        "common word": common,
        "two to four words": several[:EACH],
        "nothing": [*(f"GB/T {987_000 + turn}-2031" for turn in range(EACH // 2)), *_UNKNOWN],
    }
    by_class: dict[str, list[Query]] = {name: [(("q", text),) for text in texts] for name, texts in classes.items()}
    by_class["filters"] = [(("q", text), ("level", "national"), ("status", "current")) for text in common[: EACH // 2]]
    by_class["filters"] += [(("region", "37"), ("year", str(2010 + turn))) for turn in range(EACH // 2)]
    return by_class


#: words that no title has
_UNKNOWN = ("qwxzv", "zzyzx 9q9q", "xqjkvw", "vvqqxz", "龘靐齉", "麤鱻飝")


def _usual(title: str) -> list[str]:
    """The words of a title that a person would type, each once."""
    return [word for word in dict.fromkeys(words(title)) if len(word) == 2 and all(map(is_han, word))]


def in_turn(classes: dict[str, list[Query]]) -> list[str]:
    """The query strings of all classes, in turn."""
    longest = max(map(len, classes.values()))
    rows = [rows[turn % len(rows)] for turn in range(longest) for rows in classes.values() if rows]
    return [urlencode(row) for row in rows]


def build(records: Iterable[Record], folder: Path) -> Path:
    """An index of the records in an empty folder."""
    generations = generations_at(folder)
    name, count = generations.new(), 0
    writer = generations.create(folder / name)
    for record in records:
        writer.add(record)
        count += 1
    writer.commit()
    created = datetime.now(UTC).isoformat(timespec="seconds")
    generations.seal(Manifest(name=name, created=created, count=count, sources="", rules=""))
    generations.switch(name)
    return folder


@contextmanager
def serving(index: Path, workers: int) -> Iterator[tuple[str, int]]:
    """A server of its own on a free port: its address and its process; stopped at the end."""
    command = [sys.executable, "-u", "-m", "webapp.cli", "serve", "--port", "0", "--workers", str(workers)]
    with subprocess.Popen([*command, "--index", str(index)], stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = iter(process.stdout or ())
            address = next((match[1] for line in lines if (match := _READY.search(line))), "")
            if not address:
                raise CannotMeasure(f"the server did not start: exit code {process.wait()}")
            yield address, process.pid
        finally:
            process.terminate()


@dataclass(frozen=True)
class Bench:
    """What is loaded: a server that runs, or one of its own over an index, over synthetic or the reference records."""

    index: Path | None = None
    records: int | None = None
    url: str | None = None
    pid: int | None = None
    workers: int = 2
    requests: int = 960

    def run(self, say: Callable[[str], None]) -> Figures:
        """Serve where needed, load, and weigh the processes. Raises CannotMeasure."""
        need_tool()
        if self.url is not None:
            return self._load(self.url.rstrip("/"), self.pid, say)
        with TemporaryDirectory(prefix="lubiao-bench-") as folder:
            index = self.index or build(self._synthetic(say), Path(folder))
            with serving(index, self.workers) as (address, pid):
                return self._load(address, pid, say)

    def _synthetic(self, say: Callable[[str], None]) -> Iterable[Record]:
        rows = synthetic(self.records) if self.records else real_records()
        say("building the index ...")
        return rows

    def _load(self, address: str, pid: int | None, say: Callable[[str], None]) -> Figures:
        count = _json(f"{address}/healthz")["count"]
        say(f"{count:,} records, {address}")
        before = processor_seconds(pid) if pid else 0.0
        runs = measure(address, self.requests, say)
        spent = processor_seconds(pid) - before if pid else 0.0
        figures = Figures(count, self.workers, runs)
        figures.cpu_ms_per_request = round(spent * 1000 / sum(run.requests for run in runs), 2)
        figures.pss_mib = proportional_sizes(pid) if pid else []
        say(f"processor time of the server: {figures.cpu_ms_per_request} ms a request")
        say(f"PSS of its processes, MiB: {', '.join(map(str, figures.pss_mib)) or 'unknown'}")
        return figures


def need_tool() -> None:
    """Say that the load tool is missing before anything is built for it. Raises CannotMeasure."""
    if shutil.which(_TOOL) is None:
        raise CannotMeasure(f"{_TOOL} is not installed; on Debian: apt install nghttp2-client")


def measure(address: str, count: int, say: Callable[[str], None]) -> list[Run]:
    """Load a running server: each target with 1, 8 and 32 clients, at least `count` requests a run."""
    query_strings = in_turn(queries(real_records()))
    runs = []
    for target, path in TARGETS.items():
        addresses = [f"{address}{path}?{query}" for query in query_strings]
        _load(addresses, 1, len(addresses))  # opens, warms
        for clients in CLIENTS:
            run = summary(target, clients, _load(addresses, clients, _whole_rounds(count, clients, len(addresses))))
            say(
                f"{target:5} {clients:3} clients {run.per_second:8.1f}/s   p50 {run.p50_ms:7.1f}   "
                f"p95 {run.p95_ms:7.1f}   p99 {run.p99_ms:7.1f} ms   errors {run.errors} of {run.requests}"
            )
            runs.append(run)
    return runs


def _json(address: str) -> dict[str, Any]:
    try:
        with urlopen(address, timeout=60) as answer:
            value: dict[str, Any] = json.load(answer)
            return value
    except (OSError, ValueError) as error:
        raise CannotMeasure(f"{address} does not answer: {error}") from error


def _whole_rounds(count: int, clients: int, queries: int) -> int:
    """At least `count` requests, so many that each client asks all queries equally often."""
    return -(-count // (clients * queries)) * clients * queries


#: one request: when it began (microseconds), its status, how long it took (microseconds)
Row = tuple[int, int, int]


def _load(addresses: list[str], clients: int, count: int) -> list[Row]:
    with TemporaryDirectory(prefix="lubiao-bench-") as folder:
        listed, log = Path(folder, "addresses"), Path(folder, "log")
        listed.write_text("\n".join(addresses) + "\n", encoding="ascii")
        options = ["--h1", f"--requests={count}", f"--clients={clients}", f"--input-file={listed}", f"--log-file={log}"]
        done = subprocess.run([_TOOL, *options], capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotMeasure(f"{_TOOL}: {done.stderr.strip() or done.stdout.strip()}")
        rows = read_log(log.read_text(encoding="ascii"))
    # what was never sent, since the server closed the connection, has no line
    return [*rows, *[(0, -1, 0)] * (count - len(rows))]


def read_log(text: str) -> list[Row]:
    """The rows of h2load's log: start, status, duration."""
    return [(int(row[0]), int(row[1]), int(row[2])) for line in text.splitlines() if len(row := line.split("\t")) >= 3]


def summary(target: str, clients: int, rows: list[Row]) -> Run:
    """The figures of a load; times are those of the answered requests."""
    good = sorted(row[2] / 1000 for row in rows if row[1] == 200)
    ends = [row[0] + row[2] for row in rows if row[1] == 200]
    seconds = (max(ends) - min(row[0] for row in rows if row[0])) / 1e6 if ends else 0.0
    rate = len(good) / seconds if seconds else 0.0
    p50, p95, p99 = (_percentile(good, share) for share in (0.50, 0.95, 0.99))
    return Run(target, clients, len(rows), len(rows) - len(good), round(rate, 1), p50, p95, p99)


def _percentile(ordered: list[float], share: float) -> float:
    """The smallest time within which that share of the requests was answered; 0 where none was."""
    return round(ordered[max(-(-len(ordered) * int(share * 100) // 100) - 1, 0)], 2) if ordered else 0.0


def proportional_sizes(pid: int) -> list[float]:
    """PSS in MiB of a process and all below it, the largest first; empty where /proc does not tell."""
    sizes = []
    for process in family(pid):
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        match = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        sizes.append(round(int(match[1]) / 1024, 1) if match else 0.0)
    return sorted(sizes, reverse=True)


def processor_seconds(pid: int) -> float:
    """Time that a process and all below it have spent on a processor; 0 where /proc does not tell."""
    ticks = 0
    for process in family(pid):
        try:
            text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        except OSError:
            continue
        # behind the name, which may hold anything, user and system time are the 12th and 13th value (proc(5))
        ticks += sum(map(int, text.rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
