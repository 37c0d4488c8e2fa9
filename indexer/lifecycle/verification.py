"""Whether a generation is sound: files, counts, a sample of look-ups, and the small changes that it is said to hold."""

from __future__ import annotations

from datetime import date
from itertools import islice

from indexer.engines import Engine, Request
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.journal import Journal
from indexer.query import Number
from standard.errors import LubiaoError

#: records whose number is looked up
SAMPLE = 25


def verify(generations: Generations, name: str) -> list[str]:
    """What is wrong with a generation, as sentences; empty where it is sound."""
    problems = [*Journal(generations.folder / name).problems(), *_file_problems(generations, name)]
    if problems:
        return problems
    try:
        engine = generations.open(name)
    except LubiaoError as error:
        return [str(error)]
    try:
        return [
            *_count_problems(generations, name, engine),
            *_search_problems(engine),
            *_journal_problems(Journal(generations.folder / name), engine),
        ]
    except LubiaoError as error:
        return [str(error)]
    finally:
        engine.close()


def _file_problems(generations: Generations, name: str) -> list[str]:
    try:
        return generations.file_problems(name)
    except LubiaoError as error:
        return [str(error)]


def _count_problems(generations: Generations, name: str, engine: Engine) -> list[str]:
    expected, found = generations.manifest(name).count, engine.count()
    return [f"{name}：有 {found} 条，清单写的是 {expected} 条"] if found != expected else []


def _search_problems(engine: Engine) -> list[str]:
    """Numbers spread over the index must be found, as themselves and by a search."""
    step = max(engine.count() // SAMPLE, 1)
    problems = []
    for number in islice(engine.numbers(), 0, None, step):
        results = engine.search(Request(Number(number, own=True), date.today(), limit=1))  # noqa: DTZ011 - any day does
        if engine.get(number) is None or not results.hits or results.hits[0].record.number != number:
            problems.append(f"{number}：按标准号查不到")
    return problems


def _journal_problems(journal: Journal, engine: Engine) -> list[str]:
    """What the journal says was added must be there, what it says was removed must not."""
    return [
        f"{number}：{journal.path} 中记为{'删除' if change.record is None else '加入'}，目录却不是这样"
        for number, change in journal.read().items()
        if (engine.get(number) is None) != (change.record is None)
    ]
