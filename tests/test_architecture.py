"""The folders are the way the data goes: imports go one way, from room to room, and each library has one home."""

from __future__ import annotations

import ast
import graphlib
import importlib
import re
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: in the order in which they may import one another: each only what stands before it
PACKAGES = ("standard", "indexer", "catalogue", "webapp")
#: the rooms of a package, in the order in which they may import one another: each only what stands before it
ROOMS: dict[str, tuple[str, ...]] = {
    "standard": ("wording", "number", "citing", "clauses"),
    "indexer": ("readers", "gathering", "analysis", "engines", "texts", "lifecycle", "commands"),
    "indexer/engines": ("memory", "whoosh", "opensearch"),
    "indexer/engines/whoosh": ("columns", "view", "read", "build"),
    "catalogue": (
        *("wording", "query", "lookup", "search", "hints", "standards"),
        *(
            "applicable",
            "statistics",
            "validity",
            "indicators",
            "comparison",
            "drafts",
            "changes",
            "export",
            "commands",
        ),
    ),
}
#: modules that stand beside rooms: before all of them, or after the room named
BESIDE = {"catalogue/catalogue.py": "export", "indexer/engines/registry.py": "opensearch"}
#: most arrows between the rooms of `catalogue/`
MOST_ARROWS = 60
#: library -> where it may be used
HOMES: dict[str, str | tuple[str, ...]] = {
    "whoosh": "indexer/engines/whoosh/",
    "opensearchpy": "indexer/engines/opensearch/",
    "jieba": "indexer/analysis/",
    "rjieba": "indexer/analysis/",
    "pypinyin": "indexer/analysis/",
    "opencc": "tools/",
    "bs4": "indexer/readers/",
    "lxml": ("indexer/readers/", "catalogue/export/"),
    "openpyxl": ("indexer/readers/", "catalogue/export/"),
    "docx": ("indexer/readers/", "catalogue/export/"),
    "pypdfium2": "indexer/readers/",
    "icalendar": "catalogue/export/",
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


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of everything of this project that a file imports, modules as paths: `indexer/engines/base`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES:
            yield from (((node.module or "").replace(".", "/"), alias.name) for alias in node.names)


def room_of(file: str, package: str) -> str:
    """The room of a package that a file, or a module written as a path, is in; empty for one that stands beside."""
    rest = file.removeprefix(package + "/").removesuffix(".py").split("/")
    return rest[0] if file.startswith(package + "/") and rest[0] in ROOMS[package] else ""


def place(file: str, package: str) -> int:
    """Where in the order of a package's rooms a file stands."""
    room = room_of(file, package) or BESIDE.get(file if file.endswith(".py") else file + ".py", "")
    return ROOMS[package].index(room) if room else -1


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


@pytest.mark.parametrize("package", ROOMS)
def test_rooms_are_all_named(package: str) -> None:
    found = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")} - {"tables"}
    assert found == set(ROOMS[package])


@pytest.mark.parametrize("package", ROOMS)
def test_rooms_import_what_stands_before_them(package: str) -> None:
    wrong = [
        f"{name(path)} imports {module}"
        for path in FILES
        if room_of(name(path), package)
        for module, _ in imported(path)
        if place(module, package) > place(name(path), package)
    ]
    assert not wrong


def nearest_room(module: str) -> str:
    """The innermost room that a module, written as a path, is in; empty for none."""
    rooms = [f"{package}/{room}" for package in ROOMS for room in ROOMS[package]]
    return max((room for room in rooms if f"{module}/".startswith(f"{room}/")), key=len, default="")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_rooms_are_used_through_what_they_offer(path: Path) -> None:
    """From outside, a room is imported by its own name, and only what its `__all__` names."""
    for module, what in imported(path):
        room = nearest_room(module)
        if room and not name(path).startswith(f"{room}/"):
            assert module == room, f"from {module} import {what}"
            assert what in importlib.import_module(room.replace("/", ".")).__all__, f"from {module} import {what}"


def test_engines_are_told_apart_in_one_place_only() -> None:
    """Everything else asks `indexer.engines` for an engine by name or address, and knows the contract only."""
    beside = [path for folder in ("bench", "tests") for path in (ROOT / folder).rglob("*.py")]
    at_home = ("indexer/engines/", "tests/indexer/engines/", "tests/test_architecture.py")
    classes = re.compile(r"\b(Whoosh|Memory)Engine\b|\bFirstWriter\b|\bengines\.(whoosh|memory) import\b")
    wrong = [
        name(path)
        for path in (*FILES, *beside)
        if not name(path).startswith(at_home) and classes.search(path.read_text(encoding="utf-8"))
    ]
    assert not wrong
    homes = [path for path in FILES if name(path).startswith("indexer/engines/") and "MemoryEngine" in path.read_text()]
    assert ROOT / "indexer/engines/registry.py" in homes, "else this looks for names that are gone"


def test_few_arrows_between_the_rooms_of_the_catalogue() -> None:
    arrows = {
        (room, room_of(module, "catalogue"))
        for path in FILES
        if (room := room_of(name(path), "catalogue"))
        for module, _ in imported(path)
        if room_of(module, "catalogue") not in ("", room)
    }
    assert 10 < len(arrows) <= MOST_ARROWS


def test_no_module_imports_itself_round_a_circle() -> None:
    modules = {name(path).removesuffix(".py").removesuffix("/__init__"): path for path in FILES}
    arrows = {
        module: {
            found
            for source, what in imported(path)
            for found in (f"{source}/{what}", source)
            if found in modules and modules[found].name != "__init__.py"
        }
        for module, path in modules.items()
    }
    graphlib.TopologicalSorter(arrows).prepare()


@pytest.mark.parametrize("package", ROOMS)
def test_every_room_says_what_it_answers(package: str) -> None:
    for room in ROOMS[package]:
        module = importlib.import_module(f"{package}/{room}".replace("/", "."))
        assert (module.__doc__ or "").strip().split("\n")[0].endswith("."), module.__name__
        silent = [
            one
            for one in module.__all__
            if isinstance(getattr(module, one), type | types.FunctionType) and not getattr(module, one).__doc__
        ]
        assert not silent, module.__name__


@pytest.mark.parametrize("path", FILES, ids=name)
def test_libraries_stay_at_home(path: Path) -> None:
    wrong = [one for one in imports(path) if one in HOMES and not name(path).startswith(HOMES[one])]
    assert not wrong, f"{name(path)} uses {wrong}"


def test_standard_is_standard_library_only() -> None:
    import sys

    for path in (ROOT / "standard").rglob("*.py"):
        wrong = [one for one in imports(path) if one not in {*sys.stdlib_module_names, "standard"}]
        assert not wrong, f"{name(path)} uses {wrong}"


#: modules under indexer/ that write files themselves, and why they may; all others ask `indexer.index_files`
WRITERS = {
    "indexer/index_files.py": "the one module through which the files of an index are changed",
    "indexer/lifecycle/source_reading.py": "the folder of the rejects file, which is no part of the index",
    "indexer/lifecycle/rejects.py": "the rejects file",
    "indexer/commands/reindex.py": "the report, where the operator wants it",
    "indexer/texts/gathered_texts.py": "scratch: the texts of a reindex, gone when it ends",
    "indexer/gathering/record_file.py": "scratch: the records of a reindex, gone when it ends",
    "indexer/engines/whoosh/build/spool.py": "scratch: columns that grow, gone when they are in the pack",
}
_OF_OS = {"open", "replace", "rename", "renames", "link", "symlink", "unlink", "remove", "rmdir", "removedirs"}
_OF_OS |= {"mkdir", "makedirs", "truncate", "fsync", "fdatasync"}
_OF_SHUTIL = {"rmtree", "move", "copy", "copy2", "copyfile", "copytree"}
_OF_PATH = {"write_text", "write_bytes", "rename", "unlink", "rmdir", "mkdir", "touch", "hardlink_to", "symlink_to"}


def writes(path: Path) -> Iterator[str]:
    """Calls of a module that write, rename or remove files, as far as they can be told by their names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        owner, _, method = called.rpartition(".")
        if owner == "index_files":
            continue
        modes = [
            *node.args[1 - bool(owner) : 2 - bool(owner)],
            *(one.value for one in node.keywords if one.arg == "mode"),
        ]
        mode = "".join(str(one.value) for one in modes if isinstance(one, ast.Constant))
        renamed = method == "replace" and len(node.args) == 1 and owner and not node.keywords
        if (
            (owner == "os" and method in _OF_OS)
            or (owner == "shutil" and method in _OF_SHUTIL)
            or (owner and method in _OF_PATH)
            or renamed
            or (method == "open" and set(mode) & set("wax+"))
        ):
            yield f"{node.lineno}: {called}"


@pytest.mark.parametrize("path", [path for path in FILES if name(path).startswith("indexer/")], ids=name)
def test_files_of_an_index_are_changed_in_one_module(path: Path) -> None:
    """So that tests can record what is done to them, and lay out what a power cut leaves (`disk.py`)."""
    found = list(writes(path))
    assert bool(found) == (name(path) in WRITERS), f"{name(path)} writes files: {found}"


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


def test_the_facade_only_opens_and_hands_on() -> None:
    """What answers a question stands in a room; each method of `Catalogue` is a few statements."""
    found = [one for one in functions(ROOT / "catalogue" / "catalogue.py") if one.name != "__init__"]
    assert len(found) > 10
    assert [one.name for one in found if len(one.body) - bool(ast.get_docstring(one)) > 3] == []


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
