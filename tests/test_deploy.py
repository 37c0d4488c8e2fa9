"""What an operator is given for a cluster: its files are in form, and its page leaves nothing out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from indexer.engines.opensearch import address

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "deploy/opensearch").glob("*.yml"))
PAGE = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip(" ")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lines_are_keys_or_items_in_steps_of_two(path: Path) -> None:
    form = re.compile(r"( {2})*(#.*|- \S.*|[\w.-]+:( \S.*)?|<<: \*\w+)")
    assert [line for line in lines(path) if not form.fullmatch(line)] == []
    for line in lines(path):
        assert all(line.count(left) == line.count(right) for left, right in ("[]", "{}")), line
        assert line.count('"') % 2 == 0, line


def test_three_nodes_whose_files_are_there() -> None:
    text = (ROOT / "deploy/opensearch/compose.yml").read_text(encoding="utf-8")
    assert re.findall(r"^  (node\d):$", text, re.MULTILINE) == ["node1", "node2", "node3"]
    mounted = set(re.findall(r"- \./([\w.]+\.yml):", text))
    assert mounted == {path.name for path in FILES} - {"compose.yml"}


def test_variables_are_documented() -> None:
    named = set(re.findall(r"LUBIAO_[A-Z_]*[A-Z]", address.__doc__ or ""))
    assert len(named) == 8
    assert [name for name in sorted(named) if f"`{name}`" not in PAGE] == []


def test_errors_are_documented() -> None:
    texts = tomllib.loads((ROOT / "standard/wording/texts/index.toml").read_text(encoding="utf-8"))
    known = {name for name in texts if name.startswith("cluster_")}
    assert known
    assert set(re.findall(r"^\| `(cluster_\w+)`", PAGE, re.MULTILINE)) == known
