"""The home of a catalogue as a setting: of the program, of the environment, of the application, and on its pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.catalogue import Catalogue
from indexer.engines import in_memory
from indexer.errors import RequestError
from tests.indexer.engines.catalogues import DAY, record
from webapp.app import create_app
from webapp.cli import main
from webapp.serving import Settings, create_application

ROWS = [
    {"number": "DB32/T 1-2024", "title": "大蒜生产技术规程", "status": "现行"},
    {"number": "DB37/T 2-2019", "title": "大蒜生产技术规程", "status": "现行"},
]
SHANDONG, JIANGSU = ["DB37/T 2-2019", "DB32/T 1-2024"], ["DB32/T 1-2024", "DB37/T 2-2019"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (folder / "rows.jsonl").write_text(text, encoding="utf-8")
    assert run("reindex", folder / "rows.jsonl", "--index", folder / "index").exit_code == 0
    return folder / "index"


def run(*args: object, home: str | None = None) -> Result:
    environment = {"LUBIAO_HOME": home} if home is not None else {}
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False, env=environment)


def order(result: Result) -> list[str]:
    return [hit["number"] for hit in json.loads(result.stdout)["hits"]]


def test_the_program_is_told_by_option_or_environment(index: Path) -> None:
    asked = ("search", "大蒜", "--index", index, "--json")
    assert order(run(*asked)) == SHANDONG
    assert order(run(*asked, "--home", "32")) == order(run(*asked, home="32")) == JIANGSU
    assert order(run(*asked, "--home", "3702", home="32")) == SHANDONG  # the option counts
    assert "本省（山东省）" in run("search", "大蒜", "--index", index).stdout
    explained = run("search", "大蒜", "--explain", "--index", index).stdout
    assert "与其他地区的地方标准比较时，得分乘以 1.3" in explained


@pytest.mark.parametrize("command", ["search", "show", "applicable", "suggest", "serve"])
@pytest.mark.parametrize("home", ["99", "370213", "DB37", ""])
def test_a_wrong_home_is_refused_in_both_languages(command: str, home: str, tmp_path: Path) -> None:
    words = () if command == "serve" else ("大蒜",)
    for result in (
        run(command, *words, "--home", home, "--index", tmp_path / "none"),
        run(command, *words, "--index", tmp_path / "none", home=home) if home else run(command, "--home", home),
    ):
        assert result.exit_code == 2
        assert f"无法识别所属地区“{home}”" in result.stderr
    english = run("--language", "en", command, *words, "--home", home, "--index", tmp_path / "none")
    assert (english.exit_code, english.stderr.startswith(f"lubiao: unknown home “{home}”; give --home")) == (2, True)
    assert not (tmp_path / "none").exists()


def test_the_application_is_told_by_its_setting(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(**config: object) -> list[str]:
        answer = create_app(index, config=config).test_client().get("/api/search?q=大蒜").get_json()
        return [hit["number"] for hit in answer["hits"]]

    assert shown() == SHANDONG
    assert shown(HOME="32") == JIANGSU
    monkeypatch.setenv("LUBIAO_HOME", "32")
    assert shown() == JIANGSU
    assert shown(HOME="山东") == SHANDONG
    with pytest.raises(RequestError, match="无法识别所属地区“99”"):
        create_app(index, config={"HOME": 99})


def test_workers_answer_for_the_home_that_serve_was_told(index: Path) -> None:
    from werkzeug.test import Client

    answer = Client(create_application(Settings(index, home="32"))).get("/api/search?q=大蒜").get_json()
    assert [hit["number"] for hit in answer["hits"]] == JIANGSU


def test_the_page_says_so_in_both_languages_where_home_decided() -> None:
    engine = in_memory([record(row["number"], row["title"]) for row in ROWS])
    client = create_app(catalogue=Catalogue(engine, today=lambda: DAY)).test_client()
    sentences = {
        "": "同等条件下，本省（山东省）的地方标准排在其他地区之前，其余标准的位置不变。",
        "/en": "All else equal, local standards of the home province (Shandong) come before those of other places",
    }
    for prefix, sentence in sentences.items():
        assert sentence in client.get(f"{prefix}/help").text
        assert sentence in client.get(f"{prefix}/search?q=大蒜").text
        assert sentence not in client.get(f"{prefix}/search?q=大蒜&sort=number").text
        assert sentence not in client.get(f"{prefix}/search?q=大蒜&region=32").text
        assert client.get(f"{prefix}/api/search?q=大蒜").get_json()["home_first"].startswith(sentence)
        assert client.get(f"{prefix}/api/search?q=大蒜&sort=number").get_json()["home_first"] is None


def test_a_page_of_another_home_is_another_page() -> None:
    engine = in_memory([record(row["number"], row["title"]) for row in ROWS])
    tags = {
        create_app(catalogue=Catalogue(engine, today=lambda: DAY, home=home))
        .test_client()
        .get("/search")
        .headers["ETag"]
        for home in ("37", "32")
    }
    assert len(tags) == 2
