"""Citations as people write them in lists and sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from standard.citations import Citation, Reading
from standard.citing import find_citations, trimmed
from standard.number import StandardNumber

CASES = {
    # ranges
    "GB 50254～50259-96": [f"GB {serial}-1996" for serial in range(50254, 50260)],
    "GB 50254-50256-96": ["GB 50254-1996", "GB 50255-1996", "GB 50256-1996"],
    "GB/T 20234.1~GB/T 20234.3-2015": ["GB/T 20234.1-2015", "GB/T 20234.2-2015", "GB/T 20234.3-2015"],
    "DL/T 802.1～3-2007": ["DL/T 802.1-2007", "DL/T 802.2-2007", "DL/T 802.3-2007"],
    "GB 4806.9～4806.11": ["GB 4806.9", "GB 4806.10", "GB 4806.11"],
    "GB 1~GB 99999": ["GB 1", "GB 99999"],
    # the prefix, the year, the serial inherited
    "GB 2760、2762": ["GB 2760", "GB 2762"],
    "GB 2760、2762～2764": ["GB 2760", "GB 2762", "GB 2763", "GB 2764"],
    "GB/T 1.1、1.2-2020": ["GB/T 1.1-2020", "GB/T 1.2-2020"],
    "GB/T 5750.1、2、4-2006": ["GB/T 5750.1-2006", "GB/T 5750.2-2006", "GB/T 5750.4-2006"],
    "GB 50205-2001/2020": ["GB 50205-2001", "GB 50205-2020"],
    "GB50300-2013；50204-2015": ["GB 50300-2013", "GB 50204-2015"],
    "T/CECS 123-2019、456-2020": ["T/CECS 123-2019", "T/CECS 456-2020"],
    "JGJ 18、JGJ 107-2016": ["JGJ 18", "JGJ 107-2016"],
    # lists of parts
    "GB/T 5750 第1～3部分": ["GB/T 5750.1", "GB/T 5750.2", "GB/T 5750.3"],
    "GB/T 18487第1部分和第2部分": ["GB/T 18487.1", "GB/T 18487.2"],
    "GB/T 20234-2015（第一、三部分）": ["GB/T 20234.1-2015", "GB/T 20234.3-2015"],
    # run together
    "JGJ138-2001YB9082-97": ["JGJ 138-2001", "YB 9082-1997"],
    "GB50300-2013JGJ46-2005GB175-2007": ["GB 50300-2013", "JGJ 46-2005", "GB 175-2007"],
    "GB/T1.1－2009GB/T1.2": ["GB/T 1.1-2009", "GB/T 1.2"],
    # blanks and breaks inside; other signs
    "Q/CSG 2 16 004-2019": ["Q/CSG 216004-2019"],
    "Q/CSG-GPG-GPED 2 16 016-2019": ["Q/CSG-GPG-GPED 216016-2019"],
    "Q/GDW15 001-2014-10501": ["Q/GDW15 001-2014-10501"],
    "GB\n50204\n-2015": ["GB 50204-2015"],
    "CJJ/ 251-2017": ["CJJ 251-2017"],
    "CECS：80：2006": ["CECS 80-2006"],
    "Q：GDW 1738-2020": ["Q/GDW 1738-2020"],
    "DLT5168-2016": ["DL/T 5168-2016"],
    "JGJ522006": ["JGJ 52-2006"],
    "GB/T1804一2000": ["GB/T 1804-2000"],
    "ＧＢ５０３００－２０１３、５０２０４－２０１５": ["GB 50300-2013", "GB 50204-2015"],
    # editions, amendments, adopted numbers
    "GB 50016-2014(2018年版)": ["GB 50016-2014(2018)"],
    "GB50016-2014 (2018 版本)": ["GB 50016-2014(2018)"],
    "GB50204-2015版": ["GB 50204-2015"],
    "GBJ 16-87(89)": ["GBJ 16-1987"],
    "GB1499.1-2008/XG1-2012": ["GB 1499.1-2008/XG1-2012"],
    "GB 7258-2017《机动车运行安全技术条件》国家标准第1号修改单": ["GB 7258-2017/XG1"],
    "JB/T 10181.31-2014/IEC 60287-3-1:1999": ["JB/T 10181.31-2014/IEC 60287-3-1:1999"],
    "GB/T 19001-2016 idt ISO 9001:2015": ["GB/T 19001-2016/ISO 9001:2015"],
    "GB/T 19001-2016（ISO 9001:2015，IDT）": ["GB/T 19001-2016/ISO 9001:2015"],
    "GB/T 3836.1（IEC 60079-0，MOD）": ["GB/T 3836.1"],
    # the title of another
    "Q/GDW 1396-2012《IEC 61850工程继电保护应用模型》": ["Q/GDW 1396-2012"],
}


@pytest.mark.parametrize("text", CASES)
def test_a_cell_gives_its_numbers_in_order(text: str) -> None:
    assert [str(one.number) for one in find_citations(text, "field")] == CASES[text]


SENTENCES = {
    "按照GB 2760, 2762及GB 7718的规定": ["GB 2760", "GB 2762", "GB 7718"],
    "应符合GB 50016-2014（2018年版）第6.2.1条、GB 50222的规定": ["GB 50016-2014(2018)", "GB 50222"],
    "GB 1499.2-2018、2024年执行": ["GB 1499.2-2018"],
    "GB 2760、3个样品": ["GB 2760"],
    "GB/T 2423.1、3kV": ["GB/T 2423.1"],
    "依据GB/T 19001-2016,2017年发布": ["GB/T 19001-2016"],
    "硬度HB 200，电压10、20kV，线号LGJ-240/30": [],
    "版本 ABC 12-2019 的软件": [],
    "见建质〔2009〕87号": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_gives_its_numbers_and_nothing_else(text: str) -> None:
    assert [str(one.number) for one in find_citations(text)] == SENTENCES[text]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("IGI46-2005", "JGJ 46-2005"),
        ("6B 50204-2015", "GB 50204-2015"),
        ("GDW 1738-2020", "Q/GDW 1738-2020"),
        ("DLJG 129-96", "DLGJ 129-1996"),
        ("G8/T 1.1-2020", "GB/T 1.1-2020"),
        ("GB/T 26424,BD 420073", "DB42 0073"),
    ],
)
def test_broken_letters_are_offered_and_never_assumed(text: str, offered: str) -> None:
    broken = find_citations(text, "field")[-1]
    assert broken.number is None
    assert broken.reading is Reading.BROKEN
    assert StandardNumber(offered) in broken.offered


def test_broken_letters_in_a_sentence_count_only_beside_a_title() -> None:
    assert find_citations("《施工现场临时用电安全技术规范》(IGI46-2005)")[0].title == "施工现场临时用电安全技术规范"
    assert find_citations("型号 IGI46-2005 的阀门") == []


def test_a_number_that_may_lack_a_letter_stays_as_it_is_written() -> None:
    written = find_citations("JG46-2005", "field")[0]
    assert str(written.number) == "JG 46-2005"
    assert written.offered == (StandardNumber("JGJ 46-2005"),)
    assert find_citations("JG/T 568-2012", "field")[0].offered == ()


def readings(text: str) -> list[str]:
    return [one.reading.value for one in find_citations(text, "field")]


def test_what_had_to_be_understood_is_said() -> None:
    assert readings("GB50204-2015") == ["written"]
    assert readings("GB 2760、2762") == ["written", "inherited"]
    assert readings("GB/T 1.1、1.2-2020") == ["inherited", "inherited"]
    assert readings("DL/T 802.1～2-2007") == ["range", "range"]
    assert readings("GBT14902-2012 JGJ522006 T/SFIE 001 2024") == ["mended"] * 3
    assert readings("JGJ138-2001YB9082-97") == ["written", "run_together"]


def test_given_text_stands_where_the_span_says() -> None:
    text = "1. 《甲》（ＧＢ\u200b ２７６０、2762）；DL/T 802.1～2-2007"
    found = find_citations(text, "field")
    assert [text[slice(*one.span)] for one in found] == [one.given for one in found]
    assert [one.given for one in found] == ["ＧＢ\u200b ２７６０", "2762", *["DL/T 802.1～2-2007"] * 2]


def titles(text: str) -> list[str]:
    return [one.title for one in find_citations(text)]


def test_titles_go_to_the_number_beside_them() -> None:
    assert titles("《甲》GB 1234-2010《乙》GB 1235-2011") == ["甲", "乙"]
    assert titles("GB 1234-2010《甲》GB 1235-2011《乙》") == ["甲", "乙"]
    assert titles("《体育建筑设计规范 JGJ31-2003》") == ["体育建筑设计规范"]
    assert titles("《甲》（GB 2760、2762）") == ["甲", "甲"]
    assert titles("《甲》另见 GB 2760") == [""]


def edition(text: str) -> str:
    found: Citation = find_citations(text, "field")[0]
    return found.edition


def test_words_of_the_edition_are_kept() -> None:
    assert edition("GB 50016-2014(2018年版)") == "2018年版"
    assert edition("GB50016-2014 (2018 版本)") == "2018 版本"
    assert edition("GB50204-2015版") == "2015版"
    assert edition("GBJ 16-87(89)") == "(89)"
    assert edition("（GB 50010-2010）2015版") == "2015版"
    assert edition("NB/T 10137-2019《水电工程勘察规程》含2021年第1号修改单") == "含2021年第1号修改单"
    assert edition("GB 50016-2014") == ""


def test_titles_lose_signs_and_brackets_that_close_nothing() -> None:
    assert trimmed("（试行）") == "试行"
    assert trimmed(" 甲（试行）、") == "甲（试行）"
    assert trimmed("（甲）乙（丙）") == "（甲）乙（丙）"
    assert trimmed("甲（") == "甲"
    assert trimmed("（") == ""


def test_cases_of_the_domain_hold_for_citations(reference: Path) -> None:
    """What is no number is no citation either, and a simple number is one citation."""
    lines = (reference / "domain" / "number_cases.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong = []
    for case in cases:
        found = [str(one.number) for one in find_citations(case["raw"], case.get("mode", "field"))]
        if case["kind"] == "none":
            wrong += [case["raw"]] if found else []
        elif case["kind"] not in {"bare", "prefix", "wildcard", "range"} and found != [case["norm"]]:
            wrong.append(case["raw"])
    assert not wrong
