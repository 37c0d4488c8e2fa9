"""Whether a generation is sound: files, counts, a sample of look-ups, and the small changes that it is said to hold."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from itertools import islice

from indexer.engines import Engine, Request
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.journal import Journal
from indexer.query import Number
from standard.errors import LubiaoError
from standard.wording import Words, say

#: records whose number is looked up
SAMPLE = 25


def verify(generations: Generations, name: str) -> list[Words]:
    """What is wrong with a generation, as sentences; empty where it is sound."""
    files = _file_problems(generations, name)
    if problems := [*Journal(generations.folder / name).problems(), *files]:
        return problems
    try:
        engine = generations.open(name)
    except LubiaoError as error:
        return [error.words]
    try:
        return [
            *_count_problems(generations, name, engine),
            *_search_problems(engine),
            *_journal_problems(Journal(generations.folder / name), engine),
            *_text_problems(generations, name),
        ]
    except LubiaoError as error:
        return [error.words]
    finally:
        engine.close()


def _file_problems(generations: Generations, name: str) -> list[Words]:
    try:
        return [problem.words for problem in generations.file_problems(name)]
    except LubiaoError as error:
        return [error.words]


def _count_problems(generations: Generations, name: str, engine: Engine) -> list[Words]:
    expected, found = generations.manifest(name).count, engine.count()
    return [say("count_differs", name=name, found=found, expected=expected)] if found != expected else []


def _text_problems(generations: Generations, name: str) -> list[Words]:
    """All texts must be there, some of them read, and all their clauses searched."""
    texts = generations.open_texts(name)
    if texts is None:
        return []
    with closing(texts):
        expected, found = texts.clause_count(), texts.engine.count()
        problems = [say("clauses_differ", name=name, found=found, expected=expected)] if found != expected else []
        if (count := len(texts.entries)) != (said := generations.manifest(name).texts):
            problems.append(say("texts_differ", name=name, found=count, expected=said))
        for number in islice(texts.entries, 0, None, max(count // SAMPLE, 1)):
            texts.text(number)
    return problems


def _search_problems(engine: Engine) -> list[Words]:
    """Numbers spread over the index must be found, as themselves and by a search."""
    step = max(engine.count() // SAMPLE, 1)
    problems = []
    for number in islice(engine.numbers(), 0, None, step):
        results = engine.search(Request(Number(number, own=True), date.today(), limit=1))  # noqa: DTZ011 - any day does
        if engine.get(number) is None or not results.hits or results.hits[0].record.number != number:
            problems.append(say("number_not_found", number=number))
    return problems


def _journal_problems(journal: Journal, engine: Engine) -> list[Words]:
    """What the journal says was added must be there, what it says was removed must not."""
    return [
        say("journal_says_removed" if change.record is None else "journal_says_added", number=number, path=journal.path)
        for number, change in journal.read().items()
        if (engine.get(number) is None) != (change.record is None)
    ]
