"""What an operator of a cluster is given: every name that the program looks at is told, and what is told is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy" / "opensearch"
PAGE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")


def test_every_variable_of_the_environment_is_told() -> None:
    code = (ROOT / "indexer" / "engines" / "opensearch" / "address.py").read_text(encoding="utf-8")
    names = set(re.findall(r"LUBIAO_[A-Z_]*[A-Z]", code)) - {"LUBIAO_OPENSEARCH"}
    assert len(names) > 6
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


def test_every_file_that_the_nodes_need_is_named_for_who_makes_it() -> None:
    compose = (DEPLOY / "compose.yml").read_text(encoding="utf-8")
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    needed = set(re.findall(r"file: \./certificates/([\w.-]+)", compose))
    needed |= set(re.findall(r"\$\{([A-Z_]+)", compose))
    assert len(needed) > 7
    assert {name for name in needed if name not in readme} == set()
    assert compose.count("<<: *node") == compose.count("node.name: node") == 3


def test_the_role_is_for_one_catalogue() -> None:
    role = json.loads((DEPLOY / "role.json").read_text(encoding="utf-8"))
    assert {pattern for one in role["index_permissions"] for pattern in one["index_patterns"]} == {"lubiao", "lubiao-*"}
