"""A coverage table in words: its heading, its gaps, and all that its numbers leave out."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.search import region_words
from catalogue.statistics.class_trees import TREES
from catalogue.statistics.coverage import Coverage, Row
from catalogue.statistics.coverage_columns import ELSEWHERE, OWN
from catalogue.wording import Words, say


def head_words(found: Coverage) -> Words:
    """What is counted: how many standards, by which classification, on which day."""
    scheme, day, count = TREES[found.scope.by], found.day, found.total.all.count
    if found.node is None:
        return say("coverage_head", scheme=scheme, day=day, count=count)
    code, name = found.node.code, found.node.name
    return say("coverage_head_under", scheme=scheme, code=code, name=name, day=day, count=count)


def gap_words(found: Coverage, gap: str) -> Words:
    """A kind of gap, with the name of the region."""
    return say(f"coverage_gap_{gap}", region=region_words(found.scope.region))


def class_words(row: Row) -> Words:
    """The name of the class of a row; of a code that the table lacks, that it does."""
    if row.node is None:
        return Words("")
    return row.node.name if row.known else say("coverage_not_in_table")


def list_gaps(found: Coverage, row: Row) -> tuple[Words, ...]:
    """The gaps of a row."""
    return tuple(gap_words(found, gap) for gap in row.gaps)


def share_words(found: Coverage) -> Words:
    """The region's part of the local standards."""
    cells = list(zip(found.columns, found.total.cells, strict=True))
    own, elsewhere = (sum(cell.count for one, cell in cells if one.kind == kind) for kind in (OWN, ELSEWHERE))
    if found.total.share is None:
        return say("coverage_no_local_at_all")
    region = region_words(found.scope.region)
    return say("coverage_share", region=region, own=own, local=own + elsewhere, share=found.total.share)


def remarks(found: Coverage) -> Iterator[Words]:
    """What must be known to read the numbers: what is in no row, in several, not counted, not known."""
    yield from _outside(found)
    if found.repeated:
        yield say("coverage_repeated", count=found.repeated)
    strays = tuple(row.node.code for row in found.rows if row.node is not None and not row.known)
    if strays:
        yield say("coverage_stray", codes=strays)
    if found.empty:
        yield say("coverage_empty", count=found.empty)
    if found.status_unknown:
        yield say("coverage_status_unknown", count=found.status_unknown)
    yield say("coverage_review", due=found.total.all.review_due, undated=found.total.all.undated)
    yield say("coverage_age")


def _outside(found: Coverage) -> Iterator[Words]:
    if found.scope.by == "gbt4754":
        yield say("coverage_recorded_only")
    rest = found.rest.all.count
    if not rest:
        return
    if found.node is not None:
        yield say("coverage_not_finer", code=found.node.code, count=rest)
        return
    yield say("coverage_without_class", scheme=TREES[found.scope.by], count=rest)
    if found.unread:
        yield say("coverage_unread", count=found.unread)
