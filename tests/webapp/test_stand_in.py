"""Where the current generation is damaged, the newest whole one answers, and everybody is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from catalogue.catalogue import Catalogue
from indexer.errors import IndexDamaged
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from standard.record import Record
from tests.indexer.indexes import ROWS, write
from tests.webapp.test_serving import running
from webapp.app import create_app
from webapp.cli import main

LATER = Record("T/SDAS 1-2026", "鲜蒜")
CHINESE = "当前索引已损坏，暂由保留的版本 {} 提供服务"
ENGLISH = "The index is damaged. Generation {} answers"


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    """Two generations: a full one, and one with another record."""
    generations = Generations(tmp_path / "index")
    write(tmp_path / "rows.jsonl", ROWS)
    reindex(generations, [tmp_path / "rows.jsonl"])
    change(generations, [LATER])
    return generations


def empty(path: Path) -> None:
    path.unlink()  # the base is linked into both generations
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


#: file below the index -> how it is damaged, and what answers then
DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "000002/base/columns.pack": (empty, "000001"),
    "000002/manifest.json": (cut, "000001"),
    "CURRENT": (Path.unlink, "000002"),
}


def told(client: FlaskClient, name: str) -> None:
    """The pages, the API and the health of a server that answers from this generation."""
    health = client.get("/healthz").get_json()
    assert (health["ok"], health["generation"]) == (True, name)
    for start, sentence in (("", CHINESE), ("/en", ENGLISH)):
        for url in ("/search?q=大蒜", "/about", "/standards/GB_5749-2022"):
            assert sentence.format(name) in client.get(start + url).get_data(as_text=True), start + url
        for url in ("/api/search?q=大蒜", "/api/standards/GB_5749-2022", "/api/suggest?q=GB", "/api/about", "/healthz"):
            assert sentence.format(name) in client.get(start + url).get_json()["notice"], start + url


@pytest.mark.parametrize("name", DAMAGE)
def test_the_newest_whole_generation_answers_and_says_so(
    generations: Generations, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    damage, answering = DAMAGE[name]
    damage(generations.folder / name)
    client = create_app(generations.folder).test_client()
    with caplog.at_level(logging.WARNING):
        told(client, answering)
    assert [row.message for row in caplog.records if f"由版本 {answering} 提供服务" in row.message]
    done = CliRunner().invoke(main, ["search", "大蒜", "--index", str(generations.folder)])
    assert (done.exit_code, "lubiao rollback" in done.stderr, "lubiao reindex" in done.stderr) == (3, True, True)
    assert CliRunner().invoke(main, ["rollback", "--index", str(generations.folder)]).exit_code == 0
    assert "notice" not in client.get("/healthz").get_json()
    assert "已损坏" not in client.get("/search?q=大蒜").get_data(as_text=True)


def test_damage_that_an_answer_shows(generations: Generations) -> None:
    path = generations.folder / "000002" / "base" / "columns.pack"
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole)
    client = create_app(generations.folder).test_client()
    assert client.get("/healthz").get_json()["generation"] == "000002"
    with path.open("r+b") as file:  # in place, as a failing disk does it
        file.seek(64)
        file.write(b"\x07" * (len(whole) * 3 // 4))
    assert client.get("/api/search?q=").status_code == 503
    told(client, "000001")


def test_a_running_server_that_keeps_the_last_one_says_so(generations: Generations) -> None:
    client = create_app(generations.folder).test_client()
    change(generations, [Record("T/SDAS 2-2026", "蒜薹")])
    before = client.get("/search?q=").headers["ETag"]
    (generations.folder / "000003" / "manifest.json").write_text("{", encoding="utf-8")
    change_stamp(generations)
    page = client.get("/search?q=", headers={"If-None-Match": before})
    assert page.status_code == 200
    assert "版本 000003 提供服务" in page.get_data(as_text=True)


def change_stamp(generations: Generations) -> None:
    """Write CURRENT anew, as it was."""
    generations.switch(generations.pointer.read_text(encoding="ascii").strip())


def test_with_nothing_whole_nothing_is_made_up(generations: Generations) -> None:
    for name in generations.names():
        (generations.folder / name / "base" / "columns.pack").write_bytes(b"")
    client = create_app(generations.folder).test_client()
    assert client.get("/healthz").status_code == 503
    with pytest.raises(IndexDamaged):
        Catalogue.open(generations.folder, stand_in=True)
    generations.pointer.unlink()
    done = CliRunner().invoke(main, ["serve", "--port", "0", "--index", str(generations.folder)])
    assert (done.exit_code, f"缺少 {generations.pointer}" in done.stderr) == (3, True)


def test_the_console_of_serve_says_so(generations: Generations, tmp_path: Path) -> None:
    generations.pointer.unlink()
    said = tmp_path / "stderr"
    code = (
        "import os, sys; os.dup2(os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT), 2)\n"
        "from webapp.cli import main; main()"
    )
    with running("-c", code, said, "serve", "--port", 0, "--workers", 1, "--index", generations.folder) as server:
        assert json.loads(server.get("/healthz")[1])["generation"] == "000002"
    assert "当前索引版本已损坏，暂由版本 000002 提供服务" in said.read_text(encoding="utf-8")
