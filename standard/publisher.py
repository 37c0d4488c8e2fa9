"""Who publishes a standard: prefix -> level, region, organisation, mandatory or recommended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from standard.tables import rows


class Level(StrEnum):
    """Level of a standard (标准化法 art. 2) and what the catalogue holds beside them; the order is that of facets."""

    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    GROUP = "group"
    ENTERPRISE = "enterprise"
    INTERNATIONAL = "international"
    FOREIGN = "foreign"
    #: JJG, JJF, TSG: technical regulations cited like standards
    REGULATION = "regulation"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Publisher:
    """What a prefix (代号) says of the standards that bear it."""

    #: `GB/T`, `JB`, `DB37/T`, `T/SDAS`
    prefix: str
    #: kind of number, see `standard.number.StandardNumber.kind`
    kind: str
    level: Level
    #: `mandatory`, `recommended`, `guidance`, `internal`, `sample`, `voluntary`, `enterprise`, or empty
    nature: str
    name_zh: str
    name_en: str
    #: `current` or `historic`
    status: str = "current"
    #: the ministry or body behind it (归口), where the table knows it
    authority: str = ""


#: shapes of prefix that hold a code -> the row of table `prefixes` that describes them
_SHAPES = (
    (re.compile(r"DB(?P<region>\d\d)(?P<nature>(?:/[TZ*])?)"), "DB<2>{nature}"),
    (re.compile(r"(?:DB|DG)(?P<region>\d{4}|\d{6})(?P<nature>(?:/[TZ*])?)"), "DB<4>/T"),
    (re.compile(r"DBS(?P<region>\d\d)(?P<nature>)"), "DBS<2>"),
    (re.compile(r"DBJ(?P<region>\d\d)(?P<nature>(?:/T)?)"), "DBJ{nature}"),
    (re.compile(r"T/(?P<code>[A-Z*].*)"), "T/<code>"),
    (re.compile(r"Q/(?P<code>.+)"), "Q/<code>"),
    (re.compile(r"(?P<code>JJ[GF])\(.+\)"), "{code}"),
)
_INDUSTRY_NATURES = {"": ("mandatory", ""), "/T": ("recommended", "推荐性"), "/Z": ("guidance", "指导性技术文件")}
_LOCAL_NATURES = {"/Z": "guidance", "/*": "", "": "mandatory"}


@lru_cache(maxsize=16384)
def publisher(prefix: str) -> Publisher | None:
    """What is known of a prefix in its canonical spelling (`GB/T`, `DB3702/T`, `T/SDAS`), or None."""
    return _fixed_prefixes().get(prefix) or _publisher_by_shape(prefix)


def prefixes() -> tuple[str, ...]:
    """Every fixed prefix that the tables name; those that hold a region or an organisation are not among them."""
    return tuple(_fixed_prefixes())


def regions() -> dict[str, str]:
    """Every region, code -> Chinese name, in the order of the codes (GB/T 2260)."""
    return dict(_regions())


def region_name(code: str) -> str:
    """Chinese name of a region code, `3702` -> 青岛市; the code itself where it is unknown."""
    return _regions().get(code) or _regions().get(code.removesuffix("00")) or code


def region_code(name: str) -> str | None:
    """Code of a region by its name (`青岛`, `青岛市`, `Qingdao`) or code; None where unknown or the name is shared."""
    name = name.strip()
    return name if name in _regions() else _region_names().get(name.casefold())


def industry_codes() -> tuple[str, ...]:
    """The two-letter codes of the industries (行业代号), the old ones included."""
    return tuple(row["code"] for row in rows("industry_codes"))


def foreign_prefixes() -> tuple[str, ...]:
    """The prefixes of issuers outside China."""
    return tuple(row["prefix"] for row in rows("foreign_prefixes"))


@cache
def _regions() -> dict[str, str]:
    return {row["code"]: row["name_zh"] for row in rows("regions")}


@cache
def _region_names() -> dict[str, str]:
    """Every name of a region -> code. A shorter code wins a name (吉林 is the province); counties share none."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for row in sorted(rows("regions"), key=lambda row: (row["level"], row["code"])):
        for name in {row["name_zh"], _short(row["name_zh"]), row["name_en"].casefold()} - {""}:
            if name in names and len(names[name]) == len(row["code"]):
                shared.add(name)
            names.setdefault(name, row["code"])
    return {name: code for name, code in names.items() if name not in shared}


_REGION_ENDS = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市|地区|盟|(?<=..)[县区])$")


def _short(name: str) -> str:
    return _REGION_ENDS.sub("", name)


@cache
def _fixed_prefixes() -> dict[str, Publisher]:
    known = {row["prefix"]: _row(row) for row in [*rows("prefixes"), *rows("prefixes_seen"), *rows("foreign_prefixes")]}
    for row in rows("industry_codes"):
        for suffix, (nature, word) in _INDUSTRY_NATURES.items():
            name = f"{row['name_zh']}行业标准" + (f"({word})" if word else "")
            known[row["code"] + suffix] = Publisher(
                row["code"] + suffix,
                "industry",
                Level.INDUSTRY,
                nature,
                name,
                row["name_en"],
                row["status"],
                row["authority_zh"],
            )
    known["GB/*"] = replace(
        known["GB/T"], prefix="GB/*", kind="wildcard", nature="", name_zh="国家标准", name_en="National standard"
    )
    return {prefix: row for prefix, row in known.items() if "<" not in prefix}


def _row(row: dict[str, str]) -> Publisher:
    return Publisher(
        row["prefix"], row["kind"], Level(row["level"]), row["nature"], row["name_zh"], row["name_en"], row["status"]
    )


@cache
def _shapes() -> dict[str, Publisher]:
    return {row["prefix"]: _row(row) for row in rows("prefixes")}


def _publisher_by_shape(prefix: str) -> Publisher | None:
    for shape, name in _SHAPES:
        if match := shape.fullmatch(prefix):
            parts = match.groupdict()
            row = _shapes().get(name.format(**parts)) or _shapes()["DB<2>"]
            return _local(replace(row, prefix=prefix), parts) if "region" in parts else replace(row, prefix=prefix)
    return None


def _local(row: Publisher, parts: dict[str, str]) -> Publisher | None:
    """A local prefix with its region's name; None where the region does not exist."""
    region = parts["region"]
    if not known_region(region) and not row.kind.startswith("local_eng"):
        return None
    nature = _LOCAL_NATURES.get(parts["nature"], row.nature)
    return replace(row, nature=nature, authority=region_name(region))


def known_region(code: str) -> bool:
    """Whether local standards can bear the code: a province, a city, or a place within a known city."""
    return code in _regions() or (len(code) == 6 and code[:4] in _regions())
