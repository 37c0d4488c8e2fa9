"""A small catalogue of real records (facts only) and some made-up ones, behind the real facade and a fixed day; and a
real browser to look at it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

from catalogue.catalogue import Catalogue
from indexer.engines import in_memory
from indexer.lifecycle.index_handle import Fixed, Opened
from standard.publisher import Level
from standard.record import Adoption, Conflict, Record
from standard.status import Status
from webapp.app import create_app

#: the day of all tests
TODAY = date(2026, 7, 1)
SAMR = ("国家市场监督管理总局", "国家标准化管理委员会")
CHECKED = date(2026, 3, 31)


def national(number: str, title: str, status: Status, issued: date, effective: date, **more: object) -> Record:
    """A national standard as the sources have it."""
    words = {Status.CURRENT: "现行", Status.ABOLISHED: "废止", Status.REPLACED: "被代替", Status.UPCOMING: "即将实施"}
    fields = {
        "level": Level.NATIONAL,
        "nature": "recommended" if number.startswith("GB/T") else "mandatory",
        "status_word": words[status],
        "issuers": SAMR,
        "source": "openstd.samr.gov.cn",
        "checked": CHECKED,
    }
    return Record(number, title, status=status, issued=issued, effective=effective, **{**fields, **more})  # type: ignore[arg-type]


REAL = (
    national(
        "GB/T 1.1-2020",
        "标准化工作导则 第1部分：标准化文件的结构和起草规则",
        Status.CURRENT,
        date(2020, 3, 31),
        date(2020, 10, 1),
        title_en="Directives for standardization—Part 1",
        ics=("01.120",),
        ccs=("A00",),
        replaces=("GB/T 1.1-2009",),
        cites=("GB/T 7714-2015", "GB/T 1.2-2020"),
        committee="全国标准化原理与方法标准化技术委员会",
        drafters=("中国标准化研究院",),
        url="https://openstd.samr.gov.cn/",
    ),
    national(
        "GB/T 1.1-2009",
        "标准化工作导则 第1部分：标准的结构和编写",
        Status.ABOLISHED,
        date(2009, 6, 17),
        date(2010, 1, 1),
        abolished=date(2020, 10, 1),
        ics=("01.120",),
        ccs=("A00",),
        replaces=("GB/T 1.1-2000",),
        replaced_by=("GB/T 1.1-2020",),
    ),
    national(
        "GB/T 1.1-2000",
        "标准化工作导则 第1部分：标准的结构和编写规则",
        Status.ABOLISHED,
        date(2000, 12, 20),
        date(2001, 6, 1),
        ics=("01.120",),
        ccs=("A00",),
        replaced_by=("GB/T 1.1-2009",),
    ),
    national(
        "GB/T 1.2-2020",
        "标准化工作导则 第2部分：以ISO/IEC标准化文件为基础的标准化文件起草规则",
        Status.CURRENT,
        date(2020, 11, 19),
        date(2021, 6, 1),
        ics=("01.120",),
        ccs=("A00",),
    ),
    national(
        "GB 5749-2022",
        "生活饮用水卫生标准",
        Status.CURRENT,
        date(2022, 3, 15),
        date(2023, 4, 1),
        ics=("13.060",),
        ccs=("C51",),
        replaces=("GB 5749-2006",),
    ),
    national(
        "GB 5749-2006",
        "生活饮用水卫生标准",
        Status.REPLACED,
        date(2006, 12, 29),
        date(2007, 7, 1),
        abolished=date(2023, 4, 1),
        ics=("13.060",),
        ccs=("C51",),
        replaced_by=("GB 5749-2022",),
    ),
    national(
        "GB/T 18525.10-2026",
        "农产品辐照工艺 第10部分：大蒜",
        Status.UPCOMING,
        date(2026, 5, 25),
        date(2026, 12, 1),
        ics=("67.020",),
        ccs=("B31",),
    ),
    national(
        "GB/T 35796-2017",
        "养老机构服务质量基本规范",
        Status.CURRENT,
        date(2017, 12, 29),
        date(2017, 12, 29),
        ics=("03.080.99",),
        ccs=("A20",),
    ),
    national(
        "GB 38600-2019",
        "养老机构服务安全基本规范",
        Status.CURRENT,
        date(2019, 12, 27),
        date(2022, 1, 1),
        ics=("03.080.99",),
        ccs=("A20",),
    ),
    national(
        "GB/T 19001-2016",
        "质量管理体系 要求",
        Status.CURRENT,
        date(2016, 12, 30),
        date(2017, 7, 1),
        ics=("03.120.10",),
        ccs=("A00",),
        adopts=(Adoption("ISO 9001:2015", "IDT"),),
    ),
    Record(
        "ISO 9001:2015",
        "质量管理体系 要求",
        title_en="Quality management systems — Requirements",
        level=Level.INTERNATIONAL,
        status=Status.CURRENT,
        issued=date(2015, 9, 15),
        source="www.iso.org",
        checked=CHECKED,
    ),
    Record(
        "DB37/T 3092-2018",
        "养老机构服务人员配备及技能要求",
        level=Level.LOCAL,
        nature="recommended",
        status=Status.ABOLISHED,
        status_word="废止",
        issued=date(2018, 5, 17),
        effective=date(2018, 6, 17),
        ics=("03.080",),
        ccs=("A12",),
        region="37",
        issuers=("山东省质量技术监督局",),
        source="dbba.sacinfo.org.cn",
        checked=CHECKED,
        conflicts=(Conflict("status", "现行", "wap.csres.com"),),
        notes=("ICS 03.08 按 03.080 收录",),
    ),
    Record(
        "T/SDAS 1250-2025",
        "临沂商城优品 篮球架",
        level=Level.GROUP,
        nature="recommended",
        status=Status.CURRENT,
        status_word="现行",
        issued=date(2025, 12, 10),
        issuers=("山东标准化协会",),
        source="www.ttbz.org.cn",
        checked=CHECKED,
        abstract="适用于在临沂商城销售的篮球架。" * 20,
    ),
    Record("Q/GDW 11903-2018", "发输变配电设备重叠停电判定原则", level=Level.ENTERPRISE, issuers=("国家电网有限公司",)),
    Record("JJG 1-1999", "钢直尺检定规程", level=Level.REGULATION, status=Status.CURRENT, ccs=("A52",)),
)
#: enough rows for several pages, with a text that must be escaped
MADE_UP = tuple(
    Record(
        f"T/EXAMPLE {place:03d}-2024",
        f"翻页示例产品 <b>第{place}号</b> & “引号”",
        level=Level.GROUP,
        status=Status.CURRENT,
        issued=date(2024, 1, 1),
        issuers=(f"示例协会{place % 12}",),
        source="example.org",
        example=True,
    )
    for place in range(1, 46)
)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(Fixed(Opened(in_memory((*REAL, *MADE_UP)), "000001", CHECKED)), today=lambda: TODAY)


@pytest.fixture(scope="session")
def app(catalogue: Catalogue) -> Flask:
    return create_app(catalogue=catalogue, config={"TESTING": True})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class Pages:
    """Gets pages as parsed HTML, and holds every one to what all pages must be."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def __call__(self, url: str, status: int = 200) -> BeautifulSoup:
        response = self.client.get(url)
        assert response.status_code == status, response.get_data(as_text=True)[:2000]
        assert response.mimetype == "text/html"
        page = BeautifulSoup(response.get_data(as_text=True), "lxml")
        well_made(page, "en" if url.startswith("/en/") else "zh-CN")
        return page


