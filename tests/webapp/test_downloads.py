"""Lists and references taken away over HTTP, and by the command line."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from catalogue.export.formats import FORMATS
from catalogue.search import result_list as listings
from catalogue.search.result_list import Listing
from webapp.app import create_app
from webapp.cli import main
from webapp.downloads import write_disposition

SEARCHES = (
    "",
    "q=翻页示例",
    "q=养老&level=national,local&sort=-issued",
    "q=GB/T+1.1",
    "sort=title",
    "status=abolished&sort=number",
    "q=标准化 工作 导则 结构",
)


def rows(response: TestResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(response.get_data().decode("utf-8-sig"), newline="")))


def shown(client: FlaskClient, query: str) -> list[str]:
    """The numbers on all pages of a search."""
    found: list[str] = []
    while True:
        page = BeautifulSoup(client.get(f"/search?{query}&limit=20&offset={len(found)}").get_data(as_text=True), "lxml")
        here = [tag.get_text() for tag in page.select(".hits .hit-number")]
        if not here:
            return found
        found += here


@pytest.mark.parametrize("query", SEARCHES)
def test_a_file_holds_what_all_pages_show(client: FlaskClient, query: str) -> None:
    pages = shown(client, query)
    assert pages
    found = rows(client.get(f"/search/export.csv?{query}"))
    assert [row["标准号"] for row in found] == pages
    book = load_workbook(BytesIO(client.get(f"/search/export.xlsx?{query}").get_data()))
    assert [row[1] for row in book["检索结果"].iter_rows(min_row=2, values_only=True)] == pages
    value = json.loads(client.get(f"/search/export.json?{query}").get_data())
    assert [hit["number"] for hit in value["hits"]] == pages


def test_json_is_the_api_without_marks(client: FlaskClient) -> None:
    there = client.get("/api/search?q=养老 机构&limit=100").get_json()
    here = json.loads(client.get("/search/export.json?q=养老 机构").get_data())
    for hit, other in zip(here["hits"], there["hits"], strict=True):
        del other["marks"]
        assert {name: hit[name] for name in other} == other
    assert (here["total"], here["on"], here["hints"]) == (there["total"], there["on"], there["hints"])


def test_page_and_rows_of_the_screen_do_not_count(client: FlaskClient) -> None:
    assert rows(client.get("/search/export.csv?limit=3&offset=5")) == rows(client.get("/search/export.csv"))


def test_statuses_are_those_of_the_day(client: FlaskClient) -> None:
    found = {row["标准号"]: row for row in rows(client.get("/search/export.csv"))}
    assert (found["GB/T 18525.10-2026"]["状态"], found["GB 5749-2006"]["状态"]) == ("即将实施", "被代替")
    assert {row["状态截至"] for row in found.values()} == {"2026-07-01"}


@pytest.mark.parametrize("name", FORMATS)
def test_headers(client: FlaskClient, name: str) -> None:
    response = client.get(f"/search/export.{name}?q=养老&level=local")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == FORMATS[name].media_type
    assert response.headers["X-Total-Count"] == "1"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    told = response.headers["Content-Disposition"]
    assert told.isascii()
    assert f'attachment; filename="lubiao-2026-07-01.{name}"' in told
    assert unquote(told.split("filename*=UTF-8''")[1]) == f"鲁标-养老-地方标准-2026-07-01.{name}"


def test_name_for_old_clients() -> None:
    assert 'filename="lubiao-GB_T_1.1-2026-07-01.csv"' in write_disposition("鲁标-GB_T_1.1-2026-07-01.csv")
    assert 'filename="lubiao-2026-07-01-10000.csv"' in write_disposition("鲁标-大蒜-2026-07-01-前10000项.csv")
    assert "filename*=UTF-8''%22%27%28%29%3B.csv" in write_disposition("\"'();.csv")


@pytest.mark.parametrize("name", FORMATS)
def test_head_tells_all_and_writes_nothing(client: FlaskClient, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    get = client.get(f"/search/export.{name}?q=养老")

    def never(_: Listing) -> None:
        raise AssertionError("a HEAD request needs no file")

    monkeypatch.setattr(listings.Hits, "__iter__", never)
    head = client.head(f"/search/export.{name}?q=养老")
    assert (head.status_code, head.get_data()) == (200, b"")
    for header in ("Content-Type", "Content-Disposition", "X-Total-Count", "ETag"):
        assert head.headers[header] == get.headers[header]


@pytest.mark.parametrize("name", FORMATS)
def test_a_response_is_a_stream(client: FlaskClient, name: str) -> None:
    response = client.get(f"/search/export.{name}", buffered=False)
    assert response.is_streamed
    assert "Content-Length" not in response.headers
    assert sum(map(len, response.iter_encoded())) > 1000
    response.close()


def test_more_than_the_most(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS", 20)
    response = client.get("/search/export.csv?q=翻页示例")
    assert response.headers["X-Total-Count"] == "45"
    assert [row["标准号"] for row in rows(response)] == shown(client, "q=翻页示例")[:20]
    assert unquote(response.headers["Content-Disposition"]).endswith("鲁标-翻页示例-2026-07-01-前20项.csv")
    info = load_workbook(BytesIO(client.get("/search/export.xlsx?q=翻页示例").get_data()))["说明"]
    said = {name: value for name, value in info.iter_rows(values_only=True)}  # noqa: C416 - rows are tuples of any length
    assert (said["符合条件的标准"], said["本文件收录"]) == (45, 20)


def test_nothing_found(client: FlaskClient) -> None:
    response = client.get("/search/export.csv?q=没有这样的东西")
    assert (response.status_code, response.headers["X-Total-Count"], rows(response)) == (200, "0", [])


@pytest.mark.parametrize("name", ["pdf", "CSV", "", "csv.exe", "xls"])
def test_unknown_format_is_a_page_that_names_those_there_are(client: FlaskClient, name: str) -> None:
    response = client.get(f"/search/export.{name}?q=养老")
    assert response.status_code == 404
    if name:
        page = BeautifulSoup(response.get_data(as_text=True), "lxml").get_text()
        assert all(one.label in page for one in FORMATS.values())


@pytest.mark.parametrize(
    "query", ["sort=nonsense", "limit=abc", "limit=1000", "offset=-1", "q=status:nonsense&strict=1"]
)
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_bad_searches_are_refused_as_on_the_page(client: FlaskClient, query: str, name: str) -> None:
    response = client.get(f"/search/export.{name}?{query}")
    assert response.status_code == client.get(f"/search?{query}").status_code == 400
    assert response.mimetype == "text/html"
    assert "Content-Disposition" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_only_reading(client: FlaskClient) -> None:
    assert client.post("/search/export.csv").status_code == 405


def test_without_an_index(no_index: FlaskClient) -> None:
    assert no_index.get("/search/export.csv").status_code == 503


def test_kept_copy_holds_until_the_index_changes(client: FlaskClient) -> None:
    tag = client.get("/search/export.csv?q=养老").headers["ETag"]
    assert client.get("/search/export.csv?q=养老", headers={"If-None-Match": tag}).status_code == 304


def test_addresses_under_a_prefix(client: FlaskClient) -> None:
    response = client.get("/search/export.json?q=GB/T+1.1-2020", environ_overrides={"SCRIPT_NAME": "/catalogue"})
    assert json.loads(response.get_data())["hits"][0]["url"] == "/catalogue/standards/GB_T_1.1-2020"


# --- one standard ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["GB_T_1.1-2020", "gbt1.1-2020", "GB%2FT%201.1-2020", "GB/T 1.1"])
def test_a_reference(client: FlaskClient, number: str) -> None:
    for name, beginning in (("ris", "TY  - STAND"), ("bib", "@techreport{GB_T_1.1-2020,"), ("txt", "国家市场监督")):
        response = client.get(f"/standards/{number}/cite.{name}")
        assert response.status_code == 200
        assert response.get_data(as_text=True).startswith(beginning)
        assert response.headers["Content-Type"] == FORMATS[name].media_type
        assert f'filename="GB_T_1.1-2020.{name}"' in response.headers["Content-Disposition"]


def test_no_reference(client: FlaskClient) -> None:
    assert client.get("/standards/GB_T_1.1-2020/cite.csv").status_code == 404
    assert "BibTeX" in client.get("/standards/GB_T_1.1-2020/cite.pdf").get_data(as_text=True)
    missing = client.get("/standards/GB_T_99999-2020/cite.ris")
    assert missing.status_code == 404
    assert "GB/T 99999-2020" in missing.get_data(as_text=True)


def test_the_page_of_a_standard_is_still_there(client: FlaskClient) -> None:
    assert client.get("/standards/GB_T_1.1-2020").mimetype == "text/html"


# --- command line ---------------------------------------------------------------------------------------------------


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


@pytest.mark.parametrize("name", FORMATS)
def test_output_file(corpus_index: Path, tmp_path: Path, name: str) -> None:
    """All results, by the file's ending; the same as over HTTP."""
    path = tmp_path / f"大蒜.{name}"
    result = run("search", "大蒜", "--limit", "3", "--index", corpus_index, "--output", path, "--json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["count"] == said["total"] > 10
    assert said["output"] == str(path)
    if name not in ("xlsx", "json"):
        served = create_app(corpus_index, config={"TESTING": True}).test_client().get(f"/search/export.{name}?q=大蒜")
        assert path.read_bytes() == served.get_data()


def test_output_takes_filters_and_says_what_it_did(corpus_index: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.CSV"
    result = run("search", "大蒜", "--level", "local", "--sort", "number", "--index", corpus_index, "--output", path)
    assert f"写入 {path}" in result.stdout
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert {row["层级"] for row in csv.DictReader(file)} == {"地方标准"}


def test_output_does_not_overwrite(corpus_index: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("mine", encoding="utf-8")
    result = run("search", "大蒜", "--index", corpus_index, "--output", path)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in result.stderr
    assert run("search", "大蒜", "--index", corpus_index, "--output", path, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8") != "mine"


def test_output_of_an_unknown_kind(corpus_index: Path, tmp_path: Path) -> None:
    for name in ("list.pdf", "list"):
        result = run("search", "大蒜", "--index", corpus_index, "--output", tmp_path / name)
        assert result.exit_code == 2
        assert "xlsx" in result.stderr
    assert run("search", "大蒜", "--index", corpus_index, "--output", tmp_path / "no" / "list.csv").exit_code == 3
    assert list(tmp_path.iterdir()) == []
