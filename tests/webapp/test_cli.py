"""The program `lubiao`: every command, its JSON, its exit codes, wrong input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

ROWS = [
    {"number": "GB 5749-2022", "title": "生活饮用水卫生标准", "status": "现行", "issued": "2022-03-15"},
    {"number": "GB/T 1.1-2020", "title": "标准化工作导则 第1部分：标准化文件的结构和起草规则", "status": "现行"},
    {"number": "GB/T 1.1-2009", "title": "标准化工作导则 第1部分：标准的结构和编写", "status": "废止"},
    {"number": "DB37/T 2672-2019", "title": "大蒜生产技术规程", "status": "现行"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (tmp_path / "rows.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def index(folder: Path) -> Path:
    assert run("reindex", folder / "rows.jsonl", "--index", folder / "index").exit_code == 0
    return folder / "index"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


def answer(*args: object, code: int = 0) -> dict[str, Any]:
    result = run(*args, "--json")
    assert result.exit_code == code, result.output
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def test_every_command_has_help_with_an_example() -> None:
    for name in main.commands:
        text = run(name, "--help").output
        assert f"lubiao {name}" in text.split("Options:")[0].split("Usage:")[1].split("\n", 1)[1], name


def test_reindex_reports_and_rejects(folder: Path) -> None:
    (folder / "more.csv").write_text("标准号,标准名称\nGB 1-2020,甲\n,没有号\n", encoding="gb18030")
    value = answer("reindex", folder / "rows.jsonl", folder / "more.csv", "--index", folder / "i", code=1)
    assert (value["read"], value["indexed"], value["merged"], value["rejected"]) == (6, 5, 0, 1)
    assert {"generation", "seconds", "peak_memory_mb"} <= value.keys()
    rejects = [json.loads(line) for line in (folder / "i" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(Path(row["file"]).name, row["line"]) for row in rejects] == [("more.csv", 3)]


def test_reindex_writes_a_report_file(folder: Path) -> None:
    run("reindex", folder / "rows.jsonl", "--index", folder / "i", "--report", folder / "report.json")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["indexed"] == 4


def test_reindex_if_needed(index: Path, folder: Path) -> None:
    result = run("reindex", folder / "rows.jsonl", "--index", index, "--if-needed")
    assert result.exit_code == 0
    assert "无需重建" in result.output


def test_search_by_number_and_words(index: Path) -> None:
    value = answer("search", "gbt1.1", "--index", index)
    assert [(hit["number"], hit["group"]) for hit in value["hits"]] == [
        ("GB/T 1.1-2020", "exact"),
        ("GB/T 1.1-2009", "exact"),
    ]
    value = answer("search", "大蒜", "技术规程", "--index", index, "--facets")
    assert value["hits"][0]["url"] == "/standards/DB37_T_2672-2019"
    assert value["facets"]["region"] == [{"value": "37", "label": "山东省", "count": 1}]
    assert value["query"] == "大蒜 技术规程"


def test_search_filters_and_sorts(index: Path) -> None:
    value = answer("search", "--level", "national", "--status", "current", "--sort", "number", "--index", index)
    assert [hit["number"] for hit in value["hits"]] == ["GB 5749-2022", "GB/T 1.1-2020"]
    value = answer("search", "--filter", "region=37", "--index", index)
    assert [hit["number"] for hit in value["hits"]] == ["DB37/T 2672-2019"]


def test_search_takes_labels_for_filters(index: Path) -> None:
    value = answer("search", "--level", "国标", "--status", "废止", "--index", index)
    assert [hit["number"] for hit in value["hits"]] == ["GB/T 1.1-2009"]
    assert run("search", "--status", "紫色", "--index", index).exit_code != 0


def test_search_prints_lines(index: Path) -> None:
    result = run("search", "大蒜", "--index", index, "--facets")
    assert "DB37/T 2672-2019  大蒜生产技术规程  [现行]" in result.output
    assert "level: 地方标准 1" in result.output


def test_show(index: Path) -> None:
    value = answer("show", "gb/t", "1.1", "--index", index)
    assert value["number"] == "GB/T 1.1-2020"
    assert [row["number"] for row in value["editions"]] == ["GB/T 1.1-2020", "GB/T 1.1-2009"]
    assert "生活饮用水卫生标准" in run("show", "GB5749", "--index", index).output


def test_suggest(index: Path) -> None:
    answer = json.loads(run("suggest", "gb", "5749", "--index", index, "--json").output)
    assert answer["query"] == "gb 5749"
    assert answer["suggestions"][0]["kind"] == "number"
    assert answer["suggestions"][0]["number"].startswith("GB 5749-")
    assert "大蒜" in run("suggest", "dasuan", "--index", index).output
    assert run("suggest", "没有这样的东西", "--index", index).output == "没有检索建议\n"


def test_history(index: Path) -> None:
    value = answer("history", "gb/t", "1.1-2009", "--index", index)
    assert [row["number"] for row in value["editions"]][:2] == ["GB/T 1.1-2020", "GB/T 1.1-2009"]
    assert "版本 GB/T 1.1-2020（现行" in run("history", "GB/T 1.1-2009", "--index", index).output
    assert run("history", "--index", index).exit_code == 2
    assert answer("history", "GB/T 99999-2019", "--index", index, code=1)["kind"] == "StandardNotFound"


def test_show_says_what_is_near(index: Path) -> None:
    result = run("show", "GB/T 1.1-2018", "--index", index)
    assert result.exit_code == 1
    assert "GB/T 1.1-2020" in result.stderr
    assert answer("show", "GB/T 5749-2022", "--index", index, code=1)["kind"] == "StandardNotFound"


def test_add_and_remove_are_seen_at_once(index: Path, folder: Path) -> None:
    (folder / "new.csv").write_text(
        "标准号,标准名称\nT/SDAS 1-2026,鲜蒜\nGB 5749-2022,生活饮用水卫生标准\n,坏行\n", encoding="utf-8"
    )
    value = answer("add", folder / "new.csv", "--index", index, code=1)
    assert (value["read"], value["added"], value["changed"], value["rejected"]) == (3, 1, 1, 1)
    (problem,) = value["problems"]
    assert (problem["line"], problem["reason"] != problem["reason_en"]) == (4, True)
    assert answer("search", "鲜蒜", "--index", index)["total"] == 1
    value = answer("remove", "tsdas1-2026", "GB 1-1900", "--index", index, code=1)
    assert (value["removed"], value["missing"]) == (["T/SDAS 1-2026"], ["GB 1-1900"])
    assert answer("search", "鲜蒜", "--index", index, code=1)["total"] == 0


def test_verify_generations_rollback(index: Path, folder: Path) -> None:
    assert answer("verify", "--index", index) == {"ok": True, "generation": "000001", "count": 4, "problems": []}
    run("remove", "GB 5749-2022", "--index", index)
    assert [row["count"] for row in answer("generations", "--index", index)["generations"]] == [4, 3]
    assert answer("rollback", "--index", index)["generation"] == "000001"
    assert answer("search", "GB5749", "--index", index)["total"] == 1
    result = run("rollback", "--index", index)
    assert (result.exit_code, "没有保留的版本" in result.stderr) == (3, True)
    assert answer("rollback", "--to", "000002", "--index", index) == {"generation": "000002", "was": "000001"}
    assert run("rollback", "--to", "000007", "--index", index).exit_code == 2


def test_verify_finds_damage(index: Path) -> None:
    path = index / "000001" / "base" / "columns.pack"
    path.write_bytes(path.read_bytes().replace(b"2022", b"2023"))
    value = answer("verify", "--index", index, code=3)
    assert not value["ok"]
    assert "columns.pack" in value["problems"][0]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["search", "颜色:红", "--strict"], 2, "没有名为“颜色”的字段"),
        (["search", "--filter", "colour=red"], 2, "colour"),
        (["search", "--filter", "colour"], 2, "FIELD=VALUE"),
        (["search", "--level", "planetary"], 2, "planetary"),
        (["search", "--sort", "colour"], 2, "colour"),
        (["search", "--limit", "1000"], 2, "1000"),
        (["reindex", "/no/such/file.jsonl"], 2, "/no/such/file.jsonl"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_usage(index: Path, args: list[str], code: int, said: str) -> None:
    result = run(*args, *(["--index", str(index)] if args != ["nonsense"] else []))
    assert result.exit_code == code
    assert said in result.stderr


def test_no_index_is_told(tmp_path: Path) -> None:
    for args in (["search", "x"], ["show", "GB 1"], ["verify"], ["remove", "GB 1-2020"], ["generations"], ["rollback"]):
        result = run(*args, "--index", tmp_path / "none")
        assert result.exit_code == 3, args
        assert "lubiao reindex" in result.stderr
        assert "Traceback" not in result.output
    assert answer("search", "x", "--index", tmp_path / "none", code=3)["kind"] == "IndexMissing"


def test_sources_with_nothing_in_them(tmp_path: Path) -> None:
    for name, content in (
        ("empty.jsonl", b""),
        ("binary.jsonl", bytes(range(256)) * 40),
        ("table.csv", "颜色,大小\n红,3\n".encode()),
    ):
        (tmp_path / name).write_bytes(content)
        result = run("reindex", tmp_path / name, "--index", tmp_path / "index")
        assert result.exit_code == 3, name
        assert name in result.stderr
        reject = json.loads((tmp_path / "index" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()[0])
        assert reject["reason"]
        assert not (tmp_path / "index" / "CURRENT").exists()


def test_index_variable(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUBIAO_INDEX", str(index))
    assert answer("search", "大蒜")["total"] == 1


@pytest.mark.parametrize(
    "words", [("标准化", "-编写"), ("标准化", "−编写"), ("-编写", "标准化"), ("标准化", "NOT", "编写")]
)
def test_a_word_can_be_excluded_on_the_command_line(index: Path, words: tuple[str, ...]) -> None:
    value = answer("search", *words, "--index", index)
    assert [hit["number"] for hit in value["hits"]] == ["GB/T 1.1-2020"]
    assert value["query"].replace("−", "-") in {"标准化 -编写", "-编写 标准化", "标准化 NOT 编写"}


def test_excluding_latin_words_and_wrong_options(index: Path) -> None:
    assert answer("search", "大蒜", "-PVC", "--index", index)["query"] == "大蒜 -PVC"
    result = run("search", "大蒜", "--levle", "local", "--index", index)
    assert result.exit_code == 2
    assert "--level" in result.stderr
    assert answer("search", "大蒜", "--sort", "-issued", "--index", index)["sort"] == "-issued"
    assert run("search", "-h").exit_code == 0


def test_a_mistake_points_at_its_place(index: Path) -> None:
    lines = run("search", "大蒜", "颜色:红", "--index", index).output.splitlines()
    at = next(place for place, line in enumerate(lines) if "字段" in line and line.startswith("提示"))
    assert lines[at + 1].strip() == "大蒜 颜色:红"
    assert lines[at + 2].index("~") == lines[at + 1].index("大") + 5


def test_offered_queries_are_printed_with_their_count(index: Path) -> None:
    output = run("search", "大蒜", "克苏鲁", "--index", index).output
    assert "→ 大蒜（1 项）" in output


def test_wrong_usage_says_what_to_do(index: Path) -> None:
    assert "lubiao show" in run("show", "--index", index).stderr
    assert run("show", "--index", index).exit_code == 2
    assert "FIELD=VALUE" in run("search", "x", "--filter", "year", "--index", index).stderr
    assert "ics" in run("search", "x", "--filter", "colour=red", "--index", index).stderr


def test_an_address_of_no_engine_is_wrong_usage() -> None:
    for command in (("search", "大蒜"), ("verify",), ("reindex",), ("serve", "--port", "0")):
        result = run(*command, "--index", "solr://search.example/standards")
        assert result.exit_code == 2, command
        assert "索引地址" in result.stderr
    value = json.loads(run("--language", "en", "generations", "--index", "solr:x", "--json").stdout)
    assert value["kind"] == "AddressUnknown"
    assert "no known engine" in value["error"]
