"""The place that a catalogue belongs to: where a place decides, its local standards come before those of others."""

from __future__ import annotations

import re

from standard.publisher import region_code

#: Shandong, where nothing else is said
HOME = "37"
_CODE = re.compile(r"\d\d(?:\d\d)?")


def home_code(text: str) -> str | None:
    """The code of a province or city by its code or name (`37`, `3702`, `青岛`, `Shandong`); None for all else."""
    code = region_code(text)
    return code if code is not None and _CODE.fullmatch(code) else None


def is_at_home(region: str, home: str) -> bool:
    """Whether local standards of a region apply at home: those of the place, of what lies in it, and of its province.

    In Shandong those of Qingdao, too; in Qingdao those of Shandong, but not those of Jinan.
    """
    return bool(region and home) and (region.startswith(home) or home.startswith(region))