def well_made(page: BeautifulSoup, language: str) -> None:
    """One h1, landmarks, unique ids, labels, no inline script or style, no heading level left out."""
    assert len(page.find_all("h1")) == 1
    assert page.html is not None
    assert page.html["lang"] == language
    assert page.title is not None
    assert page.title.get_text(strip=True)
    for landmark in ("header", "main", "footer", "nav"):
        assert page.find(landmark), landmark
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for tag in page.find_all(attrs={attribute: True}):
            assert set(str(tag[attribute]).split()) <= set(ids), tag
    for tag in page.find_all("a", href=lambda href: href and href.startswith("#")):
        assert str(tag["href"])[1:] in ids, tag
    for tag in page.find_all("input"):
        named = tag.get("aria-label") or page.find("label", attrs={"for": tag.get("id") or "-"})
        assert tag.get("type") == "hidden" or named, tag
    assert not page.find_all(style=True)
    assert not page.find_all("style")
    assert all(tag.get("src") for tag in page.find_all("script"))
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    levels = [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4"])]
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    for table in page.find_all("table"):
        assert all(cell.get("scope") for cell in table.find_all("th"))


@pytest.fixture
def page(client: FlaskClient) -> Pages:
    return Pages(client)


@pytest.fixture
def no_index(tmp_path: Path) -> FlaskClient:
    """A client of an application whose index is missing."""
    return create_app(tmp_path / "nowhere", config={"TESTING": True}).test_client()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """A running server; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Flask], str]]:
    """Runs an application until all tests are done, and says its address."""
    with ExitStack() as servers:
        yield lambda app: servers.enter_context(serving(app))


@pytest.fixture(scope="session")
def site(app: Flask, serve: Callable[[Flask], str]) -> str:
    """The address of the small catalogue."""
    return serve(app)


HEADLESS = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --window-size=1280,900"
#: the browser asks nobody but the server of the test
QUIET = "--disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver_program = shutil.which("chromedriver")
    if program is None or driver_program is None:
        pytest.skip("Chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*HEADLESS.split(), *QUIET.split(), f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN,zh"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=driver_program))
    driver.set_script_timeout(300)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """A browser with a desktop window and scripts, that remembers nothing; every test must leave its console empty."""
    chromium.get("about:blank")
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    chromium.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    chromium.get_log("browser")
    yield chromium
    # an address that answers 4xx is reported as a failed load, which it is
    told = [row for row in chromium.get_log("browser") if "Failed to load resource" not in row["message"]]
    assert [row for row in told if row["level"] != "INFO"] == []
