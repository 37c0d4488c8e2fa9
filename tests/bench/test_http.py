"""The load bench: its queries, its sums, and what it says where something is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import http
from bench.cli import main
from standard.record import Record

RECORDS = [
    Record(f"GB/T {turn}-2020", title)
    for turn, title in enumerate(["大蒜种植技术规程", "大蒜贮藏技术规程", "生活饮用水卫生标准"] * 10)
]


def test_queries_are_the_same_each_time_and_of_all_classes() -> None:
    asked = http.queries(RECORDS)
    assert asked == http.queries(RECORDS)
    assert set(asked) == {"number", "common word", "two to four words", "nothing", "filters"}
    assert all(1 <= len(rows) <= http.EACH for rows in asked.values())
    assert asked["common word"][0] == (("q", "大蒜"),)


def test_each_part_of_the_mixed_list_has_all_classes() -> None:
    classes: dict[str, list[http.Query]] = {"a": [(("q", "1"),), (("q", "2"),)], "b": [(("q", "3"),)]}
    assert http.in_turn(classes) == ["q=1", "q=3", "q=2", "q=3"]


def test_whole_rounds() -> None:
    assert http._whole_rounds(960, 8, 60) == 960
    assert http._whole_rounds(961, 8, 60) == 1440
    assert http._whole_rounds(1, 32, 60) == 1920


def test_sums_of_a_log() -> None:
    log = "".join(f"{1_000_000 + turn * 10_000}\t200\t{(turn + 1) * 1000}\n" for turn in range(100))
    run = http.summary("page", 8, http.read_log(log + "1500000\t503\t900\n3000000\t-1\t0\n"))
    assert (run.requests, run.errors) == (102, 2)
    assert (run.p50_ms, run.p95_ms, run.p99_ms) == (50, 95, 99)
    assert run.per_second == pytest.approx(100 / 1.09, abs=0.1)


def test_nothing_answered() -> None:
    run = http.summary("page", 1, [(0, -1, 0)] * 3)
    assert (run.errors, run.per_second, run.p99_ms) == (3, 0, 0)


def test_memory_and_processor_of_a_process() -> None:
    if not Path("/proc/self/smaps_rollup").is_file():
        pytest.skip("this system has no /proc")
    assert max(http.proportional_sizes(os.getpid())) > 1
    assert http.processor_seconds(os.getpid()) > 0
    assert http.proportional_sizes(2**31 - 1) == []


def test_without_the_load_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.http.shutil.which", lambda _: None)
    done = CliRunner().invoke(main, ["http", "--records", "1000000"])
    assert done.exit_code == 3
    assert "nghttp2-client" in done.stderr


def test_without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.http.need_tool", lambda: None)
    done = CliRunner().invoke(main, ["http", "--url", "http://127.0.0.1:1"])
    assert done.exit_code == 3
    assert "does not answer" in done.stderr


def test_an_index_of_synthetic_records(tmp_path: Path) -> None:
    from catalogue import Catalogue

    http.build(iter(RECORDS), tmp_path)
    assert Catalogue.open(tmp_path).count() == len(RECORDS)
