"""StandardNumber by lists: each line of tests/standard/numbers is a case, each pair of the ordered one as well."""

from __future__ import annotations

import copy
import itertools
import pickle
from pathlib import Path

import pytest

from standard.number import NumberError, StandardNumber, find_numbers, spells, squeeze
from standard.publisher import Level

LISTS = Path(__file__).parent / "numbers"


def lines(name: str) -> list[list[str]]:
    """Lines of a list, cut at tabs; `⏎` stands for a line break; comments are left out."""
    text = (LISTS / f"{name}.txt").read_text("utf-8")
    return [line.replace("⏎", "\n").split("\t") for line in text.splitlines() if line and not line.startswith("#")]


SPELLINGS = [(canonical, spelling) for canonical, *given in lines("equivalent") for spelling in given]
ORDERED = [StandardNumber(line) for [line] in lines("ordered")]


@pytest.mark.parametrize(("text", "kind"), lines("valid"))
def test_canonical_numbers_print_as_they_stand(text: str, kind: str) -> None:
    number = StandardNumber(text)
    assert (str(number), number.kind) == (text, kind)
    assert repr(number) == f"<StandardNumber({text!r})>"


@pytest.mark.parametrize(("canonical", "spelling"), SPELLINGS)
def test_spellings_are_the_same_number(canonical: str, spelling: str) -> None:
    number = StandardNumber(spelling)
    assert str(number) == canonical
    assert number == StandardNumber(canonical)
    assert hash(number) == hash(StandardNumber(canonical))


@pytest.mark.parametrize("text", ["", "   ", *(line for [line] in lines("invalid"))])
def test_what_is_no_number_is_refused(text: str) -> None:
    mode, _, body = text.rpartition("text:")
    if "text:" in text:
        assert find_numbers(body) == []
    with pytest.raises(NumberError):
        StandardNumber(body, mode="text" if "text:" in text else "field")
    assert not mode


def test_order_is_that_of_the_list() -> None:
    for (at, left), (behind, right) in itertools.product(enumerate(ORDERED), repeat=2):
        assert (left < right, left > right, left == right) == (at < behind, at > behind, at == behind)
        assert (left <= right, left >= right, left != right) == (at <= behind, at >= behind, at != behind)


def test_order_is_that_of_sorting() -> None:
    turned = ORDERED[::-1]
    assert sorted(turned) == ORDERED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GB 5749-2022", "GB/T 5749-2022"),
        ("T/SDA 1-2020", "T/SDAS 1-2020"),
        ("GB/T 1.1-2020", "GB/T 1.2-2020"),
        ("GB/T 1.1-2020", "GB/T 11-2020"),
        ("GB 2099.7-2024", "GB 20997-2024"),
        ("T/SDAS 001-2018", "T/SDAS 1-2018"),
        ("DB37/T 15-2021", "DB3701/T 5-2021"),
        ("GB/T 24359-2009", "GB/T 24359-2009E"),
        ("JJF 1203-1990", "JJF 1203A-1990"),
        ("GBZ 185.1-2026", "GB/Z 185.1-2026"),
        ("SJ 20032-1992", "SJ 20032/1-1992"),
    ],
)
def test_unlike_numbers_stay_apart(one: str, other: str) -> None:
    assert StandardNumber(one) != StandardNumber(other)


def test_other_types_are_neither_equal_nor_ordered() -> None:
    number = StandardNumber("GB/T 1.1-2020")
    assert number != "GB/T 1.1-2020"
    with pytest.raises(TypeError):
        assert number < "GB/T 1.2-2020"


def test_a_number_never_changes() -> None:
    number = StandardNumber("GB/T 1.1-2020")
    with pytest.raises(AttributeError, match="never changes"):
        number.year = 2021  # type: ignore[misc]
    assert not hasattr(number, "__dict__")


@pytest.mark.parametrize("text", ["GB/T 1.1-2020", "GB/T 19001-2016/ISO 9001:2015", "* 13368-2018"])
def test_a_number_survives_copying_and_pickling(text: str) -> None:
    number = StandardNumber(text)
    assert pickle.loads(pickle.dumps(number)) == copy.deepcopy(number) == number


