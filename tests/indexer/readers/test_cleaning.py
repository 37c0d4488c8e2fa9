"""A row as a record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.cleaning import record_of
from indexer.readers.columns import Labels
from indexer.readers.field_labels import Cells
from standard.publisher import Level
from standard.record import Adoption, Conflict, Record
from standard.status import Status

TODAY = date(2026, 11, 24)
ROW: Cells = {"number": "DB37/T 2672-2015", "title": "甲"}


def clean(**cells: object) -> Record:
    return record_of({**ROW, **cells}, TODAY)


def test_a_row_of_the_catalogue() -> None:
    row = {
        "code": "GB/T 2893.1—2013",
        "title": "图形符号  安全色和安全标志 第1部分:设计原则",
        "status": "现行",
        "kind": "国家标准",
        "issue_date": "2013-07-19",
        "implement_date": "2013-11-30",
        "ccs": "A22",
        "ics": "1.080.10",
        "issuer": "中华人民共和国国家质量监督检验检疫总局  中国国家标准化管理委员会",
        "url": "http://wap.csres.com/detail/233922.html",
        "sources": ["LDAssistant:csres_wap", "standard_scrapting:csres"],
        "replaces_raw": "代替GB/T 2893.1-2004",
        "status_conflicts": ["作废", "现行"],
        "alt_titles": ["安全色", "图形符号 安全色和安全标志 第1部分：设计原则"],
    }
    assert record_of(Labels().cells(row), TODAY).to_json() == {
        "number": "GB/T 2893.1-2013",
        "title": "图形符号 安全色和安全标志 第1部分：设计原则",
        "alt_titles": ["安全色"],
        "level": "national",
        "nature": "recommended",
        "status": "current",
        "status_word": "现行",
        "issued": "2013-07-19",
        "effective": "2013-11-30",
        "ics": ["01.080.10"],
        "ccs": ["A22"],
        "issuers": ["国家质量监督检验检疫总局", "国家标准化管理委员会"],
        "replaces": ["GB/T 2893.1-2004"],
        "given": "GB/T 2893.1—2013",
        "source": "csres.com",
        "url": "http://wap.csres.com/detail/233922.html",
        "conflicts": [{"field": "status", "value": "作废", "source": "csres.com"}],
        "notes": ["ICS 1.080.10 读作 01.080.10"],
    }


def test_level_nature_and_region_come_from_the_number() -> None:
    record = clean(level="国家标准", nature="强制性")
    assert (record.level, record.nature, record.region) == (Level.LOCAL, "recommended", "37")


def test_where_the_number_does_not_tell_the_columns_do() -> None:
    record = clean(number="某局公告第7号", level="计量规范", nature="强制性")
    assert (record.level, record.nature, record.region) == (Level.REGULATION, "mandatory", "")
    assert clean(number="某局公告第7号", level="地方标准", region="3702").region == "3702"
    assert clean(number="某局公告第7号", level="地方标准", region="延安市").region == ""


@pytest.mark.parametrize(
    ("cells", "status", "word"),
    [
        ({"status": "现行"}, Status.CURRENT, "现行"),
        ({"status": "作废"}, Status.ABOLISHED, "作废"),
        ({"status": "天知道"}, Status.UNKNOWN, "天知道"),
        ({"status_word": "现行"}, Status.CURRENT, "现行"),
        ({"status": "current"}, Status.CURRENT, ""),
        ({"status": "current", "status_word": "现行"}, Status.CURRENT, "现行"),
        ({}, Status.UNKNOWN, ""),
        ({"status": 1}, Status.UNKNOWN, "1"),
    ],
)
def test_the_word_of_the_source_is_kept(cells: Cells, status: Status, word: str) -> None:
    record = clean(**cells)
    assert (record.status, record.status_word) == (status, word)


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"issued": "1900-01-01"}, "发布日期 1900-01-01 是表示空缺的日期，未采用"),
        ({"effective": "1985"}, "实施日期 1985 只有年月，没有日，未采用"),
        ({"issued": "2026-11-26"}, "发布日期 2026-11-26 晚于收录当日"),
        ({"issued": "2015-02-01", "effective": "2015-01-01"}, "实施日期 2015-01-01 早于发布日期 2015-02-01"),
        ({"effective": "2015-02-01", "abolished": "2015-01-01"}, "废止日期 2015-01-01 早于实施日期 2015-02-01"),
        ({"status": "现行", "abolished": "2020-01-01"}, "状态与废止日期 2020-01-01 矛盾"),
        ({"replaces": "GB/T 1-2016"}, "代替关系与年份矛盾：DB37/T 2672-2015 与 GB/T 1-2016"),
        ({"replaced_by": "GB/T 1-2014"}, "代替关系与年份矛盾：DB37/T 2672-2015 与 GB/T 1-2014"),
        ({"ics": "Z60", "ccs": "13.020.40"}, "ICS 与 CCS 两栏填反，已对调"),
        ({"issuers": "中国石油和化学工业."}, "单位名称“中国石油和化学工业.”不全"),
    ],
)
def test_what_is_wrong_is_noted(cells: Cells, note: str) -> None:
    assert clean(**cells).notes == (note,)


@pytest.mark.parametrize(
    "cells", [{"issued": "2026-11-25"}, {"status": "废止", "abolished": "2020-01-01"}, {"effective": ""}]
)
def test_what_is_right_is_not(cells: Cells) -> None:
    assert clean(**cells).notes == ()


def test_classifications_in_the_wrong_cell() -> None:
    record = clean(ccs="Y68       ICS 97.040.99")
    assert (record.ccs, record.ics) == (("Y68",), ("97.040.99",))
    record = clean(ccs="C31/Q841")
    assert (record.ccs, record.gbt4754) == (("C31",), ("Q841",))


@pytest.mark.parametrize(
    ("source", "url", "found"),
    [
        (["LDAssistant:csres_wap"], "http://wap.csres.com/detail/1.html", "csres.com"),
        ("LDAssistant:csres_wap; b", "https://www.csres.com/detail/1.html", "csres.com"),
        (["dai:samr", "dai:samr", "b"], "", "dai:samr; b"),
        ("国家标准公告2020年第1号", "https://std.samr.gov.cn/x", "国家标准公告2020年第1号"),
        ("", "https://std.samr.gov.cn:443/x?y", "std.samr.gov.cn"),
        ("wap.csres.com", "http://wap.csres.com/detail/1.html", "csres.com"),
        ("www.iso.org", "", "iso.org"),
        ("", "", ""),
    ],
)
def test_sources(source: object, url: str, found: str) -> None:
    assert clean(source=source, url=url).source == found


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://", "ftp://a.cn/x", "见附件", "https://a b.cn"])
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    assert clean(url=url).url == ""


def test_people_and_units() -> None:
    record = clean(
        people="张三、李四，王五 赵六等", drafters="山东省标准化研究院、某某公司(一部、二部)、济南大学 等3个单位"
    )
    assert record.people == ("张三", "李四", "王五", "赵六")
    assert record.drafters == ("山东省标准化研究院", "某某公司(一部、二部)", "济南大学")


WORDS = (
    st.text("标准化工作导则第1部分 AB-", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)
DAYS = st.dates(date(1950, 1, 1), TODAY)
NUMBERS = st.builds(
    "{} {}-{}".format,
    st.sampled_from(["GB", "GB/T", "DB37/T", "T/SDAS"]),
    st.integers(1000, 9999),
    st.integers(1990, 2026),
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Rows of catalogues with what may stand in them."""
    options = {
        "status": st.sampled_from(["现行", "废止", "即将实施", "?", ""]),
        "issued": DAYS.map(str) | st.just("1900-01-01"),
        "effective": DAYS.map(str),
        "abolished": DAYS.map(str),
        "ics": st.sampled_from(["1.11", "67.080.20", "13.020；13.030", "x", "53.06"]),
        "ccs": st.sampled_from(["B31", "b 31", "C31/Q841", "?"]),
        "issuers": st.sampled_from(["公安部.", "国家质检总局  国家标准委", "中国石油和化学工业.", "甲、乙"]),
        "replaces": NUMBERS | st.just("TC59"),
        "replaced_by": NUMBERS,
        "adopts": st.sampled_from(["ISO 9001:2015 (IDT)", "非等效 ISO 8068:2006"]),
        "alt_titles": st.lists(WORDS, max_size=2),
        "conflicts": st.lists(st.sampled_from(["现行", "废止"]), max_size=2),
        "people": st.sampled_from(["张三、李四等"]),
        "notes": st.sampled_from(["复审有效", ""]),
        "example": st.booleans(),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(options))))
    return {
        "number": draw(NUMBERS),
        "title": draw(WORDS.map(lambda text: "标" + text)),
        **{name: draw(options[name]) for name in sorted(chosen)},
    }


