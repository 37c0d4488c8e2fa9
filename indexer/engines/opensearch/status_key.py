"""The status on a day as a key to sort by: worked out by the cluster, from the days on which it changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from indexer.engines.opensearch.mapping import STATUS_STEP

#: to `rank`, the place in STATUSES on the day
_RANK = (
    "long rank = 0; for (long change : doc['statuses']) "
    "{ if (change / params.step > params.day) break; rank = change % params.step; } "
)


def status_key(day: date, formula: str = "rank", **more: object) -> Any:
    """The rank of the status on a day, or what a formula makes of it; `more` are its further parameters."""
    script = {"source": f"{_RANK}return {formula};", "params": {"day": day.toordinal(), "step": STATUS_STEP, **more}}
    return {"_script": {"type": "number", "script": script, "order": "asc"}}
