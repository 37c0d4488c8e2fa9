"""One standard as the catalogue knows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from standard.number import NumberError, StandardNumber
from standard.publisher import Level
from standard.status import Status, status_on

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: JSON that is known to have no blanks around it
_DECODE = json.JSONDecoder().raw_decode


#: how the source of an adoption begins that only a text by others states
THIRD_PARTY = "third-party text"


@dataclass(frozen=True)
class Adoption:
    """An international or foreign standard that this one adopts (GB/T 1.2-2020, 4.1)."""

    #: canonical number of the adopted standard, `ISO 9001:2015`
    number: str
    #: `IDT`, `MOD` or `NEQ`; the old `EQV` is kept as written; empty where unknown
    degree: str = ""
    #: where it is stated, if not by the source of the record
    source: str = ""
    #: the day on which that was looked up
    checked: date | None = None
    #: title of the adopted standard, where a source gives it
    title: str = ""

    @property
    def third_party(self) -> bool:
        """Whether only a text by others says so, which may be wrong: neither the standard nor its publisher."""
        return THIRD_PARTY in self.source

    def to_json(self) -> dict[str, str]:
        """Number and degree, and what else is known; the day as `YYYY-MM-DD`."""
        more = {"source": self.source, "checked": self.checked.isoformat() if self.checked else "", "title": self.title}
        return {"number": self.number, "degree": self.degree, **{name: value for name, value in more.items() if value}}

    @classmethod
    def from_json(cls, data: Mapping[str, str]) -> Adoption:
        """The adoption that `to_json` printed; raises TypeError or ValueError on anything else."""
        day = data.get("checked")
        return cls(**{**data, "checked": date.fromisoformat(day) if day else None})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Conflict:
    """A value another source gives for a field; kept and shown, never resolved silently."""

    field: str
    value: str
    source: str


@dataclass(frozen=True)
class Record:
    """A standard's catalogue entry: facts with their source, no text of the standard.

    Numbers are canonical (`standard.number`), or as the source wrote them where no grammar reads them.
    """

    #: canonical number, unique in a catalogue
    number: str
    title: str
    title_en: str = ""
    #: other titles that sources give
    alt_titles: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    #: `mandatory`, `recommended`, `guidance`, or empty
    nature: str = ""
    #: as recorded by the source; ask `status_on` for a day
    status: Status = Status.UNKNOWN
    #: the source's own word, `现行`
    status_word: str = ""
    issued: date | None = None
    effective: date | None = None
    abolished: date | None = None
    #: last review that confirmed it (复审)
    reviewed: date | None = None
    #: ICS codes, `67.080.20`
    ics: tuple[str, ...] = ()
    #: CCS codes, `B31`
    ccs: tuple[str, ...] = ()
    #: GB/T 4754 codes, `C385`
    gbt4754: tuple[str, ...] = ()
    #: GB/T 2260 code of two or four digits, local standards only: `37`, `3702`
    region: str = ""
    #: who issued it (发布单位 / 团体 / 企业)
    issuers: tuple[str, ...] = ()
    #: 主管部门
    department: str = ""
    #: 归口单位 / 技术委员会
    committee: str = ""
    #: 起草单位
    drafters: tuple[str, ...] = ()
    #: 起草人
    people: tuple[str, ...] = ()
    #: 适用范围 or abstract, where the source may be shown
    abstract: str = ""
    #: numbers this one replaces as a whole (全部代替)
    replaces: tuple[str, ...] = ()
    #: numbers this one replaces in part (部分代替)
    replaces_partly: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    replaced_partly_by: tuple[str, ...] = ()
    adopts: tuple[Adoption, ...] = ()
    #: numbers of its normative references
    cites: tuple[str, ...] = ()
    #: filing number (备案号)
    filing: str = ""
    #: the number as the source wrote it, where that differs
    given: str = ""
    #: where the facts come from, `openstd.samr.gov.cn`
    source: str = ""
    url: str = ""
    #: the day the status was looked up at the source
    checked: date | None = None
    conflicts: tuple[Conflict, ...] = ()
    #: what was mended or looks wrong: `ICS 1.11 读作 01.110`
    notes: tuple[str, ...] = ()
    #: a made-up entry for demonstration (示例)
    example: bool = False

    @cached_property
    def parsed(self) -> StandardNumber | None:
        """The number as a value, or None where no grammar reads it."""
        try:
            return StandardNumber(self.number)
        except NumberError:
            return None

    @property
    def year(self) -> int | None:
        """Year issued; where no day is recorded, the year in the number (the two may differ, so never a date)."""
        if self.issued is not None:
            return self.issued.year
        return self.parsed.year if self.parsed is not None else None

    def status_on(self, day: date) -> Status:
        """The status on a day, see `standard.status.status_on`."""
        return status_on(
            self.status,
            day,
            effective=self.effective,
            abolished=self.abolished,
            succeeded=bool(self.replaced_by),
        )

    def to_json(self) -> dict[str, Any]:
        """The fields that hold something, as JSON values; days as `YYYY-MM-DD`."""
        values = self.__dict__
        return {
            name: value if type(value) is str else _plain(value)
            for name, default in _DEFAULTS
            if (value := values[name]) is not default and value != default
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        """The record that `to_json` printed; raises KeyError or ValueError on anything else."""
        if not _NAMES.issuperset(data):
            raise KeyError(min(data.keys() - _NAMES))
        record = cls.__new__(cls)
        # what the class would do, but it sets its fields one by one past its own ban on that: four times as slow
        values = record.__dict__
        values.update(_DEFAULTS, number=data["number"], title=data["title"])
        for name, value in data.items():
            values[name] = _READ[name](value) if name in _READ else value
        return record

    def to_bytes(self) -> bytes:
        """The record as one line of JSON, as it travels and is kept."""
        return _ENCODE(self.to_json()).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Record:
        """The record that `to_bytes` printed; raises KeyError or ValueError on anything else."""
        return cls.from_json(_DECODE(data.decode())[0])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [item if type(item) is str else _plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Adoption):
        return value.to_json()
    if isinstance(value, Conflict):
        return dict(vars(value))
    return value


def _member_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """The member with a value, looked up; raises ValueError as the class itself does, which is slower."""
    known = {member.value: member for member in kind}
    return lambda value: known.get(value) or kind(value)


def _readers() -> dict[str, Any]:
    """Field name -> function from the JSON value; only for fields whose JSON value is not the value itself."""
    special: dict[str, Any] = {
        "level": _member_of(Level),
        "status": _member_of(Status),
        "adopts": lambda rows: tuple(map(Adoption.from_json, rows)),
        "conflicts": lambda rows: tuple(Conflict(**row) for row in rows),
    }
    days = dict.fromkeys(("issued", "effective", "abolished", "reviewed", "checked"), date.fromisoformat)
    lists = {field.name: tuple for field in fields(Record) if field.default == () and field.name not in special}
    return {**lists, **days, **special}


_READ = _readers()
#: field name -> what it holds where nothing is known; number and title are always printed
_DEFAULTS = tuple((field.name, field.default) for field in fields(Record))
_NAMES = frozenset(name for name, _ in _DEFAULTS)
