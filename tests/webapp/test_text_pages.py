"""Texts of standards on pages: one text with its outline, the clauses that a search finds, requirements as a file."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from openpyxl import load_workbook

from indexer.lifecycle import Generations, reindex
from webapp.app import create_app

TEXT = """GB/T 91001—2024

<b>蒜片</b>

1 范围

本文件规定了蒜片的要求。

2 规范性引用文件

GB/T 91002 蒜粉

3 要求

3.1 水分

蒜片的水分不应大于6%，按 <script>alert(1)</script> 测定。
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site whose catalogue holds one text."""
    folder: Path = tmp_path_factory.mktemp("texts")
    (folder / "source" / "texts").mkdir(parents=True)
    rows = [{"number": "GB/T 91001-2024", "title": "蒜片"}, {"number": "GB/T 91002-2023", "title": "蒜粉"}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "source" / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "source" / "texts" / "GB_T_91001-2024.txt").write_text(TEXT, encoding="utf-8")
    reindex(Generations(folder / "index"), [folder / "source"])
    return create_app(folder / "index", config={"TESTING": True}).test_client()


def page(client: FlaskClient, path: str, code: int = 200) -> BeautifulSoup:
    response = client.get(path, headers={"Accept-Language": "zh"})
    assert response.status_code == code, path
    return BeautifulSoup(response.get_data(as_text=True), "lxml")


def test_a_text_shows_outline_clauses_and_references(texts: FlaskClient) -> None:
    seen = page(texts, "/standards/GB_T_91001-2024/text")
    assert [tag.get_text(" ", strip=True) for tag in seen.select(".outline a")] == [
        *("1 范围", "2 规范性引用文件", "3 要求", "3.1 水分"),
    ]
    anchors = {tag["href"] for tag in seen.select(".outline a")}
    assert anchors == {f"#{tag['id']}" for tag in seen.select("section.clause")}
    assert [tag["href"] for tag in seen.select("[aria-labelledby=references-title] a")] == [
        "/standards/GB_T_91002-2023"
    ]
    assert not seen.select("article script, article b")


def test_the_page_of_a_standard_leads_to_its_text_where_there_is_one(texts: FlaskClient) -> None:
    links = [tag["href"] for tag in page(texts, "/standards/GB_T_91001-2024").select(".standard-actions a")]
    assert "/standards/GB_T_91001-2024/text" in links
    others = [str(tag["href"]) for tag in page(texts, "/standards/GB_T_91002-2023").select(".standard-actions a")]
    assert not [link for link in others if link.endswith("/text")]
    assert "文本" in page(texts, "/standards/GB_T_91002-2023/text", 404).get_text()
    assert page(texts, "/standards/GB_T_99999-2023/text", 404)


def test_clauses_that_a_search_finds_are_marked_and_lead_to_their_place(texts: FlaskClient) -> None:
    seen = page(texts, "/clauses?q=水分")
    (link,) = seen.select(".clause-hits h2 a")
    assert link["href"] == "/standards/GB_T_91001-2024/text#c-3.1"
    assert {tag.get_text() for tag in seen.select(".clause-hits mark")} == {"水分"}
    assert page(texts, "/clauses?q=没有的词").select_one(".empty") is not None
    assert page(texts, "/clauses").select_one("form input[name=q]") is not None


def test_results_tell_of_clauses(texts: FlaskClient) -> None:
    assert page(texts, "/search?q=水分").select_one('a[href^="/clauses?q="]') is not None
    assert page(texts, "/search?q=蒜粉 没有的词").select_one('a[href^="/clauses?q="]') is None


def test_the_same_as_data(texts: FlaskClient) -> None:
    data = texts.get("/api/standards/GB_T_91001-2024/text").get_json()
    assert [row["number"] for row in data["clauses"]] == ["1", "2", "3", "3.1"]
    assert data["references"][0]["url"] == "/standards/GB_T_91002-2023"
    found = texts.get("/api/clauses?q=水分").get_json()
    assert (found["total"], found["texts"], found["hits"][0]["clause"]) == (1, 1, "3.1")
    assert texts.get("/api/clauses?q=水分&colour=red").status_code == 400


def test_requirements_are_taken_away(texts: FlaskClient) -> None:
    response = texts.get("/standards/GB_T_91001-2024/text.xlsx")
    rows = list(load_workbook(io.BytesIO(response.data))["条款要求"].iter_rows(values_only=True))
    assert rows[0][:4] == ("编号", "条款", "条款标题", "要求程度")
    assert [row[1] for row in rows[1:]] == ["1", "3.1"]
    assert json.loads(texts.get("/standards/GB_T_91001-2024/text.json").data)["number"] == "GB/T 91001-2024"
    assert texts.get("/standards/GB_T_91001-2024/text.pdf").status_code == 404
