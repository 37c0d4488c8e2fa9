"""The examples of CONTRIBUTING.md: each patch fits the code as it is, and what it adds works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: title, patch, lines to run, what they print
EXAMPLES = re.findall(
    r"### ([^\n]+)\n(?:(?!\n### ).)*?```diff\n(.*?)```\n\n```python\n(.*?)```\n\n```text\n(.*?)```", TEXT, re.DOTALL
)


def test_all_examples_are_run() -> None:
    assert len(EXAMPLES) == TEXT.count("```diff\n") == 5


@pytest.mark.parametrize(("patch", "code", "printed"), [row[1:] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES])
def test_an_example_works(patch: str, code: str, printed: str, tmp_path: Path) -> None:
    for package in ("standard", "indexer", "catalogue", "webapp"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["git", "apply", "-"], input=patch, text=True, cwd=tmp_path, check=True)
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "example.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stdout == printed, done.stderr


def test_what_the_table_names_is_there() -> None:
    rows = TEXT.split("| new |")[1].split("## Five examples")[0]
    paths = re.findall(r"`((?:standard|indexer|catalogue|webapp|tests|docs|bench|tools)/[\w./-]*)`", rows)
    assert len(paths) > 30
    assert [path for path in paths if not (ROOT / path).exists()] == []
