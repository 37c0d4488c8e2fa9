"""Relations read from sentences and cells."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.relation import Relation, RelationKind, degree_of_word, read_adopts, read_replaces, relations

# one line a case: text | kind [degree] target target … ; further relations after ` + `; a target's blank as `_`
SENTENCES = """
本标准代替JB/T 10750—2007《牵引车》和JB/T 10751—2007。 | replaces JB/T_10750-2007 JB/T_10751-2007
本文件部分代替DB37/T 2672—2015。 | replaces_partly DB37/T_2672-2015
代替标准：JB/T 10750-2007、 JB/T 10751-2007 | replaces JB/T_10750-2007 JB/T_10751-2007
全部代替标准：GB/T 20223-2006 | replaces GB/T_20223-2006
2005-03-01实施,代替GB/T 5606.1-1996 | replaces GB/T_5606.1-1996
本文件部分代替GB/T 5009.1—2003，代替GB/T 5009.2—2003。 | replaces_partly GB/T_5009.1-2003 + replaces GB/T_5009.2-2003
代替GB/T 5009.1-2003中的部分内容 | replaces_partly GB/T_5009.1-2003
代替GB/T 191-2000 包装储运 第1部分 | replaces GB/T_191-2000
自本规范实施之日起，GB 50015-2019相关强制性条文同时废止。 | replaces_partly GB_50015-2019
自本文件实施之日起，GB 1234-2000同时废止。 | replaces GB_1234-2000
被GB/T 2559-2005代替 | replaced_by GB/T_2559-2005
本标准已被GB/T 2559-2005和GB/T 2560-2005所代替。 | replaced_by GB/T_2559-2005 GB/T_2560-2005
被全部代替：GB/T 1.1-2020 | replaced_by GB/T_1.1-2020
替代本标准的标准：GB/T 8000-2020 | replaced_by GB/T_8000-2020
被GB 1796.5-2009部分代替 | replaced_partly_by GB_1796.5-2009
被部分代替标准：GB/T 1.1-2020 | replaced_partly_by GB/T_1.1-2020
由JB/T 1234-1990转化而来 | renumbers JB/T_1234-1990
调整(转号)JJG1038-1993 | renumbers JJG_1038-1993
转化为GB/T 4567-2010 | converted_to GB/T_4567-2010
本修改单修改GB 7258-2017。 | amends GB_7258-2017
本文件等同采用ISO 9001:2015《质量管理体系 要求》。 | adopts IDT ISO_9001:2015
本文件使用翻译法等同采用IEC 60068-2-1:2007。 | adopts IDT IEC_60068-2-1:2007
本文件使用重新起草法修改采用ISO 17225-2:2014。 | adopts MOD ISO_17225-2:2014
本标准与ISO 1302:2002的一致性程度为修改采用。 | adopts MOD ISO_1302:2002
本标准等效采用ISO 2859-1:1989 | adopts EQV ISO_2859-1:1989
本标准的技术内容等同于ISO 1302:1992 | adopts IDT ISO_1302:1992
本标准参照采用ISO 1000:1981 | corresponds ISO_1000:1981
本标准参考ISO 8351-1:1994编制，与ISO 8351-1:1994的一致性程度为非等效。 | corresponds NEQ ISO_8351-1:1994
非等效  ISO 8068:2006 | corresponds NEQ ISO_8068:2006
修改  ISO 8068:2006 | adopts MOD ISO_8068:2006
ISO 9001:2015,IDT | adopts IDT ISO_9001:2015
（ISO 6508，MOD） | adopts MOD ISO_6508
ISO 9001:2015,IDT;ISO 14001:2015,NEQ | adopts IDT ISO_9001:2015 + corresponds NEQ ISO_14001:2015
idt ISO 9001:1994 | adopts IDT ISO_9001:1994
eqv ISO 2859-1:1989 | adopts EQV ISO_2859-1:1989
neq ISO 1302:1992 | corresponds NEQ ISO_1302:1992
≡ ISO 6508 | adopts IDT ISO_6508
= ISO 6508 | adopts EQV ISO_6508
≈ ISO 6508 | corresponds ISO_6508
≠ ISO 1302 | corresponds NEQ ISO_1302
代替情况：无 采用标准：ISO 9001:2015 | adopts ISO_9001:2015
本标准修改采用ISO 4217:2015，并代替GB/T 12406-2008。 | adopts MOD ISO_4217:2015 + replaces GB/T_12406-2008
GB/T 5009.3 食品安全国家标准 食品中水分的测定 | references GB/T_5009.3
GB/T 2423（所有部分） 环境试验 | references GB/T_2423(all)
应符合GB 2762和GB 2761-2017的规定 | references GB_2762 + references GB_2761-2017
采用GB/T 5009.3规定的方法 | references GB/T_5009.3
GB/T 230.1-2018 金属材料 洛氏硬度试验（ISO 6508-1:2016,MOD） | references GB/T_230.1-2018
本文件代替GB/T 1.1—2009《标准化工作导则》，与GB/T 1.1—2009相比，主要技术变化如下： | replaces GB/T_1.1-2009
本文件按照GB/T 1.1—2020《标准化工作导则》的规定起草。 |
本文件及其所代替文件的历次版本发布情况为：——1981年首次发布为GB 1.1—1981；——本次为第五次修订。 |
关于废止JJG(浙)75-2004《医用多参数监护仪检定规程》等33个规程的公告 |
没有号码的句子。 |
"""

# the same for cells of a column 代替标准; all but the last three are real
CELLS = """
代替DB11/T 2025-2022 | replaces DB11/T_2025-2022
代替DB50/T 398-2011主管部门：重庆市市场监督管理局 | replaces DB50/T_398-2011
代替YY 0989.6—2016主管部门：国家药监局 | replaces YY_0989.6-2016
代替,GB/T 28288-2012 | replaces GB/T_28288-2012
代替GB 18587-2001,GB 18586-2001 | replaces GB_18587-2001 GB_18586-2001
代替YY 1027-2001 YY 0494-2004 | replaces YY_1027-2001 YY_0494-2004
代替YY/T 1274—2016;YY/T 1493—2016 | replaces YY/T_1274-2016 YY/T_1493-2016
代替DL/T 5412-2009;DL/T 5412-2009 | replaces DL/T_5412-2009
代替WS/T 423-2013;卫妇社儿卫便函〔2009〕116号 | replaces WS/T_423-2013
替代JJG(交通)005-2005标准类别：计量检定规程 | replaces JJG(交通)_005-2005
替代CJ/T 111-2000废止 | replaces CJ/T_111-2000
GB50419-2007废止 | replaces GB_50419-2007
GB/T20969.1-2007 | replaces GB/T_20969.1-2007
GB24790-2009,GB20052-2013 | replaces GB_24790-2009 GB_20052-2013
代替JT 617-2004(部分)(部分) | replaces_partly JT_617-2004
部分代替：GBZ/T160.48-2004 | replaces_partly GBZ/T_160.48-2004
JJG1021-2007电力电流互感器部分 | replaces_partly JJG_1021-2007
被GB/T 20936.1-2017代替 | replaced_by GB/T_20936.1-2017
代替GB 2763-2014被GB 2763-2019代替 | replaces GB_2763-2014 + replaced_by GB_2763-2019
代替GB 12837-1999,被GB/T 1796.5-2016代替 | replaces GB_12837-1999 + replaced_by GB/T_1796.5-2016
代替GB 12837-1991被GB 1796.5-2009部分代替 | replaces GB_12837-1991 + replaced_partly_by GB_1796.5-2009
替代GBZ106-2002;被GBZ106-2020代替 | replaces GBZ_106-2002 + replaced_by GBZ_106-2020
代替JT/T 414-2000被JT/T 697.7-2007;JT/T 785-2010代替 | replaces JT/T_414-2000 + replaced_by JT/T_697.7-2007 JT/T_785-2010
被JJG144-2007代替JJG144-82;JJG371-85 | replaced_by JJG_144-2007 + replaces JJG_144-1982 JJG_371-1985
JJG128-1989二等标准水银温度计被JJG161-2010代替 | replaces JJG_128-1989 + replaced_by JJG_161-2010
自《建筑给水排水与节水通用规范》GB55020-2021实施之日起，该标准相关强制性条文第4.1.5,4.2.1,5.1.2条同时废止。 | replaced_partly_by GB_55020-2021
被GB/T 22055-2022代替 &lt;h2&gt;采标情况&lt;/h2&gt;本标准等同采用ISO国际标准：ISO 8038-2:2001。 | replaced_by GB/T_22055-2022 + adopts IDT ISO_8038-2:2001
JJG763-2002JJG875 | replaces JJG_763-2002 + references JJG_875
JJG179-81JJG179-81 | replaces JJG_179-1981
被GB/T 6904-2008被GB/T 6904-2008pH代替 | replaced_by GB/T_6904-2008
JJF1030-2010恒温槽技术性能测试规范YY91037电热恒温水浴锅;凡是注日期的引用文件 | references JJF_1030-2010
JJG146-1994,JJG849-1993JJF1001-1998,GB/T6093-2001 | replaces JJG_146-1994 JJG_849-1993 + references JJF_1001-1998 + references GB/T_6093-2001
JJG335-1991,JJG334-1993(部分内容)GB/T4340.1-1999 | replaces JJG_335-1991 + replaces_partly JJG_334-1993 + references GB/T_4340.1-1999
JJF1001-1998,CJ164-2002 | references JJF_1001-1998 + references CJ_164-2002
GB/T1354,GB/T5491-1985 | references GB/T_1354 + references GB/T_5491-1985
本规范引用下列文件:JJG693-2011可燃气体检测报警器《可燃气体检测报警器》凡是注明日期的引用文件 | references JJG_693-2011
主管部门：工业和信息化部 |
标准类别：计量检定规程 |
公告:浙江省市场监管局关于废止JJG(浙)75-2004《医用多参数监护仪检定规程》等33个浙江省计量技术规范的公告标准类别：计量检定规程 |
无 |
/ |
 |