@given(rows())
def test_cleaning_what_is_clean_changes_nothing(row: dict[str, Any]) -> None:
    record = record_of(Labels().cells(row), TODAY)
    assert record_of(Labels().cells(record.to_json()), TODAY) == record
    assert Record.from_json(record.to_json()) == record


def test_every_field_of_a_record_comes_back() -> None:
    record = Record(
        number="GB/T 19001-2016",
        title="质量管理体系 要求",
        title_en="Quality",
        alt_titles=("甲;乙",),
        level=Level.NATIONAL,
        nature="recommended",
        status=Status.CURRENT,
        status_word="现行",
        issued=date(2016, 12, 30),
        effective=date(2017, 7, 1),
        reviewed=date(2022, 1, 1),
        ics=("03.100.70",),
        ccs=("A00",),
        gbt4754=("C385",),
        issuers=("公安部",),
        department="某部",
        committee="TC151",
        drafters=("某院，一部",),
        people=("张三",),
        abstract="范围",
        replaces=("GB/T 19001-2008",),
        replaces_partly=("GB/T 1-2000",),
        replaced_by=("某号 7",),
        replaced_partly_by=("GB/T 2-2020",),
        adopts=(Adoption("ISO 9001:2015", "IDT"),),
        cites=("GB/T 19000",),
        filing="1-2016",
        given="GB/T 19001—2016",
        source="std.samr.gov.cn",
        url="https://std.samr.gov.cn/x",
        checked=date(2026, 1, 1),
        conflicts=(Conflict("title", "甲", "乙"),),
        notes=("甲；乙",),
        example=True,
    )
    assert record_of(Labels().cells(record.to_json()), TODAY) == record


def test_the_day_of_announcing_is_that_of_issuing_but_for_group_standards() -> None:
    """公布日期 of the group platform is when it showed the standard."""
    row: Cells = {"title": "甲", "announced": "2018-05-08"}
    assert record_of({**row, "number": "GB 2760-2024"}, TODAY).issued == date(2018, 5, 8)
    assert record_of({**row, "number": "T/SDAS 1-2018"}, TODAY).issued is None
    assert record_of({**row, "number": "GB 2760-2024", "issued": "2018-05-01"}, TODAY).issued == date(2018, 5, 1)
