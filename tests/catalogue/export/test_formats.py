"""The table of formats, blocks, names of files, files on disk."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Search
from catalogue.export.blocks import encode_blocks
from catalogue.export.file_head import clean_name, name_file
from catalogue.export.formats import CITING, FORMATS, UnknownFormat, find_format
from catalogue.export.saving import save
from catalogue.search import result_list as listings
from indexer.errors import RequestError
from standard.errors import LubiaoError
from tests.catalogue.export.lists import catalogue, listing, many, of, written
from webapp.addresses import PageAddresses

DOCS = Path(__file__).resolve().parents[3] / "docs" / "export.md"


def test_formats_offered() -> None:
    assert list(FORMATS) == ["csv", "xlsx", "ris", "bib", "txt", "json"]
    assert list(CITING) == ["ris", "bib", "txt"]
    for one in FORMATS.values():
        assert one.label
        assert one.label_en


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match=r"csv.*xlsx.*json"):
        find_format("pdf")
    with pytest.raises(UnknownFormat, match=r"ris.*bib.*txt"):
        find_format("csv", CITING)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_made_block_by_block(name: str) -> None:
    """Nothing is worked out before the first block is asked for, and no block is the whole."""
    made: Any = FORMATS[name].write(catalogue(many(900)).every(Search()), PageAddresses())
    assert inspect.getgeneratorstate(made) == inspect.GEN_CREATED
    sizes = [len(block) for block in made]
    assert max(sizes) < 200_000
    assert name == "xlsx" or len(sizes) >= 3


def test_a_reader_that_goes_away_leaves_nothing_open() -> None:
    for one in FORMATS.values():
        made = one.write(catalogue(many(50)).every(Search()), PageAddresses())
        next(made)
        made.close()  # type: ignore[attr-defined]


@given(st.lists(st.text(max_size=20)), st.integers(1, 30))
def test_blocks_are_the_text(pieces: list[str], size: int) -> None:
    made = list(encode_blocks(pieces, size))
    assert b"".join(made) == "".join(pieces).encode(errors="replace")
    assert all(len(block.decode()) >= size for block in made[:-1])


def test_name_of_a_file() -> None:
    assert name_file(listing("大蒜"), "csv") == "鲁标-大蒜-2026-11-24.csv"
    assert name_file(listing(), "ris") == "鲁标-全部标准-2026-11-24.ris"
    assert name_file(listing("GB/T 1.1"), "bib") == "鲁标-GB_T_1.1-2026-11-24.bib"
    filtered = listing("大蒜", filters=(("level", ("local",)), ("status", ("current",))))
    assert name_file(filtered, "xlsx") == "鲁标-大蒜-地方标准-现行-2026-11-24.xlsx"


def test_name_says_that_the_list_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS", 5)
    assert name_file(catalogue(many(6)).every(Search("示例")), "csv") == "鲁标-示例-2026-11-24-前5项.csv"


@given(st.text(max_size=600))
def test_name_can_be_a_file(query: str) -> None:
    name = name_file(of(), "csv") if not query else name_file(catalogue(()).every(Search(query)), "csv")
    assert len(name.encode(errors="replace")) <= 255
    assert not set(name) & set('/\\:*?"<>|\r\n\t\0\u202e')
    assert name.startswith("鲁标-")
    assert name.endswith("-2026-11-24.csv")


def test_plain_name() -> None:
    assert clean_name("../..\\a\u202eb:c") == "ab_c"


@pytest.mark.parametrize("name", FORMATS)
def test_saving(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"list.{name}"
    wanted = listing("质量")
    save(wanted, FORMATS[name], path, PageAddresses())
    if name != "xlsx":
        assert path.read_bytes() == written(name, wanted)
    with pytest.raises(RequestError, match="--force"):
        save(wanted, FORMATS[name], path, PageAddresses())
    path.write_text("old", encoding="utf-8")
    save(wanted, FORMATS[name], path, PageAddresses(), force=True)
    assert path.stat().st_size > 10
    assert list(tmp_path.iterdir()) == [path]


def test_what_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    class Broken:
        def __iter__(self) -> object:
            raise OSError(28, "No space left on device")

    from dataclasses import replace

    path = tmp_path / "list.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(LubiaoError, match="No space left"):
        save(replace(listing(), hits=Broken()), FORMATS["csv"], path, PageAddresses(), force=True)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LubiaoError, match="无法写入"):
        save(listing(), FORMATS["csv"], tmp_path / "nowhere" / "list.csv", PageAddresses())


def test_every_format_and_column_is_documented() -> None:
    from catalogue.export.rows import HEADER

    page = DOCS.read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"| `.{name}` |" not in page] == []
    assert [name for name in HEADER if f"| {name} |" not in page] == []
