"""Which rows of collected lists are shipped as adoptions, and which editions with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record
from standard.status import Status
from tools.adoptions import FURTHER, LISTS, Stated, adoptions_table, select_rows
from tools.international_editions import adopted_editions, table_of


def lists(folder: Path, *rows: str) -> Path:
    for name in LISTS:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("gb,international,degree,confidence,source\n", encoding="utf-8")
    with (folder / LISTS[0]).open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    return folder


def test_only_what_names_its_source_is_shipped(tmp_path: Path) -> None:
    reference = lists(
        tmp_path,
        'GB/T 1-2000,ISO 1:1999,IDT,source as stated there,"public GitHub file, find_string id 77"',
        "GB/T 2-2000,ISO 2:1999,IDT,own,own knowledge",
        "GB/T 3-2000,ISO 3:1999,IDT,,public code repository",
        "20252531-T-604,ISO 4:2017,IDT,source as stated there,find_string id 78 (plan)",
        "GB/T 5,ISO 5:1999,IDT,source as stated there,find_string id 79",
        "GB/T 1-2000,ISO 1:1999,IDT,source as stated there,find_string id 80",
        'GB/T 6-2000,ISO 6:2011,IDT,"third-party text, undated there",find_string 81',
        'GB/T 7-2000,ISO 7,IDT,source as stated there,"find_string id 82 (degree as claimed there, MOD elsewhere)"',
    )
    rows, left = select_rows(reference)
    assert rows == [
        Stated("GB/T 1-2000", "ISO 1:1999", "IDT", "third-party text 77"),
        Stated("GB/T 6-2000", "ISO 6", "IDT", "third-party text 81"),
        Stated("GB/T 7-2000", "ISO 7", "", "third-party text 82"),
    ]
    assert left == {
        "from memory": 1,
        "no source that can be named": 1,
        "a plan, no standard": 1,
        "no year": 1,
        "stated by another list already": 1,
    }
    assert adoptions_table(rows).splitlines()[-1] == "GB/T 7-2000\tISO 7\t\tthird-party text 82\t"


def test_rows_read_one_by_one_come_after_the_lists_and_are_shipped_as_they_are(tmp_path: Path) -> None:
    reference = lists(tmp_path, "GB/T 1-2000,ISO 1:1999,IDT,source as stated there,find_string id 77")
    further = tmp_path / "further.tsv"
    head = "# read one by one\nstandard\tadopted\tdegree\tsource\n"
    further.write_text(f"{head}GB/T 1-2000\tISO 1:2000\tMOD\t甲\nGB/T 2-2000\tISO 2\tMOD\t乙\n", encoding="utf-8")
    rows, left = select_rows(reference, further)
    assert [(row.standard, row.adopted, row.source) for row in rows] == [
        ("GB/T 1-2000", "ISO 1:1999", "third-party text 77"),
        ("GB/T 2-2000", "ISO 2", "乙"),
    ]
    assert left == {"stated by another list already": 1}


def test_every_further_row_names_its_source_and_two_numbers() -> None:
    lines = [line.split("\t") for line in FURTHER.read_text(encoding="utf-8").splitlines()[2:]]
    for standard, adopted, degree, source in lines:
        assert str(StandardNumber(standard)) == standard
        assert str(StandardNumber(adopted)) == adopted
        assert degree in ("IDT", "MOD", "EQV", "NEQ")
        assert source


def edition(number: str, status: Status, **more: tuple[str, ...]) -> Record:
    day = date(2026, 3, 13)
    return Record(number, "T", level=Level.INTERNATIONAL, status=status, source="iec.ch", checked=day, **more)  # type: ignore[arg-type]


def test_editions_of_what_is_adopted_and_of_what_replaced_them() -> None:
    known = [
        edition("IEC 1:2001", Status.REPLACED),
        edition("IEC 1:2015", Status.CURRENT),
        edition("ISO 2:2001", Status.ABOLISHED, replaced_by=("ISO 3:2010",)),
        edition("ISO 3:2010", Status.CURRENT),
        edition("ISO 4:2010", Status.CURRENT),
    ]
    found = adopted_editions({record.number: record for record in known}, ["IEC 1", "ISO 2:2001"])
    assert [(record.number, record.replaced_by) for record in found] == [
        ("IEC 1:2001", ("IEC 1:2015",)),
        ("IEC 1:2015", ()),
        ("ISO 2:2001", ("ISO 3:2010",)),
        ("ISO 3:2010", ()),
    ]
    first = table_of(found).splitlines()[3].split("\t")
    assert (first[0], first[3], first[8], first[9]) == ("IEC 1:2001", "被代替", "IEC 1:2015", "www.iec.ch")
