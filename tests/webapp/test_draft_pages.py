"""Drafts that are sent to be looked at: the page, its JSON, and what cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

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


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.4 broken", "draft.pdf"), (b"PK\x03\x04 broken", "draft.docx"), (b"\xd0\xcf\x11\xe0", "draft.doc")],
)
def test_what_cannot_be_read_is_said(client: FlaskClient, content: bytes, name: str) -> None:
    code, text = send(client, "/draft", content, name)
    assert code in (200, 400)
    page = BeautifulSoup(text, "lxml")
    assert page.select_one("[role=alert], [aria-labelledby=undecided-title]") is not None


def test_nothing_sent(client: FlaskClient) -> None:
    assert client.post("/draft", data={}, content_type="multipart/form-data").status_code == 400
    assert client.post("/api/draft", data=b"", content_type="text/plain").status_code == 400
