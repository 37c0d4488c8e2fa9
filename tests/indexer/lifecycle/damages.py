"""What disks do to files, and what people ask of an index, so that the answers before and after can be compared."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from catalogue.catalogue import Catalogue
from catalogue.lookup import StandardNotFound
from catalogue.search.request import Search
from indexer.errors import IndexDamaged

#: bytes that a disk or a file system loses at once
PAGE = 4096
#: what an index says to a question that it must not answer
TOLD = "told"
#: a question -> the answer, as text, or TOLD
Answers = dict[str, str]


def zeroed(whole: bytes, chance: random.Random) -> bytes:
    """A page of zeros."""
    start = chance.randrange(0, len(whole), PAGE)
    return whole[:start] + bytes(len(whole[start : start + PAGE])) + whole[start + PAGE :]


def flipped(whole: bytes, chance: random.Random) -> bytes:
    """One bit the other way round."""
    content = bytearray(whole)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def swapped(whole: bytes, chance: random.Random) -> bytes:
    """Two pages in each other's place; in a smaller file its halves."""
    size = PAGE if len(whole) >= 2 * PAGE else len(whole) // 2
    first, second = sorted(chance.sample(range(len(whole) // size), 2))
    pages = [whole[place * size : (place + 1) * size] for place in (first, second)]
    between = whole[(first + 1) * size : second * size]
    return whole[: first * size] + pages[1] + between + pages[0] + whole[(second + 1) * size :]


def truncated(whole: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return whole[: chance.randrange(len(whole))]


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    one.__name__: one for one in (zeroed, flipped, swapped, truncated)
}


def put(path: Path, content: bytes) -> None:
    """Another file in its place, so that what is mapped of the old one stays as it is."""
    path.unlink()
    path.write_bytes(content)


def answers(folder: Path, today: date) -> Answers:
    """What people ask, each of an index that is opened for it, and what they are told."""
    return {name: answer(folder, today, name) for name in QUESTIONS}


def answer(folder: Path, today: date, name: str) -> str:
    """The answer to one question."""
    try:
        return asked(Catalogue.open(folder, today=lambda: today), name)
    except IndexDamaged:
        return TOLD


def asked(catalogue: Catalogue, name: str) -> str:
    """The answer to one question. Raises IndexDamaged."""
    return json.dumps(QUESTIONS[name](catalogue), ensure_ascii=False, default=repr)


def _search(**arguments: str) -> Callable[[Catalogue], Any]:
    def ask(catalogue: Catalogue) -> Any:
        answer = catalogue.search(Search.from_args([*arguments.items(), ("facets", "1")]))
        hits = [(hit.record.to_json(), hit.status, hit.score, hit.group) for hit in answer.hits]
        return answer.total, hits, answer.facets, answer.hints

    return ask


def _standard(number: str) -> Callable[[Catalogue], Any]:
    def ask(catalogue: Catalogue) -> Any:
        try:
            return repr(catalogue.standard(number))
        except StandardNotFound as error:
            return repr(error)

    return ask


def _suggest(text: str) -> Callable[[Catalogue], Any]:
    return lambda catalogue: catalogue.suggest(text)


def _numbers(catalogue: Catalogue) -> list[str]:
    return [hit.record.number for hit in catalogue.every(Search.from_args([])).hits]


#: the questions by name, each with what asks it
QUESTIONS: dict[str, Callable[[Catalogue], Any]] = {
    **{text: _search(q=text) for text in ("大蒜 生产", "标准", '"技术规程"', "状态:现行 -大蒜", "发布日期:2010..2020")},
    **{text: _search(q=text) for text in ("GB 5749", "gbt1.1", "DB37", "题名:水 标准", "轮胎*", "养老 服务 规范")},
    **{sort: _search(q="", sort=sort) for sort in ("title", "-issued", "number")},
    **{number: _standard(number) for number in ("GB/T 1.1-2020", "GB 5749-2022", "T/SDAS 1-2026", "GB 1-1")},
    **{f"{text}?": _suggest(text) for text in ("大", "dasuan", "GB/T 1")},
    "adoptions": lambda catalogue: catalogue.adoptions().to_json(),
    "applicable": lambda catalogue: repr(replace(catalogue.applicable("轮胎"), took_ms=0)),
    "counts": lambda catalogue: catalogue.counts("ics"),
    "filled": lambda catalogue: catalogue.filled(),
    "levels": lambda catalogue: repr(catalogue.levels()),
    "every": _numbers,
}


def place_of(whole: bytes, column: str) -> int:
    """Where in a pack a column begins."""
    place, length = struct.unpack_from("<QQ", whole, len(whole) - 28)
    return int(json.loads(whole[place : place + length])[column][1])


def flip_in_place(path: Path, column: str, further: int = 0) -> None:
    """Change a byte of a column of a pack that may be open, as a failing disk does it."""
    place = place_of(path.read_bytes(), column) + further
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0x10]))
