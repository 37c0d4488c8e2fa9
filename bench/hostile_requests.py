"""Requests that ask for much with few bytes, drawn for every address that there is, and what each one sets off.

Drawn by a seed: repetition, nesting, many words, long words, mixed scripts, quotes, brackets, wildcards, ranges, huge
numbers, many filters, deep pages. Tests count what they set off; `python -m bench hostile-requests` times them.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from catalogue.search import FILTERS
from indexer.engines import Axis, Engine, Request, Results, Score, Suggestion, Writer
from indexer.query import And, Node, Not, Or, Pieces, Text
from standard.record import Record

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Rule

Draw = random.Random
#: characters that queries may have; more are drawn now and then
LENGTH = 500
_ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
#: what a query of many words is made of: common words of titles, everyday words, questions, numbers, prefixes
WORDS = (
    *("标准", "技术", "规程", "产品", "质量", "安全", "要求", "方法", "测定", "系统", "管理", "服务", "食品", "大蒜"),
    *(
        "土豆",
        "番茄",
        "西红柿",
        "养老院",
        "电动车",
        "自行车",
        "冰箱",
        "口罩",
        "苞米",
        "地瓜",
        "花生",
        "空调",
        "非",
        "的",
    ),
    *("国标", "有哪些", "标准有哪些", "的标准有哪些", "什么", "山东", "现行", "强制性", "我公司生产", "办一家", "如何"),
    *("大a", "第1部分", "A1", "steel", "stainless steel", "garlic", "ABX/T 123", "NYY/T 5", "DB37", "DB37 4320"),
    *(
        "GB/T 1.1",
        "gbt1.1",
        "GB 5749-2022",
        "GB/T 5750.1~5750.99",
        "13368-2018",
        "1354",
        "2020",
        "2015-2020",
        "1.1.1.1",
    ),
)
#: what stands before a word: fields, signs, quotes
SIGNS = (
    "题名:",
    "摘要:",
    "标准号:",
    "引用:",
    "代号:",
    "ics:",
    "发布日期:",
    "年份:",
    "状态:",
    "-",
    "NOT ",
    "(",
    '"',
    "《",
    "",
)


def texts(draw: Draw) -> str:
    """A query text of one of many shapes."""
    return draw.choice(SHAPES)(draw)[: draw.choice((LENGTH, LENGTH, LENGTH, 8 * LENGTH))]


def _repeated(draw: Draw) -> str:
    word = draw.choice(WORDS) + draw.choice(("", " ", "，", "/"))
    return word * (LENGTH // len(word))


def _several(draw: Draw) -> str:
    return draw.choice(("", " ", " ", " or ")).join(draw.choices(WORDS, k=draw.randint(20, 120)))


def _different(draw: Draw) -> str:
    first = draw.choice((0x4E00, 0x4E00, 0x3400, 0x61, 0xAC00))
    signs = [chr(first + draw.randrange(6000)) for _ in range(LENGTH // 2)]
    return draw.choice(("", " ", "a", "1")).join(signs)


def _signed(draw: Draw) -> str:
    sign = draw.choice(SIGNS)
    behind = sign if sign == '"' else ""
    return "".join(f"{sign}{draw.choice(WORDS)}{behind} " for _ in range(80))


def _nested(draw: Draw) -> str:
    depth = draw.randint(50, 240)
    opening, closing = draw.choice(
        (("(", ")"), ("( ", " )"), ("-", ""), ("NOT ", ""), ("-(", ")"), ('"', '"'), ("「", "」"))
    )
    return opening * depth + draw.choice(WORDS) + closing * draw.choice((depth, depth // 2, 0))


def _begun(draw: Draw) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz大标机电水"
    start = draw.choice(("", "", "题名:", "标准号:", "摘要:"))
    return " ".join(f"{start}{draw.choice(letters)}{draw.choice(letters) * draw.randint(0, 1)}*" for _ in range(100))


def _ranged(draw: Draw) -> str:
    field = draw.choice(("发布日期:", "实施日期:", "年份:", ""))
    return " ".join(
        f"{field}{draw.randint(1900, 2030)}{draw.choice(('..', '-', '~'))}{draw.randint(0, 10**9)}" for _ in range(40)
    )


def _numbered(draw: Draw) -> str:
    prefix = draw.choice(("GB/T", "GB", "DB37", "ISO", "T/SDAS", "ABX/T", "Q/X", ""))
    return " ".join(f"{prefix} {draw.randint(1, 10 ** draw.randint(1, 6))}" for _ in range(60))


def _huge(draw: Draw) -> str:
    return draw.choice(("GB ", "GB/T 1~", "", "1.", "-")) + draw.choice("0129") * draw.choice((30, 400, 4000))


def _spelled(draw: Draw) -> str:
    syllables = ("zhuang", "shi", "an", "xi", "乐", "行", "重", "长", "a", "sh", "g", "n")
    return "".join(draw.choices(syllables, k=draw.randint(10, 60)))


def _anything(draw: Draw) -> str:
    return "".join(draw.choices("大蒜aB1 .-/:()\"'*~《》“”、\u3000\t\u200b%&＃😀\ud7ff的", k=LENGTH))


SHAPES: tuple[Callable[[Draw], str], ...] = (
    *(_repeated, _repeated, _several, _several, _different, _signed, _nested, _begun),
    *(_ranged, _numbered, _huge, _spelled, _anything),
)


def parameters(draw: Draw, name: str) -> list[tuple[str, str]]:
    """What stands behind the question mark of an address whose text is called `name`."""
    match draw.randrange(8):
        case 0:
            return [(draw.choice(FILTERS), texts(draw)[:60]) for _ in range(draw.choice((5, 99, 900)))]
        case 1:
            field = draw.choice(("ics", "ccs", "issuer", "year", "region", "prefix", "source"))
            codes = [f"{draw.randint(1, 99):02}.{draw.randint(10, 999)}" for _ in range(draw.choice((50, 100, 1000)))]
            return [(name, draw.choice(WORDS)), *((field, code if field != "year" else "2020") for code in codes)]
        case 2:
            return [
                (name, draw.choice(WORDS)),
                ("ics", ",".join(str(code) for code in range(10, 10 + draw.choice((90, 900))))),
            ]
        case 3:
            deep = draw.choice(("99", "9990", "60000", "9" * 15, "9" * 4000, "-1"))
            return [
                (name, draw.choice(WORDS)),
                ("offset", deep),
                ("limit", draw.choice(("100", "1000", "0", "9" * 99))),
            ]
        case 4:
            return [(f"{draw.choice('abc')}{place}", "1") for place in range(draw.choice((50, 2000)))]
        case 5:
            return [
                (name, texts(draw)),
                ("explain", "1"),
                ("limit", "100"),
                ("sort", draw.choice(("title", "-issued"))),
            ]
        case _:
            return [(name, texts(draw))]


def requests(app: Flask, seed: int, each: int) -> Iterator[str]:
    """So many addresses for each rule of an application that answers GET."""
    draw = random.Random(seed)
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if "GET" in (rule.methods or ()):
            yield from (_address(draw, rule) for _ in range(each))


def _address(draw: Draw, rule: Rule) -> str:
    path = _ARGUMENT.sub(lambda match: quote(_argument(draw, match[1]), safe="/"), rule.rule)
    query = parameters(draw, "product" if "applicable" in rule.rule else "q")
    return f"{path}?{urlencode(query)}" if draw.random() < 0.9 or not rule.arguments else path


def _argument(draw: Draw, name: str) -> str:
    """What stands in the path."""
    known = {"name": ("csv", "ris", "json", "xlsx", "bib"), "scheme": ("ics", "ccs", "gbt4754", "region", "issuer")}
    if name in known and draw.random() < 0.9:
        return draw.choice(known[name])
    return draw.choice((texts(draw), draw.choice(WORDS), "C1513", "GB_T_1.1-2020")).replace("\x00", "") or "x"


@dataclass
class Counts:
    """What requests set off in an engine."""

    #: searches and suggestions
    searches: int = 0
    #: records that were read
    rows: int = 0
    #: words, numbers and values that were looked up
    leaves: int = 0


class CountingEngine:
    """An engine that counts what it is asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.work = Counts()

    def search(self, request: Request) -> Results:
        """Answer a request."""
        results = self._engine.search(request)
        self.work.searches += 1
        self.work.rows += len(results.hits)
        self.work.leaves += sum(1 for _ in _leaves(request.tree))
        return results

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions."""
        self.work.searches += 1
        return self._engine.suggest(prefix, limit, day)

    def get(self, number: str) -> Record | None:
        """One record."""
        self.work.rows += 1
        return self._engine.get(number)

    def writer(self, into: Path) -> Writer:
        """A change."""
        return self._engine.writer(into)

    def explain(self, tree: Node, numbers: Iterable[str], day: date) -> dict[str, Score]:
        """What scores are made of."""
        return self._engine.explain(tree, numbers, day)

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word."""
        return self._engine.frequency(term, pair=pair)

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value."""
        return self._engine.counts(field)

    def cross_counts(self, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
        """One field against another."""
        self.work.searches += 1
        return self._engine.cross_counts(rows, columns, request)

    def filled(self) -> dict[str, int]:
        """How many records have a value, by field."""
        return self._engine.filled()

    def numbers(self) -> Iterable[str]:
        """Every number."""
        return self._engine.numbers()

    def stored(self) -> Iterator[bytes]:
        """Every record as bytes."""
        return self._engine.stored()

    def count(self) -> int:
        """How many records there are."""
        return self._engine.count()

    def check_stored(self) -> Generator[None]:
        """Look through all that is stored."""
        yield from self._engine.check_stored()

    def close(self) -> None:
        """Let go of files."""
        self._engine.close()


def _leaves(tree: Node) -> Iterator[Node]:
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Pieces(pieces, beside):
            for part in (*pieces, *beside):
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case Text(_, _, also):
            yield from (tree,) * (1 + len(also))
        case _:
            yield tree


@dataclass(frozen=True)
class RequestTime:
    """One request: what it took."""

    address: str
    status: int
    #: of processor time
    milliseconds: float
    bytes: int


def time_requests(app: Flask, addresses: Iterable[str]) -> list[RequestTime]:
    """The requests one after the other, the slowest first; exports are read to their end."""
    client = app.test_client()
    for path in (
        "/search?q=标准",
        "/api/suggest?q=biaozhun",
        "/applicable?product=轮胎",
        "/about",
        "/browse",
        "/search/export.xlsx?q=大蒜",
    ):
        client.get(path).get_data()
    rows = []
    for address in addresses:
        started = time.process_time()
        with client.get(address) as answer:
            length = len(answer.get_data())
        rows.append(RequestTime(address, answer.status_code, (time.process_time() - started) * 1000, length))
    return sorted(rows, key=lambda row: -row.milliseconds)
