"""Files of other kinds among those that are loaded, and files with a wrong name."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from indexer.readers import Problem, read
from standard.record import Record

CSV = "标准号,标准名称\nGB/T 70001-2021,甲\n"


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["标准号", "标准名称"])  # type: ignore[union-attr]
    book.active.append(["GB/T 70001-2021", "甲"])  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


FOREIGN = {
    "a.docx": (packed(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<document/>"}), "是 Word 文档"),
    "a.pptx": (packed(**{"[Content_Types].xml": "<Types/>", "ppt__presentation.xml": "<p/>"}), "是演示文稿"),
    "a.zip": (packed(**{"list.csv": CSV, "b__c.csv": CSV}), "是压缩包（其中有 list.csv、b/c.csv）"),
    "empty.zip": (packed(), "是空的压缩包"),
    "a.xlsb": (packed(**{"xl__workbook.bin": "x"}), "是二进制工作簿"),
    "a.ods": (packed(mimetype="x", **{"content.xml": "<x/>"}), "是 OpenDocument 文件"),
    "a.ofd": (packed(**{"OFD.xml": "<x/>"}), "是 OFD 版式文件"),
    "a.et": (b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"), "是旧式工作簿"),
    "a.doc": (b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"), "是旧式 Word 文档"),
    "locked.xlsx": (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "是加了密码的工作簿"),
    "a.rtf": (b"{\\rtf1 GB 1}", "是 RTF 文档"),
    "a.rar": (b"Rar!\x1a\x07\x01", "是 RAR 压缩包"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c", "是 7z 压缩包"),
    "a.png": (b"\x89PNG\r\n", "是图片"),
    "a.pdf": (b"%PDF-1.7", "是 PDF"),
    "a.xls": (b"<table><tr><td>GB 1-2000</td></tr></table>", "是网页中的表格"),
    "b.xls": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML 电子表格 2003",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_one_reject_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    content, reason = FOREIGN[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.csv").write_text(CSV, "utf-8")
    (tmp_path / "zz.csv").write_text(CSV.replace("70001", "70002"), "utf-8")
    found = list(read([tmp_path]))
    assert [one.number for one in found if isinstance(one, Record)] == ["GB/T 70001-2021", "GB/T 70002-2021"]
    (problem,) = (one for one in found if isinstance(one, Problem))
    assert (Path(problem.file).name, problem.line) == (name, 0)
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", None),
        ("a.csv", None),
        ("a.et", None),
        ("a.json", None),
        ("a", None),
        ("a.xlsx", CSV.encode()),
        ("a.xls", CSV.replace(",", "\t").encode("gb18030")),
        ("a.txt", CSV.encode()),
        ("a.csv", json.dumps([{"标准号": "GB/T 70001-2021", "标准名称": "甲"}]).encode()),
        ("a.txt", json.dumps({"标准号": "GB/T 70001-2021", "标准名称": "甲"}).encode()),
        ("a.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + CSV.encode()),
        ("a.csv", b"\xef\xbb\xbf" + CSV.encode("gb18030")),
        ("a.jsonl", b'\xef\xbb\xbf\xef\xbb\xbf{"number": "GB/T 70001-2021", "title": "\xe7\x94\xb2"}\n'),
    ],
)
def test_a_misnamed_file_is_read_by_its_content(tmp_path: Path, name: str, content: bytes | None) -> None:
    """None is a workbook, whose bytes are others each time."""
    (tmp_path / name).write_bytes(workbook() if content is None else content)
    (record,) = read([tmp_path / name])
    assert isinstance(record, Record), record
    assert (record.number, record.title) == ("GB/T 70001-2021", "甲")


def test_a_reject_names_the_keys_that_were_found(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '[{"std": "GB/T 70001-2021", "nm": "甲"}, {"标准号": null, "标准名称": "乙", "状态": "现行"}]', "utf-8"
    )
    first, second = read([path])
    assert isinstance(first, Problem)
    assert "现有的键：std、nm" in first.reason
    assert "GB/T 70001-2021" in first.value
    assert isinstance(second, Problem)
    assert (second.line, second.value) == (1, "乙")


def test_an_answer_longer_than_any_record_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    rows = [
        {"number": f"GB/T {at}-2021", "title": "甲" * 50, "adopts": [{"number": "ISO 1:2000"}]} for at in range(1, 9001)
    ]
    answer = {
        "query": {"number": 1},
        "hints": [{"kind": "x"}],
        "data": {"total": 9000, "rows": rows},
        "tail": [{"a": 1}],
    }
    path.write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")
    assert path.stat().st_size > 2 << 20
    found = list(read([path]))
    assert [one.number for one in found if isinstance(one, Record)] == [row["number"] for row in rows]
    assert len(found) == len(rows)
