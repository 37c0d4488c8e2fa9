"""Home's local standards before those of other places: `indexer.engines.memory.home_first` on what the cluster says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.engines.base import Request
from indexer.engines.opensearch.clauses import Clause, any_of, has_status, term, terms
from indexer.engines.opensearch.mapping import LEVELS, STATUSES
from indexer.engines.opensearch.ordering import Match, Reading, columns
from indexer.engines.relevance import home_factor
from standard.home import is_at_home
from standard.publisher import Level

_NATIONAL, _LOCAL = LEVELS.index(Level.NATIONAL), LEVELS.index(Level.LOCAL)
#: section, group, status: local standards of one kind change places with one another
_Kind = tuple[int, int | None, int]


def home_first(reading: Reading, request: Request, first: list[Match]) -> list[Match]:
    """All matches up to the end of a page, with home first among local standards of one kind.

    Who takes a place of a local standard was among the first before, or comes from behind them and is at home.
    """
    slots = _slots(first)
    behind = _behind(reading, request, first, slots)
    factor = home_factor(request.tree)

    def merit(match: Match) -> tuple[Any, ...]:
        at_home = _is_at_home(match, request.home)
        score = match.score * factor if at_home else match.score
        return -score, not at_home, -int(match.known("newness")), match.known("number_order")

    found = list(first)
    for kind, places in slots.items():
        some = [*(first[at] for at in places), *behind.get(kind, [])]
        for at, match in zip(places, sorted(some, key=merit), strict=False):
            found[at] = match
    return found


def _slots(first: Sequence[Match]) -> dict[_Kind, list[int]]:
    """The places that local standards hold, by kind, in order."""
    slots: dict[_Kind, list[int]] = {}
    section = 0
    for at, match in enumerate(first):
        level = match.known("level")
        section += level == _NATIONAL
        if level == _LOCAL:
            slots.setdefault((section, match.stretch.group, match.status), []).append(at)
    return slots


def _behind(
    reading: Reading, request: Request, first: Sequence[Match], slots: dict[_Kind, list[int]]
) -> dict[_Kind, list[Match]]:
    """Home's standards that stand behind the first matches and may come before some of them.

    Only those before the next national one, and of what the last stretch goes on with: all others stand in other
    sections or groups. Of each kind no more than it has places can come.
    """
    if not first:
        return {}
    last = first[-1]
    section = sum(match.known("level") == _NATIONAL for match in first)
    kinds = [
        kind
        for kind in slots
        if kind[0] == section and kind[1] == last.stretch.group and last.stretch.status in (None, kind[2])
    ]
    if not kinds:
        return {}
    home = [term("level", _LOCAL), _at_home(request.home)]
    bodies = [
        last.stretch.narrowed([*home, has_status(STATUSES[kind[2]].value, request.day)]).body(
            size=len(slots[kind]), stored=True, after=last.keys, **columns()
        )
        for kind in kinds
    ]
    bodies.append(last.stretch.narrowed([term("level", _NATIONAL)]).body(size=1, stored=False, after=last.keys))
    *found, national = reading.read_each(bodies)
    border = _place(national[0]["sort"], last) if national else None
    return {
        kind: [Match(last.stretch, hit) for hit in hits if border is None or _place(hit["sort"], last) < border]
        for kind, hits in zip(kinds, found, strict=True)
    }


def _place(keys: Sequence[Any], match: Match) -> tuple[Any, ...]:
    """Keys of a match as they sort upwards: scores and newness count downwards."""
    downwards = [key in ({"_score": "desc"}, {"newness": "desc"}) for key in match.stretch.sort]
    return tuple(-key if down else key for key, down in zip(keys, downwards, strict=True))


def _at_home(home: str) -> Clause:
    """What is of the place, of what lies in it, or of its province."""
    around = [home[:length] for length in range(1, len(home))]
    return any_of([term("value_region", home), terms("region", around)])


def _is_at_home(match: Match, home: str) -> bool:
    return is_at_home(str(match.known("value_region")), home)