GB/T 1.1-2009《标准化工作导则》；GB/T 1.2-2002《标准化工作导则》 | replaces GB/T_1.1-2009 GB/T_1.2-2002
GB/T 1.1-2009和GB/T 1.2-2002 | replaces GB/T_1.1-2009 GB/T_1.2-2002
ISO 9001:2015 | references ISO_9001:2015
"""  # noqa: E501 - cells are given as they are


def _cases(table: str) -> list[tuple[str, list[tuple[str, str, tuple[str, ...]]]]]:
    """(text, [(kind, degree, targets)])."""
    lines = [line.rpartition("|") for line in table.strip("\n").splitlines()]
    return [(text.strip(), [_expected(part) for part in told.split(" + ") if part.strip()]) for text, _, told in lines]


def _expected(part: str) -> tuple[str, str, tuple[str, ...]]:
    kind, *rest = part.split()
    degree = rest.pop(0) if rest[0] in ("IDT", "MOD", "NEQ", "EQV") else ""
    return kind, degree, tuple(target.replace("_", " ") for target in rest)


def _told(found: list[Relation] | tuple[Relation, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(str(relation.kind), relation.degree, relation.targets) for relation in found]


@pytest.mark.parametrize(("text", "expected"), _cases(SENTENCES))
def test_sentences(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert _told(relations(text)) == expected


@pytest.mark.parametrize(("text", "expected"), _cases(CELLS))
def test_cells_of_replaced_standards(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found, notes = read_replaces(text)
    assert _told(found) == expected
    assert notes == ()


@pytest.mark.parametrize("kind", RelationKind)
def test_every_kind_is_met(kind: RelationKind) -> None:
    assert any(told[0] == kind for _, expected in _cases(SENTENCES) for told in expected)


def test_dated_means_that_every_target_names_its_edition() -> None:
    assert [relation.dated for relation in relations("应符合GB 2762和GB 2761-2017的规定")] == [False, True]
    assert [relation.dated for relation in relations("代替GB/T 1.1-2009和GBJ 14")] == [False]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("应符合GB\n43630-2023的规定", "GB 43630-2023"),
        ("应符合GB/T 5009.\n3-2016的规定", "GB/T 5009.3-2016"),
        ("应符合GB/T 5009.3—\n2016的规定", "GB/T 5009.3-2016"),
    ],
)
def test_a_number_broken_by_a_line_end(text: str, target: str) -> None:
    assert _told(relations(text)) == [("references", "", (target,))]


def test_a_word_broken_by_a_line_end() -> None:
    assert _told(relations("本文件代\n替GB/T 1.1-2009")) == [("replaces", "", ("GB/T 1.1-2009",))]


def test_what_was_not_read_of_a_cell_is_noted() -> None:
    assert read_replaces("代替DB3600X11004-89")[1] == ("代替 DB3600X11004-89 无法识别，未采用",)
    found, notes = read_replaces("代替GB 10408.1-2000,GB 1")
    assert _told(found) == [("replaces", "", ("GB 10408.1-2000",))]
    assert notes == ("代替 GB 1 无法识别，未采用",)


@pytest.mark.parametrize(
    ("text", "degree", "expected"),
    [
        ("ISO 9001:2015", "", [("adopts", "", ("ISO 9001:2015",))]),
        ("ISO 9001:2015", "等同采用", [("adopts", "IDT", ("ISO 9001:2015",))]),
        ("ISO 9001:2015", "NEQ", [("corresponds", "NEQ", ("ISO 9001:2015",))]),
        ("非等效  ISO 8068:2006", "", [("corresponds", "NEQ", ("ISO 8068:2006",))]),
        ("ISO 9001:2015,IDT", "MOD", [("adopts", "IDT", ("ISO 9001:2015",))]),
        ("ISO 1:2002; ISO 2:1973", "MOD", [("adopts", "MOD", ("ISO 1:2002",)), ("adopts", "MOD", ("ISO 2:1973",))]),
        ("无", "", []),
    ],
)
def test_cells_of_adopted_standards(text: str, degree: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found, notes = read_adopts(text, degree)
    assert _told(found) == expected
    assert notes == ()


@pytest.mark.parametrize(
    ("word", "degree"),
    [
        ("等同", "IDT"),
        ("等同采用", "IDT"),
        ("（IDT）", "IDT"),
        ("mod", "MOD"),
        ("=", "EQV"),
        ("≈", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_degrees(word: str, degree: str) -> None:
    assert degree_of_word(word) == degree


NUMBERS = st.sampled_from(["GB/T 1.1-2020", "GB 5749-2022", "DB37/T 2672-2015", "JJG(交通) 024-2020", "T/SDAS 12-2020"])


@given(st.lists(NUMBERS, min_size=1, max_size=4, unique=True), st.sampled_from(["、", ",", "；", "和", "，", " 、 "]))
def test_a_list_is_taken_whole_whatever_parts_it(numbers: list[str], separator: str) -> None:
    listed = separator.join(numbers)
    for text in (f"本文件代替{listed}。", f"代替标准：{listed}"):
        assert _told(relations(text)) == [("replaces", "", tuple(numbers))]
    assert _told(relations(f"被{listed}代替")) == [("replaced_by", "", tuple(numbers))]
    assert _told(read_replaces(listed)[0])[0][2][0] == numbers[0]


@given(st.text(alphabet="代替被部分采用等同修改《》()，。；GB/T 1.-2020ISO:\n\ue000=引用文件废止", max_size=60))
def test_anything_is_read_without_an_error(text: str) -> None:
    for relation in (*relations(text), *read_replaces(text)[0], *read_adopts(text)[0]):
        assert relation.targets
        assert relation.degree in ("", "IDT", "MOD", "NEQ", "EQV")
        assert relation.kind is not RelationKind.ADOPTS or relation.degree != "NEQ"


@pytest.mark.parametrize(
    "text",
    ["代替" * 5000, "与" * 10_000, "《" * 10_000, "GB/T 1234-2000(" * 700, "A" * 10_000, "代替" + "《》" * 5000],
    ids=lambda text: text[:4],
)
def test_rubbish_costs_no_time(text: str) -> None:
    """A cell of ten thousand characters is read in a moment: no pattern goes back over it again and again."""
    begin = process_time()
    relations(text)
    read_replaces(text)
    assert process_time() - begin < 2


def test_the_reference_cases(reference: Path) -> None:
    cases = [
        json.loads(line) for line in (reference / "domain" / "relation_cases.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(cases) >= 13
    for case in cases:
        (found,) = relations(case["text"])
        assert (str(found.kind), list(found.targets)) == (case["relation"], case["targets"]), case
        assert found.degree == case.get("degree", "")
        assert found.dated == case.get("dated", found.dated)


def test_the_reference_catalogue_is_read(reference: Path) -> None:
    """Every value says something, or is one of the cells that name no standard."""
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as file:
        values = {row["replaces_raw"] for row in map(json.loads, file) if row.get("replaces_raw")}
    silent = [text for text in values if not read_replaces(text)[0]]
    unexplained = [text for text in silent if not text.startswith(("主管部门", "标准类别", "公告")) and len(text) > 1]
    assert len(values) == 1600
    assert len(unexplained) <= 3, unexplained
    assert sum(bool(read_replaces(text)[1]) for text in values) <= 20
