"""find_numbers: numbers in sentences, lists and file names."""

from __future__ import annotations

import re
import sys

import pytest

from standard.folding import capitals, fold
from standard.number import find_numbers


def found(text: str, mode: str = "text") -> list[str]:
    matches = find_numbers(text, mode=mode)
    for match in matches:
        assert match.text == text[slice(*match.span)]
    return [str(match.number) for match in matches]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("按GB/T1354的规定，GB 2762、GB 2763执行。", ["GB/T 1354", "GB 2762", "GB 2763"]),
        ("依据GB/T 1.1—2020《标准化工作导则》起草", ["GB/T 1.1-2020"]),
        ("代替DB37/T 2904-2017；DB37/T 2904.1-2017(部分)", ["DB37/T 2904-2017", "DB37/T 2904.1-2017"]),
        ("HB 5013-1996规定硬度HB 200", ["HB 5013-1996"]),
        ("GB/T 5750.1～GB/T 5750.13—2006（所有部分）", ["GB/T 5750.1~5750.13-2006"]),
        ("GB/T 2423（所有部分）和GB/T 17626（所有部分）", ["GB/T 2423(all)", "GB/T 17626(all)"]),
        ("GB/T 19001—2016/ISO 9001:2015，IDT", ["GB/T 19001-2016/ISO 9001:2015"]),
        ("T/CBMF 28-2018/T/CCPA 6-2018", ["T/CBMF 28-2018/T/CCPA 6-2018"]),
        ("DB50/T 10008-2024 DB51/T 10008-2024", ["DB50/T 10008-2024", "DB51/T 10008-2024"]),
        ("GB 7258—2017第1号修改单实施", ["GB 7258-2017/XG1"]),
        ("GB 2760-2014和GB 2762/GB 2763", ["GB 2760-2014", "GB 2762", "GB 2763"]),
        ("符合GB/T 2423.1 2020年的要求", ["GB/T 2423.1"]),
        ("GB/T 2423.1-12项", ["GB/T 2423.1"]),
        ("GB 1002-80 插头", ["GB 1002-1980"]),
        ("本文件按照GB/T1.\n1—2020的规定", ["GB/T 1.1-2020"]),
        ("符合GB\n43630-2023", ["GB 43630-2023"]),
        ("GB/T 2423.1\n2020", ["GB/T 2423.1"]),
        ("ISO 12402-3：2020～ISO/IEC 8482", ["ISO 12402-3:2020", "ISO/IEC 8482"]),
        ("农业部1782号公告—6—2012规定了", ["农业部1782号公告-6-2012"]),
        ("计划20112220-T-456下达", ["20112220-T-456"]),
        ("16GB 2760, XGB 2760-2014, GB 27605x", []),
        ("GB 969696, GB123456", []),
        ("没有号码", []),
        ("", []),
    ],
)
def test_running_text(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("1.10-《工程建设施工企业质量管理规范》(GBT50430-2017）.pdf", ["GB/T 50430-2017"]),
        ("DLT 599一2005 城市中低压配电网改造技术导则.pdf", ["DL/T 599-2005"]),
        ("DLT5076—2023_220kV及以下架空送电线路.pdf", ["DL/T 5076-2023"]),
        ("GB 50059-2011 35-110KV变电所设计规范.pdf", ["GB 50059-2011"]),
        ("《10(6)kV-500kV 电缆线路技术标准》（Q GDW 371-2009）.pdf", ["Q/GDW 371-2009"]),
        ("QGDW156-2006城市电力网规划设计导则.pdf", ["Q/GDW 156-2006"]),
        ("《石油化工企业设计防火规范》（GB 50160-2008）2018年版.pdf", ["GB 50160-2008"]),
        ("NB∕T 10137-2019《危岩体规程》含2021年第1号修改单.pdf", ["NB/T 10137-2019"]),
    ],
)
def test_file_names(name: str, numbers: list[str]) -> None:
    assert found(name, mode="field") == numbers


def test_spans_are_places_in_the_text_as_given() -> None:
    text = "见\u200b ＧＢ∕Ｔ \u200b１.１—２０２０\u200b。"
    [match] = find_numbers(text)
    assert text[slice(*match.span)] == match.text
    assert match.text.startswith("Ｇ")
    assert match.text.endswith("０")


REPEATED = ["1", "1.1/", "GB/", "A1-", "T/A", "T/A1B2", "DB37 ", "ISO ", "EN", "GB/T 1.1~", "GB/T 1-2000/", "T/AB 1-"]


@pytest.mark.parametrize("piece", REPEATED)
def test_long_runs_end_soon_and_well(piece: str) -> None:
    times = 10_000 // len(piece)
    assert len(find_numbers(piece * times, mode="field")) <= times
    assert find_numbers("GB" + " " * 10_000 + "1") == []


def test_no_character_that_begins_a_number_is_overlooked() -> None:
    """Texts without any such character are not read at all."""
    beginnings = [sign for sign in map(chr, range(sys.maxunicode + 1)) if re.search("[A-Z]", capitals(fold(sign)))]
    assert len(beginnings) == 2 * 2 * 26
    letters = {capitals(fold(sign)) for sign in beginnings if find_numbers(f"{sign}B 1354-2018")}
    assert all(find_numbers(f"{sign}B 1354-2018") for sign in beginnings if capitals(fold(sign)) in letters)
    assert find_numbers("农业部1193号公告-1-2009")
