"""Damage at places that chance chooses: every answer is the one from before, or says that the index is damaged."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from indexer.commands import shipped_corpus
from indexer.engines.whoosh.view.codec import open_part
from indexer.errors import IndexDamaged
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from standard.record import Record
from tests.indexer.lifecycle.damages import (
    DAMAGES,
    QUESTIONS,
    TOLD,
    Answers,
    answer,
    answers,
    asked,
    flip_in_place,
    put,
)

TODAY = date(2026, 1, 1)
FILES = (
    *("base/columns.pack", "delta/columns.pack", "deleted.pack", "base/_MAIN_1.toc", "delta/_MAIN_1.toc"),
    "unresolved_adoptions.jsonl",
)
#: damages of each kind to each file, and questions asked after each
SEEDS, ASKED = range(5), 5


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answers]:
    """An index of the shipped corpus with every sort of file, and what it answers."""
    folder = tmp_path_factory.mktemp("whole") / "index"
    generations = Generations(folder)
    reindex(generations, [shipped_corpus()])
    change(generations, [Record("T/SDAS 1-2026", "鲜蒜")], ["GB 5749-2022"])
    files = generations.manifest(generations.current()).files
    # those of texts have a test of their own: test_texts.py
    assert {name for name in files if not name.startswith(("journal.jsonl", "texts/"))} == set(FILES)
    return folder, answers(folder, TODAY)


@pytest.fixture
def index(whole: tuple[Path, Answers], tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(whole[0], tmp_path / "index"))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", DAMAGES)
def test_no_damage_gives_another_answer(whole: tuple[Path, Answers], index: Path, file: str, kind: str) -> None:
    good = whole[1]
    path = index / Generations(index).current() / file
    content = path.read_bytes()
    for seed in SEEDS:
        chance = random.Random(f"{file} {kind} {seed}")
        put(path, DAMAGES[kind](content, chance))
        assert path.read_bytes() != content
        for name in chance.sample(list(QUESTIONS), ASKED):
            assert answer(index, TODAY, name) in (good[name], TOLD), (seed, name)
        assert told_after_looking_through(index), seed


def told_after_looking_through(index: Path) -> bool:
    """Whether every question to the open index is told the damage once all of it was looked through."""
    generations = Generations(index)
    try:
        engine = generations.open(generations.current())
    except IndexDamaged:
        return True
    with suppress(IndexDamaged):
        for _ in engine.check_stored():
            pass
    catalogue = Catalogue(engine, today=lambda: TODAY)
    for name in QUESTIONS:
        with pytest.raises(IndexDamaged, match=r"\.pack.*lubiao reindex.*lubiao rollback"):
            asked(catalogue, name)
    return True


@pytest.mark.parametrize("file", FILES)
def test_a_lost_file_is_told_when_the_index_is_opened(index: Path, file: str) -> None:
    generations = Generations(index)
    (index / generations.current() / file).unlink()
    with pytest.raises(IndexDamaged, match=file.rsplit("/", maxsplit=1)[-1]):
        generations.open(generations.current())


def test_a_lost_delta_is_told(index: Path) -> None:
    """Without it the catalogue would be another one."""
    generations = Generations(index)
    shutil.rmtree(index / generations.current() / "delta")
    with pytest.raises(IndexDamaged, match=r"delta.*文件缺失"):
        generations.open(generations.current())


def test_a_damaged_record_is_never_shown_and_the_others_are(whole: tuple[Path, Answers], index: Path) -> None:
    """Also of an index that is open already, and whose blocks were looked at."""
    generations = Generations(index)
    engine = generations.open(generations.current())
    first = next(engine.numbers())
    assert engine.get(first) is not None
    others = [name for name in QUESTIONS if repr(first)[1:-1] not in whole[1][name]]
    assert len(others) > 10
    flip_in_place(index / generations.current() / "base/columns.pack", "records", further=40)
    for name in others:
        assert answer(index, TODAY, name) == whole[1][name]
    with pytest.raises(IndexDamaged, match=r"columns\.pack：第 1 条记录.*lubiao rollback"):
        engine.get(first)


def test_whoosh_is_not_given_a_damaged_table_of_contents(index: Path) -> None:
    """It is a pickle: whatever stands there would be run."""
    folder = index / Generations(index).current() / "base"
    assert open_part(folder).doc_count() > 1000
    path = folder / "_MAIN_1.toc"
    put(path, path.read_bytes()[:-1] + b"!")
    with pytest.raises(IndexDamaged, match=r"_MAIN_1\.toc：内容与写入时不一致"):
        open_part(folder)
