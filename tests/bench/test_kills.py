"""Counting what goes wrong while nodes are killed, with stand-ins for the nodes and the engine."""

from __future__ import annotations

from pathlib import Path

from bench.kills import REQUESTS, TYPED, Asking, Figures, answer_of, kill_in_turn
from indexer.engines import Engine, in_memory
from indexer.errors import IndexFault
from tests.indexer.engines.catalogues import FIXED, record


class Nodes:
    """Says which node was killed and started."""

    def __init__(self) -> None:
        self.done: list[tuple[str, int]] = []

    def kill(self, i: int) -> None:
        self.done.append(("kill", i))

    def start(self, i: int) -> None:
        self.done.append(("start", i))

    def wait_green(self) -> None:
        self.done.append(("green", 0))

    def manager(self) -> int:
        return 2


def test_each_node_is_killed_and_started_again_the_elected_one_among_them() -> None:
    nodes, figures, told = Nodes(), Figures(), list[str]()
    kill_in_turn(nodes, 6, figures, told.append)
    killed = [i for what, i in nodes.done if what == "kill"]
    assert killed == [i for what, i in nodes.done if what == "start"]
    assert killed == [1, 2, 2, 1, 2, 2]
    assert (figures.kills, figures.managers, len(told)) == (6, 4, 6)


def right_answers(engine: Engine) -> list[object]:
    return [answer_of(engine, at) for at in range(len(REQUESTS) + len(TYPED))]


def ask(engine: Engine, right: list[object], enough: int) -> Figures:
    figures = Figures()
    with Asking(lambda: engine, right, figures):
        while figures.asked < enough:
            pass
    return figures


def test_right_answers_are_no_fault() -> None:
    engine = in_memory(FIXED)
    figures = ask(engine, right_answers(engine), 30)
    assert (figures.wrong, figures.failed, figures.problems) == (0, 0, [])


def test_other_answers_and_errors_are_counted() -> None:
    other = in_memory([*FIXED, record("GB/T 7714-2015", "参考文献著录规则 大蒜 食品添加剂 技术规程")])
    assert ask(other, right_answers(in_memory(FIXED)), 30).wrong

    class Down:
        def search(self, *_: object) -> None:
            raise IndexFault("index_busy", Path("nowhere"))

        suggest = search

    failed = ask(Down(), right_answers(in_memory(FIXED)), 1)  # type: ignore[arg-type]
    assert failed.failed
    assert failed.problems
