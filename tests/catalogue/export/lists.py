"""A catalogue whose texts try to break every format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from catalogue import Catalogue, Search
from catalogue.export.formats import FORMATS
from catalogue.search.result_list import Listing
from indexer.engines import in_memory
from indexer.lifecycle.index_handle import Fixed, Opened
from standard.publisher import Level
from standard.record import Adoption, Record
from standard.status import Status
from tests.indexer.engines.catalogues import FIXED, record
from webapp.addresses import PageAddresses

DAY = date(2026, 11, 24)
CHECKED = date(2026, 3, 31)

FULL = record(
    "GB/T 19001-2016",
    "质量管理体系 要求",
    title_en="Quality management systems — Requirements",
    nature="recommended",
    effective=date(2017, 7, 1),
    issued=date(2016, 12, 30),
    ics=("03.120.10", "01.040"),
    ccs=("A00",),
    issuers=("国家质量监督检验检疫总局", "国家标准化管理委员会"),
    committee="全国质量管理和质量保证标准化技术委员会",
    replaces=("GB/T 19001-2008",),
    replaces_partly=("GB/T 19002-2000",),
    replaced_partly_by=("GB/T 19003-2020",),
    adopts=(Adoption("ISO 9001:2015", "IDT"), Adoption("ISO 9000:2015")),
    source="openstd.samr.gov.cn",
    url="https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=1&a={b}",
    checked=CHECKED,
)
REPLACED = record(
    "GB/T 19001-2008",
    "质量管理体系 要求",
    nature="recommended",
    status=Status.REPLACED,
    abolished=date(2017, 7, 1),
    replaced_by=("GB/T 19001-2016",),
    source="csres.com",
)
FOREIGN = Record(
    "ISO 9001:2015",
    "Quality management systems — Requirements",
    level=Level.INTERNATIONAL,
    status=Status.CURRENT,
    issuers=("International Organization for Standardization",),
)
#: what a title can hold that means something in a table, a formula, TeX, RIS or XML
TITLES = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3|cmd",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "#N/A",
    '他说"引号", 逗号',
    "两行\n题名\r\n三行",
    "{不配对 \\alpha 50% & #1 $x$ a_b ~ ^2 }{",
    "TY  - JOUR\nER  - ",
    "@article{x, title = {y}}",
    "控制\x0b字符\x00",
    "半个\ud800字符",
    "<b>粗</b> & &amp;",
)
NASTY = tuple(
    Record(f"Q/EXAMPLE {place}-2024", title, level=Level.ENTERPRISE, status=Status.CURRENT, example=True)
    for place, title in enumerate(TITLES, start=1)
)
#: numbers whose keys meet when written in ASCII
MEETING = (
    Record("Q/甲 1-2020", "甲", level=Level.ENTERPRISE),
    Record("Q/乙 1-2020", "乙", level=Level.ENTERPRISE),
    Record("Q/丙 1-2020", "丙", level=Level.ENTERPRISE),
)
OLD = Record("BS 1:1899", "Old", issued=date(1899, 12, 31), level=Level.FOREIGN)
_OWN = (FULL, REPLACED, FOREIGN, *NASTY, *MEETING, OLD)
RECORDS = (*(one for one in FIXED if one.number not in {own.number for own in _OWN}), *_OWN)


def catalogue(records: Iterable[Record] = RECORDS) -> Catalogue:
    return Catalogue(Fixed(Opened(in_memory(records), "000007", CHECKED)), today=lambda: DAY)


def listing(text: str = "", **more: object) -> Listing:
    """The list of a search over the whole catalogue."""
    return catalogue().every(Search(text, **more))  # type: ignore[arg-type]


def of(*records: Record) -> Listing:
    """The list of these records."""
    return catalogue(records).every(Search(sort="number"))


def written(name: str, wanted: Listing) -> bytes:
    return b"".join(FORMATS[name].write(wanted, PageAddresses()))


def text(name: str, wanted: Listing) -> str:
    return written(name, wanted).decode("utf-8")


def numbers(wanted: Listing) -> list[str]:
    return [hit.record.number for hit in wanted.hits]


def many(count: int) -> tuple[Record, ...]:
    """Standards that all match 示例."""
    made = record("T/EXAMPLE 1-2024", "示例产品", issuers=("示例协会",))
    return tuple(replace(made, number=f"T/EXAMPLE {place}-2024") for place in range(1, count + 1))