PARTS = [
    # number, level, nature, region, organisation, serial, part, year, series, family, loose
    ("GB/T 1.1-2020", "national", "recommended", "", "", "1.1", "1", 2020, "GB/T 1.1", "GB/T 1", "GB|1.1|2020"),
    ("GB 5749-2022", "national", "mandatory", "", "", "5749", "", 2022, "GB 5749", "GB 5749", "GB|5749|2022"),
    ("GB/Z 1.2-20", "national", "guidance", "", "", "1.2", "2", 2020, "GB/Z 1.2", "GB/Z 1", "GB|1.2|2020"),
    ("GB/T 1.1", "national", "recommended", "", "", "1.1", "1", None, "GB/T 1.1", "GB/T 1", "GB|1.1"),
    (
        "JB/T 13368-2018",
        "industry",
        "recommended",
        "",
        "",
        "13368",
        "",
        2018,
        "JB/T 13368",
        "JB/T 13368",
        "JB|13368|2018",
    ),
    (
        "SJ 2638.6.1-85",
        "industry",
        "mandatory",
        "",
        "",
        "2638.6.1",
        "6.1",
        1985,
        "SJ 2638.6.1",
        "SJ 2638",
        "SJ|2638.6.1|1985",
    ),
    ("DB37 2376-2019", "local", "mandatory", "37", "", "2376", "", 2019, "DB37 2376", "DB37 2376", "DB37|2376|2019"),
    (
        "DB3702/T 015-2021",
        "local",
        "recommended",
        "3702",
        "",
        "015",
        "",
        2021,
        "DB3702/T 015",
        "DB3702/T 015",
        "DB3702|15|2021",
    ),
    ("SZDB/Z 254-2017", "local", "guidance", "4403", "", "254", "", 2017, "SZDB/Z 254", "SZDB/Z 254", "SZDB|254|2017"),
    ("T/SDAS 001.2-2020", "group", "", "", "SDAS", "001.2", "2", 2020, "T/SDAS 001.2", "T/SDAS 001", "T/SDAS|1.2|2020"),
    (
        "T/CHAS 10-1-2-2018",
        "group",
        "",
        "",
        "CHAS",
        "10-1-2",
        "1-2",
        2018,
        "T/CHAS 10-1-2",
        "T/CHAS 10",
        "T/CHAS|10-1-2|2018",
    ),
    (
        "Q/GDW 1799.1-2013",
        "enterprise",
        "",
        "",
        "GDW",
        "1799.1",
        "1",
        2013,
        "Q/GDW 1799.1",
        "Q/GDW 1799",
        "Q/GDW|1799.1|2013",
    ),
    (
        "JJG(交通) 024-2020",
        "regulation",
        "mandatory",
        "",
        "",
        "024",
        "",
        2020,
        "JJG(交通) 024",
        "JJG(交通) 024",
        "JJG(交通)|24|2020",
    ),
    (
        "IEC 60335-1:2010",
        "international",
        "",
        "",
        "",
        "60335-1",
        "1",
        2010,
        "IEC 60335-1",
        "IEC 60335",
        "IEC|60335-1|2010",
    ),
    ("ASTM D1238-98", "foreign", "", "", "", "D1238", "", 1998, "ASTM D1238", "ASTM D1238", "ASTM|D1238|1998"),
    ("* 13368-2018", "unknown", "", "", "", "13368", "", 2018, "* 13368", "* 13368", "*|13368|2018"),
]


@pytest.mark.parametrize("row", PARTS, ids=[str(row[0]) for row in PARTS])
def test_a_number_knows_its_parts(row: tuple[object, ...]) -> None:
    number = StandardNumber(str(row[0]))
    found = (number.level.value, number.nature, number.region, number.organisation, number.serial, number.part)
    assert (*found, number.year, number.series, number.family, number.loose) == row[1:]


@pytest.mark.parametrize(
    ("text", "mandatory", "guidance"),
    [
        ("GB 1-2020", True, False),
        ("GB/T 1-2020", False, False),
        ("GB/Z 1-2020", False, True),
        ("T/SDAS 1-2020", None, False),
    ],
)
def test_nature_as_questions(text: str, mandatory: bool | None, guidance: bool) -> None:
    number = StandardNumber(text)
    assert (number.mandatory, number.guidance) == (mandatory, guidance)


def test_an_amendment_belongs_to_its_base() -> None:
    number = StandardNumber("GB 7258-2017/XG1-2019")
    assert number.amendment == 1
    assert number.base == StandardNumber("GB 7258-2017")
    assert (number.year, number.series, number.family) == (2017, "GB 7258", "GB 7258")
    assert number.loose == "GB|7258|2017|XG1"
    assert (number.level, number.mandatory) == (Level.NATIONAL, True)


def test_a_dual_number_adopts() -> None:
    number = StandardNumber("GB/T 19001-2016/ISO 9001:2015")
    assert number.base == StandardNumber("GB/T 19001-2016")
    assert number.adopted == StandardNumber("ISO 9001:2015")
    assert (number.series, number.level) == ("GB/T 19001", Level.NATIONAL)


