"""Every command's exit codes, as a table; the codes themselves stand in the documentation and in the help."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.catalogue.drafts.test_drafts import SOUND
from webapp.cli import main
from webapp.crash import CRASHED, INTERRUPTED

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = '{"number": "GB 1-2020", "title": "甲", "status": "current"}\n{"number": "GB 2-2020", "title": "乙"}\n'

#: command (`{}` is the folder of the test) -> exit code
TABLE = [
    ("reindex {}/rows.jsonl", 0),
    ("reindex {}/rows.jsonl --if-needed", 0),
    ("reindex {}/wrong.jsonl --allow-shrink", 1),
    ("reindex {}/none.jsonl", 2),
    ("reindex --memory 1 {}/rows.jsonl", 2),
    ("reindex {}/one.jsonl", 3),
    ("reindex {}/empty.jsonl", 3),
    ("reindex {}/rows.jsonl --rejects {}/rows.jsonl", 3),
    ("add {}/more.jsonl", 0),
    ("add {}/wrong.jsonl", 1),
    ("add", 2),
    ("add {}/more.jsonl --index {}/none", 3),
    ("remove GB2-2020", 0),
    ("remove GB9-2020", 1),
    ("remove", 2),
    ("remove GB2-2020 --index {}/none", 3),
    ("verify", 0),
    ("verify now", 2),
    ("verify --index {}/damaged", 3),
    ("verify --index {}/none", 3),
    ("generations", 0),
    ("generations --all", 2),
    ("generations --index {}/none", 3),
    ("rollback --to 000001", 0),
    ("rollback --to 000009", 2),
    ("rollback", 3),
    ("search 甲", 0),
    ("search 没有这样的词", 1),
    ("search 颜色:红 --strict", 2),
    ("search 甲 --sort colour", 2),
    ("search 甲 --output {}/rows.jsonl", 2),
    ("search 甲 --output {}/out.csv", 0),
    ("search 没有这样的词 --output {}/out.csv", 1),
    ("search 甲 --index {}/damaged", 3),
    ("search 甲 --index {}/none", 3),
    ("show GB1", 0),
    ("show GB9-2020", 1),
    ("show", 2),
    ("show GB1 --index {}/none", 3),
    ("history GB1", 0),
    ("history GB9-2020", 1),
    ("history", 2),
    ("history GB1 --index {}/none", 3),
    ("suggest GB", 0),
    ("suggest 没有这样的东西", 1),
    ("suggest", 2),
    ("suggest GB --index {}/none", 3),
    ("coverage", 0),
    ("coverage --by ccs --against all", 0),
    ("coverage --by wcs", 2),
    ("coverage --region 99", 2),
    ("coverage --under 98", 2),
    ("coverage --output table.pdf", 2),
    ("coverage --index {}/none", 3),
    ("applicable 甲", 0),
    ("applicable 没有这样的产品", 1),
    ("applicable", 2),
    ("applicable 甲 --index {}/none", 3),
    ("draft {}/cited.txt", 1),
    ("draft", 2),
    ("draft {}/none.txt", 2),
    ("draft {}/cited.txt --output {}/out.pdf", 2),
    ("draft {}/cited.txt --index {}/none", 3),
    ("check {}/cited.txt", 0),
    ("check {}/cited.txt --output {}/report.xlsx", 0),
    ("check {}/rows.jsonl --fail-on not_found", 0),
    ("check {}/gone.txt", 1),
    ("check {}/gone.txt --fail-on not_found", 1),
    ("check --verify {}/rows.jsonl", 2),
    ("check {}/cited.txt --baseline {}/rows.jsonl", 2),
    ("check {}/cited.txt --on tomorrow", 2),
    ("check", 2),
    ("check {}/none.txt", 3),
    ("check {}/cited.txt --index {}/none", 3),
    ("changes --since 000001", 0),
    ("changes --kind colour", 2),
    ("changes --list {}/none.txt", 2),
    ("changes --since 000009", 2),
    # there is one generation only
    ("changes", 3),
    ("changes --index {}/none", 3),
    ("compare GB1 GB2", 0),
    ("compare GB1 GB9-2020", 1),
    ("compare GB1 GB1", 2),
    ("compare GB1", 2),
    ("compare GB1 GB2 --index {}/none", 3),
    ("overlaps GB1", 0),
    ("overlaps GB9-2020", 1),
    ("overlaps", 2),
    ("overlaps --region 99", 2),
    ("overlaps GB1 --index {}/none", 3),
    ("adoptions", 0),
    ("adoptions GB9-2020", 1),
    ("adoptions --all", 2),
    ("adoptions --index {}/none", 3),
    ("monitoring --since 000001", 0),
    ("monitoring --region 99", 2),
    ("monitoring --since 000009", 2),
    # there is one generation only
    ("monitoring", 3),
    ("monitoring --index {}/none", 3),
    ("text GB1 --output {}/out.pdf", 2),
    ("text", 2),
    ("text GB1", 0),
    ("text GB1 --clause 9", 2),
    # its text was not loaded
    ("text GB2", 1),
    ("text GB1 --index {}/none", 3),
    ("clauses 甲", 0),
    ("clauses pH", 1),
    ("clauses", 2),
    ("clauses pH --index {}/none", 3),
    ("serve --port 99999", 2),
    ("serve --host 203.0.113.1", 3),
    ("--help", 0),
    ("--version", 0),
    ("nonsense", 2),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("rows", ROWS),
        ("wrong", ROWS + '{"number": ""}\n'),
        ("one", ROWS.splitlines()[0]),
        ("empty", ""),
        ("more", '{"number": "GB 3-2020", "title": "丙"}\n'),
    ):
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "cited.txt").write_text("GB 1-2020\n", encoding="utf-8")
    (tmp_path / "gone.txt").write_text("GB 9-2020\n", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    text = "GB 1—2020\n\n甲\n\n1 甲乙\n\n甲甲甲。\n\n2 乙丙\n\n乙乙乙。\n"
    (tmp_path / "texts" / "GB_1-2020.txt").write_text(text, encoding="utf-8")
    for index in ("index", "damaged"):
        built = run("reindex", tmp_path / "rows.jsonl", "--texts", tmp_path / "texts", "--index", tmp_path / index)
        assert built.exit_code == 0
    pack = next((tmp_path / "damaged" / "000001").rglob("*.pack"))
    pack.write_bytes(pack.read_bytes()[:100])
    return tmp_path


def run(*args: object, catch: bool = False) -> Result:
    return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=catch)


@pytest.mark.parametrize(("command", "code"), TABLE)
def test_exit_codes(folder: Path, command: str, code: int) -> None:
    words = command.replace("{}", str(folder)).split()
    plain = words[0].startswith("-") or words[0] == "nonsense" or "--index" in words
    result = run(*words, *([] if plain else ["--index", folder / "index"]))
    assert result.exit_code == code, result.output
    if code >= 2:
        assert result.output.strip()
    assert "Traceback" not in result.output


#: what of an English answer is data, or was typed, or stands in Chinese beside its English
DATA = re.compile(r'没有这样的(?:词|东西|产品)?|颜色(?::红)?|[甲乙丙红词]|"(\w+)": "[^"]*",\n *(?="\1_en")')
HAN = re.compile(r"[\u3007\u4e00-\u9fff]")
#: commands that say something of their own, rather than what click says of options
SPEAKING = [command for command, _ in TABLE if command not in ("--help", "--version", "nonsense")]


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["lines", "json"])
@pytest.mark.parametrize("command", SPEAKING)
def test_who_asks_for_english_gets_no_chinese_sentence(folder: Path, command: str, more: tuple[str, ...]) -> None:
    if command.startswith("serve") and more:
        pytest.skip("serve has no JSON")
    words = command.replace("{}", str(folder)).split()
    place = [] if "--index" in words else ["--index", folder / "index"]
    result = run("--language", "en", *words, *place, *more)
    assert result.output.strip()
    assert not HAN.search(DATA.sub("", result.output.replace(str(folder), ""))), result.output


def test_the_language_can_be_set_once_for_all_commands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = folder / "index"
    assert "完好" in run("verify", "--index", index).output
    monkeypatch.setenv("LUBIAO_LANGUAGE", "en")
    assert "sound" in run("verify", "--index", index).output
    assert "完好" in run("--language", "zh", "verify", "--index", index).output
    monkeypatch.setenv("LUBIAO_LANGUAGE", "fr")
    result = run("verify", "--index", index)
    assert (result.exit_code, "'zh', 'en'" in result.output) == (2, True)


def test_rejects_say_why_in_both_languages(folder: Path) -> None:
    rejects = folder / "rejects.jsonl"
    assert (
        run(
            "reindex", folder / "wrong.jsonl", "--allow-shrink", "--rejects", rejects, "--index", folder / "i"
        ).exit_code
        == 1
    )
    (row,) = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert (row["reason"], row["reason_en"]) == ("没有标准号；请补上", "there is no number; add it")


def test_every_command_has_every_code_it_can_end_with() -> None:
    """Each command is in the table with 0, with 2, and with 3 where it uses an index."""
    seen: dict[str, set[int]] = {}
    for command, code in TABLE:
        seen.setdefault(command.split()[0], set()).add(code)
    missing = {name for name in main.commands if not {2, 3} <= seen.get(name, set())}
    assert not missing
    assert not {name for name in main.commands if 0 not in seen[name] and name not in ("serve", "draft")}


def test_a_draft_without_findings_ends_with_0(tmp_path: Path) -> None:
    start, end = SOUND.index("下列文件"), SOUND.index("# 3")
    text = SOUND[:start] + "本文件没有规范性引用文件。\n\n" + SOUND[end:].replace("应符合GB/T 8321的规定", "应合理")
    (tmp_path / "draft.md").write_text("DB37/T XXXX—2026\n\n大蒜栽培技术规程\n\n" + text, encoding="utf-8")
    rows = '{"number": "GB/T 1.1-2020", "title": "标准化工作导则", "status": "current"}\n'
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    assert run("reindex", tmp_path / "rows.jsonl", "--index", tmp_path / "index").exit_code == 0
    result = run("draft", tmp_path / "draft.md", "--index", tmp_path / "index")
    assert result.exit_code == 0, result.output


def test_codes_are_documented() -> None:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8").split("## Exit codes")[1]
    documented = [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)]
    assert documented == [0, 1, 2, 3, CRASHED, INTERRUPTED]
    help_text = " ".join(run("--help").output.split())
    for code in documented:
        assert re.search(rf"\b{code} ", help_text.split("Exit codes:")[1]), code


def fail(error: BaseException) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


@pytest.mark.parametrize(
    "error", [OverflowError("int too large"), RecursionError(), KeyError("x\ud800"), OSError(5, "I/O")]
)
def test_a_crash_is_told_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr("indexer.commands.reindex.reindex", fail(error))
    result = run("reindex", folder / "rows.jsonl", "--index", folder / "index", "--json")
    assert result.exit_code == CRASHED not in range(4)
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1
    assert json.loads(result.stdout)["kind"] == type(error).__name__
    (details,) = folder.glob("lubiao-error-*.txt")
    assert str(details) in result.stderr
    written = details.read_text(encoding="utf-8")
    assert "Traceback" in written
    assert type(error).__name__ in written


def test_details_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.commands.reindex.reindex", fail(ZeroDivisionError()))
    monkeypatch.setattr("webapp.crash.tempfile.NamedTemporaryFile", fail(OSError(28, "full")))
    result = run("reindex", folder / "rows.jsonl", "--index", folder / "index")
    assert (result.exit_code, "ZeroDivisionError" in result.stderr) == (CRASHED, True)


def test_interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.commands.reindex.reindex", fail(KeyboardInterrupt()))
    result = run("reindex", folder / "rows.jsonl", "--index", folder / "index")
    assert (result.exit_code, "已中断" in result.stderr) == (INTERRUPTED, True)


def test_names_that_no_encoding_can_write(folder: Path) -> None:
    """A key that is half a surrogate, a name of a file that is no text: told, and never a traceback."""
    path = os.fsencode(folder) + b"/\xff.jsonl"
    with open(path, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(ROWS.encode() + b'{"number": "GB 3-2020", "title": "x", "\\ud800": 1}\n[]\n')
    for more in ("--if-needed", "--json"):
        command: list[str | bytes] = [
            sys.executable,
            "-m",
            "webapp.cli",
            "reindex",
            path,
            "--index",
            str(folder / "new"),
            more,
        ]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
        assert done.returncode == 1, done.stderr
        assert b"Traceback" not in done.stderr
