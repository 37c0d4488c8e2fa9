"""Files that are no documents, or made to hurt: one problem that names the file and says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from indexer.readers import read_document, read_text
from tests.indexer.readers.text.document_files import docx, ofd, packed, paragraph, pdf, rows, text_object

OLE = b"\xd0\xcf\x11\xe0" + bytes(70_000)
INNER = packed({"a.txt": "x"})


def named(kind: str) -> bytes:
    return OLE + kind.encode("utf-16-le")


REFUSED = {
    "旧.doc": (named("WordDocument"), "另存为 .docx"),
    "旧.xls": (named("Workbook"), "另存为 xlsx"),
    "加密.docx": (named("EncryptedPackage"), "去掉密码"),
    "旧.wps": (OLE, "另存为 docx 或 xlsx"),
    "空.txt": (b"", "文件是空的"),
    "空白.docx": (b" \n", "文件是空的"),
    "a.rtf": (b"{\\rtf1 GB 1}", "另存为 .docx"),
    "a.png": (b"\x89PNG\r\n", "OCR"),
    "a.zip": (packed({"清单.txt": "GB 1", "里.zip": INNER}), "解压"),
    "a.odt": (packed({"content.xml": "<x/>"}), "另存为 docx 或 xlsx"),
    "a.pptx": (packed({"ppt/presentation.xml": "<x/>"}), "另存为 PDF"),
    "a.xlsb": (packed({"xl/workbook.bin": "x", "xl/styles.xml": "<x/>"}), "另存为 xlsx"),
    "a.rar": (b"Rar!\x1a\x07\x01", "RAR"),
    "a.gz": (b"\x1f\x8b\x08", "gzip"),
    "a.txt": (b"GB 1\0\0\1\2\3", "可读 txt"),
    "a.mht": (b"MIME-Version: 1.0", "仅 HTML"),
    "a.docx": (packed({"word/document.xml": "<w:document"}), "重新获取文件"),
    "b.docx": (docx(paragraph("甲"))[:300], "重新获取文件"),
    "c.docx": (docx(""), "没有文字"),
    "d.docx": (packed({"word/document.xml": "x"}, zipfile.ZIP_BZIP2), "压缩方式"),
    "a.xlsx": (packed({"xl/workbook.xml": "<workbook/>"}), "没有工作表"),
    "a.ofd": (packed({"OFD.xml": "<x"}), "重新获取文件"),
    "b.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "另存为 xlsx"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_refused(name: str) -> None:
    content, told = REFUSED[name]
    document = read_document(content, name)
    (problem,) = document.problems
    assert (problem.file, document.blocks) == (name, ())
    assert told in problem.reason
    assert problem.why.english


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.txt", "a", "a.xlsx"])
def test_a_file_is_told_by_its_content(name: str) -> None:
    assert read_document(docx(paragraph("GB 1")), name).format == "docx"
    assert read_document(ofd([text_object(1, 1, "甲")]), name).format == "ofd"
    assert read_document(b"\n" + pdf([[(50, 50, "甲")]]), name).format == "pdf"
    assert read_document(b"GB 1-2020\n", name).paragraphs[0].text == "GB 1-2020"


def locked(data: bytes) -> bytes:
    """The same packed file with its parts marked as under a password."""
    out = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(magic)
        while place >= 0:
            out[place + at] |= 1
            place = out.find(magic, place + 4)
    return bytes(out)


@pytest.mark.parametrize("data", [docx(paragraph("甲")), ofd([text_object(1, 1, "甲")])])
def test_a_packed_file_under_a_password(data: bytes) -> None:
    assert [one.kind for one in read_document(locked(data), "a").problems] == ["document_locked"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def test_entities_are_not_expanded() -> None:
    main = f'{BOMB}<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>GB&b;</w:t></w:r></w:p></w:body></w:document>'
    document = read_document(packed({"word/document.xml": main}), "a.docx")
    assert (document.blocks, [one.kind for one in document.problems]) == ((), ["document_entities"])
    page = f"{BOMB}<Page><Content><Layer/></Content></Page>"
    found = read_document(ofd([text_object(1, 1, "甲")], more={"Doc_0/Pages/Page_0/Content.xml": page}), "a.ofd")
    assert [one.kind for one in found.problems] == ["document_entities"]


def unpacking_to(size: int, part: str, before: str, after: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(part, "w") as stream:
        stream.write(before.encode())
        for _ in range(size >> 16):
            stream.write(b"<w:p> </w:p>    " * (1 << 12))
        stream.write(after.encode())
    return out.getvalue()


def test_a_bomb_is_not_unpacked() -> None:
    before = f'<w:document xmlns:w="x"><w:body>{paragraph("GB 1")}'
    data = unpacking_to(12 << 20, "word/document.xml", before, "</w:body></w:document>")
    assert len(data) < 300_000
    document = read_document(data, "a.docx")
    assert ([one.text for one in document.paragraphs], [one.kind for one in document.problems]) == (
        ["GB 1"],
        ["document_too_large"],
    )


def test_elements_nested_too_deeply() -> None:
    deep = "<w:sdt>" * 1000 + paragraph("GB 2") + "</w:sdt>" * 1000
    document = read_document(docx(paragraph("GB 1") + deep), "a.docx")
    assert ([one.text for one in document.paragraphs], [one.kind for one in document.problems]) == (
        ["GB 1"],
        ["document_too_deep"],
    )


def test_too_many_elements_in_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.xml_trees.MOST_ELEMENTS", 1000)
    document = read_document(docx(paragraph("GB 1") * 400 + rows(["<w:tc/>"] * 1001)), "a.docx")
    assert (len(document.paragraphs), [one.kind for one in document.problems]) == (400, ["document_too_many_elements"])


def test_more_paragraphs_or_characters_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.collecting.MOST_PIECES", 10)
    monkeypatch.setattr("indexer.readers.text.collecting.MOST_CHARACTERS", 1000)
    for data in (b"GB 1\n" * 20, docx(paragraph("GB 1") * 20), b"GB 1\t2\n" * 20):
        document = read_document(data, "a.txt")
        assert [one.kind for one in document.problems] == ["document_too_long"]
        assert sum(1 if block.place.paragraph else 10 for block in document.blocks) == 10
    assert [one.kind for one in read_text("x" * 1001).problems] == ["document_too_long"]


def test_a_file_of_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.reading.MOST_BYTES", 10)
    assert [one.kind for one in read_document(b"x" * 11, "a.txt").problems] == ["document_of_too_many_bytes"]
    assert read_document(b"x" * 10, "a.txt").problems == ()


def test_whatever_a_library_raises_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setitem(__import__("indexer.readers.text.reading", fromlist=["_READERS"])._READERS, "pdf", fail)
    (problem,) = read_document(pdf([[]]), "a.pdf").problems
    assert problem.file == "a.pdf"


@pytest.mark.parametrize("kind", ["docx", "ofd", "pdf"])
def test_files_cut_and_changed_anywhere(kind: str) -> None:
    data = {
        "docx": docx(paragraph("GB 1") * 3 + rows(["<w:tc/>"])),
        "ofd": ofd([text_object(1, 1, "甲")]),
        "pdf": pdf([[(50, 50, "甲")]]),
    }[kind]
    # a PDF is read by a process of its own
    for at in range(0, len(data), len(data) // 3 if kind == "pdf" else 7):
        changed = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        for broken in (data[:at], changed):
            document = read_document(broken, "a")
            assert document.blocks or document.problems
            assert not any(one.kind.startswith("file_unhandled") for one in document.problems)
