"""Generated lists in all the ways in which people write them: rows out are rows in, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from catalogue.validity import Entries, read_entries
from indexer.readers import Document
from tests.catalogue.validity.list_files import lines_of, table_of

PREFIXES = ["GB", "GB/T", "JGJ", "JGJ/T", "DL/T", "NB/T", "T/CECS", "Q/GDW", "DB37/T", "SL"]
TITLES = ["混凝土结构设计规范", "10kV电缆（试行）", "第2部分：总则", "LED 灯具", "500kV~750kV线路", "电梯、扶梯"]
NOTHING = ["中华人民共和国安全生产法", "建质〔2009〕87号", "国务院令第279号", "施工图纸", "企业标准汇编（2020版）"]


@dataclass(frozen=True)
class Cited:
    """What stands in a row, and the numbers that it names."""

    text: str
    numbers: tuple[str, ...]


prefixes = st.sampled_from(PREFIXES)
#: none that could be a year
serials = st.one_of(st.integers(110, 899), st.integers(2100, 9000), st.integers(10000, 60000))
years = st.integers(1985, 2026)


def simple(prefix: str, serial: int, year: int) -> Cited:
    return Cited(f"{prefix} {serial}-{year}", (f"{prefix} {serial}-{year}",))


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


#: the same number in other signs
SPELLINGS = [
    lambda text: text,
    lambda text: text.replace(" ", ""),
    lambda text: text.replace("-", "—"),
    lambda text: text.replace("-", "－").replace("/", "∕"),
    lambda text: text.replace("-", "-\n"),
    lambda text: text.replace(" ", "　"),
    wide,
    str.lower,
]

spelled = st.builds(
    lambda one, spell: Cited(spell(one.text), one.numbers),
    st.builds(simple, prefixes, serials, years),
    st.sampled_from(SPELLINGS),
)
lost_slash = st.builds(
    lambda prefix, serial, year: Cited(f"{prefix}T{serial}-{year}", (f"{prefix}/T {serial}-{year}",)),
    st.sampled_from(["GB", "DL", "NB", "JGJ"]),
    serials,
    years,
)
ranges = st.builds(
    lambda prefix, serial, count, year, sign: Cited(
        f"{prefix} {serial}{sign}{serial + count}-{year}",
        tuple(f"{prefix} {one}-{year}" for one in range(serial, serial + count + 1)),
    ),
    prefixes,
    st.integers(50100, 50400),
    st.integers(1, 9),
    years,
    st.sampled_from(["～", "~", "至"]),
)
parts = st.builds(
    lambda prefix, serial, count, year: Cited(
        f"{prefix} {serial}.1～{count}-{year}",
        tuple(f"{prefix} {serial}.{part}-{year}" for part in range(1, count + 1)),
    ),
    prefixes,
    serials,
    st.integers(2, 9),
    years,
)
part_lists = st.builds(
    lambda serial, count: Cited(
        f"GB/T {serial} 第1～{count}部分", tuple(f"GB/T {serial}.{part}" for part in range(1, count + 1))
    ),
    serials,
    st.integers(2, 9),
)
inherited = st.builds(
    lambda prefix, serial, step, year, sign: Cited(
        f"{prefix} {serial}-{year}{sign}{serial + step}-{year + 1}",
        (f"{prefix} {serial}-{year}", f"{prefix} {serial + step}-{year + 1}"),
    ),
    prefixes,
    st.integers(50100, 50400),
    st.integers(1, 90),
    years,
    st.sampled_from(["、", "，", ", ", "；", "/", "和"]),
)
several = st.builds(
    lambda found, sign: Cited(sign.join(one.text for one in found), tuple(n for one in found for n in one.numbers)),
    st.lists(st.builds(simple, prefixes, serials, years), min_size=2, max_size=5),
    st.sampled_from(["、", "，", ", ", "；", "\n"]),
)
run_together = st.builds(
    lambda first, serial, year: Cited(
        f"{first.text}JGJ{serial}-{year}".replace(" ", ""), (*first.numbers, f"JGJ {serial}-{year}")
    ),
    st.builds(simple, st.sampled_from(["GB", "JGJ", "GB/T", "DL/T"]), serials, years),
    st.integers(110, 899),
    years,
)
editions = st.builds(
    lambda serial, year, words: Cited(
        f"GB {serial}-{year}{words.format(year + 3)}", (f"GB {serial}-{year}({year + 3})",)
    ),
    serials,
    years,
    st.sampled_from(["（{}年版）", "({} 版本)", " ({}修订版)"]),
)
short_editions = st.builds(lambda serial, year: Cited(f"GB{serial}-{year}版", (f"GB {serial}-{year}",)), serials, years)
confirmed = st.builds(
    lambda serial, year: Cited(f"GBJ {serial}-{year}({year + 2})", (f"GBJ {serial}-19{year}",)),
    st.integers(11, 140),
    st.integers(79, 89),
)
amendments = st.builds(
    lambda serial, year: Cited(f"GB{serial}-{year}/XG1-{year + 2}", (f"GB {serial}-{year}/XG1-{year + 2}",)),
    serials,
    years,
)
dual = st.builds(
    lambda serial, year: Cited(
        f"GB/T {serial}-{year}/ISO {serial}:{year}", (f"GB/T {serial}-{year}/ISO {serial}:{year}",)
    ),
    serials,
    years,
)
cells = st.one_of(
    *(spelled, lost_slash, ranges, parts, part_lists, inherited, several, run_together),
    *(editions, short_editions, confirmed, amendments, dual),
)
nothing = st.sampled_from(NOTHING).map(lambda text: Cited(text, ()))
titles = st.sampled_from(TITLES)
rows = st.tuples(st.one_of(cells, cells, nothing), titles)


def said(read: Entries) -> list[tuple[int, str]]:
    return [(one.place.row or one.place.line, str(one.citation.number or "")) for one in read.entries]


def wanted(cited: dict[int, Cited]) -> list[tuple[int, str]]:
    return [(row, number) for row, one in cited.items() for number in one.numbers or ("",)]


def hold(read: Entries, cited: dict[int, Cited]) -> None:
    """What holds of every list."""
    assert said(read) == wanted(cited)
    numbers = [str(one.citation.number or "") for one in read.entries]
    assert [one.row for one in read.entries] == list(range(1, len(numbers) + 1))
    firsts = [numbers.index(number) + 1 if number else at for at, number in enumerate(numbers, 1)]
    assert [one.duplicate_of or at for at, one in enumerate(read.entries, 1)] == firsts
    assert read.rows == len(read.skipped) + len(cited)


@given(
    st.lists(rows, min_size=1, max_size=12),
    st.permutations(["序号", "标准名称", "标准编号", "备注"]),
    st.lists(st.sampled_from(["某项目引用标准清单", "编制单位：某公司", ""]), max_size=3),
    st.lists(st.integers(0, 11), max_size=3),
)
def test_tables(listed: list[tuple[Cited, str]], labels: list[str], above: list[str], blanks: list[int]) -> None:
    lines: list[list[str]] = [[text, "", "", ""] for text in above]
    lines.append(labels)
    cited: dict[int, Cited] = {}
    for at, (one, title) in enumerate(listed):
        if at in blanks:
            lines.append([""] * 4)
        cells = {"序号": str(at + 1), "标准名称": title, "标准编号": one.text, "备注": ""}
        lines.append([cells[label] for label in labels])
        cited[len(lines)] = one
    hold(read_entries(Document("list.csv", "csv", (table_of(list(enumerate(lines, 1))),))), cited)


SHAPES = [
    "{at}. 《{title}》({number})",
    "{at}、《{title}》{number}",
    "（{at}）{number} 《{title}》",
    "《{title} {number}》",
    "{number}",
]


@given(st.lists(st.tuples(cells, titles), min_size=2, max_size=12), st.sampled_from(SHAPES), st.data())
def test_lines(listed: list[tuple[Cited, str]], shape: str, data: st.DataObject) -> None:
    lines: list[str] = []
    cited: dict[int, Cited] = {}
    for at, (one, title) in enumerate(listed, 1):
        number = one.text.replace("\n", "")
        lines.append(shape.format(at=at, title=title, number=number))
        cited[len(lines)] = Cited(number, one.numbers)
        if data.draw(st.booleans()) and len(lines) < len(cited) * 1.4:
            lines.append("")
    lines.append(data.draw(st.sampled_from(NOTHING)))
    cited[len(lines)] = Cited(lines[-1], ())
    hold(read_entries(lines_of(lines)), cited)


@given(st.lists(st.tuples(cells, titles), min_size=1, max_size=8))
def test_one_column_of_titles_and_numbers(listed: list[tuple[Cited, str]]) -> None:
    lines = [["规范名称及编号"], *([f"《{title}》{one.text}"] for one, title in listed)]
    cited = {at: one for at, (one, _) in enumerate(listed, 2)}
    read = read_entries(Document("list.xlsx", "xlsx", (table_of(list(enumerate(lines, 1))),)))
    hold(read, cited)
    beside = dict.fromkeys((entry.place.row, entry.citation.title) for entry in read.entries)
    assert [title for _, title in beside] == [title for _, title in listed]


@given(
    st.lists(
        st.tuples(spelled, st.sampled_from(["应符合{}的规定。", "按照 {} 进行，结果见表 3。"])), min_size=1, max_size=8
    )
)
def test_sentences(listed: list[tuple[Cited, str]]) -> None:
    text = "".join(sentence.format(one.text.replace("\n", "")) for one, sentence in listed)
    read = read_entries(lines_of(["概述。本公司成立于 2001 年，有员工 200 人。", text, "完。"]))
    assert said(read) == [(2, number) for one, _ in listed for number in one.numbers]


WORDS = [
    *NOTHING,
    *TITLES,
    *PREFIXES,
    "",
    "标准编号",
    "标准名称",
    "GB 2760-2024",
    "GB 2760、2762",
    "一、国家标准",
    "注：甲",
    "代替标准号",
]


@given(st.lists(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=4), max_size=10))
def test_every_row_of_any_table_gives_entries_or_is_skipped(lines: list[list[str]]) -> None:
    table = table_of(list(enumerate(lines, 1)))
    read = read_entries(Document("x.csv", "csv", (table,)))
    answered = {entry.place.row for entry in read.entries}
    assert read.rows == len(lines) == len(answered) + len(read.skipped)
    assert not answered & {one.place.row for one in read.skipped if one.place.row}


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=12))
def test_every_line_of_any_text_gives_entries_or_is_skipped(lines: list[str]) -> None:
    read = read_entries(lines_of(lines))
    answered = {entry.place.line for entry in read.entries}
    assert read.rows == len(lines) == len(answered) + len(read.skipped)
    assert sorted([*answered, *(one.place.line for one in read.skipped)]) == list(range(1, len(lines) + 1))
