"""The tables behind standard numbers out of CSV files: `industry_codes`, `prefixes`, `regions`.

The tables `prefixes_seen` and `foreign_prefixes`
beside them are kept by hand: prefixes met in catalogues that no list names, and the issuers outside China.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "standard" / "tables"
DATE = "2026-11-24"
#: a row of a source or of a table: column -> value
Row = dict[str, str]

#: family of a prefix in the source -> level; what is not here is an industry's engineering standard
LEVELS = {
    "national": "national",
    "military": "national",
    "pharma": "national",
    "metrology": "regulation",
    "regulation": "regulation",
    "local": "local",
    "group": "group",
    "T/CECS": "group",
    "enterprise": "enterprise",
}
#: areas that issue local standards under a code of their own, not in GB/T 2260
SPECIAL_REGIONS = [
    {"code": "1331", "level": "2", "name_zh": "雄安新区", "name_en": "Xiong'an", "status": "current"},
    {"code": "6111", "level": "2", "name_zh": "杨凌农业高新技术产业示范区", "name_en": "Yangling", "status": "current"},
]
#: English names of the provinces, for the pages in English
PROVINCES = {
    "11": "Beijing",
    "12": "Tianjin",
    "13": "Hebei",
    "14": "Shanxi",
    "15": "Inner Mongolia",
    "21": "Liaoning",
    "22": "Jilin",
    "23": "Heilongjiang",
    "31": "Shanghai",
    "32": "Jiangsu",
    "33": "Zhejiang",
    "34": "Anhui",
    "35": "Fujian",
    "36": "Jiangxi",
    "37": "Shandong",
    "41": "Henan",
    "42": "Hubei",
    "43": "Hunan",
    "44": "Guangdong",
    "45": "Guangxi",
    "46": "Hainan",
    "50": "Chongqing",
    "51": "Sichuan",
    "52": "Guizhou",
    "53": "Yunnan",
    "54": "Tibet",
    "61": "Shaanxi",
    "62": "Gansu",
    "63": "Qinghai",
    "64": "Ningxia",
    "65": "Xinjiang",
}


def read(folder: Path, name: str) -> list[Row]:
    """Rows of `<name>.csv`; raises OSError where the file is missing."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


@dataclass(frozen=True)
class Table:
    """A table to be written to `<name>.tsv`."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]
    #: what its first line says
    source: str

    @property
    def path(self) -> Path:
        """The table's file."""
        return TABLES / f"{self.name}.tsv"

    @property
    def text(self) -> str:
        """First lines, column names, one line a row."""
        lines = ["\t".join(row.get(column, "") for column in self.columns) for row in self.rows]
        head = [f"# source: {self.source}", f"# date: {DATE}", f"# rows: {len(lines)}", "\t".join(self.columns)]
        return "\n".join([*head, *lines]) + "\n"


def prefixes(rows: list[Row]) -> list[Row]:
    """The prefixes with their level; `guide` becomes the word of `Record.nature`."""
    natures = {"guide": "guidance"}
    return [
        {**row, "level": LEVELS.get(row["family"], "industry"), "nature": natures.get(row["nature"], row["nature"])}
        for row in rows
    ]


def regions(china: list[Row], shandong: list[Row], counties: list[Row]) -> list[Row]:
    """Provinces, cities and Shandong's counties in the order of their codes, provinces and Shandong in English, too."""
    known = {row["code"]: {**row, "name_en": PROVINCES.get(row["code"], ""), "status": "current"} for row in china}
    for row in shandong:
        old = known.get(row["code4"], {"level": "2"})
        new = {"code": row["code4"], "name_zh": row["name_zh"], "name_en": row["name_en"], "status": row["status"]}
        known[row["code4"]] = {**old, **new}
    for row in counties:
        known[row["code6"]] = {"code": row["code6"], "level": "3", "name_zh": row["name_zh"], "status": "current"}
    known.update({row["code"]: row for row in SPECIAL_REGIONS})
    return [known[code] for code in sorted(known)]


def tables(folder: Path) -> list[Table]:
    """The three tables from the sources in `folder`; raises OSError or KeyError where they are not as expected."""
    places = (read(folder, f"region_codes_{name}") for name in ("china", "shandong", "shandong_counties"))
    return [
        Table(
            "industry_codes",
            ("code", "name_zh", "name_en", "authority_zh", "status", "source"),
            read(folder, "industry_codes"),
            "codes on the industry platform (hbba.sacinfo.org.cn) and five old ones; authorities: own knowledge",
        ),
        Table(
            "prefixes",
            ("prefix", "kind", "level", "nature", "name_zh", "name_en", "status", "example", "source"),
            prefixes(read(folder, "prefixes")),
            "标准化法 art. 2, the platforms, metanorma/gb-agencies (codes) and own knowledge, as the last column says",
        ),
        Table(
            "regions",
            ("code", "level", "name_zh", "name_en", "status"),
            regions(*places),
            "codes of GB/T 2260 as of 2023-06-30 (modood/Administrative-divisions-of-China, WTFPL), "
            "with 莱芜 (abolished), 雄安 and 杨凌; English names of provinces: own knowledge",
        ),
    ]


def make_tables(folder: Path) -> dict[Path, str]:
    """Each table's file, and what it must hold by the CSV files in `folder`; raises OSError or KeyError."""
    return {table.path: table.text for table in tables(folder)}
