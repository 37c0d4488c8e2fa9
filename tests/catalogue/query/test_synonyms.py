"""Synonyms and English terms: the tables keep their rules, and a piece is said in other words only where words end."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query.synonyms import MAX_ALTERNATIVES, alternatives, is_filler, phrases, rows
from indexer.analysis.text_folding import fold

ROOT = Path(__file__).resolve().parent.parent.parent.parent
GROUPS = [(words.split(), asked.split()) for _, words, asked in rows("synonyms.tsv")]
ENGLISH = [(terms.split("|"), words.split()) for terms, words in rows("english.tsv")]
#: one character, and yet a word by itself: no title has it inside another word that means something else
SHORT = set("犬狗汞砼")
SHORT_FROM_ENGLISH = set("镉汞铅驴鸭犁鹅镍锌铬李锡砷钛兔铜蟹秤梨铝猪氮钨铀锂硅砖泵纸煤钢鞋灯")


def texts(piece: str) -> list[str]:
    return [one.text for one in alternatives(piece)]


@pytest.mark.parametrize(
    ("piece", "other"),
    [
        ("土豆种植技术规程", "马铃薯种植技术规程"),
        ("洋芋", "马铃薯"),
        ("西红柿", "番茄"),
        ("自来水", "生活饮用水"),
        ("养老院服务规范", "养老机构服务规范"),
        ("电瓶车充电", "电动自行车充电"),
        ("地瓜粉", "甘薯粉"),
        ("公厕", "公共厕所"),
        ("苞米", "玉米"),
        ("烧碱", "氢氧化钠"),
        ("氢氧化钠", "烧碱"),
        ("双氧水", "过氧化氢"),
        ("小苏打", "碳酸氢钠"),
        ("月嫂", "母婴护理"),
        ("圆葱", "洋葱"),
        ("PVC管", "聚氯乙烯管"),
        ("聚氯乙烯管", "PVC管"),
        ("PPR", "聚丙烯"),
        ("发光二极管", "LED"),
        ("ＬＥＤ灯具", "发光二极管灯具"),
        ("養老院服務", "养老机构服務"),
        ("3D打印", "增材制造"),
        ("garlic", "大蒜"),
        ("Garlic种植", "大蒜种植"),
        ("bearings", "轴承"),
        ("batteries", "电池"),
        ("tyre", "轮胎"),
        ("Tires", "轮胎"),
        ("aluminum", "铝"),
        ("fibre", "纤维"),
        ("fiber", "纤维"),
        ("lift", "电梯"),
        ("elevators", "电梯"),
        ("seawater desalination", "海水淡化"),
        ("sea-water desalination", "海水淡化"),
        ("hazardous chemical", "危险化学品"),
        ("hazardous chemicals", "危险化学品"),
        ("test methods", "试验方法"),
        ("specifications", "规范"),
        ("pet food", "宠物食品"),
    ],
)
def test_another_way_to_say_it(piece: str, other: str) -> None:
    assert other in texts(piece)


@pytest.mark.parametrize(
    "piece",
    [
        "",
        "电",
        "国内存储",  # 内存
        "红豆杉",  # 红豆
        "马蹄莲",  # 马蹄
        "knowled",  # led
        "PVCX",
        "garlicky",
        "马铃",
        "of",
    ],
)
def test_nothing_inside_other_words(piece: str) -> None:
    assert alternatives(piece) == ()


@pytest.mark.parametrize(
    ("piece", "other"),
    [
        ("生活饮用水", "自来水"),
        ("电动自行车", "电动车"),
        ("玉米", "苞米"),
    ],
)
def test_everyday_words_only_ask(piece: str, other: str) -> None:
    assert other not in texts(piece)


OTHER_NAMES = [row[:4] for row in rows("other_names.tsv")]


@pytest.mark.parametrize(("name", "other", "way", "source"), OTHER_NAMES)
def test_other_names_work_the_ways_they_say(name: str, other: str, way: str, source: str) -> None:
    assert way in {"both", "asked", "no"}
    assert source in {"tree", "spelling", "read"}
    assert (fold(name) in map(fold, texts(other))) is (way != "no")
    assert (fold(other) in map(fold, texts(name))) is (way == "both")


@pytest.mark.parametrize(
    ("piece", "other"),
    [
        ("叉车安全", "工业车辆安全"),
        ("工业车辆", "叉车"),
        ("寄递服务", "快递服务"),
        ("快递", "邮政业"),
        ("传导充电", "充电桩"),
        ("电动汽车充电桩", "电动汽车传导充电"),
        ("头部防护", "安全帽"),
        ("安全帽", "头部防护"),
        ("电线电缆", "电缆"),
        ("漏电保护器", "剩余电流动作保护装置"),
        ("起动", "启动"),
    ],
)
def test_other_names_within_pieces(piece: str, other: str) -> None:
    assert other in texts(piece)


def test_other_names_are_pairs_of_their_own() -> None:
    pairs = [frozenset((name, other)) for name, other, _, _ in OTHER_NAMES]
    assert [pair for pair, count in Counter(pairs).items() if count > 1 or len(pair) == 1] == []
    known = {word for words, asked in GROUPS for word in (*words, *asked)}
    assert [other for _, other, _, source in OTHER_NAMES if source == "tree" and other in known] == []
    assert [pair for pair in pairs if any(len(word) < 2 for word in pair)] == []


def test_an_alternative_says_what_was_replaced() -> None:
    first = alternatives("出口ＰＶＣ管")[0]
    assert (first.typed, first.replacement, first.text) == ("ＰＶＣ", "聚氯乙烯", "出口聚氯乙烯管")
    assert (first.kind, first.span) == ("synonym", (2, 5))
    assert alternatives("apple")[0].kind == "english"


def test_words_of_a_piece_take_turns() -> None:
    given = [one.typed for one in alternatives("红薯和土豆贮藏")]
    assert given[:3] == ["红薯", "土豆", "贮藏"]
    assert len(given) == MAX_ALTERNATIVES


def test_a_word_can_be_both_kinds() -> None:
    assert {one.kind for one in alternatives("PET")} == {"synonym", "english"}


def test_never_a_synonym_of_a_synonym() -> None:
    """地铁 asks for 城市轨道交通 and means 地下铁道; whoever says 轻轨 does not mean 地铁."""
    assert {"地下铁道", "城市轨道交通"} <= set(texts("地铁"))
    assert texts("轻轨") == ["城市轨道交通"]


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        (["seawater", "desalination"], ((0, 2),)),
        (["seawater", "desalination", "technology"], ((0, 2),)),
        (["test", "method", "for", "lithium", "ion", "battery"], ((0, 2), (3, 6))),
        (["test", "method", "for", "lithium-ion", "battery"], ((0, 2), (3, 5))),
        (["Hazardous", "CHEMICALS", "储存"], ((0, 2),)),
        (["garlic", "种植"], ()),
        (["internet", "of", "things"], ((0, 3),)),
        (["hazardous", "大蒜", "chemicals"], ()),
        (["GB/T", "1.1"], ()),
        ([], ()),
    ],
)
def test_phrases(pieces: list[str], found: tuple[tuple[int, int], ...]) -> None:
    assert phrases(pieces) == found
    for first, end in found:
        assert alternatives(" ".join(pieces[first:end]))


def test_fillers() -> None:
    assert all(map(is_filler, ("of", "For", "the")))
    assert not any(map(is_filler, ("garlic", "大蒜", "")))


PIECES = st.lists(
    st.sampled_from(
        [*(word for words, asked in GROUPS for word in (*words, *asked)), *(t for ts, _ in ENGLISH for t in ts)]
    )
    | st.text(max_size=4)
).map("".join)


@given(PIECES)
def test_any_piece(piece: str) -> None:
    found = alternatives(piece)
    assert len(found) <= MAX_ALTERNATIVES
    assert len(set(found)) == len(found)
    for one in found:
        start, end = one.span
        assert one.typed == piece[start:end] != one.replacement
        assert one.text == piece[:start] + one.replacement + piece[end:]


@given(st.lists(st.sampled_from([term for terms, _ in ENGLISH for term in terms]) | st.text(max_size=4)))
def test_any_phrases(pieces: list[str]) -> None:
    found = phrases(pieces)
    assert all(end - first >= 2 for first, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(alternatives(" ".join(pieces[first:end])) for first, end in found)


# the tables


@pytest.mark.parametrize(("table", "columns", "least"), [("synonyms.tsv", 3, 400), ("english.tsv", 2, 700)])
def test_tables_are_whole(table: str, columns: int, least: int) -> None:
    text = (ROOT / "catalogue/query/tables" / table).read_text(encoding="utf-8")
    assert re.search(r"^# source: .+\n# date: \d{4}-\d\d-\d\d\n# rows: (\d+)$", text, re.MULTILINE)
    found = rows(table)
    assert f"\n# rows: {len(found)}\n" in text
    assert len(found) >= least
    assert [row for row in found if len(row) != columns or not row[-2]] == []
    assert [row for row in found if any(cell != " ".join(cell.split()) for cell in row)] == []


def test_a_word_stands_in_one_group() -> None:
    counts = Counter(fold(word) for words, _ in GROUPS if len(words) > 1 for word in words)
    assert [word for word, count in counts.items() if count > 1] == []


def test_no_group_of_one_word_and_no_word_twice() -> None:
    assert [
        words for words, asked in GROUPS if len({*map(fold, (*words, *asked))}) < max(2, len(words) + len(asked))
    ] == []


def test_each_line_is_told_apart_by_its_words() -> None:
    counts = Counter(frozenset(words) for words, _ in GROUPS)
    assert [words for words, count in counts.items() if count > 1] == []


def test_no_word_of_one_character() -> None:
    assert [word for words, asked in GROUPS for word in (*words, *asked) if len(word) == 1 and word not in SHORT] == []
    assert [word for _, words in ENGLISH for word in words if len(word) == 1 and word not in SHORT_FROM_ENGLISH] == []


def test_no_word_that_its_other_word_holds() -> None:
    """A title that holds 公共厕所 is found by 厕所 anyway; the longer one belongs into `asked`."""
    within = [(one, other) for words, _ in GROUPS for one in words for other in words if one != other and one in other]
    assert within == []
    assert [word for words, asked in GROUPS for word in asked if all(word in other for other in words)] == []


def test_every_word_is_found_where_it_stands_alone() -> None:
    """No word of the tables is cut apart by its own border rule."""
    given = [word for words, asked in GROUPS for word in (*(words if len(words) > 1 else ()), *asked)]
    assert [word for word in given if fold(alternatives(word)[0].typed) != fold(word)] == []
    terms = [term for terms, _ in ENGLISH for term in terms]
    assert [term for term in terms if all(one.typed != term for one in alternatives(term))] == []


def test_an_english_term_has_one_line() -> None:
    counts = Counter(term for terms, _ in ENGLISH for term in terms)
    assert [term for term, count in counts.items() if count > 1] == []
    assert [term for term in counts if not re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+){0,3}", term)] == []


@cache
def titles(reference: Path) -> str:
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as file:
        return fold("\n".join(json.loads(line)["title"] for line in file))


def test_every_word_of_a_group_is_used_in_titles(reference: Path) -> None:
    missing = [word for words, _ in GROUPS for word in words if fold(word) not in titles(reference)]
    assert missing == []


def test_every_word_for_an_english_term_is_used(reference: Path) -> None:
    """In titles, or where the catalogue lacks a field, in the names of classes."""
    names = "".join(
        (ROOT / f"standard/tables/{name}.tsv").read_text(encoding="utf-8") for name in ("ics", "ccs", "gbt4754")
    )
    used = titles(reference) + fold(names)
    assert [word for _, words in ENGLISH for word in words if fold(word) not in used] == []
