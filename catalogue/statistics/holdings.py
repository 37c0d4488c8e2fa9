"""What the catalogue holds, and what it lacks: for whoever wants to know how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.engines import Axis, Request
from indexer.lifecycle import Opened
from standard.publisher import Level
from standard.status import Status

#: fields that not every standard has, so that a low figure is no gap
OPTIONAL = frozenset({"alt_titles", "abolished", "region", "nature"})


@dataclass(frozen=True)
class FieldCount:
    """For how many standards a field is known."""

    field: str
    count: int
    #: of all standards, 0 to 100
    percent: float


@dataclass(frozen=True)
class Holdings:
    """Counts over the whole catalogue on one day."""

    count: int
    day: date
    #: latest day on which a source was checked
    data_date: date | None
    generation: str
    #: years of issue, where any is known
    oldest: int | None
    newest: int | None
    #: level -> status -> how many; only what there is
    levels: dict[Level, dict[Status, int]]
    #: source and how many records are from it, most first
    sources: tuple[tuple[str, int], ...]
    #: fields by how often they are known, most first
    filled: tuple[FieldCount, ...]

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that occur, in the order of standing."""
        return tuple(status for status in Status if any(status in row for row in self.levels.values()))

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "count": self.count,
            "on": self.day.isoformat(),
            "data_date": self.data_date.isoformat() if self.data_date is not None else None,
            "generation": self.generation,
            "years": {"oldest": self.oldest, "newest": self.newest},
            "levels": [
                {
                    "level": level.value,
                    "count": sum(row.values()),
                    "statuses": {status.value: count for status, count in row.items()},
                }
                for level, row in self.levels.items()
            ],
            "sources": [{"source": source, "count": count} for source, count in self.sources],
            "filled": [{"field": row.field, "count": row.count, "percent": row.percent} for row in self.filled],
        }


def count_holdings(opened: Opened, day: date) -> Holdings:
    """Count a generation on a day; takes as long as some searches and is worth keeping. Raises IndexFault."""
    engine = opened.engine
    count = engine.count()
    years = [int(year) for year in engine.counts("year") if year.isdigit()]
    sources = sorted(engine.counts("source").items(), key=lambda row: (-row[1], row[0]))
    filled = sorted(engine.filled().items(), key=lambda row: -row[1])
    levels = engine.cross_counts(Axis("level"), Axis("status"), Request(day=day))
    return Holdings(
        count=count,
        day=day,
        data_date=opened.checked,
        generation=opened.generation,
        oldest=min(years, default=None),
        newest=max(years, default=None),
        levels={level: row for level in Level if (row := _count_statuses(level, levels))},
        sources=tuple(sources),
        filled=tuple(FieldCount(name, known, round(100 * known / max(count, 1), 1)) for name, known in filled),
    )


def _count_statuses(level: Level, counts: Mapping[tuple[str, str], int]) -> dict[Status, int]:
    """How many standards of a level have each status, in the order of standing."""
    return {status: counts[level, status] for status in Status if (level, status) in counts}
