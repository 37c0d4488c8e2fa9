"""Power cuts on a file system in an image."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.cli import main
from bench.power_cut import cannot
from tests.indexer.indexes import ROWS, write


@pytest.mark.slow
def test_a_power_cut_on_a_real_file_system(tmp_path: Path) -> None:
    if reason := cannot():
        pytest.skip(f"no image can be mounted here: {reason}")
    write(tmp_path / "source.jsonl", ROWS)
    args = ["power-cut", str(tmp_path / "source.jsonl"), "--times", "1", "--json", str(tmp_path / "figures.json")]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert result.exit_code == 0
    assert "reindex: 0 torn  add: 0 torn" in result.stdout
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures == {"times": 1, "torn": {"reindex": 0, "add": 0}, "problems": []}


def test_where_nothing_can_be_mounted_it_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.power_cut.shutil.which", lambda name: None if name == "mount" else name)
    result = CliRunner().invoke(main, ["power-cut"])
    assert (result.exit_code, "mount not found" in result.output) == (1, True)
    monkeypatch.undo()
    monkeypatch.setattr("bench.power_cut.os.geteuid", lambda: 1000)
    assert "only root may mount" in CliRunner().invoke(main, ["power-cut"]).output or "not found" in cannot()
