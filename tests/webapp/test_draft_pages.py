"""Drafts that are sent to be looked at: the page, its JSON, and what cannot be read."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.indexer.readers.text.document_files import packed, pdf
from tests.webapp.conftest import TODAY  # noqa: F401 - the fixtures of the site stand there

DRAFT = """DB37/T XXXX—2026

蒜片加工技术规范

1 范围

本文件规定了蒜片的要求。

2 规范性引用文件

GB/T 1.1—2009 标准化工作导则

3 要求

蒜片的水分不应大于6%。
"""


def send(client: FlaskClient, path: str, content: bytes, name: str = "draft.txt") -> tuple[int, str]:
    response = client.post(path, data={"file": (io.BytesIO(content), name)})
    return response.status_code, response.get_data(as_text=True)


def test_a_draft_is_looked_at_and_not_kept(client: FlaskClient, tmp_path: Path) -> None:
    code, text = send(client, "/draft", DRAFT.encode())
    page = BeautifulSoup(text, "lxml")
    assert code == 200
    assert "蒜片加工技术规范" in str(page.select_one("p.lead"))
    assert [tag.get_text() for tag in page.select("[aria-labelledby=cited-title] .hit-number")] == ["GB/T 1.1-2009"]
    assert "6" in str(page.select_one("[aria-labelledby=limits-title] ul"))
    assert not list(tmp_path.iterdir())


def test_the_same_as_data(client: FlaskClient) -> None:
    response = client.post("/api/draft", data={"file": (io.BytesIO(DRAFT.encode()), "draft.txt")})
    data = response.get_json()
    assert [row["number"] for row in data["references"]] == ["GB/T 1.1-2009"]
    assert [row["characteristic"] for row in data["indicators"]] == ["水分"]
    assert (
        client.post("/api/draft", data=DRAFT.encode(), content_type="text/plain").get_json()["title"]
        == "蒜片加工技术规范"
    )


def test_the_form(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/draft").get_data(as_text=True), "lxml")
    assert page.select_one("form[method=post] input[type=file][name=file]") is not None


LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "00" * 32 + ">/U<" + "00" * 32 + ">/P -4>>/ID[<00><00>]"
BOMB = packed(
    {"word/document.xml": f'<w:document xmlns:w="x"><w:body>{"<w:p> </w:p>    " * (1 << 20)}</w:body></w:document>'}
)
#: file -> words of the answer
BAD = {
    "damaged.pdf": (b"%PDF-1.4 broken", "PDF"),
    "locked.pdf": (pdf([[(50, 50, "甲")]], trailer=LOCKED), "密码"),
    "scanned.pdf": (pdf([[]]), "扫描"),
    "damaged.docx": (b"PK\x03\x04 broken", "文件"),
    "bomb.docx": (BOMB, "没有"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "另存为"),
    "picture.png": (b"\x89PNG\r\n", "OCR"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said(client: FlaskClient, name: str) -> None:
    content, told = BAD[name]
    code, text = send(client, "/draft", content, name)
    page = BeautifulSoup(text, "lxml")
    said = page.select_one("[role=alert], [aria-labelledby=undecided-title]")
    assert code in (200, 400)
    assert said is not None
    assert told in said.get_text()


def test_nothing_is_written_of_what_was_sent(client: FlaskClient) -> None:
    written: list[str] = []
    watching = True

    def watch(event: str, args: tuple[object, ...]) -> None:
        if not watching or event != "open":
            return
        path, _, flags = args
        # a number is a pipe to the process that reads a PDF
        if isinstance(path, str) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
            written.append(path)

    sys.addaudithook(watch)
    try:
        for content, name in ((DRAFT.encode() * 2000, "long.txt"), (pdf([[(50, 50, "甲")]]), "draft.pdf")):
            assert send(client, "/draft", content, name)[0] == 200
    finally:
        watching = False
    assert [one for one in written if not one.startswith("/dev/")] == []


def test_nothing_sent(client: FlaskClient) -> None:
    assert client.post("/draft", data={}, content_type="multipart/form-data").status_code == 400
    assert client.post("/api/draft", data=b"", content_type="text/plain").status_code == 400
