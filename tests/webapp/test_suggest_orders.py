"""The script of suggestions through every short order of what can happen, beside a model of what is to be seen.

A reader types, an input method composes, keys are pressed, the box is left or sent, and answers come late, empty,
broken or not at all. The script is the page's own, in a real browser; clock and network are held by the test, so that
an order of events is the same every time and nothing waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
SCRIPT = (HERE.parents[1] / "webapp" / "static" / "suggest.js").read_text("utf-8")
RUNNER = (HERE / "suggest_orders.js").read_text("utf-8")
RUN = f"const start = (window, fetch, setTimeout, clearTimeout) => {{\n{SCRIPT}\n}};\n{RUNNER}"
#: what is no answer: of a question that has not had its head, and of one that has
FAILURES: tuple[str, ...] = ("refused", "page", "other", "odd", "offline")
BREAKS = ("page", "other", "odd", "offline")
#: an order begins with one of these, and goes on with so many events, each that can follow
BEGINNINGS = {
    (): 3,
    ("type a", "rest"): 3,
    ("type a", "rest", "rows 0"): 3,
    ("type a", "rest", "head 0"): 3,
    ("type a", "rest", "type ab", "rest"): 3,
    ("type a", "rest", "rows 0", "type ab", "rest"): 3,
    ("type a", "rest", "rows 0", "compose"): 3,
    ("type a", "rest", "compose", "commit ab"): 3,
}


@dataclass(frozen=True)
class Asked:
    """A question that was sent."""

    text: str
    head: bool = False
    aborted: bool = False
    ended: bool = False


@dataclass
class Model:
    """What is to be seen after each event. Only the last question counts, until anything else is done."""

    value: str = ""
    focused: bool = True
    composing: bool = False
    resting: bool = False
    asked: list[Asked] = field(default_factory=list)
    #: the question whose answer is awaited
    awaited: int | None = None
    #: the text whose rows are in the list, and whether the list is open
    listed: str = ""
    open: bool = False
    active: int = 0

    def copied(self) -> Model:
        other = copy(self)
        other.asked = list(self.asked)
        return other

    def events(self, number: int) -> Iterator[str]:
        """What can happen next; of the ways to fail one, by turns."""
        if not self.focused:
            # a program may fill a box that has not the focus
            yield from ("focus", "type ab")
        elif self.composing:
            yield from ("spell b", "commit ab", "commit", "blur")
        else:
            yield from (*(f"type {text}".strip() for text in ("a", "ab", "")), "compose", "blur", "submit")
            yield from ("Escape", "ArrowDown", *(["Enter"] if self.active else []))
        yield "back"
        if self.resting:
            yield "rest"
        for place, one in enumerate(self.asked):
            if one.ended:
                continue
            failures = BREAKS if one.head else FAILURES
            if one.aborted:
                # it should count for nothing, however it ends
                failures = ("aborted", "none", *failures)
            else:
                yield f"none {place}"
            yield f"rows {place}"
            yield f"{failures[number % len(failures)]} {place}"
            if not one.head:
                yield f"head {place}"

    def happen(self, event: str) -> None:
        word, _, more = event.partition(" ")
        if more.isdigit():
            self.come(word, int(more))
        else:
            getattr(self, word.lower())(*([more] if more else []))

    # --- the reader

    def type(self, text: str = "") -> None:
        self.value = text
        self.changed()

    def changed(self) -> None:
        self.drop()
        self.active = 0
        if self.composing:
            return
        self.resting = bool(self.value)
        if not self.value:
            self.close()

    def compose(self) -> None:
        self.composing = True
        self.changed()

    def spell(self, text: str) -> None:
        self.type(text)

    def commit(self, text: str = "") -> None:
        self.composing = False
        self.type(text)

    def blur(self) -> None:
        self.focused = self.composing = False
        self.close()

    def focus(self) -> None:
        self.focused = True

    def back(self) -> None:
        self.composing = False
        self.close()

    def submit(self) -> None:
        self.close()

    def escape(self) -> None:
        if not self.open:
            self.value = ""
        self.close()

    def arrowdown(self) -> None:
        if self.open:
            self.active = (self.active + 1) % 3
        else:
            self.ask()

    def enter(self) -> None:
        self.value = self.listed
        self.close()

    # --- the question

    def rest(self) -> None:
        self.resting = False
        self.ask()

    def ask(self) -> None:
        if self.awaited is not None and self.asked[self.awaited].text == self.value:
            return
        self.drop()
        if not self.value or not self.focused:
            return
        if self.value == self.listed:
            self.open = True
            return
        self.awaited = len(self.asked)
        self.asked.append(Asked(self.value))

    def drop(self) -> None:
        self.resting = False
        if self.awaited is not None:
            self.asked[self.awaited] = replace(self.asked[self.awaited], aborted=True)
        self.awaited = None

    def close(self) -> None:
        self.drop()
        self.open = False
        self.active = 0

    def come(self, kind: str, place: int) -> None:
        """An answer, a part of one, or none."""
        one = self.asked[place]
        self.asked[place] = replace(one, head=True, ended=kind != "head")
        if kind == "head" or place != self.awaited:
            return
        self.awaited = None
        self.active = 0
        self.open = kind == "rows"
        if kind in ("rows", "none"):
            self.listed = one.text if kind == "rows" else ""

    def seen(self) -> dict[str, object]:
        rows = [f"{self.listed}-{place}" for place in (1, 2)]
        return {
            "value": self.value,
            "shown": ",".join(rows) if self.open else "",
            "expanded": str(self.open).lower(),
            "active": rows[self.active - 1] if self.active else "",
            "asked": ",".join(one.text for one in self.asked),
            "aborted": "".join("x" if one.aborted and not one.ended else "-" for one in self.asked),
            "resting": int(self.resting),
            "faults": "",
        }


def orders(model: Model, begun: tuple[str, ...], depth: int, numbers: Iterator[int]) -> Iterator[tuple[str, ...]]:
    """Every order that begins so and has so many events more."""
    if depth == 0:
        yield begun
        return
    for event in model.events(next(numbers)):
        after = model.copied()
        after.happen(event)
        yield from orders(after, (*begun, event), depth - 1, numbers)


def expected(order: tuple[str, ...]) -> list[dict[str, object]]:
    model = Model()
    steps = []
    for event in order:
        model.happen(event)
        steps.append(model.seen())
    return steps


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=lambda events: ", ".join(events) or "nothing yet")
def test_what_is_shown_after_every_order_of_events(browser: Any, site: str, beginning: tuple[str, ...]) -> None:
    browser.get(f"{site}/")
    model = Model()
    for event in beginning:
        model.happen(event)
    tried = list(orders(model, beginning, BEGINNINGS[beginning], count()))
    assert len(tried) > 200
    seen = browser.execute_async_script(RUN, tried)
    assert len(seen) == len(tried), seen
    for order, steps in zip(tried, seen, strict=True):
        for place, (have, want) in enumerate(zip(steps, expected(order), strict=True), start=1):
            assert have == want, f"after {', '.join(order[:place])}"
