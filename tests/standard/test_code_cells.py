"""Dirty cells of ICS, CCS and GB/T 4754 codes; most are real (docs/domain.md 2.3, the reference catalogue)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.classification import Scheme, codes
from standard.code_cells import Reading, gbt4754_beside_ccs, read_ccs, read_gbt4754, read_ics

# cell -> codes; all read without a note
ICS_CLEAN = {
    "67.080.20": "67.080.20",
    "67.080": "67.080",
    "67": "67",
    "ICS 03.080": "03.080",
    "ICS13.100": "13.100",
    "OCS 65.020.30": "65.020.30",
    "ＩＣＳ　１３．０２０": "13.020",
    "59.080.60,83.140": "59.080.60 83.140",
    "07.040；35.240.70": "07.040 35.240.70",
    "01.040.01、、": "01.040.01",
    "01.040 07.040 35.240.70": "01.040 07.040 35.240.70",
    "01.080.20%65.060.01": "01.080.20 65.060.01",
    "91.100.99 &lt;br91.120.10": "91.100.99 91.120.10",
    "07.060.": "07.060",
    "13. 310": "13.310",
    "11. 040. 01": "11.040.01",
    "03.080A": "03.080",
    "01.080.01A22": "01.080.01",
    "25.220.20;25.220": "25.220.20",
    "43.020 43": "43.020",
    "13.020.01  环境和环境保护综合": "13.020.01",
    "13 环保、保健和安全 13.020 环境保护 13.020.01 环境和环境保护综合": "13.020.01",
    "流体系统和通用件 >> 管道部件和管道 >> 23.040.01管道部件和管道综合": "23.040.01",
    "": "",
    " / ": "",
    "无": "",
}
# cell -> codes; each with a note
ICS_MENDED = {
    "1.11": "01.110",
    "53.06": "53.060",
    "23.08": "23.080",
    "43.18": "43.180",
    "77.1": "77.100",
    "7.040": "07.040",
    "3": "03",
    "65.20.40": "65.020.40",
    "11.08.10": "11.080.10",
    "79.060.020": "79.060.20",
    "01.040.030": "01.040.03",
    "010.040.11": "01.040.11",
    "030.80.99": "03.080.99",
    "130.340.99": "13.340.99",
    "01.140 017.060": "01.140 17.060",
    "03080": "03.080",
    "ICS45020": "45.020",
    "711.00.40": "71.100.40",
    "65-100.10": "65.100.10",
    "55.180/20": "55.180.20",
    "65 020.20": "65.020.20",
    "55.140；13，300": "55.140 13.300",
    "03.220.2013.020": "03.220.20 13.020",
    "01.12003.220": "01.120 03.220",
    "07.060.35.040": "07.060 35.040",
    "01.080.01.29.020": "01.080.01 29.020",
    # could be two codes: what both lie under
    "13.20": "13",
    "03.080.1": "03.080",
    "35.240.180": "35.240",
    # well-formed, of a known field, not in the table
    "65.050": "65.050",
    "73-010": "73.010",
    # no such field, rubbish, other classifications
    "12.200": "",
    "99": "",
    "110": "",
    "化学品": "",
    "A00": "",
    "UDC 551.46": "",
    "全国安全防范报警系统标准化技术委员会(SAC/TC 100)": "",
}
CCS_CLEAN = {
    "B31": "B31",
    "B 31": "B31",
    "b31": "B31",
    "ｂ３１": "B31",
    "CCSB31": "B31",
    "N78 Ｘ射线、磁粉、荧光及其他探伤仪器": "N78",
    "CCS B31": "B31",
    "A80/89": "A80/89",
    "W56;Y28": "W56 Y28",
    "H21,H62": "H21 H62",
    "Z": "Z",
    "Y68       ICS 97.040.99": "Y68",
    "C31/Q841": "C31",
    "L00/09/C343": "L00/09",
    "P/E481": "P",
    "/Q841": "",
    "电工 >> 输变电设备 >> K41变压器": "K41",
    "": "",
}
CCS_MENDED = {
    "A.12": "A12",
    "B3": "B",
    "P0009/E4790": "P00/09",
    "A.00.01/S952": "A00",
    "N90": "N90",
    "68": "",
    "03.220.20": "",
    "C128": "",
    "ICS45020": "",
}
GBT4754_CLEAN = {
    "C385 家用电力器具制造": "C385",
    "C3851;C3852": "C3851 C3852",
    "制造业": "C",
    "农业": "A01",
    "C": "C",
    "": "",
}
GBT4754_MENDED = {"385": "C385", "0111": "A0111", "Z99": "", "C9999": "", "没有这个行业": ""}

Reader = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("read", "cell", "expected", "noted"),
    [
        (read, cell, expected, noted)
        for read, table, noted in (
            (read_ics, ICS_CLEAN, False),
            (read_ics, ICS_MENDED, True),
            (read_ccs, CCS_CLEAN, False),
            (read_ccs, CCS_MENDED, True),
            (read_gbt4754, GBT4754_CLEAN, False),
            (read_gbt4754, GBT4754_MENDED, True),
        )
        for cell, expected in table.items()
    ],
)
def test_cells(read: Reader, cell: str, expected: str, noted: bool) -> None:
    found, notes = read(cell)
    assert found == tuple(expected.split())
    assert bool(notes) is noted, notes


def test_notes_say_what_was_read_as_what() -> None:
    assert read_ics("1.11")[1] == ("ICS 1.11 读作 01.110",)
    assert read_ics("65.050")[1] == ("ICS 65.050 不在分类表中",)
    assert read_ics("化学品")[1] == ("ICS 化学品 无法识别，未采用",)
    assert read_ics("03.220.2013.020")[1] == ("ICS 03.220.2013.020 读作 03.220.20、13.020",)
    assert read_ccs("A.12")[1] == ("CCS A.12 读作 A12",)
    assert read_gbt4754("385")[1] == ("GB/T 4754 385 读作 C385",)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("C31/Q841", "Q841"),
        ("/M7520", "M7520"),
        ("CCSB45/A032", "A032"),
        ("C00/09/Q841", "Q841"),
        ("B31", ""),
        ("/O799", ""),
    ],
)
def test_gbt4754_codes_beside_ccs(cell: str, expected: str) -> None:
    assert gbt4754_beside_ccs(cell) == tuple(expected.split())


@pytest.mark.parametrize(("scheme", "read"), [("ics", read_ics), ("ccs", read_ccs), ("gbt4754", read_gbt4754)])
def test_every_code_reads_as_itself(scheme: str, read: Reader) -> None:
    for code in codes(Scheme(scheme)):
        assert read(code) == ((code,), ())


def test_every_ics_code_survives_a_spreadsheet() -> None:
    """A cell that was made a number lost its zeros; what comes back is the code, or nothing but a code above it."""
    for code in codes(Scheme.ICS):
        if code.count(".") == 1:
            found, notes = read_ics(str(float(code)))
            assert found == (code,), notes


@given(st.text(alphabet="0123456789./-;,，、 ICSABZ\u3000年", max_size=40))
def test_anything_is_read_without_an_error(cell: str) -> None:
    for read in (read_ics, read_ccs, read_gbt4754):
        found, notes = read(cell)
        assert len(set(found)) == len(found)
        assert all(notes)


@given(
    st.lists(st.sampled_from(sorted(codes(Scheme.ICS))), min_size=1, max_size=4),
    st.sampled_from([";", ",", "、", " ", "；"]),
)
def test_lists_of_codes_are_read_whole(listed: list[str], separator: str) -> None:
    found, notes = read_ics(separator.join(listed))
    assert notes == ()
    wanted = [code for code in listed if not any(other.startswith(code + ".") for other in listed)]
    assert found == tuple(dict.fromkeys(wanted))


def test_the_reference_catalogue_loses_next_to_nothing(reference: Path) -> None:
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for key, read, most in (("ics", read_ics, 75), ("ccs", read_ccs, 20)):
        cells = [row[key] for row in rows if row.get(key)]
        lost = [cell for cell in cells if not read(cell)[0] and not gbt4754_beside_ccs(cell)]
        assert len(lost) <= most, lost
        assert len(cells) > 40_000
