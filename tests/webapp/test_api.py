"""The JSON, whose names are tested from outside."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from catalogue.catalogue import Catalogue
from catalogue.search.request import Search
from indexer.engines.base import FACETS
from standard.wording import CHINESE, in_json
from webapp.addresses import PageAddresses


def test_search_has_the_names_that_stay(client: FlaskClient) -> None:
    response = client.get("/api/search?q=GB/T 1.1-2020")
    assert response.mimetype == "application/json"
    answer = response.get_json()
    assert {"query", "total", "took_ms", "hints", "hits", "facets"} <= set(answer)
    assert {"number", "title", "level", "status", "issued", "effective", "group", "score", "url"} <= set(
        answer["hits"][0]
    )
    assert set(answer["facets"]) == set(FACETS)
    assert set(answer["facets"]["level"][0]) >= {"value", "label", "count"}
    first = answer["hits"][0]
    assert (first["number"], first["group"], first["url"]) == ("GB/T 1.1-2020", "exact", "/standards/GB_T_1.1-2020")
    assert (first["level"], first["status"], first["issued"]) == ("national", "current", "2020-03-31")


def test_hints_have_the_names_that_stay(client: FlaskClient) -> None:
    hints = client.get("/api/search?q=GB 5749-2019").get_json()["hints"]
    assert hints
    assert set(hints[0]) >= {"kind", "text", "query"}


def test_the_api_gives_what_the_facade_gives(client: FlaskClient, catalogue: Catalogue) -> None:
    given = client.get("/api/search?q=养老&level=national&sort=-issued&limit=1&offset=1").get_json()
    search = Search(text="养老", filters=(("level", ("national",)),), sort="-issued", limit=1, offset=1)
    expected = json.loads(json.dumps(catalogue.search(search).to_json(PageAddresses()), default=in_json(CHINESE)))
    assert {**given, "took_ms": 0} == {**expected, "took_ms": 0}


def test_chinese_is_not_escaped(client: FlaskClient) -> None:
    assert "生活饮用水卫生标准".encode() in client.get("/api/search?q=GB 5749").data


def test_an_empty_query_matches_everything(client: FlaskClient, catalogue: Catalogue) -> None:
    assert client.get("/api/search").get_json()["total"] == catalogue.count()


@pytest.mark.parametrize("path", ["GB_T_1.1-2020", "GB/T 1.1-2020", "gbt1.1-2020"])
def test_a_standard_in_any_spelling(client: FlaskClient, path: str) -> None:
    standard = client.get(f"/api/standards/{path}").get_json()
    assert standard["number"] == "GB/T 1.1-2020"
    assert standard["url"] == "/standards/GB_T_1.1-2020"
    assert standard["status"] == standard["recorded_status"] == "current"
    assert [row["number"] for row in standard["editions"]] == ["GB/T 1.1-2020", "GB/T 1.1-2009", "GB/T 1.1-2000"]
    assert standard["citation"]


def test_suggestions(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=GB/T 1.&limit=2").get_json()
    assert answer["query"] == "GB/T 1."
    assert len(answer["suggestions"]) == 2
    first = answer["suggestions"][0]
    assert {"kind", "text", "number", "url", "query", "status", "count"} <= set(first)
    assert (first["kind"], first["number"], first["status"]) == ("number", "GB/T 1.1-2020", "current")
    assert (first["url"], first["query"]) == ("/standards/GB_T_1.1-2020", "GB/T 1.1-2020")
    assert client.get("/api/suggest?q=").get_json()["suggestions"] == []


@pytest.mark.parametrize(
    "typed",
    ["养老", "养老院", "elderly", "yanglao", "yl", "yanglaojigou", "国家标准化", "质量技术监督", "01.", "a0", "大"],
)
def test_every_suggestion_finds_as_many_as_it_says(client: FlaskClient, typed: str) -> None:
    rows = client.get("/api/suggest", query_string={"q": typed, "limit": 20}).get_json()["suggestions"]
    assert rows
    for row in (row for row in rows if row["count"] is not None):
        found = client.get("/api/search", query_string={"q": row["query"], "strict": 1, "limit": 0}).get_json()
        strict = found["total"] if not any(hint["kind"] == "widened" for hint in found["hints"]) else row["count"]
        assert row["count"] == strict > 0, row
        assert client.get(row["url"]).status_code == 200


def test_suggestions_speak_the_language_of_the_page(client: FlaskClient) -> None:
    rows = [client.get(f"/{language}/api/suggest?q=01.120").get_json()["suggestions"][0] for language in ("zh", "en")]
    assert [(row["kind_label"], row["field_label"], row["text"]) for row in rows] == [
        ("分类", "ICS", "标准化总则"), ("Classes", "ICS", "Standardization. General rules"),
    ]  # fmt: skip
    assert rows[1]["url"].startswith("/en/search?q=ics")


def test_health(client: FlaskClient, catalogue: Catalogue) -> None:
    answer = client.get("/healthz").get_json()
    assert answer == {"ok": True, "generation": catalogue.generation, "count": catalogue.count()}


def problem(client: FlaskClient, url: str, status: int) -> Any:
    response = client.get(url)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    document = json.loads(response.data)
    assert {"type", "title", "status", "detail", "instance"} <= set(document)
    assert document["status"] == status
    assert document["detail"]
    page, _, anchor = document["type"].partition("#")
    assert f'id="{anchor}"' in client.get(page).get_data(as_text=True), "the type leads to its explanation"
    return document


@pytest.mark.parametrize(
    "args",
    ["sort=colour", "limit=1000", "limit=-1", "limit=x", "offset=-5", "levl=local", "q=x&colour=red"],
)
def test_wrong_parameters_are_a_problem(client: FlaskClient, args: str) -> None:
    assert problem(client, f"/api/search?{args}", 400)["instance"] == "/api/search"


def test_a_strict_mistake_has_its_place(client: FlaskClient) -> None:
    text = "养老 状态:没有的状态"
    document = problem(client, f"/api/search?strict=1&q={text}", 400)
    start, end = document["span"]
    assert "没有的状态" in text[start:end]
    assert client.get(f"/api/search?q={text}").status_code == 200


def test_a_missing_standard_has_near_ones(client: FlaskClient) -> None:
    document = problem(client, "/api/standards/GB_5749-2019", 404)
    assert {"number": "GB 5749-2022", "title": "生活饮用水卫生标准", "url": "/standards/GB_5749-2022"} in document[
        "near"
    ]


@pytest.mark.parametrize("args", ["limit=0", "limit=21", "limit=x", "limit=²", "colour=red"])
def test_wrong_suggestions_are_a_problem(client: FlaskClient, args: str) -> None:
    problem(client, f"/api/suggest?q=GB&{args}", 400)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("status=现行", "status=current"),
        ("status=in force", "status=current"),
        ("status=废止，被代替", "status=abolished,replaced"),
        ("level=国标", "level=national"),
        ("level=Local", "level=local"),
        ("nature=推荐性", "nature=recommended"),
        ("region=山东", "region=37"),
        ("function=试验方法", "function=test"),
        ("prefix=gb/t", "prefix=GB/T"),
        ("ccs=a00", "ccs=A00"),
    ],
)
def test_filters_take_labels_in_both_languages(client: FlaskClient, given: str, meant: str) -> None:
    one, other = (client.get(f"/api/search?{args}").get_json() for args in (given, meant))
    assert one["filters"] == other["filters"]
    assert one["total"] == other["total"] > 0


def test_a_wrong_filter_value_names_the_right_ones(client: FlaskClient) -> None:
    assert "即将实施" in problem(client, "/api/search?status=紫色", 400)["detail"]
    assert "In force" in problem(client, "/en/api/search?status=purple", 400)["detail"]
    assert "火星" in problem(client, "/api/search?region=火星", 400)["detail"]
    assert "abc" in problem(client, "/api/search?year=abc", 400)["detail"]


@pytest.mark.parametrize("path", ["/api", "/api/", "/en/api"])
def test_the_api_lists_its_addresses(client: FlaskClient, path: str) -> None:
    answer = client.get(path).get_json()
    assert any("/api/search" in row["url"] for row in answer["interfaces"])
    for row in answer["interfaces"]:
        assert client.get(row["url"]).status_code == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/api/nothing", 404),
        ("/api/suggest?q=x&limit=0", 400),
        ("/api/search?levl=local", 400),
        ("/api/browse/issuer?offset=x", 400),
        ("/api/search?limit=x", 400),
    ],
)
def test_details_speak_the_language_of_the_reader(client: FlaskClient, url: str, status: int) -> None:
    chinese, english = problem(client, url, status)["detail"], problem(client, f"/en{url}", status)["detail"]
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


def test_strict_does_not_say_that_it_was_lenient(client: FlaskClient) -> None:
    for text in ("颜色:红", "(轮胎", '"轮胎'):
        assert "处理" not in problem(client, f"/api/search?strict=1&q={text}", 400)["detail"]
        assert "处理" in client.get(f"/api/search?q={text}").get_json()["hints"][0]["text"]


def test_an_unknown_address_is_a_problem(client: FlaskClient) -> None:
    problem(client, "/api/nothing", 404)


def test_a_far_page_is_empty(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=翻页示例&offset=1000000000").get_json()
    assert answer["total"] == 45
    assert answer["hits"] == []


@pytest.mark.parametrize("query", ["%00%01", "%ff%fe", "()%26|!-", "%ed%a0%80"])
def test_any_bytes_get_an_answer(client: FlaskClient, query: str) -> None:
    response = client.get(f"/api/search?q={query}")
    assert response.status_code == 200
    json.loads(response.data.decode("utf-8"))


def test_a_missing_index_is_a_problem_that_can_pass(no_index: FlaskClient, tmp_path: Path) -> None:
    for url in ("/api/search?q=x", "/healthz", "/api/standards/GB_1-1"):
        response = no_index.get(url)
        assert response.status_code == 503
        assert response.mimetype == "application/problem+json"
        assert response.headers["Retry-After"]
        assert str(tmp_path) not in response.get_data(as_text=True)
        english = no_index.get(f"/en{url}").get_json(force=True)["detail"]
        assert not re.search(r"[\u4e00-\u9fff]", english)
