"""The files of an open index are looked through while it answers."""

from __future__ import annotations

import itertools
import threading
import weakref
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from catalogue.catalogue import Catalogue
from indexer.engines.whoosh.columns import block_checksums
from indexer.errors import IndexDamaged
from indexer.gc_pause import collector_paused
from indexer.lifecycle.background_check import BackgroundCheck
from indexer.lifecycle.damage_guard import Guarded
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.index_handle import Following
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from tests.indexer.indexes import ADDED, ROWS, with_delta
from tests.indexer.lifecycle.damages import flip_in_place
from webapp.app import create_app

#: a column that no question reads, only the next change
UNREAD = "order_title"


@pytest.fixture
def opened(source: Path, generations: Generations) -> Guarded:
    """An open generation that has every sort of file."""
    with_delta(source, generations)
    return generations.open(generations.current())


def pack(generations: Generations, part: str = "base") -> Path:
    """The columns of the current generation."""
    return generations.folder / generations.current() / part / "columns.pack"


def test_all_of_both_parts_is_read(generations: Generations, opened: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_checksums, "_STEP", 1)
    sizes = [pack(generations, part).stat().st_size for part in ("base", "delta")]
    pieces = sum(1 for _ in opened.check_stored())
    assert (
        sum(size // block_checksums.BLOCK for size in sizes)
        <= pieces
        <= sum(size // block_checksums.BLOCK + 1 for size in sizes)
    )
    assert pieces > 3


@pytest.mark.parametrize("part", ["base", "delta"])
def test_damage_where_no_question_looks_is_told_from_then_on(
    generations: Generations, opened: Guarded, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    column = UNREAD if part == "base" else "rank_title"
    assert opened.count() == 44
    flip_in_place(pack(generations, part), column)
    assert opened.count() == 44
    BackgroundCheck(opened.check_stored, rest=0).run()
    assert "columns.pack" in caplog.text
    with pytest.raises(IndexDamaged, match=rf"{part}/columns\.pack：内容.*lubiao reindex.*lubiao rollback"):
        opened.count()


def test_a_file_that_is_cut_off_while_it_is_open_is_told(generations: Generations, opened: Guarded) -> None:
    with pack(generations).open("r+b") as file:
        file.truncate(block_checksums.BLOCK + 1)
    BackgroundCheck(opened.check_stored, rest=0).run()
    with pytest.raises(IndexDamaged, match=r"columns\.pack"):
        opened.count()


def test_a_file_that_cannot_be_read_is_told(opened: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pathlib.Path.open", broken)
    BackgroundCheck(opened.check_stored, rest=0).run()
    with pytest.raises(IndexDamaged, match=r"columns\.pack：无法读取（.*Input/output error"):
        opened.count()


def test_an_engine_that_nobody_asks_any_more_lets_go_of_its_files_at_once(
    source: Path, generations: Generations
) -> None:
    """The disk would else keep removed generations until the search for cycles comes by."""
    with_delta(source, generations)
    engine: Any = generations.written(generations.current())
    for _ in engine.check_stored():
        pass
    engine.suggest("大")
    packs = list(map(weakref.ref, engine._parts.packs))
    assert all(pack() is not None for pack in packs)
    with collector_paused():
        del engine
        assert all(pack() is None for pack in packs)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_was_removed_or_replaced_is_not_the_one_that_answers(
    generations: Generations, opened: Guarded, *, replaced: bool
) -> None:
    """As when a generation is removed that somebody still reads."""
    path = pack(generations)
    path.unlink()
    if replaced:
        path.write_bytes(b"something else")
    BackgroundCheck(opened.check_stored, rest=0).run()
    assert opened.count() == 44


def test_it_runs_once_at_a_time_and_again_when_it_is_due() -> None:
    begun = itertools.count()
    turns, going = threading.Semaphore(0), threading.Semaphore(0)

    def pieces() -> Generator[None]:
        next(begun)
        going.release()
        turns.acquire()
        yield

    check = BackgroundCheck(pieces, rest=0, again=0)
    check.begin()
    going.acquire()
    for _ in range(3):
        check.begin()  # the first is still at work
    turns.release()
    check.join()
    check.begin()
    turns.release()
    check.join()
    assert next(begun) == 2
    later = BackgroundCheck(pieces, rest=0, again=3600)
    turns.release()
    later.run()
    later.begin()  # not before its time
    later.join()
    assert next(begun) == 4


def test_it_stops_after_the_piece_it_is_at_and_never_begins_again() -> None:
    pieces = (None for _ in itertools.count())
    check = BackgroundCheck(lambda: pieces, rest=0, again=0)
    check.begin()
    check.stop()
    check.join()
    with pytest.raises(StopIteration):
        next(pieces)
    check.begin()
    check.join()
    assert not [one for one in threading.enumerate() if one.name == "lubiao-check" and one.is_alive()]


def test_the_check_follows_the_generation_that_answers(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []

    def endless(engine: Guarded) -> Generator[None]:
        looked.append(engine._folder)
        while True:
            yield

    monkeypatch.setattr(Guarded, "check_stored", endless)
    reindex(generations, [source])
    following = Following(generations.folder, checked=True)
    following.current()
    old = following.check
    assert old is not None
    change(generations, [ADDED])
    following.current()
    old.join()  # it was told to stop
    assert following.check is not old
    following.close()
    assert [folder.name for folder in looked] == ["000001", "000002"]


def test_a_command_checks_no_more_than_it_reads(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    monkeypatch.setattr(Guarded, "check_stored", None)
    catalogue = Catalogue.open(generations.folder)
    assert catalogue.count() == len(ROWS)
    catalogue.close()


def test_a_server_tells_in_both_languages_what_the_check_found(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block_checksums, "BLOCK", 64)  # so that opening does not look there
    reindex(generations, [source])
    flip_in_place(pack(generations), UNREAD)
    following = Following(generations.folder, checked=True)
    client = create_app(catalogue=Catalogue(following)).test_client()
    client.get("/healthz")
    assert following.check is not None
    following.check.join()
    for url in ("/healthz", "/api/search?q=大蒜", "/search?q=大蒜", "/en/search?q=大蒜"):
        response = client.get(url)
        assert response.status_code == 503, url
        for word in ("columns.pack", "lubiao reindex", "lubiao rollback"):
            assert word in response.get_data(as_text=True), (url, word)
        assert str(generations.folder) not in response.get_data(as_text=True)
    reindex(generations, [source])
    assert client.get("/search?q=大蒜").status_code == 200
