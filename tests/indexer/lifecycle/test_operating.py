"""What the operator's commands say and return when something is wrong."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.lifecycle.checksums import sealed
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from tests.indexer.indexes import ADDED, ROWS, journal, write
from webapp.app import create_app
from webapp.cli import main


def run(generations: Generations, *args: object) -> Result:
    words = [str(arg) for arg in args]
    return CliRunner().invoke(main, [*words, "--index", str(generations.folder)], catch_exceptions=False)


def test_a_failed_reindex_tells_the_rejects(source: Path, generations: Generations) -> None:
    write(source, [{"number": "", "title": f"没有号 {place}"} for place in range(1, 8)])
    result = run(generations, "reindex", source)
    assert result.exit_code == 3
    assert "没有可收录的标准" in result.stderr
    assert f"未收录 7 行，全部及原因见 {generations.folder / 'rejects.jsonl'}" in result.stderr
    assert f"{source}:1: 没有标准号；请补上" in result.stderr
    assert "另有 2 行" in result.stderr
    assert json.loads(run(generations, "reindex", source, "--json").stdout)["notes"]


def test_a_reindex_that_fails_after_reading_tells_the_rejects(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(source, [*ROWS, {"number": "", "title": "没有号"}])
    monkeypatch.setattr("indexer.lifecycle.reindexing.verify", lambda *_: ["a file is damaged"])
    result = run(generations, "reindex", source)
    assert result.exit_code == 3
    assert "a file is damaged" in result.stderr
    assert "未收录 1 行" in result.stderr


def test_a_reindex_with_rejects_shows_some(source: Path, generations: Generations) -> None:
    write(source, [*ROWS, {"number": "", "title": "没有号"}])
    result = run(generations, "reindex", source)
    assert result.exit_code == 1
    assert f"{source}:5: 没有标准号；请补上" in result.stdout


def test_nothing_to_do_needs_no_right_to_write(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("indexer.lifecycle.generations.Generations._lock", refuse)
    assert run(generations, "reindex", source, "--if-needed").exit_code == 0


def test_verify_and_changes_name_a_damaged_journal_line(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    path = journal(generations).path
    path.write_bytes(path.read_bytes().replace(b"add", b"adb"))
    result = run(generations, "verify")
    assert (result.exit_code, f"{path} 第 1 行已损坏" in result.stdout) == (3, True)
    for command in (("add", source), ("remove", "GB 5749-2022"), ("reindex", source)):
        result = run(generations, *command)
        assert (result.exit_code, f"{path} 第 1 行已损坏" in result.stderr) == (3, True), command


def test_remove_without_a_year_names_the_editions(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    result = run(generations, "remove", "GB/T 1.1")
    assert result.exit_code == 1
    assert "没有年代号" in result.stdout
    assert "GB/T 1.1-2009、GB/T 1.1-2020" in result.stdout
    assert json.loads(run(generations, "remove", "GB/T 1.1", "--json").stdout)["editions"] == {
        "GB/T 1.1": ["GB/T 1.1-2009", "GB/T 1.1-2020"]
    }


def test_generations_shows_local_time_and_what_is_no_generation(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    path = generations.folder / "000001" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["checksum"]
    path.write_text(sealed(json.dumps({**data, "created": "2026-01-01T20:00:00+00:00"})), encoding="utf-8")
    (generations.folder / "000002" / "manifest.json").write_text("{", encoding="utf-8")
    (generations.folder / "000003").mkdir()
    result = run(generations, "generations")
    assert result.exit_code == 0
    assert "000001  2026-01-02 04:00:00  4 条记录  全量" in result.stdout
    assert "* 000002" in result.stdout
    assert "已损坏" in result.stdout
    assert "000003  未建成" in result.stdout


def test_generations_are_listed_and_gone_back_to_where_the_pointer_is_lost(
    source: Path, generations: Generations
) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    generations.pointer.unlink()
    result = run(generations, "generations")
    said = f"缺少 {generations.pointer}" in result.stdout
    assert (result.exit_code, "000001" in result.stdout, said) == (3, True, True)
    assert "lubiao rollback" in json.loads(run(generations, "generations", "--json").stdout)["problem"]
    result = run(generations, "rollback")
    assert (result.exit_code, "换到 000002" in result.stdout) == (0, True)
    assert run(generations, "generations").exit_code == 0


def test_searches_of_a_damaged_index_are_503_and_so_is_its_health(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    client = create_app(generations.folder).test_client()
    assert client.get("/healthz").status_code == 200
    path = generations.folder / "000001" / "base" / "columns.pack"
    whole = path.read_bytes()
    with path.open("r+b") as file:  # in place, as a failing disk does it
        file.seek(64)
        file.write(b"\x07" * (len(whole) * 3 // 4))
    for url in ("/api/search?q=", "/healthz"):
        response = client.get(url)
        assert (response.status_code, response.mimetype) == (503, "application/problem+json"), url
        assert "columns.pack" in response.get_json()["detail"]
        assert str(generations.folder) not in response.get_json()["detail"]
    assert client.get("/search?q=大蒜").status_code == 503
    result = run(generations, "search", "大蒜")
    assert (result.exit_code, "columns.pack" in result.stderr) == (3, True)
    reindex(generations, [source])
    assert client.get("/healthz").status_code == 200


def test_a_source_that_cannot_be_read_is_a_reject_and_the_rest_goes_on(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = source.with_name("closed.csv")
    closed.write_text("标准号,标准名称\nGB 1-2020,甲\n", encoding="utf-8")
    original = Path.open

    def refuse(path: Path, *args: object, **more: object) -> object:
        if path.name == "closed.csv":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return original(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("pathlib.Path.open", refuse)
    result = run(generations, "reindex", closed, source)
    assert result.exit_code == 1
    assert f"{closed}: 无法读取" in result.stdout
    assert "收录 4 + 合并 0 + 未收录 1" in result.stdout


@pytest.mark.parametrize("option", ["--rejects", "--report"])
def test_what_is_to_be_written_never_falls_on_a_source(source: Path, generations: Generations, option: str) -> None:
    before = source.read_bytes()
    result = run(generations, "reindex", source, option, source)
    assert (result.exit_code, "覆盖来源" in result.stderr) == (3, True)
    if option == "--rejects":
        reindex(generations, [source])
        result = run(generations, "add", source, option, source)
        assert (result.exit_code, "覆盖来源" in result.stderr) == (3, True)
    assert source.read_bytes() == before


def test_files_beside_the_index_that_cannot_be_written_are_told(source: Path, generations: Generations) -> None:
    nowhere = source.parent / "none" / "x.json"
    for args in (("reindex", source, "--report", nowhere), ("add", source, "--rejects", nowhere)):
        result = run(generations, *args)
        assert (result.exit_code, "没有这个文件夹" in result.stderr) == (3, True), args
