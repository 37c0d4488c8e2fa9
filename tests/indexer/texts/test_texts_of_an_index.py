"""Texts of standards beside a catalogue: loaded with it, kept through small changes, checked, searched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.catalogue import Catalogue
from catalogue.search import Search
from catalogue.standards import TextNotHeld
from indexer.lifecycle import Generations
from webapp.cli import main

TEXT = """GB/T 91001—2024

蒜片

1 范围

本文件规定了蒜片的要求。

2 规范性引用文件

GB/T 91002 蒜粉

3 要求

3.1 水分

蒜片的水分不应大于6%。

3.2 贮存

宜在干燥处贮存，相对湿度不应高于60%。
"""
ROWS = [
    {"number": "GB/T 91001-2024", "title": "蒜片", "status": "current"},
    {"number": "GB/T 91002-2023", "title": "蒜粉", "status": "current"},
]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a catalogue, and a text of one of its standards."""
    folder = tmp_path / "source"
    (folder / "texts").mkdir(parents=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "texts" / "GB_T_91001-2024.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def index(source: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    assert run("reindex", source, "--index", folder).exit_code == 0
    return folder


def test_a_text_is_loaded_with_the_catalogue(index: Path) -> None:
    found = Catalogue.open(index).text("gbt91001")
    assert found.record.title == "蒜片"
    assert [clause.number for clause in found.text.walk()] == ["1", "2", "3", "3.1", "3.2"]
    assert found.known == {"GB/T 91002": "GB/T 91002-2023"}
    assert [(one.clause, one.obligation.value) for one in found.text.requirements] == [
        ("1", "statement"),
        ("3.1", "requirement"),
        ("3.2", "requirement"),
    ]


def test_clauses_are_found_by_all_their_words_only(index: Path) -> None:
    catalogue = Catalogue.open(index)
    (hit,) = catalogue.search_clauses(Search(text="湿度 贮存")).hits
    assert (hit.number, hit.clause, hit.heading) == ("GB/T 91001-2024", "3.2", "贮存")
    assert [hit.text[start:end] for start, end in hit.marks] == ["贮存", "湿度"]
    assert catalogue.search_clauses(Search(text="湿度 水分")).total == 0
    assert catalogue.search_clauses(Search(text="蒜片")).total == 5


def test_who_has_no_text_is_told_apart_from_who_is_not_there(index: Path) -> None:
    catalogue = Catalogue.open(index)
    with pytest.raises(TextNotHeld):
        catalogue.text("GB/T 91002-2023")
    assert run("text", "GB/T 91002-2023", "--index", index).exit_code == 1
    assert catalogue.holds_text("GB/T 91001-2024")
    assert not catalogue.holds_text("GB/T 91002-2023")


def test_a_catalogue_without_texts_has_no_clauses(source: Path, tmp_path: Path) -> None:
    assert run("reindex", source / "rows.jsonl", "--index", tmp_path / "bare").exit_code == 0
    found = Catalogue.open(tmp_path / "bare").search_clauses(Search(text="蒜片"))
    assert (found.total, found.texts) == (0, 0)
    assert not (tmp_path / "bare" / "000001" / "texts").exists()


def test_texts_outlive_small_changes_and_go_with_their_standard(index: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text('{"number": "GB/T 91003-2024", "title": "蒜泥"}', encoding="utf-8")
    assert run("add", more, "--index", index).exit_code == 0
    assert Catalogue.open(index).search_clauses(Search(text="湿度")).total == 1
    assert run("remove", "GB/T 91001-2024", "--index", index).exit_code == 0
    catalogue = Catalogue.open(index)
    assert not catalogue.holds_text("GB/T 91001-2024")
    assert catalogue.search_clauses(Search(text="湿度")).total == 0
    assert run("rollback", "--index", index).exit_code == 0
    assert Catalogue.open(index).search_clauses(Search(text="湿度")).total == 1


def test_a_changed_text_makes_a_reindex_needed(source: Path, index: Path) -> None:
    assert (
        json.loads(run("reindex", source, "--if-needed", "--json", "--index", index).stdout)["generation"] == "000001"
    )
    text = TEXT.replace("60%", "55%")
    (source / "texts" / "GB_T_91001-2024.txt").write_text(text, encoding="utf-8")
    assert (
        json.loads(run("reindex", source, "--if-needed", "--json", "--index", index).stdout)["generation"] == "000002"
    )
    assert Catalogue.open(index).search_clauses(Search(text="55%")).total == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("GB_T_91002-2023.txt", TEXT),
        ("GB_T_91002-2023.pdf", "%PDF-1.4 broken"),
        ("GB_T_91002-2023.docx", "PK\x03\x04 broken"),
        ("notes.txt", "没有章条，也没有标准号。"),
        ("again.txt", TEXT),
    ],
)
def test_one_bad_text_never_stops_the_others(source: Path, tmp_path: Path, name: str, content: str) -> None:
    (source / "texts" / name).write_text(content, encoding="utf-8")
    index = tmp_path / "index"
    result = run("reindex", source, "--index", index, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (report["texts"], report["texts_rejected"]) == (1, 1)
    rejects = (index / "rejects.jsonl").read_text(encoding="utf-8")
    assert Path(json.loads(rejects.splitlines()[0])["file"]).parent == source / "texts"


def test_a_text_without_a_record_gives_one_from_its_cover(source: Path, tmp_path: Path) -> None:
    draft = TEXT.replace("91001", "91009").replace("蒜片\n", "蒜酱\n")
    (source / "texts" / "GB_T_91009-2024.txt").write_text(draft, encoding="utf-8")
    assert run("reindex", source, "--index", tmp_path / "index").exit_code == 0
    record = Catalogue.open(tmp_path / "index").standard("GB/T 91009-2024").record
    assert (record.title, record.cites) == ("蒜酱", ("GB/T 91002",))
    assert any("文本" in note for note in record.notes)


def test_damage_of_a_text_is_told(index: Path) -> None:
    pack = index / "000001" / "texts" / "texts.pack"
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 255
    pack.write_bytes(bytes(data))
    assert run("verify", "--index", index).exit_code == 3
    assert run("text", "GB/T 91001-2024", "--index", index).exit_code == 3
    assert Generations(index).current() == "000001"
