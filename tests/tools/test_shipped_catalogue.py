"""What a row of a collected catalogue must be to be shipped, by made-up rows; the files are what the tool makes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.corpus_rows import CORPUS
from tools import shipped_catalogue
from tools.catalogue_files import files_of
from tools.catalogue_row import RowLeftOut, read_row
from tools.shipped_catalogue import main, select_rows, subject_rows

WAP, WWW, PAGES = "LDAssistant:csres_wap", "standard_scrapting:csres", "LDAssistant:biaozhun_guojia"


def row(code: str = "GB/T 4321-2019", title: str = "竹椅", **cells: Any) -> dict[str, Any]:
    usual = {"status": "现行", "issue_date": "2019-03-25", "implement_date": "2019-10-01", "sources": [WAP]}
    return {"code": code, "title": title, "kind": "国家标准", **usual, **cells}


def test_a_sound_row_gives_its_facts_and_no_sentence() -> None:
    given = row(
        ics="97.140", ccs="Y81", issuer="国家市场监督管理总局  国家标准化管理委员会", abstract="本标准规定了竹椅。"
    )
    assert read_row(given).cells == {
        "number": "GB/T 4321-2019",
        "title": "竹椅",
        "level": "national",
        "status_word": "现行",
        "issued": "2019-03-25",
        "effective": "2019-10-01",
        "source": "wap.csres.com",
        "checked": "2026-07-01",
        "ics": "97.140",
        "ccs": "Y81",
        "issuers": "国家市场监督管理总局;国家标准化管理委员会",
    }


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"code": "T/ABC", "title": "012-2023 竹椅"}, "number cut"),
        ({"code": "9787500012345"}, "number of a book"),
        ({"code": "GB/T 4321-2019E", "title": "竹椅（英文版）"}, "edition in a foreign language"),
        ({"code": "GB/T 4321"}, "number without a year"),
        ({"code": "GB/T 4321.2019"}, "number written in an unusual way"),
        ({"code": "GB/T 4321~4324-2019"}, "number of no single standard"),
        ({"code": "GB/T 432100-2019"}, "number and kind of standard disagree"),
        ({"title": "竹？椅"}, "title cut or damaged"),
        ({"title": "竹椅（试行"}, "title cut or damaged"),
        ({"title": "超级市尝便利店竹椅"}, "title cut or damaged"),
        ({"title": "竹椅GB/T4321-2019"}, "title holds the number or half of it"),
        ({"title": "4321-2019 竹椅"}, "title holds the number or half of it"),
        ({"title": "Bamboo chairs"}, "title not Chinese"),
        ({"title": "《竹椅》国家标准第1号修改单"}, "title and number disagree whether it is an amendment"),
        ({"alt_titles": ["藤椅"]}, "sources give two titles"),
        ({"abstract": "国家标准《藤椅》由某会归口上报，主管部门为某部。"}, "sources give two titles"),
        ({"status": "待查"}, "status unknown to any table"),
        ({"status_conflicts": ["废止"]}, "sources disagree on the status"),
        ({"code": "GB/T 4321-2024", "status": "废止", "issue_date": "2024-03-25"}, "called withdrawn though of 2024"),
        ({"issue_date": "2022-03-25"}, "issued years after the year of the number"),
        ({"status": "即将实施", "implement_date": "1900-01-01"}, "to come, but on no day"),
        ({"status": "即将实施"}, "status contradicts the days"),
        (
            {"status": "现行", "code": "GB/T 4321-2026", "issue_date": "2026-05-01", "implement_date": "2027-05-01"},
            "status",
        ),
        ({"replaces_raw": "被GB/T 4321-2022代替"}, "in force and replaced at once"),
    ],
)
def test_a_row_in_doubt_is_left_out(cells: dict[str, Any], reason: str) -> None:
    with pytest.raises(RowLeftOut, match=reason):
        read_row(row(**cells))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"issue_date": "1900-01-01"}, "issued"),
        ({"issue_date": "2019-01-01"}, "issued"),
        ({"issue_date": "2009-03-25"}, "issued"),
        ({"implement_date": "2019-01-02"}, "effective"),
        ({"implement_date": "2019-02-01"}, "effective"),
        ({"implement_date": "2018-10-01", "issue_date": None}, "effective"),
        ({"implement_date": "2024-10-01", "issue_date": None}, "effective"),
        ({"status": "作废", "issue_date": "1900-01-01"}, "effective"),
        ({"ics": "1.11"}, "ics"),
        ({"ccs": "/C351"}, "ccs"),
        ({"issuer": "国家技术监督局"}, "issuers"),
        ({"issuer": "武汉材料保护研究所"}, "issuers"),
        ({"issuer": "国家技术监督局 卫生."}, "issuers"),
        ({"replaces_raw": "GB/T 9999-2008"}, "replaces"),
        ({"replaces_raw": "代替GB/T 4321-2022"}, "replaces"),
        ({"replaces_raw": "引用GB/T 4321-2009"}, "replaces"),
    ],
)
def test_a_value_in_doubt_is_left_empty_and_counted(cells: dict[str, Any], column: str) -> None:
    found = read_row(row(**cells))
    assert column not in found.cells
    assert found.emptied.total() >= 1


def test_a_page_not_renewed_is_of_the_day_of_issue() -> None:
    found = read_row(
        row(status="即将实施", sources=[PAGES], issuer="工业和信息化部", replaces_raw="代替GB/T 4321-2009")
    )
    assert found.cells["checked"] == "2019-03-25"
    assert found.cells["department"] == "工业和信息化部"
    assert found.cells["replaces"] == "GB/T 4321-2009"


def collected(folder: Path, *rows: dict[str, Any], more: tuple[dict[str, Any], ...] = ()) -> Path:
    """A folder of collected records as the tool wants it."""
    (folder / "domain").mkdir()
    (folder / "domain" / "committees.csv").write_text(
        "code,name_zh,variant_names\nSAC/TC 1,全国竹椅标准化技术委员会,\n"
    )
    for name, lines in (("catalogue", rows), ("catalogue-more", more)):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return folder


def test_rows_that_put_each_other_in_doubt_are_left_out(tmp_path: Path) -> None:
    title = "竹制家具通用技术条件"
    reference = collected(
        tmp_path,
        *(row("GB/T 101-2019"), row("GB/T  101—2019")),
        *(row("GB/T 102-2019", title), row("GB/T 103-2019", title)),
        *(
            row("GB/T 104-2019", "竹凳"),
            row("GB/T 104-2012", "竹凳", issue_date="2012-03-01", implement_date="2012-09-01"),
        ),
    )
    rows, left, _ = select_rows(reference, {})
    assert [one["number"] for one in rows] == ["GB/T 104-2019"]
    assert left == {
        "two rows for one number": 2,
        "one title under two numbers on one day": 2,
        "in force beside a later edition in force": 1,
    }


def test_two_readings_agree_where_the_next_edition_came_between(tmp_path: Path) -> None:
    ended = {"status": "作废", "status_conflicts": ["现行"], "sources": [WAP, WWW]}
    later = row("GB/T 104-2025", "竹凳", issue_date="2025-12-01", implement_date="2026-05-01")
    reference = collected(tmp_path, row("GB/T 104-2019", "竹凳", **ended), row("GB/T 105-2019", "竹床", **ended), later)
    rows, left, _ = select_rows(reference, {})
    assert [one["number"] for one in rows] == ["GB/T 104-2019", "GB/T 104-2025"]
    assert left == {"sources disagree on the status": 1}


def test_additions_come_along_unless_they_are_in_doubt(tmp_path: Path) -> None:
    bodies = {
        "department": "中国轻工业联合会",
        "committee": "全国竹椅标准化技术委员会",
        "new": False,
        "sources": [PAGES],
    }
    more = (
        {"code": "GB/T 101-2019", "title": "竹椅", **bodies, "committee_code": "SAC/TC 1"},
        {
            "code": "GB/T 102-2019",
            "title": "竹椅二",
            **bodies,
            "committee": "全国藤椅标准化技术委员会",
            "committee_code": "SAC/TC 1",
        },
        {"code": "GB/T 103-2019", "title": "藤椅", **bodies},
        {"code": "GB/T 104-2019", "title": "竹椅四", **bodies, "status": "废止"},
        {"code": "GB/T 105-2019", "title": "竹椅五", **bodies},
    )
    titles = {"GB/T 101-2019": "竹椅", "GB/T 102-2019": "竹椅二", "GB/T 103-2019": "竹椅三", "GB/T 104-2019": "竹椅四"}
    reference = collected(tmp_path, *(row(*one) for one in [*titles.items(), ("GB/T 105-2019", "竹椅五")]), more=more)
    curated = {
        "number": "GB/T 105-2019",
        "title": "竹椅五",
        "level": "national",
        "source": "wap.csres.com",
        "department": "",
    }
    rows, left, _ = select_rows(reference, {"GB/T 105-2019": curated})
    assert {one["number"]: one.get("committee", "") for one in rows} == {
        "GB/T 101-2019": "全国竹椅标准化技术委员会",
        "GB/T 102-2019": "",
        "GB/T 103-2019": "",
        "GB/T 105-2019": "全国竹椅标准化技术委员会",
    }
    assert left == {"sources disagree on the status": 1, "stands in a file of subjects": 1}
    assert "status_word" not in rows[-1], "so that the row of the subject counts"


def test_lists_of_building_standards_count_where_two_know_a_standard(tmp_path: Path) -> None:
    lists = ["SimpleStdCN:房屋建筑", "other:list"]
    more = (
        {"code": "JGJ 901-2012", "title": "竹楼设计规范", "new": True, "sources": lists, "status": "现行"},
        {"code": "JGJ 902-2012", "title": "竹桥设计规范", "new": True, "sources": lists[:1]},
        {"code": "JGJ 903-2012", "title": "竹塔设计规范", "new": True, "sources": lists[1:]},
    )
    rows, left, _ = select_rows(collected(tmp_path, more=more), {})
    known = {"number": "JGJ 901-2012", "title": "竹楼设计规范", "level": "industry", "source": "工程建设标准体系"}
    assert rows == [known], "and no status"
    assert left.total() == 2


def test_the_command_writes_the_same_bytes_again_and_counts(tmp_path: Path) -> None:
    reference = collected(tmp_path, row("GB/T 101-2019"), row("DB37/T 7-2019"), row("LY/T 9-2019", "竹？"))
    corpus = tmp_path / "corpus"
    first = CliRunner().invoke(main, [str(reference), "--corpus", str(corpus)], catch_exceptions=False)
    made = {path.name: path.read_bytes() for path in (corpus / "catalogue").iterdir()}
    assert sorted(made) == ["local-37.tsv", "national-others.tsv"]
    assert "| title cut or damaged | 1 |" in first.output
    assert CliRunner().invoke(main, [str(reference), "--corpus", str(corpus)]).output == first.output
    assert {path.name: path.read_bytes() for path in (corpus / "catalogue").iterdir()} == made


@pytest.mark.slow
def test_the_shipped_files_are_what_the_tool_makes(reference: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the local standards, which no rule about others touches; all would take long."""
    read = shipped_catalogue._lines
    monkeypatch.setattr(
        shipped_catalogue, "_lines", lambda path: (given for given in read(path) if given["code"].startswith("DB"))
    )
    rows, _, _ = select_rows(reference, subject_rows(CORPUS))
    there = {path.name: path.read_text("utf-8") for path in (CORPUS / "catalogue").glob("local-*.tsv")}
    made = {name: text for name, text in files_of(rows).items() if name in there}
    assert len(made) > 25
    assert [name for name, text in made.items() if name != "local-44.tsv" and text != there[name]] == []