def test_a_joint_number_has_halves() -> None:
    number = StandardNumber("T/CBMF 28-2018/T/CCPA 6-2018")
    assert [str(member) for member in number.members] == ["T/CBMF 28-2018", "T/CCPA 6-2018"]
    assert (number.series, number.loose) == ("T/CBMF 28/T/CCPA 6", "T/CBMF|28|2018/T/CCPA|6|2018")
    assert number.base is number.adopted is None


def test_a_range_has_ends() -> None:
    number = StandardNumber("GB/T 5750.1～GB/T 5750.13—2006")
    assert [str(member) for member in number.members] == ["GB/T 5750.1-2006", "GB/T 5750.13-2006"]
    assert (number.year, number.family) == (2006, "GB/T 5750")


def test_language_and_edition() -> None:
    assert StandardNumber("GB/T 24359-2009E").language == "E"
    assert StandardNumber("GB/T 24359-2009E").series == "GB/T 24359"
    assert StandardNumber("GB/T 24359-2009").language == ""
    assert StandardNumber("GB 50016-2014(2018年版)").edition_note == "2018"
    assert StandardNumber("IEC 60529:1989+AMD1:1999 CSV").language == ""


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("GB/T 1.1-2020", "GB/T 1.1—2020"),
        ("DB37 2376-2019", "DB37/ 2376—2019"),
        ("DBS37 002-2022", "DBS37/ 002—2022"),
        ("DB37/T 2672-2019", "DB37/T 2672—2019"),
        ("GB 7258-2017/XG1-2019", "GB 7258—2017/XG1—2019"),
        ("GB/T 24359-2009E", "GB/T 24359—2009E"),
        ("GB/T 19001-2016/ISO 9001:2015", "GB/T 19001—2016/ISO 9001:2015"),
        ("ISO 9001:2015", "ISO 9001:2015"),
        ("ASTM D1238-20", "ASTM D1238-20"),
        ("GB/T 1.1", "GB/T 1.1"),
    ],
)
def test_display_is_the_print_of_covers(text: str, display: str) -> None:
    assert StandardNumber(text).display == display
    assert str(StandardNumber(display)) == text


def test_the_error_draws_the_place() -> None:
    with pytest.raises(NumberError) as caught:
        StandardNumber("标准号 GB/T 1.1-20200")
    error = caught.value
    assert error.text == "标准号 GB/T 1.1-20200"
    assert "GB/T 1.1-20200" in str(error)
    *_, shown, marker = str(error).split("\n")
    assert shown.strip() == error.text
    assert set(marker.strip()) <= set("~^")
    assert marker.endswith("^")
    assert pickle.loads(pickle.dumps(error)).span == error.span


def test_the_error_names_the_end_of_what_was_read() -> None:
    with pytest.raises(NumberError, match="编号后面还有其他内容") as caught:
        StandardNumber("GB/T 1.1-2020 #7")
    assert caught.value.span[0] == len("GB/T 1.1-2020")


def test_long_texts_are_refused_unread() -> None:
    with pytest.raises(NumberError, match="超过 200"):
        StandardNumber("GB/T 1.1-2020" + " " * 200)


def test_spells_may_lose_separators_but_never_move_them() -> None:
    assert spells("GBT1.1-2020", "GB/T 1.1-2020")
    assert spells("《gb/t 1.1—2020》", StandardNumber("GB/T 1.1-2020"))
    assert spells("CSM01010100-2006", "CSM 01 01 01 00-2006")
    assert spells("农业部1782号公告62012", "农业部1782号公告-6-2012")
    assert not spells("GB 11.1-2000", "GB 1.11-2000")
    assert not spells("GB/T 1.1-2020", "GB/T 11-2020")
    assert not spells("GB/T 1.1", "GB/T 1.1-2020")
    assert not spells("", "")


def test_squeeze_drops_every_separator() -> None:
    assert squeeze("gb∕t　１.1—2020") == "GBT112020"
    assert squeeze("农业部1782号公告-6-2012") == "农业部1782号公告62012"
    assert StandardNumber("GB/T 2423(all)").squeezed == "GBT2423ALL"


def test_mode_text_wants_one_number() -> None:
    assert StandardNumber("见 GB/T 1.1-2020 第 3 章", mode="text") == StandardNumber("GB/T 1.1-2020")
    with pytest.raises(NumberError, match="不止一个"):
        StandardNumber("GB/T 1.1-2020 和 GB/T 1.2-2020", mode="text")
