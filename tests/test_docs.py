"""The documentation is true: paths exist, commands, fields and hints are all there, README examples run."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue.search.request import Search
from indexer.engines.base import SORTS
from indexer.fields import FIELDS
from webapp.cli import main

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("corpus", "index", "tools")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *(ROOT / one / "README.md" for one in FOLDERS)])
TEXT_SUFFIXES = {".py", ".md", ".toml", ".tsv", ".txt", ".html", ".css", ".js", ".lock", ".svg", ""}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def tracked() -> Iterator[Path]:
    import subprocess

    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    yield from (ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file())


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_paths_in_code_exist(page: Path) -> None:
    code = re.findall(
        r"`((?:standard|indexer|catalogue|webapp|corpus|tests|docs|bench|tools)/[\w./-]*)`",
        page.read_text(encoding="utf-8"),
    )
    missing = [path for path in code if not (ROOT / path).exists()]
    assert not missing


def test_every_command_is_documented() -> None:
    pages = text("docs/operating.md") + text("README.md")
    missing = [command for command in main.commands if f"lubiao {command}" not in pages and command != "show"]
    assert not missing


def test_every_field_is_documented_with_all_its_names() -> None:
    page = text("docs/query-language.md")
    for field in FIELDS:
        row = f"| `{field.name}` | {field.label_en} | {field.label_zh} | {'、'.join(field.aliases)} | {field.kind} |"
        assert row in page, row


def test_every_sort_is_documented() -> None:
    page = text("docs/query-language.md")
    assert [sort for sort in SORTS if f"`{sort}`" not in page and sort != "relevance"] == []


def test_every_hint_is_documented() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "catalogue").rglob("*.py"))
    kinds = set(re.findall(r"(?:Hint\(|offer\((?:\s*trial,)?)\s*\"(\w+)\"", code))
    kinds.update(*re.findall(r"\bkind = \"(\w+)\" if .+ else \"(\w+)\"", code))
    page = text("docs/query-language.md").split("## Hints")[1]
    documented = set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", page, re.MULTILINE))
    assert kinds == documented


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    names = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    page = text("docs/dependencies.md")
    assert [one for one in names if one not in page] == []


def test_queries_of_the_language_page_run(corpus_index: Path) -> None:
    from catalogue import Catalogue

    catalogue = Catalogue.open(corpus_index)
    rows = re.findall(r"^\| (`[^|]+`) \| [^|]+ \|$", text("docs/query-language.md").split("## Fields")[0], re.MULTILINE)
    queries = [query for row in rows for query in re.findall(r"`([^`]+)`", row)]
    assert len(queries) > 15
    for query in queries:
        answer = catalogue.search(Search(query))
        assert [hint.text for hint in answer.hints if hint.kind == "mistake"] == [], query


def test_readme_commands_run_and_print_what_is_shown(corpus_index: Path) -> None:
    """Lines are compared but for times, sizes and days; a README may show the beginning of what is printed."""
    for page in ("README.md", "README.zh-CN.md"):
        examples = re.findall(r"\$ \.venv/bin/lubiao ([^\n]+)\n((?:(?!```).*\n)*)", text(page))
        assert len(examples) == 3
        for command, shown in examples:
            result = CliRunner().invoke(main, shlex.split(command), env={"LUBIAO_INDEX": str(corpus_index)})
            assert result.exit_code == 0, result.output
            printed = list(map(plain, result.stdout.splitlines()))
            assert printed[: len(shown.splitlines())] == list(map(plain, shown.splitlines()))


def plain(line: str) -> str:
    """A line without what differs from run to run."""
    return re.sub(r"[\d,]+(\.\d+)? (秒|毫秒|MB)|\d{4}-\d\d-\d\d）|版本 \d+", "…", line)


def test_both_readmes_show_the_same_examples() -> None:
    def examples(page: str) -> list[str]:
        return re.findall(r"```console\n(.*?)```", text(page), re.DOTALL)

    assert examples("README.md") == examples("README.zh-CN.md")


def test_no_registry_host_and_no_local_path() -> None:
    # written in parts, so that this file does not name what it forbids
    forbidden = [
        "pypi" + ".org",
        "python" + "hosted",
        "npm" + "js",
        "registry." + "npm",
        "../" + "shared",
        "/work" + "/",
        "/home" + "/",
        "/root" + "/",
    ]
    for path in tracked():
        if path.suffix not in TEXT_SUFFIXES or path.is_relative_to(ROOT / "tests"):
            continue
        content = path.read_text(encoding="utf-8")
        found = [word for word in forbidden if word in content]
        assert not found, f"{name(path)}: {found}"


def test_requirements_have_hashes() -> None:
    blocks = re.split(r"\n(?=\S)", text("requirements.lock").strip())
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 20
    assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []


def test_changelog_begins_with_unreleased() -> None:
    assert text("CHANGELOG.md").split("\n## ")[1].startswith("Unreleased")
