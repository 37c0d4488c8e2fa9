"""Checking a list on the web: from a pasted text or a file to the result and its files, without a script."""

from __future__ import annotations

import gc
import io
import json
import logging
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from catalogue.catalogue import Catalogue
from catalogue.validity import Verdict, checking
from tests.webapp.conftest import well_made
from webapp import check_api, check_pages, check_views, uploads
from webapp.addresses import CHECK
from webapp.app import create_app
from webapp.uploads import LIGHT, MAX_BODY, MAX_FILE, MAX_NUMBERS

LIST = "GB 5749-2006 生活饮用水卫生标准\nGB/T 1.1-2020\nGB/T 99999-2020\nIGI46-2005\n\n没有编号的一行\nGB/T 1.1-2020\n"
VERDICTS = ["replaced", "in_force", "not_found", "ambiguous", "not_a_number", "in_force"]


def workbook(rows: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Browser:
    """Sends forms as a browser without scripts does: all that the form of a page carries, and one button."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page: Any = BeautifulSoup("", "lxml")

    def send(self, status: int = 200, path: str = CHECK, **fields: Any) -> Any:
        response = self.post(path, fields)
        html = response.get_data(as_text=True)
        assert response.status_code == status, html[:2000]
        assert response.headers["Cache-Control"] == "no-store"
        self.page = BeautifulSoup(html, "lxml")
        well_made(self.page, "en" if path.startswith("/en/") else "zh-CN")
        return self.page

    @property
    def carried(self) -> dict[str, Any]:
        fields = self.page.select("#check-form input[type=hidden], #check-form input[type=date]")
        return {str(tag["name"]): str(tag["value"]) for tag in fields}

    def go_on(self, status: int = 200, path: str = CHECK, **fields: Any) -> Any:
        return self.send(status, path, **(self.carried | fields))

    def take(self, path: str, **fields: Any) -> Any:
        return self.post(path, self.carried | fields)

    def post(self, path: str, fields: dict[str, Any]) -> Any:
        """The form as bytes: the client of the tests would put long ones into a file."""
        mark = "mark-of-the-form"
        parts = []
        for name, value in fields.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"'
            if isinstance(value, tuple):
                content, named = value
                parts.append(f'{head}; filename="{named}"\r\n\r\n'.encode() + content.getvalue())
            else:
                parts.append(f"{head}\r\n\r\n{value}".encode())
        body = b"".join(part + b"\r\n" for part in parts) + f"--{mark}--\r\n".encode()
        return self.client.post(path, data=body, content_type=f"multipart/form-data; boundary={mark}")


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


def verdicts_of(page: Any) -> list[str]:
    words = {
        str(tag["value"]): tag.get_text(" ", strip=True).rsplit(" ", 1)[0] for tag in page.select("button.verdict")
    }
    names = {word: name for name, word in words.items() if name}
    return [names[row.select_one(".badge").get_text(strip=True)] for row in page.select("tbody tr")]


def test_the_form_says_its_limits_before_they_are_hit(page: Any) -> None:
    shown = page("/check")
    assert shown.select_one("textarea[name=text]")
    assert shown.select_one("input[type=file][name=file]")
    limits = shown.select_one("#limits").get_text()
    assert f"{MAX_FILE >> 20} MB" in limits
    assert f"{MAX_NUMBERS:,}" in limits
    assert shown.select_one("#on")["value"] == "2026-07-01"
    assert "At most" in page("/en/check").select_one("#limits").get_text()


def test_every_verdict_has_a_look_of_its_own(page: Any) -> None:
    badges = page("/check").select(".meanings .badge")
    assert len(badges) == len(Verdict)
    assert len({str(tag.use["href"]) for tag in badges}) == len(Verdict)
    assert len({tag.get_text() for tag in badges}) == len(Verdict)


def test_what_was_recognised_is_shown_before_the_run(visitor: Browser) -> None:
    shown = visitor.send(text=LIST, do="read")
    assert "5 个" in shown.h1.get_text()
    assert "没有跳过" in shown.select_one("[aria-labelledby=skips]").get_text()
    rows = shown.select("tbody tr")
    assert [row.select(".given")[0].get_text() for row in rows][:2] == ["GB 5749-2006", "GB/T 1.1-2020"]
    assert "与第 2 行重复" in rows[5].get_text()
    offered = [str(tag["value"]) for tag in shown.select(".broken select option")]
    assert "JGJ 46-2005" in offered


def test_the_result_has_a_row_for_each_number_in_order(visitor: Browser) -> None:
    visitor.send(text=LIST, do="read")
    shown = visitor.go_on(do="run")
    assert verdicts_of(shown) == VERDICTS
    counts = {str(tag["value"]): int(tag.strong.get_text()) for tag in shown.select("button.verdict")}
    assert counts == {"": 6, "in_force": 2, "replaced": 1, "not_found": 1, "ambiguous": 1, "not_a_number": 1}
    first = shown.select("tbody tr")[0]
    links = [str(tag["href"]) for tag in first.select("a.hit-number")]
    assert "/standards/GB_5749-2022" in links
    assert visitor.client.get(links[0]).status_code == 200
    assert "2026-03-31" in first.get_text()
    assert "不表示适用" in shown.get_text()


def test_the_preview_may_be_left_out(visitor: Browser) -> None:
    assert verdicts_of(visitor.send(text=LIST, do="run")) == VERDICTS


def test_a_verdict_filters_the_rows(visitor: Browser) -> None:
    visitor.send(text=LIST, do="run")
    carried = visitor.carried
    carried.pop("show")
    shown = visitor.send(**carried, show="in_force")
    assert [row.td.get_text() for row in shown.select("tbody tr")] == ["2", "6"]
    assert shown.select_one("button.verdict[aria-pressed=true]")["value"] == "in_force"
    assert [row.td.get_text() for row in visitor.go_on(on="1990-01-01").select("tbody tr")] == [
        str(place) for place in range(1, 7)
    ], "a verdict that no row has any more filters nothing"


def test_the_day_decides(visitor: Browser) -> None:
    shown = visitor.send(text="GB 5749-2006", do="run", on="2010-01-01")
    assert verdicts_of(shown) == ["in_force"]
    assert "2010-01-01" in shown.select_one(".lead").get_text()
    assert shown.select_one("#on")["value"] == "2010-01-01"


def test_rows_are_decided_by_hand_and_stay_so(visitor: Browser) -> None:
    shown = visitor.send(text=LIST, do="run")
    assert {str(tag["name"]) for tag in shown.select(".choice")} == {"choice-3", "choice-4", "choice-5"}
    choices: dict[str, Any] = {"choice-4": "GB 38600-2019", "choice-5": "GB/T 19001-2016", "choice-3": ""}
    shown = visitor.go_on(**choices)
    assert verdicts_of(shown) == ["replaced", "in_force", "not_found", "in_force", "in_force", "in_force"]
    row = shown.select("tbody tr")[3].get_text()
    assert "IGI46-2005" in row
    assert "由人工选定为 GB 38600-2019" in row
    assert verdicts_of(visitor.go_on())[3] == "in_force", "the page carries the choice"


@pytest.mark.parametrize(
    ("field", "value", "told"), [("choice-9", "GB 1-2000", "第 9 行"), ("choice-1", "随便", "随便")]
)
def test_a_choice_that_is_none(visitor: Browser, field: str, value: Any, told: str) -> None:
    visitor.send(text=LIST, do="run")
    choice: dict[str, Any] = {field: value}
    assert told in visitor.go_on(400, **choice).select_one("#refused").get_text()


def test_the_list_goes_along_into_the_other_language(visitor: Browser) -> None:
    visitor.send(text=LIST, do="run")
    form = visitor.page.select_one("#language-form")
    assert visitor.page.select_one("button.language")["form"] == "language-form"
    fields: dict[str, Any] = {str(tag["name"]): str(tag["value"]) for tag in form.select("input")}
    shown = visitor.send(path=str(form["action"]), **fields)
    assert shown.h1.get_text() == "Result of the check"
    assert len(shown.select("tbody tr")) == 6


def test_a_workbook_says_which_column_its_numbers_stand_in(visitor: Browser) -> None:
    data = workbook(
        [["引用标准一览"], ["序号", "名称", "标准号"], ["1", "水", "GB 5749-2022"], ["2", "导则", "GB/T 1.1-2020"]]
    )
    shown = visitor.send(file=(io.BytesIO(data), "引用.xlsx"), do="read")
    assert "C 列" in shown.select_one("[aria-labelledby=places]").get_text()
    assert "引用.xlsx" in shown.select_one(".lead").get_text()
    assert "表头" in shown.select_one("[aria-labelledby=skips]").get_text()
    assert verdicts_of(visitor.go_on(do="run")) == ["in_force", "in_force"]


@pytest.mark.parametrize("name", ["xlsx", "docx", "csv", "json"])
def test_reports_are_taken_away_from_the_list_that_the_page_carries(visitor: Browser, name: str) -> None:
    visitor.send(text=LIST, do="run")
    response = visitor.take(f"/check/report.{name}", show="in_force")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert f".{name}" in response.headers["Content-Disposition"]
    if name == "json":
        assert [row["verdict"] for row in json.loads(response.data)["rows"]] == VERDICTS
    if name in ("xlsx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(response.data)).testzip() is None


def test_a_report_of_no_known_kind(visitor: Browser) -> None:
    visitor.send(text=LIST, do="run")
    assert visitor.take("/check/report.exe").status_code == 404


def test_the_list_itself_is_filled(visitor: Browser) -> None:
    data = workbook([["标准号", "名称"], ["GB 5749-2006", "生活饮用水卫生标准"], ["JJG 1-1999", ""]])
    visitor.send(file=(io.BytesIO(data), "清单.xlsx"), do="run")
    response = visitor.take("/check/filled")
    assert response.status_code == 200
    rows = list(load_workbook(io.BytesIO(response.data)).worksheets[0].iter_rows(values_only=True))
    assert [row[:2] for row in rows] == [
        ("标准号", "名称"),
        ("GB 5749-2006", "生活饮用水卫生标准"),
        ("JJG 1-1999", None),
    ]
    assert "已被代替" in rows[1]
    visitor.page = BeautifulSoup(visitor.take(CHECK).data, "lxml")
    again = visitor.take("/check/filled", file=(io.BytesIO(response.data), "已填.xlsx"))
    assert again.status_code == 400
    assert BeautifulSoup(again.data, "lxml").select("tbody tr"), "the result is still there"


def test_another_file_is_not_filled(visitor: Browser) -> None:
    visitor.send(file=(io.BytesIO(workbook([["标准号"], ["GB 5749-2006"]])), "清单.xlsx"), do="run")
    other = visitor.take("/check/filled", file=(io.BytesIO(workbook([["标准号"], ["GB 1-2000"]])), "另一份.xlsx"))
    assert other.status_code == 400
    assert "另一份.xlsx" in other.get_data(as_text=True)


def test_a_text_cannot_be_filled(visitor: Browser) -> None:
    assert not visitor.send(text=LIST, do="run").select("#fill")
    assert visitor.take("/check/filled").status_code == 400


def test_a_check_is_compared_with_an_earlier_report(visitor: Browser) -> None:
    visitor.send(text="GB 5749-2006\nGB/T 1.1-2020\nJJG 1-1999", do="run", on="2020-12-01")
    earlier = visitor.take("/check/report.xlsx").data
    visitor.send(text="GB 5749-2006\nGB/T 1.1-2020\nGB 38600-2019", do="run")
    shown = visitor.go_on(baseline=(io.BytesIO(earlier), "上次.xlsx"))
    told = shown.select_one("[aria-labelledby=compared]").get_text(" ", strip=True)
    assert "有变化 1" in told
    assert "清单新增 1" in told
    assert "JJG 1-1999" in told
    assert "有变化" in shown.select("tbody tr")[0].get_text()
    assert visitor.go_on().select("[aria-labelledby=compared]"), "the page carries the report"
    refused = visitor.go_on(400, baseline=(io.BytesIO(b"GB 1-2000"), "别的.txt"))
    assert "别的.txt" in refused.select_one("#refused").get_text()


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({}, 400, "没有收到清单"),
        ({"text": " \n "}, 400, "没有收到清单"),
        ({"text": "GB 1-2000", "on": "昨天"}, 400, "昨天"),
        ({"text": "这里什么标准也没有提到。"}, 422, "没有识别出标准号"),
        ({"list": "eJw="}, 400, "不完整"),
        ({"list": "!"}, 400, "不完整"),
        ({"text": "GB 1-2000", "kept_report": "!"}, 400, "不完整"),
        ({"text": "\n".join(["GB 1-2000"] * (MAX_NUMBERS + 1))}, 413, f"{MAX_NUMBERS + 1:,}"),
    ],
)
def test_what_is_refused_says_why_and_keeps_the_text(
    visitor: Browser, fields: dict[str, Any], status: int, told: str
) -> None:
    shown = visitor.send(status, **fields, do="run")
    assert told in shown.select_one("#refused").get_text()
    assert shown.select_one("textarea").get_text().strip() == fields.get("text", "").strip()


HOSTILE = {
    "scan.pdf": b"%PDF-1.4\n%%EOF",
    "old.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "broken.xlsx": b"PK\x03\x04" + b"x" * 100,
    "empty.txt": b"",
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_cannot_be_read_are_told_of_and_the_server_stays_up(visitor: Browser, name: str) -> None:
    shown = visitor.send(422, file=(io.BytesIO(HOSTILE[name]), name), do="run")
    assert shown.select_one("#refused li")
    assert verdicts_of(visitor.send(text=LIST, do="run")) == VERDICTS


def test_a_text_and_a_file_at_once_are_one_too_many(visitor: Browser) -> None:
    shown = visitor.send(400, text="GB 1-2000", file=(io.BytesIO(b"GB 2-2000"), "a.txt"))
    assert "只用其中一种" in shown.select_one("#refused").get_text()


def test_long_bodies_and_files_are_refused_with_their_limit(visitor: Browser) -> None:
    shown = visitor.send(413, file=(io.BytesIO(b"x" * (MAX_FILE + 1)), "a.txt"))
    assert "10 MB" in shown.select_one("#refused").get_text()
    page = visitor.client.post(CHECK, data=b"x" * (MAX_BODY + 1))
    assert page.status_code == 413
    assert "24 MB" in page.get_data(as_text=True)
    assert visitor.client.post("/search", data=b"x" * 70_000).status_code in (405, 413)


def test_a_carried_list_that_unpacks_without_end_is_refused(visitor: Browser) -> None:
    import zlib

    bomb = b64encode(zlib.compress(b"[" * (80 << 20), 9)).decode()
    assert "不完整" in visitor.send(400, list=bomb).select_one("#refused").get_text()


def test_a_long_list_has_pages_and_tells_its_progress(visitor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_pages, "LONG", 10)
    monkeypatch.setattr(check_views, "ROWS", 10)
    monkeypatch.setattr(checking, "STEP", 12)
    text = "\n".join(f"GB/T {place}-2020" for place in range(20_001, 20_031))
    shown = visitor.send(text=text, do="run")
    progress = [int(tag["value"]) for tag in shown.select(".check-progress progress")]
    assert progress == [12, 24, 30]
    assert len(shown.select("tbody tr")) == 10
    following = str(shown.select_one("button[name=first]")["value"])
    rows = visitor.go_on(first=following).select("tbody tr")
    assert [rows[0].td.get_text(), rows[-1].td.get_text()] == ["11", "20"]
    english = visitor.send(path="/en/check", text=text, do="run")
    assert english.select_one(".check-progress p").get_text() == "30 numbers are being checked …"


def test_a_long_check_that_fails_says_so(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(check_pages, "LONG", 0)

    def fail(*_: object, **__: object) -> None:
        raise ValueError("SECRET 1-2000")

    monkeypatch.setattr(Catalogue, "check_document", fail)
    assert "未能完成" in visitor.send(text=LIST, do="run").get_text()
    assert "ValueError" in caplog.text
    assert "SECRET" not in caplog.text


def test_a_fault_of_the_program_is_logged_without_words_of_the_list(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("SECRET 1-2000")

    monkeypatch.setattr(Catalogue, "check_document", fail)
    client = app.test_client()
    assert client.post(CHECK, data={"text": LIST, "do": "run"}).status_code == 500
    assert client.post("/api/check", json={"numbers": ["GB 1-2000"]}).status_code == 500
    assert caplog.text.count("ValueError") == 2
    assert "SECRET" not in caplog.text


# --- nothing stays ----------------------------------------------------------------------------------------------------


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    """Every file that is opened for writing, and what lies in the folder of temporary files."""
    import sys
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written: list[str] = []
    watching = True

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if watching and event == "open" and (set(str(args[1] or "")) & set("wax+") or (args[2] or 0) & 0o103):
            written.append(str(args[0]))

    sys.addaudithook(watch)
    yield lambda: written + [path.name for path in tmp_path.iterdir()]
    watching = False


def test_nothing_that_is_sent_stays_on_the_disk_or_in_the_log(
    visitor: Browser, opened_files: Callable[[], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    data = workbook([["标准号", "名称"], *([f"GB/T {place}-2020", "保密产品"] for place in range(20_001, 20_021))])
    padded = "\n".join(f"GB/T {place}-2020 保密产品{' ' * 30_000}" for place in range(20_001, 20_021)).encode()
    assert len(padded) > 500_000, "longer than what servers keep in memory by default"
    before = len(opened_files())
    for name, content in (("保密.xlsx", data), ("保密.txt", padded)):
        visitor.send(file=(io.BytesIO(content), name), do="read")
        visitor.go_on(do="run")
        for report in ("xlsx", "docx", "csv", "json"):
            assert visitor.take(f"/check/report.{report}").status_code == 200
        answer = visitor.post("/api/check", {"file": (io.BytesIO(content), name)})
        assert answer.status_code == 200
    gc.collect()
    assert [name for name in opened_files()[before:] if not name.endswith(".pyc")] == []
    assert "保密" not in caplog.text
    assert "20001" not in caplog.text


# --- how many at once -------------------------------------------------------------------------------------------------


@pytest.fixture
def crowded(catalogue: Catalogue) -> Iterator[FlaskClient]:
    """A client of an application whose slots for long lists are all taken."""
    app = create_app(catalogue=catalogue, config={"TESTING": True})
    slot = app.extensions["lubiao_checks"].take()
    yield app.test_client()
    slot.give_back()


def test_no_more_long_lists_at_once_than_there_are_slots(crowded: FlaskClient) -> None:
    sent: tuple[dict[str, Any], ...] = ({"file": (io.BytesIO(b"GB 1-2000"), "a.txt")}, {"text": "GB 1-2000 " * LIGHT})
    for fields in sent:
        page = Browser(crowded).post(CHECK, fields)
        assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
        assert "查新任务过多" in page.get_data(as_text=True)
    problem = crowded.post("/api/check", data=b"GB 1-2000\n" * LIGHT, content_type="text/plain")
    assert (problem.status_code, problem.mimetype) == (503, "application/problem+json")
    assert problem.get_json()["type"].endswith("#problem-checks-busy")
    assert crowded.post(CHECK, data={"text": "GB 5749-2022", "do": "run"}).status_code == 200, "short ones are read"
    assert crowded.get("/search?q=大蒜").status_code == 200


def test_slots_come_back_however_an_answer_ends(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_pages, "LONG", 0)
    client = app.test_client()
    slots = app.extensions["lubiao_checks"]

    def sent(content: bytes) -> dict[str, Any]:
        return {"file": (io.BytesIO(content), "a.txt"), "do": "run"}

    for content in (b"GB 5749-2022", b"", b"no number at all"):
        client.post(CHECK, data=sent(content))
        slots.take().give_back()
    held = client.post(CHECK, data=sent(b"GB 5749-2022"), buffered=False)
    assert client.post(CHECK, data=sent(b"GB 5749-2022")).status_code == 503, "held while the page is sent"
    held.close()
    slots.take().give_back()


def test_only_lists_may_take_longer() -> None:
    def seconds(method: str, path: str) -> float | None:
        return uploads.time_for({"REQUEST_METHOD": method, "PATH_INFO": path})

    assert seconds("POST", "/check") == seconds("POST", "/en/api/check") == seconds("POST", "/zh/check/filled")
    assert seconds("POST", "/check") == uploads.SECONDS
    assert seconds("GET", "/check") is seconds("POST", "/search") is seconds("POST", "/en/") is None


# --- for programs -----------------------------------------------------------------------------------------------------


def test_the_api_takes_numbers_a_row_for_each(client: FlaskClient) -> None:
    answer = client.post("/api/check", json={"numbers": ["GB 5749-2006", "", "GB/T 1.1、1.2", "乱写"]}).get_json()
    assert [(row["row"], row["given"], row["verdict"]) for row in answer["rows"]] == [
        (1, "GB 5749-2006", "replaced"),
        (2, "", "not_a_number"),
        (3, "GB/T 1.1", "undated"),
        (4, "1.2", "undated"),
        (5, "乱写", "not_a_number"),
    ]
    assert answer["counts"] == {"replaced": 1, "undated": 2, "not_a_number": 2}
    assert answer["on"] == "2026-07-01"
    assert answer["generation"] == "000001"
    keys = "row given number title verdict status issued effective abolished replaced_by in_force near source checked"
    assert {*keys.split(), "note", "place"} <= set(answer["rows"][0])
    assert "ok" not in answer


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"text": "应符合 GB 5749-2006 的规定。"}},
        {"data": {"text": "GB 5749-2006"}, "content_type": "multipart/form-data"},
        {"data": "GB 5749-2006", "content_type": "text/plain"},
        {"data": workbook([["标准号"], ["GB 5749-2006"]]), "content_type": "application/octet-stream"},
    ],
)
def test_the_api_takes_a_text_a_form_or_a_file(client: FlaskClient, sent: dict[str, Any]) -> None:
    response = client.post("/api/check?on=2010-01-01", **sent)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert [(row["number"], row["verdict"]) for row in response.get_json()["rows"]] == [("GB 5749-2006", "in_force")]


def test_the_api_says_whether_a_list_fails(client: FlaskClient) -> None:
    sent = {"numbers": ["GB 5749-2006", "GB/T 1.1-2020"]}
    failed = client.post("/api/check?fail_on=replaced,abolished", json=sent).get_json()
    assert (failed["ok"], failed["failed"]) == (False, [1])
    passed = client.post("/api/check?fail_on=not_found&fail_on=abolished", json=sent).get_json()
    assert (passed["ok"], passed["failed"]) == (True, [])


@pytest.mark.parametrize(
    ("query", "sent", "status", "told"),
    [
        ("", {"json": {}}, 400, "numbers"),
        ("", {"json": {"numbers": []}}, 400, "numbers"),
        ("", {"json": {"numbers": [1]}}, 400, "numbers"),
        ("", {"json": {"numbers": ["GB 1"], "text": "GB 1"}}, 400, "numbers"),
        ("", {"data": "{", "content_type": "application/json"}, 400, "numbers"),
        ("", {"data": b"", "content_type": "text/plain"}, 400, "没有收到清单"),
        ("", {"data": {"x": "y"}, "content_type": "multipart/form-data"}, 400, "file"),
        ("", {"data": {"text": "GB 1"}}, 415, "--data-binary"),
        ("", {"data": b"%PDF-1.4", "content_type": "application/pdf"}, 422, "标准号"),
        ("", {"json": {"numbers": ["GB 1"] * (MAX_NUMBERS + 1)}}, 413, f"{MAX_NUMBERS:,}"),
        ("", {"data": b"x" * (MAX_FILE + 1), "content_type": "text/plain"}, 413, "10 MB"),
        ("?on=gestern", {"json": {"numbers": ["GB 1"]}}, 400, "gestern"),
        ("?fail_on=bad", {"json": {"numbers": ["GB 1"]}}, 400, "replaced"),
        ("?when=2020-01-01", {"json": {"numbers": ["GB 1"]}}, 400, "fail_on"),
    ],
)
def test_errors_of_the_api_are_problem_documents(
    client: FlaskClient, query: str, sent: dict[str, Any], status: int, told: str
) -> None:
    response = client.post(f"/api/check{query}", **sent)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    problem = response.get_json()
    assert told in problem["detail"]
    assert problem["status"] == status
    assert client.get(problem["type"]).status_code == 200
    assert "GB 1" not in problem["detail"]


def test_the_api_has_no_answer_to_reading(client: FlaskClient) -> None:
    response = client.get("/api/check")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_help_and_pages_lead_to_the_check(page: Any) -> None:
    for path in ("/", "/help", "/standards/GB_5749-2022"):
        assert page(path).select("main a[href='/check'], .hero a[href='/check']"), path
    assert page("/").select("nav a[href='/check']")
    assert page("/help").select("#api-check")
    assert check_api.PARAMETERS == ("on", "fail_on")
