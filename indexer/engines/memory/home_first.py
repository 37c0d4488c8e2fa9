"""Home's local standards before those of other places, where they are of equal standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.engines.base import Request
from indexer.engines.document import Document
from indexer.engines.relevance import home_factor
from standard.home import is_at_home
from standard.publisher import Level


def home_first(
    order: list[int],
    documents: Sequence[Document],
    request: Request,
    scores: Mapping[int, float],
    groups: Mapping[int, int],
) -> list[int]:
    """The order of matches, with home first among local standards of one group and status between two national ones.

    They change places with one another only, so nothing else moves, and none comes before a national standard that it
    stood behind. At home a score counts for `home_factor` more; at equal scores home comes first.
    """
    if request.sort != "relevance" or not request.home:
        return order
    factor = home_factor(request.tree)
    held: dict[tuple[object, ...], list[int]] = {}
    section = 0
    for at, place in enumerate(order):
        record = documents[place].record
        section += record.level is Level.NATIONAL
        if record.level is Level.LOCAL:
            held.setdefault((section, groups[place], record.status_on(request.day)), []).append(at)

    def merit(place: int) -> tuple[object, ...]:
        document = documents[place]
        is_home = is_at_home(document.record.region, request.home)
        score = scores[place] * factor if is_home else scores[place]
        return -score, not is_home, -document.newness, document.number_order

    found = list(order)
    for places in held.values():
        for at, place in zip(places, sorted((order[at] for at in places), key=merit), strict=True):
            found[at] = place
    return found
