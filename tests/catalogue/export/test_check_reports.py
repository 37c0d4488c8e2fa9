"""Reports of checks: the same rows in every format, and a digest that notices whatever is changed by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalogue.export import REPORT_FORMATS, find_report_format, name_report
from catalogue.export.formats import UnknownFormat
from catalogue.validity import REPORT_COLUMNS, Check, read_report, verify_report
from catalogue.validity import digest as digests
from indexer.errors import RequestError
from indexer.readers import read_document, read_text
from standard.wording import ENGLISH, in_json
from tests.catalogue.validity.checks import BEFORE, LIST, THEN, check

ENDINGS = tuple(REPORT_FORMATS)
#: formats in which each row has its mark
MARKED = ("xlsx", "csv", "json")


def written(found: Check, ending: str) -> bytes:
    return b"".join(REPORT_FORMATS[ending].write(found))


def facts_of(data: bytes) -> dict[Any, Any]:
    """The names and values of the first sheet of a workbook."""
    rows: Any = load_workbook(io.BytesIO(data))["汇总"].iter_rows(values_only=True)
    return dict(rows)


def changes(data: bytes, ending: str) -> list[str]:
    return [words.english for words in verify_report(read_report(data, f"report.{ending}")).changes]


def full() -> Check:
    """A check with a comparison, a second list, skipped rows and every kind of extra column."""
    lines = [*LIST.splitlines(), "GB/T 100-2010 螺栓", "螺栓一批"]
    text = "查新清单,,\n序号,标准号,名称\n" + "".join(f"{at},{line},\n" for at, line in enumerate(lines, 1))
    earlier = read_report(written(check(LIST + "GB/T 5-2000\n", BEFORE, THEN), "csv"), "earlier.csv")
    scope = read_document("标准号,项目\nGB/T 100-2010,=1+1\nGB/T 7-2008,硬度\n".encode(), "scope.csv")
    return check(read_document(text.encode(), "清单.csv"), baseline=earlier, second=scope)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("made", [check, full, lambda: check("")], ids=["plain", "full", "empty"])
def test_a_report_agrees_with_its_digest(ending: str, made: Callable[[], Check]) -> None:
    found = made()
    report = read_report(written(found, ending), f"report.{ending}")
    assert len(report.rows) == len(found.rows)
    if ending == "csv" and not found.rows:
        # nothing stands in it that a digest could stand behind
        assert [words.english for words in verify_report(report).changes] == [
            "The report has no SHA-256 digest, so it cannot be verified."
        ]
        return
    assert verify_report(report).changes == ()
    assert report.head == (
        found.name,
        "2026-11-30",
        "2026-11-30",
        "2025-11-30",
        "000002",
        str(len(found.rows)),
    )


def test_the_digest_is_the_same_in_every_format_with_the_same_columns() -> None:
    found = full()
    sums = {read_report(written(found, ending), f"a.{ending}").digest for ending in MARKED}
    assert sums == {found.digest}


#: what people write into lists: any text, with what the formats treat in their own way
GIVEN = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "=1+1",
                "'",
                "' =",
                "'=1",
                "@x",
                "GB/T 100-2010",
                " ＝A1",
                "#N/A",
                "a\x00b",
                "2020/3/1",
                "\ufeffx",
                "x\ud800",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(lines=GIVEN)
def test_whatever_stands_in_a_list_the_report_reads_back_the_same(lines: list[str]) -> None:
    found = check(read_text("标准号\t名称\n" + "\n".join(f"{line}\t{line}" for line in lines)))
    for ending in ENDINGS:
        if found.rows or ending != "csv":
            assert changes(written(found, ending), ending) == [], ending


# --- changed by hand --------------------------------------------------------------------------------------------------


def in_csv(data: bytes, change: Callable[[list[list[str]]], Any]) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    change(rows)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def in_xlsx(data: bytes, change: Callable[[Any], Any]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def in_json_file(data: bytes, change: Callable[[Any], Any]) -> bytes:
    value = json.loads(data)
    change(value)
    return json.dumps(value).encode()


@pytest.mark.parametrize("column", [column.label for column in REPORT_COLUMNS])
def test_a_changed_cell_is_named_by_row_and_column(column: str) -> None:
    at = [one.label for one in REPORT_COLUMNS].index(column)

    def change(rows: list[list[str]]) -> None:
        rows[2][at] = "7" if column in ("序号", "与此行重复") else "1999-01-01" if "日期" in column else "改动"

    told = changes(in_csv(written(check(), "csv"), change), "csv")
    assert any(one.startswith("Row 2 ") and column in one.rpartition("was changed:")[2] for one in told), told
    assert "The digest of the whole does not fit what stands in it." in told


def test_a_workbook_that_was_merely_saved_again_agrees() -> None:
    assert changes(in_xlsx(written(full(), "xlsx"), lambda book: None), "xlsx") == []


def test_days_that_a_spreadsheet_wrote_in_its_own_way_agree() -> None:
    def change(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[:] = [one.replace("-", "/") if len(one) == 10 and one[4] == "-" else one for one in row]

    assert changes(in_csv(written(check(), "csv"), change), "csv") == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda book: book["明细"].delete_rows(3), "1 rows are missing: 2."),
        (lambda book: book["汇总"].__setitem__("B3", date(2020, 1, 1)), "Every row fits its mark"),
        (lambda book: book["汇总"].__setitem__("B6", "000009"), "Every row fits its mark"),
        (lambda book: book["明细"].__setitem__("B1", "原文标准"), None),
        (
            lambda book: book["明细"].append([9, "GB/T 9-2000"]),
            "Row 5 (no. 9, GB/T 9-2000) has no mark: it was added.",
        ),
    ],
    ids=["row deleted", "day", "generation", "label", "row added"],
)
def test_changes_of_the_whole_are_told(change: Callable[[Any], Any], told: str | None) -> None:
    data = in_xlsx(written(check(), "xlsx"), change)
    if told is None:
        with pytest.raises(RequestError):
            read_report(data, "report.xlsx")
        return
    assert any(one.startswith(told) for one in changes(data, "xlsx")), changes(data, "xlsx")


def test_rows_in_another_order_and_wrong_counts_are_told() -> None:
    def move(rows: list[list[str]]) -> None:
        rows[1][:20], rows[2][:20] = rows[2][:20], rows[1][:20]

    assert "The rows were put into another order." in changes(in_csv(written(check(), "csv"), move), "csv")
    data = in_json_file(written(check(), "json"), lambda value: value["counts"].update(in_force=4))
    assert "The summary says 4 rows of “现行”, the table has 1." in changes(data, "json")


@pytest.mark.parametrize(
    ("row", "change", "column"),
    [
        (1, lambda row: row.update(verdict="in_force"), "查证结果"),
        (1, lambda row: row.update(note="没有问题"), "说明"),
        (1, lambda row: row.update(replaced_by=[]), "被代替为"),
        (3, lambda row: row["notes"].clear(), "说明"),
    ],
    ids=["verdict", "note", "successor", "remarks"],
)
def test_json_that_was_changed_is_told(row: int, change: Callable[[Any], Any], column: str) -> None:
    data = in_json_file(written(check(), "json"), lambda value: change(value["rows"][row]))
    assert any(column in one for one in changes(data, "json"))


def test_the_json_of_the_command_agrees_in_english_too() -> None:
    data = json.dumps(full().to_json(), default=in_json(ENGLISH)).encode()
    assert changes(data, "json") == []


def test_a_word_report_that_was_changed_is_told() -> None:
    document = WordDocument(io.BytesIO(written(check(), "docx")))
    table = next(one for one in document.tables if one.rows[0].cells[0].text == "序号")
    table.rows[2].cells[3].text = "现行"
    file = io.BytesIO()
    document.save(file)
    told = changes(file.getvalue(), "docx")
    assert "The summary says 1 rows of “已被代替”, the table has 0." in told
    table.rows[2].cells[3].text = "已被代替"
    table.rows[2].cells[4].text = "发布 1999-01-01"
    file = io.BytesIO()
    document.save(file)
    assert changes(file.getvalue(), "docx") == [
        "The table does not fit its digest; a Word report does not tell which row."
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"a,b\n1,2\n", "report_foreign"),
        (b'{"rows": [1]}', "report_foreign"),
        (b'{"a": ' + b"[" * 100_000, "report_foreign"),
        (b"\x00\x01\x02", "report_unreadable"),
        (b"", "report_unreadable"),
    ],
)
def test_what_is_no_report_is_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(RequestError) as caught:
        read_report(data, "other.csv")
    assert caught.value.kind == kind
    assert "other.csv" in caught.value.words.chinese
    assert "other.csv" in caught.value.words.english


def test_without_sm3_the_report_says_so_and_is_still_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "has_sm3", lambda: False)
    monkeypatch.setattr("catalogue.validity.verification.has_sm3", lambda: False)
    found = check()
    assert found.digest.sm3 == ""
    assert found.to_json()["digest"]["sm3"] is None
    data = written(found, "csv")
    assert "不支持 SM3" in data.decode()
    facts = facts_of(written(found, "xlsx"))
    assert "不支持 SM3" in facts["SM3"]
    done = verify_report(read_report(data, "a.csv"))
    assert done.agrees
    assert next(words.english for words in done.remarks).startswith("SM3 was not verified")


# --- what stands in them ----------------------------------------------------------------------------------------------


def test_the_workbook_has_a_summary_and_one_row_for_each_number() -> None:
    found = full()
    book = load_workbook(io.BytesIO(written(found, "xlsx")))
    assert book.sheetnames == ["汇总", "明细", "未查证的行", "清单已删去", "附表独有"]
    facts = facts_of(written(found, "xlsx"))
    assert facts["现行"] == 2
    assert facts["基准日期"].date() == date(2026, 11, 30)
    assert facts["未查证：表头"] == facts["未查证：表名、小节名或说明"] == 1
    rows = list(book["明细"].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == list(range(1, len(found.rows) + 1))
    column = found.labels.index("查证结果")
    assert {row[column].value: row[column].fill.fgColor.rgb[2:] for row in rows}["已被代替"] == "F8B4B4"
    # a word stands beside every colour
    assert all(row[column].value for row in rows)
    assert not any(cell.data_type == "f" for row in rows for cell in row)


def test_the_word_report_names_what_stays_open() -> None:
    document = WordDocument(io.BytesIO(written(full(), "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "标准有效性查新报告" in text
    assert "不等于没有该标准" in text
    assert "GB/T 999-2001" in text
    assert "不构成" in text
    table = next(one for one in document.tables if one.rows[0].cells[0].text == "序号")
    assert len(table.rows) == 1 + len(full().rows)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_report_reads_as_approval(ending: str) -> None:
    found = check("GB/T 100-2010\n")
    assert found.all_in_force
    data = written(found, ending)
    if ending in ("xlsx", "docx"):
        document = read_document(data, f"a.{ending}")
        text = "".join(
            block.text if hasattr(block, "text") else "".join(cell.text for row in block.rows for cell in row)
            for block in document.blocks
        )
    else:
        text = data.decode()
    assert "不构成对标准适用性、符合性或有效性的认可" in text
    assert not any(word in text for word in ("合格", "通过", "批准", "审核同意"))


def test_the_whole_chain_is_told() -> None:
    rows = list(csv.DictReader(io.StringIO(written(check(), "csv").decode("utf-8-sig"))))
    assert rows[1]["被代替为"] == rows[1]["现行版本"] == "GB/T 200-2026"


def test_formats_are_found_by_their_ending() -> None:
    assert find_report_format(".XLSX").name == "xlsx"
    with pytest.raises(UnknownFormat):
        find_report_format(".odt")
    assert name_report(check(), "xlsx") == "鲁标-查新-清单-2026-11-30.xlsx"
