"""The folders are the way the data goes: imports go one way, and each library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: in the order in which they may import one another: each only what stands before it
PACKAGES = ("standard", "indexer", "catalogue", "webapp")
#: library -> where it may be used
HOMES: dict[str, str | tuple[str, ...]] = {
    "whoosh": "indexer/engines/whoosh/",
    "jieba": "indexer/analysis/",
    "rjieba": "indexer/analysis/",
    "pypinyin": "indexer/analysis/",
    "opencc": "indexer/tables/",
    "bs4": "indexer/readers/",
    "lxml": "indexer/readers/",
    "openpyxl": ("indexer/readers/", "catalogue/export/"),
    "numpy": ("indexer/engines/whoosh/", "indexer/gathering/"),
    "flask": "webapp/",
    "werkzeug": "webapp/",
    "granian": "webapp/",
}
MAX_FILE, MAX_FUNCTION = 350, 50
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The top names of all modules that a file imports, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield (node.module or "").split(".")[0]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_something_to_check() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    later = PACKAGES[PACKAGES.index(package) + 1 :]
    wrong = [one for one in imports(path) if one in (*later, "index", "corpus", "bench", "tools", "tests")]
    assert not wrong, f"{name(path)} imports {wrong}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_libraries_stay_at_home(path: Path) -> None:
    wrong = [one for one in imports(path) if one in HOMES and not name(path).startswith(HOMES[one])]
    assert not wrong, f"{name(path)} uses {wrong}"


def test_standard_is_standard_library_only() -> None:
    import sys

    for path in (ROOT / "standard").rglob("*.py"):
        wrong = [one for one in imports(path) if one not in {*sys.stdlib_module_names, "standard"}]
        assert not wrong, f"{name(path)} uses {wrong}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    doc = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) else 0
    return (function.end_lineno or 0) - function.lineno + 1 - doc


@pytest.mark.parametrize("path", FILES, ids=name)
def test_budget_of_a_file(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MAX_FILE, name(path)
    long = [one.name for one in functions(path) if length(one) > MAX_FUNCTION]
    assert not long, f"{name(path)}: {long}"


def test_budget_of_the_whole() -> None:
    lengths = sorted(length(one) for path in FILES for one in functions(path))
    sizes = sorted(path.read_text(encoding="utf-8").count("\n") for path in FILES)
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 20
    assert sizes[len(sizes) // 2] <= 120


def test_no_room_for_odds_and_ends() -> None:
    odd = [name(path) for path in FILES if path.stem in ("utils", "helpers", "misc", "common", "manager")]
    assert not odd


def test_heavy_libraries_are_not_loaded_at_import() -> None:
    """A serving process does without jieba (89 MB), and the command line's help without numpy's users."""
    import subprocess
    import sys

    heavy = ("jieba", "pypinyin", "openpyxl", "lxml", "bs4")
    code = f"import sys, webapp.app, webapp.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
