"""RIS, BibTeX and GB/T 7714: read back by small readers of the formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Search
from catalogue.export.bibtex import make_key
from catalogue.search import result_list as listings
from catalogue.search.result_list import Listing
from catalogue.standards import list_single
from catalogue.standards.citation import cite
from tests.catalogue.export.lists import (
    FOREIGN,
    FULL,
    MEETING,
    NASTY,
    REPLACED,
    catalogue,
    listing,
    many,
    numbers,
    of,
    text,
)

# --- RIS ------------------------------------------------------------------------------------------------------------


def ris(wanted: Listing) -> list[list[tuple[str, str]]]:
    """The references of a file: each begins with TY, ends with ER, and every line has a tag."""
    content = text("ris", wanted)
    assert "\n" not in content.replace("\r\n", "")
    references: list[list[tuple[str, str]]] = []
    inside = False
    for line in filter(None, content.split("\r\n")):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        assert (match[1] == "TY") != inside
        if match[1] == "TY":
            references.append([])
        inside = match[1] != "ER"
        references[-1].append((match[1], match[2]))
    assert not inside
    return references


def test_ris_of_a_full_record() -> None:
    (reference,) = ris(of(FULL))
    assert reference == [
        ("TY", "STAND"),
        ("AU", "国家质量监督检验检疫总局"),
        ("AU", "国家标准化管理委员会"),
        ("TI", "质量管理体系 要求"),
        ("TT", "Quality management systems — Requirements"),
        ("SN", "GB/T 19001-2016"),
        ("PY", "2016"),
        ("DA", "2016/12/30/"),
        ("KW", "ICS 03.120.10"),
        ("KW", "ICS 01.040"),
        ("KW", "CCS A00"),
        ("N1", "状态：现行（截至 2026-11-24）；来源：openstd.samr.gov.cn（核对于 2026-03-31）"),
        ("UR", FULL.url),
        ("ER", ""),
    ]


def test_ris_says_what_replaced_a_standard() -> None:
    (reference,) = ris(of(REPLACED))
    assert dict(reference)["N1"].startswith("状态：被代替（截至 2026-11-24）；被代替：GB/T 19001-2016")


def test_ris_name_of_several_words_is_one_name() -> None:
    (reference,) = ris(of(FOREIGN))
    assert dict(reference)["AU"] == "International Organization for Standardization,"


def test_ris_titles_break_nothing() -> None:
    references = [dict(reference) for reference in ris(of(*NASTY))]
    assert [one["SN"] for one in references] == [record.number for record in NASTY]
    assert {one["TY"] for one in references} == {"STAND"}
    assert references[8]["TI"] == "两行 题名 三行"
    assert references[10]["TI"] == "TY - JOUR ER -"


# --- BibTeX ---------------------------------------------------------------------------------------------------------


def braced(content: str, start: int) -> int:
    """Where the brace that opens at `start` is closed, as BibTeX counts: escaped braces count too."""
    depth = 0
    for place in range(start, len(content)):
        depth += {"{": 1, "}": -1}.get(content[place], 0)
        if depth == 0:
            return place
    raise AssertionError(content[start : start + 200])


def entries(wanted: Listing) -> Iterator[tuple[str, dict[str, str]]]:
    """(key, fields) of each entry; outside of entries @ does not occur."""
    content = text("bib", wanted)
    place = 0
    while (found := content.find("@", place)) >= 0:
        start = content.index("{", found)
        end = braced(content, start)
        assert content[found:start] == "@techreport"
        name, _, body = content[start + 1 : end].partition(",\n")
        yield name, dict(fields(body))
        place = end + 1


def fields(body: str) -> Iterator[tuple[str, str]]:
    place = 0
    while match := re.compile(r"\s*(\w+) = (\{|\w+,\n)").match(body, place):
        if match[2] != "{":
            yield match[1], match[2][:-2]
            place = match.end()
            continue
        end = braced(body, match.end() - 1)
        yield match[1], body[match.end() : end]
        place = end + 2
    assert not body[place:].strip()


#: what TeX prints for a name; places are held by characters that no title has
PRINTED = {"textbackslash": "\uf001", "textbraceleft": "\uf002", "textbraceright": "\uf003"}
PRINTED |= {"textasciitilde": "~", "textasciicircum": "^"}
HELD = str.maketrans({"\uf001": "\\", "\uf002": "{", "\uf003": "}"})


def untexed(value: str) -> str:
    """What TeX prints."""
    value = re.sub(r"\{\\([A-Za-z]+)\}", lambda match: PRINTED[match[1]], value)
    value = re.sub(r"\\([&%$#_])", r"\1", value)
    assert "\\" not in value
    return value.replace("{", "").replace("}", "").translate(HELD)


def test_bibtex_of_a_full_record() -> None:
    ((name, entry),) = entries(of(FULL))
    assert name == "GB_T_19001-2016"
    assert entry == {
        "author": "{国家质量监督检验检疫总局} and {国家标准化管理委员会}",
        "title": "{质量管理体系 要求}",
        "number": "GB/T 19001-2016",
        "type": "标准",
        "institution": "国家质量监督检验检疫总局、国家标准化管理委员会",
        "year": "2016",
        "month": "dec",
        "mark": "S",
        "keywords": "03.120.10, 01.040, A00",
        "url": "https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=1&a=%7Bb%7D",
        "annote": "状态：现行（截至 2026-11-24）；来源：openstd.samr.gov.cn（核对于 2026-03-31）",
    }


def test_bibtex_titles_come_back() -> None:
    read = [untexed(entry["title"]) for _, entry in entries(of(*NASTY))]
    assert read == [" ".join(record.title.split()).replace("\ud800", "?") for record in NASTY]


def test_bibtex_keys_are_ascii_and_unique() -> None:
    names = [name for name, _ in entries(of(*MEETING, FULL, FOREIGN))]
    assert all(re.fullmatch(r"[A-Za-z0-9._+-]+", name) for name in names)
    assert len({name.lower() for name in names}) == len(names) == 5
    assert {"Q_1-2020", "Q_1-2020_2", "Q_1-2020_3", "ISO_9001_2015"} <= set(names)
    assert make_key("标准") == "standard"


def test_bibtex_says_what_the_file_is() -> None:
    wanted = listing('@质量 {"', sort="-issued")
    head = text("bib", wanted).split("\n\n")[0]
    assert all(line.startswith("% ") for line in head.splitlines())
    assert "% 排序：发布日期，新的在前" in head
    assert "@" not in head
    assert len(list(entries(wanted))) == wanted.count


# --- GB/T 7714 ------------------------------------------------------------------------------------------------------


def references(wanted: Listing) -> tuple[list[str], list[str]]:
    """The lines of the head, and the references."""
    head, _, body = text("txt", wanted).partition("\r\n\r\n")
    return head.split("\r\n"), body.splitlines()


def test_a_numbered_list() -> None:
    wanted = listing("质量管理", sort="number")
    head, lines = references(wanted)
    assert head[0] == "检索式：质量管理"
    assert f"本文件收录：{wanted.count}" in head
    assert lines == [f"[{place}] {cite(hit.record)}" for place, hit in enumerate(wanted.hits, 1)]
    assert "[2] 国家质量监督检验检疫总局, 国家标准化管理委员会. 质量管理体系 要求: GB/T 19001—2016[S]. 2016." in lines


def test_one_line_a_reference_whatever_is_in_it() -> None:
    _, lines = references(of(*NASTY))
    assert len(lines) == len(NASTY)
    assert all(re.match(rf"\[{place}\] ", line) for place, line in enumerate(lines, 1))


TITLE = st.text(
    st.characters(exclude_categories=("Cs", "Co")) | st.sampled_from('{}\\%#&$_~^@=,"\r\n'), min_size=1, max_size=30
)


@given(st.lists(TITLE, min_size=1, max_size=3))
def test_any_title(titles: list[str]) -> None:
    records = [
        replace(FOREIGN, number=f"Q/X {place}-2020", title=one, issuers=(one,)) for place, one in enumerate(titles)
    ]
    wanted, said = of(*records), [" ".join(one.split()) for one in titles]
    assert [dict(one).get("TI", "") for one in ris(wanted)] == said
    read = list(entries(wanted))
    assert [untexed(entry.get("title", "")) for _, entry in read] == said
    assert [untexed(entry.get("author", "")) for _, entry in read] == said
    assert len(text("txt", wanted).partition("\r\n\r\n")[2].split("\r\n")) == len(titles) + 1


# --- all of them ----------------------------------------------------------------------------------------------------


def test_one_standard_is_cited_without_a_head() -> None:
    wanted = list_single(catalogue().standard("GB/T 19001-2016"))
    assert text("txt", wanted) == cite(FULL) + "\r\n"
    assert text("bib", wanted).startswith("@techreport{GB_T_19001-2016,")
    assert len(ris(wanted)) == 1


def test_all_hits_in_their_order() -> None:
    for search in (Search(), Search("GB/T 1.1"), Search(sort="-issued")):
        wanted = catalogue().every(search)
        assert [dict(one)["SN"] for one in ris(wanted)] == numbers(wanted)
        assert [untexed(entry["number"]) for _, entry in entries(wanted)] == numbers(wanted)
        assert len(references(wanted)[1]) == wanted.count


def test_a_list_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS", 5)
    wanted = catalogue(many(12)).every(Search("示例"))
    assert len(ris(wanted)) == len(list(entries(wanted))) == len(references(wanted)[1]) == 5
    assert any(line.startswith("注意：符合条件的标准有 12 项") for line in references(wanted)[0])


def test_nothing_found() -> None:
    wanted = listing("zzz")
    assert ris(wanted) == []
    assert list(entries(wanted)) == []
    assert references(wanted)[1] == []
